//! What could not be saved yet, kept in the browser until it is: when the network is away, the session has ended, or the
//! battery dies. Kept for one person and one form, and removed as soon as the server is known to have it, at signing out, and
//! after a week.

use crate::dates::now;
use model::form::{Fields, Form};
use serde::{Deserialize, Serialize};

const PREFIX: &str = "ilo-jobs:unsaved:";

/// How long a copy is kept, in milliseconds: a connection may be away over a holiday, a shared computer is not for ever.
const LASTS: i64 = 7 * 24 * 3_600_000;

/// Unsaved text and the version it is based on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Local {
    pub account: String,
    pub base: i64,
    /// The page that keeps it, and the first of its saves that carries this text, or a later one: once the server has taken
    /// that, the copy is of no use.
    pub writer: String,
    pub turn: i64,
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
    // The day in front, so that what is over is found without reading what it is.
    storage.set_item(&key(form), &format!("{}\n{text}", now())).is_ok()
}

/// Removes a form's text: the server has it.
pub(super) fn forget(form: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(form));
    }
}

/// Removes a form's text if it is this one.
pub(super) fn forget_this(form: &Form, account: &str, fields: &Fields) {
    if find(form, account).is_some_and(|local| local.fields.same_as(fields)) {
        forget(form);
    }
}

/// What was kept of a form by this person. Another person's text is removed unseen: the device is shared.
pub(super) fn find(form: &Form, account: &str) -> Option<Local> {
    let text = storage()?.get_item(&key(form)).ok().flatten()?;
    let local: Option<Local> = text.split_once('\n').and_then(|(_, json)| serde_json::from_str(json).ok());
    let own = local.filter(|local| local.account == account);
    if own.is_none() {
        forget(form);
    }
    own
}

/// The keys of all copies for which this holds, by what stands there.
fn keys(storage: &web_sys::Storage, holds: impl Fn(&str) -> bool) -> Vec<String> {
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|place| storage.key(place).ok().flatten());
    let copies = keys.filter(|key| key.starts_with(PREFIX));
    copies.filter(|key| storage.get_item(key).ok().flatten().is_some_and(|text| holds(&text))).collect()
}

fn forget_where(holds: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    for key in keys(&storage, holds) {
        let _ = storage.remove_item(&key);
    }
}

/// Removes the copies that were kept too long ago: of any form, whose ever they are.
pub(crate) fn forget_old() {
    let now = now();
    let kept_at = |text: &str| text.split_once('\n').and_then(|(at, _)| at.parse::<i64>().ok());
    forget_where(|text| kept_at(text).is_none_or(|at| !(0..LASTS).contains(&now.saturating_sub(at))));
}

/// Removes all copies.
pub(super) fn forget_all() {
    forget_where(|_| true);
}

/// Whether anything is kept.
pub(super) fn is_any_kept() -> bool {
    storage().is_some_and(|storage| !keys(&storage, |_| true).is_empty())
}
