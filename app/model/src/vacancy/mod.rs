//! Vacancies: what a notice says. Source: the header of a real notice (facts.md) and the P2 notice.

pub mod change;
pub mod desk;
pub mod draft;
pub mod life;
mod nationality;
pub mod number;
pub mod question;
mod region;
pub mod search;

pub use crate::text::slug;
pub use change::{Change, Changed, Said, Told};
pub use nationality::{Nationality, nationality};
pub use region::Region;

use crate::{choices, country::Country, language::Lang, problem::Problem, text};
use jiff::civil::Date;
use question::{Asked, Question};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices! {
    /// The categories under which vacancies are published.
    pub enum Category {
        International = "international",
        DevelopmentCooperation = "development-cooperation",
        Local = "local",
        Temporary = "temporary",
        JuniorProfessionalOfficers = "junior-professional-officers",
        Internships = "internships",
        Consultancies = "consultancies",
        ExpressionsOfInterest = "expressions-of-interest",
    }
}

impl Category {
    /// Whether its posts have a grade, which their numbers name.
    #[must_use]
    pub const fn is_graded(self) -> bool {
        match self {
            Category::International
            | Category::DevelopmentCooperation
            | Category::Local
            | Category::Temporary
            | Category::JuniorProfessionalOfficers => true,
            Category::Internships | Category::Consultancies | Category::ExpressionsOfInterest => false,
        }
    }
}

choices! {
    /// The grade of a position: Professional, Director, General Service, National Officer.
    pub enum Grade {
        P1 = "P1", P2 = "P2", P3 = "P3", P4 = "P4", P5 = "P5",
        D1 = "D1", D2 = "D2",
        G1 = "G1", G2 = "G2", G3 = "G3", G4 = "G4", G5 = "G5", G6 = "G6", G7 = "G7",
        NoA = "NOA", NoB = "NOB", NoC = "NOC", NoD = "NOD",
    }
}

choices! {
    /// What is signed at the end.
    pub enum ContractType {
        FixedTerm = "fixed-term",
        WithoutLimitOfTime = "without-limit-of-time",
        ShortTerm = "short-term",
        JuniorProfessionalOfficer = "junior-professional-officer",
        Internship = "internship",
        ExternalCollaboration = "external-collaboration",
        Roster = "roster",
    }
}

/// The most UTF-16 code units of a title.
pub const TITLE_MOST: usize = 200;
/// The most UTF-16 code units of a department's short name, by which vacancies are looked for.
pub const DEPARTMENT_MOST: usize = 60;
/// The most UTF-16 code units of each text of a notice.
pub const TEXT_MOST: usize = 20_000;
/// The most duties of a notice.
pub const DUTIES_MOST: usize = 30;

/// The most vacancies that a person saves.
pub const SAVED_MOST: u32 = 200;

/// What a qualification asks at least, and what it would like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualification {
    pub minimum: String,
    #[serde(default)]
    pub desirable: String,
}

/// What a notice says in one language. Texts are plain, paragraphs parted by an empty line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VacancyText {
    pub title: String,
    /// The department's full name.
    #[serde(default)]
    pub department: String,
    /// The organisational unit's full name.
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub who_may_apply: String,
    pub overview: String,
    pub duties: Vec<String>,
    #[serde(default)]
    pub education: Qualification,
    #[serde(default)]
    pub experience: Qualification,
    #[serde(default)]
    pub languages: Qualification,
    #[serde(default)]
    pub competencies: Qualification,
    #[serde(default)]
    pub conditions: String,
    #[serde(default)]
    pub process: String,
}

impl VacancyText {
    /// Every text with the name of its field, to check and to search.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("title", self.title.as_str()),
            ("department", &self.department),
            ("unit", &self.unit),
            ("who_may_apply", &self.who_may_apply),
            ("overview", &self.overview),
            ("education.minimum", &self.education.minimum),
            ("education.desirable", &self.education.desirable),
            ("experience.minimum", &self.experience.minimum),
            ("experience.desirable", &self.experience.desirable),
            ("languages.minimum", &self.languages.minimum),
            ("languages.desirable", &self.languages.desirable),
            ("competencies.minimum", &self.competencies.minimum),
            ("competencies.desirable", &self.competencies.desirable),
            ("conditions", &self.conditions),
            ("process", &self.process),
        ]
        .into_iter()
        .chain(self.duties.iter().map(|duty| ("duties", duty.as_str())))
    }
}

/// Where a position is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyStation {
    pub city: String,
    pub country: Country,
}

