//! What is the matter, for programs: `application/problem+json` (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use services::Error;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    detail: String,
}

impl Problem {
    /// With a sentence on what to do about it.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    /// A parameter that cannot be taken.
    pub fn parameter(name: &str, allowed: &str) -> Self {
        let name: String = name.chars().take(50).collect();
        Self::new(StatusCode::BAD_REQUEST, format!("the parameter `{name}` {allowed}"))
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(StatusCode::NOT_FOUND, "there is no such vacancy"),
            Error::Gone => Self::new(StatusCode::GONE, "the vacancy has closed"),
            error => {
                tracing::warn!(%error, "the vacancies could not be read for a program");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the vacancies cannot be read now; try again later",
                )
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Refused");
        let body = json!({ "type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": self.detail });
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }
}
