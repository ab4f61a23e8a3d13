//! Facts as term and value, with a way to change them.

use crate::texts::use_texts;
use leptos::prelude::*;

/// A list of [`SummaryRow`]s.
#[component]
pub fn SummaryList(children: Children) -> impl IntoView {
    view! { <dl class="summary-list">{children()}</dl> }
}

/// A term and its value. Line breaks of a text are kept.
#[component]
pub fn SummaryRow(
    #[prop(into)] term: String,
    /// The page where it is changed; empty: it is not.
    #[prop(optional, into)]
    change: String,
    /// The language of the term, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let link = (!change.is_empty()).then(|| {
        view! {
            <dd class="summary-change">
                <a href=change>{t.site_change()}<span class="visually-hidden">" – " <span lang=lang>{term.clone()}</span></span></a>
            </dd>
        }
    });
    view! {
        <div class="summary-row">
            <dt lang=lang>{term}</dt>
            <dd>{children()}</dd>
            {link}
        </div>
    }
}
