//! Whom to ask for an adjustment, or for another way to apply.

use crate::{at_once::Erase, texts::use_texts};
use leptos::prelude::*;

/// Whom to ask for reasonable accommodation, or for another way to apply; where nobody is named, where to read of it.
#[component]
pub fn AnotherWay(accommodation: String) -> impl IntoView {
    let t = use_texts();
    if accommodation.is_empty() {
        let read = t.0.address("/accessibility");
        return view! { <p><a href=read>{t.apply_another_way_read()}</a></p> }.erase();
    }
    let write = format!("mailto:{accommodation}");
    view! { <p>{t.apply_another_way_write()} " " <a href=write>{accommodation}</a></p> }.erase()
}
