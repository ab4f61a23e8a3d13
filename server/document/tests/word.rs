//! What a document is as a file of Word; and what is read of the files of others, also of those that somebody made to do harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use document::{
    Block, Document, Fact,
    word::{FILE_MOST, Refusal, read},
};
use model::proposal::recognise::{Kind, Line};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
    time::{Duration, Instant},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

fn document(text: &str) -> Document {
    Document {
        title: format!("Proposal: {text}"),
        lang: "fr".into(),
        title_lang: None,
        author: "Organisation internationale du Travail".into(),
        foot: format!("Poste {text}"),
        blocks: vec![
            Block::Facts {
                facts: vec![Fact { name: "Grade".into(), value: text.to_owned(), lang: Some("en".into()) }],
            },
            Block::Heading { level: 1, text: "Fonctions".into() },
            Block::Text {
                lang: None,
                paragraphs: vec![vec![text.to_owned()], vec!["One".into(), "Two".into()]],
            },
            Block::Heading { level: 2, text: "Résultats".into() },
            Block::Items { lang: None, items: vec![text.to_owned()] },
            Block::Heading { level: 3, text: "Étapes".into() },
            Block::Steps {
                lang: Some("es".into()),
                items: vec![vec![vec!["Uno".into()], vec!["Dos".into()]], vec![vec!["Tres".into()]]],
            },
            Block::Steps { lang: None, items: vec![vec![vec!["Encore".into()]]] },
        ],
    }
}

struct Parts(ZipArchive<Cursor<Vec<u8>>>);

impl Parts {
    fn of(document: &Document) -> Self {
        Parts(ZipArchive::new(Cursor::new(document.docx().unwrap())).unwrap())
    }

    fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn names(&self) -> Vec<String> {
        self.0.file_names().map(|name| name.unwrap().into_owned()).collect()
    }
}

