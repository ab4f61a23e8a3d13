//! Saving a vacancy: a plain form, with and without WebAssembly.

use crate::{
    api::search::is_saved,
    at_once::Erase,
    pages::{Load, loading},
    texts::use_texts,
    viewer::use_viewer,
};
use leptos::prelude::*;
use model::account::Role;

/// A button that saves a vacancy or takes it off, for candidates; visitors it leads to the page for signing in, and back.
#[component]
pub fn Star(
    slug: String,
    title: String,
    saved: bool,
    /// The address to come back to.
    back: String,
) -> impl IntoView {
    let t = use_texts();
    let may = use_viewer().is_none_or(|viewer| viewer.is(Role::Candidate));
    may.then(|| {
        let action = t.0.address(&format!("/vacancies/{slug}/save"));
        let (does, words) = if saved { ("unsave", t.find_unsave()) } else { ("save", t.find_save()) };
        view! {
            <form class="star screen-only" method="post" action=action>
                <input type="hidden" name="next" value=back/>
                <button class="star-button" class:star-saved=saved name="action" value=does aria-label=format!("{words}: {title}")>
                    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                        <path d="M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>
                    </svg>
                    {words}
                </button>
            </form>
        }
    })
}

/// [`Star`] on the notice of a vacancy, which asks by itself whether it is saved.
#[component]
pub fn NoticeStar(slug: String, title: String) -> impl IntoView {
    let t = use_texts();
    let back = t.0.address(&format!("/vacancies/{slug}"));
    if use_viewer().is_none() {
        return view! { <Star slug title saved=false back/> }.erase();
    }
    let asked = slug.clone();
    let saved = loading(|| (), move |()| is_saved(asked.clone()));
    let star = move |saved| view! { <Star slug=slug.clone() title=title.clone() saved back=back.clone()/> };
    view! { <Load resource=saved view=star quiet=true/> }.erase()
}
