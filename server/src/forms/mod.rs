//! Forms without WebAssembly: plain posts, which save, do and answer with a redirection (303).

mod account;
mod alert;
mod application;
mod area;
mod draft;
mod fields;
mod import;
mod organisation;
mod proposal;
mod proposal_file;
mod reply;
mod saved;
mod small;
mod upload;
mod vacancy;

pub use alert::is_unsubscription;
pub use fields::FormFields;
pub use reply::{Refusal, door, redirect, see_other};

use crate::state::AppState;
use axum::{Router, routing::MethodRouter};
use model::language::Lang;

/// Adds the addresses that forms are posted to.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router =
        area::routes(organisation::routes(proposal::routes(vacancy::routes(application::routes(router)))));
    account::routes(draft::routes(alert::routes(saved::routes(router))))
}

/// Adds the addresses that take files, and limit themselves what they take.
pub fn file_routes(router: Router<AppState>) -> Router<AppState> {
    proposal_file::routes(import::routes(router))
}

/// Adds the addresses of documents that are made for a person.
pub fn document_routes() -> Router<AppState> {
    proposal_file::document_routes()
}

/// Adds an address in every language: `/profile/{section}` also as `/fr/profile/{section}` and `/es/profile/{section}`.
pub fn in_all_languages(
    router: Router<AppState>,
    path: &str,
    handler: &MethodRouter<AppState>,
) -> Router<AppState> {
    Lang::ALL.into_iter().fold(router, |router, lang| router.route(&lang.address(path), handler.clone()))
}
