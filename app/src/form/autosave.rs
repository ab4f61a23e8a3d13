//! Saving while typing: a while after the last key, when a field is left, and when the page is hidden or left.

use super::FormContext;
use leptos::prelude::*;
use model::form::{Fields, Form, Opened, Saved};

/// Where saving stands, as the page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was typed into this form yet.
    Blank,
    /// All is saved, since this instant (milliseconds since 1970).
    Saved(i64),
    /// Something was typed since.
    Unsaved,
    /// A save is on its way.
    Saving,
    /// The server was not reached; the next try is in so many seconds.
    Away { seconds: u32 },
    /// The session has ended.
    SignedOut,
    /// Somebody, perhaps the same person elsewhere, saved another text in the meantime.
    Stale,
    /// A field is too long even to be kept.
    TooLong,
    /// The form is no longer there.
    Gone,
}

/// A form that saves itself.
#[derive(Clone, Copy)]
pub struct Autosave {
    pub context: FormContext,
    pub state: RwSignal<SaveState>,
    /// The version that the next save is based on.
    pub version: RwSignal<i64>,
    /// A newer version that stands against what is on the page.
    pub conflict: RwSignal<Option<Saved>>,
    /// What was posted on an older base and waits for a decision; without WebAssembly, the page shows it.
    pub unsaved: StoredValue<Option<Fields>>,
    /// Whether text that could not be saved earlier was put back.
    pub restored: RwSignal<bool>,
    pub form: StoredValue<Form>,
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser saves while typing"))]
    work: StoredValue<Work>,
}

/// What a save needs to remember between events.
#[derive(Debug, Clone, Default)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only a browser saves while typing"))]
struct Work {
    account: String,
    writer: String,
    /// Counts the saves of this page.
    turn: i64,
    /// Counts the changes; what is saved is the count at that time.
    edits: u64,
    saved: u64,
    saving: bool,
    failures: u32,
    timer: Option<TimeoutHandle>,
}

