//! Proposals as files: begun with a form in Word or pasted, whatever was sent; and had as PDF and for Word by those who may read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use common::{Answer, CANDIDATE, Site, asked};
use document::{Block, Document, Fact, word};
use model::language::Lang;
use services::{Actor, args};
use std::io::{Cursor, Write};

const ADDRESS: &str = "/staff/proposals/new/file";
const MANAGER: &str = "manager@example.org";

async fn actor(site: &Site, session: &str) -> Actor {
    Actor::default().signed_in_as(site.services.viewer(session).await.unwrap().unwrap())
}

/// A form with a file, a pasted text and the id of the proposal, as a browser posts it.
async fn bring(
    site: &Site,
    address: &str,
    session: Option<&str>,
    id: &str,
    file: &[u8],
    text: &str,
) -> Answer {
    let field = |name: &str, value: &str| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
    };
    let head = b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"form.docx\"\r\ncontent-type: application/octet-stream\r\n\r\n";
    let body = [&field("id", id), &head[..], file, b"\r\n", &field("text", text), b"--x--\r\n"].concat();
    let request = asked(Method::POST, address, session)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    site.send(request.body(Body::from(body)).unwrap()).await
}

/// A form as somebody may have it in Word.
fn form() -> Vec<u8> {
    let heading = |level, text: &str| Block::Heading { level, text: text.to_owned() };
    let text = |text: &str| Block::Text { lang: None, paragraphs: vec![vec![text.to_owned()]] };
    let fact = |name: &str, value: &str| Fact { name: name.to_owned(), value: value.to_owned(), lang: None };
    let document = Document {
        title: "Vacancy proposal".into(),
        lang: "en".into(),
        title_lang: None,
        author: "ILO".into(),
        foot: String::new(),
        blocks: vec![
            text("Post number: 7"),
            heading(1, "GENERAL INFORMATION"),
            Block::Facts {
                facts: vec![
                    fact("Title", "Junior Professional Officer in Labour Statistics"),
                    fact("Duty station", "Dakar, Senegal"),
                    fact("Department/ Field Office", "Office of Clocks"),
                ],
            },
            heading(1, "DUTIES AND RESPONSABILITIES"),
            text("The officer will:"),
            Block::Items { lang: None, items: vec!["Count.".into(), "Draft.".into()] },
        ],
    };
    document.docx().unwrap()
}

async fn audited(site: &Site, action: &str) -> Vec<String> {
    let rows =
        site.services.db.rows("SELECT after FROM audit WHERE action = $1 ORDER BY id", args![action]).await;
    rows.unwrap().iter().map(|row| row.text("after").unwrap()).collect()
}

#[tokio::test]
async fn a_form_in_word_begins_a_proposal_and_is_shown_with_what_had_no_place() {
    let site = Site::new().await;
    let session = site.session(MANAGER).await;
    let manager = actor(&site, &session).await;
    let id = site.services.new_proposal(&manager).unwrap();
    let answer = bring(&site, "/fr/staff/proposals/new/file", Some(&session), &id, &form(), "").await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, format!("/fr/staff/proposals/{id}/preview?read=1").as_str())
    );
    let draft = site.services.proposal_text(&manager, &id, None).await.unwrap().draft;
    for (field, expected) in [
        ("language", "en"),
        ("title", "Labour Statistics"),
        ("city", "Dakar"),
        ("country", "SN"),
        ("place", "field"),
        ("office", ""),
        ("duties_lead", "The officer will:"),
        ("duties", "Count.\nDraft."),
    ] {
        assert_eq!(draft.get(field), expected, "{field}");
    }
    assert!(!draft.get("competencies").is_empty(), "what is usual stands where nothing else is said");
    let page = site.get_as(answer.header(header::LOCATION), &session).await.text();
    for said in [
        "Labour Statistics",
        "Dakar",
        "Post number: 7",
        "Department/ Field Office: Office of Clocks",
        "Non reconnu",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Sent again, it is the same proposal.
    let again = bring(&site, ADDRESS, Some(&session), &id, &form(), "").await;
    assert_eq!(again.header(header::LOCATION), format!("/staff/proposals/{id}/preview?read=1"));
    assert_eq!(audited(&site, "proposal.begin").await.iter().filter(|with| *with == "read").count(), 1);
}

