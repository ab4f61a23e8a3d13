//! Where somebody stands in the organisation: what their roles are for.

use crate::{
    api::organisation::read_standing,
    at_once::Erase,
    pages::{Load, loading, public::vacancy_words as words},
    texts::{use_lang, use_texts},
    ui::{SummaryList, SummaryRow},
};
use leptos::prelude::*;
use model::organisation::{Office, Standing};

/// The offices and regions of whoever is signed in, for the roles that need some.
#[component]
pub(super) fn YourPlace() -> impl IntoView {
    let lang = use_lang();
    let standing = loading(|| (), move |()| read_standing(lang));
    view! { <Load resource=standing view=|standing| view! { <Place standing/> } quiet=true/> }
}

#[component]
fn Place(standing: Standing) -> impl IntoView {
    let t = use_texts();
    let Standing { directs, member_of, partner_of } = standing;
    let named = |offices: Vec<Office>| -> Vec<String> {
        offices.into_iter().map(|office| format!("{} – {}", office.code, office.name)).collect()
    };
    let regions = partner_of.into_iter().map(|region| words::region(t, region).to_owned()).collect();
    let rows: Vec<_> = [
        (t.organisation_standing_directs(), named(directs)),
        (t.organisation_standing_member(), named(member_of)),
        (t.organisation_standing_partner(), regions),
    ]
    .into_iter()
    .filter(|(_, places)| !places.is_empty())
    .map(|(term, places)| view! { <SummaryRow term>{places.join("\n")}</SummaryRow> })
    .collect();
    view! {
        <h2>{t.organisation_standing()}</h2>
        {if rows.is_empty() {
            view! { <p class="empty">{t.organisation_standing_none()}</p> }.erase()
        } else {
            view! { <SummaryList>{rows}</SummaryList> }.erase()
        }}
    }
}