impl Autosave {
    /// Takes up a form as it was opened, for this person.
    #[must_use]
    pub fn new(context: FormContext, form: Form, opened: &Opened, account: String) -> Self {
        let saved = &opened.saved;
        let state = if saved.version == 0 { SaveState::Blank } else { SaveState::Saved(saved.saved_at) };
        Self {
            context,
            state: RwSignal::new(state),
            version: RwSignal::new(saved.version),
            conflict: RwSignal::new(opened.unsaved.is_some().then(|| saved.clone())),
            unsaved: StoredValue::new(opened.unsaved.clone()),
            restored: RwSignal::new(false),
            form: StoredValue::new(form),
            work: StoredValue::new(Work { account, ..Work::default() }),
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::*;
    use crate::{
        api::{ApiError, draft::SAVE_ADDRESS, draft::save_draft},
        form::local::{self, Local},
    };
    use model::form::{Outcome, Save};
    use std::{collections::BTreeMap, time::Duration};

    /// How long after the last key the text is saved.
    const PAUSE: Duration = Duration::from_millis(1500);
    /// The longest pause between two tries to reach the server, in seconds.
    const LONGEST_WAIT: u32 = 60;

    impl Autosave {
        /// Something was typed: it is saved soon.
        pub fn typed(self) {
            self.work.update_value(|work| work.edits += 1);
            // What hinders saving goes on hindering it until a save comes through.
            if matches!(self.state.get_untracked(), SaveState::Blank | SaveState::Saved(_)) {
                self.state.set(SaveState::Unsaved);
            }
            self.later(PAUSE);
        }

        fn later(self, pause: Duration) {
            let timer = set_timeout_with_handle(
                move || {
                    self.save();
                },
                pause,
            );
            self.work.update_value(|work| {
                if let Some(old) = work.timer.take() {
                    old.clear();
                }
                work.timer = timer.ok();
            });
        }

        /// Whether something on the page is not on the server.
        #[must_use]
        pub fn is_unsaved(self) -> bool {
            self.work.try_with_value(|work| work.edits != work.saved).unwrap_or(false)
        }

        /// Whether a save is on its way.
        #[must_use]
        pub fn is_saving(self) -> bool {
            self.work.try_with_value(|work| work.saving).unwrap_or(false)
        }

        /// Whether leaving the page now could lose something: what is merely not saved yet is sent when it is left.
        #[must_use]
        pub fn is_at_risk(self) -> bool {
            let state = self.state.try_get_untracked();
            self.is_unsaved()
                && matches!(
                    state,
                    Some(
                        SaveState::Away { .. }
                            | SaveState::SignedOut
                            | SaveState::Stale
                            | SaveState::TooLong
                            | SaveState::Gone
                    )
                )
        }

        fn next_save(self) -> Save {
            let mut name = (String::new(), 0);
            self.work.update_value(|work| {
                if work.writer.is_empty() {
                    work.writer = format!("{:x}", (js_sys::Math::random() * 9e15) as u64);
                }
                work.turn += 1;
                name = (work.writer.clone(), work.turn);
            });
            Save {
                form: self.form.get_value(),
                base: self.version.get_untracked(),
                writer: name.0,
                turn: name.1,
                fields: self.context.texts(),
            }
        }

        fn keep_here(self) {
            let account = self.work.with_value(|work| work.account.clone());
            let local = Local { account, base: self.version.get_untracked(), fields: self.context.texts() };
            local::keep(&self.form.get_value(), &local);
        }

        /// Saves now, if something is unsaved and no save is on its way.
        pub fn save(self) {
            leptos::task::spawn_local(async move {
                self.save_now().await;
            });
        }

        /// Saves now and says whether all that stands on the page is on the server.
        pub async fn save_now(self) -> bool {
            let Some(edits) = self.work.try_with_value(|work| (!work.saving).then_some(work.edits)).flatten()
            else {
                return false;
            };
            if !self.is_unsaved() {
                return true;
            }
            if self.state.get_untracked() == SaveState::Stale {
                self.keep_here();
                return false;
            }
            self.work.update_value(|work| work.saving = true);
            // Another try after a failure is no news, least of all to a screen reader.
            if self.state.get_untracked() == SaveState::Unsaved {
                self.state.set(SaveState::Saving);
            }
            let answer = save_draft(self.next_save()).await;
            if self.work.try_update_value(|work| work.saving = false).is_none() {
                return false; // the page was left; leaving it has sent the text on its way
            }
            self.answered(edits, answer)
        }

        fn answered(self, edits: u64, answer: Result<Outcome, ApiError>) -> bool {
            match answer {
                Ok(Outcome::Saved { version, saved_at }) => {
                    self.version.set(version);
                    self.work.update_value(|work| {
                        work.saved = edits;
                        work.failures = 0;
                    });
                    if self.is_unsaved() {
                        self.state.set(SaveState::Unsaved);
                        self.later(PAUSE);
                        return false;
                    }
                    local::forget(&self.form.get_value());
                    self.state.set(SaveState::Saved(saved_at));
                    return true;
                }
                Ok(Outcome::Stale(newer)) => {
                    self.state.set(SaveState::Stale);
                    self.conflict.set(Some(newer));
                }
                Ok(Outcome::TooLong(_)) => self.state.set(SaveState::TooLong),
                Ok(Outcome::Gone) => self.state.set(SaveState::Gone),
                Ok(Outcome::SignedOut) | Err(ApiError::SignedOut) => self.state.set(SaveState::SignedOut),
                Err(_) => {
                    let failures = self.work.try_update_value(|work| {
                        work.failures += 1;
                        work.failures
                    });
                    let seconds = 2u32.saturating_pow(failures.unwrap_or(1)).min(LONGEST_WAIT);
                    self.state.set(SaveState::Away { seconds });
                    self.later(Duration::from_secs(seconds.into()));
                }
            }
            self.keep_here();
            false
        }

        /// The page is hidden or left: what is unsaved is sent without waiting for an answer, and kept here as well.
        pub fn leave(self) {
            if !self.is_unsaved() || matches!(self.state.get_untracked(), SaveState::Stale) {
                return;
            }
            self.keep_here();
            let body =
                serde_json::to_string(&BTreeMap::from([("save", self.next_save())])).unwrap_or_default();
            let kind = web_sys::BlobPropertyBag::new();
            kind.set_type("application/json");
            let parts = js_sys::Array::of1(&body.into());
            if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind) {
                let _ = window().navigator().send_beacon_with_opt_blob(SAVE_ADDRESS, Some(&blob));
            }
        }

        /// Decides a conflict for what is on the page: it becomes the next version.
        pub fn keep_mine(self) {
            if let Some(newer) = self.conflict.get_untracked() {
                self.version.set(newer.version);
            }
            self.conflict.set(None);
            self.unsaved.set_value(None);
            self.state.set(SaveState::Unsaved);
            self.work.update_value(|work| work.edits += 1);
            self.save();
        }

        /// Decides a conflict for the newer version: the page takes its text.
        pub fn take_theirs(self) -> Option<Fields> {
            let newer = self.conflict.get_untracked()?;
            self.version.set(newer.version);
            self.conflict.set(None);
            self.work.update_value(|work| work.saved = work.edits);
            local::forget(&self.form.get_value());
            self.state.set(SaveState::Saved(newer.saved_at));
            Some(newer.fields)
        }

        /// What is on the page is given up: it is neither saved nor put back.
        pub fn give_up(self) {
            self.work.update_value(|work| {
                if let Some(timer) = work.timer.take() {
                    timer.clear();
                }
            });
            self.settled();
            local::forget(&self.form.get_value());
        }

        /// What is on the page now is what the server has.
        pub fn settled(self) {
            self.work.update_value(|work| work.saved = work.edits);
        }

        /// Finds what could not be saved earlier. If nothing newer was saved since, it is put back; else it stands against
        /// the newer version. Gives the text to put into the fields.
        pub fn find_unsaved(self, saved: &Saved) -> Option<Fields> {
            let posted = self.unsaved.get_value();
            let local = match posted {
                Some(fields) => Local { account: String::new(), base: -1, fields },
                None => {
                    local::find(&self.form.get_value(), &self.work.with_value(|work| work.account.clone()))?
                }
            };
            if local.fields == self.context.texts() {
                local::forget(&self.form.get_value());
                return None;
            }
            if local.base == saved.version {
                self.restored.set(true);
            } else {
                self.state.set(SaveState::Stale);
                self.conflict.set(Some(saved.clone()));
            }
            Some(local.fields)
        }
    }
}
