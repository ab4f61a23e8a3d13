//! What the server answers: which address leads where, and what happens to every request on its way.

pub mod errors;
pub mod gzip;
pub mod headers;
pub mod health;
pub mod measure;
pub mod own_data;
pub mod page_cache;
pub mod pages;
pub mod session;
pub mod site;

use crate::{forms, machines, state::AppState};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodFilter, get, on},
};
use leptos::{prelude::provide_context, server_fn::axum::server_fn_paths};
use leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context;
use model::language::Lang;
use session::Who;
use std::{collections::BTreeSet, sync::LazyLock, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

/// The most bytes that a request may carry: a form with every text at its longest is far below.
pub const BODY_MOST: usize = 2 << 20;

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why the routes cannot be built.
pub type BuildError = tower_http::csrf::ConfigError;

/// Everything that the server answers.
///
/// # Errors
/// `public_url` is not an origin that browsers name.
pub fn router(state: AppState) -> Result<Router, BuildError> {
    let compression = CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest);
    // What depends on who asks.
    let dynamic = machines::page_routes(own_data::routes(forms::routes(pages_and_functions())))
        .layer(RequestBodyLimitLayer::new(BODY_MOST))
        .merge(forms::file_routes(Router::new()))
        .layer(compression.clone())
        // Files, but the page of a refusal says who is signed in.
        .merge(machines::notice_routes())
        .merge(forms::document_routes())
        .layer(from_fn_with_state(state.clone(), session::layer));
    let routes = Router::new()
        .merge(dynamic)
        .merge(machines::routes().layer(compression))
        .merge(health::routes())
        .fallback_service(site::service(&state));
    around(routes, state)
}

/// These routes, and around them what happens to every request and answer.
///
/// # Errors
/// As [`router`].
pub fn around(routes: Router<AppState>, state: AppState) -> Result<Router, BuildError> {
    let csrf = CsrfLayer::new()
        .add_trusted_origin(&state.config.public_url)?
        .with_insecure_bypass(forms::is_unsubscription);
    Ok(routes
        .layer(csrf)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(from_fn_with_state(state.clone(), errors::layer))
        .layer(from_fn_with_state(state.clone(), headers::layer))
        .layer(from_fn(measure::layer))
        .with_state(state))
}

/// The addresses of the app's pages, in axum's notation, in all languages. Listed once, before anything is rendered: a page
/// that is rendered while leptos lists routes, anywhere in the process, waits for its data for ever
/// (<https://github.com/leptos-rs/leptos/issues/4773>).
#[must_use]
pub fn page_paths() -> &'static BTreeSet<String> {
    static PATHS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let listed = |lang: Lang| {
            let context = move || provide_context(lang);
            generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, context).0
        };
        Lang::ALL.into_iter().flat_map(listed).map(|listing| listing.path().to_owned()).collect()
    });
    &PATHS
}

fn pages_and_functions() -> Router<AppState> {
    let mut router = Router::new();
    for path in page_paths() {
        router = router.route(path, get(pages::page));
    }
    for (path, method) in server_fn_paths() {
        match MethodFilter::try_from(method) {
            Ok(filter) => router = router.route(path, on(filter, function)),
            Err(error) => tracing::error!(path, %error, "a server function cannot be reached"),
        }
    }
    router
}

/// Runs a server function.
async fn function(State(state): State<AppState>, Who(actor): Who, request: Request) -> Response {
    // It is called from a page: answers are in the language of that page.
    let page = request.headers().get("referer").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let path = page.strip_prefix(&state.config.public_url).unwrap_or_default();
    let lang = Lang::of_path(path).0;
    let context = move || pages::provide(&state, &actor, lang);
    let answer = leptos_axum::handle_server_fns_with_context(context, request).await;
    errors::of_function(answer.into_response()).await
}
