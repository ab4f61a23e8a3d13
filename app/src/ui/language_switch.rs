//! The same page in the other languages.

use crate::texts::{use_lang, use_texts};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::language::Lang;

/// Links to this page in each language. They load it anew: the texts of one language only are in the browser.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let t = use_texts();
    let here = use_lang();
    let location = use_location();
    let links: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let address = move || {
                let path = location.pathname.get();
                let query = location.search.get();
                let mark = if query.is_empty() { "" } else { "?" };
                format!("{}{mark}{query}", lang.address(Lang::of_path(&path).1))
            };
            view! {
                <li><a href=address lang=lang.tag() hreflang=lang.tag() rel="external"
                    aria-current=(lang == here).then_some("true")>{lang.own_name()}</a></li>
            }
        })
        .collect();
    view! { <nav class="languages" aria-label=t.site_languages()><ul>{links}</ul></nav> }
}
