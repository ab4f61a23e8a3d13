//! Writing into a field of several lines for the person who asks for it.

/// Puts a text into the field with this id, and tells its form as if it had been typed: so it is checked and saved.
#[cfg(feature = "hydrate")]
pub(crate) fn put_text(id: &str, text: &str) {
    use wasm_bindgen::JsCast;
    let field = leptos::prelude::document().get_element_by_id(id);
    let Some(area) = field.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else {
        return;
    };
    area.set_value(text);
    let bubbles = web_sys::EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &bubbles) {
        let _ = area.dispatch_event(&event);
    }
}

/// Without a browser there is no field.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn put_text(_: &str, _: &str) {}
