//! HRD at its desk, for stories about vacancies that are written there.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses a part of it")]

use crate::{
    applicant::{apply, fill_profile},
    common::fields,
    people::{ANA, PASSWORD, holder, mails, member, sign_in, staff},
};
use model::{
    account::Role,
    form::{Fields, Form, Save},
    language::Lang,
    vacancy::{
        Category,
        draft::Part,
        life::{Stage, Step},
    },
};
use services::{Actor, Error, Services};

pub const ID: &str = "019ab000-0000-7000-8000-000000000001";
pub const OTHER: &str = "019ab000-0000-7000-8000-000000000002";

pub async fn official(services: &Services, email: &str, role: Role) -> Actor {
    services.create_account(&Actor::operator(), &staff(email, &[role], Some(PASSWORD))).await.unwrap();
    holder(services, &sign_in(services, email, PASSWORD).await.unwrap()).await
}

pub async fn hrd(services: &Services) -> Actor {
    official(services, "hrd@example.org", Role::Hrd).await
}

pub fn basics() -> Fields {
    fields(&[
        ("category", "development-cooperation"),
        ("grade", "P4"),
        ("contract_type", "fixed-term"),
        ("contract_months", "24"),
        ("department", "EMPLOYMENT"),
        ("city", "Geneva"),
        ("country", "CH"),
        ("original_language", "en"),
    ])
}

pub fn text(title: &str) -> Fields {
    fields(&[("title", title), ("overview", "To count."), ("duties", "• Plan.\n• Lead.")])
}

/// Closes on a day of December 2026; published at once, or on a day of that month.
pub fn dates(publish: &str, closes: &str) -> Fields {
    let month = |day: &str| if day.is_empty() { ("", "") } else { ("12", "2026") };
    fields(&[
        ("publish_day", publish),
        ("publish_month", month(publish).0),
        ("publish_year", month(publish).1),
        ("closes_day", closes),
        ("closes_month", "12"),
        ("closes_year", "2026"),
        ("zone", "Europe/Zurich"),
    ])
}

/// Saves a part over whatever stands there.
pub async fn put(services: &Services, actor: &Actor, id: &str, part: Part, fields: Fields) {
    let form = Form::Vacancy(id.into(), part);
    let base = services.open_form(actor, &form).await.unwrap().saved.version;
    services.post_draft(actor, Save::posted(form, base, fields), true).await.unwrap();
}

pub async fn write(services: &Services, actor: &Actor, id: &str, title: &str, dates: Fields) {
    services.begin_vacancy(actor, id, Category::DevelopmentCooperation).await.unwrap();
    put(services, actor, id, Part::Basics, basics()).await;
    put(services, actor, id, Part::TextEn, text(title)).await;
    put(services, actor, id, Part::Dates, dates).await;
}

pub async fn step(services: &Services, actor: &Actor, id: &str, step: Step) -> Result<(), Error> {
    let edition = services.vacancy_file(actor, id, Lang::En).await.unwrap().edition;
    services.take_step(actor, id, step, edition).await
}

pub async fn published(services: &Services, actor: &Actor, id: &str, title: &str) -> String {
    write(services, actor, id, title, dates("", "10")).await;
    step(services, actor, id, Step::Publish).await.unwrap();
    services.vacancy_file(actor, id, Lang::En).await.unwrap().slug
}

pub async fn stage(services: &Services, actor: &Actor, id: &str) -> Stage {
    services.vacancy_file(actor, id, Lang::En).await.unwrap().row.stage
}

pub async fn extend(services: &Services, actor: &Actor, id: &str, day: &str) -> Result<(), Error> {
    let form = Form::Vacancy(id.into(), Part::Extension);
    let base = services.open_form(actor, &form).await.unwrap().saved.version;
    let fields = fields(&[("closes_day", day), ("closes_month", "12"), ("closes_year", "2026")]);
    services.extend_vacancy(actor, Save::posted(form, base, fields)).await
}

/// Ana, who has a profile and has applied.
pub async fn applicant(services: &Services, slug: &str) -> (Actor, String) {
    let ana = holder(services, &member(services, ANA).await).await;
    fill_profile(services, &ana).await;
    let id = apply(services, &ana, slug).await;
    mails(services).await;
    (ana, id)
}
