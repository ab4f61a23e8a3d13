//! What cannot be saved is kept in the browser and found again; two versions are decided between.

use super::{Autosave, SaveState};
use crate::{
    api::draft::{SAVE_ADDRESS, save_draft},
    form::local::{self, Local},
};
use leptos::prelude::*;
use model::form::{Fields, Opened, Outcome, Save, Saved};
use std::collections::BTreeMap;

impl Autosave {
    pub(super) fn keep_here(self) {
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
        });
        self.next.stop();
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
        let is_waiting = |fields: &Fields| waiting.as_ref().is_some_and(|waiting| waiting.same_as(fields));
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
