#![recursion_limit = "256"]
//! What people see.
use leptos::prelude::*;
pub fn x() -> impl IntoView { view! { <p>"a"</p> } }
