//! The fields of a posted form.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use model::form::Fields;

/// Extracts the fields of a form, posted as `application/x-www-form-urlencoded`. Of a name that comes several times (tick
/// boxes), the values are joined by line feeds.
///
/// Refuses other content types (415), what is too long (413).
#[derive(Debug, Clone, Default)]
pub struct FormFields(pub Fields);

impl FormFields {
    /// The text of a field; empty if it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name)
    }

    /// The button that was pressed: the field `action`, and behind a colon what it concerns (`remove:2`).
    #[must_use]
    pub fn action(&self) -> (&str, &str) {
        let action = self.get("action");
        action.split_once(':').unwrap_or((action, ""))
    }

    /// The version that the form was rendered from.
    #[must_use]
    pub fn base(&self) -> i64 {
        self.get("base").parse().unwrap_or(0)
    }

    fn of(body: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for (name, text) in form_urlencoded::parse(body) {
            match fields.iter_mut().find(|(n, _)| *n == name) {
                Some((_, joined)) => {
                    joined.push('\n');
                    joined.push_str(&text);
                }
                None => fields.push((name.into_owned(), text.into_owned())),
            }
        }
        FormFields(Fields(fields))
    }
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let content_type =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !content_type.starts_with("application/x-www-form-urlencoded") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self::of(&body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_one_name_are_joined() {
        let form = FormFields::of(b"a=1&b=x+y%0D%0Az&a=2&action=remove:7&base=12");
        assert_eq!((form.get("a"), form.get("b"), form.get("c")), ("1\n2", "x y\r\nz", ""));
        assert_eq!((form.action(), form.base()), (("remove", "7"), 12));
    }
}
