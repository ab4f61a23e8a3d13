//! The copy of the own data as a file, and deleting an account through the site's own forms and worker.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{StatusCode, header};
use common::{CANDIDATE, Site};
use server::{config::Config, post::Post, worker};
use services::{args, outbox::Letter, sample};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The files of the copy, page and data.
async fn copy(site: &Site, path: &str, session: &str) -> (String, serde_json::Value) {
    let answer = site.get_as(path, session).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.must_carry_headers("the copy");
    assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
    let name = answer.header(header::CONTENT_DISPOSITION);
    assert_eq!(name, "attachment; filename=\"ilo-jobs-data-2026-11-21.zip\"");
    let mut archive = ZipArchive::new(Cursor::new(answer.body)).unwrap();
    assert_eq!(archive.len(), 2);
    let mut file = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (page, data) = (file("ilo-jobs-data.html"), file("ilo-jobs-data.json"));
    (page, serde_json::from_str(&data).unwrap())
}

#[tokio::test]
async fn the_copy_holds_a_page_in_the_readers_language_and_the_data() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    for (path, lang, title) in [
        ("/account/data", "en", "Your data on ILO Jobs"),
        ("/fr/account/data", "fr", "Vos données sur ILO Jobs"),
        ("/es/account/data", "es", "Sus datos en ILO Jobs"),
    ] {
        let (page, data) = copy(&site, path, &session).await;
        assert!(
            page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(&format!("<h1>{title}</h1>"))
        );
        assert!(!page.contains("<script") && !page.contains("{file}"));
        assert_eq!(data["account"]["email"], CANDIDATE);
        for form in data["forms"].as_array().unwrap() {
            for (name, text) in form["fields"].as_object().unwrap() {
                let text = text.as_str().unwrap();
                let typed = text.len() > 12 && text.chars().all(|c| c.is_alphanumeric() || c == ' ');
                assert!(!typed || page.contains(text), "{name}: {text} is not on the page");
            }
        }
        let application = &data["applications"][0];
        assert!(page.contains(application["reference"].as_str().unwrap()));
        assert!(page.contains(application["snapshot"]["notice"]["number"].as_str().unwrap()));
    }
}

#[tokio::test]
async fn who_is_signed_out_signs_in_and_comes_back_to_the_account() {
    let site = Site::new().await;
    let answer = site.get("/fr/account/data").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/fr/account/sign-in?next=/fr/account");
}

#[tokio::test]
async fn an_account_is_deleted_by_password_mail_and_worker() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let page = site.get_as("/account/delete", &session).await.text();
    assert!(page.contains("What is erased at once") && page.contains(CANDIDATE));

    let wrong = site.post("/account/delete", Some(&session), "current_password=wrong").await;
    assert_eq!(wrong.header(header::LOCATION), "/account/delete");
    let fields = format!("current_password={}", sample::PASSWORD.replace(' ', "+"));
    let asked = site.post("/account/delete", Some(&session), &fields).await;
    assert_eq!(asked.header(header::LOCATION), "/account/delete?sent=1");
    let due = site.services.take_mail(10).await.unwrap();
    let Letter::DeleteAccount { path, .. } = &due[0].letter else { panic!("{due:?}") };
    site.services.mail_sent(&due[0].id).await.unwrap();

    // Looking at the link changes nothing.
    let (_, token) = path.split_once("?token=").unwrap();
    assert!(site.get(path).await.text().contains("This cannot be undone."));
    assert_eq!(site.get_as("/profile", &session).await.status, StatusCode::OK);

    let done = site.post("/account/delete/confirm", None, &format!("token={token}")).await;
    assert_eq!(done.header(header::LOCATION), "/account/delete/done");
    assert!(done.header(header::SET_COOKIE).starts_with("__Host-session=;"));
    assert!(site.get("/account/delete/done").await.text().contains("Your account is deleted"));
    let gone = site.get_as("/profile", &session).await;
    assert!(gone.header(header::LOCATION).starts_with("/account/sign-in?"), "{}", gone.status);
    let again = site.post("/account/delete/confirm", None, &format!("token={token}")).await;
    assert_eq!(again.header(header::LOCATION), "/account/delete/confirm");
    assert!(site.get("/account/delete/confirm").await.text().contains("This link no longer works"));

    assert!(worker::erase_due(&site.services).await);
    assert!(!worker::erase_due(&site.services).await);
    let data = ("ILO_JOBS_DATA".to_owned(), site.folder.path().to_string_lossy().into_owned());
    let post = Post::new(&Config::read(None, vec![data]).unwrap()).unwrap();
    assert_eq!(worker::send_due(&site.services, &post, "http://localhost:3000").await, 1);
    let rows = site.services.db.rows("SELECT id FROM account WHERE email = $1", args![CANDIDATE]).await;
    assert!(rows.unwrap().is_empty());
}
