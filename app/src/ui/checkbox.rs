//! A single tick box: something is so, or is agreed to.

use super::field::{FieldError, RequiredMark, described};
use crate::{form::use_form, texts::use_texts};
use leptos::prelude::*;

/// A single tick box of the form that it stands in; the field's text is `yes` or empty.
#[component]
pub fn Checkbox(
    name: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] disabled: bool,
    /// Shows the answer and keeps it.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    let t = use_texts();
    let form = use_form();
    let field = form.field(name);
    let hinted = !hint.is_empty();
    let checked = field.text.with_untracked(|text| !text.is_empty());
    // A read-only tick box is a disabled one with a hidden field that is posted in its place.
    let kept = (readonly && checked).then(|| view! { <input type="hidden" name=name value="yes"/> });
    view! {
        <div class="field" class:field-error=move || field.problem.with(Option::is_some)>
            <FieldError name/>
            <div class="ticks"><div class="tick">
                <input
                    {..described(name, hinted, false)}
                    id=name
                    type="checkbox"
                    name=(!readonly).then_some(name)
                    value="yes"
                    checked=checked
                    disabled=disabled || readonly
                />
                <label for=name>{form.name(t, name)}<RequiredMark required/></label>
                {hinted.then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            </div></div>
            {kept}
        </div>
    }
}
