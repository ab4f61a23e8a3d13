//! Use-cases: who may do what, and its transaction, SQL, mail and audit. Knows no HTML and no HTTP.

pub mod audit;
pub mod clock;
pub mod db;
pub mod draft;
pub mod error;
pub mod id;
pub mod outbox;
pub mod snapshot;
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
}

impl Services {
    /// The use-cases on a database that is open and migrated.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, board: snapshot::Board::default() }
    }
}

/// Who asks.
#[derive(Debug, Clone, Default)]
pub struct Actor {
    /// The person, if somebody is signed in.
    pub viewer: Option<Viewer>,
    /// The network address that the request came from, for limits; empty for the command line.
    pub address: String,
}

impl Actor {
    /// The person who is signed in.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub fn signed_in(&self) -> Result<&Viewer, Error> {
        self.viewer.as_ref().ok_or(Error::SignedOut)
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
        self.viewer.as_ref().map_or("visitor", |v| v.account.as_str())
    }
}
