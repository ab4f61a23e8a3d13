//! Somebody who has filled in every field there is, and applied: for stories about what is kept of a person.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses a part of it")]

use model::{
    application::Submission,
    choice::Choice,
    form::{Fields, Form, Save},
    language::Lang,
    profile::Section,
};
use serde_json::json;
use services::{Actor, Services};

/// Stands in every field that takes a text, in names and in addresses: nothing else of a database does.
pub const MARK: &str = "zq7marker";

/// What fields take that take no text of one's own.
const TAKEN: &[(&str, &str)] = &[
    ("birth_day", "1"),
    ("birth_month", "2"),
    ("birth_year", "1990"),
    ("gender", "own"),
    ("nationality", "PE"),
    ("other_nationality", "FR"),
    ("residence", "CH"),
    ("phone", "+41 22 000 00 00"),
    ("relatives", "yes"),
    ("served", "yes"),
    ("country", "PE"),
    ("sector", "public"),
    ("kind", "employment"),
    ("from_month", "1"),
    ("from_year", "2015"),
    ("to_month", "12"),
    ("to_year", "2020"),
    ("ended_month", "2"),
    ("ended_year", "2021"),
    ("current", "yes"),
    ("share", "80"),
    ("international", "yes"),
    ("supervised", "3"),
    ("area", "statistics"),
    ("depth", "expert"),
    ("years", "9"),
    ("last_year", "2025"),
    ("level", "masters-degree"),
    ("completion", "obtained"),
    ("language", "es"),
    ("reading", "advanced"),
    ("writing", "advanced"),
    ("speaking", "advanced"),
    ("understanding", "advanced"),
    ("done_month", "1"),
    ("done_year", "2020"),
    ("published_year", "2020"),
    ("link", "https://example.org/zq7marker"),
    ("referee_email", "zq7marker@example.com"),
    ("mobility", "some-places"),
    ("source", "other"),
    ("declare_truth", "yes"),
    ("declare_conduct", "yes"),
    ("declare_checks", "yes"),
    ("signed_day", "1"),
    ("signed_month", "2"),
    ("signed_year", "2026"),
    ("third_nationality", ""),
    ("fields", "wages"),
];

/// Something in every field of a form.
pub fn filled(form: &Form) -> Fields {
    let text = |name: &str| {
        let taken = TAKEN.iter().find(|(taken, _)| *taken == name).map(|(_, text)| *text);
        taken.unwrap_or(MARK).to_owned()
    };
    Fields(form.fields().into_iter().map(|name| (name.to_owned(), text(name))).collect())
}

/// Fills in every field of the profile, with one entry in each list.
pub async fn fill_profile(services: &Services, actor: &Actor) {
    for section in Section::ALL {
        let form =
            if section.is_list() { Form::Entry(*section, "entry-1".into()) } else { Form::Section(*section) };
        let save = Save::posted(form.clone(), 0, filled(&form));
        services.post_draft(actor, save, true).await.unwrap_or_else(|error| panic!("{form}: {error}"));
    }
}

/// Imports a vacancy under a number as `DC/OPEN/2026/01`, open from 20 November 2026 to a day.
pub async fn vacancy(services: &Services, number: &str, closes_on: &str) {
    let text = json!({ "title": format!("Officer of {number}"), "overview": "Count.", "duties": ["Count."] });
    let vacancy = json!({
        "number": number, "category": "international", "grade": "P3", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": closes_on, "department": "STAT",
        "duty_station": { "city": "Geneva", "country": "CH" }, "original_language": "en", "texts": { "en": text },
    });
    let file = json!({ "vacancies": [vacancy] }).to_string();
    services.import_vacancies(&Actor::operator(), &file).await.unwrap();
}

/// Applies for a vacancy, and gives the application's id.
pub async fn apply(services: &Services, actor: &Actor, number: &str) -> String {
    let slug = model::vacancy::slug(number);
    let form = Form::Application(slug.clone());
    let save = Save::posted(form.clone(), 0, filled(&form));
    services.post_draft(actor, save, true).await.unwrap();
    let review = services.review_application(actor, &slug, Lang::En).await.unwrap();
    let submission = Submission { seen: review.seen, key: review.key, truthful: true };
    services.apply(actor, &slug, &submission, Lang::En).await.unwrap().id
}