#[tokio::test]
async fn forty_pages_that_are_pasted_are_kept_to_the_last_word() {
    let site = Site::new().await;
    let session = site.session(MANAGER).await;
    let manager = actor(&site, &session).await;
    let page = "Somebody wrote this sentence, and then another one like it. ".repeat(60);
    for (n, heading) in ["Whatever this is", "Introduction", "Background information"].into_iter().enumerate()
    {
        let id = site.services.new_proposal(&manager).unwrap();
        let pasted = format!("{heading}\r\n{}the end of it", format!("{page}\r\n").repeat(40));
        let answer = bring(&site, ADDRESS, Some(&session), &id, b"", &pasted).await;
        assert_eq!(answer.header(header::LOCATION), format!("/staff/proposals/{id}/preview?read=1"), "{n}");
        let draft = site.services.proposal_text(&manager, &id, None).await.unwrap().draft;
        let kept: String = draft
            .parts()
            .flat_map(|(_, fields)| fields.0.iter())
            .map(|(_, text)| format!("{text} "))
            .collect();
        assert_eq!(kept.matches("Somebody").count(), 40 * 60, "{heading}");
        assert!(kept.contains("the end of it"));
        let shown = site.get_as(answer.header(header::LOCATION), &session).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text().contains("the end of it"));
    }
}

/// A file of Word in which a part becomes 64 MB.
fn bomb(name: &str) -> Vec<u8> {
    let mut whole = zip::ZipArchive::new(Cursor::new(form())).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..whole.len() {
        let part = whole.by_index_raw(at).unwrap();
        if part.name_raw() != name.as_bytes() {
            writer.raw_copy_file(part).unwrap();
        }
    }
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(&vec![b' '; 64 << 20]).unwrap();
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_name_with_nothing_lost_and_a_row_in_the_audit() {
    let site = Site::new().await;
    let session = site.session(MANAGER).await;
    let id = site.services.new_proposal(&actor(&site, &session).await).unwrap();
    let whole = form();
    let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    let protected: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut expected = Vec::new();
    for (file, why) in [
        (b"%PDF-1.7".to_vec(), "not-docx"),
        (compound.clone(), "old-doc"),
        ([compound, protected].concat(), "encrypted"),
        (whole[..whole.len() / 2].to_vec(), "damaged"),
        (bomb("word/document.xml"), "too-much"),
        (vec![b'x'; word::FILE_MOST + 1], "too-large"),
        (Vec::new(), "empty"),
    ] {
        let text = if why == "empty" { "" } else { "My <own> words" };
        let answer = bring(&site, ADDRESS, Some(&session), &id, &file, text).await;
        let back = format!("/staff/proposals/new?refused={why}");
        assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, back.as_str()));
        expected.push(why.to_owned());
        assert_eq!(audited(&site, "proposal.refuse-file").await, expected);
        if why == "not-docx" {
            let flash = answer.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
            assert!(flash.starts_with("__Host-flash="), "{flash}");
            let cookies = format!("__Host-session={session}; {flash}");
            let request = asked(Method::GET, &back, None).header(header::COOKIE, cookies);
            let page = site.send(request.body(Body::empty()).unwrap()).await.text();
            assert!(
                page.contains("My &lt;own> words</textarea>") && page.contains("This is not a Word file."),
                "{page}"
            );
        }
    }
    assert!(
        site.services.proposal_text(&actor(&site, &session).await, &id, None).await.is_err(),
        "none was begun"
    );
    // What is not opened harms nobody.
    let answer = bring(&site, ADDRESS, Some(&session), &id, &bomb("word/huge.xml"), "").await;
    assert_eq!(answer.header(header::LOCATION), format!("/staff/proposals/{id}/preview?read=1"));
    // Who brings one after the other waits a while, with the text.
    for _ in expected.len()..60 - 1 {
        bring(&site, ADDRESS, Some(&session), &id, b"", "").await;
    }
    let answer = bring(&site, ADDRESS, Some(&session), &id, b"", "My <own> words").await;
    assert_eq!(answer.header(header::LOCATION), "/staff/proposals/new?refused=too-many");
    assert!(answer.header(header::SET_COOKIE).starts_with("__Host-flash="));
}

