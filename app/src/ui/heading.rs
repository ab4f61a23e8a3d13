//! The page's heading and the document's title: always the same words.

use crate::texts::use_texts;
use leptos::prelude::*;
use leptos_meta::Title;

/// The `h1` of a page, which takes the focus when the page is come to, and the title of the document.
#[component]
pub fn PageTitle(
    #[prop(into)] title: String,
    #[prop(optional_no_strip)] lang: Option<&'static str>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <Title text=format!("{title} – {}", t.site_name())/>
        <h1 tabindex="-1" lang=lang>{title}</h1>
    }
}
