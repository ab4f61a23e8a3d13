//! The pages: a file per page, a lazily loaded chunk per area.

pub mod account;
pub mod alert;
mod area;
pub mod candidate;
pub mod gallery;
pub mod import;
mod load;
pub mod public;
pub mod staff;

pub use load::{Load, Loading, Refused, loading};
pub(crate) use load::{go, loading_less};
pub use public::{NotFound, NoticeBody};

use crate::routes::{Area, Pages};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// All pages of the site.
#[component(transparent)]
pub(crate) fn AllPages() -> Pages {
    const AREAS: &[Area] = &[
        public::LIST,
        public::AREA,
        account::AREA,
        candidate::AREA,
        import::AREA,
        alert::AREA,
        staff::AREA,
        gallery::AREA,
    ];
    Pages::of(AREAS)
}

/// A part of the address behind the question mark; empty if it is not there.
pub(crate) fn query(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get_str(name).unwrap_or_default().to_owned())
}

/// A part of the address itself, which changes with it; empty if it is not there.
pub(crate) fn parameter(name: &'static str) -> impl Fn() -> String {
    let params = use_params_map();
    move || params.with(|params| params.get_str(name).unwrap_or_default().to_owned())
}

/// Sets the status of the answer, where a page is rendered by the server.
pub(crate) fn status(code: u16) {
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>()
        && let Ok(code) = http::StatusCode::from_u16(code)
    {
        response.set_status(code);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = code;
}
