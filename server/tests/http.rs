//! What every answer carries, whatever was asked: headers, statuses, the cache of pages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use app::api::ApiError;
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
    response::IntoResponse,
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
        "/api/fn/vacancy/newest?lang=en",
    ] {
        answers.push((path, site.get(path).await));
    }
    answers.push(("405", site.post("/accessibility", None, "").await));
    answers.push(("303", site.post("/profile/personal", Some(&session), "action=save").await));
    let cross = asked(Method::POST, "/profile/personal", None).header("sec-fetch-site", "cross-site");
    answers.push(("403", site.send(cross.body(Body::empty()).unwrap()).await));
    for (what, answer) in &answers {
        answer.must_carry_headers(what);
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=63072000; includeSubDomains",
            "{what}"
        );
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
        site.post("/profile/personal", Some(&session), &format!("phone={}", "1".repeat(200_001))).await;
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
async fn a_refusal_of_a_server_function_has_its_status() {
    let site = Site::new().await;
    let (candidate, hrd) = (site.session(CANDIDATE).await, site.session("hrd@example.org").await);
    for (path, session, status) in [
        ("application/list", None, StatusCode::UNAUTHORIZED),
        ("application/list", Some(&hrd), StatusCode::FORBIDDEN),
        ("application/read", Some(&candidate), StatusCode::NOT_FOUND),
        ("draft/save", Some(&candidate), StatusCode::BAD_REQUEST),
    ] {
        let mut request = asked(Method::POST, &format!("/api/fn/{path}"), session.map(String::as_str))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        request.headers_mut().unwrap().insert(header::ACCEPT, "application/json".parse().unwrap());
        let answer = site.send(request.body(Body::from("id=none&lang=en")).unwrap()).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
    }
    let refusal = ApiError::TooMany { seconds: 7 }.to_string();
    let refused = (StatusCode::INTERNAL_SERVER_ERROR, refusal).into_response();
    let answer = server::http::errors::of_function(refused).await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()[header::RETRY_AFTER], "7");
}

#[tokio::test]
async fn who_tries_too_often_is_told_when_to_come_back() {
    let site = Site::new().await;
    let ask = || site.post("/es/account/forgotten", None, "email=ana%40example.org");
    for _ in 0..5 {
        assert_eq!(ask().await.status, StatusCode::SEE_OTHER);
    }
    let refused = ask().await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header(header::RETRY_AFTER).parse::<u32>().unwrap() > 0);
    assert!(refused.text().contains("<html lang=\"es\">"));
    assert!(refused.text().contains("Espere 60 minutos"), "as long as it is: {}", refused.text());
    refused.must_carry_headers("429");
}

#[tokio::test]
async fn the_notice_that_an_application_keeps_says_whose_nationals_could_apply() {
    let site = Site::new().await;
    let json = r#"{"vacancies": [{"number": "DC/TEST/2026/02", "category": "local", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": "2026-11-22", "department": "TEST", "original_language": "en",
        "duty_station": {"city": "Geneva", "country": "CH"}, "open_to": ["IS"],
        "texts": {"en": {"title": "Keeper of receipts", "overview": "Keeps.", "duties": ["Keep."]}}}]}"#;
    site.services.import_vacancies(&Actor::operator(), json).await.unwrap();
    let session = site.session(CANDIDATE).await;
    let apply = "/vacancies/dc-test-2026-02/apply";
    let read = site.post(apply, Some(&session), "base=0&action=submit").await;
    assert_eq!(read.header(header::LOCATION), format!("{apply}/review"));
    let review = format!("{apply}/review");
    let page = site.get_as(&review, &session).await.text();
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let sent = site.post(&review, Some(&session), &format!("seen={seen}&key=k&truthful=yes")).await;
    let receipt = sent.header(header::LOCATION);
    assert!(receipt.starts_with("/applications/"), "{receipt}");
    assert!(site.get_as(receipt, &session).await.text().contains("Iceland"));
}

#[tokio::test]
async fn health_tells_whether_the_database_answers() {
    let site = Site::new().await;
    assert_eq!(site.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(site.get("/health/ready").await.status, StatusCode::OK);
    site.services.db.execute("DELETE FROM _sqlx_migrations", vec![]).await.unwrap();
    let older = site.get("/health/ready").await;
    assert_eq!(older.status, StatusCode::SERVICE_UNAVAILABLE, "its tables are older than this program's");
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99999, 'newer', TRUE, X'00', 0)";
    site.services.db.execute(sql, vec![]).await.unwrap();
    let newer = site.get("/health/ready").await;
    assert_eq!(newer.status, StatusCode::OK, "another server was brought up to date before this one");
    site.services.db.close().await;
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

#[tokio::test]
async fn the_profile_can_be_had_as_json_resume_by_its_owner_alone() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let saved = site.post("/profile/needs", Some(&session), "action=save&needs=an+interpreter").await;
    assert_eq!((saved.status, saved.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/profile"));
    assert!(site.get_as("/profile/needs", &session).await.text().contains("an interpreter"));
    let answer = site.get_as("/es/profile/resume.json", &session).await;
    answer.must_carry_headers("the resume");
    assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
    assert_eq!(answer.header(header::CONTENT_DISPOSITION), "attachment; filename=\"resume.json\"");
    let resume: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(resume["$schema"].as_str().unwrap().ends_with("v1.0.0/schema.json"));
    assert_eq!(resume["basics"]["email"], CANDIDATE);
    assert!(resume["basics"]["name"].as_str().unwrap().contains("Odhiambo"));
    assert!(
        resume["languages"].as_array().unwrap().iter().any(|one| one["language"] == "Inglés"),
        "{resume:#}"
    );
    assert!(!answer.text().contains("an interpreter"), "what somebody needs is nobody else's");
    let nobody = site.get("/profile/resume.json").await;
    assert_eq!(nobody.header(header::LOCATION), "/account/sign-in?next=/profile/import");
    let hrd = site.session("hrd@example.org").await;
    assert_eq!(site.get_as("/profile/resume.json", &hrd).await.status, StatusCode::FORBIDDEN);
}
