//! A field of several lines, with a count of the characters that are left.

use super::{FieldFrame, field::described, use_alive};
#[cfg(feature = "hydrate")]
use crate::form::Later;
use crate::{dates, form::use_form, texts::use_texts};
use leptos::prelude::*;
use model::text::count;

/// A field of several lines of the form that it stands in. With `most`, it says how many characters are left or too many:
/// at once for the eye, after a pause for a screen reader. Nothing is cut.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    /// The most UTF-16 code units; 0: no limit of its own.
    #[prop(optional)]
    most: usize,
    #[prop(default = 6)] rows: u8,
    /// The language of the text, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView {
    let field = use_form().field(name);
    let hinted = !hint.is_empty();
    let counted = most > 0;
    view! {
        <FieldFrame name required hint asked_in>
            <textarea
                {..described(name, hinted, counted)}
                id=name
                name=name
                rows=rows
                lang=lang
                dir="auto"
                disabled=disabled
                readonly=readonly
                inner_html=typed(&field.text.get_untracked())
            ></textarea>
            {counted.then(|| view! { <CharacterCount name text=field.text most/> })}
        </FieldFrame>
    }
}

/// Text as the content of a `<textarea>`: leptos 0.8 does not escape it there. In a document, HTML drops a line feed at the
/// beginning, so the server puts one there; where the browser makes the element itself, none is dropped.
pub(crate) fn typed(text: &str) -> String {
    let dropped = if cfg!(feature = "hydrate") { "" } else { "\n" };
    format!("{dropped}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// How long typing must pause before a screen reader is told the count: GOV.UK's second.
#[cfg(feature = "hydrate")]
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// GOV.UK's character count: without WebAssembly the limit in words, which then stays as the field's description; with it,
/// the count for the eye at once, and for a screen reader once typing pauses.
#[component]
fn CharacterCount(name: &'static str, text: RwSignal<String>, most: usize) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let left = Memo::new(move |_| most as i64 - text.with(|text| count(text)) as i64);
    let message = move |left: i64| {
        if left < 0 { t.form_over(left.unsigned_abs()) } else { t.form_left(left.unsigned_abs()) }
    };
    let spoken = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    {
        let later = Later::new();
        Effect::new(move |first: Option<()>| {
            left.track();
            if first.is_some() {
                later.put_off(PAUSE, move || spoken.set(message(left.get_untracked())));
            }
        });
    }
    view! {
        <p class="counter" class:visually-hidden=alive id=format!("{name}-counter")>{t.form_up_to(dates::number(t.0, most as u32))}</p>
        <p class="counter" class:counter-over=move || left.get() < 0 aria-hidden="true" hidden=move || !alive.get()>
            {move || message(left.get())}
        </p>
        <p class="visually-hidden" aria-live="polite">{spoken}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_text_cannot_end_its_field() {
        assert_eq!(typed("</textarea><script>&"), "\n&lt;/textarea>&lt;script>&amp;");
    }
}
