//! What a document is as a file: tagged, titled, in its language, with its fonts; and what people write stays text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use document::{Block, Document, Fact};
use lopdf::{Dictionary, Object};

fn document(text: &str) -> Document {
    Document {
        title: text.to_owned(),
        lang: "fr".into(),
        title_lang: Some("en".into()),
        author: "Organisation internationale du Travail".into(),
        foot: text.to_owned(),
        blocks: vec![
            Block::Heading { level: 1, text: text.to_owned() },
            Block::Facts {
                facts: vec![Fact { name: "Grade".into(), value: text.to_owned(), lang: Some("en".into()) }],
            },
            Block::Heading { level: 2, text: "Formation".into() },
            Block::Text {
                lang: Some("en".into()),
                paragraphs: vec![vec![text.to_owned()], vec!["One".into(), "Two".into()]],
            },
            Block::Steps { lang: None, items: vec![vec![vec![text.to_owned()]], vec![vec!["Suite".into()]]] },
            Block::Heading { level: 3, text: "Diplômes".into() },
            Block::Items { lang: None, items: vec![text.to_owned()] },
        ],
    }
}

struct Read(lopdf::Document);

impl Read {
    fn of(document: &Document) -> Self {
        Read(lopdf::Document::load_mem(&document.pdf().unwrap()).unwrap())
    }

    fn at<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.0.dereference(dictionary.get(key.as_bytes()).ok()?).ok().map(|(_, object)| object)
    }

    fn string(&self, dictionary: &Dictionary, key: &str) -> String {
        self.at(dictionary, key).map(|o| lopdf::decode_text_string(o).unwrap()).unwrap_or_default()
    }

    /// The types of all structure elements, in order, with the languages that they name.
    fn tags(&self) -> Vec<(String, String)> {
        fn walk(read: &Read, object: &Object, tags: &mut Vec<(String, String)>) {
            let object = read.0.dereference(object).unwrap().1;
            match object {
                Object::Array(items) => items.iter().for_each(|item| walk(read, item, tags)),
                Object::Dictionary(element) => {
                    if let Ok(Object::Name(kind)) = element.get(b"S") {
                        let kind = String::from_utf8_lossy(kind).into_owned();
                        tags.push((kind, read.string(element, "Lang")));
                    }
                    if let Ok(kids) = element.get(b"K") {
                        walk(read, kids, tags);
                    }
                }
                _ => {}
            }
        }
        let mut tags = Vec::new();
        let catalog = self.0.catalog().unwrap();
        walk(self, self.at(catalog, "StructTreeRoot").expect("a structure tree"), &mut tags);
        tags
    }

    fn kinds(&self) -> Vec<String> {
        self.tags().into_iter().map(|(kind, _)| kind).collect()
    }

    fn text(&self) -> String {
        let pages: Vec<u32> = self.0.get_pages().into_keys().collect();
        self.0.extract_text(&pages).unwrap()
    }
}

#[test]
fn it_is_tagged_and_says_that_it_is_pdf_ua() {
    let read = Read::of(&document("Officer"));
    let catalog = read.0.catalog().unwrap();
    let marks = read.at(catalog, "MarkInfo").and_then(|marks| marks.as_dict().ok()).expect("marks");
    assert_eq!(marks.get(b"Marked").and_then(Object::as_bool).ok(), Some(true));
    let metadata = read.at(catalog, "Metadata").and_then(|data| data.as_stream().ok()).expect("metadata");
    let metadata = metadata.get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata).into_owned();
    assert!(metadata.contains("pdfuaid:part>1<") || metadata.contains("pdfuaid:part=\"1\""), "{metadata}");
}

#[test]
fn title_author_and_language_are_set_and_the_title_is_what_a_window_shows() {
    let read = Read::of(&document("Officer – “meetings”"));
    let catalog = read.0.catalog().unwrap();
    assert!(read.string(catalog, "Lang").starts_with("fr"));
    let preferences =
        read.at(catalog, "ViewerPreferences").and_then(|object| object.as_dict().ok()).expect("preferences");
    assert_eq!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).ok(), Some(true));
    let info = read.at(&read.0.trailer, "Info").and_then(|info| info.as_dict().ok()).expect("information");
    assert_eq!(read.string(info, "Title"), "Officer – “meetings”");
    assert_eq!(read.string(info, "Author"), "Organisation internationale du Travail");
}

#[test]
fn headings_lists_and_the_languages_of_parts_are_in_its_structure() {
    let read = Read::of(&document("Officer"));
    let kinds = read.kinds();
    for kind in ["H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody"] {
        assert!(kinds.iter().any(|k| k == kind), "{kind} in {kinds:?}");
    }
    assert_eq!(kinds.iter().filter(|kind| *kind == "L").count(), 4, "facts, two lists, steps: {kinds:?}");
    assert!(read.tags().iter().any(|(_, lang)| lang.starts_with("en")), "{:?}", read.tags());
}

#[test]
fn every_font_is_in_the_file() {
    let read = Read::of(&document("Officer"));
    let fonts: Vec<_> = read
        .0
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|object| object.get(b"Type").and_then(Object::as_name).ok() == Some(b"FontDescriptor"))
        .collect();
    assert!(!fonts.is_empty());
    assert!(fonts.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3")));
}

#[test]
fn what_people_write_is_never_markup() {
    for text in [
        "#panic(\"read\")",
        "*bold* _it_ $x^2$ = Title",
        "#include \"/etc/passwd\" @label <label> `raw` // gone",
        "https://example.org/a_b \\ --- ~ \"quotes\"",
    ] {
        let read = Read::of(&document(text));
        let info =
            read.at(&read.0.trailer, "Info").and_then(|info| info.as_dict().ok()).expect("information");
        assert_eq!(read.string(info, "Title"), text);
        assert_eq!(read.kinds().iter().filter(|kind| *kind == "Formula").count(), 0, "{text}");
    }
    let shown = Read::of(&document("*bold* #panic(1)")).text();
    assert!(shown.contains("*bold* #panic(1)"), "{shown}");
}

#[test]
fn what_the_fonts_cannot_show_is_no_reason_for_none() {
    for text in
        ["労働", "العمل", "👩🏽‍🔬 \u{E000}\u{10FFFF}", "Ελληνικά Кириллица हिन्दी ĳ ﬁ\u{301}", "\u{202E}abc"]
    {
        document(text).pdf().unwrap();
    }
    let empty = Document { blocks: Vec::new(), ..document("Officer") };
    empty.pdf().unwrap();
}
