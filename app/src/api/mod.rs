//! The thin API between browser and server: a file per subject, and the one error that they all refuse with.

pub mod account;
pub mod application;
pub mod draft;
pub mod legal;
pub mod lookup;
pub mod profile;
pub mod vacancy;

use leptos::{
    prelude::*,
    server_fn::{codec::JsonEncoding, error::FromServerFnError},
};
use model::problem::Problems;
use serde::{Deserialize, Serialize};

/// Why the server did not do what was asked, as the browser needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    SignedOut,
    /// A new data privacy statement must be accepted first.
    StatementDue,
    Forbidden,
    NotFound,
    Gone,
    Invalid(Problems),
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
    type Encoder = JsonEncoding;

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

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the server did not do what was asked")
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
            Error::Invalid(problems) => ApiError::Invalid(problems),
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
