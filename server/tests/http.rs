//! What every answer carries, whatever was asked: headers, statuses, the cache of pages, forms without WebAssembly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use common::{CANDIDATE, Site, asked};
use services::Actor;
use std::io::Read;

#[tokio::test]
async fn every_kind_of_answer_carries_the_security_headers() {
    let site = Site::with(&[("ILO_JOBS_PUBLIC_URL", "https://jobs.example.org")]).await;
    let session = site.session(CANDIDATE).await;
    let mut answers = vec![("signed in", site.get_as("/profile", &session).await)];
    for path in [
        "/",
        "/fr/vacancies",
        "/nothing",
        "/pkg/main.1.css",
        "/robots.txt",
        "/health/ready",
        "/api/fn/vacancy/list?lang=en&page=1",
    ] {
        answers.push((path, site.get(path).await));
    }
    answers.push(("405", site.post("/accessibility", None, "").await));
    answers.push(("303", site.post("/profile/personal", Some(&session), "action=save").await));
    let cross = asked(Method::POST, "/profile/personal", None).header("sec-fetch-site", "cross-site");
    answers.push(("403", site.send(cross.body(Body::empty()).unwrap()).await));
    for (what, answer) in &answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {what}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") || policy.contains("object-src 'none'"),
            "{what}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
            "{what}: {policy}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{what}");
        assert!(!answer.header("cache-control").is_empty(), "{what}");
    }
}

#[tokio::test]
async fn the_scripts_of_a_page_carry_the_nonce_of_its_policy_and_nothing_else_runs() {
    let site = Site::new().await;
    let page = site.get("/vacancies").await;
    let nonce = page.nonce();
    assert_eq!(nonce.len(), 22, "128 random bits");
    assert_eq!(
        page.header("content-security-policy"),
        format!(
            "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
    );
    let text = page.text();
    assert!(text.contains("<script"));
    for script in text.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "<script{tag}>");
    }
    assert!(!text.contains(" style=\""), "an inline style");
}

#[tokio::test]
async fn a_public_page_is_kept_and_sent_with_a_fresh_nonce() {
    let site = Site::new().await;
    let (first, second) = (site.get("/vacancies").await, site.get("/vacancies").await);
    assert_ne!(first.nonce(), second.nonce());
    assert_eq!(first.text().replace(&first.nonce(), "?"), second.text().replace(&second.nonce(), "?"));
    assert_eq!(first.header(header::CACHE_CONTROL), "private, no-cache");
}

#[tokio::test]
async fn a_kept_page_does_not_depend_on_who_came_first() {
    let site = Site::new().await;
    let other = asked(Method::GET, "/", None)
        .header(header::ACCEPT_LANGUAGE, "fr")
        .header(header::USER_AGENT, "Somebody/1.0")
        .header(header::COOKIE, "other=1");
    let first = site.send(other.body(Body::empty()).unwrap()).await;
    let second = site.get("/").await;
    assert_eq!(first.text().replace(&first.nonce(), "?"), second.text().replace(&second.nonce(), "?"));
    assert!(!first.text().contains("Somebody/1.0"));
}

#[tokio::test]
async fn who_is_signed_in_gets_a_page_of_their_own_that_nobody_keeps() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.get("/vacancies").await;
    let own = site.get_as("/vacancies", &session).await;
    assert!(own.text().contains("Odhiambo"));
    assert_eq!(own.header(header::CACHE_CONTROL), "private, no-store");
    assert!(!site.get("/vacancies").await.text().contains("Odhiambo"));
}

