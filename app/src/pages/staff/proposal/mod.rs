//! Proposals of JPO vacancies as those on their route write them, read them and decide on them.

mod begin;
mod calls;
mod compare;
mod document;
mod fields;
mod file;
pub(crate) mod labels;
mod list;
mod part;
mod preview;
mod record;
mod remarks;
mod review;
mod route;
mod step;
pub(crate) mod turns;

pub use begin::NewPage;
pub use calls::{CallPage, CallsPage};
pub use file::FilePage;
pub use list::ListPage;

use crate::{
    at_once::Erase,
    pages::{NotFound, parameter},
    texts::Texts,
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    proposal::{Action, State, desk::Row, draft::Part},
};

/// The page at `/staff/proposals/{id}/{part}`: the form of a part, the question before a step, or what is read and decided there.
#[component]
pub fn PartOrStep() -> impl IntoView {
    let (id, name) = (parameter("id"), parameter("part"));
    move || {
        let (id, name) = (id(), name());
        match (name.as_str(), Part::parse(&name), Action::parse(&name)) {
            (_, Some(part), _) => view! { <part::PartPage id part/> }.erase(),
            (_, _, Some(action @ (Action::Submit | Action::Withdraw | Action::Fill))) => {
                view! { <step::StepPage id action/> }.erase()
            }
            ("preview", ..) => view! { <preview::PreviewPage id/> }.erase(),
            ("review", ..) => view! { <review::ReviewPage id/> }.erase(),
            ("compare", ..) => view! { <compare::ComparePage id/> }.erase(),
            ("comments", ..) => view! { <remarks::FirstPage id/> }.erase(),
            _ => view! { <NotFound/> }.erase(),
        }
    }
}

/// The address of a proposal's page, or of one below it.
fn address(t: Texts, id: &str, below: &str) -> String {
    let slash = if below.is_empty() { "" } else { "/" };
    t.0.address(&format!("/staff/proposals/{id}{slash}{below}"))
}

/// The address that a list leads to: what was returned opens at what was said of it.
fn opened_at(t: Texts, row: &Row) -> String {
    address(t, &row.id, if row.state == State::Returned { "comments" } else { "" })
}

/// What a proposal is called, also before it has a title.
fn title(t: Texts, row: &Row) -> String {
    if row.title.is_empty() { t.proposal_untitled().to_owned() } else { row.title.clone() }
}

/// The language of its title, where that is not the page's.
fn title_lang(t: Texts, row: &Row) -> Option<&'static str> {
    (!row.title.is_empty()).then(|| t.other(row.lang)).flatten()
}
