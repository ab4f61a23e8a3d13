//! Refusals: a status that says what is the matter, and the app's page for it where a page was asked for.

use super::pages;
use crate::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use services::Error;
use std::any::Any;

/// The status that a refusal of the services has.
#[must_use]
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::SignedOut => StatusCode::UNAUTHORIZED,
        Error::Forbidden | Error::StatementDue => StatusCode::FORBIDDEN,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Gone => StatusCode::GONE,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict => StatusCode::CONFLICT,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The response for a refusal. Its page is filled in by [`layer`].
pub fn refuse(error: &Error) -> impl IntoResponse + use<> {
    if let Error::Unavailable(why) = error {
        tracing::error!(why, "a use-case is unavailable");
    }
    let mut response = status(error).into_response();
    let seconds = match error {
        Error::TooMany { seconds } => Some(*seconds),
        Error::Unavailable(_) => Some(10),
        _ => None,
    };
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What is answered when a handler panics; the panic's words stay in the log.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = words.unwrap_or("?"), "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Gives a refusal without a page its page, if a page was asked for.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let wants_page = !path.starts_with("/api/")
        && !path.starts_with("/health/")
        && request
            .headers()
            .get(header::ACCEPT)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.contains("text/html"));
    let response = next.run(request).await;
    let is_page = |r: &Response| {
        r.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"))
    };
    let status = response.status();
    if !wants_page || !(status.is_client_error() || status.is_server_error()) || is_page(&response) {
        return response;
    }
    // A page that the app refused to render would be asked for again without an end.
    let (parts, _) = response.into_parts();
    let mut page = pages::problem(&state, &path, status).await;
    for name in [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE] {
        if let Some(value) = parts.headers.get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}
