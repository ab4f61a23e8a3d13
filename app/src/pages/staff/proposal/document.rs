//! The text of a proposal, field by field, to be read on a page.

use super::labels;
use crate::{
    api::proposal::TextPage,
    at_once::Erase,
    texts::{Texts, use_texts},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    list,
    proposal::{
        desk::Text,
        draft::{Part, is_list},
    },
};

/// The document: a heading for each part, and under it what `field` makes of each of its fields.
#[component]
pub fn Document(field: impl Fn(&'static str) -> AnyView) -> impl IntoView {
    let t = use_texts();
    let parts: Vec<_> = Part::DOCUMENT
        .into_iter()
        .map(|part| {
            let fields: Vec<_> = part.fields().iter().map(|(name, _)| field(name)).collect();
            view! { <section id=part.slug()><h2>{labels::part(t, part)}</h2>{fields}</section> }
        })
        .collect();
    view! { <div class="document">{parts}</div> }
}

/// A field with what stands in it.
#[component]
pub fn FieldText(name: &'static str, page: StoredValue<TextPage>) -> impl IntoView {
    let t = use_texts();
    page.with_value(|page| view! { <h3>{labels::field(t, name)}</h3> {said(t, page, name)} })
}

/// What stands in a field: a list, paragraphs, or a value in words.
fn said(t: Texts, page: &TextPage, name: &str) -> AnyView {
    let Text { draft, office, .. } = &page.text;
    let typed = draft.get(name);
    let lang = t.other(draft.language());
    if typed.trim().is_empty() && name != "renewable" {
        return view! { <p class="hint">{t.proposal_empty()}</p> }.erase();
    }
    if is_list(name) {
        let items: Vec<_> = list::items(typed).into_iter().map(|item| view! { <li>{item}</li> }).collect();
        return view! { <ul lang=lang dir="auto">{items}</ul> }.erase();
    }
    if name == "office" {
        return view! { <p lang=lang>{office.clone()}</p> }.erase();
    }
    let words = labels::value(t, &page.countries, &[], name, typed);
    // What is chosen is in the reader's words, what is typed in the writer's.
    let lang = lang.filter(|_| words == typed);
    view! { <p class="typed" lang=lang dir="auto">{words}</p> }.erase()
}
