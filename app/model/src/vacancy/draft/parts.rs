//! The parts of a vacancy's draft: what is typed into each, and when it is right.

use crate::{
    choice::Choice,
    country::Country,
    date::typed,
    draft,
    draft::{Checker, Draft},
    language::Lang,
    list,
    problem::{Problem, Problems},
    profile::LINE_MOST,
    vacancy::{
        Category, ContractType, DEPARTMENT_MOST, DUTIES_MOST, DutyStation, GENEVA, Grade, Qualification,
        TEXT_MOST, TITLE_MOST, Vacancy, VacancyText,
    },
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most UTF-16 code units of what readers are told of a correction.
pub const NOTE_MOST: usize = 500;

/// The longest first contract, in months.
const MONTHS_MOST: u32 = 120;

draft! {
    /// What a post is, and where.
    pub struct BasicsDraft => Basics, check_basics {
        Public category,
        Public grade,
        Public contract_type,
        Public contract_months,
        Public department,
        Public unit,
        Public city,
        Public country,
        Public open_to,
        Public second_language,
        Public job_id,
        Public original_language,
    }
}

/// The checked basics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basics {
    pub category: Category,
    pub grade: Option<Grade>,
    pub contract_type: ContractType,
    pub contract_months: Option<u16>,
    pub department: String,
    pub unit: String,
    pub duty_station: DutyStation,
    pub open_to: Vec<Country>,
    pub second_language: bool,
    pub job_id: String,
    pub original_language: Lang,
}

fn check_basics(draft: &BasicsDraft, _today: Date) -> Result<Basics, Problems> {
    let mut check = Checker::new(draft);
    let category = check.required_option("category", Category::parse);
    let grade = match category {
        Some(category) if category.is_graded() => check.required_option("grade", Grade::parse),
        _ => check.option("grade", Grade::parse),
    };
    let contract_type = check.required_option("contract_type", ContractType::parse);
    let contract_months = check.number("contract_months", 1, MONTHS_MOST).and_then(|n| u16::try_from(n).ok());
    let department = check.required_line("department", DEPARTMENT_MOST);
    let unit = check.line("unit", LINE_MOST);
    let city = check.required_line("city", LINE_MOST);
    let country = check.required_option("country", Country::parse);
    let open_to = check.options("open_to", Country::parse);
    let second_language = check.ticked("second_language");
    let job_id = check.line("job_id", LINE_MOST);
    let original_language = check.required_option("original_language", |tag| tag.parse().ok());
    let value = || {
        Some(Basics {
            category: category?,
            grade,
            contract_type: contract_type?,
            contract_months,
            department,
            unit,
            duty_station: DutyStation { city, country: country? },
            open_to,
            second_language,
            job_id,
            original_language: original_language?,
        })
    };
    let value = value();
    check.or(value)
}

impl BasicsDraft {
    pub(super) fn of_vacancy(vacancy: &Vacancy) -> Self {
        Self {
            category: vacancy.category.slug().into(),
            grade: vacancy.grade.map(Choice::slug).unwrap_or_default().into(),
            contract_type: vacancy.contract_type.slug().into(),
            contract_months: vacancy.contract_months.map(|n| n.to_string()).unwrap_or_default(),
            department: vacancy.department.clone(),
            unit: vacancy.unit.clone(),
            city: vacancy.duty_station.city.clone(),
            country: vacancy.duty_station.country.code().into(),
            open_to: vacancy.open_to.iter().map(Country::code).collect::<Vec<_>>().join("\n"),
            second_language: if vacancy.second_language { "yes".into() } else { String::new() },
            job_id: vacancy.job_id.clone(),
            original_language: vacancy.original_language.tag().into(),
        }
    }
}

draft! {
    /// What a notice says in one language, without the qualifications.
    pub struct TextDraft => VacancyText, check_text {
        Public title,
        Public department_name,
        Public unit_name,
        Public who_may_apply,
        Public overview,
        Public duties,
        Public conditions,
        Public process,
    }
}

fn check_text(draft: &TextDraft, _today: Date) -> Result<VacancyText, Problems> {
    let mut check = Checker::new(draft);
    let text = VacancyText {
        title: check.required_line("title", TITLE_MOST),
        department: check.line("department_name", LINE_MOST),
        unit: check.line("unit_name", LINE_MOST),
        who_may_apply: check.paragraphs("who_may_apply", TEXT_MOST),
        overview: check.required_paragraphs("overview", TEXT_MOST),
        duties: check.required_list("duties", DUTIES_MOST, TEXT_MOST),
        conditions: check.paragraphs("conditions", TEXT_MOST),
        process: check.paragraphs("process", TEXT_MOST),
        ..VacancyText::default()
    };
    check.or(Some(text))
}

impl TextDraft {
    pub(super) fn of_text(text: &VacancyText) -> Self {
        Self {
            title: text.title.clone(),
            department_name: text.department.clone(),
            unit_name: text.unit.clone(),
            who_may_apply: text.who_may_apply.clone(),
            overview: text.overview.clone(),
            duties: list::typed(&text.duties),
            conditions: text.conditions.clone(),
            process: text.process.clone(),
        }
    }
}

draft! {
    /// What a post asks in one language: at least, and what it would like.
    pub struct QualificationsDraft => Qualifications, check_qualifications {
        Public education_minimum,
        Public education_desirable,
        Public experience_minimum,
        Public experience_desirable,
        Public languages_minimum,
        Public languages_desirable,
        Public competencies_minimum,
        Public competencies_desirable,
    }
}

