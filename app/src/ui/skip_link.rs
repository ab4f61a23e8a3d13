//! The first stop of the keyboard: past the header, to what the page is for.

use crate::texts::use_texts;
use leptos::prelude::*;

/// A link to the main part of the page, seen when it has the focus.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#main" rel="external">{use_texts().site_skip()}</a> }
}
