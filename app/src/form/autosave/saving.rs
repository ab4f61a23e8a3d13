//! Saving while typing: when the next save is due, what it carries, and what its answer means.

use super::{Autosave, SaveState};
use crate::{
    api::{ApiError, draft::save_draft},
    form::local,
};
use leptos::prelude::*;
use model::form::{Outcome, Save};
use std::time::Duration;

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
        self.next.put_off(pause, move || self.save());
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
    pub(super) fn writer(self) -> String {
        self.work.update_value(|work| {
            if work.writer.is_empty() {
                work.writer = format!("{:x}", (js_sys::Math::random() * 9e15) as u64);
            }
        });
        self.work.with_value(|work| work.writer.clone())
    }

    pub(super) fn next_save(self) -> Save {
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
}
