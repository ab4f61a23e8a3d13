//! What is made for programs and for keeping: the feed, the sitemap, the interface, and a notice as a PDF and as a calendar's entry.
//! All of it is open to everybody and the same for everybody; what has closed is in none of it.

mod answer;
mod api;
mod calendar;
mod feed;
mod pdf;
mod problem;
mod query;
mod sitemap;

pub use answer::Seen;
pub use pdf::Documents;
pub use sitemap::Sitemap;

use crate::{
    forms::{Refusal, in_all_languages, redirect},
    http::{errors::wants_page, pages},
    state::AppState,
};
use axum::{
    Router,
    http::{HeaderMap, Method, header},
    response::Response,
    routing::get,
};
use model::language::Lang;
use tower_http::cors::{Any, CorsLayer};

/// The addresses for programs. Pages of other sites may read them.
pub fn routes() -> Router<AppState> {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE])
        .expose_headers([header::ETAG, header::LAST_MODIFIED, header::RETRY_AFTER]);
    let feeds = in_all_languages(Router::new(), app::reference::FEED, &get(feed::feed));
    Router::new()
        .nest("/api/v1", api::routes())
        .merge(feeds)
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/robots.txt", get(sitemap::robots))
        .layer(cors)
}

/// What is answered for a form of a notice that has closed: who wants a page is led to the one in the notice's place.
fn gone(lang: Lang, slug: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    if wants_page(headers) {
        return Ok(redirect(lang, &format!("/vacancies/{slug}")));
    }
    Err(services::Error::Gone.into())
}

/// A notice in forms to keep.
pub fn notice_routes() -> Router<AppState> {
    let router = in_all_languages(Router::new(), "/vacancies/{slug}/notice.pdf", &get(pdf::notice));
    in_all_languages(router, "/vacancies/{slug}/deadline.ics", &get(calendar::deadline))
}

/// The page that describes the interface.
pub fn page_routes(router: Router<AppState>) -> Router<AppState> {
    in_all_languages(router, "/api", &get(pages::reference))
}
