//! Fields that belong together.

use leptos::prelude::*;

/// A group of fields with a heading that is said with each of them.
#[component]
pub fn Fieldset(
    #[prop(into)] legend: String,
    /// A sentence on the whole group; empty: none.
    #[prop(optional, into)]
    hint: String,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {children()}
        </fieldset>
    }
}
