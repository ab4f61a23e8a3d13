//! Buttons: what they say is what they do.

use super::Still;
use leptos::prelude::*;

/// How much a button stands out. A page has one primary button at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    Primary,
    Secondary,
    /// For what cannot be undone.
    Danger,
}

impl Weight {
    pub(super) fn class(self) -> &'static str {
        match self {
            Weight::Primary => "button",
            Weight::Secondary => "button secondary",
            Weight::Danger => "button danger",
        }
    }
}

/// A button that posts the form that it stands in, with `action` as it is given. Without an action, or with `submit`, the
/// form is checked first.
#[component]
pub fn Button(
    #[prop(optional, into)] action: Option<&'static str>,
    #[prop(optional)] weight: Weight,
    #[prop(optional)] disabled: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class=weight.class() name=action.map(|_| "action") value=action disabled=disabled>
            {children()}
        </button>
    }
}

/// The same as [`ButtonLink`], in what does not change.
pub(crate) fn still_button_link(href: &str, weight: Weight, words: &str) -> Still {
    Still::of("a", weight.class()).attr("href", href).text(words)
}

/// A link that looks like a button: the way to the page where something begins.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] weight: Weight,
    children: Children,
) -> impl IntoView {
    view! { <a class=weight.class() href=href>{children()}</a> }
}
