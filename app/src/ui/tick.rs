//! One radio or tick box of a group.

use super::Answer;
use leptos::prelude::*;

/// One answer of a group with its label. The first has the group's name as its id, so that links to the field find it.
pub(super) fn tick(
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
            <label for=id>{answer.label}</label>
            {hint_id.map(|id| view! { <p class="hint" id=id>{answer.hint}</p> })}
        </div>
    }
}
