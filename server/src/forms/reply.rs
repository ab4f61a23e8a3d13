//! What a posted form is answered with.

use crate::http::errors;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use model::{
    address::{is_own, with},
    language::Lang,
};
use services::Error;

/// Sends the browser on with a GET (303) to an English path in a language: `redirect(Lang::Fr, "/profile")` leads to
/// `/fr/profile`.
#[must_use]
pub fn redirect(lang: Lang, path: &str) -> Response {
    see_other(&lang.address(path))
}

/// As [`redirect`], to an address as it is. Only addresses of this site: what leads elsewhere leads home instead.
#[must_use]
pub fn see_other(address: &str) -> Response {
    let ours = is_own(address).then(|| HeaderValue::from_str(address).ok()).flatten();
    let location = ours.unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A use-case's refusal as the answer to a form: the error's status, with the app's page for it. Lets handlers use `?`.
#[derive(Debug)]
pub struct Refusal(pub Error);

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Refusal(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        errors::refuse(self.0)
    }
}

/// Leads who must sign in first, or accept a newer statement, there, and then back to `back`, an address; refuses all else.
///
/// # Errors
/// The error is another one.
pub fn door(error: Error, lang: Lang, back: &str) -> Result<Response, Refusal> {
    let door = match error {
        Error::SignedOut => "/account/sign-in",
        Error::StatementDue => "/account/statement",
        error => return Err(error.into()),
    };
    Ok(redirect(lang, &with(door, &[("next", back)])))
}

/// A refusal whose page leads back to a form: to where `back`, a redirection, leads, with the cookies that it sets.
pub fn refused_with(error: Error, back: &Response) -> Response {
    let mut refusal = errors::refuse(error);
    for cookie in back.headers().get_all(header::SET_COOKIE) {
        refusal.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    let address = back.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    refusal.extensions_mut().insert(errors::Form(address.to_owned()));
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "evil"] {
            assert_eq!(see_other(elsewhere).headers()[header::LOCATION], "/", "{elsewhere}");
        }
        assert_eq!(redirect(Lang::Fr, "/profile").headers()[header::LOCATION], "/fr/profile");
    }
}
