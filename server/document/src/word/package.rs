//! The parts of a file of Word: an archive, which is hostile until it is read.

use super::Refusal;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes of a file: a form without pictures is far below.
pub const FILE_MOST: usize = 10 << 20;

/// The most files in the archive.
const ENTRIES: usize = 2_000;
/// The most bytes of one of them once it is inflated, and of all that are read.
const ENTRY: u64 = 16 << 20;
const INFLATED: u64 = 24 << 20;
/// How deep elements stand in each other.
const DEPTH: usize = 256;

/// The container of Word before 2007, and of what a password protects.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An archive whose parts are read within limits.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts, in their order.
    names: Vec<String>,
    inflated: u64,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > FILE_MOST {
            return Err(Refusal::TooLarge);
        }
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.starts_with(COMPOUND) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if is_encrypted { Refusal::Encrypted } else { Refusal::OldWord });
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(Refusal::NotWord);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if archive.len() > ENTRIES {
            return Err(Refusal::TooMuch);
        }
        let mut names = Vec::new();
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(|_| Refusal::Broken)?;
            if file.encrypted() {
                return Err(Refusal::Encrypted);
            }
            names.push(String::from_utf8_lossy(file.name_raw()).into_owned());
        }
        Ok(Package { archive, names, inflated: 0 })
    }

    /// The text of a part; none if there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let known = self.names.iter().position(|known| known.eq_ignore_ascii_case(name));
        let Some(at) = known else { return Ok(None) };
        let file = self.archive.by_index(at).map_err(|_| Refusal::Broken)?;
        let mut content = Vec::new();
        file.take(ENTRY + 1).read_to_end(&mut content).map_err(|_| Refusal::Broken)?;
        self.inflated += content.len() as u64;
        if content.len() as u64 > ENTRY || self.inflated > INFLATED {
            return Err(Refusal::TooMuch);
        }
        String::from_utf8(content).map(Some).map_err(|_| Refusal::Broken)
    }

    /// The name of the document itself.
    pub fn document(&mut self) -> Result<String, Refusal> {
        let types = self.part("[Content_Types].xml")?.ok_or(Refusal::NotWord)?;
        let name = self.related("", "/officeDocument")?.ok_or(Refusal::NotWord)?;
        let mut is_word = false;
        elements(&types, |element| {
            let is_it =
                attribute(element, "PartName").is_some_and(|part| part.trim_start_matches('/') == name);
            // Templates, and what has macros, are documents, too: their macros are in other parts, which nobody opens.
            let kind = attribute(element, "ContentType").unwrap_or_default();
            let kinds = [
                "wordprocessingml.document.main",
                "wordprocessingml.template.main",
                "ms-word.document.macroEnabled",
                "ms-word.template.macroEnabled",
            ];
            is_word |= is_it && kinds.iter().any(|known| kind.contains(known));
        })?;
        if is_word { Ok(name) } else { Err(Refusal::NotWord) }
    }

    /// The name of the part that is to another (empty: to the whole) what the kind says. What is outside the file is none.
    pub fn related(&mut self, of: &str, kind: &str) -> Result<Option<String>, Refusal> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let inside =
            |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let Some(relations) = self.part(&inside(&format!("_rels/{file}.rels")))? else { return Ok(None) };
        let mut found = None;
        elements(&relations, |element| {
            let is_it = attribute(element, "Type").is_some_and(|of| of.ends_with(kind));
            let is_outside = attribute(element, "TargetMode").is_some_and(|mode| mode == "External");
            if is_it && !is_outside && found.is_none() {
                found = attribute(element, "Target").map(|target| match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => inside(&target),
                });
            }
        })?;
        Ok(found)
    }
}

/// Gives each element that begins in a document of XML.
fn elements(text: &str, mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    events(text, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            each(element);
        }
        Ok(())
    })
}

/// Gives each event of a document of XML; refuses what is not well formed, document types, and what is too deep.
pub fn events(text: &str, mut each: impl FnMut(&Event<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Broken)?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1).ok_or(Refusal::Broken)?,
            Event::DocType(_) => return Err(Refusal::Entities),
            Event::Eof if depth > 0 => return Err(Refusal::Broken),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > DEPTH {
            return Err(Refusal::TooMuch);
        }
        each(&event)?;
    }
}

/// The value of an attribute, whatever its prefix.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // Whether two have one name is not looked for: that takes long where there are many.
    let mut attributes = element.attributes();
    let mut known = attributes.with_checks(false).filter_map(Result::ok);
    let named = known.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    let value = named.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
