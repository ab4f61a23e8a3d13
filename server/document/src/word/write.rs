//! Writing a document as a file of Word: headings by Word's own styles, lists by its numbering, the language and the title where
//! programs look for them.

use crate::{Block, Document, Fact, Paragraph};
use quick_xml::escape::escape;
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KINDS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The numbering of all bullets; each list in which the order counts has one of its own from the next number on.
const BULLETS: usize = 1;

/// The file was not made: what the archive says, for the log.
#[derive(Debug, thiserror::Error)]
#[error("a file of Word was not written: {0}")]
pub struct NotWritten(#[from] ZipError);

impl From<std::io::Error> for NotWritten {
    fn from(error: std::io::Error) -> Self {
        NotWritten(error.into())
    }
}

impl Document {
    /// The document as a file of Word (`.docx`). The same document gives the same bytes.
    ///
    /// # Errors
    /// The archive refuses it: a fault of ours, whatever people have written.
    pub fn docx(&self) -> Result<Vec<u8>, NotWritten> {
        let mut body = Body { lists: BULLETS, ..Body::default() };
        body.document(self);
        let lang = region(&self.lang);
        let parts = [
            ("[Content_Types].xml", content_types()),
            (
                "_rels/.rels",
                relations(&[
                    ("officeDocument", RELATIONS, "word/document.xml"),
                    ("metadata/core-properties", CORE, "docProps/core.xml"),
                ]),
            ),
            ("docProps/core.xml", self.core()),
            (
                "word/document.xml",
                format!("{HEAD}<w:document {NAMES}><w:body>{}{SECTION}</w:body></w:document>", body.xml),
            ),
            ("word/_rels/document.xml.rels", relations(&PARTS.map(|(kind, file)| (kind, RELATIONS, file)))),
            ("word/styles.xml", include_str!("styles.xml").replace("{lang}", &text(&lang))),
            ("word/numbering.xml", numbering(body.lists)),
            ("word/settings.xml", settings(&lang)),
            (
                "word/header1.xml",
                format!("{HEAD}<w:hdr {NAMES}>{}</w:hdr>", paragraph("Header", "", &run("", &self.author))),
            ),
            ("word/footer1.xml", self.footer()),
        ];
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(name, options)?;
            archive.write_all(content.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn core(&self) -> String {
        let names = "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
            xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
        let (title, author, lang) = (text(&self.title), text(&self.author), text(&self.lang));
        format!(
            "{HEAD}<cp:coreProperties {names}><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
             <dc:language>{lang}</dc:language></cp:coreProperties>"
        )
    }

    fn footer(&self) -> String {
        let number =
            |field: &str| format!("<w:fldSimple w:instr=\" {field} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
        let page = format!("<w:r><w:tab/></w:r>{}{}{}", number("PAGE"), run("", " / "), number("NUMPAGES"));
        let foot = paragraph("Footer", "", &format!("{}{page}", run("", &self.foot)));
        format!("{HEAD}<w:ftr {NAMES}>{foot}</w:ftr>")
    }
}

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// What the document refers to: the kind of it, its file. The header is `rId4`, the footer `rId5`.
const PARTS: [(&str, &str); 5] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("header", "header1.xml"),
    ("footer", "footer1.xml"),
];

/// A4, with margins as in the PDF.
const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1361\" w:right=\"1360\" w:bottom=\"1361\" w:left=\"1360\" w:header=\"680\" w:footer=\"680\" w:gutter=\"0\"/></w:sectPr>";

/// What is written so far of a document's body.
#[derive(Debug, Default)]
struct Body {
    xml: String,
    /// The numbering that was given last.
    lists: usize,
}

impl Body {
    fn document(&mut self, document: &Document) {
        self.paragraph("Title", "", &run(lang(document.title_lang.as_deref()).as_str(), &document.title));
        for block in &document.blocks {
            match block {
                Block::Heading { level, text } => {
                    self.paragraph(&format!("Heading{}", (*level).clamp(1, 3)), "", &run("", text));
                }
                Block::Facts { facts } => facts.iter().for_each(|fact| self.fact(fact)),
                Block::Text { lang: of, paragraphs } => {
                    let look = lang(of.as_deref());
                    paragraphs.iter().for_each(|lines| self.lines("Normal", "", &look, lines));
                }
                Block::Items { lang: of, items } => {
                    let look = lang(of.as_deref());
                    items.iter().for_each(|item| self.paragraph("ListBullet", "", &run(&look, item)));
                }
                Block::Steps { lang: of, items } => {
                    self.lists += 1;
                    let look = lang(of.as_deref());
                    items.iter().for_each(|item| self.step(&look, item));
                }
            }
        }
    }

    fn paragraph(&mut self, style: &str, more: &str, runs: &str) {
        self.xml.push_str(&paragraph(style, more, runs));
    }

    fn fact(&mut self, fact: &Fact) {
        let name = run("<w:rStyle w:val=\"Strong\"/>", &format!("{}:", fact.name));
        let value = run(&lang(fact.lang.as_deref()), &format!(" {}", fact.value));
        self.paragraph("Normal", "", &(name + &value));
    }

    /// A paragraph of one line, or a list of several.
    fn lines(&mut self, style: &str, more: &str, look: &str, lines: &Paragraph) {
        match lines.as_slice() {
            [line] => self.paragraph(style, more, &run(look, line)),
            lines => lines.iter().for_each(|line| self.paragraph("ListBullet", "", &run(look, line))),
        }
    }

    /// An item of a list in which the order counts: its first paragraph has the number.
    fn step(&mut self, look: &str, item: &[Paragraph]) {
        let number = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>", self.lists);
        for (at, lines) in item.iter().enumerate() {
            match at {
                0 => self.lines("ListNumber", &number, look, lines),
                _ => self.lines("ListContinue", "", look, lines),
            }
        }
    }
}

fn paragraph(style: &str, more: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>\n")
}

/// A run of text with its properties.
fn run(look: &str, said: &str) -> String {
    let look = if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
    let parts: Vec<_> =
        said.split('\t').map(|part| format!("<w:t xml:space=\"preserve\">{}</w:t>", text(part))).collect();
    format!("<w:r>{look}{}</w:r>", parts.join("<w:tab/>"))
}

/// The property of a run in another language.
fn lang(tag: Option<&str>) -> String {
    tag.map(|tag| format!("<w:lang w:val=\"{}\"/>", text(&region(tag)))).unwrap_or_default()
}

/// A language with a region, which Word's spelling asks for.
fn region(tag: &str) -> String {
    match tag {
        "en" => "en-GB",
        "fr" => "fr-FR",
        "es" => "es-ES",
        other => other,
    }
    .to_owned()
}

/// A text as XML can hold it: what it cannot becomes U+FFFD.
fn text(said: &str) -> String {
    let allowed = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let said: String = said.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect();
    escape(said.replace('\n', " ")).into_owned()
}

fn content_types() -> String {
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    let main = part("word/document.xml", &format!("{KINDS}.document.main"));
    let parts: String =
        PARTS.iter().map(|(kind, file)| part(&format!("word/{file}"), &format!("{KINDS}.{kind}"))).collect();
    let core = part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{main}{parts}{core}</Types>"
    )
}

/// The relations of a part: their kinds, of which list, and their files.
fn relations(all: &[(&str, &str, &str)]) -> String {
    let each: String = all
        .iter()
        .zip(1..)
        .map(|((kind, list, file), n)| {
            format!("<Relationship Id=\"rId{n}\" Type=\"{list}/{kind}\" Target=\"{file}\"/>")
        })
        .collect();
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{each}</Relationships>")
}

fn numbering(lists: usize) -> String {
    let level = |of: &str, format: &str, mark: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{of}\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
             <w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:lvl></w:abstractNum>"
        )
    };
    let mut nums = format!("<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for list in BULLETS + 1..=lists {
        let _ = write!(
            nums,
            "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"1\"/>\
             <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        );
    }
    let (bullets, numbers) = (level("0", "bullet", "•"), level("1", "decimal", "%1."));
    format!("{HEAD}<w:numbering {NAMES}>{bullets}{numbers}{nums}</w:numbering>")
}

fn settings(lang: &str) -> String {
    let compatible = "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>";
    format!("{HEAD}<w:settings {NAMES}>{compatible}<w:themeFontLang w:val=\"{}\"/></w:settings>", text(lang))
}
