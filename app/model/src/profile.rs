//! The candidate's profile: it replaces the CV (FAQ). Each section is a draft, or a list of drafts; the profile itself is
//! what they check to.

use crate::{
    choices,
    country::Country,
    date::{self, YearMonth, years_between},
    draft,
    draft::{Checker, Draft, Privacy},
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of "Key duties" of one experience (FAQ: about 300 words).
pub const KEY_DUTIES_MOST: usize = 2000;
/// The most UTF-16 code units of "Key achievements" of one experience (FAQ: about 150 words).
pub const KEY_ACHIEVEMENTS_MOST: usize = 1000;
/// The most UTF-16 code units of a short text: an employer, a title, a name.
pub const LINE_MOST: usize = 200;
/// The most UTF-16 code units of an address.
pub const ADDRESS_MOST: usize = 500;
/// The most entries of a list section: more than any life has, fewer than what would fill a disk.
pub const ENTRIES_MOST: usize = 100;
/// The least age of a candidate, in years.
pub const LEAST_AGE: u32 = 18;

choices! {
    /// A section of the profile, in the order of its task list.
    pub enum Section {
        Personal = "personal",
        Experience = "experience",
        Languages = "languages",
    }
}

impl Section {
    /// Whether the section is a list, each entry on a page of its own.
    #[must_use]
    pub fn is_list(self) -> bool {
        !matches!(self, Section::Personal)
    }
}

draft! {
    /// Personal details, as in the passport.
    pub struct PersonalDraft => Personal, check_personal {
        Panel family_name,
        Panel given_names,
        Person birth_day,
        Person birth_month,
        Person birth_year,
        Hrd nationality,
        Hrd residence,
        Hrd address,
        Hrd phone,
    }
}

/// Checked personal details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    pub family_name: String,
    pub given_names: String,
    #[serde(with = "crate::date::iso")]
    pub born_on: Date,
    pub nationality: Country,
    pub residence: Country,
    pub address: String,
    pub phone: String,
}

fn check_personal(draft: &PersonalDraft, today: Date) -> Result<Personal, Problems> {
    let mut check = Checker::new(draft);
    let family_name = check.required_line("family_name", LINE_MOST);
    let given_names = check.required_line("given_names", LINE_MOST);
    let born_on = match date::date(&draft.birth_day, &draft.birth_month, &draft.birth_year, today) {
        Ok(Some(date)) if date > today => Err(Problem::InTheFuture),
        Ok(Some(date)) if years_between(date, today) < LEAST_AGE as i16 => {
            Err(Problem::TooYoung { least: LEAST_AGE })
        }
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err(Problem::Missing),
        Err(problem) => Err(problem),
    };
    let born_on = born_on.map_err(|problem| check.problems.add("birth_day", problem)).ok();
    let nationality = check.required_option("nationality", Country::parse);
    let residence = check.required_option("residence", Country::parse);
    let address = check.required_paragraphs("address", ADDRESS_MOST);
    let phone = check.required_line("phone", 50);
    if !phone.is_empty() && phone.chars().filter(char::is_ascii_digit).count() < 5 {
        check.problems.add("phone", Problem::NotANumber);
    }
    let value = (|| {
        Some(Personal {
            family_name,
            given_names,
            born_on: born_on?,
            nationality: nationality?,
            residence: residence?,
            address,
            phone,
        })
    })();
    check.problems.or(value)
}

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

choices! {
    /// How well a language is known, for each skill.
    pub enum Proficiency {
        None = "none",
        Basic = "basic",
        Intermediate = "intermediate",
        Advanced = "advanced",
        MotherTongue = "mother-tongue",
    }
}

draft! {
    /// One language and how well it is known.
    pub struct LanguageDraft => Language, check_language {
        Panel language,
        Panel reading,
        Panel writing,
        Panel speaking,
        Panel understanding,
    }
}

/// A checked language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// The ISO 639 code.
    pub language: String,
    pub reading: Proficiency,
    pub writing: Proficiency,
    pub speaking: Proficiency,
    pub understanding: Proficiency,
}

fn check_language(draft: &LanguageDraft, _today: Date) -> Result<Language, Problems> {
    let mut check = Checker::new(draft);
    let code = |code: &str| {
        (matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| code.to_owned())
    };
    let language = check.required_option("language", code);
    let mut level = |field| check.required_option(field, <Proficiency as crate::choice::Choice>::parse);
    let (reading, writing, speaking, understanding) =
        (level("reading"), level("writing"), level("speaking"), level("understanding"));
    let value = (|| {
        Some(Language {
            language: language?,
            reading: reading?,
            writing: writing?,
            speaking: speaking?,
            understanding: understanding?,
        })
    })();
    check.problems.or(value)
}

