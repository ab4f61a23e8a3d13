//! Reading a document: its paragraphs as lines, in the order in which they are read.

use super::{
    Refusal,
    package::{Package, attribute, events},
    styles::{Look, Styles},
};
use model::proposal::recognise::{self, Kind, Line};
use quick_xml::{
    XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

/// The most lines of a document, and bytes of all of them.
const LINES: usize = 20_000;
const TEXTS: usize = 1 << 20;

/// What is passed over with all that is in it: pictures and text boxes, what is deleted or has moved elsewhere, the codes of fields,
/// how a paragraph looked before, and the second telling of what older programs cannot show.
const PASSED: [&str; 14] = [
    "drawing",
    "pict",
    "object",
    "txbxContent",
    "delText",
    "delInstrText",
    "instrText",
    "pPrChange",
    "rPrChange",
    "numberingChange",
    "Fallback",
    "sdtPr",
    "sectPr",
    "tblGrid",
];

/// Reads a file of Word. Tables are read row by row; text that was put in while changes were tracked counts, text that was
/// taken out does not.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Refusal> {
    let mut package = Package::open(bytes)?;
    let name = package.document()?;
    let styles = match package.related(&name, "/styles")? {
        Some(styles) => package.part(&styles)?,
        None => None,
    };
    let styles = styles.map(|text| Styles::read(&text)).transpose()?.unwrap_or_default();
    let document = package.part(&name)?.ok_or(Refusal::Broken)?;
    let mut walk = Walk::new(&styles);
    events(&document, |event| walk.event(event))?;
    walk.paragraph()?;
    if walk.lines.is_empty() { Err(Refusal::Empty) } else { Ok(walk.lines) }
}

/// An element that is open, as far as it matters what is in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    /// The properties of a paragraph, of a run.
    ParagraphLook,
    RunLook,
    Run,
    Text,
    Passed,
    Other,
}

struct Walk<'a> {
    styles: &'a Styles,
    open: Vec<Open>,
    /// How many of them are passed over.
    passed: usize,
    /// The paragraph's text so far, its own look, and that of its style.
    text: String,
    look: Look,
    style: Look,
    /// The end of the paragraph is deleted: the next one goes on with it.
    joined: bool,
    /// The run cannot be seen.
    hidden: bool,
    lines: Vec<Line>,
    /// The bytes of all texts.
    size: usize,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Walk {
            styles,
            open: Vec::new(),
            passed: 0,
            text: String::new(),
            look: Look::default(),
            style: Look::default(),
            joined: false,
            hidden: false,
            lines: Vec::new(),
            size: 0,
        }
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(element) => {
                let open = self.begins(element)?;
                self.passed += usize::from(open == Open::Passed);
                self.open.push(open);
            }
            Event::Empty(element) => {
                let open = self.begins(element)?;
                self.ends(open)?;
            }
            Event::End(_) => {
                let open = self.open.pop().ok_or(Refusal::Broken)?;
                self.passed -= usize::from(open == Open::Passed);
                self.ends(open)?;
            }
            Event::Text(text) => self.say(&text.xml_content(XmlVersion::Implicit1_0))?,
            Event::CData(text) => self.say(&text.xml_content(XmlVersion::Implicit1_0))?,
            Event::GeneralRef(reference) => {
                match reference.resolve_char_ref().map_err(|_| Refusal::Broken)? {
                    Some(char) => self.say(char.encode_utf8(&mut [0; 4]))?,
                    None => self.say(resolve_xml_entity(reference).ok_or(Refusal::Entities)?)?,
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begins(&mut self, element: &BytesStart<'_>) -> Result<Open, Refusal> {
        let parent = self.open.last().copied().unwrap_or(Open::Other);
        let grandparent = self.open.len().checked_sub(2).and_then(|at| self.open.get(at)).copied();
        let name = element.local_name().into_inner();
        if self.passed > 0 || PASSED.contains(&name) {
            return Ok(if self.passed > 0 { Open::Other } else { Open::Passed });
        }
        let value = || attribute(element, "val").unwrap_or_default();
        Ok(match (parent, name) {
            (Open::RunLook, "del" | "moveFrom") => {
                self.joined |= grandparent == Some(Open::ParagraphLook);
                Open::Other
            }
            (_, "del" | "moveFrom") => Open::Passed,
            (Open::RunLook, "vanish") if grandparent == Some(Open::Run) => {
                self.hidden = !matches!(value().as_str(), "0" | "false" | "off");
                Open::Other
            }
            (Open::ParagraphLook, "pStyle") => {
                self.style = self.styles.look(&value());
                Open::Other
            }
            (Open::ParagraphLook, "outlineLvl") | (_, "numId") => {
                self.look.note(name, &value());
                Open::Other
            }
            (_, "p") => {
                if !self.joined {
                    self.paragraph()?;
                }
                self.joined = false;
                Open::Paragraph
            }
            (Open::Paragraph, "pPr") => Open::ParagraphLook,
            (_, "rPr") => Open::RunLook,
            (_, "r") => {
                self.hidden = false;
                Open::Run
            }
            (Open::Run, "t") => Open::Text,
            (Open::Run, name) => {
                match name {
                    "tab" | "ptab" => self.add("\t")?,
                    // A page's or column's end is no line's.
                    "br" if attribute(element, "type").is_none_or(|kind| kind == "textWrapping") => {
                        self.add("\n")?
                    }
                    "cr" => self.add("\n")?,
                    "noBreakHyphen" => self.add("-")?,
                    "sym" => {
                        let code =
                            attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                        let char = code.and_then(char::from_u32);
                        self.add(char.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]))?;
                    }
                    _ => {}
                }
                Open::Other
            }
            _ => Open::Other,
        })
    }

    fn ends(&mut self, open: Open) -> Result<(), Refusal> {
        if open == Open::Paragraph && !self.joined { self.paragraph() } else { Ok(()) }
    }

    /// Adds what stands in the document, where it is text.
    fn say(&mut self, text: &str) -> Result<(), Refusal> {
        if self.open.last() == Some(&Open::Text) { self.add(text) } else { Ok(()) }
    }

    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        if self.hidden {
            return Ok(());
        }
        self.size += text.len();
        if self.size > TEXTS {
            return Err(Refusal::TooMuch);
        }
        self.text.push_str(text);
        Ok(())
    }

    /// The end of a paragraph: one line; of a text with breaks in it, several.
    fn paragraph(&mut self) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.text);
        let look = std::mem::take(&mut self.look).or(std::mem::take(&mut self.style));
        let kind = match look {
            Look { heading: Some(level), .. } if level > 0 => Kind::Heading(level),
            Look { item: Some(true), .. } => Kind::Item,
            _ => Kind::Text,
        };
        if look.contents || text.trim().is_empty() {
            return Ok(());
        }
        match kind {
            Kind::Text => {
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    // A bullet that was typed makes an item; a number may be the text's own.
                    if line.contains('\t') || !line.starts_with(|c: char| c.is_alphanumeric() || c == '(') {
                        self.lines.extend(recognise::lines(line));
                    } else {
                        self.lines.push(Line { kind, text: line.to_owned() });
                    }
                }
            }
            kind => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.lines.push(Line { kind, text: line });
            }
        }
        if self.lines.len() > LINES { Err(Refusal::TooMuch) } else { Ok(()) }
    }
}
