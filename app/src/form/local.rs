//! What could not be saved yet, kept in the browser until it is: when the network is away, the session has ended, or the
//! battery dies. Kept for one person and one form, and removed as soon as the server has it.

use model::form::{Fields, Form};
use serde::{Deserialize, Serialize};

const PREFIX: &str = "ilo-jobs:unsaved:";

/// Unsaved text and the version it is based on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Local {
    pub account: String,
    pub base: i64,
    pub fields: Fields,
}

fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

fn key(form: &Form) -> String {
    format!("{PREFIX}{form}")
}

/// Keeps a form's text, and says whether it is kept: browsers may refuse (private windows, a full disk).
pub(super) fn keep(form: &Form, local: &Local) -> bool {
    let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(local)) else { return false };
    storage.set_item(&key(form), &text).is_ok()
}

/// Removes a form's text: the server has it.
pub(super) fn forget(form: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(form));
    }
}

/// What was kept of a form by this person. Another person's text is removed unseen: the device is shared.
pub(super) fn find(form: &Form, account: &str) -> Option<Local> {
    let text = storage()?.get_item(&key(form)).ok().flatten()?;
    let local: Local = serde_json::from_str(&text).ok()?;
    if local.account == account {
        Some(local)
    } else {
        forget(form);
        None
    }
}
