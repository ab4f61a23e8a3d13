//! The first page.

use crate::{texts::use_texts, ui::PageTitle};
use leptos::prelude::*;

/// What the site is for, and the way to the vacancies.
#[component]
pub fn Home() -> impl IntoView {
    let t = use_texts();
    view! { <PageTitle title=t.home_title()/> }
}