/// A vacancy as it is imported, kept and published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacancy {
    /// The vacancy number: `DC/EMPLOYMENT/P/2025/03`.
    pub number: String,
    /// The number by which other systems know it.
    #[serde(default)]
    pub job_id: String,
    pub category: Category,
    /// None for internships, consultancies and the like.
    #[serde(default)]
    pub grade: Option<Grade>,
    pub contract_type: ContractType,
    /// How long the first contract lasts, in months.
    #[serde(default)]
    pub contract_months: Option<u16>,
    #[serde(with = "crate::date::iso")]
    pub published_on: Date,
    /// The last day on which applications are taken, to its end.
    #[serde(with = "crate::date::iso")]
    pub closes_on: Date,
    /// The time zone in which the last day ends: an IANA name.
    #[serde(default = "geneva")]
    pub zone: String,
    /// The department's short name.
    pub department: String,
    /// The organisational unit's short name.
    #[serde(default)]
    pub unit: String,
    pub duty_station: DutyStation,
    /// The nationalities it is open to; empty: everybody.
    #[serde(default)]
    pub open_to: Vec<Country>,
    /// Whether the position asks for a second working language, where its grade leaves that to the notice.
    #[serde(default)]
    pub second_language: bool,
    /// What it asks of its applicants beside the letter, in this order.
    #[serde(default)]
    pub questions: Vec<Question>,
    pub original_language: Lang,
    pub texts: BTreeMap<Lang, VacancyText>,
    /// What readers are told of it that has changed since it was published, the earliest first.
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// The time zone of headquarters, in which a vacancy closes unless its duty station's is named.
pub const GENEVA: &str = "Europe/Zurich";

fn geneva() -> String {
    GENEVA.to_owned()
}

impl Vacancy {
    /// The address part: the number in lower case with hyphens.
    #[must_use]
    pub fn slug(&self) -> String {
        slug(&self.number)
    }

    /// The text for a reader of `lang`, and the language that it is in: the original's where there is no translation.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<(Lang, &VacancyText)> {
        [lang, self.original_language, Lang::En]
            .into_iter()
            .chain(Lang::ALL)
            .find_map(|l| self.texts.get(&l).map(|text| (l, text)))
    }

    /// Its questions as an applicant who reads `lang` is asked them.
    #[must_use]
    pub fn asked(&self, lang: Lang) -> Vec<Asked> {
        self.questions.iter().filter_map(|question| question.asked(lang, self.original_language)).collect()
    }

    /// What is wrong with it beyond the types: the field's path and the problem.
    ///
    /// # Errors
    /// The first problem, with the path of its field, such as `texts.fr.duties`.
    pub fn check(&self) -> Result<(), (String, Problem)> {
        let fail = |field: &str, problem| Err((field.to_owned(), problem));
        if slug(&self.number).is_empty() {
            return fail("number", Problem::Missing);
        }
        if self.closes_on < self.published_on {
            return fail("closes_on", Problem::EndsBeforeItStarts);
        }
        if self.duty_station.city.trim().is_empty() {
            return fail("duty_station.city", Problem::Missing);
        }
        if text::forbidden(&self.department).is_some() {
            return fail("department", Problem::ForbiddenCharacter);
        }
        if let Some(over) = crate::draft::over(&self.department, DEPARTMENT_MOST) {
            return fail("department", Problem::TooLong { over });
        }
        if !self.texts.contains_key(&self.original_language) {
            return fail("texts", Problem::Missing);
        }
        question::check(&self.questions, self.original_language)?;
        for (lang, text) in &self.texts {
            let path = |field: &str| format!("texts.{lang}.{field}");
            if text.duties.len() > DUTIES_MOST {
                return Err((
                    path("duties"),
                    Problem::TooLong { over: (text.duties.len() - DUTIES_MOST) as u32 },
                ));
            }
            for (field, value) in text.fields() {
                let most = if field == "title" { TITLE_MOST } else { TEXT_MOST };
                if let Some(over) = crate::draft::over(value, most) {
                    return Err((path(field), Problem::TooLong { over }));
                }
                if text::forbidden(value).is_some() {
                    return Err((path(field), Problem::ForbiddenCharacter));
                }
                if value.trim().is_empty() && matches!(field, "title" | "overview" | "duties") {
                    return Err((path(field), Problem::Missing));
                }
            }
        }
        Ok(())
    }

    /// The same vacancy, every text cleaned by the text rule.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.number = text::line(&self.number);
        self.department = text::line(&self.department);
        self.duty_station.city = text::line(&self.duty_station.city);
        self.questions = self.questions.into_iter().map(Question::cleaned).collect();
        for t in self.texts.values_mut() {
            for line in [&mut t.title, &mut t.department, &mut t.unit] {
                *line = text::line(line);
            }
            for qualification in [&mut t.education, &mut t.experience, &mut t.languages, &mut t.competencies]
            {
                qualification.minimum = text::paragraphs(&qualification.minimum);
                qualification.desirable = text::paragraphs(&qualification.desirable);
            }
            for paragraphs in [&mut t.who_may_apply, &mut t.overview, &mut t.conditions, &mut t.process]
                .into_iter()
                .chain(&mut t.duties)
            {
                *paragraphs = text::paragraphs(paragraphs);
            }
        }
        self
    }
}

