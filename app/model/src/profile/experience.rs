//! Jobs, each on a page of its own.

use super::{LINE_MOST, Listed, TypedPeriod};
use crate::{
    country::Country,
    date::{self, YearMonth},
    draft,
    draft::{Checker, Draft},
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of "Key duties" of one experience (FAQ: about 300 words).
pub const KEY_DUTIES_MOST: usize = 2000;
/// The most UTF-16 code units of "Key achievements" of one experience (FAQ: about 150 words).
pub const KEY_ACHIEVEMENTS_MOST: usize = 1000;

draft! {
    /// One job outside the organisation.
    pub struct ExperienceDraft => Experience, check_experience {
        Panel title,
        Panel employer,
        Panel country,
        Panel from_month,
        Panel from_year,
        Panel current,
        Panel to_month,
        Panel to_year,
        Panel duties,
        Panel achievements,
    }
}

/// A checked job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    pub title: String,
    pub employer: String,
    pub country: Country,
    pub from: YearMonth,
    /// None: the person works there now.
    pub to: Option<YearMonth>,
    pub duties: String,
    pub achievements: String,
}

fn check_experience(draft: &ExperienceDraft, today: Date) -> Result<Experience, Problems> {
    let mut check = Checker::new(draft);
    let title = check.required_line("title", LINE_MOST);
    let employer = check.required_line("employer", LINE_MOST);
    let country = check.required_option("country", Country::parse);
    let from = past_month(&mut check, "from_month", &draft.from_month, &draft.from_year, today);
    let current = check.ticked("current");
    let to = if current {
        None
    } else {
        past_month(&mut check, "to_month", &draft.to_month, &draft.to_year, today)
    };
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        check.problems.add("to_month", Problem::EndsBeforeItStarts);
    }
    let duties = check.required_paragraphs("duties", KEY_DUTIES_MOST);
    let achievements = check.required_paragraphs("achievements", KEY_ACHIEVEMENTS_MOST);
    let value = from.zip(country).map(|(from, country)| Experience {
        title,
        employer,
        country,
        from,
        to,
        duties,
        achievements,
    });
    check.problems.or(value)
}

/// A month that must be there and not lie ahead; the problem stands at the month's field.
fn past_month<D: Draft>(
    check: &mut Checker<'_, D>,
    field: &str,
    month: &str,
    year: &str,
    today: Date,
) -> Option<YearMonth> {
    let problem = match date::year_month(month, year, today) {
        Ok(Some(value)) if value > YearMonth::of(today) => Problem::InTheFuture,
        Ok(Some(value)) => return Some(value),
        Ok(None) => Problem::Missing,
        Err(problem) => problem,
    };
    check.problems.add(field, problem);
    None
}

impl Listed for ExperienceDraft {
    fn title(&self) -> String {
        super::joined(&[&self.title, &self.employer])
    }

    fn period(&self) -> TypedPeriod {
        TypedPeriod {
            from: (self.from_month.clone(), self.from_year.clone()),
            to: (self.to_month.clone(), self.to_year.clone()),
            current: !self.current.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    const TODAY: Date = day(2026, 11, 21);

    fn job() -> ExperienceDraft {
        ExperienceDraft {
            title: "Statistician".into(),
            employer: "Institute".into(),
            country: "CH".into(),
            from_month: "3".into(),
            from_year: "2019".into(),
            to_month: "2".into(),
            to_year: "2021".into(),
            duties: "Surveys".into(),
            achievements: "A new index".into(),
            ..Default::default()
        }
    }

    #[test]
    fn a_whole_job_is_valid() {
        assert!(job().check(TODAY).is_ok());
    }

    #[test]
    fn a_current_job_asks_for_no_end() {
        let draft = ExperienceDraft {
            current: "yes".into(),
            to_month: String::new(),
            to_year: String::new(),
            ..job()
        };
        assert_eq!(draft.check(TODAY).map(|e| e.to), Ok(None));
    }

    #[test]
    fn key_duties_end_at_two_thousand_units_of_javascript() {
        let duties = |n: usize| ExperienceDraft { duties: "é".repeat(n), ..job() }.check(TODAY);
        assert!(duties(2000).is_ok());
        assert_eq!(duties(2001).unwrap_err().of("duties"), Some(&Problem::TooLong { over: 1 }));
    }

    #[test]
    fn a_job_cannot_end_before_it_starts_nor_begin_tomorrow() {
        let draft = ExperienceDraft { to_year: "2018".into(), ..job() };
        assert_eq!(draft.check(TODAY).unwrap_err().of("to_month"), Some(&Problem::EndsBeforeItStarts));
        let draft = ExperienceDraft {
            from_month: "12".into(),
            from_year: "2026".into(),
            current: "yes".into(),
            ..job()
        };
        assert_eq!(draft.check(TODAY).unwrap_err().of("from_month"), Some(&Problem::InTheFuture));
    }

    proptest! {
        /// Whatever is typed, the check gives a value or names at least one field of the form, and never panics.
        #[test]
        fn a_check_never_fails_without_saying_why(texts in proptest::collection::vec(".{0,40}", 10)) {
            let names = ExperienceDraft::FIELDS.iter().map(|(name, _)| *name);
            let draft = ExperienceDraft::of(names.zip(texts));
            if let Err(problems) = draft.check(TODAY) {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|p| ExperienceDraft::FIELDS.iter().any(|(name, _)| *name == p.field)));
            }
        }
    }
}
