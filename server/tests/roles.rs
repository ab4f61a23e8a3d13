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
use model::{
    account::Role,
    choice::Choice,
    language::Lang,
    vacancy::{desk::Sought, life::Stage, search::Search},
};
use services::{Actor, args, proposal::Start};
use std::{collections::BTreeSet, path::Path};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Everybody,
    /// Whoever is signed in, for what is their own.
    SignedIn,
    Candidate,
    /// Any role but that of a candidate.
    Staff,
    Hrd,
    Administrator,
    Manager,
    JpoUnit,
    /// Those who have a part in proposals of JPO vacancies.
    OnRoute,
    /// The manager whose proposal it is: to the others who have a part in proposals, it is not there.
    Author,
    /// Not even there without sample data.
    Nobody,
}

use Who::{
    Administrator, Author, Candidate, Everybody, Hrd, JpoUnit, Manager, Nobody, OnRoute, SignedIn, Staff,
};

/// Pages: route, who may.
const PAGES: &[(&str, Who)] = &[
    ("/", Everybody),
    ("/vacancies", Everybody),
    ("/vacancies/saved", Candidate),
    ("/vacancies/categories/{category}", Everybody),
    ("/vacancies/{slug}", Everybody),
    ("/vacancies/{slug}/apply", Candidate),
    ("/vacancies/{slug}/apply/review", Candidate),
    ("/vacancies/{slug}/compare", Candidate),
    ("/profile", Candidate),
    ("/profile/print", Candidate),
    ("/profile/import", Candidate),
    ("/profile/{section}", Candidate),
    ("/profile/{section}/{entry}", Candidate),
    ("/applications", Candidate),
    ("/applications/{id}", Candidate),
    ("/applications/{id}/withdraw", Candidate),
    ("/alerts", Candidate),
    ("/alerts/new", Candidate),
    ("/alerts/stop", Everybody),
    ("/alerts/{id}", Candidate),
    ("/staff", Staff),
    ("/staff/admin", Administrator),
    ("/staff/admin/organisation", Administrator),
    ("/staff/admin/organisation/new", Administrator),
    ("/staff/admin/organisation/partners", Administrator),
    ("/staff/admin/organisation/{office}", Administrator),
    ("/staff/admin/areas", Administrator),
    ("/staff/admin/areas/new", Administrator),
    ("/staff/admin/areas/{area}", Administrator),
    ("/staff/proposals", OnRoute),
    ("/staff/proposals/new", Manager),
    ("/staff/proposals/calls", OnRoute),
    ("/staff/proposals/calls/{id}", JpoUnit),
    ("/staff/proposals/{id}", Author),
    ("/staff/proposals/{id}/{part}", Author),
    ("/staff/vacancies", Hrd),
    ("/staff/vacancies/new", Hrd),
    ("/staff/vacancies/{id}", Hrd),
    ("/staff/vacancies/{id}/applications", Hrd),
    ("/staff/vacancies/{id}/applications/{application}", Hrd),
    ("/staff/vacancies/{id}/{part}", Hrd),
    ("/staff/vacancies/{id}/questions/{question}", Hrd),
    ("/accessibility", Everybody),
    ("/privacy", Everybody),
    ("/terms", Everybody),
    ("/gallery", Nobody),
    ("/account", SignedIn),
    ("/account/new", Everybody),
    ("/account/new/statement", Everybody),
    ("/account/new/details", Everybody),
    ("/account/new/check-mail", Everybody),
    ("/account/confirm", Everybody),
    ("/account/sign-in", Everybody),
    ("/account/forgotten", Everybody),
    ("/account/password", Everybody),
    ("/account/statement", SignedIn),
    ("/account/details", SignedIn),
    ("/account/email", SignedIn),
    ("/account/change-password", SignedIn),
    ("/account/delete", SignedIn),
    ("/account/delete/confirm", Everybody),
    ("/account/delete/done", Everybody),
];

