//! What the typesetter sees of the world: the template, the fonts, and the data of one document. No network, no disk, no clock.

use std::sync::LazyLock;
use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// What is the same for every document.
pub struct Files {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
    template: Option<Source>,
    data: Option<FileId>,
}

impl Files {
    /// Read once.
    pub fn shared() -> &'static Files {
        static FILES: LazyLock<Files> = LazyLock::new(|| {
            let file =
                |name| Some(FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?)));
            let fonts: Vec<Font> = [
                include_bytes!("../fonts/NotoSans-Regular.ttf").as_slice(),
                include_bytes!("../fonts/NotoSans-Bold.ttf"),
            ]
            .into_iter()
            .flat_map(|font| Font::iter(Bytes::new(font)))
            .collect();
            Files {
                library: LazyHash::new(Library::default()),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                template: file("document.typ")
                    .map(|id| Source::new(id, include_str!("document.typ").to_owned())),
                data: file("document.json"),
            }
        });
        &FILES
    }
}

/// The world of one document.
pub struct World {
    files: &'static Files,
    data: Bytes,
}

impl World {
    /// With this data beside the template, as `document.json`.
    pub fn of(json: String) -> Self {
        Self { files: Files::shared(), data: Bytes::from_string(json) }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.files.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.files.book
    }

    fn main(&self) -> FileId {
        self.files.template.as_ref().map_or_else(|| Source::detached("").id(), Source::id)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let template = self.files.template.as_ref().filter(|template| template.id() == id);
        template.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if self.files.data == Some(id) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.files.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
