//! Clicks until the page is alive: nothing but the browser hears of them. Half alive, the router would follow a link to another page of
//! a list whose first page is about to be taken up.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};

/// Clicks that are kept from the page: for good, where it does not come alive and stays plain HTML.
pub(crate) struct Unheard(js_sys::Function);

impl Unheard {
    pub fn new() -> Self {
        let keep = Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| {
            event.stop_immediate_propagation();
        });
        let keep = keep.into_js_value().unchecked_into();
        // On their way down, before anything in the page.
        let _ = window().add_event_listener_with_callback_and_bool("click", &keep, true);
        Self(keep)
    }

    /// The page hears of them from now on.
    pub fn hear(self) {
        let _ = window().remove_event_listener_with_callback_and_bool("click", &self.0, true);
    }
}