/// The values of an element's attribute, in order.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) if start.name().into_inner() == element => {
                let value = start.try_get_attribute(attribute).unwrap().unwrap();
                found.push(value.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_part_is_well_formed_named_and_of_a_known_kind() {
    let mut parts = Parts::of(&document("a < b & \"c\""));
    let kinds = parts.part("[Content_Types].xml");
    let named: BTreeSet<String> = values(&kinds, "Override", "PartName").into_iter().collect();
    for name in parts.names() {
        let xml = parts.part(&name);
        let mut reader = Reader::from_str(&xml);
        while !matches!(reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")), Event::Eof) {}
        assert!(
            named.contains(&format!("/{name}")) || name.ends_with(".rels") || name == "[Content_Types].xml",
            "{name}"
        );
    }
    for target in values(&parts.part("word/_rels/document.xml.rels"), "Relationship", "Target") {
        assert!(parts.names().contains(&format!("word/{target}")), "{target}");
    }
}

#[test]
fn headings_have_words_own_styles_and_lists_its_numbering() {
    let mut parts = Parts::of(&document("Officer"));
    let xml = parts.part("word/document.xml");
    let styles = parts.part("word/styles.xml");
    let used = values(&xml, "w:pStyle", "w:val");
    assert_eq!(
        used,
        [
            "Title",
            "Normal",
            "Heading1",
            "Normal",
            "ListBullet",
            "ListBullet",
            "Heading2",
            "ListBullet",
            "Heading3",
            "ListNumber",
            "ListContinue",
            "ListNumber",
            "ListNumber"
        ]
    );
    let known = values(&styles, "w:style", "w:styleId");
    assert!(used.iter().all(|style| known.contains(style)));
    // By these names Word knows them for headings, in every language.
    let names = values(&styles, "w:name", "w:val");
    assert!(
        ["Title", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number"]
            .iter()
            .all(|name| names.iter().any(|n| n == name))
    );
    assert_eq!(values(&styles, "w:outlineLvl", "w:val"), ["0", "1", "2"]);
    // Each list in which the order counts begins anew.
    let numbers = values(&xml, "w:numId", "w:val");
    assert_eq!(numbers, ["2", "2", "3"]);
    let numbering = parts.part("word/numbering.xml");
    assert_eq!(values(&numbering, "w:num", "w:numId"), ["1", "2", "3"]);
    assert_eq!(values(&numbering, "w:numFmt", "w:val"), ["bullet", "decimal"]);
    assert_eq!(values(&numbering, "w:startOverride", "w:val"), ["1", "1"]);
}

#[test]
fn title_language_header_and_page_numbers_are_where_programs_look_for_them() {
    let mut parts = Parts::of(&document("Officer & clerk"));
    let core = parts.part("docProps/core.xml");
    assert!(core.contains("<dc:title>Proposal: Officer &amp; clerk</dc:title>"), "{core}");
    assert!(core.contains("<dc:language>fr</dc:language>"), "{core}");
    assert_eq!(values(&parts.part("word/styles.xml"), "w:lang", "w:val"), ["fr-FR"]);
    assert_eq!(values(&parts.part("word/settings.xml"), "w:themeFontLang", "w:val"), ["fr-FR"]);
    let xml = parts.part("word/document.xml");
    assert_eq!(
        values(&xml, "w:lang", "w:val"),
        ["en-GB", "es-ES", "es-ES", "es-ES"],
        "of what is in another language"
    );
    assert_eq!(values(&xml, "w:headerReference", "r:id"), ["rId4"]);
    let relations = parts.part("word/_rels/document.xml.rels");
    let ids = values(&relations, "Relationship", "Id");
    let at = |id: &str| {
        values(&relations, "Relationship", "Target")[ids.iter().position(|i| i == id).unwrap()].clone()
    };
    assert!(parts.part(&format!("word/{}", at("rId4"))).contains("Organisation internationale du Travail"));
    let footer = parts.part(&format!("word/{}", at("rId5")));
    assert!(footer.contains("Poste Officer &amp; clerk"));
    assert_eq!(values(&footer, "w:fldSimple", "w:instr"), [" PAGE ", " NUMPAGES "]);
}

#[test]
fn the_same_document_is_the_same_file() {
    assert_eq!(document("Officer").docx().unwrap(), document("Officer").docx().unwrap());
}

fn line(kind: Kind, text: &str) -> Line {
    Line { kind, text: text.to_owned() }
}

#[test]
fn what_was_written_is_read_again() {
    for text in ["Officer", "<w:p/> & ]]> \"x\"", "労働 👩🏽‍🔬 “quotes” – …", "a\tb"] {
        let read = read(&document(text).docx().unwrap()).unwrap();
        let text = text.replace('\t', " ");
        let said: Vec<Line> =
            read.into_iter().map(|line| Line { text: line.text.replace('\t', " "), ..line }).collect();
        assert_eq!(
            said,
            [
                line(Kind::Heading(1), &format!("Proposal: {text}")),
                line(Kind::Text, &format!("Grade: {text}")),
                line(Kind::Heading(1), "Fonctions"),
                line(if text.starts_with('<') { said[3].kind } else { Kind::Text }, &text),
                line(Kind::Item, "One"),
                line(Kind::Item, "Two"),
                line(Kind::Heading(2), "Résultats"),
                line(Kind::Item, &text),
                line(Kind::Heading(3), "Étapes"),
                line(Kind::Item, "Uno"),
                line(Kind::Text, "Dos"),
                line(Kind::Item, "Tres"),
                line(Kind::Item, "Encore"),
            ]
        );
    }
    // What XML cannot hold is no reason for none.
    assert_eq!(read(&document("a\u{0}\u{FFFF}b").docx().unwrap()).unwrap()[3].text, "a\u{FFFD}\u{FFFD}b");
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn types(kind: &str) -> String {
    format!(
        "<Types xmlns=\"t\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{kind}\"/></Types>"
    )
}

fn relations(kind: &str, target: &str) -> String {
    format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

/// A file of Word with this in its body, as others write them.
fn word(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let styles = "<w:styles xmlns:w=\"w\">\
        <w:style w:styleId=\"berschrift1\"><w:name w:val=\"Heading 1\"/></w:style>\
        <w:style w:styleId=\"Mine\"><w:name w:val=\"My heading\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
        <w:style w:styleId=\"Level\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
        <w:style w:styleId=\"Bullets\"><w:name w:val=\"y\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"Round\"><w:name w:val=\"r\"/><w:basedOn w:val=\"Round\"/></w:style>\
        <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    archive(&[
        ("[Content_Types].xml", types(KIND).as_bytes()),
        ("_rels/.rels", relations("officeDocument", "word/document.xml").as_bytes()),
        ("word/_rels/document.xml.rels", relations("styles", "styles.xml").as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/document.xml", xml.as_bytes()),
    ])
}

fn paragraph(look: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn said(body: &str) -> Vec<Line> {
    read(&word(body)).unwrap()
}

#[test]
fn styles_and_numbering_say_what_a_paragraph_is() {
    let styled = |style: &str| paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &run(style));
    let body: String =
        ["berschrift1", "Mine", "Level", "Bullets", "Round", "TOC1", "Unknown"].map(styled).concat();
    let own = paragraph("<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr>", &run("own"));
    let none =
        paragraph("<w:pStyle w:val=\"Bullets\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", &run("none"));
    let body_text = paragraph("<w:pStyle w:val=\"Mine\"/><w:outlineLvl w:val=\"9\"/>", &run("text"));
    assert_eq!(
        said(&(body + &own + &none + &body_text)),
        [
            line(Kind::Heading(1), "berschrift1"),
            line(Kind::Heading(1), "Mine"),
            line(Kind::Heading(3), "Level"),
            line(Kind::Item, "Bullets"),
            line(Kind::Text, "Round"),
            line(Kind::Text, "Unknown"),
            line(Kind::Item, "own"),
            line(Kind::Text, "none"),
            line(Kind::Text, "text"),
        ]
    );
}

#[test]
fn what_is_deleted_hidden_or_in_a_box_does_not_count_and_what_was_put_in_does() {
    let body = [
        paragraph("", &format!("{}<w:ins>{}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", run("Kept "), run("new"))),
        paragraph("<w:rPr><w:del/></w:rPr>", &run("One ")),
        paragraph("", &run("line")),
        paragraph("<w:pPrChange><w:pPr><w:pStyle w:val=\"Mine\"/></w:pPr></w:pPrChange>", &run("Plain")),
        paragraph("", &format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>{}", run("seen"))),
        paragraph(
            "",
            &format!(
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>\
                 <mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{1}",
                paragraph("", &run("boxed")),
                run("around")
            ),
        ),
        paragraph("", &format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("from"), run("to"))),
        paragraph("", &format!("<w:r><w:fldChar/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:hyperlink>{}</w:hyperlink>", run("link"))),
    ]
    .concat();
    let texts: Vec<String> = said(&body).into_iter().map(|line| line.text).collect();
    assert_eq!(texts, ["Kept new", "One line", "Plain", "seen", "around", "to", "link"]);
}

#[test]
fn tables_are_read_row_by_row_and_broken_lines_as_lines() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph("", &run(text)));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let table = format!("<w:tbl><w:tblPr/>{}{}</w:tbl>", row("Title", "Officer"), row("Grade", "P2"));
    let soft = paragraph(
        "",
        "<w:r><w:t>Work experience:</w:t><w:br/><w:t>Minimum:</w:t><w:br w:type=\"page\"/><w:t> one</w:t></w:r>",
    );
    let bullets = paragraph(
        "",
        "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:tab/><w:t>item&#8217;s &amp; co</w:t></w:r>",
    );
    let item = paragraph(
        "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
        "<w:r><w:t>two</w:t><w:cr/><w:t>lines</w:t></w:r>",
    );
    assert_eq!(
        said(&(table + &soft + &bullets + &item)),
        [
            line(Kind::Text, "Title"),
            line(Kind::Text, "Officer"),
            line(Kind::Text, "Grade"),
            line(Kind::Text, "P2"),
            line(Kind::Text, "Work experience:"),
            line(Kind::Text, "Minimum: one"),
            line(Kind::Item, "item’s & co"),
            line(Kind::Item, "two lines"),
        ]
    );
}

fn refusal(bytes: &[u8]) -> Refusal {
    let begun = Instant::now();
    let refused = read(bytes).unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    refused
}

#[test]
fn other_files_are_told_by_name() {
    let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = [compound.as_slice(), &name].concat();
    let sheet = archive(&[
        (
            "[Content_Types].xml",
            types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml").as_bytes(),
        ),
        ("_rels/.rels", relations("officeDocument", "word/document.xml").as_bytes()),
        ("word/document.xml", b"<a/>"),
    ]);
    let outside = relations("officeDocument", "https://evil.example/document.xml")
        .replace(" Target", " TargetMode=\"External\" Target");
    let outside =
        archive(&[("[Content_Types].xml", types(KIND).as_bytes()), ("_rels/.rels", outside.as_bytes())]);
    for (bytes, expected) in [
        (&b""[..], Refusal::Empty),
        (&word(""), Refusal::Empty),
        (b"%PDF-1.7 ...", Refusal::NotWord),
        (b"{\\rtf1 Dear}", Refusal::NotWord),
        (b"Dear Sir or Madam", Refusal::NotWord),
        (&compound, Refusal::OldWord),
        (&protected, Refusal::Encrypted),
        (&archive(&[("a.txt", b"a")]), Refusal::NotWord),
        (&sheet, Refusal::NotWord),
        (&outside, Refusal::NotWord),
        (b"PK\x03\x04 cut off", Refusal::Broken),
        (&vec![b'P'; FILE_MOST + 1], Refusal::TooLarge),
    ] {
        assert_eq!(refusal(bytes), expected, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    }
    let whole = word(&paragraph("", &run("Text")));
    assert_eq!(refusal(&whole[..whole.len() / 2]), Refusal::Broken);
}

#[test]
fn what_has_macros_is_read_without_them() {
    let bytes = archive(&[
        ("[Content_Types].xml", types("application/vnd.ms-word.document.macroEnabled.main+xml").as_bytes()),
        ("_rels/.rels", relations("officeDocument", "/word/document.xml").as_bytes()),
        ("word/vbaProject.bin", &[7; 1000]),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"w\">{}</w:document>", paragraph("", &run("Text"))).as_bytes(),
        ),
    ]);
    assert_eq!(read(&bytes).unwrap(), [line(Kind::Text, "Text")]);
}

#[test]
fn a_file_with_a_password_is_told() {
    let mut bytes = word(&paragraph("", &run("Text")));
    // The flag of encryption, in both headers of the first part.
    let at = |bytes: &[u8], mark: &[u8]| bytes.windows(4).position(|window| window == mark).unwrap();
    let (local, central) = (at(&bytes, b"PK\x03\x04"), at(&bytes, b"PK\x01\x02"));
    bytes[local + 6] |= 1;
    bytes[central + 8] |= 1;
    assert_eq!(refusal(&bytes), Refusal::Encrypted);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = word(&" ".repeat(64 << 20));
    assert!(bomb.len() < 100_000, "{} bytes that become 64 million", bomb.len());
    assert_eq!(refusal(&bomb), Refusal::TooMuch);
    let names: Vec<String> = (0..2_500).map(|n| format!("{n}.xml")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refusal(&archive(&files)), Refusal::TooMuch);
    // What is not opened may be as large as it wants.
    let picture = vec![b'0'; 40 << 20];
    let bytes = archive(&[
        ("[Content_Types].xml", types(KIND).as_bytes()),
        ("_rels/.rels", relations("officeDocument", "word/document.xml").as_bytes()),
        ("word/media/image1.png", &picture),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"w\">{}</w:document>", paragraph("", &run("Text"))).as_bytes(),
        ),
    ]);
    assert!(read(&bytes).is_ok());
}

