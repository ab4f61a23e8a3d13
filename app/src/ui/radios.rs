//! A choice of one from a few, all in sight.

use super::{Answer, GroupFrame, ReadOnlyAnswers, tick};
use crate::at_once::Erase;
use crate::form::use_form;
use leptos::prelude::*;

/// Radios of the form that they stand in.
#[component]
pub fn Radios(
    name: &'static str,
    answers: Vec<Answer>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// Beside each other: for two or three short answers.
    #[prop(optional)]
    inline: bool,
    #[prop(optional)] disabled: bool,
    /// Shows the answer and keeps it.
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
        .map(|(place, answer)| tick::tick("radio", name, place, answer, &text, disabled))
        .collect();
    view! {
        <GroupFrame name required hint>
            <div class="ticks" class:ticks-inline=inline>{ticks}</div>
        </GroupFrame>
    }
    .erase()
}
