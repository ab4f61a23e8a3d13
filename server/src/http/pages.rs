//! The app's pages: rendered whole, kept where they are the same for everybody, given a fresh nonce at each sending.

use super::{
    gzip::{self, Pieces},
    headers,
    page_cache::{self, Edition, Rendered},
    session::{SessionSecret, Who},
};
use crate::state::AppState;
use app::{Refusal, viewer::Site};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use http_body_util::BodyExt;
use leptos::{nonce::Nonce, prelude::provide_context};
use model::language::Lang;
use services::{Actor, clock::MINUTE};
use std::sync::Arc;

/// Not kept by anybody, and not shown again by the back button after signing out.
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");
/// Kept by the browser alone, and asked for again.
const FRESH: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Answers with the page at the request's address, for whoever asks.
pub async fn page(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(secret): SessionSecret,
    request: Request,
) -> Response {
    let cache_control = cache_control(&actor, request.uri().path());
    let kept = if secret.is_none() { page_cache::key(&request) } else { None };
    let gzip = kept.is_some() && gzip::is_taken(request.headers());
    let rendered = match (kept, edition(&state).await) {
        (Some(key), Some(edition)) => {
            let state = &state;
            let uri = request.uri().clone();
            state.pages.clone().get(key, edition, || render(state, Actor::default(), bare(uri))).await
        }
        _ => Arc::new(render(&state, actor, request).await),
    };
    send(&rendered, gzip, cache_control)
}

/// The app's page for a refusal that did not come from the app.
pub async fn problem(
    state: &AppState,
    actor: Actor,
    path: &str,
    status: StatusCode,
    refusal: Refusal,
) -> Response {
    let uri = path.parse().unwrap_or_default();
    let mut rendered = render_with(state, actor, bare(uri), Some(refusal)).await;
    rendered.status = status;
    send(&rendered, false, PRIVATE)
}

/// The page that describes the interface for programs.
pub async fn reference(State(state): State<AppState>, Who(actor): Who, request: Request) -> Response {
    let lang = Lang::of_path(request.uri().path()).0;
    let context = {
        let state = state.clone();
        move || provide(&state, &actor, lang)
    };
    let (assets, site) = (state.assets.clone(), state.config.public_url.clone());
    let document = move || app::reference::reference(&assets, lang, &site);
    let response = leptos_axum::render_app_async_with_context(context, document)(request).await;
    send(&rendered(&state, response).await, false, PRIVATE)
}

/// Who may keep a page: nobody, unless it is one for everybody and is shown to nobody in particular.
fn cache_control(actor: &Actor, path: &str) -> HeaderValue {
    if actor.viewer.is_none() && page_cache::is_public(path) { FRESH } else { PRIVATE }
}

/// What the kept pages are rendered from at this moment; None if the vacancies cannot be read.
async fn edition(state: &AppState) -> Option<Edition> {
    let services = &state.services;
    let vacancies = services.vacancies().await.ok()?;
    let now = services.clock.now();
    // Pages name days, which begin with a quarter of one of UTC's hours in every zone: some are half an hour off, or three quarters.
    Some((vacancies.edition(now), now.div_euclid(15 * MINUTE)))
}

/// A request of nobody in particular: what is kept must not depend on who came first.
fn bare(uri: axum::http::Uri) -> Request {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    request
}

async fn render(state: &AppState, actor: Actor, request: Request) -> Rendered {
    render_with(state, actor, request, None).await
}

async fn render_with(state: &AppState, actor: Actor, request: Request, problem: Option<Refusal>) -> Rendered {
    let lang = Lang::of_path(request.uri().path()).0;
    let context = {
        let state = state.clone();
        move || provide(&state, &actor, lang)
    };
    let assets = state.assets.clone();
    let response = match problem {
        None => {
            leptos_axum::render_app_async_with_context(context, move || app::shell(&assets, lang))(request)
                .await
        }
        Some(refusal) => {
            let document = move || app::refusal(&assets, lang, refusal.clone());
            leptos_axum::render_app_async_with_context(context, document)(request).await
        }
    };
    rendered(state, response).await
}

/// What leptos answers, with holes where the nonce stands.
async fn rendered(state: &AppState, response: Response) -> Rendered {
    let (parts, body) = response.into_parts();
    let text = match body.collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(error) => {
            tracing::error!(%error, "a page was not rendered");
            return Rendered {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                headers: HeaderMap::new(),
                pieces: Pieces::new(vec![Bytes::new()]),
            };
        }
    };
    Rendered {
        status: parts.status,
        headers: parts.headers,
        pieces: Pieces::new(split(&text, &state.placeholder)),
    }
}

/// The contexts that the app needs for a request.
pub fn provide(state: &AppState, actor: &Actor, lang: Lang) {
    provide_context(state.services.clone());
    provide_context(actor.clone());
    provide_context(lang);
    provide_context(Site { address: state.config.public_url.clone(), sample: state.config.sample });
    provide_context(state.placeholder.clone());
}

/// The text between the places where the placeholder stands.
fn split(text: &Bytes, placeholder: &Nonce) -> Vec<Bytes> {
    let hole = placeholder.as_inner().as_bytes();
    let mut start = 0;
    let mut pieces: Vec<_> = memchr::memmem::find_iter(text, hole)
        .map(|at| text.slice(std::mem::replace(&mut start, at + hole.len())..at))
        .collect();
    pieces.push(text.slice(start..));
    pieces
}

fn send(rendered: &Rendered, gzip: bool, cache_control: HeaderValue) -> Response {
    let nonce = Nonce::new();
    let nonce: &str = nonce.as_inner();
    let body = if gzip { rendered.pieces.gzip(nonce) } else { rendered.pieces.plain(nonce) };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = rendered.status;
    *response.headers_mut() = rendered.headers.clone();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, headers::page_policy(nonce));
    headers.insert(header::CACHE_CONTROL, cache_control);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
    if gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