/// The checked qualifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifications {
    pub education: Qualification,
    pub experience: Qualification,
    pub languages: Qualification,
    pub competencies: Qualification,
}

fn check_qualifications(draft: &QualificationsDraft, _today: Date) -> Result<Qualifications, Problems> {
    let mut check = Checker::new(draft);
    let mut of = |minimum, desirable| Qualification {
        minimum: check.paragraphs(minimum, TEXT_MOST),
        desirable: check.paragraphs(desirable, TEXT_MOST),
    };
    let value = Qualifications {
        education: of("education_minimum", "education_desirable"),
        experience: of("experience_minimum", "experience_desirable"),
        languages: of("languages_minimum", "languages_desirable"),
        competencies: of("competencies_minimum", "competencies_desirable"),
    };
    check.or(Some(value))
}

impl QualificationsDraft {
    pub(super) fn of_text(text: &VacancyText) -> Self {
        Self {
            education_minimum: text.education.minimum.clone(),
            education_desirable: text.education.desirable.clone(),
            experience_minimum: text.experience.minimum.clone(),
            experience_desirable: text.experience.desirable.clone(),
            languages_minimum: text.languages.minimum.clone(),
            languages_desirable: text.languages.desirable.clone(),
            competencies_minimum: text.competencies.minimum.clone(),
            competencies_desirable: text.competencies.desirable.clone(),
        }
    }
}

draft! {
    /// From when to when a vacancy takes applications.
    pub struct DatesDraft => Dates, check_dates {
        Public publish_day,
        Public publish_month,
        Public publish_year,
        Public closes_day,
        Public closes_month,
        Public closes_year,
        Public zone,
    }
}

/// The checked days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    pub published_on: Date,
    pub closes_on: Date,
    pub zone: String,
}

/// Without a day of publication, it is today's; without a zone, headquarters'. Which zones there are, the services know.
fn check_dates(draft: &DatesDraft, today: Date) -> Result<Dates, Problems> {
    let mut check = Checker::new(draft);
    let published_on =
        check.coming_date("publish_day", "publish_month", "publish_year", today).unwrap_or(today);
    let closes_on = closing(&mut check, today);
    if closes_on.is_some_and(|closes_on| closes_on < published_on) {
        check.problems.add("closes_day", Problem::EndsBeforeItStarts);
    }
    let zone = check.line("zone", LINE_MOST);
    let zone = if zone.is_empty() { GENEVA.to_owned() } else { zone };
    let value = closes_on.map(|closes_on| Dates { published_on, closes_on, zone });
    check.or(value)
}

impl DatesDraft {
    pub(super) fn of_vacancy(vacancy: &Vacancy) -> Self {
        let [publish_day, publish_month, publish_year] = typed(vacancy.published_on);
        let [closes_day, closes_month, closes_year] = typed(vacancy.closes_on);
        let zone = vacancy.zone.clone();
        Self { publish_day, publish_month, publish_year, closes_day, closes_month, closes_year, zone }
    }

    /// Whether something else is typed than when a vacancy closes. Without a zone, it is the vacancy's.
    #[must_use]
    pub fn ends_otherwise_than(&self, vacancy: &Vacancy) -> bool {
        let there = Self::of_vacancy(vacancy);
        let differs = |typed: &str, there: &str| typed.trim().trim_start_matches('0') != there;
        !self.is_blank()
            && (differs(&self.closes_day, &there.closes_day)
                || differs(&self.closes_month, &there.closes_month)
                || differs(&self.closes_year, &there.closes_year)
                || !self.zone.trim().is_empty() && differs(&self.zone, &there.zone))
    }
}

/// A last day, which must be there and not be over.
fn closing<D: Draft>(check: &mut Checker<'_, D>, today: Date) -> Option<Date> {
    let before = check.problems.0.len();
    let date = check.coming_date("closes_day", "closes_month", "closes_year", today);
    if date.is_none() && check.problems.0.len() == before {
        check.problems.add("closes_day", Problem::Missing);
    }
    date
}

draft! {
    /// What readers are told of a correction.
    pub struct NoteDraft => BTreeMap<Lang, String>, check_note {
        Public note_en,
        Public note_fr,
        Public note_es,
    }
}

/// A note in one language at least: readers of the others are shown that.
fn check_note(draft: &NoteDraft, _today: Date) -> Result<BTreeMap<Lang, String>, Problems> {
    let mut check = Checker::new(draft);
    let of = [(Lang::En, "note_en"), (Lang::Fr, "note_fr"), (Lang::Es, "note_es")];
    let notes = of.map(|(lang, field)| (lang, check.paragraphs(field, NOTE_MOST)));
    let notes: BTreeMap<_, _> = notes.into_iter().filter(|(_, note)| !note.is_empty()).collect();
    if notes.is_empty() {
        check.problems.add("note_en", Problem::Missing);
    }
    check.or(Some(notes))
}

draft! {
    /// A later deadline.
    pub struct ExtensionDraft => Date, check_extension {
        Public closes_day,
        Public closes_month,
        Public closes_year,
    }
}

/// Later than today; the services know the deadline that it must be later than.
fn check_extension(draft: &ExtensionDraft, today: Date) -> Result<Date, Problems> {
    let mut check = Checker::new(draft);
    let closes_on = closing(&mut check, today);
    check.or(closes_on)
}
