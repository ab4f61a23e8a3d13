//! What everybody may read.

mod home;
mod not_found;
mod notice;
mod vacancies;
mod vacancy_words;

pub use home::Home;
pub use not_found::NotFound;
pub use notice::{NoticeBody, NoticeOfVacancy};
pub use vacancies::{Vacancies, VacancyList};
