//! Where a page stands in the site.

use crate::texts::use_texts;
use leptos::prelude::*;

/// The pages above this one, from the top: their names and addresses. The page itself is not among them: its heading
/// follows.
#[component]
pub fn Breadcrumbs(above: Vec<(String, String)>) -> impl IntoView {
    let t = use_texts();
    let links: Vec<_> =
        above.into_iter().map(|(name, href)| view! { <li><a href=href>{name}</a></li> }).collect();
    view! { <nav class="breadcrumbs" aria-label=t.site_breadcrumbs()><ol>{links}</ol></nav> }
}
