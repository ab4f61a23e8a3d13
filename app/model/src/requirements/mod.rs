//! The minimum requirements of a grade, and how what somebody has stands beside them: line by line, and only to be told. None
//! of it forbids an application; whether the field of a degree or a job is the right one, people judge.
//!
//! Sources: the generic job descriptions in the annexes of the collective agreement of 5 May 2023
//! (collective-agreement-and-job-descriptions.md), the P2 notice (vacancy-notice-p2.txt), the FAQ for degrees (`degree.rs`), and
//! the report on the HR strategy (hr-strategy-progress-2022.txt), paragraph 4: positions of the same grade ask for the same
//! education and years in every job family, and a first-level degree with additional years may stand in for an advanced one.

use crate::{
    date::YearMonth,
    degree::{Level, Reason, Standing, Study},
    language::Lang,
    period::{Period, Share, Worked, worked},
    profile::{Language, Proficiency},
    vacancy::Grade,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The least education that a grade asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Education {
    SecondarySchool,
    FirstLevelDegree,
    AdvancedDegree,
}

/// How well a language must be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Command {
    /// "Working knowledge", "practical knowledge".
    Working,
    Good,
    Excellent,
}

impl Command {
    /// The least proficiency in each skill. The sources name the commands and not the proficiencies: an advanced user has an
    /// excellent command, an intermediate one a good command and a working knowledge.
    #[must_use]
    pub fn least(self) -> Proficiency {
        match self {
            Command::Working | Command::Good => Proficiency::Intermediate,
            Command::Excellent => Proficiency::Advanced,
        }
    }
}

/// A second working language that a grade asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Second {
    No,
    /// At every position of the grade.
    Always(Command),
    /// At some positions of the grade: their notices say so.
    ByNotice(Command),
}

/// What a grade asks for at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minimum {
    pub education: Education,
    /// The years of relevant experience.
    pub years: u32,
    /// Whether some of them must be at the international level.
    pub international: bool,
    /// Whether training in a relevant field is asked for beside the education.
    pub training: bool,
    /// How well one working language must be known.
    pub language: Command,
    pub second: Second,
}

/// The minimum requirements of a grade. None where no generic ones are known: directors, National Officers, P1, G1 and G2.
///
/// - P2 to P5: annex 1, education, years, and "excellent command of one working language (English, French, Spanish)"; "some
///   technical positions may require a working knowledge of one or more additional working languages", and the P2 notice does.
/// - G6 and G7: annex 3, "completion of secondary school education" with "training in a relevant field", years, and "excellent
///   command of two working languages".
/// - G3 to G5: annex 3 names them, but our copy of it ends before their descriptions. Their years continue the series of G7 and
///   G6, and a good command of one working language is supposed, until the descriptions are at hand.
#[must_use]
pub fn minimum(grade: Grade) -> Option<Minimum> {
    let professional = |education, years, international| Minimum {
        education,
        years,
        international,
        training: false,
        language: Command::Excellent,
        second: Second::ByNotice(Command::Working),
    };
    let general = |years, training, language, second| Minimum {
        education: Education::SecondarySchool,
        years,
        international: false,
        training,
        language,
        second,
    };
    Some(match grade {
        Grade::P5 => professional(Education::AdvancedDegree, 10, true),
        Grade::P4 => professional(Education::AdvancedDegree, 7, true),
        Grade::P3 => professional(Education::AdvancedDegree, 5, false),
        Grade::P2 => professional(Education::FirstLevelDegree, 3, false),
        Grade::G7 => general(7, true, Command::Excellent, Second::Always(Command::Excellent)),
        Grade::G6 => general(6, true, Command::Excellent, Second::Always(Command::Excellent)),
        Grade::G5 => general(5, false, Command::Good, Second::No),
        Grade::G4 => general(4, false, Command::Good, Second::No),
        Grade::G3 => general(3, false, Command::Good, Second::No),
        Grade::P1 | Grade::D1 | Grade::D2 | Grade::G1 | Grade::G2 => return None,
        Grade::NoA | Grade::NoB | Grade::NoC | Grade::NoD => return None,
    })
}

/// What the sources leave to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// With so many years of relevant experience beyond the grade's, a first-level degree stands in for an advanced one.
    pub years_in_place_of_advanced: u32,
    /// So many years at the international level are enough without being looked at. The generic job descriptions say
    /// "including at the international level" and not how long: less is to be verified.
    pub international_years: u32,
    /// Whether the notice asks for a second working language where that depends on the position ([`Second::ByNotice`]).
    /// False: it does not, or it is not known.
    pub second_language_asked: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { years_in_place_of_advanced: 2, international_years: 1, second_language_asked: false }
    }
}

