//! The candidate's area: profile, applying, applications. One lazily loaded chunk.

pub(crate) mod applications;
mod apply;
mod compare;
mod entries;
mod fields;
mod from_file;
pub(crate) mod labels;
mod print;
mod profile;
pub(crate) mod questions;
mod receipt;
mod review;
mod section;
mod time_left;
mod whole;
mod withdraw;
pub(crate) mod words;

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages of the candidate's area.
    candidate / __preload_candidate {
        Profile => profile::ProfilePage,
        Print => print::ProfilePrint,
        Compare => compare::CompareTo,
        SectionPage => section::SectionPage,
        EntryPage => section::EntryPage,
        Apply => apply::ApplyTo,
        ApplyReview => review::ReviewOf,
        Applications => applications::Applications,
        Application => receipt::ApplicationPage,
        Withdraw => withdraw::WithdrawPage,
    }
}
