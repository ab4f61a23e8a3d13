//! The foot of every page.

use crate::texts::use_texts;
use leptos::prelude::*;

/// What holds for the whole site.
#[component]
pub fn Footer() -> impl IntoView {
    let t = use_texts();
    view! { <footer class="site-footer"><p>{t.site_no_fee()}</p></footer> }
}
