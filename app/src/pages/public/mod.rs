//! What everybody may read. The list of vacancies comes with the application itself: most visits begin there, and the first is
//! to be light. The other pages are one lazily loaded chunk.

mod category;
mod changes;
mod find_form;
mod finder;
mod home;
mod keep;
mod legal;
mod not_found;
mod notice;
mod refused;
mod star;
mod vacancies;
pub mod vacancy_words;

pub use keep::NationalityNote;
pub use not_found::NotFound;
pub use notice::{NoticeBody, Standing};
pub use refused::Refused;
pub use star::Star;
pub use vacancies::{Vacancies, VacancyList};

use crate::lazy_area;
use leptos::prelude::*;

lazy_area! {
    /// The pages for everybody.
    reading / __preload_reading {
        Home => home::HomePage,
        Category => category::CategoryPage,
        NoticeOfVacancy => notice::NoticePage,
        Accessibility => legal::AccessibilityPage,
        Privacy => legal::PrivacyPage,
        Terms => legal::TermsPage,
    }
}
