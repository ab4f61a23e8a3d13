//! The profile in the formats of others: reads a file that somebody brings from another place, and writes the profile as others
//! can read it.
//!
//! Pure: bytes in, fields out; no I/O and no framework, so that the browser reads a file itself, and the server with the same code
//! where there is no WebAssembly. A file is hostile until it is read: each format is read within [`Limits`], and what does not fit
//! is refused by name. What has no place in the profile is never dropped unsaid: see [`Found::unknown`].

mod candidate_xml;
mod collect;
mod encoding;
mod europass;
mod json;
mod json_resume;
mod left;
mod linked_in;
mod review;
mod tree;
mod words;
mod xml;

pub use json_resume::write as json_resume;
pub use review::{Decided, Had, Offer, Review, Taken, group, offers, take};

use jiff::civil::Date;
use model::{choices, country::Country, form::Fields, profile::Section};
use serde::{Deserialize, Serialize};

/// The most bytes of a file: LinkedIn's archive without pictures is far below.
pub const FILE_MOST: usize = 10 << 20;

/// The most bytes of all texts that are taken from a file: more than a career, and less than a request may carry.
pub const TEXTS_MOST: usize = 1 << 20;

/// The most that is listed of what has no place.
pub const UNKNOWN_MOST: usize = 200;

/// How far a file is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits;

impl Limits {
    /// Values of a JSON or XML document.
    pub(crate) const NODES: usize = 100_000;
    /// How deep they stand in each other.
    pub(crate) const DEPTH: usize = 64;
    /// Characters of a value's name, which every element of a list has for its own.
    pub(crate) const NAME: usize = 100;
    /// Entries that share what stands above them, as an employer's positions do, and are read with it.
    pub(crate) const SHARING: usize = 200;
    /// Files in an archive.
    pub(crate) const ENTRIES: usize = 2_000;
    /// Bytes of one file of an archive once it is inflated, and of all that are read.
    pub(crate) const ENTRY: u64 = 4 << 20;
    pub(crate) const INFLATED: u64 = 12 << 20;
    /// Rows and columns of a table.
    pub(crate) const ROWS: usize = 5_000;
    pub(crate) const COLUMNS: usize = 100;

    /// Whether a name is longer than any of a format's.
    pub(crate) fn is_long(name: &str) -> bool {
        name.chars().nth(Self::NAME).is_some()
    }
}

choices! {
    /// What kind of file it was.
    pub enum Format {
        JsonResume = "json-resume",
        Europass = "europass",
        LinkedIn = "linked-in",
    }
}

choices! {
    /// Why a file cannot be read.
    pub enum Refusal {
        /// There is nothing in it.
        Empty = "empty",
        /// More bytes than [`FILE_MOST`].
        TooLarge = "too-large",
        /// It would become too much once unpacked, has too many parts, or parts too deep in each other.
        TooMuch = "too-much",
        /// None of the formats that are read.
        NotRecognised = "not-recognised",
        /// A PDF, of which no data can be taken.
        Pdf = "pdf",
        /// An archive with a password.
        Encrypted = "encrypted",
        /// It begins as one of the formats and is not one.
        Broken = "broken",
        /// A document that defines entities or refers to other files, as attacks do and CVs do not.
        Entities = "entities",
        /// Its letters are not in UTF-8 or UTF-16.
        NotUtf8 = "not-utf8",
        /// Nothing in it has a place in a profile.
        Nothing = "nothing",
    }
}

/// What stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub format: Format,
    /// In the order of the sections.
    pub items: Vec<Item>,
    /// What has no place in the profile.
    pub unknown: Vec<Leftover>,
    /// How many of those are not listed.
    pub more: u32,
}

/// What would stand in a form of the profile: a section's, or a new entry's of a list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub section: Section,
    /// Countries and languages by their codes, or in words until [`Found::name`] has found the code.
    pub fields: Fields,
}

/// Something in a file that has no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// Where it stands, by the file's own names: `work.url`.
    pub path: String,
    /// What stands there, or its beginning.
    pub text: String,
}

/// Reads a file, whatever of the formats it is.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], today: Date) -> Result<Found, Refusal> {
    if bytes.len() > FILE_MOST {
        return Err(Refusal::TooLarge);
    }
    let found = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        linked_in::read(bytes, today)?
    } else if bytes.starts_with(b"%PDF-") {
        return Err(Refusal::Pdf);
    } else {
        let text = encoding::decode(bytes)?;
        match text.trim_start().chars().next() {
            None => return Err(Refusal::Empty),
            Some('{') => json(&text, today)?,
            Some('<') => markup(&text, today)?,
            Some(_) => return Err(Refusal::NotRecognised),
        }
    };
    match found.items.is_empty() {
        true => Err(Refusal::Nothing),
        false if found.size() > TEXTS_MOST => Err(Refusal::TooMuch),
        false => Ok(found),
    }
}

fn json(text: &str, today: Date) -> Result<Found, Refusal> {
    let document = json::parse(text)?;
    if let Some(passport) = europass::passport(&document) {
        return Ok(europass::read(passport, today));
    }
    if json_resume::is_one(&document) {
        return Ok(json_resume::read(&document, today));
    }
    Err(Refusal::NotRecognised)
}

fn markup(text: &str, today: Date) -> Result<Found, Refusal> {
    let document = xml::parse(text)?;
    if let Some(passport) = europass::passport(&document) {
        return Ok(europass::read(passport, today));
    }
    match document.all("Candidate").next() {
        Some(candidate) => Ok(candidate_xml::read(candidate, today)),
        None => Err(Refusal::NotRecognised),
    }
}

impl Found {
    /// The bytes of all texts.
    #[must_use]
    pub fn size(&self) -> usize {
        let fields = self.items.iter().flat_map(|item| &item.fields.0).map(|(_, text)| text.len());
        fields.chain(self.unknown.iter().map(|left| left.path.len() + left.text.len())).sum()
    }

    /// Gives countries and languages that stand there in words their codes: `country` gives the code and what else the words
    /// said (`Nairobi, Kenya`), `language` the code. What is not found has no place.
    pub fn name(
        &mut self,
        country: impl Fn(&str) -> Option<(Country, String)>,
        language: impl Fn(&str) -> Option<String>,
    ) {
        let Found { items, unknown, .. } = self;
        for item in &mut *items {
            let section = item.section;
            let mut left = |name: &str, text: String| {
                if !text.is_empty() {
                    unknown.push(Leftover { path: format!("{section}.{name}"), text });
                }
            };
            item.fields.0.retain_mut(|(name, text)| {
                let (code, rest) = match name.as_str() {
                    "country" | "residence" | "nationality" | "other_nationality" => match country(text) {
                        Some((code, rest)) => (code.to_string(), rest),
                        None => (String::new(), std::mem::take(text)),
                    },
                    "language" => match language(text) {
                        Some(code) => (code, String::new()),
                        None => (String::new(), std::mem::take(text)),
                    },
                    _ => return true,
                };
                left(name, rest);
                *text = code;
                !text.is_empty()
            });
        }
        // A language without its name says nothing.
        items.retain(|item| {
            let nameless = item.section == Section::Languages && item.fields.get("language").is_empty();
            !item.fields.0.is_empty() && !nameless
        });
    }
}
