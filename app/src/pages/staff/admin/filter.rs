//! The words that a list of the administrators' is filtered by.

use crate::texts::use_texts;
use leptos::prelude::*;

/// A form that asks a list's page, at an address, for what has these words.
#[component]
pub(super) fn Filter(action: String, label: &'static str, sought: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <form method="get" action=action class="filters wide" role="search">
            <div>
                <label for="q">{label}</label>
                <input id="q" name="q" type="search" value=sought/>
            </div>
            <button type="submit" class="button secondary">{t.staff_filter()}</button>
        </form>
    }
}
