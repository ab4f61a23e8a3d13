//! Refusals: a status that says what is the matter, and the app's page for it where a page was asked for.

use super::{headers::is_page, pages, session::Who};
use crate::state::AppState;
use app::{Refusal, api::ApiError};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use services::Error;
use std::any::Any;

/// The address of the form that a refused request came from: its page leads back there. In the response's extensions.
#[derive(Debug, Clone)]
pub struct Form(pub String);

/// The response for a refusal. Its page is filled in by [`layer`].
pub fn refuse(error: Error) -> Response {
    let error = ApiError::from(error);
    mark(StatusCode::OK.into_response(), &error)
}

/// Gives a server function's refusal, for which leptos knows one status only, the status that says what is the matter.
pub async fn of_function(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (parts, body) = response.into_parts();
    let body = body.collect().await.map(|collected| collected.to_bytes()).unwrap_or_default();
    let error = std::str::from_utf8(&body).unwrap_or_default().parse().unwrap_or(ApiError::Network);
    mark(Response::from_parts(parts, body.into()), &error)
}

/// The same response, with the status of a refusal, and when it may be tried again.
fn mark(mut response: Response, error: &ApiError) -> Response {
    let (status, seconds) = match error {
        ApiError::SignedOut => (StatusCode::UNAUTHORIZED, None),
        ApiError::Forbidden | ApiError::StatementDue => (StatusCode::FORBIDDEN, None),
        ApiError::NotFound => (StatusCode::NOT_FOUND, None),
        ApiError::Gone => (StatusCode::GONE, None),
        ApiError::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, None),
        ApiError::Conflict => (StatusCode::CONFLICT, None),
        ApiError::TooMany { seconds } => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
        // What was sent could not be read.
        ApiError::Network => (StatusCode::BAD_REQUEST, None),
        ApiError::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, Some(10)),
    };
    *response.status_mut() = status;
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

/// Whether a page is asked for.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"))
}

/// Gives a refusal without a page its page, if a page was asked for.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let wants_page =
        !path.starts_with("/api/") && !path.starts_with("/health/") && wants_page(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if !wants_page || !(status.is_client_error() || status.is_server_error()) || is_page(response.headers()) {
        return response;
    }
    // A page that the app refused to render would be asked for again without an end.
    let (mut parts, _) = response.into_parts();
    let Who(actor) = parts.extensions.remove().unwrap_or_default();
    let seconds = parts.headers.get(header::RETRY_AFTER).and_then(|v| v.to_str().ok()?.parse().ok());
    let form = parts.extensions.remove::<Form>().map(|Form(address)| address);
    let refusal = Refusal { status: status.as_u16(), seconds, form };
    let mut page = pages::problem(&state, actor, &path, status, refusal).await;
    carry(&parts.headers, page.headers_mut());
    page
}

/// Takes over from a refusal what its page must say too.
fn carry(refusal: &HeaderMap, page: &mut HeaderMap) {
    for name in [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE] {
        for value in refusal.get_all(&name) {
            page.append(name.clone(), value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_refusal_sets_all_its_cookies() {
        let (mut refusal, mut page) = (HeaderMap::new(), HeaderMap::new());
        for cookie in ["a=1", "b=2"] {
            refusal.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        carry(&refusal, &mut page);
        assert_eq!(page.get_all(header::SET_COOKIE).iter().count(), 2);
    }
}
