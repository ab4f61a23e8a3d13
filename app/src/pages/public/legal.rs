//! Accessibility statement, privacy notice, terms of use.

use crate::{
    api::legal::{Legal, read_legal},
    at_once::Erase,
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{PageTitle, Prose},
};
use leptos::prelude::*;

/// How accessible the site is, and what to do where it is not.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    legal(Legal::Accessibility, use_texts().site_accessibility())
}

/// What the site keeps about those who visit it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    legal(Legal::Privacy, use_texts().site_privacy())
}

/// What holds for those who use the site.
#[component]
pub fn TermsPage() -> impl IntoView {
    legal(Legal::Terms, use_texts().site_terms())
}

fn legal(which: Legal, title: &'static str) -> AnyView {
    let lang = use_lang();
    let text = loading(|| (), move |()| read_legal(which, lang));
    view! {
        <PageTitle title/>
        <Load resource=text view=|text| view! { <Prose text/> }/>
    }
    .erase()
}
