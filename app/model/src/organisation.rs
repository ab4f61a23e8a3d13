//! The organisation.

use crate::choices;

choices! {
    /// Where an office or a post is.
    pub enum Place {
        Headquarters = "headquarters",
        Field = "field",
    }
}
