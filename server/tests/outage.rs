//! When something of our own is broken: the right status, a page that says so, all headers, and nothing of what happened.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode, header},
    routing::get,
};
use common::{CANDIDATE, Site, answer, asked};
use server::{config::Config, http::around, state::AppState};

#[tokio::test]
async fn a_handler_that_panics_is_answered_with_a_page() {
    let site = Site::new().await;
    let config = Config::read(None, Vec::new()).unwrap();
    async fn fail() -> StatusCode {
        panic!("the secret of the panic")
    }
    let broken = Router::new().route("/fr/broken", get(fail));
    let router = around(broken, AppState::new(site.services.clone(), config)).unwrap();
    let page = answer(router, asked(Method::GET, "/fr/broken", None).body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    let text = page.text();
    assert!(
        text.contains("<html lang=\"fr\">") && text.contains("<h1") && !text.contains("secret"),
        "{text}"
    );
    page.must_carry_headers("500");
}

#[tokio::test]
async fn without_its_database_the_site_says_that_it_comes_back() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.services.vacancies().await.unwrap();
    site.services.db.close().await;
    for (what, page) in [
        ("a page", site.get_as("/es/profile", &session).await),
        ("a form", site.post("/es/profile/personal", Some(&session), "phone=1&action=save").await),
        ("signing in", site.post("/es/account/sign-in", None, "email=a%40example.org&password=x").await),
    ] {
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
        assert_eq!(page.header(header::RETRY_AFTER), "10", "{what}");
        assert!(page.text().contains("<html lang=\"es\">") && page.text().contains("<h1"), "{what}");
        page.must_carry_headers(what);
    }
    assert_eq!(site.get("/vacancies").await.status, StatusCode::OK, "what is in memory is read on");
}
