//! The first stop of the keyboard: past the header, to what the page is for.

use super::Still;
use crate::texts::use_texts;
use leptos::prelude::*;

/// A link to the main part of the page, seen when it has the focus.
#[component]
pub fn SkipLink() -> impl IntoView {
    let link = Still::of("a", "skip-link").attr("href", "#main").attr("rel", "external");
    link.text(use_texts().site_skip()).view()
}
