//! The browser bundle's files, and the app's page for what is not there.

use super::{pages, session};
use crate::state::AppState;
use app::Assets;
use axum::{
    Router,
    extract::{Path, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    routing::{any, get},
};

use tower_http::services::ServeDir;

/// The file's name carries a hash of its content: it never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Icons, robots.txt, the manifest: an hour.
const A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Where the texts of each language are read that no bundler has written.
pub const TEXTS: &str = "/texts";

/// Whether a file's name, or that of its folder, carries a hash of its content.
fn is_hashed(assets: &Assets, path: &str) -> bool {
    let folder = assets.folder.trim_end_matches('/');
    let in_folder = path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    // Without a folder, the files are not the bundler's.
    !folder.is_empty()
        && (in_folder || path == assets.css || assets.texts.values().any(|texts| path == texts))
}

/// Serves the files of the site folder, compressed ones where the browser takes them; for all else the app's "not found".
pub fn service(state: &AppState) -> Router {
    let not_found = Router::new()
        .fallback(any(pages::page))
        .layer(from_fn_with_state(state.clone(), session::layer))
        .with_state(state.clone());
    let assets = state.assets.clone();
    // While somebody works on them, files change under the same name.
    let unbundled = assets.folder.is_empty();
    let unhashed = if unbundled { HeaderValue::from_static("no-cache") } else { A_WHILE };
    let files = ServeDir::new(&state.config.site)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(not_found);
    let keep = from_fn(move |request: Request, next: Next| {
        let hashed = is_hashed(&assets, request.uri().path());
        let unhashed = unhashed.clone();
        async move {
            let mut response = next.run(request).await;
            let is_file = matches!(
                response.status(),
                StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT
            );
            if is_file {
                let value = if hashed { FOR_EVER } else { unhashed.clone() };
                response.headers_mut().entry(header::CACHE_CONTROL).or_insert(value);
            }
            response
        }
    });
    let router = if unbundled {
        let texts = |Path(lang): Path<String>| async move {
            lang.parse().map(app::texts::lines).map_err(|_| StatusCode::NOT_FOUND)
        };
        Router::new().route(&format!("{TEXTS}/{{lang}}"), get(texts))
    } else {
        Router::new()
    };
    router.fallback_service(files).layer(keep)
}
