//! Saving a vacancy: a plain form, with and without WebAssembly.

use crate::{
    api::search::is_saved,
    at_once::Erase,
    pages::{Load, loading},
    texts::{Texts, use_texts},
    ui::Still,
    viewer::use_viewer,
};
use leptos::prelude::*;
use model::account::Role;

/// The sign of the button.
const STAR: &str = "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z";

/// Whether who reads the page is shown [`star`]: candidates, and visitors, who may be some.
pub(super) fn is_starred() -> bool {
    use_viewer().is_none_or(|viewer| viewer.is(Role::Candidate))
}

/// A button that saves a vacancy or takes it off, for candidates; visitors it leads to the page for signing in, and back to `back`.
pub(super) fn star(t: Texts, slug: &str, title: &str, saved: bool, back: &str) -> Still {
    let (does, words) = if saved { ("unsave", t.find_unsave()) } else { ("save", t.find_save()) };
    let sign = Still::new("svg")
        .attr("viewBox", "0 0 24 24")
        .attr("width", "20")
        .attr("height", "20")
        .attr("aria-hidden", "true")
        .child(Still::new("path").attr("d", STAR));
    let button = Still::of("button", if saved { "star-button star-saved" } else { "star-button" })
        .attr("name", "action")
        .attr("value", does)
        .attr("aria-label", &format!("{words}: {title}"))
        .child(sign)
        .text(words);
    Still::of("form", "star screen-only")
        .attr("method", "post")
        .attr("action", &t.0.address(&format!("/vacancies/{slug}/save")))
        .child(Still::new("input").attr("type", "hidden").attr("name", "next").attr("value", back))
        .child(button)
}

/// [`star`] on the notice of a vacancy, which asks by itself whether it is saved.
#[component]
pub fn NoticeStar(slug: String, title: String) -> impl IntoView {
    let t = use_texts();
    let back = t.0.address(&format!("/vacancies/{slug}"));
    if !is_starred() {
        return ().into_any();
    }
    if use_viewer().is_none() {
        return star(t, &slug, &title, false, &back).view();
    }
    let asked = slug.clone();
    let saved = loading(|| (), move |()| is_saved(asked.clone()));
    let view = move |saved| star(t, &slug, &title, saved, &back).view();
    view! { <Load resource=saved view=view quiet=true/> }.erase()
}
