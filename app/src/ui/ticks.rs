//! A choice from a few answers, all in sight: of one (radios) or of several (tick boxes).

use super::{Answer, GroupFrame, ReadOnlyAnswers};
use crate::{at_once::Erase, form::use_form};
use leptos::prelude::*;

/// Radios of the form that they stand in.
#[component]
pub fn Radios(
    name: &'static str,
    answers: Vec<Answer>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    /// Beside each other: for two or three short answers.
    #[prop(optional)]
    inline: bool,
    #[prop(optional)] disabled: bool,
    /// Shows the answer and keeps it.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    view! { <Group kind="radio" name answers required hint asked_in inline disabled readonly/> }
}

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
    view! { <Group kind="checkbox" name answers required hint asked_in=None inline=false disabled readonly/> }
}

#[component]
fn Group(
    kind: &'static str,
    name: &'static str,
    answers: Vec<Answer>,
    required: bool,
    hint: String,
    asked_in: Option<&'static str>,
    inline: bool,
    disabled: bool,
    readonly: bool,
) -> impl IntoView {
    if readonly {
        return view! { <ReadOnlyAnswers name answers required hint/> }.erase();
    }
    let text = use_form().field(name).text.get_untracked();
    let ticks: Vec<_> = answers
        .into_iter()
        .enumerate()
        .map(|(place, answer)| tick(kind, name, place, answer, &text, disabled))
        .collect();
    view! {
        <GroupFrame name required hint asked_in>
            <div class="ticks" class:ticks-inline=inline>{ticks}</div>
        </GroupFrame>
    }
    .erase()
}

/// One answer of a group with its label. The first has the group's name as its id, so that links to the field find it.
fn tick(
    kind: &'static str,
    name: &'static str,
    place: usize,
    answer: Answer,
    text: &str,
    disabled: bool,
) -> impl IntoView + use<> {
    let id = if place == 0 { name.to_owned() } else { format!("{name}-{}", place + 1) };
    let hint_id = (!answer.hint.is_empty()).then(|| format!("{id}-answer-hint"));
    let checked = answer.is_in(text);
    view! {
        <div class="tick">
            <input id=id.clone() type=kind name=name value=answer.value checked=checked disabled=disabled
                aria-describedby=hint_id.clone()/>
            <label for=id lang=answer.lang>{answer.label}</label>
            {hint_id.map(|id| view! { <p class="hint" id=id>{answer.hint}</p> })}
        </div>
    }
}
