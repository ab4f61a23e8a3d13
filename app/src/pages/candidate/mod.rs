//! The candidate's area: profile, applying, applications. One lazily loaded chunk.

mod applications;
mod apply;
mod compare;
mod entries;
mod fields;
mod from_file;
pub(crate) mod labels;
mod profile;
mod receipt;
mod section;
mod whole;

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages of the candidate's area.
    candidate / __preload_candidate {
        Profile => profile::ProfilePage,
        SectionPage => section::SectionPage,
        EntryPage => section::EntryPage,
        Apply => apply::ApplyTo,
        Applications => applications::Applications,
        Application => receipt::ApplicationPage,
    }
}
