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

#[cfg(feature = "hydrate")]
pub(crate) use load::go;
pub use load::{Load, Loading, Refused, loading};
pub use public::{NotFound, NoticeBody, Standing};

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
