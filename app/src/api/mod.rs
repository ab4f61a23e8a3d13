//! The thin API between browser and server: a file per subject, and the one error that they all refuse with.

pub mod account;
pub mod alert;
pub mod application;
pub mod area;
pub mod desk;
pub mod draft;
pub mod import;
pub mod legal;
pub mod lookup;
pub mod organisation;
pub mod profile;
pub mod proposal;
pub mod search;
pub mod sheet;
pub mod vacancy;

use leptos::{
    prelude::*,
    server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, error::FromServerFnError},
};
use std::{convert::Infallible, fmt, str::FromStr};

/// Why the server did not do what was asked, as the browser needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    SignedOut,
    /// A new data privacy statement must be accepted first.
    StatementDue,
    Forbidden,
    NotFound,
    Gone,
    Invalid,
    Conflict,
    TooMany {
        seconds: u64,
    },
    /// The fault is the server's.
    Unavailable,
    /// The server was not reached, or one side could not read what the other sent.
    Network,
}

impl FromServerFnError for ApiError {
    type Encoder = Words;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_)
            | ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Response(_) => ApiError::Network,
            _ => ApiError::Unavailable,
        }
    }
}

/// Its name, and behind a space when it may be tried again.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, error)| error == self).map_or(TOO_MANY, |(name, _)| name);
        match self {
            ApiError::TooMany { seconds } => write!(f, "{name} {seconds}"),
            _ => f.write_str(name),
        }
    }
}

impl FromStr for ApiError {
    type Err = Infallible;

    /// What is no error's text is [`ApiError::Network`].
    fn from_str(text: &str) -> Result<Self, Infallible> {
        if let Some(seconds) = text.strip_prefix(TOO_MANY) {
            return Ok(ApiError::TooMany { seconds: seconds.trim().parse().unwrap_or_default() });
        }
        let known = NAMES.iter().find(|(name, _)| *name == text);
        Ok(known.map_or(ApiError::Network, |(_, error)| error.clone()))
    }
}

const TOO_MANY: &str = "TooMany";

const NAMES: [(&str, ApiError); 9] = [
    ("SignedOut", ApiError::SignedOut),
    ("StatementDue", ApiError::StatementDue),
    ("Forbidden", ApiError::Forbidden),
    ("NotFound", ApiError::NotFound),
    ("Gone", ApiError::Gone),
    ("Invalid", ApiError::Invalid),
    ("Conflict", ApiError::Conflict),
    ("Unavailable", ApiError::Unavailable),
    ("Network", ApiError::Network),
];

/// An [`ApiError`] travels as its text.
#[derive(Debug)]
pub struct Words;

impl ContentType for Words {
    const CONTENT_TYPE: &'static str = "text/plain";
}

impl FormatType for Words {
    const FORMAT_TYPE: Format = Format::Text;
}

impl Encodes<ApiError> for Words {
    type Error = Infallible;

    fn encode(error: &ApiError) -> Result<Bytes, Infallible> {
        Ok(error.to_string().into())
    }
}

impl Decodes<ApiError> for Words {
    type Error = Infallible;

    fn decode(text: Bytes) -> Result<ApiError, Infallible> {
        std::str::from_utf8(&text).unwrap_or_default().parse()
    }
}

impl std::error::Error for ApiError {}

#[cfg(feature = "ssr")]
impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        use services::Error;
        match error {
            Error::SignedOut => ApiError::SignedOut,
            Error::StatementDue => ApiError::StatementDue,
            Error::Forbidden => ApiError::Forbidden,
            Error::NotFound => ApiError::NotFound,
            Error::Gone => ApiError::Gone,
            Error::Invalid(_) => ApiError::Invalid,
            Error::Conflict => ApiError::Conflict,
            Error::TooMany { seconds } => ApiError::TooMany { seconds },
            Error::Unavailable(why) => {
                tracing::error!(why, "a use-case is unavailable");
                ApiError::Unavailable
            }
        }
    }
}

/// The use-cases and who asks, on the server: provided as contexts for every request.
#[cfg(feature = "ssr")]
pub(crate) fn services() -> (services::Services, services::Actor) {
    (expect_context(), expect_context())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_read_as_it_is_written() {
        let errors = NAMES.map(|(_, error)| error).into_iter();
        for error in errors.chain([ApiError::TooMany { seconds: 30 }]) {
            assert_eq!(error.to_string().parse(), Ok(error));
        }
    }
}
