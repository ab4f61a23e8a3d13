//! The head of every page.

use crate::texts::{use_lang, use_texts};
use leptos::prelude::*;

/// The site's name, the main addresses, the languages.
#[component]
pub fn Header() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    view! {
        <header class="site-header">
            <a class="site-name" href=lang.address("/")>{t.site_name()}</a>
            <nav aria-label=t.site_main_navigation()>
                <a href=lang.address("/vacancies")>{t.site_vacancies()}</a>
            </nav>
        </header>
    }
}
