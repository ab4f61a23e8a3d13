//! Words of the organisation that several of the staff's pages say.

use crate::texts::Texts;
use model::organisation::Place;

/// Where an office or a post is.
pub fn place(t: Texts, place: Place) -> &'static str {
    match place {
        Place::Headquarters => t.organisation_headquarters(),
        Place::Field => t.organisation_field(),
    }
}
