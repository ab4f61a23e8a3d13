//! A password, shown on request.

use super::{FieldFrame, field::described, use_alive};
use crate::texts::use_texts;
use leptos::{ev, prelude::*};

/// A password field of the form that it stands in. Pasting is allowed; what was typed is never sent back.
#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: String,
    /// `current-password` or `new-password`: what a password manager fills in.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let t = use_texts();
    let hinted = !hint.is_empty();
    let alive = use_alive();
    let shown = RwSignal::new(false);
    // What leaves as plain text, a browser may remember and offer to the next person.
    Effect::new(move || {
        let hide = window_event_listener(ev::submit, move |_| shown.set(false));
        on_cleanup(move || hide.remove());
    });
    view! {
        <FieldFrame name required hint>
            <div class="password">
                <input
                    {..described(name, required, hinted, false)}
                    id=name
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    disabled=disabled
                />
                <button
                    type="button"
                    class="button secondary"
                    hidden=move || !alive.get()
                    aria-controls=name
                    aria-label=move || if shown.get() { t.form_hide_password() } else { t.form_show_password() }
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { t.form_hide() } else { t.form_show() }}
                </button>
            </div>
            <p class="visually-hidden" role="status">
                {move || match (alive.get(), shown.get()) {
                    (true, true) => t.form_password_shown(),
                    _ => "",
                }}
            </p>
        </FieldFrame>
    }
}
