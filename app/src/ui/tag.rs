//! A state in a word. The word says it; the colour repeats it.

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

/// A state in a word.
#[component]
pub fn Tag(#[prop(optional)] kind: TagKind, children: Children) -> impl IntoView {
    let class = match kind {
        TagKind::Neutral => "tag",
        TagKind::Accent => "tag tag-accent",
        TagKind::Info => "tag tag-info",
        TagKind::Good => "tag tag-good",
        TagKind::Warning => "tag tag-warning",
        TagKind::Bad => "tag tag-bad",
    };
    view! { <strong class=class>{children()}</strong> }
}
