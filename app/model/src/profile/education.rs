//! Schools and universities, and what was obtained there.

use super::{LINE_MOST, Listed, TypedPeriod};
use crate::{
    choice::Choice,
    choices,
    country::Country,
    date::YearMonth,
    degree::{Level, Study},
    draft,
    draft::Checker,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How many years ahead a degree may be expected.
const YEARS_AHEAD: i16 = 10;

choices! {
    /// Whether the title is held already.
    pub enum Completion {
        Obtained = "obtained",
        Expected = "expected",
    }
}

draft! {
    /// One course of study.
    pub struct EducationDraft => Education, check_education {
        Panel country,
        Panel institution,
        Panel unlisted,
        Panel place,
        Panel level,
        Panel degree,
        Panel field,
        Panel from_month,
        Panel from_year,
        Panel to_month,
        Panel to_year,
        Panel completion,
    }
}

/// A checked course of study. Whether the institution is an accredited one is not asked: the list of institutions tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    pub country: Country,
    /// By its name: the list's, or another where it is not in the list (FAQ: "*Other").
    pub institution: String,
    /// The town, and where it can be found on the web: of an institution that is not in the list, else perhaps empty.
    pub place: String,
    pub level: Level,
    /// The title in the language in which it was given.
    pub degree: String,
    pub field: String,
    pub from: YearMonth,
    pub to: YearMonth,
    pub completion: Completion,
}

impl EducationDraft {
    /// The field in which an institution is said to be none of the list's (FAQ: "*Other"). Who saves the draft decides it
    /// anew by what the list has, wherever an institution is [`named`](Self::named).
    pub const UNLISTED: &'static str = "unlisted";

    /// The country and the name of the institution, once both are there.
    #[must_use]
    pub fn named(&self) -> Option<(Country, &str)> {
        let name = self.institution.trim();
        Country::parse(self.country.trim()).filter(|_| !name.is_empty()).map(|country| (country, name))
    }
}

impl Education {
    /// What is classified of it. `accredited` is what the list of institutions says: false where it does not have this one,
    /// none where it has it and does not know.
    #[must_use]
    pub fn study(&self, accredited: Option<bool>) -> Study {
        Study { level: self.level, accredited, obtained: self.completion == Completion::Obtained }
    }
}

fn check_education(draft: &EducationDraft, today: Date) -> Result<Education, Problems> {
    let mut check = Checker::new(draft);
    let country = check.required_option("country", Country::parse);
    let institution = check.required_line("institution", LINE_MOST);
    let place = check.line("place", LINE_MOST);
    if place.is_empty() && check.ticked(EducationDraft::UNLISTED) {
        check.problems.add("place", Problem::NotListed);
    }
    let level = check.required_option("level", Level::parse);
    let degree = check.required_line("degree", LINE_MOST);
    let field = check.line("field", LINE_MOST);
    let from = check.past_month("from_month", "from_year", today);
    let completion = check.required_option("completion", Completion::parse);
    let to = match completion {
        Some(Completion::Expected) => check.month("to_month", "to_year", today),
        _ => check.past_month("to_month", "to_year", today),
    };
    if to.is_some_and(|to| to.year > today.year() + YEARS_AHEAD) {
        check.problems.add("to_month", Problem::UnlikelyYear);
    }
    check.ends_after("to_month", from, to);
    let value = (|| {
        Some(Education {
            country: country?,
            institution,
            place,
            level: level?,
            degree,
            field,
            from: from?,
            to: to?,
            completion: completion?,
        })
    })();
    check.or(value)
}

impl Listed for EducationDraft {
    fn title(&self) -> String {
        super::joined(&[&self.degree, &self.institution])
    }

