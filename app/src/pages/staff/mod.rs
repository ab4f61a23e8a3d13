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
    staff / __preload_staff after crate::texts::load_staff {
        Today => today::TodayPage,
        Admin => admin::AdminPage,
        Organisation => admin::OrganisationPage,
        NewOffice => admin::NewOfficePage,
        Office => admin::OfficePage,
        Partners => admin::PartnersPage,
        Proposals => proposal::ListPage,
        NewProposal => proposal::NewPage,
        Proposal => proposal::FilePage,
        ProposalPart => proposal::PartOrStep,
        Calls => proposal::CallsPage,
        Call => proposal::CallPage,
        Vacancies => vacancies::DeskPage,
        NewVacancy => vacancies::NewPage,
        Vacancy => vacancies::FilePage,
        VacancyApplicants => vacancies::ApplicantsPage,
        VacancyApplicant => vacancies::ApplicantPage,
        VacancyPart => vacancies::PartOrStep,
        VacancyQuestion => vacancies::QuestionPage,
    }
}
