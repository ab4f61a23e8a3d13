//! No page at this address.

use crate::{texts::use_texts, ui::PageTitle};
use leptos::prelude::*;

/// Says that there is no such page, with status 404, and where to go from here.
#[component]
pub fn NotFound() -> impl IntoView {
    crate::pages::status(404);
    let t = use_texts();
    view! { <PageTitle title=t.site_not_found()/> }
}