/// A vacancy in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Listed {
    pub slug: String,
    pub title: String,
    /// The language of the title, where it is not the reader's.
    pub lang: Lang,
    pub grade: Option<Grade>,
    pub category: Category,
    pub contract_type: ContractType,
    pub duty_station: DutyStation,
    #[serde(with = "crate::date::iso")]
    pub closes_on: Date,
    pub zone: String,
    /// The instant at which it closes: milliseconds since 1970.
    pub closes_at: i64,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// From 1.
    pub page: u32,
    pub pages: u32,
    /// All items of all pages.
    pub total: u32,
}

/// A notice as one reader sees it: one language, and where it stands in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub slug: String,
    pub number: String,
    pub job_id: String,
    pub category: Category,
    pub grade: Option<Grade>,
    pub contract_type: ContractType,
    pub contract_months: Option<u16>,
    #[serde(with = "crate::date::iso")]
    pub published_on: Date,
    #[serde(with = "crate::date::iso")]
    pub closes_on: Date,
    pub zone: String,
    pub closes_at: i64,
    pub department: String,
    pub unit: String,
    pub duty_station: DutyStation,
    pub open_to: Vec<Country>,
    /// What applicants are asked beside the letter.
    #[serde(default)]
    pub questions: Vec<Asked>,
    /// The language that the text is in.
    pub lang: Lang,
    pub text: VacancyText,
    /// What has changed since it was published, the latest first.
    #[serde(default)]
    pub changes: Vec<Told>,
}

impl Notice {
    /// The notice of a vacancy for readers of a language; none where the vacancy has no text.
    #[must_use]
    pub fn of(vacancy: &Vacancy, closes_at: i64, lang: Lang) -> Option<Self> {
        let questions = vacancy.asked(lang);
        let (lang, text) = vacancy.text(lang)?;
        Some(Notice {
            slug: vacancy.slug(),
            number: vacancy.number.clone(),
            job_id: vacancy.job_id.clone(),
            category: vacancy.category,
            grade: vacancy.grade,
            contract_type: vacancy.contract_type,
            contract_months: vacancy.contract_months,
            published_on: vacancy.published_on,
            closes_on: vacancy.closes_on,
            zone: vacancy.zone.clone(),
            closes_at,
            department: vacancy.department.clone(),
            unit: vacancy.unit.clone(),
            duty_station: vacancy.duty_station.clone(),
            open_to: vacancy.open_to.clone(),
            questions,
            lang,
            text: text.clone(),
            changes: vacancy.changes.iter().rev().map(|change| change.told(vacancy, lang)).collect(),
        })
    }
}

impl From<&Notice> for Listed {
    fn from(notice: &Notice) -> Self {
        Listed {
            slug: notice.slug.clone(),
            title: notice.text.title.clone(),
            lang: notice.lang,
            grade: notice.grade,
            category: notice.category,
            contract_type: notice.contract_type,
            duty_station: notice.duty_station.clone(),
            closes_on: notice.closes_on,
            zone: notice.zone.clone(),
            closes_at: notice.closes_at,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// A vacancy with all that it can say, in two languages.
    pub(crate) fn vacancy() -> Vacancy {
        let qualification =
            |of: &str| Qualification { minimum: format!("{of}, first level"), desirable: of.into() };
        let text = |title: &str| VacancyText {
            title: title.into(),
            department: "Statistics".into(),
            unit: "Surveys".into(),
            who_may_apply: "Everybody.".into(),
            overview: "To count.\n\nAnd to tell.".into(),
            duties: vec!["Plan the survey.".into(), "Lead the team.".into()],
            education: qualification("Statistics"),
            experience: qualification("Surveys"),
            languages: qualification("English"),
            competencies: qualification("Tact"),
            conditions: "Two years.".into(),
            process: "An interview.".into(),
        };
        Vacancy {
            number: "INT/STAT/P3/2026/01".into(),
            job_id: "12345".into(),
            category: Category::International,
            grade: Some(Grade::P3),
            contract_type: ContractType::FixedTerm,
            contract_months: Some(24),
            published_on: date(2026, 11, 30),
            closes_on: date(2026, 12, 31),
            zone: GENEVA.into(),
            department: "STAT".into(),
            unit: "SURVEYS".into(),
            duty_station: DutyStation {
                city: "Geneva".into(),
                country: Country::parse("CH").expect("a country"),
            },
            open_to: Country::parse("NL").into_iter().collect(),
            second_language: true,
            questions: vec![Question {
                id: 2,
                kind: question::Kind::YesNo { disqualifying: None },
                mandatory: true,
                texts: [(
                    Lang::En,
                    question::QuestionText {
                        question: "Have you led a survey?".into(),
                        ..Default::default()
                    },
                )]
                .into(),
            }],
            original_language: Lang::En,
            texts: [(Lang::En, text("Statistician")), (Lang::Fr, text("Statisticien"))].into(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn a_number_becomes_an_address() {
        assert_eq!(slug("DC/EMPLOYMENT/P/2025/03"), "dc-employment-p-2025-03");
        assert_eq!(slug(" JPO / Genève / P2 "), "jpo-geneve-p2");
    }
}
