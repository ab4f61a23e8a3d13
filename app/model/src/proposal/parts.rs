//! The parts of a proposal, as the organisation's form has them: what is typed into each, and when it is right.

use crate::{
    choice::Choice,
    country::Country,
    draft,
    draft::Checker,
    language::Lang,
    organisation::Place,
    problem::{Problem, Problems},
    profile::LINE_MOST,
    vacancy::{DutyStation, Grade, Qualification, TITLE_MOST},
};
use jiff::civil::Date;

/// The most UTF-16 code units of a running text. All limits are such that the fullest proposal fits into a notice.
pub const PROSE_MOST: usize = 4_000;
/// The most UTF-16 code units of the background information.
pub const BACKGROUND_MOST: usize = 8_000;
/// The most UTF-16 code units of one of the qualifications.
pub const QUALIFICATION_MOST: usize = 2_000;
/// The most UTF-16 code units of a sentence that leads a list, or of a short text.
pub const LEAD_MOST: usize = 500;
/// The most UTF-16 code units of an item of a list.
pub const ITEM_MOST: usize = 600;
/// The most duties.
pub const DUTIES_MOST: usize = 20;
/// The most key outputs.
pub const OUTPUTS_MOST: usize = 10;
/// The most learning elements.
pub const LEARNING_MOST: usize = 15;
/// The fewest and the most competencies that a proposal names: the standing list may be shortened and added to within these.
pub const COMPETENCIES: (usize, usize) = (5, 15);
/// The longest that what has no place is saved, in UTF-16 code units: a form of more than a hundred pages.
pub const REST_SAVED: usize = 400_000;
/// The longest that an assignment is proposed for, in months.
pub const MONTHS_MOST: u32 = 36;

draft! {
    /// What the post is, and where.
    pub struct GeneralDraft => General, check_general {
        Public language,
        Public title,
        Public place,
        Public city,
        Public country,
        Public duration,
        Public renewable,
        Public grade,
        Public office,
        Public unit,
    }
}

/// The checked general information.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct General {
    /// The language that it is written in.
    pub language: Lang,
    /// What follows "Junior Professional Officer in".
    pub title: String,
    /// The department or field office, by its id.
    pub office: String,
    pub unit: String,
    pub place: Place,
    pub duty_station: DutyStation,
    /// In months.
    pub duration: u16,
    pub renewable: bool,
    pub grade: Grade,
}

/// Which offices there are, the services know.
fn check_general(draft: &GeneralDraft, _today: Date) -> Result<General, Problems> {
    let mut check = Checker::new(draft);
    let language = check.required_option("language", |tag| tag.parse().ok());
    let title = check.required_line("title", TITLE_MOST - 40);
    let place = check.required_option("place", Place::parse);
    let city = check.required_line("city", LINE_MOST);
    let country = check.required_option("country", Country::parse);
    let duration = check.required_number("duration", 1, MONTHS_MOST).and_then(|n| u16::try_from(n).ok());
    let renewable = check.ticked("renewable");
    let grade = check.required_option("grade", Grade::parse);
    let office = check.required_line("office", LINE_MOST);
    let unit = check.line("unit", LINE_MOST);
    let value = || {
        Some(General {
            language: language?,
            title,
            office,
            unit,
            place: place?,
            duty_station: DutyStation { city, country: country? },
            duration: duration?,
            renewable,
            grade: grade?,
        })
    };
    let value = value();
    check.or(value)
}

impl GeneralDraft {
    /// What stands in it before anything is typed: the usual assignment.
    #[must_use]
    pub fn begun(language: Lang) -> Self {
        Self {
            language: language.tag().into(),
            duration: "12".into(),
            renewable: "yes".into(),
            grade: Grade::P2.slug().into(),
            ..Self::default()
        }
    }
}

draft! {
    /// Who supervises, and how.
    pub struct SupervisionDraft => Supervision, check_supervision {
        Public supervisor_name,
        Public supervisor_title,
        Public supervision,
    }
}

/// The checked supervision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    pub name: String,
    pub title: String,
    pub method: String,
}

fn check_supervision(draft: &SupervisionDraft, _today: Date) -> Result<Supervision, Problems> {
    let mut check = Checker::new(draft);
    let value = Supervision {
        name: check.required_line("supervisor_name", LINE_MOST),
        title: check.required_line("supervisor_title", LINE_MOST),
        method: check.required_paragraphs("supervision", PROSE_MOST),
    };
    check.or(Some(value))
}

draft! {
    /// What the office does, and why there is the post.
    pub struct IntroductionDraft => String, check_introduction {
        Public introduction,
    }
}

fn check_introduction(draft: &IntroductionDraft, _today: Date) -> Result<String, Problems> {
    let mut check = Checker::new(draft);
    let text = check.required_paragraphs("introduction", PROSE_MOST);
    check.or(Some(text))
}

draft! {
    /// What the officer will do, and bring about.
    pub struct DutiesDraft => Duties, check_duties {
        Public duties_lead,
        Public duties,
        Public outputs_lead,
        Public outputs,
    }
}

