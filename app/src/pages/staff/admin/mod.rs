//! What administrators look after: the organisation, and the areas of expertise.

mod areas;
mod filter;
mod list;
mod names;
mod office;
mod partners;
mod stale;

pub use areas::{AreaPage, AreasPage, NewAreaPage};
pub use list::OrganisationPage;
pub use office::{NewOfficePage, OfficePage};
pub use partners::PartnersPage;

use crate::{
    api::{ApiError, area, organisation},
    at_once::Erase,
    pages::Refused,
    texts::{Texts, use_texts},
    ui::{Breadcrumbs, PageTitle},
    viewer::use_viewer,
};
use leptos::prelude::*;
use model::account::Role;

/// The address of a list's page, or of one below it.
fn below(t: Texts, list: &str, page: &str) -> String {
    let slash = if page.is_empty() { "" } else { "/" };
    t.0.address(&format!("{list}{slash}{page}"))
}

/// The address of the organisation's page, or of one below it.
fn address(t: Texts, page: &str) -> String {
    below(t, organisation::LIST, page)
}

/// The pages above those that administrators look after, down to their own.
fn above(t: Texts) -> Vec<(String, String)> {
    vec![
        (t.staff_title().to_owned(), t.0.address("/staff")),
        (t.staff_admin().to_owned(), t.0.address("/staff/admin")),
    ]
}

/// The page at `/staff/admin`: the ways to what administrators look after.
#[component]
pub fn AdminPage() -> impl IntoView {
    let t = use_texts();
    match use_viewer() {
        None => return view! { <Refused error=ApiError::SignedOut/> }.erase(),
        Some(viewer) if viewer.statement_due => {
            return view! { <Refused error=ApiError::StatementDue/> }.erase();
        }
        Some(viewer) if !viewer.is(Role::Administrator) => {
            return view! { <Refused error=ApiError::Forbidden/> }.erase();
        }
        Some(_) => {}
    }
    let rows = [
        (address(t, ""), t.organisation_title(), t.organisation_about()),
        (address(t, "partners"), t.organisation_partners(), t.organisation_partners_about()),
        (below(t, area::LIST, ""), t.areas_title(), t.areas_about()),
    ];
    let rows = rows.map(|(href, title, about)| {
        view! { <li><div><a href=href>{title}</a><p class="hint">{about}</p></div></li> }
    });
    view! {
        <Breadcrumbs above=above(t).into_iter().take(1).collect()/>
        <PageTitle title=t.staff_admin()/>
        <p class="lead">{t.staff_admin_lead()}</p>
        <ul class="rows">{Vec::from(rows)}</ul>
    }
    .erase()
}
