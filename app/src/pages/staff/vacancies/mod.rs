//! Vacancies as HRD writes, publishes and changes them.

mod applicant;
mod applicants;
mod begin;
mod file;
pub(crate) mod labels;
mod list;
mod part;
mod preview;
mod questions;
mod step;

pub use applicant::ApplicantPage;
pub use applicants::ApplicantsPage;
pub use begin::NewPage;
pub use file::FilePage;
pub use list::DeskPage;
pub use questions::QuestionPage;

use crate::{
    at_once::Erase,
    pages::{NotFound, parameter, query},
    texts::Texts,
};
use leptos::prelude::*;
use model::{
    address::with,
    choice::Choice,
    vacancy::{draft::Part, life::Step},
};

/// The edition that the person has seen of a vacancy, where the address says so: a step is taken on that.
fn seen() -> Option<i64> {
    query("edition").parse().ok()
}

/// The page at `/staff/vacancies/{id}/{part}`: the form of a part, a step's question, or the preview.
#[component]
pub fn PartOrStep() -> impl IntoView {
    let (id, name) = (parameter("id"), parameter("part"));
    move || {
        let (id, name) = (id(), name());
        match (Part::parse(&name), Step::parse(&name)) {
            (Some(Part::Questions), _) => view! { <questions::QuestionsPage id/> }.erase(),
            (Some(part), _) => view! { <part::PartPage id part/> }.erase(),
            (_, Some(step)) if step != Step::Extend => view! { <step::StepPage id step/> }.erase(),
            _ if name == "preview" => view! { <preview::PreviewPage id/> }.erase(),
            _ => view! { <NotFound/> }.erase(),
        }
    }
}

/// The address of a vacancy's page, or of one below it, for who has seen this edition.
fn address_seen(t: Texts, id: &str, below: &str, edition: i64) -> String {
    with(&address(t, id, below), &[("edition", &edition.to_string())])
}

/// The address of a vacancy's page, or of one below it.
fn address(t: Texts, id: &str, below: &str) -> String {
    let slash = if below.is_empty() { "" } else { "/" };
    t.0.address(&format!("/staff/vacancies/{id}{slash}{below}"))
}
