//! A site to ask: the real router on a fresh SQLite database, with the clock stopped.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "tests; each uses a part of it")]

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use server::{config::Config, http::router, state::AppState};
use services::{Actor, Clock, Db, Services, sample};
use std::path::Path;
use tower::ServiceExt;

pub const START: &str = "2026-11-21T09:00:00Z";
pub const CANDIDATE: &str = "temperance.odhiambo@example.org";

pub struct Site {
    pub folder: tempfile::TempDir,
    pub services: Services,
    pub router: Router,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Makes sure that the headers are there which every answer carries.
    pub fn must_carry_headers(&self, what: &str) {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(self.header(name), value, "{name} of {what}");
        }
        if self.header("content-type").starts_with("text/html") {
            assert_eq!(self.header("x-frame-options"), "DENY", "{what}");
            assert!(self.header("permissions-policy").contains("camera=()"), "{what}");
        }
        let policy = self.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") || policy.contains("object-src 'none'"),
            "{what}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
            "{what}: {policy}"
        );
        assert!(!self.header("x-request-id").is_empty(), "{what}");
        assert!(!self.header("cache-control").is_empty(), "{what}");
    }

    /// The nonce of the answer's policy.
    pub fn nonce(&self) -> String {
        let policy = self.header(header::CONTENT_SECURITY_POLICY);
        policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default().to_owned()
    }
}

impl Site {
    /// With the sample data, at [`START`].
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        bundle(&site);
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let mut environment =
            vec![("ILO_JOBS_DATA".to_owned(), path("data")), ("ILO_JOBS_SITE".to_owned(), path("site"))];
        environment.extend(settings.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let config = Config::read(None, environment).unwrap();
        let db = Db::open(config.database_url.reveal()).await.unwrap();
        db.migrate().await.unwrap();
        let services = Services::new(db, Clock::stopped(START.parse().unwrap()));
        services.load_samples(&Actor::operator()).await.unwrap();
        let router = router(AppState::new(services.clone(), config)).unwrap();
        Self { folder, services, router }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        answer(self.router.clone(), request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(asked(Method::GET, path, None).body(Body::empty()).unwrap()).await
    }

    pub async fn get_as(&self, path: &str, session: &str) -> Answer {
        self.send(asked(Method::GET, path, Some(session)).body(Body::empty()).unwrap()).await
    }

    /// Posts a form as a browser does.
    pub async fn post(&self, path: &str, session: Option<&str>, form: &str) -> Answer {
        let request = asked(Method::POST, path, session)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// The secret of a session of one of the sample people.
    pub async fn session(&self, email: &str) -> String {
        self.services.sign_in(&Actor::default(), email, sample::PASSWORD, "test").await.unwrap().token
    }
}

/// What a router answers.
pub async fn answer(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// A request for a page, as a browser asks.
pub fn asked(method: Method, path: &str, session: Option<&str>) -> axum::http::request::Builder {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT, "text/html")
        .header(header::HOST, "localhost:3000");
    match session {
        Some(secret) => request.header(header::COOKIE, format!("__Host-session={secret}")),
        None => request,
    }
}

/// What the bundler would have written.
fn bundle(site: &Path) {
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    let assets = r#"{"css":"/pkg/main.1.css","js":"/pkg/app.1.js","wasm":"/pkg/app.1.wasm","texts":{"en":"/pkg/en.1.json"},
        "folder":"/pkg","split":"split.1.js","manifest":{}}"#;
    std::fs::write(site.join("assets.json"), assets).unwrap();
    std::fs::write(site.join("pkg/main.1.css"), "body { color: black }").unwrap();
    std::fs::write(site.join("pkg/main.1.css.br"), "compressed by brotli").unwrap();
    std::fs::write(site.join("pkg/main.1.css.gz"), "compressed by gzip").unwrap();
    std::fs::write(site.join("pkg/app.1.js"), "export default 1;").unwrap();
    std::fs::write(site.join("pkg/app.1.wasm"), "\0asm").unwrap();
    std::fs::write(site.join("robots.txt"), "User-agent: *\n").unwrap();
}
