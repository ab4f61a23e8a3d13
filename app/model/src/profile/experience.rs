//! Jobs, outside the organisation and in it, each on a page of its own.

use super::{LINE_MOST, Listed, TypedPeriod};
use crate::{
    area::Area,
    choice::Choice,
    choices,
    country::Country,
    date::YearMonth,
    draft,
    draft::{Checker, Draft},
    problem::Problems,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of "Key duties" of one experience (FAQ: about 300 words).
pub const KEY_DUTIES_MOST: usize = 2000;
/// The most UTF-16 code units of "Key achievements" of one experience (FAQ: about 150 words).
pub const KEY_ACHIEVEMENTS_MOST: usize = 1000;

choices! {
    /// What kind of employer it was.
    pub enum Sector {
        International = "international",
        Public = "public",
        Private = "private",
        NonGovernmental = "non-governmental",
        Academic = "academic",
        SocialPartner = "social-partner",
        SelfEmployed = "self-employed",
        Other = "other",
    }
}

choices! {
    /// What kind of work it was.
    pub enum Kind {
        Employment = "employment",
        Consultancy = "consultancy",
        Internship = "internship",
        Volunteering = "volunteering",
        Service = "service",
        Other = "other",
    }
}

draft! {
    /// One job outside the organisation.
    pub struct ExperienceDraft => Experience, check_experience {
        Panel title,
        Panel employer,
        Panel country,
        Panel sector,
        Panel grade,
        Panel from_month,
        Panel from_year,
        Panel current,
        Panel to_month,
        Panel to_year,
        Panel kind,
        Panel share,
        Panel international,
        Panel fields,
        Panel duties,
        Panel achievements,
        Panel supervised,
        Hrd supervisor,
        Hrd leaving,
    }
}

draft! {
    /// One job in the organisation.
    pub struct OwnExperienceDraft => OwnExperience, check_own_experience {
        Panel title,
        Panel department,
        Panel duty_station,
        Panel country,
        Panel grade,
        Panel from_month,
        Panel from_year,
        Panel current,
        Panel to_month,
        Panel to_year,
        Panel kind,
        Panel share,
        Panel international,
        Panel fields,
        Panel duties,
        Panel achievements,
        Panel supervised,
        Hrd supervisor,
        Hrd leaving,
    }
}

/// What is asked of every job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub title: String,
    pub country: Country,
    /// Grade or level; may be empty.
    pub grade: String,
    pub from: YearMonth,
    /// None: the person works there now.
    pub to: Option<YearMonth>,
    pub kind: Option<Kind>,
    /// Of full time, in percent.
    pub share: u32,
    /// Whether it was at the international level.
    #[serde(default)]
    pub international: bool,
    /// The fields that it was relevant to.
    #[serde(default)]
    pub fields: Vec<Area>,
    pub duties: String,
    pub achievements: String,
    /// How many people the person supervised.
    pub supervised: Option<u32>,
    /// Name and contact; may be empty.
    pub supervisor: String,
    /// Why the person left; may be empty.
    #[serde(default)]
    pub leaving: String,
}

impl Job {
    /// Whether it was not part-time.
    #[must_use]
    pub fn is_full_time(&self) -> bool {
        self.share == FULL_TIME
    }
}

/// The share of a job that is not part-time, in percent.
const FULL_TIME: u32 = 100;

/// A checked job outside the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    pub job: Job,
    pub employer: String,
    pub sector: Option<Sector>,
}

/// A checked job in the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnExperience {
    pub job: Job,
    /// Department or office.
    pub department: String,
    pub duty_station: String,
}

fn check_experience(draft: &ExperienceDraft, today: Date) -> Result<Experience, Problems> {
    let mut check = Checker::new(draft);
    let employer = check.required_line("employer", LINE_MOST);
    let sector = check.option("sector", Sector::parse);
    let job = check_job(&mut check, today);
    let value = job.map(|job| Experience { job, employer, sector });
    check.or(value)
}

fn check_own_experience(draft: &OwnExperienceDraft, today: Date) -> Result<OwnExperience, Problems> {
    let mut check = Checker::new(draft);
    let department = check.required_line("department", LINE_MOST);
    let duty_station = check.required_line("duty_station", LINE_MOST);
    let job = check_job(&mut check, today);
    let value = job.map(|job| OwnExperience { job, department, duty_station });
    check.or(value)
}

/// What is asked of every job; none if something is wrong with its months or country.
fn check_job<D: Draft>(check: &mut Checker<'_, D>, today: Date) -> Option<Job> {
    let title = check.required_line("title", LINE_MOST);
    let country = check.required_option("country", Country::parse);
    let grade = check.line("grade", LINE_MOST);
    let period = check.period(today);
    let kind = check.option("kind", Kind::parse);
    let share = check.number("share", 1, FULL_TIME).unwrap_or(FULL_TIME);
    let international = check.ticked("international");
    let fields = check.options("fields", Area::parse);
    let duties = check.required_paragraphs("duties", KEY_DUTIES_MOST);
    let achievements = check.required_paragraphs("achievements", KEY_ACHIEVEMENTS_MOST);
    let supervised = check.number("supervised", 0, 100_000);
    let supervisor = check.line("supervisor", LINE_MOST);
    let leaving = check.line("leaving", LINE_MOST);
    let (from, to) = period?;
    Some(Job {
        title,
        country: country?,
        grade,
        from,
        to,
        kind,
        share,
        international,
        fields,
        duties,
        achievements,
        supervised,
        supervisor,
        leaving,
    })
}

impl Listed for ExperienceDraft {
    fn title(&self) -> String {
        super::joined(&[&self.title, &self.employer])
    }

    fn period(&self) -> TypedPeriod {
        TypedPeriod::of(self)
    }
}

impl Listed for OwnExperienceDraft {
    fn title(&self) -> String {
        super::joined(&[&self.title, &self.department, &self.duty_station])
    }

    fn period(&self) -> TypedPeriod {
        TypedPeriod::of(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use jiff::civil::date as day;

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
        assert_eq!(draft.check(TODAY).map(|e| e.job.to), Ok(None));
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
}