#[tokio::test]
async fn a_form_is_taken_of_managers_alone_and_a_paste_waits_for_who_must_sign_in() {
    let site = Site::new().await;
    let session = site.session(MANAGER).await;
    let id = site.services.new_proposal(&actor(&site, &session).await).unwrap();
    for email in [CANDIDATE, "hrd@example.org", "director@example.org"] {
        let other = site.session(email).await;
        assert_eq!(
            bring(&site, ADDRESS, Some(&other), &id, &form(), "").await.status,
            StatusCode::FORBIDDEN,
            "{email}"
        );
    }
    let nobody = bring(&site, ADDRESS, None, &id, &form(), "My words").await;
    assert_eq!(nobody.header(header::LOCATION), "/account/sign-in?next=/staff/proposals/new");
    // Thirteen hours later the session has ended.
    site.services.clock.forward(13 * 3_600_000);
    let long = "My words and more. ".repeat(5_000);
    let ended = bring(&site, ADDRESS, Some(&session), &id, b"", &long).await;
    assert_eq!(ended.header(header::LOCATION), "/account/sign-in?next=/staff/proposals/new");
    let parked = ended.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    assert!(parked.starts_with("__Host-parked="), "{parked}");
    let request = asked(Method::POST, "/account/sign-in", None)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, parked);
    let form = format!(
        "email={MANAGER}&password={}&next=/staff/proposals/new",
        services::sample::PASSWORD.replace(' ', "+")
    );
    let signed_in = site.send(request.body(Body::from(form)).unwrap()).await;
    let cookies: Vec<String> = signed_in
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
        .collect();
    let request = asked(Method::GET, "/staff/proposals/new", None).header(header::COOKIE, cookies.join("; "));
    let page = site.send(request.body(Body::empty()).unwrap()).await.text();
    assert!(page.contains(long.trim_end()), "the pasted text is there again: {page}");
}

#[tokio::test]
async fn the_document_is_had_by_who_may_read_the_proposal() {
    let site = Site::new().await;
    let session = site.session(MANAGER).await;
    let manager = actor(&site, &session).await;
    let id = site.services.new_proposal(&manager).unwrap();
    bring(&site, ADDRESS, Some(&session), &id, &form(), "").await;
    let [pdf, docx] = ["pdf", "docx"].map(|kind| format!("/staff/proposals/{id}/proposal.{kind}"));
    let answer = site.get_as(&pdf, &session).await;
    assert_eq!((answer.status, answer.header(header::CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
    assert!(answer.body.starts_with(b"%PDF-"));
    assert_eq!(answer.header(header::CONTENT_DISPOSITION), "inline; filename=\"jpo-proposal.pdf\"");
    answer.must_carry_headers(&pdf);
    let answer = site.get_as(&format!("/es{docx}"), &session).await;
    assert_eq!(answer.header(header::CONTENT_DISPOSITION), "attachment; filename=\"jpo-proposal.docx\"");
    assert!(answer.header(header::CACHE_CONTROL).starts_with("private"));
    let lines = word::read(&answer.body).unwrap();
    assert!(
        lines.iter().any(|line| line.text == "Title: Junior Professional Officer in Labour Statistics"),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|line| !line.text.contains("Office of Clocks")),
        "what has no place is in no document"
    );
    let text = site.services.proposal_text(&manager, &id, None).await.unwrap();
    assert_eq!(text.draft.language(), Lang::En);
    let candidate = site.session(CANDIDATE).await;
    let director = site.session("director@example.org").await;
    for path in [&pdf, &docx] {
        let nobody = site.get(path).await;
        assert_eq!(nobody.header(header::LOCATION), format!("/account/sign-in?next={path}"));
        assert_eq!(site.get_as(path, &candidate).await.status, StatusCode::FORBIDDEN);
        assert_eq!(site.get_as(path, &director).await.status, StatusCode::NOT_FOUND, "it is not submitted");
        for version in ["7", "one", "-1"] {
            assert_eq!(
                site.get_as(&format!("{path}?version={version}"), &session).await.status,
                StatusCode::NOT_FOUND
            );
        }
    }
}