/// Server functions: address, arguments, who may.
const FUNCTIONS: &[(&str, &str, Who)] = &[
    ("account/countries", "lang=en", Everybody),
    ("account/flash", "form=x", Everybody),
    ("account/statement", "residence=CH&lang=en", Everybody),
    ("account/statement-due", "lang=en", SignedIn),
    ("account/sign-up", "lang=en", Everybody),
    ("account/confirms", "token=x", Everybody),
    ("account/opens-password", "token=x", Everybody),
    ("account/deletion", "", SignedIn),
    ("account/deletes", "token=x", Everybody),
    ("account/options", "", SignedIn),
    ("account/session", "", Everybody),
    ("account/extend", "", Everybody),
    ("alert/list", "lang=en", Candidate),
    ("alert/new", "query=category%3Dlocal&lang=en", Candidate),
    ("alert/read", "id=none&lang=en", Candidate),
    ("alert/stopping", "token=x&lang=en", Everybody),
    ("area/list", "words=&lang=en", Administrator),
    ("area/new", "", Administrator),
    ("area/read", "slug=wages", Administrator),
    ("application/begin", "slug=none&lang=en", Candidate),
    ("application/compare", "slug=none&lang=en", Candidate),
    ("application/list", "", Candidate),
    ("application/read", "id=none&lang=en", Candidate),
    ("application/review", "slug=none&lang=en", Candidate),
    (
        "draft/save",
        r#"{"save":{"form":"profile/personal","base":0,"writer":"","turn":0,"fields":[]}}"#,
        Candidate,
    ),
    ("desk/applicants", "id=none&page=1&lang=en", Hrd),
    ("desk/applicant", "vacancy=none&id=none&lang=en", Hrd),
    ("desk/list", "words=&page=1&lang=en", Hrd),
    ("desk/new", "", Hrd),
    ("desk/file", "id=none&lang=en", Hrd),
    ("desk/part", "form=vacancies/none/basics&lang=en", Hrd),
    ("desk/questions", "id=none", Hrd),
    ("desk/preview", "id=none&lang=en", Hrd),
    ("import/keep", r#"{"found":{"format":"json-resume","items":[],"unknown":[],"more":0}}"#, Candidate),
    ("import/review", "lang=en", Candidate),
    ("legal", "text=terms&lang=en", Everybody),
    ("lookup/countries", "lang=en&typed=s", Everybody),
    ("lookup/institutions", "country=CH&typed=s", Everybody),
    ("organisation/list", "words=&lang=en", Administrator),
    ("organisation/new", "lang=en", Administrator),
    ("organisation/office", "id=none&lang=en", Administrator),
    ("organisation/partners", "", Administrator),
    ("organisation/standing", "lang=en", Staff),
    ("profile/overview", "", Candidate),
    ("profile/entries", "section=experience&lang=en", Candidate),
    ("profile/form", "form=profile/personal&lang=en", Candidate),
    ("profile/whole", "lang=en", Candidate),
    ("proposal/call", "id=none&lang=en", JpoUnit),
    ("proposal/calls", "lang=en", OnRoute),
    ("proposal/compare", "id=none", OnRoute),
    ("proposal/file", "id=none&lang=en", OnRoute),
    ("proposal/list", "query=&lang=en", OnRoute),
    ("proposal/part", "id=none&part=general&lang=en", OnRoute),
    ("proposal/review", "id=none&lang=en", OnRoute),
    ("proposal/starts", "", Manager),
    ("proposal/text", "id=none&lang=en", OnRoute),
    ("proposal/turns", "lang=en", SignedIn),
    ("vacancy/category", "lang=en&category=local&page=1", Everybody),
    ("vacancy/find", "lang=en&query=q%3Dofficer%26page%3D1", Everybody),
    ("vacancy/is-saved", "slug=none", Candidate),
    ("vacancy/saved", "lang=en", Candidate),
    ("vacancy/newest", "lang=en", Everybody),
    ("vacancy/notice", "lang=en&slug=none", Everybody),
];

/// Forms: route, an address of it, fields, who may. Signing out comes last: it ends the session.
const FORMS: &[(&str, &str, &str, Who)] = &[
    ("/profile/import", "/profile/import", "action=discard", Candidate),
    ("/profile/{section}", "/profile/personal", "action=save", Candidate),
    ("/profile/{section}/{entry}", "/profile/languages/a", "action=save", Candidate),
    ("/vacancies/{slug}/save", "/vacancies/none/save", "action=unsave", Candidate),
    ("/vacancies/{slug}/apply", "/vacancies/none/apply", "action=submit", Candidate),
    ("/staff/admin/organisation/new", "/staff/admin/organisation/new", "", Administrator),
    ("/staff/admin/organisation/partners", "/staff/admin/organisation/partners", "base=0", Administrator),
    ("/staff/admin/organisation/{office}", "/staff/admin/organisation/none", "base=1", Administrator),
    ("/staff/admin/areas/new", "/staff/admin/areas/new", "", Administrator),
    ("/staff/admin/areas/{area}", "/staff/admin/areas/wages", "base=1", Administrator),
    ("/staff/proposals/new", "/staff/proposals/new", "id=none&start=blank", Manager),
    ("/staff/proposals/new/file", "/staff/proposals/new/file", "", Manager),
    ("/staff/proposals/{id}/{part}", "/staff/proposals/none/general", "action=save", OnRoute),
    (
        "/staff/proposals/{id}/{part}",
        "/staff/proposals/none/review",
        "action=submit&version=1&state=submitted",
        OnRoute,
    ),
    ("/staff/proposals/{id}/{part}", "/staff/proposals/none/submit", "edition=1", OnRoute),
    ("/staff/proposals/calls/{id}", "/staff/proposals/calls/none", "action=submit", JpoUnit),
    ("/staff/vacancies/new", "/staff/vacancies/new", "category=local", Hrd),
    ("/staff/vacancies/{id}/{part}", "/staff/vacancies/none/basics", "action=save", Hrd),
    ("/staff/vacancies/{id}/{part}", "/staff/vacancies/none/publish", "edition=1", Hrd),
    ("/staff/vacancies/{id}/{part}", "/staff/vacancies/none/questions", "action=add", Hrd),
    ("/staff/vacancies/{id}/questions/{question}", "/staff/vacancies/none/questions/1", "action=save", Hrd),
    (
        "/staff/vacancies/{id}/applications/{application}",
        "/staff/vacancies/none/applications/none",
        "from=received&to=under-review",
        Hrd,
    ),
    (
        "/vacancies/{slug}/apply/review",
        "/vacancies/none/apply/review",
        "seen=s&key=k&truthful=yes",
        Candidate,
    ),
    ("/applications/{id}/withdraw", "/applications/none/withdraw", "", Candidate),
    ("/alerts", "/alerts", "action=pause:none", Candidate),
    ("/alerts/new", "/alerts/new", "", Candidate),
    ("/alerts/stop", "/alerts/stop", "", Everybody),
    ("/alerts/{id}", "/alerts/none", "", Candidate),
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
    ("/account/delete", "/account/delete", "", Candidate),
    ("/account/delete/confirm", "/account/delete/confirm", "", Everybody),
    ("/account/sessions", "/account/sessions", "action=end-others", SignedIn),
    ("/account/sign-out", "/account/sign-out", "", Everybody),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Allowed,
    SignedOut,
    Forbidden,
    NotFound,
}

fn expected(who: Who, role: Option<Role>) -> Verdict {
    match (who, role) {
        (Everybody, _) | (SignedIn, Some(_)) | (Candidate, Some(Role::Candidate)) => Verdict::Allowed,
        (Staff, Some(role)) if role != Role::Candidate => Verdict::Allowed,
        (Who::Hrd, Some(Role::Hrd)) | (Administrator, Some(Role::Administrator)) => Verdict::Allowed,
        (Manager | OnRoute | Author, Some(Role::Manager)) | (JpoUnit | OnRoute, Some(Role::JpoUnit)) => {
            Verdict::Allowed
        }
        (OnRoute, Some(Role::Director | Role::HrPartner | Role::Hrd)) => Verdict::Allowed,
        (Nobody, _) => Verdict::NotFound,
        (Author, Some(Role::Director | Role::HrPartner | Role::JpoUnit | Role::Hrd)) => Verdict::NotFound,
        (_, None) => Verdict::SignedOut,
        (_, Some(_)) => Verdict::Forbidden,
    }
}

fn of_function(answer: &Answer) -> Verdict {
    match answer.status {
        StatusCode::UNAUTHORIZED => Verdict::SignedOut,
        // An outcome, not a refusal: the page goes on holding the text.
        StatusCode::OK if answer.text() == r#""SignedOut""# => Verdict::SignedOut,
        StatusCode::FORBIDDEN => Verdict::Forbidden,
        _ => Verdict::Allowed,
    }
}

fn of_page(answer: &Answer) -> Verdict {
    match answer.status {
        StatusCode::FORBIDDEN => Verdict::Forbidden,
        StatusCode::NOT_FOUND => Verdict::NotFound,
        status
            if status.is_redirection()
                && answer.header(header::LOCATION).starts_with("/account/sign-in?") =>
        {
            Verdict::SignedOut
        }
        _ => Verdict::Allowed,
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
            let understood = answer.status != StatusCode::BAD_REQUEST;
            if verdict != expected(*who, *role) || !understood || answer.status.is_server_error() {
                wrong.push(format!("{path} as {role:?}: {verdict:?} ({} {})", answer.status, answer.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The address of a vacancy that is open.
async fn open_slug(site: &Site) -> String {
    let found = site.services.find_vacancies(&Search::default(), Lang::En, 1).await.unwrap();
    found.page.items[0].slug.clone()
}

#[tokio::test]
async fn every_page_is_open_to_those_it_is_meant_for_alone() {
    let site = Site::new().await;
    let people = everybody(&site).await;
    let candidate = site.session(CANDIDATE).await;
    let actor = Actor::default().signed_in_as(site.services.viewer(&candidate).await.unwrap().unwrap());
    let application = site.services.applications(&actor).await.unwrap().remove(0).id;
    let sql = "SELECT vacancy FROM application WHERE id = $1";
    let row = site.services.db.row(sql, args![&application]).await.unwrap();
    let applied_for = row.unwrap().text("vacancy").unwrap();
    let alert = site.services.alerts(&actor).await.unwrap().remove(0).id;
    let slug = open_slug(&site).await;
    let hrd = site.session("hrd@example.org").await;
    let hrd = Actor::default().signed_in_as(site.services.viewer(&hrd).await.unwrap().unwrap());
    let drafts = Sought { stage: Some(Stage::Draft), ..Sought::default() };
    let draft = site.services.desk(&hrd, &drafts, Lang::En).await.unwrap().rows.remove(0).id;
    let administrator = site.session("administrator@example.org").await;
    let administrator =
        Actor::default().signed_in_as(site.services.viewer(&administrator).await.unwrap().unwrap());
    let office = site.services.organisation(&administrator, "", Lang::En).await.unwrap().remove(0).office.id;
    let manager = site.session("manager@example.org").await;
    let manager = Actor::default().signed_in_as(site.services.viewer(&manager).await.unwrap().unwrap());
    let proposal = site.services.new_proposal(&manager).unwrap();
    let usual = app::proposal_words::usual(Lang::En);
    site.services.begin_proposal(&manager, &proposal, Start::Blank, &usual).await.unwrap();
    let mut wrong = Vec::new();
    for path in server::http::page_paths() {
        let (lang, english) = Lang::of_path(path);
        let Some((_, who)) = PAGES.iter().find(|(route, _)| *route == english) else {
            wrong.push(format!("{path} has no row"));
            continue;
        };
        // What stands there in the other languages is the same page.
        if lang != Lang::En {
            continue;
        }
        let address = path
            .replace("{slug}", &slug)
            .replace(
                "{id}",
                if english.starts_with("/staff/proposals") {
                    &proposal
                } else if english.contains("/applications") && english.starts_with("/staff") {
                    &applied_for
                } else if english.starts_with("/staff") {
                    &draft
                } else if english.starts_with("/alerts") {
                    &alert
                } else {
                    &application
                },
            )
            .replace("{office}", &office)
            .replace("{area}", "wages")
            .replace("{application}", &application)
            .replace("{part}", if english.starts_with("/staff/proposals") { "general" } else { "basics" })
            .replace("{question}", "1")
            .replace("{category}", "local")
            .replace("{section}", "experience")
            .replace("{entry}", "0190-a");
        for (role, session) in &people {
            let answer = match session {
                Some(session) => site.get_as(&address, session).await,
                None => site.get(&address).await,
            };
            let verdict = of_page(&answer);
            if verdict != expected(*who, *role) || answer.status.is_server_error() {
                wrong.push(format!(
                    "{address} as {role:?}: {verdict:?} ({} {})",
                    answer.status,
                    answer.header(header::LOCATION)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_copy_of_the_own_data_is_open_to_whoever_is_signed_in() {
    let site = Site::new().await;
    for (role, session) in everybody(&site).await {
        let answer = match &session {
            Some(session) => site.get_as("/account/data", session).await,
            None => site.get("/account/data").await,
        };
        let verdict = of_page(&answer);
        assert_eq!(verdict, expected(SignedIn, role), "{role:?}: {}", answer.status);
        let handed_over = answer.header(header::CONTENT_TYPE) == "application/zip";
        assert_eq!(handed_over, role.is_some(), "{role:?}");
    }
}

#[tokio::test]
async fn the_table_of_all_proposals_is_the_jpo_units_alone() {
    let site = Site::new().await;
    for (role, session) in everybody(&site).await {
        let answer = match &session {
            Some(session) => site.get_as("/staff/proposals.csv?state=draft", session).await,
            None => site.get("/staff/proposals.csv?state=draft").await,
        };
        assert_eq!(of_page(&answer), expected(JpoUnit, role), "{role:?}: {}", answer.status);
        let handed_over = answer.header(header::CONTENT_TYPE).starts_with("text/csv");
        assert_eq!(handed_over, role == Some(Role::JpoUnit), "{role:?}");
    }
}

#[tokio::test]
async fn the_document_of_a_proposal_is_had_by_those_who_may_read_it() {
    let site = Site::new().await;
    let manager = site.session("manager@example.org").await;
    let manager = Actor::default().signed_in_as(site.services.viewer(&manager).await.unwrap().unwrap());
    let proposal = site.services.new_proposal(&manager).unwrap();
    let usual = app::proposal_words::usual(Lang::En);
    site.services.begin_proposal(&manager, &proposal, Start::Blank, &usual).await.unwrap();
    for (role, session) in everybody(&site).await {
        for (kind, content) in [("pdf", "application/pdf"), ("docx", "application/vnd.openxmlformats")] {
            let path = format!("/staff/proposals/{proposal}/proposal.{kind}");
            let answer = match &session {
                Some(session) => site.get_as(&path, session).await,
                None => site.get(&path).await,
            };
            assert_eq!(of_page(&answer), expected(Author, role), "{path} as {role:?}: {}", answer.status);
            let handed_over = answer.header(header::CONTENT_TYPE).starts_with(content);
            assert_eq!(handed_over, role == Some(Role::Manager), "{path} as {role:?}");
        }
    }
}

#[tokio::test]
async fn what_is_made_for_programs_and_for_keeping_is_the_same_for_everybody() {
    let site = Site::new().await;
    let people = everybody(&site).await;
    let slug = open_slug(&site).await;
    for path in [
        "/api/v1/vacancies".to_owned(),
        format!("/api/v1/vacancies/{slug}"),
        "/api/v1/openapi.json".to_owned(),
        "/feeds/vacancies.atom".to_owned(),
        "/sitemap.xml".to_owned(),
        "/robots.txt".to_owned(),
        format!("/vacancies/{slug}/notice.pdf"),
        format!("/vacancies/{slug}/deadline.ics"),
    ] {
        let first = site.get(&path).await;
        assert_eq!(first.status, StatusCode::OK, "{path}");
        for (role, session) in people.iter().filter_map(|(role, session)| Some((role, session.as_ref()?))) {
            assert_eq!(site.get_as(&path, session).await.body, first.body, "{path} as {role:?}");
        }
    }
    for (_, session) in &people {
        let page = match session {
            Some(session) => site.get_as("/api", session).await,
            None => site.get("/api").await,
        };
        assert_eq!(page.status, StatusCode::OK);
    }
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
            let answered =
                answer.status != StatusCode::METHOD_NOT_ALLOWED && !answer.status.is_server_error();
            if verdict != expected(*who, *role) || !answered {
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
    let mut candidates: BTreeSet<String> = server::http::page_paths().clone();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/forms")).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let quoted = source.split('"').skip(1).step_by(2);
        candidates.extend(quoted.filter(|text| is_route(text)).map(str::to_owned));
    }
    assert!(candidates.contains("/account/sign-out"), "the sources were read");
    for path in candidates {
        let rows = |pattern: &str| FORMS.iter().any(|(route, ..)| *route == pattern);
        let (_, english) = Lang::of_path(&path);
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
