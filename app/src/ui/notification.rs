//! Something that people must know about the page or about what they just did.

use leptos::prelude::*;

/// What a notification is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Notice {
    /// What was asked for is done.
    Success,
    #[default]
    Info,
    /// Something bad may happen.
    Warning,
}

/// A notification. One that appears while the page is open is said by a screen reader when it can; a warning at once.
#[component]
pub fn Notification(
    #[prop(optional)] kind: Notice,
    #[prop(into)] title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match kind {
        Notice::Success => ("notification notification-success", "status"),
        Notice::Info => ("notification", "status"),
        Notice::Warning => ("notification notification-warning", "alert"),
    };
    view! {
        <div class=class role=role>
            <p class="notification-title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
}
