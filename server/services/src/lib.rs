//! Use-cases: who may do what, and its transaction, SQL, mail and audit. Knows no HTML and no HTTP.

pub mod account;
pub mod application;
pub mod audit;
pub mod clock;
pub mod db;
pub mod draft;
pub mod error;
pub mod id;
pub mod import;
pub mod kept;
pub mod limit;
pub mod outbox;
pub mod password;
pub mod profile;
pub mod sample;
pub mod session;
pub mod sign_in;
pub mod sign_up;
pub mod snapshot;
pub mod staff;
pub mod statement;
pub mod tidy;
mod token;
pub mod vacancy;

pub use clock::Clock;
pub use db::{Db, Tx};
pub use error::Error;

use model::account::{Role, Viewer};

/// What every use-case works with. Cheap to clone: all copies share the same pools.
#[derive(Debug, Clone)]
pub struct Services {
    pub db: Db,
    pub clock: Clock,
    /// The open vacancies in memory, which all copies share.
    pub board: snapshot::Board,
    /// Computes password hashes; all copies share its bound on memory.
    pub passwords: password::Passwords,
}

impl Services {
    /// The use-cases on a database that is open and migrated.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, board: snapshot::Board::default(), passwords: password::Passwords::default() }
    }
}

/// Who asks.
#[derive(Debug, Clone, Default)]
pub struct Actor {
    /// The person, if somebody is signed in.
    pub viewer: Option<Viewer>,
    /// The network address that the request came from, for limits; [`OPERATOR`] for the command line.
    pub address: String,
}

/// What stands in place of a network address for who works at the machine itself. No request can have it: the server puts
/// an IP address there, or nothing.
pub const OPERATOR: &str = "operator";

impl Actor {
    /// Who runs the command line on the server's own machine.
    #[must_use]
    pub fn operator() -> Self {
        Self { viewer: None, address: OPERATOR.to_owned() }
    }

    /// Whether it is the command line that asks.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.viewer.is_none() && self.address == OPERATOR
    }

    /// The person who is signed in, and has accepted the newest data privacy statement.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::StatementDue`]
    pub fn signed_in(&self) -> Result<&Viewer, Error> {
        match &self.viewer {
            None => Err(Error::SignedOut),
            Some(viewer) if viewer.statement_due => Err(Error::StatementDue),
            Some(viewer) => Ok(viewer),
        }
    }

    /// The person, who must have a role.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub fn with(&self, role: Role) -> Result<&Viewer, Error> {
        let viewer = self.signed_in()?;
        if viewer.is(role) { Ok(viewer) } else { Err(Error::Forbidden) }
    }

    /// The name for the audit.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.viewer {
            Some(viewer) => &viewer.account,
            None if self.is_operator() => OPERATOR,
            None => "visitor",
        }
    }
}