/// The checked duties and responsibilities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duties {
    pub lead: String,
    pub duties: Vec<String>,
    pub outputs_lead: String,
    pub outputs: Vec<String>,
}

fn check_duties(draft: &DutiesDraft, _today: Date) -> Result<Duties, Problems> {
    let mut check = Checker::new(draft);
    let value = Duties {
        lead: check.required_line("duties_lead", LEAD_MOST),
        duties: check.required_list("duties", DUTIES_MOST, ITEM_MOST),
        outputs_lead: check.line("outputs_lead", LEAD_MOST),
        outputs: check.required_list("outputs", OUTPUTS_MOST, ITEM_MOST),
    };
    check.or(Some(value))
}

draft! {
    /// What candidates must bring at least, and what is desirable.
    pub struct QualificationsDraft => Qualifications, check_qualifications {
        Public education_minimum,
        Public education_desirable,
        Public experience_minimum,
        Public experience_desirable,
        Public skills_minimum,
        Public skills_desirable,
        Public languages_minimum,
        Public languages_desirable,
        Public competencies,
    }
}

/// The checked qualifications and experience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifications {
    pub education: Qualification,
    pub experience: Qualification,
    pub skills: Qualification,
    pub languages: Qualification,
    pub competencies: Vec<String>,
}

fn check_qualifications(draft: &QualificationsDraft, _today: Date) -> Result<Qualifications, Problems> {
    let mut check = Checker::new(draft);
    let mut of = |minimum, desirable| Qualification {
        minimum: check.required_paragraphs(minimum, QUALIFICATION_MOST),
        desirable: check.paragraphs(desirable, QUALIFICATION_MOST),
    };
    let education = of("education_minimum", "education_desirable");
    let experience = of("experience_minimum", "experience_desirable");
    let skills = of("skills_minimum", "skills_desirable");
    let languages = of("languages_minimum", "languages_desirable");
    let (least, most) = COMPETENCIES;
    let competencies = check.required_list("competencies", most, ITEM_MOST);
    if (1..least).contains(&competencies.len()) {
        check.problems.add("competencies", Problem::TooFew { least: u32::try_from(least).unwrap_or(0) });
    }
    check.or(Some(Qualifications { education, experience, skills, languages, competencies }))
}

draft! {
    /// What the officer will learn.
    pub struct TrainingDraft => Training, check_training {
        Public training,
        Public learning,
    }
}

/// The checked training components and learning elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    pub components: String,
    pub learning: Vec<String>,
}

fn check_training(draft: &TrainingDraft, _today: Date) -> Result<Training, Problems> {
    let mut check = Checker::new(draft);
    let value = Training {
        components: check.required_paragraphs("training", PROSE_MOST),
        learning: check.required_list("learning", LEARNING_MOST, ITEM_MOST),
    };
    check.or(Some(value))
}

draft! {
    /// What is to be known of the programme or project.
    pub struct BackgroundDraft => String, check_background {
        Public background,
    }
}

fn check_background(draft: &BackgroundDraft, _today: Date) -> Result<String, Problems> {
    let mut check = Checker::new(draft);
    let text = check.required_paragraphs("background", BACKGROUND_MOST);
    check.or(Some(text))
}

draft! {
    /// Who pays for the post, and who may apply for it, as far as that is known.
    pub struct SponsorDraft => Sponsor, check_sponsor {
        Public sponsor,
        Public nationals,
        Public nationality,
    }
}

/// The checked sponsor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sponsor {
    pub country: Option<Country>,
    /// Whose nationals may apply, where it is not the sponsoring country's own.
    pub nationals: Vec<Country>,
    /// Any other condition.
    pub nationality: String,
}

impl Sponsor {
    /// Whose nationals may apply; empty as long as it is not known.
    #[must_use]
    pub fn open_to(&self) -> Vec<Country> {
        if self.nationals.is_empty() { self.country.into_iter().collect() } else { self.nationals.clone() }
    }
}

fn check_sponsor(draft: &SponsorDraft, _today: Date) -> Result<Sponsor, Problems> {
    let mut check = Checker::new(draft);
    let value = Sponsor {
        country: check.option("sponsor", Country::parse),
        nationals: check.options("nationals", Country::parse),
        nationality: check.paragraphs("nationality", LEAD_MOST),
    };
    check.or(Some(value))
}

draft! {
    /// What a form that was read in had no place for: kept until it is put somewhere, or taken out.
    pub struct RestDraft => (), check_rest {
        Public rest,
    }
}

/// It must be empty before a proposal is submitted.
fn check_rest(draft: &RestDraft, _today: Date) -> Result<(), Problems> {
    let mut check = Checker::new(draft);
    if !draft.rest.trim().is_empty() {
        check.problems.add("rest", Problem::NotPlaced);
    }
    check.or(Some(()))
}

/// A proposal in which nothing is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub general: General,
    pub supervision: Supervision,
    pub introduction: String,
    pub duties: Duties,
    pub qualifications: Qualifications,
    pub training: Training,
    pub background: String,
    pub sponsor: Sponsor,
}
