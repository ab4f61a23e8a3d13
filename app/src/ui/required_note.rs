//! Explains the red star at the top of a form.

use crate::texts::use_texts;
use leptos::prelude::*;

/// "Fields marked with a red star are required."
#[component]
pub fn RequiredNote() -> impl IntoView {
    view! { <p class="required-note"><span class="required" aria-hidden="true">"* "</span>{use_texts().form_required_note()}</p> }
}
