#![recursion_limit = "512"]
//! What people see: rendered on the server, alive in the browser.

pub mod api;
mod app;
mod at_once;
mod busy;
#[cfg(feature = "hydrate")]
mod clicks;
pub mod dates;
pub mod form;
#[cfg(feature = "ssr")]
pub mod found_names;
#[cfg(feature = "ssr")]
mod graph;
mod head;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod names;
#[cfg(feature = "ssr")]
pub mod notice_document;
#[cfg(feature = "ssr")]
pub mod own_data;
pub mod pages;
#[cfg(feature = "ssr")]
mod posting;
pub mod proposal_document;
#[cfg(feature = "ssr")]
pub mod proposal_reading;
#[cfg(feature = "ssr")]
pub mod proposal_words;
#[cfg(feature = "ssr")]
pub mod reference;
mod routes;
pub mod shell;
#[cfg(feature = "ssr")]
pub mod sought;
pub mod texts;
pub mod ui;
pub mod viewer;
mod wire;

pub use app::App;
pub use shell::{Assets, Refusal, refusal, shell};

/// Notes in the document that the page is alive, and which address it shows or is about to show: for tests, and for the loader
/// of the lazy areas, which has the browser load that address where an area does not come (`tools/bundler`).
#[cfg(feature = "hydrate")]
pub(crate) fn mark_alive(address: &str) {
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-alive", address);
    }
}

/// Goes on in a task of its own, after what else the browser has to do: what the reader has asked for comes first, and no one long task
/// brings a page alive.
#[cfg(feature = "hydrate")]
pub(crate) async fn give_way() {
    gloo_timers::future::TimeoutFuture::new(0).await;
}

/// Brings the page alive: called by the page's script once this module is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(async {
        let clicks = clicks::Unheard::new();
        form::forget_old();
        if !texts::browser::load().await {
            // It stays plain HTML, which works.
            return;
        }
        give_way().await;
        leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), App).await.forget();
        mark_alive(&leptos::prelude::window().location().pathname().unwrap_or_default());
        clicks.hear();
    });
}
