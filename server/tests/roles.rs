//! Who may do what: every server function and every form, asked as a visitor and as every role. A new one without a row
//! here fails the test.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use common::{Answer, CANDIDATE, Site, asked};
use leptos::server_fn::axum::server_fn_paths;
use model::{account::Role, choice::Choice};
use std::{collections::BTreeSet, path::Path};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Everybody,
    /// Whoever is signed in, for what is their own.
    SignedIn,
    Candidate,
}

use Who::{Candidate, Everybody, SignedIn};

/// Server functions: address, arguments, who may.
const FUNCTIONS: &[(&str, &str, Who)] = &[
    ("account/countries", "lang=en", Everybody),
    ("account/flash", "form=x", Everybody),
    ("account/statement", "residence=CH&lang=en", Everybody),
    ("account/statement-due", "lang=en", SignedIn),
    ("account/sign-up", "lang=en", Everybody),
    ("account/confirms", "token=x", Everybody),
    ("account/opens-password", "token=x", Everybody),
    ("account/options", "", SignedIn),
    ("account/session", "", Everybody),
    ("account/extend", "", Everybody),
    ("application/begin", "slug=none&lang=en", Candidate),
    ("application/list", "", Candidate),
    ("application/read", "id=none&lang=en", Candidate),
    (
        "draft/save",
        r#"{"save":{"form":"profile/personal","base":0,"writer":"","turn":0,"fields":[]}}"#,
        Candidate,
    ),
    ("legal", "text=Terms&lang=en", Everybody),
    ("lookup/countries", "lang=en&typed=s", Everybody),
    ("profile/overview", "", Candidate),
    ("profile/entries", "section=experience&lang=en", Candidate),
    ("profile/form", "form=profile/personal&lang=en", Candidate),
    ("vacancy/list", "lang=en&page=1", Everybody),
    ("vacancy/notice", "lang=en&slug=none", Everybody),
];

/// Forms: route, an address of it, fields, who may. Signing out comes last: it ends the session.
const FORMS: &[(&str, &str, &str, Who)] = &[
    ("/profile/{section}", "/profile/personal", "action=save", Candidate),
    ("/profile/{section}/{entry}", "/profile/languages/a", "action=save", Candidate),
    ("/vacancies/{slug}/apply", "/vacancies/none/apply", "action=submit", Candidate),
    ("/account/new", "/account/new", "", Everybody),
    ("/account/new/statement", "/account/new/statement", "", Everybody),
    ("/account/new/details", "/account/new/details", "", Everybody),
    ("/account/new/check-mail", "/account/new/check-mail", "", Everybody),
    ("/account/confirm", "/account/confirm", "", Everybody),
    ("/account/sign-in", "/account/sign-in", "", Everybody),
    ("/account/forgotten", "/account/forgotten", "", Everybody),
    ("/account/password", "/account/password", "", Everybody),
    ("/account/statement", "/account/statement", "", SignedIn),
    ("/account/details", "/account/details", "", SignedIn),
    ("/account/email", "/account/email", "", SignedIn),
    ("/account/change-password", "/account/change-password", "", SignedIn),
    ("/account/sessions", "/account/sessions", "action=end-others", SignedIn),
    ("/account/sign-out", "/account/sign-out", "", Everybody),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Allowed,
    SignedOut,
    Forbidden,
}

fn expected(who: Who, role: Option<Role>) -> Verdict {
    match (who, role) {
        (Everybody, _) | (SignedIn, Some(_)) | (Candidate, Some(Role::Candidate)) => Verdict::Allowed,
        (_, None) => Verdict::SignedOut,
        (Candidate, Some(_)) => Verdict::Forbidden,
    }
}

fn of_function(answer: &Answer) -> Verdict {
    let text = answer.text();
    if text.contains("SignedOut") {
        Verdict::SignedOut
    } else if text.contains("Forbidden") {
        Verdict::Forbidden
    } else {
        Verdict::Allowed
    }
}

