//! Two versions of a proposal, compared word by word.

use super::draft::Part;
use crate::choices;
use serde::{Deserialize, Serialize};

choices! {
    /// What became of some words between two versions.
    pub enum Fate {
        Same = "same",
        Removed = "removed",
        Added = "added",
    }
}

/// A field that differs: its words, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub part: Part,
    pub field: String,
    pub pieces: Vec<(Fate, String)>,
}

/// A version that was submitted, or the text as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1; 0: the text as it stands, which is not submitted yet.
    pub version: u32,
    /// Who submitted it.
    pub by: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Two versions, and what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Those that there are, the newest first.
    pub versions: Vec<Version>,
    pub from: u32,
    pub to: u32,
    pub differences: Vec<Difference>,
}
