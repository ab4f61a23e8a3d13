//! A choice of one from a long list; for seven answers or fewer, radios are easier.

use super::{Answer, FieldFrame, ReadOnlyAnswers, field::described};
use crate::{at_once::Erase, form::use_form, texts::use_texts};
use leptos::prelude::*;

/// A select of the form that it stands in. Its first line, "Choose…", is no answer.
#[component]
pub fn Select(
    name: &'static str,
    answers: Vec<Answer>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    /// What a browser may fill in (WCAG 1.3.5).
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    #[prop(optional)] disabled: bool,
    /// Shows the answer and keeps it.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    if readonly {
        return view! { <ReadOnlyAnswers name answers required hint/> }.erase();
    }
    let t = use_texts();
    let field = use_form().field(name);
    let hinted = !hint.is_empty();
    let text = field.text.get_untracked();
    let options: Vec<_> = answers
        .into_iter()
        .map(|answer| {
            let selected = !text.is_empty() && answer.is_in(&text);
            view! { <option value=answer.value selected=selected lang=answer.lang>{answer.label}</option> }
        })
        .collect();
    view! {
        <FieldFrame name required hint asked_in>
            <select
                {..described(name, hinted, false)}
                id=name
                name=name
                autocomplete=autocomplete
                disabled=disabled
            >
                <option value="">{t.form_choose()}</option>
                {options}
            </select>
        </FieldFrame>
    }
    .erase()
}
