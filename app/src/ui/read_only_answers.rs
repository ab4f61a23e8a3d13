//! A choice that cannot be changed: HTML has no read-only select, radio or tick box, and a disabled one is not posted.

use super::{Answer, FieldFrame, field::described, text_area::typed};
use crate::{form::use_form, texts::use_texts};
use leptos::prelude::*;

/// The chosen answers in words, which the keyboard reaches and which can be copied, and as hidden fields, which are posted.
#[component]
pub(super) fn ReadOnlyAnswers(
    name: &'static str,
    answers: Vec<Answer>,
    required: bool,
    hint: String,
) -> impl IntoView {
    let t = use_texts();
    let hinted = !hint.is_empty();
    let text = use_form().field(name).text.get_untracked();
    let chosen: Vec<Answer> = answers.into_iter().filter(|answer| answer.is_in(&text)).collect();
    let words = chosen.iter().map(|answer| answer.label.as_ref()).collect::<Vec<_>>().join("\n");
    let words = if words.is_empty() { t.form_empty().to_owned() } else { words };
    let rows = words.lines().count().to_string();
    let kept: Vec<_> = chosen
        .into_iter()
        .map(|answer| view! { <input type="hidden" name=name value=answer.value/> })
        .collect();
    view! {
        <FieldFrame name required hint>
            <textarea id=name class="answers" rows=rows readonly=true inner_html=typed(&words) {..described(name, hinted, false)}></textarea>
            {kept}
        </FieldFrame>
    }
}
