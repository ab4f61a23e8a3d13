//! A state in a word. The word says it; the colour repeats it.

use super::Still;
use leptos::prelude::*;

/// What a state means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TagKind {
    #[default]
    Neutral,
    /// To be done now.
    Accent,
    Info,
    Good,
    Warning,
    Bad,
}

impl TagKind {
    fn class(self) -> &'static str {
        match self {
            TagKind::Neutral => "tag",
            TagKind::Accent => "tag tag-accent",
            TagKind::Info => "tag tag-info",
            TagKind::Good => "tag tag-good",
            TagKind::Warning => "tag tag-warning",
            TagKind::Bad => "tag tag-bad",
        }
    }

    /// The same as [`Tag`], in what does not change.
    pub(crate) fn still(self, words: &str) -> Still {
        Still::of("strong", self.class()).text(words)
    }
}

/// A state in a word.
#[component]
pub fn Tag(#[prop(optional)] kind: TagKind, children: Children) -> impl IntoView {
    view! { <strong class=kind.class()>{children()}</strong> }
}
