//! Saving while typing: a while after the last key, when a field is left, and when the page is hidden or left.

use super::FormContext;
use leptos::prelude::*;
use model::form::{Form, Opened, Saved, Unsaved};

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
    /// A newer data privacy statement must be accepted first.
    StatementDue,
    /// The section has all the entries that it can have.
    Full,
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
    /// What was posted on an older base and waits for a decision: the page shows it.
    pub unsaved: StoredValue<Option<Unsaved>>,
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
    /// The changes that its last save carried.
    sent: u64,
    /// Counts the changes; what is saved is the count at that time.
    edits: u64,
    saved: u64,
    saving: bool,
    /// What is on the page is neither saved nor kept any more: its entry is removed, or the other version was chosen.
    given_up: bool,
    /// The text that had waited and was decided about: the next save tells the server.
    decided: Option<String>,
    /// Whether what is unsaved is kept in the browser.
    kept: bool,
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
    use model::form::{Fields, Outcome, Save};
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

        /// Whether leaving the page now could lose something. What is merely not saved yet is sent when it is left; and who
        /// leaves to sign in again finds here what was kept meanwhile.
        #[must_use]
        pub fn is_at_risk(self) -> bool {
            let risky = match self.state.try_get_untracked() {
                Some(
                    SaveState::Away { .. }
                    | SaveState::Stale
                    | SaveState::TooLong
                    | SaveState::Full
                    | SaveState::Gone,
                ) => true,
                Some(SaveState::SignedOut | SaveState::StatementDue) => !self.is_kept(),
                _ => false,
            };
            risky && self.is_unsaved()
        }

        /// Whether what is unsaved is kept in the browser: where it is not, even another page of the site loses it.
        #[must_use]
        pub fn is_kept(self) -> bool {
            self.work.try_with_value(|work| work.kept).unwrap_or(false)
        }

        /// The page's name, which it gets when it is first needed.
        fn writer(self) -> String {
            self.work.update_value(|work| {
                if work.writer.is_empty() {
                    work.writer = format!("{:x}", (js_sys::Math::random() * 9e15) as u64);
                }
            });
            self.work.with_value(|work| work.writer.clone())
        }

        fn next_save(self) -> Save {
            self.work.update_value(|work| {
                work.turn += 1;
                work.sent = work.edits;
            });
            Save {
                form: self.form.get_value(),
                base: self.version.get_untracked(),
                writer: self.writer(),
                turn: self.work.with_value(|work| work.turn),
                decided: self.work.with_value(|work| work.decided.clone()),
                fields: self.context.texts(),
            }
        }

        fn keep_here(self) {
            if self.work.with_value(|work| work.given_up) {
                return;
            }
            let (account, turn) = self.work.with_value(|work| {
                // What was typed since the last save is carried by the next.
                (work.account.clone(), work.turn + i64::from(work.edits != work.sent))
            });
            let local = Local {
                account,
                base: self.version.get_untracked(),
                writer: self.writer(),
                turn,
                fields: self.context.texts(),
            };
            let kept = local::keep(&self.form.get_value(), &local);
            self.work.update_value(|work| work.kept = kept);
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
            let save = self.next_save();
            if save.fields.clone().of_form(&save.form).is_err() {
                self.state.set(SaveState::TooLong);
                self.keep_here();
                return false;
            }
            self.work.update_value(|work| work.saving = true);
            // Another try after a failure is no news, least of all to a screen reader.
            if self.state.get_untracked() == SaveState::Unsaved {
                self.state.set(SaveState::Saving);
            }
            let (form, fields) = (save.form.clone(), save.fields.clone());
            let account = self.work.with_value(|work| work.account.clone());
            let answer = save_draft(save).await;
            if self.work.try_update_value(|work| work.saving = false).is_none() {
                // The page was left; leaving it has sent the text on its way.
                if matches!(answer, Ok(Outcome::Saved { .. })) {
                    local::forget_this(&form, &account, &fields);
                }
                return false;
            }
            self.answered(edits, answer)
        }

        fn answered(self, edits: u64, answer: Result<Outcome, ApiError>) -> bool {
            match answer {
                Ok(Outcome::Saved { version, saved_at }) => {
                    self.version.set(version);
                    self.work.update_value(|work| {
                        work.saved = edits;
                        work.decided = None;
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
                Ok(Outcome::SignedOut) | Err(ApiError::SignedOut) => self.state.set(SaveState::SignedOut),
                Ok(Outcome::StatementDue) | Err(ApiError::StatementDue) => {
                    self.state.set(SaveState::StatementDue);
                }
                Ok(Outcome::Full) => self.state.set(SaveState::Full),
                Ok(Outcome::Gone) | Err(ApiError::Gone | ApiError::NotFound | ApiError::Forbidden) => {
                    self.state.set(SaveState::Gone);
                }
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

        /// The document is hidden or left: what is unsaved is sent without waiting for an answer, and kept here as well.
        pub fn leave(self) {
            let Some(save) = self.last_save() else { return };
            let body = serde_json::to_string(&BTreeMap::from([("save", save)])).unwrap_or_default();
            let kind = web_sys::BlobPropertyBag::new();
            kind.set_type("application/json");
            let parts = js_sys::Array::of1(&body.into());
            if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind) {
                let _ = window().navigator().send_beacon_with_opt_blob(SAVE_ADDRESS, Some(&blob));
            }
        }

        /// The page makes room for another one of the site: what is unsaved is sent, and kept here until the server has it.
        pub fn make_room(self) {
            let Some(save) = self.last_save() else { return };
            let (form, fields) = (save.form.clone(), save.fields.clone());
            let account = self.work.with_value(|work| work.account.clone());
            leptos::task::spawn_local(async move {
                if matches!(save_draft(save).await, Ok(Outcome::Saved { .. })) {
                    local::forget_this(&form, &account, &fields);
                }
            });
        }

        /// Keeps here what is unsaved, and gives the save that may carry it: none where two versions wait for a decision, or
        /// the person has given it up.
        fn last_save(self) -> Option<Save> {
            if !self.is_unsaved() || self.work.with_value(|work| work.given_up) {
                return None;
            }
            self.keep_here();
            (self.state.get_untracked() != SaveState::Stale).then(|| self.next_save())
        }

        /// Saves until all that stands on the page is on the server; false if something hinders it, which the state tells.
        pub async fn settle(self) -> bool {
            let mut tried = false;
            loop {
                if self.is_saving() {
                    // However long it takes: its answer is this press's.
                    tried = true;
                    gloo_timers::future::TimeoutFuture::new(100).await;
                    continue;
                }
                let state = self.state.try_get_untracked();
                if tried && matches!(state, Some(SaveState::Away { .. })) {
                    return false;
                }
                if self.save_now().await {
                    return true;
                }
                match self.state.try_get_untracked() {
                    // Something was typed meanwhile.
                    Some(SaveState::Unsaved) => {}
                    _ if self.is_saving() => {}
                    _ => return false,
                }
            }
        }

        /// Decides a conflict for what is on the page: it becomes the next version.
        pub fn keep_mine(self) {
            if let Some(newer) = self.conflict.get_untracked() {
                self.decided(&newer);
            }
        }

        /// Decides a conflict for the newer version: the page takes its text, with `put`.
        pub fn take_theirs(self, put: impl FnOnce(&Fields)) {
            if let Some(newer) = self.conflict.get_untracked() {
                put(&newer.fields);
                local::forget(&self.form.get_value());
                self.decided(&newer);
            }
        }

        /// What is on the page now is the decision: it is saved over the newer version, even if it is the same, for the server
        /// may keep a text that was decided against.
        fn decided(self, newer: &Saved) {
            self.version.set(newer.version);
            self.conflict.set(None);
            let decided = self.unsaved.try_update_value(Option::take).flatten().map(|unsaved| unsaved.id);
            self.work.update_value(|work| {
                work.decided = decided.or(work.decided.take());
                work.edits += 1;
            });
            self.state.set(SaveState::Unsaved);
            self.save();
        }

        /// What is on the page is given up: it is neither saved nor put back.
        pub fn give_up(self) {
            self.work.update_value(|work| {
                work.given_up = true;
                work.saved = work.edits;
                if let Some(timer) = work.timer.take() {
                    timer.clear();
                }
            });
            local::forget(&self.form.get_value());
        }

        /// Finds what could not be saved earlier: in this browser, else what was posted without WebAssembly and waits at the
        /// server. If it can be put back over what stands on the page, it is; else it stands against it. Gives the text to put
        /// into the fields.
        pub fn find_unsaved(self, opened: &Opened) -> Option<Fields> {
            let saved = &opened.saved;
            let form = self.form.get_value();
            let account = self.work.with_value(|work| work.account.clone());
            let page = self.context.texts();
            let kept = local::find(&form, &account);
            let local = kept
                .clone()
                .filter(|local| !local.fields.same_as(&page) && !opened.has_taken(&local.writer, local.turn));
            if kept.is_some() && local.is_none() {
                local::forget(&form);
            }
            let waiting = self.unsaved.get_value().map(|unsaved| unsaved.fields);
            let is_waiting =
                |fields: &Fields| waiting.as_ref().is_some_and(|waiting| waiting.same_as(fields));
            let (fields, base) = match local {
                Some(local) if !is_waiting(&local.fields) => {
                    // What waits at the server is shown in its turn, when the page is opened again.
                    self.unsaved.set_value(None);
                    (local.fields, Some(local.base))
                }
                _ => (waiting?, None),
            };
            // Before the page was alive.
            let typed_into = !page.same_as(&saved.fields);
            if base == Some(saved.version) && !typed_into {
                self.conflict.set(None);
                self.restored.set(true);
            } else {
                self.state.set(SaveState::Stale);
                self.conflict.set(Some(Saved { fields: page, ..saved.clone() }));
            }
            Some(fields)
        }
    }
}
