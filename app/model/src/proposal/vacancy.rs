//! A proposal as the vacancy that it becomes.

use super::{
    BACKGROUND_MOST, COMPETENCIES, DUTIES_MOST, ITEM_MOST, LEAD_MOST, LEARNING_MOST, OUTPUTS_MOST,
    PROSE_MOST, Proposal,
    draft::{Part, ProposalDraft},
};
use crate::{
    choice::Choice,
    organisation::Place,
    problem::{Problem, Problems},
    vacancy::{self, Category, ContractType, Region, Vacancy, VacancyText, draft::Dates},
};
use jiff::civil::Date;

// The lists of the fullest proposal fit into its notice.
const _: () = {
    assert!(DUTIES_MOST + OUTPUTS_MOST <= vacancy::DUTIES_MOST);
    assert!(LEARNING_MOST * (ITEM_MOST + 1) + PROSE_MOST < vacancy::TEXT_MOST);
    assert!(COMPETENCIES.1 * (ITEM_MOST + 1) < vacancy::TEXT_MOST);
    assert!(2 * PROSE_MOST + BACKGROUND_MOST + LEAD_MOST < vacancy::TEXT_MOST);
};

impl ProposalDraft {
    /// The proposal as it may be published: complete, its sponsor known, and for the office and the place for which it was decided
    /// on, which `decided` says: in another region, another HR partner would have to approve it.
    ///
    /// # Errors
    /// The first part in which something is in the way, and what that is.
    pub fn ready(&self, decided: &Self, today: Date) -> Result<Proposal, (Part, Problems)> {
        let proposal = self.check(today).map_err(|problems| {
            let part = problems.iter().find_map(|problem| Part::parse(&problem.field));
            let part = part.unwrap_or(Part::General);
            (part, part.problems(&self.fields(part), today))
        })?;
        let same = |field: &str| self.get(field).trim() == decided.get(field).trim();
        let region = |draft: &Self| crate::country::Country::parse(draft.get("country")).and_then(Region::of);
        let same_region = proposal.general.place == Place::Headquarters || region(self) == region(decided);
        for (field, same) in [("office", same("office")), ("place", same("place")), ("country", same_region)]
        {
            if !same {
                return Err((Part::General, Problems::from((field, Problem::Settled))));
            }
        }
        if proposal.sponsor.open_to().is_empty() {
            return Err((Part::Sponsor, Problems::from(("sponsor", Problem::Missing))));
        }
        Ok(proposal)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draft::Draft,
        proposal::{GeneralDraft, draft::document_fields},
    };

    const TODAY: Date = jiff::civil::date(2026, 11, 29);

    /// A proposal in the field in which nothing is missing.
    fn complete() -> ProposalDraft {
        let mut draft = ProposalDraft::default();
        let general = GeneralDraft::of([
            ("language", "en"),
            ("title", "Labour Statistics"),
            ("place", "field"),
            ("city", "Nairobi"),
            ("country", "KE"),
            ("duration", "12"),
            ("grade", "P2"),
            ("office", "nairobi"),
        ]);
        draft.put_draft(Part::General, &general);
        for (part, field) in
            document_fields().filter(|(part, _)| !matches!(part, Part::General | Part::Sponsor))
        {
            let text = if field == "competencies" { "A\nB\nC\nD\nE" } else { "Text." };
            assert_eq!(Part::of_field(field), Some(part));
            draft.set(field, text.to_owned());
        }
        draft.set("sponsor", "FI".to_owned());
        draft
    }

    #[test]
    fn what_is_published_is_for_the_office_and_the_place_that_were_decided_on() {
        let decided = complete();
        assert!(decided.ready(&decided, TODAY).is_ok());
        for (field, text, wrong) in [
            ("office", "lima", "office"),
            ("place", "headquarters", "place"),
            ("country", "PE", "country"),
            ("sponsor", "", "sponsor"),
        ] {
            let mut draft = decided.clone();
            draft.set(field, text.to_owned());
            let problems = draft.ready(&decided, TODAY).map_err(|(_, problems)| problems);
            assert!(
                problems.as_ref().is_err_and(|problems| problems.of(wrong).is_some()),
                "{field}: {problems:?}"
            );
        }
        // The same region, and its HR partner, has other countries.
        let mut draft = decided.clone();
        draft.set("country", "TZ".to_owned());
        draft.set("introduction", "Another text.".to_owned());
        assert!(draft.ready(&decided, TODAY).is_ok());
        draft.set("training", String::new());
        assert_eq!(draft.ready(&decided, TODAY).map_err(|(part, _)| part), Err(Part::Training));
    }
}
