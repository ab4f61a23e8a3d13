//! Moving the focus.

/// Moves the focus to the element with this id; says whether it is there.
#[cfg(feature = "hydrate")]
pub(crate) fn focus(id: &str) -> bool {
    use wasm_bindgen::JsCast;
    let element = leptos::prelude::document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Without a browser there is no focus.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn focus(_: &str) -> bool {
    false
}
