//! A choice of several.

use super::{Answer, GroupFrame, ReadOnlyAnswers, tick};
use crate::at_once::Erase;
use crate::form::use_form;
use leptos::prelude::*;

/// Tick boxes of the form that they stand in. The field's text holds the chosen values, a line each.
#[component]
pub fn Checkboxes(
    name: &'static str,
    answers: Vec<Answer>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    /// Shows the answers and keeps them.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    if readonly {
        return view! { <ReadOnlyAnswers name answers required hint/> }.erase();
    }
    let text = use_form().field(name).text.get_untracked();
    let ticks: Vec<_> = answers
        .into_iter()
        .enumerate()
        .map(|(place, answer)| tick::tick("checkbox", name, place, answer, &text, disabled))
        .collect();
    view! {
        <GroupFrame name required hint>
            <div class="ticks">{ticks}</div>
        </GroupFrame>
    }
    .erase()
}