/// A job as far as the requirements concern it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub id: String,
    pub from: YearMonth,
    /// None: the person works there now.
    pub to: Option<YearMonth>,
    pub share: Share,
    /// Whether it is relevant experience for the position.
    pub relevant: bool,
    /// Whether it is at the international level.
    pub international: bool,
}

/// An education as far as the requirements concern it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degree {
    pub id: String,
    pub study: Study,
}

/// What somebody has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub jobs: Vec<Job>,
    pub degrees: Vec<Degree>,
    /// Courses beside the education, by their ids.
    pub trainings: Vec<String>,
    pub languages: Vec<Language>,
}

/// One thing that a grade asks for. It follows from the grade and the rules alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Requirement {
    /// This education; or, where a number is given, a first-level degree and so many years of relevant experience in all.
    Education { least: Education, or_first_level_with_years: Option<u32> },
    /// Training in a relevant field.
    Training,
    /// So many years of relevant experience.
    Experience { years: u32 },
    /// Some of them at the international level.
    International,
    /// One working language.
    Language { command: Command },
    /// A second working language; where `always` is false, at those positions whose notices say so.
    SecondLanguage { command: Command, always: bool },
}

/// Why something is not met, or is to be verified. Of several reasons, the last in this order is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// The profile says nothing on the subject.
    NothingGiven,
    /// There are jobs, but none is relevant.
    NoneRelevant,
    /// There are relevant jobs, but none is at the international level.
    NoneInternational,
    /// An education counts, but for less than what is asked for.
    BelowWhatIsAsked,
    /// What stands against an education.
    Degree(Reason),
    /// What was studied after school is given, the school is not.
    SchoolNotGiven,
    /// There is training; whether its field is the right one, people judge.
    FieldIsJudged,
    /// The years of relevant experience are fewer than asked for.
    TooFewYears { worked: Worked, asked: u32 },
    /// There is a first-level degree in place of the advanced one, but not the years that go with it.
    TooFewYearsInPlace { worked: Worked, asked: u32 },
    /// The time at the international level is short, and how long it must be is not laid down.
    LittleInternational { worked: Worked },
    /// There are languages, but no working language, or no second one.
    NoWorkingLanguage,
    /// The language is known less well than asked for: the weakest skill, and what it should be.
    CommandTooLow { weakest: Proficiency, asked: Proficiency },
    /// It is not there, and whether the position asks for it, its notice says.
    NoticeDecides,
    /// It is not there; whose mother tongue is not a working language may acquire the second one in the first years of service
    /// (P2 notice).
    MayBeAcquired,
}

/// How something stands, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    NotMet(Why),
    ToBeVerified(Why),
    Met,
}

/// An entry of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A job, by its id.
    Job(String),
    /// An education, by its id.
    Degree(String),
    /// A course, by its id.
    Training(String),
    /// A language, by its code.
    Language(String),
}

/// A requirement and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub requirement: Requirement,
    pub verdict: Verdict,
    /// The time that was counted, where the verdict rests on time.
    pub worked: Option<Worked>,
    /// The entries that the verdict rests on, in the order of the evidence; none where nothing was found.
    pub entries: Vec<Source>,
}

/// What a grade asks for, line by line. None as with [`minimum`].
#[must_use]
pub fn requirements(grade: Grade, rules: &Rules) -> Option<Vec<Requirement>> {
    let minimum = minimum(grade)?;
    let in_place = minimum.years.saturating_add(rules.years_in_place_of_advanced);
    let education = Requirement::Education {
        least: minimum.education,
        or_first_level_with_years: (minimum.education == Education::AdvancedDegree).then_some(in_place),
    };
    let mut requirements = vec![education];
    if minimum.training {
        requirements.push(Requirement::Training);
    }
    requirements.push(Requirement::Experience { years: minimum.years });
    if minimum.international {
        requirements.push(Requirement::International);
    }
    requirements.push(Requirement::Language { command: minimum.language });
    match minimum.second {
        Second::No => {}
        Second::Always(command) => requirements.push(Requirement::SecondLanguage { command, always: true }),
        Second::ByNotice(command) => {
            requirements.push(Requirement::SecondLanguage { command, always: rules.second_language_asked });
        }
    }
    Some(requirements)
}

