//! The gallery: every control in every state, for those who build and test the site. Shown where there is sample data only.

mod fields;
mod furniture;
mod measure;
mod states;

use crate::{at_once::Erase, lazy_area, texts::use_texts, ui::PageTitle, viewer::is_sample};
use leptos::prelude::*;

lazy_area! {
    /// The gallery's one page.
    gallery after crate::texts::load_pages {
        "/gallery" => GalleryPage,
    }
}

/// All controls in all states.
#[component]
fn GalleryPage() -> impl IntoView {
    if !is_sample() {
        return view! { <super::NotFound/> }.erase();
    }
    let t = use_texts();
    view! {
        <furniture::Trail/>
        <PageTitle title=t.gallery_title()/>
        <p class="lead">{t.gallery_lead()}</p>
        <fields::Fields/>
        <states::SaveStates/>
        <states::ConflictPanel/>
        <furniture::Furniture/>
        <measure::Measure/>
    }
    .erase()
}