    fn period(&self) -> TypedPeriod {
        TypedPeriod::of(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        degree::{Reason, Standing},
        draft::Draft,
    };
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    fn study(completion: &str, year: &str) -> Result<Education, Problems> {
        EducationDraft::of([
            ("country", "BR"),
            ("institution", "Universidade de São Paulo"),
            ("level", "masters-degree"),
            ("degree", "Mestrado em Economia"),
            ("from_month", "2"),
            ("from_year", "2024"),
            ("to_month", "7"),
            ("to_year", year),
            ("completion", completion),
        ])
        .check(TODAY)
    }

    #[test]
    fn only_what_is_expected_lies_ahead_and_not_for_ever() {
        assert!(study("obtained", "2026").is_ok());
        assert!(study("expected", "2028").is_ok());
        let problem = |completion, year| study(completion, year).unwrap_err().of("to_month").cloned();
        assert_eq!(problem("obtained", "2028"), Some(Problem::InTheFuture));
        assert_eq!(problem("expected", "2037"), Some(Problem::UnlikelyYear));
        assert_eq!(problem("obtained", "2023"), Some(Problem::EndsBeforeItStarts));
    }

    #[test]
    fn faq_i_did_not_go_to_a_listed_institution() {
        let school = |unlisted: &str, place: &str| {
            EducationDraft::of([
                ("country", "KE"),
                ("institution", "Lenana School"),
                ("unlisted", unlisted),
                ("place", place),
                ("level", "secondary-school"),
                ("degree", "Kenya Certificate of Secondary Education"),
                ("from_month", "1"),
                ("from_year", "2001"),
                ("to_month", "11"),
                ("to_year", "2004"),
                ("completion", "obtained"),
            ])
            .check(TODAY)
        };
        let asked = school("yes", " ").unwrap_err();
        assert_eq!(asked.0.len(), 1, "{asked:?}");
        assert_eq!(asked.of("place"), Some(&Problem::NotListed));
        let entered = school("yes", "Nairobi, lenanaschool.example").unwrap();
        assert_eq!(entered.institution, "Lenana School");
        assert_eq!(entered.study(Some(false)).standing(), Standing::Secondary, "no list has schools");
        assert!(school("", "").is_ok(), "of what the list has, no more is asked");
    }

    #[test]
    fn an_institution_is_named_by_its_country_and_its_name() {
        let named = |country: &str, institution: &str| {
            let draft = EducationDraft::of([("country", country), ("institution", institution)]);
            draft.named().map(|(country, name)| format!("{country} {name}"))
        };
        assert_eq!(named("KE", " Lenana School ").as_deref(), Some("KE Lenana School"));
        assert_eq!(
            (named("", "Lenana School"), named("XX", "Lenana School"), named("KE", " ")),
            (None, None, None)
        );
    }

    #[test]
    fn faq_will_my_university_degree_be_accepted() {
        let standing = |accredited| study("obtained", "2026").unwrap().study(accredited).standing();
        assert_eq!(standing(Some(true)), Standing::Advanced);
        // Nobody is refused for what our list does not have or does not know: somebody looks at it.
        assert_eq!(standing(Some(false)), Standing::ToBeVerified(Reason::InstitutionNotListed));
        assert_eq!(standing(None), Standing::ToBeVerified(Reason::InstitutionUnknown));
    }

    #[test]
    fn faq_what_constitutes_an_advanced_degree() {
        let standing =
            |completion, accredited| study(completion, "2026").unwrap().study(accredited).standing();
        assert_eq!(standing("obtained", Some(true)), Standing::Advanced);
        assert_eq!(standing("obtained", Some(false)), Standing::ToBeVerified(Reason::InstitutionNotListed));
        assert_eq!(standing("expected", Some(true)), Standing::NotCounted(Reason::NotYetObtained));
        let diploma = Education { level: Level::PostGraduateDiploma, ..study("obtained", "2026").unwrap() };
        let standing = diploma.study(Some(true)).standing();
        assert_eq!(standing, Standing::NotCounted(Reason::PostGraduateDiploma));
    }
}
