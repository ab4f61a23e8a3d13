//! What everybody may read. The list of vacancies comes with the application itself: most visits begin there, and the first is
//! to be light. The other pages are one lazily loaded chunk.

mod home;
mod legal;
mod not_found;
mod notice;
mod refused;
mod vacancies;
pub(crate) mod vacancy_words;

pub use not_found::NotFound;
pub use notice::NoticeBody;
pub use refused::Refused;
pub use vacancies::{Vacancies, VacancyList};

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages for everybody.
    reading / __preload_reading {
        Home => home::HomePage,
        NoticeOfVacancy => notice::NoticePage,
        Accessibility => legal::AccessibilityPage,
        Privacy => legal::PrivacyPage,
        Terms => legal::TermsPage,
    }
}
