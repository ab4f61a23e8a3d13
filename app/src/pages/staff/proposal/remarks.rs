//! What was said of fields when a proposal was returned: at the fields, and the way to the first of them.

use super::{address, labels};
use crate::{
    api::proposal::read_proposal,
    pages::{Load, go, loading},
    texts::{Texts, use_lang, use_texts},
    ui::PageTitle,
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    proposal::{desk::File, draft::Part, review::Remark},
};

/// The page at `/staff/proposals/{id}/comments`: leads to the first field of which something was said; else to the proposal's page.
#[component]
pub fn FirstPage(id: String) -> impl IntoView {
    let lang = use_lang();
    let asked = id.clone();
    let file = loading(|| (), move |()| read_proposal(asked.clone(), lang));
    let view = move |file: File| {
        let t = use_texts();
        go(&match file.first_remark() {
            Some((part, remark)) => address_of(t, &id, part, &remark.field),
            None => address(t, &id, ""),
        });
        view! { <PageTitle title=t.proposal_returned()/> }
    };
    view! { <Load resource=file view/> }
}

/// The address of what was said of a field.
pub fn address_of(t: Texts, id: &str, part: Part, field: &str) -> String {
    format!("{}#{}", address(t, id, part.slug()), anchor(field))
}

fn anchor(field: &str) -> String {
    format!("remark-{field}")
}

/// What was said of the fields of the form that is open: a context of it.
#[derive(Debug, Clone, Default)]
pub struct Remarks(pub Vec<Remark>);

/// What was said of a field, to stand before it.
#[component]
pub fn SaidOf(field: &'static str) -> impl IntoView {
    let t = use_texts();
    let remarks = use_context::<Remarks>().unwrap_or_default();
    let said = remarks.0.into_iter().find(|remark| remark.field == field);
    said.map(|Remark { text, .. }| {
        view! {
            <div class="remark" id=anchor(field) tabindex="-1" role="note" aria-label=t.proposal_remark()>
                <p class="remark-title">{t.proposal_remark()}": "{labels::field(t, field)}</p>
                <p class="typed">{text}</p>
            </div>
        }
    })
}

/// All that was said of fields, with the way to each.
#[component]
pub fn RemarkLinks(id: String, remarks: Vec<Remark>) -> impl IntoView {
    let t = use_texts();
    let links: Vec<_> = remarks
        .into_iter()
        .filter_map(|remark| {
            let href = address_of(t, &id, Part::of_field(&remark.field)?, &remark.field);
            let name = labels::field(t, &remark.field);
            Some(view! { <li><a href=href>{name}</a>": "<span class="typed">{remark.text}</span></li> })
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul>{links}</ul> })
}
