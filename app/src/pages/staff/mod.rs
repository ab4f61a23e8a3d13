//! The staff's area: one lazily loaded chunk.

mod admin;
mod dates;
mod left;
mod parts;
mod proposal;
mod standing;
pub(crate) mod today;
mod vacancies;
mod words;
#[cfg(feature = "ssr")]
pub(crate) use left::name as form_name;
#[cfg(feature = "ssr")]
pub(crate) use proposal::labels as proposal_labels;

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages of the staff's area.
    staff after crate::texts::load_staff {
        "/staff" => today::TodayPage,
        "/staff/admin" => admin::AdminPage,
        "/staff/admin/organisation" => admin::OrganisationPage,
        "/staff/admin/organisation/new" => admin::NewOfficePage,
        "/staff/admin/organisation/:office" => admin::OfficePage,
        "/staff/admin/organisation/partners" => admin::PartnersPage,
        "/staff/admin/areas" => admin::AreasPage,
        "/staff/admin/areas/new" => admin::NewAreaPage,
        "/staff/admin/areas/:area" => admin::AreaPage,
        "/staff/proposals" => proposal::ListPage,
        "/staff/proposals/new" => proposal::NewPage,
        "/staff/proposals/:id" => proposal::FilePage,
        "/staff/proposals/:id/:part" => proposal::PartOrStep,
        "/staff/proposals/calls" => proposal::CallsPage,
        "/staff/proposals/calls/:id" => proposal::CallPage,
        "/staff/vacancies" => vacancies::DeskPage,
        "/staff/vacancies/new" => vacancies::NewPage,
        "/staff/vacancies/:id" => vacancies::FilePage,
        "/staff/vacancies/:id/applications" => vacancies::ApplicantsPage,
        "/staff/vacancies/:id/applications/:application" => vacancies::ApplicantPage,
        "/staff/vacancies/:id/:part" => vacancies::PartOrStep,
        "/staff/vacancies/:id/questions/:question" => vacancies::QuestionPage,
    }
}
