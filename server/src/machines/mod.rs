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
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use model::{language::Lang, vacancy::Notice};
use services::{Error, board::Found};
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

/// The notice of an open vacancy. Once it has closed, who wants a page is led to the one in the notice's place.
async fn open(state: &AppState, lang: Lang, slug: &str, headers: &HeaderMap) -> Result<Notice, Response> {
    let refused = |error| Refusal(error).into_response();
    match state.services.notice(slug, lang).await.map_err(refused)? {
        Found::Open(notice) => Ok(*notice),
        Found::Closed { .. } if wants_page(headers) => Err(redirect(lang, &format!("/vacancies/{slug}"))),
        Found::Closed { .. } => Err(refused(Error::Gone)),
        Found::NotFound => Err(refused(Error::NotFound)),
    }
}

/// A file that is made of a notice or a proposal: `shown` is `inline` or `attachment`. It is asked for again each time, for what it is made of may change.
pub fn file(kind: &'static str, shown: &str, name: &str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(shown) = HeaderValue::from_str(&format!("{shown}; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, shown);
    }
    response
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
