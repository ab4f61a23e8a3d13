//! No page at this address.

use crate::{
    texts::{use_lang, use_texts},
    ui::{PageTitle, Still},
};
use leptos::prelude::*;

/// Says that there is no such page, with status 404, and where to go from here.
#[component]
pub fn NotFound() -> impl IntoView {
    crate::pages::status(404);
    let t = use_texts();
    let lang = use_lang();
    let links = [
        ("/vacancies", t.site_not_found_vacancies()),
        ("/applications", t.site_not_found_applications()),
        ("/", t.site_not_found_home()),
    ]
    .map(|(path, words)| Still::new("li").child(Still::to(&lang.address(path)).text(words)));
    view! {
        <PageTitle title=t.site_not_found()/>
        {Still::new("p").text(t.site_not_found_address()).view()}
        {Still::new("ul").children(links).view()}
    }
}
