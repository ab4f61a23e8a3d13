//! What everybody may read. The list of vacancies comes with the application itself: most visits begin there, and the first is
//! to be light. The other pages are one lazily loaded chunk.

mod card;
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

pub use card::VacancyList;
pub use keep::NationalityNote;
pub use not_found::NotFound;
pub use notice::NoticeBody;
pub use refused::Refused;

use crate::{at_once::AtOnce, lazy_area, routes::Area};
use leptos::prelude::*;

/// The list of vacancies.
pub(crate) const LIST: Area = Area {
    addresses: &["/vacancies"],
    show: |_| Box::pin(async { AtOnce(vacancies::Vacancies()).into_any() }),
};

lazy_area! {
    /// The pages for everybody.
    reading after crate::texts::load_pages {
        "/" => home::HomePage,
        "/vacancies/categories/:category" => category::CategoryPage,
        "/vacancies/:slug" => notice::NoticePage,
        "/accessibility" => legal::AccessibilityPage,
        "/privacy" => legal::PrivacyPage,
        "/terms" => legal::TermsPage,
    }
}
