//! Forms and files that are posted without WebAssembly: saved, kept, refused, and shown again with what was typed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use common::{CANDIDATE, Site, asked};
use services::args;

#[tokio::test]
async fn a_form_without_webassembly_saves_and_redirects_and_nothing_is_in_the_address() {
    let site = Site::new().await;
    let session = site.session("itziar.quispe@example.org").await;
    let entry = "/fr/profile/experience/0190-aaaa";
    let posted =
        site.post(entry, Some(&session), "base=0&employer=%3C%2Ftextarea%3E%3Cscript%3E&action=submit").await;
    assert_eq!((posted.status, posted.header(header::LOCATION)), (StatusCode::SEE_OTHER, entry));
    let page = site.get_as(entry, &session).await.text();
    assert!(page.contains("&lt;/textarea&gt;&lt;script&gt;") && !page.contains("</textarea><script>"));
    let saved = site.post(entry, Some(&session), "base=1&employer=Harbour&action=save").await;
    assert_eq!(saved.header(header::LOCATION), "/fr/profile/experience");
    // A second tab, which still stands at version 1, overwrites nothing.
    let stale = site.post(entry, Some(&session), "base=1&employer=Lighthouse&action=save").await;
    assert_eq!(stale.header(header::LOCATION), entry);
    let page = site.get_as(entry, &session).await.text();
    assert!(page.contains("Harbour") && page.contains("Lighthouse"));
    let (_, rest) = page.split_once(r#"name="waiting" value=""#).unwrap();
    let waiting = rest.split_once('"').unwrap().0;
    // Decided on a page that does not show what stands now: it is shown first.
    let keep = |base: i64| format!("base={base}&waiting={waiting}&action=keep-mine");
    site.post(entry, Some(&session), &keep(1)).await;
    assert!(site.get_as(entry, &session).await.text().contains("Harbour"));
    site.post(entry, Some(&session), &keep(2)).await;
    let page = site.get_as(entry, &session).await.text();
    assert!(!page.contains("Harbour") && page.contains("Lighthouse"));
    let removed = site.post(entry, Some(&session), "action=remove-now").await;
    assert_eq!(removed.header(header::LOCATION), "/fr/profile/experience");
}

#[tokio::test]
async fn a_form_posted_after_the_session_has_ended_is_kept_and_leads_to_signing_in() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.services.clock.forward(13 * 3_600_000);
    let posted = site.post("/es/profile/personal", Some(&session), "phone=123&action=save").await;
    assert_eq!(posted.header(header::LOCATION), "/es/account/sign-in?next=/es/profile/personal");
    let cookie = posted.header(header::SET_COOKIE);
    assert!(
        cookie.starts_with("__Host-parked=") && cookie.contains("; Secure; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    let nobody = site.post("/profile/personal", None, "phone=123&action=save").await;
    assert_eq!(nobody.header(header::LOCATION), "/account/sign-in?next=/profile/personal");
    assert_eq!(nobody.header(header::SET_COOKIE), "", "nobody knows whose it was");
}

#[tokio::test]
async fn who_tries_too_often_comes_back_to_the_form_with_the_address_typed() {
    let site = Site::new().await;
    let form = "email=ana%40example.org&password=not+this+one&next=%2Fapplications";
    for _ in 0..10 {
        assert_eq!(site.post("/account/sign-in", None, form).await.status, StatusCode::SEE_OTHER);
    }
    let refused = site.post("/account/sign-in", None, form).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let page = refused.text();
    assert!(
        page.contains("Wait 15 minutes, then try again.") && page.contains("We have kept what you entered")
    );
    assert!(page.contains("href=\"/account/sign-in?next=/applications\""), "{page}");
    let cookie = refused.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-flash="), "{cookie}");
    let back = asked(Method::GET, "/account/sign-in?next=/applications", None).header(header::COOKIE, cookie);
    let page = site.send(back.body(Body::empty()).unwrap()).await.text();
    assert!(page.contains("value=\"ana@example.org\"") && !page.contains("not this one"));
}

#[tokio::test]
async fn a_section_that_was_come_to_from_applying_leads_back_there() {
    let site = Site::new().await;
    let session = site.session("itziar.quispe@example.org").await;
    let apply = "/fr/vacancies/int-normes-p3-2026-02/apply";
    site.services.db.execute("DELETE FROM draft WHERE form = 'profile/personal'", vec![]).await.unwrap();
    let page = site.get_as(apply, &session).await.text();
    let link = format!("/fr/profile/personal?next={apply}");
    assert!(page.contains(&link), "{page}");
    assert!(site.get_as(&link, &session).await.text().contains(&format!("name=\"next\" value=\"{apply}\"")));
    let all = "family_name=Quispe&given_names=Itziar&birth_day=1&birth_month=2&birth_year=1990&nationality=PE&residence=PE\
        &address=Calle+1&phone=%2B51+1+000+0000&relatives=no&served=no";
    let post = |next: &str, fields: &str, base: u8| {
        let form = format!("base={base}&next={next}&{fields}");
        let session = &session;
        let site = &site;
        async move {
            site.post("/fr/profile/personal", Some(session), &form).await.header(header::LOCATION).to_owned()
        }
    };
    assert_eq!(post(apply, "phone=1&action=submit", 0).await, link, "not yet: something is missing");
    assert_eq!(post(apply, &format!("{all}&action=submit"), 1).await, apply);
    for elsewhere in ["https://evil.example", "//evil.example/vacancies/a/apply", "/account", "/es/profile"] {
        assert_eq!(post(elsewhere, &format!("{all}&action=submit"), 2).await, "/fr/profile", "{elsewhere}");
    }
    // Of a list, there may be more to add: its own page leads on.
    let list = format!("/fr/profile/languages?next={apply}");
    let form = format!("base=0&next={apply}&language=fr&action=save");
    let saved = site.post("/fr/profile/languages/0190-b", Some(&session), &form).await;
    assert_eq!(saved.header(header::LOCATION), list);
    let page = site.get_as(&list, &session).await.text();
    assert!(page.contains(&format!("href=\"{apply}\"")), "{page}");
    assert!(page.contains(&format!("/fr/profile/languages/0190-b?next={apply}")), "{page}");
    let removed = site
        .post(
            "/fr/profile/languages/0190-b",
            Some(&session),
            &format!("base=1&next={apply}&language=fr&action=remove"),
        )
        .await;
    assert_eq!(
        removed.header(header::LOCATION),
        format!("/fr/profile/languages/0190-b?remove=ask&next={apply}")
    );
}

#[tokio::test]
async fn one_entry_too_many_is_shown_again_and_why_it_is_not_saved_yet() {
    let site = Site::new().await;
    let session = site.session("itziar.quispe@example.org").await;
    for number in 0..60 {
        let entry = format!("/profile/training/0190-{number}");
        let posted = site.post(&entry, Some(&session), "base=0&course=Sampling&action=save").await;
        assert_eq!(posted.header(header::LOCATION), "/profile/training");
    }
    let entry = "/profile/training/0190-new";
    let posted = site.post(entry, Some(&session), "base=0&course=One+too+many&action=submit").await;
    assert_eq!(posted.header(header::LOCATION), entry);
    let page = site.get_as(entry, &session).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text().contains("One too many") && page.text().contains("We have kept your text"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("changed elsewhere"));
}

#[tokio::test]
async fn two_versions_are_compared_in_words_and_not_in_codes() {
    let site = Site::new().await;
    let session = site.session("itziar.quispe@example.org").await;
    let entry = "/profile/experience/0190-words";
    for (base, form) in [
        (0, "country=KE&sector=self-employed&current=yes&action=save"),
        (1, "country=PE&sector=academic&action=save"),
        (1, "country=IS&sector=public&current=yes&action=save"),
    ] {
        site.post(entry, Some(&session), &format!("base={base}&{form}")).await;
    }
    let page = site.get_as(entry, &session).await.text();
    let (_, panel) = page.split_once("class=\"conflict\"").unwrap();
    let panel = panel.split_once("</section>").unwrap().0;
    for words in ["Iceland", "Peru", "Yes", "No"] {
        assert!(panel.contains(&format!(">{words}<")), "{words}: {panel}");
    }
    for code in [">IS<", ">PE<", ">yes<", ">academic<", "(empty)"] {
        assert!(!panel.contains(code), "{code}: {panel}");
    }
    assert!(!page.contains("<section class=\"conflict\" role"), "the alert is the title alone");
}

#[tokio::test]
async fn a_newer_statement_is_accepted_first_and_a_form_posted_before_is_taken_up() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.services.db.execute("UPDATE acceptance SET version = '2020-01-01'", vec![]).await.unwrap();
    site.services.clock.forward(1000);
    // Who is signed in when it comes loses nothing.
    let posted =
        site.post("/profile/experience/0190-due", Some(&session), "employer=Harbour&action=save").await;
    assert_eq!(posted.header(header::LOCATION), "/account/statement?next=/profile/experience/0190-due");
    let parked = posted.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    assert!(parked.starts_with("__Host-parked="), "{parked}");
    // Who signs in is led there too.
    let fields = format!("email={CANDIDATE}&password=sample+account+password&next=/applications");
    let signed_in = site.post("/account/sign-in", None, &fields).await;
    assert_eq!(signed_in.header(header::LOCATION), "/account/statement?next=/applications");
    let page = site.get_as("/account/statement?next=/applications", &session).await;
    let text = page.text();
    let version = text.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let accept = |next: &str, cookies: String| {
        let request = asked(Method::POST, "/account/statement", None)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookies);
        let fields = format!("version={version}&statement_language=en&next={next}");
        site.send(request.body(Body::from(fields)).unwrap())
    };
    let accepted = accept("/applications", format!("__Host-session={session}; {parked}")).await;
    assert_eq!(
        (accepted.status, accepted.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/applications")
    );
    assert!(accepted.header(header::SET_COOKIE).starts_with("__Host-parked=;"), "it is taken up");
    let entry = site.get_as("/profile/experience/0190-due", &session).await;
    assert!(entry.status == StatusCode::OK && entry.text().contains("Harbour"));
}

/// The body of a form with a file in it, as a browser without WebAssembly posts it.
fn with_file(content: &[u8]) -> Vec<u8> {
    let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"cv\"\r\ncontent-type: application/octet-stream\r\n\r\n";
    [head.as_bytes(), content, b"\r\n--x--\r\n"].concat()
}

async fn bring(site: &Site, path: &str, session: Option<&str>, content: &[u8]) -> common::Answer {
    let request = asked(Method::POST, path, session)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    site.send(request.body(Body::from(with_file(content))).unwrap()).await
}

#[tokio::test]
async fn a_file_is_read_and_shown_without_webassembly_and_refused_by_name() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let resume = br#"{"work": [{"name": "Council", "position": "Clerk", "location": "Bern, Switzerland", "startDate": "2019-03"}]}"#;
    let answer = bring(&site, "/fr/profile/import", Some(&session), resume).await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/fr/profile/import")
    );
    let page = site.get_as("/fr/profile/import", &session).await.text();
    assert!(
        page.contains("Clerk, Council") && page.contains("Suisse") && page.contains("mars 2019"),
        "{page}"
    );
    assert!(page.contains("experience.country") && page.contains("Bern"), "the town has no place");
    let large = vec![b'x'; 12 << 20];
    for (content, expected) in
        [(&b"%PDF-1.7"[..], "pdf"), (b"", "empty"), (b"{\"basics\":", "broken"), (&large, "too-large")]
    {
        let answer = bring(&site, "/profile/import", Some(&session), content).await;
        assert_eq!(answer.header(header::LOCATION), format!("/profile/import?refused={expected}"));
    }
    let page = site.get_as("/profile/import?refused=pdf", &session).await.text();
    assert!(page.contains("A PDF cannot be read."));
    let nobody = bring(&site, "/profile/import", None, resume).await;
    assert_eq!(nobody.header(header::LOCATION), "/account/sign-in?next=/profile/import");
    let hrd = site.session("hrd@example.org").await;
    assert_eq!(bring(&site, "/profile/import", Some(&hrd), resume).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_neither_taken_over_nor_discarded_waits_on() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    bring(
        &site,
        "/profile/import",
        Some(&session),
        br#"{"work": [{"name": "Council", "position": "Clerk"}]}"#,
    )
    .await;
    let page = site.get_as("/profile/import", &session).await.text();
    let review =
        page.split("name=\"review\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for action in ["", "action=other&"] {
        let answer = site.post("/profile/import", Some(&session), &format!("{action}review={review}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    assert!(site.get_as("/profile/import", &session).await.text().contains("Clerk, Council"));
    let discarded =
        site.post("/profile/import", Some(&session), &format!("action=discard&review={review}")).await;
    assert_eq!(discarded.header(header::LOCATION), "/profile?taken=0&left=0");
    assert!(!site.get_as("/profile/import", &session).await.text().contains("Clerk, Council"));
}

#[tokio::test]
async fn only_a_file_may_be_larger_than_a_form() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let long = format!("action=take&take={}", "x".repeat(3 << 20));
    for path in ["/profile/import", "/profile/personal"] {
        let answer = site.post(path, Some(&session), &long).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

#[tokio::test]
async fn an_extension_that_the_deadline_overtakes_leads_back_to_its_vacancy() {
    let site = Site::new().await;
    let hrd = site.session("hrd@example.org").await;
    let now = site.services.clock.now();
    let sql = "SELECT id FROM vacancy WHERE published_at <= $1 AND closes_at > $1 LIMIT 1";
    let id = site.services.db.row(sql, args![now]).await.unwrap().unwrap().text("id").unwrap();
    site.services
        .db
        .execute("UPDATE vacancy SET closes_at = $1 WHERE id = $2", args![now, &id])
        .await
        .unwrap();
    let form = "base=0&action=submit&closes_day=31&closes_month=12&closes_year=2026";
    let posted = site.post(&format!("/fr/staff/vacancies/{id}/extension"), Some(&hrd), form).await;
    let next = posted.header(header::LOCATION);
    assert_eq!(next, format!("/fr/staff/vacancies/{id}?refused=changed"));
    assert_eq!(site.get_as(next, &hrd).await.status, StatusCode::OK);
}
