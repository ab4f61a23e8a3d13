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
mod saved;
mod section;
mod time_left;
mod whole;
mod withdraw;
pub(crate) mod words;

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages of the candidate's area.
    candidate after crate::texts::load_pages {
        "/profile" => profile::ProfilePage,
        "/profile/print" => print::ProfilePrint,
        "/vacancies/:slug/compare" => compare::CompareTo,
        "/profile/:section" => section::SectionPage,
        "/profile/:section/:entry" => section::EntryPage,
        "/vacancies/saved" => saved::SavedVacancies,
        "/vacancies/:slug/apply" => apply::ApplyTo,
        "/vacancies/:slug/apply/review" => review::ReviewOf,
        "/applications" => applications::Applications,
        "/applications/:id" => receipt::ApplicationPage,
        "/applications/:id/withdraw" => withdraw::WithdrawPage,
    }
}