/// How the evidence stands beside what a grade asks for, line by line, in the order of [`requirements`]. None as with
/// [`minimum`].
#[must_use]
pub fn compare(grade: Grade, evidence: &Evidence, rules: &Rules, today: Date) -> Option<Vec<Line>> {
    let line = |requirement| match requirement {
        Requirement::Education { least, or_first_level_with_years } => {
            education(evidence, least, or_first_level_with_years, today)
        }
        Requirement::Training => training(evidence),
        Requirement::Experience { years } => experience(evidence, years, today),
        Requirement::International => international(evidence, rules, today),
        Requirement::Language { command } => first_language(evidence, command),
        Requirement::SecondLanguage { command, always } => second_language(evidence, command, always),
    };
    let requirements = requirements(grade, rules)?;
    Some(
        requirements
            .into_iter()
            .map(|requirement| {
                let Found { verdict, worked, entries } = line(requirement);
                Line { requirement, verdict, worked, entries }
            })
            .collect(),
    )
}

/// A line without its requirement.
struct Found {
    verdict: Verdict,
    worked: Option<Worked>,
    entries: Vec<Source>,
}

/// The time in those relevant jobs that `counts` says yes to, and the jobs.
fn relevant(evidence: &Evidence, today: Date, counts: impl Fn(&Job) -> bool) -> (Worked, Vec<Source>) {
    let period = |job: &Job| Period::until_today(job.from, job.to, today);
    let jobs = evidence.jobs.iter().filter(|job| job.relevant && counts(job) && period(job).months() > 0);
    let (times, entries): (Vec<_>, Vec<_>) =
        jobs.map(|job| ((period(job), job.share), Source::Job(job.id.clone()))).unzip();
    (worked(&times), entries)
}

fn experience(evidence: &Evidence, years: u32, today: Date) -> Found {
    let (worked, entries) = relevant(evidence, today, |_| true);
    let verdict = if worked >= Worked::of_years(years) {
        Verdict::Met
    } else if evidence.jobs.is_empty() {
        Verdict::NotMet(Why::NothingGiven)
    } else if entries.is_empty() {
        Verdict::NotMet(Why::NoneRelevant)
    } else {
        Verdict::NotMet(Why::TooFewYears { worked, asked: years })
    };
    Found { verdict, worked: Some(worked), entries }
}

fn international(evidence: &Evidence, rules: &Rules, today: Date) -> Found {
    let (worked, entries) = relevant(evidence, today, |job| job.international);
    let verdict = if evidence.jobs.is_empty() {
        Verdict::NotMet(Why::NothingGiven)
    } else if entries.is_empty() {
        Verdict::NotMet(Why::NoneInternational)
    } else if worked < Worked::of_years(rules.international_years) {
        Verdict::ToBeVerified(Why::LittleInternational { worked })
    } else {
        Verdict::Met
    };
    Found { verdict, worked: Some(worked), entries }
}

/// What one education shows of what is asked for.
fn shows(study: Study, least: Education) -> Verdict {
    let school = least == Education::SecondarySchool;
    let advanced = least == Education::AdvancedDegree;
    match study.standing() {
        Standing::Advanced => Verdict::Met,
        Standing::FirstLevel if !advanced => Verdict::Met,
        Standing::Secondary if school => Verdict::Met,
        Standing::FirstLevel | Standing::Secondary => Verdict::NotMet(Why::BelowWhatIsAsked),
        // Verifying it would make it a first-level degree.
        Standing::ToBeVerified(_) if advanced && study.level == Level::FirstLevelDegree => {
            Verdict::NotMet(Why::BelowWhatIsAsked)
        }
        Standing::ToBeVerified(reason) => Verdict::ToBeVerified(Why::Degree(reason)),
        Standing::NotCounted(_) if school && after_school(study) => {
            Verdict::ToBeVerified(Why::SchoolNotGiven)
        }
        Standing::NotCounted(reason) => Verdict::NotMet(Why::Degree(reason)),
    }
}

/// Whether it usually follows on secondary school, so that it speaks for the school: a technical diploma once obtained, a
/// university's from the beginning.
fn after_school(study: Study) -> bool {
    match study.level {
        Level::SecondarySchool | Level::Other => false,
        Level::TechnicalDiploma => study.obtained,
        Level::FirstLevelDegree | Level::MastersDegree | Level::Doctorate | Level::PostGraduateDiploma => {
            true
        }
    }
}