/// An entry of a list section, with the id under which its page stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<T> {
    pub id: String,
    pub value: T,
}

/// All that is typed of a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileDraft {
    pub personal: PersonalDraft,
    /// Newest first, once their months can be read.
    pub experience: Vec<Entry<ExperienceDraft>>,
    pub languages: Vec<Entry<LanguageDraft>>,
}

/// A complete profile, as it is sent with an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub personal: Personal,
    pub experience: Vec<Experience>,
    pub languages: Vec<Language>,
}

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    NotStarted,
    /// So many things are missing or wrong.
    InProgress {
        problems: u32,
    },
    Complete,
}

impl ProfileDraft {
    /// What stands in a section, and whether that is enough.
    #[must_use]
    pub fn progress(&self, section: Section, today: Date) -> Progress {
        let (blank, problems) = match section {
            Section::Personal => (self.personal.is_blank(), problem_count(&self.personal, today)),
            Section::Experience => (
                self.experience.is_empty(),
                self.experience.iter().map(|e| problem_count(&e.value, today)).sum(),
            ),
            Section::Languages => (
                self.languages.is_empty(),
                self.languages.iter().map(|e| problem_count(&e.value, today)).sum(),
            ),
        };
        match (blank, problems) {
            (true, _) => Progress::NotStarted,
            (false, 0) => Progress::Complete,
            (false, problems) => Progress::InProgress { problems },
        }
    }

    /// The profile, if every section is complete.
    ///
    /// # Errors
    /// A problem for each section that is not: its field is the section's slug.
    pub fn check(&self, today: Date) -> Result<Profile, Problems> {
        let mut problems = Problems::default();
        for section in <Section as crate::choice::Choice>::ALL {
            if self.progress(*section, today) != Progress::Complete {
                problems.add(crate::choice::Choice::slug(*section), Problem::Incomplete);
            }
        }
        let value = self.personal.check(today).ok().map(|personal| Profile {
            personal,
            experience: self.experience.iter().filter_map(|e| e.value.check(today).ok()).collect(),
            languages: self.languages.iter().filter_map(|e| e.value.check(today).ok()).collect(),
        });
        problems.or(value)
    }

    /// Puts the list sections in the order in which they are shown: current jobs first, then the latest.
    pub fn sort(&mut self) {
        let number = |text: &str| text.trim().parse::<i32>().unwrap_or(0);
        self.experience.sort_by_key(|entry| {
            let e = &entry.value;
            let end =
                if e.current.is_empty() { number(&e.to_year) * 12 + number(&e.to_month) } else { i32::MAX };
            std::cmp::Reverse((end, number(&e.from_year) * 12 + number(&e.from_month)))
        });
    }
}

/// How many things of a draft are missing or wrong.
pub fn problem_count<D: Draft>(draft: &D, today: Date) -> u32 {
    draft.check(today).err().map_or(0, |problems| u32::try_from(problems.iter().count()).unwrap_or(u32::MAX))
}

/// Who may see a field of a section, for views that are not the person's own. None for a name that is not a field.
#[must_use]
pub fn privacy(section: Section, field: &str) -> Option<Privacy> {
    let fields = match section {
        Section::Personal => PersonalDraft::FIELDS,
        Section::Experience => ExperienceDraft::FIELDS,
        Section::Languages => LanguageDraft::FIELDS,
    };
    fields.iter().find(|(name, _)| *name == field).map(|(_, privacy)| *privacy)
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

    #[test]
    fn progress_says_where_a_section_stands() {
        let mut profile = ProfileDraft::default();
        assert_eq!(profile.progress(Section::Experience, TODAY), Progress::NotStarted);
        profile
            .experience
            .push(Entry { id: "1".into(), value: ExperienceDraft { title: String::new(), ..job() } });
        assert_eq!(profile.progress(Section::Experience, TODAY), Progress::InProgress { problems: 1 });
        profile.experience[0].value = job();
        assert_eq!(profile.progress(Section::Experience, TODAY), Progress::Complete);
        let missing: Vec<String> = profile.check(TODAY).unwrap_err().0.into_iter().map(|p| p.field).collect();
        assert_eq!(missing, ["personal", "languages"]);
    }

    #[test]
    fn what_concerns_the_person_alone_is_classed_so() {
        assert_eq!(privacy(Section::Personal, "birth_day"), Some(Privacy::Person));
        assert_eq!(privacy(Section::Experience, "duties"), Some(Privacy::Panel));
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
