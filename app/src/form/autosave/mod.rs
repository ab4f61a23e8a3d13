//! A form that saves itself: a while after the last key, when a field is left, and when the page is hidden or left.

#[cfg(feature = "hydrate")]
mod keeping;
#[cfg(feature = "hydrate")]
mod saving;

use super::FormContext;
#[cfg(feature = "hydrate")]
use super::Later;
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
    /// The save that is due next.
    #[cfg(feature = "hydrate")]
    next: Later,
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
            #[cfg(feature = "hydrate")]
            next: Later::new(),
        }
    }
}