#[tokio::test]
async fn an_import_and_a_deadline_change_the_kept_list() {
    let site = Site::new().await;
    let before = site.get("/vacancies").await.text();
    let json = r#"{"vacancies": [{"number": "DC/TEST/2026/01", "category": "local", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": "2026-11-22", "department": "TEST", "original_language": "en",
        "duty_station": {"city": "Geneva", "country": "CH"},
        "texts": {"en": {"title": "Keeper of the cache", "overview": "Keeps.", "duties": ["Keep."]}}}]}"#;
    let imported = site.services.import_vacancies(&Actor::operator(), json).await;
    let imported = match imported {
        Err(error) => panic!("{error}"),
        Ok(imported) => imported,
    };
    assert_eq!(imported.new, 1);
    let after = site.get("/vacancies").await.text();
    assert!(!before.contains("Keeper of the cache") && after.contains("Keeper of the cache"));
    assert_eq!(site.get("/vacancies/dc-test-2026-01").await.status, StatusCode::OK);
    site.services.clock.forward(2 * 86_400_000);
    assert!(!site.get("/vacancies").await.text().contains("Keeper of the cache"));
    assert_eq!(site.get("/vacancies/dc-test-2026-01").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_kept_page_comes_compressed_to_who_takes_gzip_and_plain_to_who_does_not() {
    let site = Site::new().await;
    let ask = |encoding| {
        asked(Method::GET, "/vacancies", None)
            .header(header::ACCEPT_ENCODING, encoding)
            .body(Body::empty())
            .unwrap()
    };
    let packed = site.send(ask("br, gzip")).await;
    assert_eq!(packed.header(header::CONTENT_ENCODING), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_string(&mut text).unwrap();
    assert!(text.contains(&packed.nonce()) && packed.body.len() < text.len() / 2);
    for none in ["identity", "gzip;q=0"] {
        let plain = site.send(ask(none)).await;
        assert_eq!(plain.header(header::CONTENT_ENCODING), "", "{none}");
        assert_eq!(plain.text().replace(&plain.nonce(), "?"), text.replace(&packed.nonce(), "?"));
    }
}

#[tokio::test]
async fn files_are_kept_for_ever_and_sent_compressed() {
    let site = Site::new().await;
    let ask = |path, encoding| {
        asked(Method::GET, path, None).header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap()
    };
    let packed = site.send(ask("/pkg/main.1.css", "gzip, br")).await;
    assert_eq!(
        (packed.header(header::CONTENT_ENCODING), packed.header(header::CONTENT_TYPE)),
        ("br", "text/css")
    );
    assert_eq!(packed.header(header::CACHE_CONTROL), "public, max-age=31536000, immutable");
    assert_eq!(site.send(ask("/pkg/main.1.css", "gzip")).await.header(header::CONTENT_ENCODING), "gzip");
    assert_eq!(
        site.send(ask("/pkg/app.1.wasm", "br")).await.header(header::CONTENT_TYPE),
        "application/wasm"
    );
    assert_eq!(site.get("/robots.txt").await.header(header::CACHE_CONTROL), "public, max-age=3600");
    let missing = site.get("/pkg/main.0.css").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(!missing.header(header::CACHE_CONTROL).contains("immutable"));
    for outside in ["/../data/ilo-jobs.db", "/%2e%2e/data/ilo-jobs.db", "/pkg/..%2f..%2fdata/ilo-jobs.db"] {
        assert_eq!(site.get(outside).await.status, StatusCode::NOT_FOUND, "{outside}");
    }
}

#[tokio::test]
async fn a_post_from_another_site_is_refused_with_a_page() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let ask = |name: &str, value: &str| {
        let request = asked(Method::POST, "/fr/profile/personal", Some(&session)).header(name, value);
        request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("action=save"))
            .unwrap()
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let refused = site.send(ask(name, value)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(refused.text().contains("<html lang=\"fr\">") && refused.text().contains("<h1"));
    }
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "http://localhost:3000")] {
        assert_eq!(site.send(ask(name, value)).await.status, StatusCode::SEE_OTHER, "{name}: {value}");
    }
}

#[tokio::test]
async fn refusals_have_their_status_and_a_page_in_the_readers_language() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let nothing = site.get("/es/nada").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(nothing.text().contains("<html lang=\"es\">"));
    assert_eq!(site.post("/accessibility", None, "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    let long =
        site.post("/profile/personal", Some(&session), &format!("phone={}", "1".repeat(3 << 20))).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.text().contains("<h1"));
    let one_field =
        site.post("/profile/personal", Some(&session), &format!("phone={}", "1".repeat(100_001))).await;
    assert_eq!(one_field.status, StatusCode::PAYLOAD_TOO_LARGE);
    let json = asked(Method::POST, "/profile/personal", Some(&session))
        .header(header::CONTENT_TYPE, "application/json");
    assert_eq!(
        site.send(json.body(Body::from("{}")).unwrap()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    let head = site.send(asked(Method::HEAD, "/vacancies", None).body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

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
    site.post(entry, Some(&session), "action=keep-mine").await;
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
async fn health_tells_whether_the_database_answers() {
    let site = Site::new().await;
    assert_eq!(site.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(site.get("/health/ready").await.status, StatusCode::OK);
    if let services::Db::Sqlite { read, .. } = &site.services.db {
        read.close().await;
    }
    assert_eq!(site.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(site.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn asking_how_long_the_session_lasts_does_not_make_it_last_longer() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.services.clock.forward(50 * 60_000);
    let left = site.post("/api/fn/account/session", Some(&session), "").await;
    assert!(left.status.is_success() || left.status.is_redirection(), "{}", left.text());
    site.services.clock.forward(20 * 60_000);
    assert_eq!(site.services.viewer(&session).await.unwrap(), None);
}
