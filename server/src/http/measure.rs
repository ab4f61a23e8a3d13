//! What is counted and logged of each request: its route, never its address, which may name people or hold secrets.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::Instrument;

/// The header that names a request in the logs; a proxy's own is kept.
pub const REQUEST_ID: &str = "x-request-id";

/// Names the request, counts it, and logs how it ended.
pub async fn layer(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(&request);
    // Not `unmatched` addresses one by one: anybody can invent them without end.
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = known(request.method());
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default(), method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16().to_string(), started.elapsed());
    span.in_scope(|| tracing::debug!(status, ms = took.as_millis(), "done"));
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    metrics::counter!("http_requests_total", "route" => route, "method" => method, "status" => status)
        .increment(1);
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The method, if it is one of HTTP's own: likewise.
fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];
    KNOWN.into_iter().find(|name| *method == **name).unwrap_or("other")
}

fn request_id(request: &Request) -> HeaderValue {
    let given = request.headers().get(REQUEST_ID).filter(|v| {
        v.len() <= 64
            && v.as_bytes().iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    });
    given.cloned().unwrap_or_else(|| {
        let number = getrandom::u64().unwrap_or_default();
        HeaderValue::from_str(&format!("{number:016x}")).unwrap_or(HeaderValue::from_static("0"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_methods_are_counted_as_one() {
        assert_eq!(known(&Method::PATCH), "PATCH");
        assert_eq!(known(&Method::from_bytes(b"BREW").unwrap_or_default()), "other");
    }
}
