//! Says whether what is typed is saved: for the eye at once, for a screen reader only when it matters.

use crate::{
    form::{Autosave, SaveState},
    texts::{use_lang, use_texts},
    viewer::door_address,
};
use leptos::prelude::*;
use model::profile::ENTRIES_MOST;

/// The id of the status, which gets the focus when a form cannot be submitted because it is not saved.
pub(crate) const SAVE_STATUS: &str = "save-status";

/// The state of saving of a form.
#[component]
pub fn SaveStatus(autosave: Autosave) -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let alive = super::use_alive();
    let words = move || match autosave.state.get() {
        SaveState::Blank => String::new(),
        SaveState::Saved(at) => match clock_time(at, lang.tag()).filter(|_| alive.get()) {
            Some(time) => t.form_saved_at(time),
            None => t.form_saved().into(),
        },
        SaveState::Unsaved => t.form_unsaved().into(),
        SaveState::Saving => t.form_saving().into(),
        SaveState::Away { seconds } => t.form_away(seconds),
        SaveState::SignedOut => t.form_signed_out().into(),
        SaveState::StatementDue => t.form_statement_due().into(),
        SaveState::Full => t.form_full(ENTRIES_MOST),
        SaveState::Stale => t.form_stale_status().into(),
        SaveState::TooLong => t.form_too_long_status().into(),
        SaveState::Gone => t.form_gone().into(),
    };
    // A screen reader hears the first save, and every change between saved and not saved for a reason; not each save.
    let alarm = Memo::new(move |_| {
        matches!(
            autosave.state.get(),
            SaveState::Away { .. }
                | SaveState::SignedOut
                | SaveState::StatementDue
                | SaveState::Full
                | SaveState::Stale
                | SaveState::TooLong
                | SaveState::Gone
        )
    });
    let settled = Memo::new(move |known: Option<&bool>| match autosave.state.get() {
        SaveState::Saved(_) => true,
        SaveState::Unsaved | SaveState::Saving => known.copied().unwrap_or(false),
        _ => false,
    });
    // Another try after another wait is no news.
    let reason = Memo::new(move |_| std::mem::discriminant(&*autosave.state.read()));
    let spoken = move || {
        reason.track();
        if alarm.get() {
            untrack(words)
        } else if settled.get() && autosave.context.touched.get() {
            t.form_saved().to_owned()
        } else {
            String::new()
        }
    };
    view! {
        <div id=SAVE_STATUS class="save-status" tabindex="-1" class:save-status-problem=alarm>
            <p aria-hidden="true">{words}</p>
            <p class="visually-hidden" role="status">{spoken}</p>
            <Show when=move || autosave.restored.get()><p role="status">{t.form_restored()}</p></Show>
            <Show when=move || autosave.state.get() == SaveState::SignedOut>
                <p><a href=move || door_address(lang, "/account/sign-in") rel="external">{t.form_sign_in_again()}</a></p>
            </Show>
            <Show when=move || autosave.state.get() == SaveState::StatementDue>
                <p><a href=move || door_address(lang, "/account/statement") rel="external">{t.form_read_statement()}</a></p>
            </Show>
        </div>
    }
}

/// An instant as the reader's clock shows it. On the server nobody's clock is known.
fn clock_time(at: i64, language: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        let options = js_sys::Object::new();
        let set = |name: &str, value: &str| js_sys::Reflect::set(&options, &name.into(), &value.into());
        set("hour", "2-digit").and(set("minute", "2-digit")).ok()?;
        let date = js_sys::Date::new(&(at as f64).into());
        date.to_locale_time_string_with_options(language, &options).as_string()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (at, language);
        None
    }
}
