//! The same page in the other languages.

use super::{Still, header::following};
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
    let links = move || {
        let path = location.pathname.get();
        let query = location.search.get();
        let mark = if query.is_empty() { "" } else { "?" };
        let link = |lang: Lang| {
            let link = Still::to(&format!("{}{mark}{query}", lang.address(Lang::of_path(&path).1)))
                .attr("lang", lang.tag())
                .attr("hreflang", lang.tag())
                .attr("rel", "external")
                .maybe("aria-current", (lang == here).then_some("true"));
            Still::new("li").child(link.text(lang.own_name()))
        };
        Still::new("ul").children(Lang::ALL.into_iter().map(link)).view()
    };
    view! { <nav class="languages" aria-label=t.site_languages()>{following(links)}</nav> }
}