#[test]
fn depth_lines_and_text_have_an_end() {
    assert_eq!(refusal(&word(&"<w:p>".repeat(100_000))), Refusal::TooMuch);
    assert_eq!(refusal(&word(&paragraph("", &run("x")).repeat(21_000))), Refusal::TooMuch);
    assert_eq!(refusal(&word(&paragraph("", &run(&"x".repeat(1_000))).repeat(1_100))), Refusal::TooMuch);
    // Forty pages, and far more, are read.
    assert_eq!(said(&paragraph("", &run(&"word ".repeat(500))).repeat(200)).len(), 200);
}

#[test]
fn entities_and_other_files_are_refused() {
    for doctype in [
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY x \"&a;&a;\">]>",
    ] {
        let xml = format!("{doctype}<w:document xmlns:w=\"w\">{}</w:document>", paragraph("", &run("&x;")));
        let files = [
            ("[Content_Types].xml", types(KIND)),
            ("_rels/.rels", relations("officeDocument", "word/document.xml")),
            ("word/document.xml", xml),
        ];
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        assert_eq!(refusal(&archive(&files)), Refusal::Entities);
    }
    assert_eq!(refusal(&word(&paragraph("", &run("&nbsp;")))), Refusal::Entities);
    for broken in ["<w:p>", "</w:p>", "<w:p></w:r>", "<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>"] {
        assert_eq!(refusal(&word(broken)), Refusal::Broken, "{broken}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any bytes are read or refused.
    #[test]
    fn any_bytes_have_an_answer(mut bytes in proptest::collection::vec(any::<u8>(), 0..2000), archive in any::<bool>()) {
        if archive {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        let _ = read(&bytes);
    }

    /// And so is a real file in which some bytes were changed, or that was cut.
    #[test]
    fn a_damaged_file_has_an_answer(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10), cut in proptest::option::of(any::<prop::sample::Index>())) {
        let mut bytes = document("Officer").docx().unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes);
    }

    /// Any body, made of what bodies are made of in any order, is read or refused.
    #[test]
    fn any_body_has_an_answer(pieces in proptest::collection::vec(prop::sample::select(&["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:del/>", "<w:del>", "</w:del>", "<w:drawing>", "</w:drawing>", "<w:tbl>", "</w:tbl>", "a", "&amp;", "<w:br/>", "<w:numId w:val='1'/>"][..]), 0..60)) {
        let _ = read(&word(&pieces.concat()));
    }
}