fn of_form(answer: &Answer, who: Who) -> Verdict {
    let door = answer.header(header::LOCATION);
    match answer.status {
        StatusCode::UNAUTHORIZED => Verdict::SignedOut,
        StatusCode::SEE_OTHER if who != Everybody && door.starts_with("/account/sign-in") => {
            Verdict::SignedOut
        }
        StatusCode::FORBIDDEN => Verdict::Forbidden,
        _ => Verdict::Allowed,
    }
}

async fn call(site: &Site, path: &str, method: Method, arguments: &str, session: Option<&str>) -> Answer {
    let (address, body) = match method {
        Method::GET => (format!("{path}?{arguments}"), ""),
        _ => (path.to_owned(), arguments),
    };
    let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    let request = asked(method, &address, session)
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin");
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    request.headers_mut().insert(header::ACCEPT, "application/json".parse().unwrap());
    site.send(request).await
}

/// A session of each role, and none.
async fn everybody(site: &Site) -> Vec<(Option<Role>, Option<String>)> {
    let mut all = vec![(None, None)];
    for role in Role::ALL {
        let email =
            if *role == Role::Candidate { CANDIDATE.to_owned() } else { format!("{role}@example.org") };
        all.push((Some(*role), Some(site.session(&email).await)));
    }
    all
}

#[tokio::test]
async fn every_server_function_is_open_to_those_it_is_meant_for_alone() {
    let site = Site::new().await;
    let people = everybody(&site).await;
    let mut wrong = Vec::new();
    for (path, method) in server_fn_paths() {
        let Some((_, arguments, who)) = FUNCTIONS.iter().find(|(p, ..)| format!("/api/fn/{p}") == path)
        else {
            wrong.push(format!("{path} has no row"));
            continue;
        };
        for (role, session) in &people {
            let answer = call(&site, path, method.clone(), arguments, session.as_deref()).await;
            let verdict = of_function(&answer);
            // Arguments that cannot be read would pass for an answer.
            let understood = !answer.text().contains("Args") && !answer.text().contains("Deserialization");
            if verdict != expected(*who, *role) || !understood {
                wrong.push(format!("{path} as {role:?}: {verdict:?} ({} {})", answer.status, answer.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_form_is_open_to_those_it_is_meant_for_alone() {
    let site = Site::new().await;
    let people = everybody(&site).await;
    let mut wrong = Vec::new();
    for (_, path, fields, who) in FORMS {
        for (role, session) in &people {
            let answer = site.post(path, session.as_deref(), fields).await;
            let verdict = of_form(&answer, *who);
            if verdict != expected(*who, *role) || answer.status == StatusCode::METHOD_NOT_ALLOWED {
                wrong.push(format!(
                    "{path} as {role:?}: {verdict:?} ({} {})",
                    answer.status,
                    answer.header(header::LOCATION)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_address_that_takes_a_post_has_a_row() {
    let site = Site::new().await;
    let mut candidates: BTreeSet<String> = server::http::page_paths();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/forms")).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let quoted = source.split('"').skip(1).step_by(2);
        candidates.extend(quoted.filter(|text| is_route(text)).map(str::to_owned));
    }
    assert!(candidates.contains("/account/sign-out"), "the sources were read");
    for path in candidates {
        let rows = |pattern: &str| FORMS.iter().any(|(route, ..)| *route == pattern);
        let (_, english) = model::language::Lang::of_path(&path);
        let status = site.post(&path, None, "").await.status;
        let takes = !matches!(status, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND);
        assert!(
            !takes || rows(english) || FORMS.iter().any(|(_, address, ..)| *address == english),
            "{path} has no row ({status})"
        );
    }
}

fn is_route(text: &str) -> bool {
    text.starts_with('/') && text.bytes().all(|b| b.is_ascii_lowercase() || b"/{}-".contains(&b))
}
