//! A proposal as the vacancy that it becomes.

use super::Proposal;
use crate::vacancy::{Category, ContractType, Vacancy, VacancyText, draft::Dates};

impl Proposal {
    /// The vacancy, without a number, with what its notice says in the proposal's language; `department` is the office's short name.
    /// It is open to whom the sponsor has it open to: nobody may publish it as long as that is not known.
    #[must_use]
    pub fn vacancy(&self, department: &str, text: VacancyText, dates: Dates) -> Vacancy {
        let general = &self.general;
        Vacancy {
            number: String::new(),
            job_id: String::new(),
            category: Category::JuniorProfessionalOfficers,
            grade: Some(general.grade),
            contract_type: ContractType::JuniorProfessionalOfficer,
            contract_months: Some(general.duration),
            published_on: dates.published_on,
            closes_on: dates.closes_on,
            zone: dates.zone,
            department: department.to_owned(),
            unit: String::new(),
            duty_station: general.duty_station.clone(),
            open_to: self.sponsor.open_to(),
            second_language: false,
            questions: Vec::new(),
            original_language: general.language,
            texts: [(general.language, text)].into(),
            changes: Vec::new(),
        }
    }
}
