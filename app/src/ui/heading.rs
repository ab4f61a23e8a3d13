//! The page's heading and the document's title: always the same words.

use crate::{at_once::Erase, texts::use_texts};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The `h1` of a page, which takes the focus when the page is come to, the title of the document, and what search engines
/// say of it.
#[component]
pub fn PageTitle(
    #[prop(into)] title: String,
    /// The language of the title, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// A sentence on the page, for search engines; empty: one on the site.
    #[prop(optional, into)]
    description: String,
) -> impl IntoView {
    let t = use_texts();
    let description = if description.is_empty() { t.site_description().to_owned() } else { description };
    view! {
        <Title text=format!("{title} – {}", t.site_name())/>
        <Meta name="description" content=description/>
        <h1 tabindex="-1" lang=lang>{title}</h1>
    }
    .erase()
}
