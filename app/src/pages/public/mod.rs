//! What everybody may read.

mod home;
mod legal;
mod not_found;
mod notice;
mod refused;
mod vacancies;
mod vacancy_words;

pub use home::Home;
pub use legal::{Accessibility, Privacy, Terms};
pub use not_found::NotFound;
pub use notice::{NoticeBody, NoticeOfVacancy};
pub use refused::Refused;
pub use vacancies::{Vacancies, VacancyList};
