//! A button that prints the page: offered once it can.

use super::use_alive;
use leptos::prelude::*;

/// Prints the page.
#[component]
pub fn PrintButton(
    #[prop(default = "button secondary")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let alive = use_alive();
    let print = move |_| {
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    view! { <button type="button" class=class hidden=move || !alive.get() on:click=print>{children()}</button> }
}
