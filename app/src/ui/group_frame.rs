//! What stands around a field of several controls: a legend in place of the label.

use super::field::{FieldError, RequiredMark, described_by};
use crate::form::use_form;
use leptos::prelude::*;

/// The frame of a field with several controls, the first of which has the id `name`: legend, hint, error, controls. A
/// screen reader says the hint and the error when it enters the group.
#[component]
pub fn GroupFrame(
    name: &'static str,
    #[prop(optional)] required: bool,
    /// A sentence on what is expected; empty: none.
    #[prop(optional, into)]
    hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    /// Whether the group is one answer in parts, as a date is: its problem is said once all of it is left.
    #[prop(optional)]
    parts: bool,
    children: Children,
) -> impl IntoView {
    let form = use_form();
    let problem = form.field(name).problem;
    let hinted = !hint.is_empty();
    view! {
        <fieldset
            class="field"
            class:field-error=move || problem.with(Option::is_some)
            data-group=parts.then_some(name)
            aria-describedby=move || described_by(name, hinted, false, problem.with(Option::is_some))
        >
            <legend><span lang=asked_in>{form.name(crate::texts::use_texts(), name)}</span><RequiredMark required/></legend>
            {hinted.then(|| view! { <p class="hint" id=format!("{name}-hint") lang=asked_in>{hint}</p> })}
            <FieldError name/>
            {children()}
        </fieldset>
    }
}
