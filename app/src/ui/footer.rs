//! The foot of every page.

use crate::texts::{use_lang, use_texts};
use leptos::prelude::*;

/// What holds for the whole site, and where it is said in full.
#[component]
pub fn Footer() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    view! {
        <footer class="site-footer">
            <div>
                <p>{t.site_no_fee()}</p>
                <nav aria-label=t.site_about()>
                    <ul role="list">
                        <li><a href=lang.address("/accessibility")>{t.site_accessibility()}</a></li>
                        <li><a href=lang.address("/privacy")>{t.site_privacy()}</a></li>
                        <li><a href=lang.address("/terms")>{t.site_terms()}</a></li>
                        <li><a href=lang.address("/api") rel="external">{t.site_programs()}</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}
