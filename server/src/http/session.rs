//! Who asks: the session cookie, and the network address.

use crate::state::AppState;
use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderValue, request::Parts},
    middleware::Next,
    response::Response,
};
use services::{Actor, clock::SECOND};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

pub use app::api::account::{SESSION_COOKIE as COOKIE, cookie_of};

/// The cookie with the secret of a form that was posted after the session had ended, and waits for its person.
pub const PARKED_COOKIE: &str = "__Host-parked";

/// A `Set-Cookie` value for a secret that ends with the browser's session, or after so many milliseconds.
///
/// `Lax`: following a link in a mail must find the session.
#[must_use]
pub fn set_cookie(name: &str, secret: &str, lasts: Option<i64>) -> HeaderValue {
    let age = lasts.map(|lasts| format!("; Max-Age={}", lasts / SECOND)).unwrap_or_default();
    HeaderValue::from_str(&format!("{name}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"))
        .unwrap_or(HeaderValue::from_static(""))
}

/// A `Set-Cookie` value that removes a cookie.
#[must_use]
pub fn remove_cookie(name: &str) -> HeaderValue {
    set_cookie(name, "", Some(0))
}

/// The secret of the session, from the request's cookie. Present whether or not the session still lasts.
#[derive(Debug, Clone)]
pub struct SessionSecret(pub Option<String>);

/// Finds out who asks, once for each request, and puts [`Who`] and [`SessionSecret`] into its extensions.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    // Before anything that may take its time.
    let arrived = state.services.clock.now();
    let secret = cookie_of(request.headers(), COOKIE);
    let address = address(&state, &request);
    let viewer = match &secret {
        // Asking when the session ends must not move its end.
        _ if request.uri().path() == app::api::account::SESSION_ADDRESS => None,
        None => None,
        Some(secret) => match state.services.viewer(secret).await {
            Ok(viewer) => viewer,
            // Taking the person for a visitor would have them sign in again, or a form be refused.
            Err(error) => return super::errors::refuse(error),
        },
    };
    let who = Who(Actor::at(address, viewer).arriving(arrived));
    request.extensions_mut().insert(who.clone());
    request.extensions_mut().insert(SessionSecret(secret));
    let mut response = next.run(request).await;
    // For the page of a refusal, which is made further out.
    response.extensions_mut().insert(who);
    response
}

fn address(state: &AppState, request: &Request) -> IpAddr {
    let connection = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
    let forwarded: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    state.config.client(connection, &forwarded.join(","))
}

/// Extracts who asks: `Who(actor): Who` in a handler.
#[derive(Debug, Clone, Default)]
pub struct Who(pub Actor);

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Who>().cloned().unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for SessionSecret {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<SessionSecret>().cloned().unwrap_or(SessionSecret(None)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, header};

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; __Host-session=abc; b=2"));
        headers.append(header::COOKIE, HeaderValue::from_static("c=3; d="));
        assert_eq!(cookie_of(&headers, COOKIE).as_deref(), Some("abc"));
        assert_eq!(cookie_of(&headers, "c").as_deref(), Some("3"));
        assert_eq!(cookie_of(&headers, "session"), None);
        assert_eq!(cookie_of(&headers, "d"), None);
    }

    #[test]
    fn a_secret_cannot_add_attributes() {
        assert_eq!(set_cookie("a", "x\r\nSet-Cookie: y=z", None), HeaderValue::from_static(""));
    }
}
