//! Where saving stands, and two versions against each other.

use crate::{
    form::{Autosave, FormContext, SaveState, Words},
    texts::{Texts, use_texts},
    ui::{Conflict, SaveStatus},
};
use leptos::prelude::*;
use model::{
    form::{Fields, Form, Opened, Saved, Unsaved},
    problem::Problems,
    profile::Section,
};
use std::sync::Arc;

fn label(t: Texts, name: &str) -> &'static str {
    match name {
        "duties" => t.gallery_text_area(),
        _ => t.gallery_text_field(),
    }
}

fn autosave(texts: &[(&str, &str)], opened: &Opened) -> Autosave {
    let texts = Fields(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
    let none = Arc::new(|_: &Fields, _| Problems::default());
    let context = FormContext::new(&["title", "duties"], &texts, Problems::default(), none, label);
    Autosave::new(context, Form::Section(Section::Personal), opened, String::new())
}

/// The states of saving.
#[component]
pub(super) fn SaveStates() -> impl IntoView {
    let states = [
        SaveState::Blank,
        SaveState::Saved(1_795_000_000_000),
        SaveState::Unsaved,
        SaveState::Saving,
        SaveState::Away { seconds: 8 },
        SaveState::SignedOut,
        SaveState::StatementDue,
        SaveState::Full,
        SaveState::Stale,
        SaveState::TooLong,
        SaveState::Gone,
    ];
    let shown: Vec<_> = states
        .into_iter()
        .enumerate()
        .map(|(place, state)| {
            let autosave = autosave(&[], &Opened::default());
            autosave.restored.set(place == 1);
            autosave.state.set(state);
            view! { <SaveStatus autosave/> }
        })
        .collect();
    view! {
        <h2>{use_texts().gallery_save_states()}</h2>
        {shown}
    }
}

/// A form that was changed elsewhere.
#[component]
pub(super) fn ConflictPanel() -> impl IntoView {
    let t = use_texts();
    let fields = |title: &str, duties: &str| {
        Fields(vec![("title".into(), title.into()), ("duties".into(), duties.into())])
    };
    let newer = Saved { version: 2, saved_at: 1, fields: fields("Statistician", ""), ..Saved::default() };
    let mine = fields("Senior statistician", "• Designed surveys\n• Trained 40 interviewers");
    let unsaved = Some(Unsaved { id: String::new(), fields: mine });
    let autosave = autosave(&[], &Opened { saved: newer, unsaved, ..Opened::default() });
    let node = NodeRef::new();
    let words: Words = Arc::new(|_, text| text.to_owned());
    view! {
        <h2>{t.gallery_conflict()}</h2>
        <form method="post" node_ref=node><Conflict autosave node words/></form>
    }
}
