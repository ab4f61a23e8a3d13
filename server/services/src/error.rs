//! How a use-case refuses: what the person can do next, or that the fault is ours.

use model::problem::Problems;

/// Why a use-case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session has ended.
    #[error("nobody is signed in")]
    SignedOut,
    /// Somebody is signed in who must first accept the newest data privacy statement.
    #[error("the data privacy statement has changed and is not accepted yet")]
    StatementDue,
    /// The person may not do this.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or it is not the person's.
    #[error("not found")]
    NotFound,
    /// It was there and is no longer: a vacancy after its deadline.
    #[error("gone")]
    Gone,
    /// What was sent is not valid.
    #[error("not valid: {0:?}")]
    Invalid(Problems),
    /// Somebody else came first: a version that is no longer the newest, an address that is taken.
    #[error("in conflict with a newer state")]
    Conflict,
    /// Too many tries; again in so many seconds.
    #[error("too many tries; again in {seconds} s")]
    TooMany { seconds: u64 },
    /// Something that we depend on is away or refuses; the text is for those who operate the platform.
    #[error("{0}")]
    Unavailable(String),
}

/// PostgreSQL's codes for a transaction that gave way to another: it could not be put in order with it, or both waited for
/// each other.
const GAVE_WAY: [&str; 2] = ["40001", "40P01"];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(database) = &error
            && (database.is_unique_violation() || database.code().is_some_and(|c| GAVE_WAY.contains(&&*c)))
        {
            return Error::Conflict;
        }
        Error::Unavailable(format!("database: {error}"))
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Error::Unavailable(format!("migration: {error}"))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        // Its own words may repeat the text, which belongs to a person and not into a log.
        let (what, line, column) = (error.classify(), error.line(), error.column());
        Error::Unavailable(format!(
            "a stored value cannot be read or written: {what:?}, line {line}, column {column}"
        ))
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Error::Invalid(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn what_is_stored_is_not_repeated_in_a_log() {
        let words = serde_json::from_str::<u8>("\"my diagnosis\"").map_err(Error::from);
        let words = words.map_or_else(|error| error.to_string(), |_| String::new());
        assert_eq!(words, "a stored value cannot be read or written: Data, line 1, column 14");
    }
}
