//! A one-line text field.

use super::{FieldFrame, field::described};
use crate::form::use_form;
use leptos::prelude::*;

/// A one-line text field of the form that it stands in.
#[component]
pub fn TextField(
    /// The field's name in the draft.
    name: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    /// What is taken, in the page's language; empty: nothing is said of it.
    #[prop(optional, into)]
    limit: String,
    /// The kind of input: `text`, `email`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in (WCAG 1.3.5).
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The keyboard that a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// How many characters wide it looks: the length that is expected, not a limit.
    #[prop(optional)]
    width: Option<u8>,
    /// The language of the text, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView {
    let field = use_form().field(name);
    let (hinted, limited) = (!hint.is_empty(), !limit.is_empty());
    view! {
        <FieldFrame name required hint asked_in>
            {limited.then(|| view! { <p class="hint" id=format!("{name}-counter")>{limit}</p> })}
            <input
                {..described(name, hinted, limited)}
                id=name
                name=name
                type=kind
                class=width.map(|width| format!("width-{width}"))
                value=field.text.get_untracked()
                autocomplete=autocomplete
                inputmode=inputmode
                lang=lang
                dir="auto"
                disabled=disabled
                readonly=readonly
            />
        </FieldFrame>
    }
}
