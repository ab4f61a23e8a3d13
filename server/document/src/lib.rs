//! Documents to keep: a PDF that can be read aloud as well as printed (PDF/UA-1), made by typst, and a file for Word; and reading
//! what others have written in Word.
//!
//! What people have written reaches the typesetter as data, in a file beside the template: none of it is ever read as markup.

pub mod word;
mod world;

use serde::Serialize;
use std::sync::LazyLock;
use typst::{comemo, diag::SourceDiagnostic, foundations::Smart, text::Font};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::{Files, World};

/// What a document says. Texts are plain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub title: String,
    /// The language of what names no other: a BCP 47 tag.
    pub lang: String,
    /// The language of the title, if it is another.
    pub title_lang: Option<String>,
    /// Who publishes it.
    pub author: String,
    /// What stands at the foot of each page, beside its number.
    pub foot: String,
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading below the title: 1 for a section, 2 within one, 3 within that.
    Heading { level: u8, text: String },
    /// Names and what they stand for.
    Facts { facts: Vec<Fact> },
    /// Running text.
    Text { lang: Option<String>, paragraphs: Vec<Paragraph> },
    /// A list in which the order does not count.
    Items { lang: Option<String>, items: Vec<String> },
    /// A list in which the order counts.
    Steps { lang: Option<String>, items: Vec<Vec<Paragraph>> },
}

/// A name, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
    /// The language of the value, if it is not the document's.
    pub lang: Option<String>,
}

/// A paragraph of one line, or a list of several.
pub type Paragraph = Vec<String>;

/// The document was not made: what the typesetter says, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a document was not typeset: {0}")]
pub struct NotSet(String);

impl NotSet {
    fn of(problems: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        NotSet(problems.into_iter().map(|p| p.message.to_string()).collect::<Vec<_>>().join("; "))
    }
}

impl Document {
    /// The document as a tagged PDF. It takes a moment and a processor: not for a thread that answers requests.
    ///
    /// # Errors
    /// The typesetter refuses it: a fault of ours, whatever people have written.
    pub fn pdf(&self) -> Result<Vec<u8>, NotSet> {
        let shown = serde_json::to_value(self).map_err(|error| NotSet(error.to_string()))?;
        let world = World::of(visible(shown).to_string());
        let document = typst::compile(&world).output.map_err(NotSet::of);
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| NotSet(error.message().to_string()))?;
        let options = PdfOptions { creator: Smart::Custom(None), standards, ..PdfOptions::default() };
        let pdf = document.and_then(|document| typst_pdf::pdf(&document, &options).map_err(NotSet::of));
        // What the typesetter remembers of a document serves no other.
        comemo::evict(0);
        pdf
    }
}

/// The same data with U+FFFD for what the fonts have no glyph for: PDF/UA allows no missing ones, and a document with a gap is worth
/// more than none.
fn visible(data: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    static FONT: LazyLock<Option<Font>> = LazyLock::new(|| Files::shared().fonts.first().cloned());
    let has = |c: char| {
        c.is_ascii() || FONT.as_ref().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
    };
    match data {
        Value::String(text) => {
            text.chars().map(|c| if has(c) { c } else { '\u{FFFD}' }).collect::<String>().into()
        }
        Value::Array(items) => items.into_iter().map(visible).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, visible(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other,
    }
}
