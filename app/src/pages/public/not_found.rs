//! No page at this address.

use crate::{
    texts::{use_lang, use_texts},
    ui::PageTitle,
};
use leptos::prelude::*;

/// Says that there is no such page, with status 404, and where to go from here.
#[component]
pub fn NotFound() -> impl IntoView {
    crate::pages::status(404);
    let t = use_texts();
    let lang = use_lang();
    view! {
        <PageTitle title=t.site_not_found()/>
        <p>{t.site_not_found_address()}</p>
        <ul>
            <li><a href=lang.address("/vacancies")>{t.site_not_found_vacancies()}</a></li>
            <li><a href=lang.address("/applications")>{t.site_not_found_applications()}</a></li>
            <li><a href=lang.address("/")>{t.site_not_found_home()}</a></li>
        </ul>
    }
}