/// The best verdict over the degrees, and those that it rests on.
fn best(evidence: &Evidence, of: impl Fn(Study) -> Verdict) -> (Verdict, Vec<Source>) {
    let best = evidence.degrees.iter().map(|degree| of(degree.study)).max();
    let verdict = best.unwrap_or(Verdict::NotMet(Why::NothingGiven));
    let on = evidence.degrees.iter().filter(|degree| of(degree.study) == verdict);
    (verdict, on.map(|degree| Source::Degree(degree.id.clone())).collect())
}

fn education(evidence: &Evidence, least: Education, with_years: Option<u32>, today: Date) -> Found {
    let (verdict, entries) = best(evidence, |study| shows(study, least));
    let straight = Found { verdict, worked: None, entries };
    let Some(asked) = with_years else { return straight };
    let (worked, jobs) = relevant(evidence, today, |_| true);
    let (verdict, mut entries) = best(evidence, |study| match shows(study, Education::FirstLevelDegree) {
        Verdict::Met | Verdict::ToBeVerified(_) if worked < Worked::of_years(asked) => {
            Verdict::NotMet(Why::TooFewYearsInPlace { worked, asked })
        }
        verdict => verdict,
    });
    if verdict <= straight.verdict {
        return straight;
    }
    entries.extend(jobs);
    Found { verdict, worked: Some(worked), entries }
}

/// Whether there is training: courses, or what was studied after school.
fn training(evidence: &Evidence) -> Found {
    let courses = evidence.trainings.iter().map(|id| Source::Training(id.clone()));
    let studies =
        evidence.degrees.iter().filter(|degree| degree.study.obtained && after_school(degree.study));
    let entries: Vec<_> = courses.chain(studies.map(|degree| Source::Degree(degree.id.clone()))).collect();
    let verdict = if entries.is_empty() {
        Verdict::NotMet(Why::NothingGiven)
    } else {
        Verdict::ToBeVerified(Why::FieldIsJudged)
    };
    Found { verdict, worked: None, entries }
}

/// The working languages that are known, each by its weakest skill, the best known first.
fn working_languages(evidence: &Evidence) -> Vec<(Lang, Proficiency)> {
    let weakest = |l: &Language| l.reading.min(l.writing).min(l.speaking).min(l.understanding);
    let mut known: Vec<_> = Lang::ALL
        .into_iter()
        .filter_map(|lang| {
            let entries = evidence.languages.iter().filter(|l| l.language == lang.tag());
            Some((lang, entries.map(weakest).max()?))
        })
        .collect();
    known.sort_by_key(|(_, weakest)| Reverse(*weakest));
    known
}

fn language(evidence: &Evidence, known: Option<&(Lang, Proficiency)>, command: Command) -> Found {
    let asked = command.least();
    let verdict = match known {
        Some((_, weakest)) if *weakest >= asked => Verdict::Met,
        Some((_, weakest)) => Verdict::NotMet(Why::CommandTooLow { weakest: *weakest, asked }),
        None if evidence.languages.is_empty() => Verdict::NotMet(Why::NothingGiven),
        None => Verdict::NotMet(Why::NoWorkingLanguage),
    };
    let entries = known.map(|(lang, _)| Source::Language(lang.tag().to_owned()));
    Found { verdict, worked: None, entries: entries.into_iter().collect() }
}

fn first_language(evidence: &Evidence, command: Command) -> Found {
    language(evidence, working_languages(evidence).first(), command)
}

fn second_language(evidence: &Evidence, command: Command, always: bool) -> Found {
    let found = language(evidence, working_languages(evidence).get(1), command);
    let why = match found.verdict {
        Verdict::Met => return found,
        _ if !always => Why::NoticeDecides,
        // The notice speaks of Professional positions, which ask for a working knowledge.
        _ if command == Command::Working && other_mother_tongue(evidence) => Why::MayBeAcquired,
        _ => return found,
    };
    Found { verdict: Verdict::ToBeVerified(why), ..found }
}

/// Whether a mother tongue is given and none that is given is a working language.
fn other_mother_tongue(evidence: &Evidence) -> bool {
    let mut mother_tongues = evidence
        .languages
        .iter()
        .filter(|l| {
            l.mother_tongue
                || [l.reading, l.writing, l.speaking, l.understanding].contains(&Proficiency::MotherTongue)
        })
        .peekable();
    mother_tongues.peek().is_some()
        && mother_tongues.all(|l| Lang::ALL.iter().all(|lang| lang.tag() != l.language))
}

#[cfg(test)]
mod tests;
