//! Institutions of higher education, as candidates name them.

use crate::country::Country;
use serde::{Deserialize, Serialize};

/// An institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Stays the same whatever is imported later.
    pub id: String,
    pub country: Country,
    pub name: String,
    /// Whether it is recognised; None where no source says so.
    pub accredited: Option<bool>,
    /// No source lists it any longer: it is offered to nobody, and stays for those who named it.
    pub retired: bool,
}

/// An institution as it is offered to somebody who types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    pub id: String,
    pub name: String,
    /// The name that was matched, where that is another one of it: an abbreviation, a former name, a name in another
    /// language.
    pub matched: Option<String>,
}

/// What is found of what somebody types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Best first.
    pub offered: Vec<Offered>,
    /// The text names an institution of the list as it stands, however it is written.
    pub listed: bool,
}
