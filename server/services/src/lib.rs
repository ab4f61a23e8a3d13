//! Use-cases: who may do what, and its transaction, SQL, mail and audit. Knows no HTML and no HTTP.

pub mod account;
pub mod alert;
pub mod application;
pub mod area;
pub mod audit;
pub mod board;
pub mod clock;
pub mod db;
pub mod deletion;
pub mod draft;
pub mod erasure;
pub mod error;
pub mod id;
pub mod import;
pub mod institution;
pub mod kept;
mod known;
pub mod limit;
pub mod organisation;
pub mod outbox;
pub mod own_data;
pub mod password;
pub mod profile;
pub mod proposal;
pub mod review;
pub mod sample;
pub mod saved;
pub mod session;
pub mod shared;
pub mod sign_in;
pub mod sign_up;
pub mod staff;
pub mod statement;
pub mod tidy;
mod token;
pub mod upgrade;
pub mod vacancy;

pub use clock::Clock;
pub use db::{Db, Tx};
pub use error::Error;

use model::{
    account::{Role, Viewer},
    email::Email,
    requirements::Rules,
};
use std::net::{IpAddr, Ipv4Addr};

/// What every use-case works with. Cheap to clone: all copies share the same pools.
#[derive(Debug, Clone)]
pub struct Services {
    pub db: Db,
    pub clock: Clock,
    /// The open vacancies in memory, which all copies share.
    pub board: board::Board,
    /// Who arranges what candidates need during recruitment: they are told by mail. None: nobody can be told.
    pub accommodation: Option<Email>,
    /// Where officials who serve now apply. None: they are not told where.
    pub internal_platform: Option<String>,
    /// What operators set of the minimum requirements.
    pub rules: Rules,
    /// The institutions in memory, which all copies share.
    pub institutions: institution::Directory,
    /// The areas of expertise in memory, which all copies share.
    pub area_list: area::Directory,
    /// Computes password hashes; all copies share its bound on memory.
    pub passwords: password::Passwords,
}

impl Services {
    /// The use-cases on a database that is open and migrated.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            board: board::Board::default(),
            accommodation: None,
            internal_platform: None,
            rules: Rules::default(),
            institutions: institution::Directory::default(),
            area_list: area::Directory::default(),
            passwords: password::Passwords::default(),
        }
    }
}

/// Who asks.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person, if somebody is signed in.
    pub viewer: Option<Viewer>,
    origin: Origin,
    /// When the request arrived, if it did over the network.
    arrived: Option<i64>,
}

/// Where it is asked from. Private: a request can come from a network address only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The command line, on the server's own machine.
    Operator,
    /// A network address, for limits.
    Network(IpAddr),
}

/// A visitor, of whom nothing else is known.
impl Default for Actor {
    fn default() -> Self {
        Self::at(IpAddr::V4(Ipv4Addr::UNSPECIFIED), None)
    }
}

impl Actor {
    /// Who asks from a network address: a person, if somebody is signed in there.
    #[must_use]
    pub const fn at(address: IpAddr, viewer: Option<Viewer>) -> Self {
        Self { viewer, origin: Origin::Network(address), arrived: None }
    }

    /// Who runs the command line on the server's own machine.
    #[must_use]
    pub const fn operator() -> Self {
        Self { viewer: None, origin: Origin::Operator, arrived: None }
    }

    /// The same, whose request arrived at an instant.
    #[must_use]
    pub fn arriving(self, at: i64) -> Self {
        Self { arrived: Some(at), ..self }
    }

    /// When the request arrived: a deadline is kept by that, however long it then waits for its turn.
    #[must_use]
    pub fn arrived(&self, clock: &Clock) -> i64 {
        self.arrived.unwrap_or_else(|| clock.now())
    }

    /// Whether it is the command line that asks.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.origin == Origin::Operator
    }

    /// The person once signed in, at the same place.
    #[must_use]
    pub fn signed_in_as(&self, viewer: Viewer) -> Self {
        Self { viewer: Some(viewer), ..*self }
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

    /// The person who is signed in, whatever waits to be accepted: for the rights that nobody has to accept anything for, to have
    /// a copy of the own data and to have it erased.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub fn holder(&self) -> Result<&Viewer, Error> {
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
        match &self.viewer {
            Some(viewer) => &viewer.account,
            None if self.is_operator() => "operator",
            None => "visitor",
        }
    }
}
