//! The foot of every page.

use super::Still;
use crate::texts::{use_lang, use_texts};
use leptos::prelude::*;

/// What holds for the whole site, and where it is said in full.
#[component]
pub fn Footer() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let link = |path: &str, words: &str| Still::to(&lang.address(path)).text(words);
    let links = [
        link("/accessibility", t.site_accessibility()),
        link("/privacy", t.site_privacy()),
        link("/terms", t.site_terms()),
        Still::to(&lang.address("/api")).attr("rel", "external").text(t.site_programs()),
    ];
    let list = Still::new("ul").attr("role", "list").children(links.map(|link| Still::new("li").child(link)));
    Still::of("footer", "site-footer")
        .child(
            Still::new("div")
                .child(Still::new("p").text(t.site_no_fee()))
                .child(Still::new("nav").attr("aria-label", t.site_about()).child(list)),
        )
        .view()
}
