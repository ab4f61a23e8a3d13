//! Somebody with a complete profile, two vacancies that they can apply for, and HRD: for stories about applying.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses a part of it")]

use crate::{
    applicant::{fill_profile, vacancy},
    common::{self, fields},
};
use model::{
    account::{Role, Viewer},
    application::{Applied, State, Submission},
    form::{Form, Save},
    language::Lang,
    problem::Problem,
    vacancy::{Vacancy, slug},
};
use serde_json::{Value, json};
use services::{Actor, Error, Services, args};

pub const NUMBER: &str = "DC/OPEN/2026/01";
pub const OTHER: &str = "DC/OTHER/2026/02";

pub fn viewer(name: &str, role: Role) -> Viewer {
    Viewer { language: Lang::Fr, ..common::viewer(name, role) }
}

pub fn hrd() -> Actor {
    Actor::default().signed_in_as(viewer("hrd", Role::Hrd))
}

/// A candidate who reads French, with a complete profile, and vacancies that close at the end of 24 November in Geneva.
pub async fn candidate(services: &Services) -> Actor {
    for number in [NUMBER, OTHER] {
        vacancy(services, number, "2026-11-24").await;
    }
    let sql = "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, created_at) \
               VALUES ('ana', 'ana@example.org', 'ana@example.org', 'Ana', 'Example', 'fr', '', 0)";
    services.db.execute(sql, args![]).await.unwrap();
    let ana = Actor::default().signed_in_as(viewer("ana", Role::Candidate));
    fill_profile(services, &ana).await;
    ana
}

/// Types into the form of an application, and goes on to its review.
pub async fn write(
    services: &Services,
    ana: &Actor,
    number: &str,
    pairs: &[(&str, &str)],
) -> Result<(), Error> {
    let form = Form::Application(slug(number));
    let base = services.open_form(ana, &form).await.unwrap().saved.version;
    services.post_draft(ana, Save::posted(form, base, fields(pairs)), true).await
}

pub async fn read(services: &Services, ana: &Actor, number: &str) -> Submission {
    let review = services.review_application(ana, &slug(number), Lang::En).await.unwrap();
    Submission { seen: review.seen, key: review.key, truthful: true }
}

pub async fn send(services: &Services, ana: &Actor, number: &str) -> Result<Applied, Error> {
    let read = read(services, ana, number).await;
    services.apply(ana, &slug(number), &read, Lang::En).await
}

/// Has the first vacancy say something else as well.
pub async fn ask(services: &Services, what: Value) {
    let row = services.db.row("SELECT body FROM vacancy WHERE number = $1", args![NUMBER]).await.unwrap();
    let mut vacancy: Value = row.unwrap().json("body").unwrap();
    for (field, value) in what.as_object().unwrap() {
        vacancy[field] = value.clone();
    }
    let vacancy: Vacancy = serde_json::from_value(vacancy).unwrap();
    let file = json!({ "vacancies": [vacancy] }).to_string();
    services.import_vacancies(&Actor::operator(), &file).await.unwrap();
}

pub async fn states(services: &Services, ana: &Actor, id: &str) -> Vec<State> {
    services.application(ana, id).await.unwrap().history.into_iter().map(|step| step.state).collect()
}

pub fn problem<T>(result: Result<T, Error>, field: &str) -> Option<Problem> {
    match result {
        Err(Error::Invalid(problems)) => problems.of(field).cloned(),
        _ => None,
    }
}
