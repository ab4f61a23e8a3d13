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
    /// How well one working language must be known.
    pub language: Command,
    pub second: Second,
}

/// The minimum requirements of a grade. None where no generic ones are known: directors, National Officers, P1, G1 and G2.
///
/// - P2 to P5: annex 1, education, years, and "excellent command of one working language (English, French, Spanish)"; "some
///   technical positions may require a working knowledge of one or more additional working languages", and the P2 notice does.
/// - G6 and G7: annex 3, "completion of secondary school education", years, and "excellent command of two working languages".
/// - G3 to G5: annex 3 names them, but our copy of it ends before their descriptions. Their years continue the series of G7 and
///   G6, and a good command of one working language is supposed, until the descriptions are at hand.
#[must_use]
pub fn minimum(grade: Grade) -> Option<Minimum> {
    let professional = |education, years, international| Minimum {
        education,
        years,
        international,
        language: Command::Excellent,
        second: Second::ByNotice(Command::Working),
    };
    let general = |years, language, second| Minimum {
        education: Education::SecondarySchool,
        years,
        international: false,
        language,
        second,
    };
    Some(match grade {
        Grade::P5 => professional(Education::AdvancedDegree, 10, true),
        Grade::P4 => professional(Education::AdvancedDegree, 7, true),
        Grade::P3 => professional(Education::AdvancedDegree, 5, false),
        Grade::P2 => professional(Education::FirstLevelDegree, 3, false),
        Grade::G7 => general(7, Command::Excellent, Second::Always(Command::Excellent)),
        Grade::G6 => general(6, Command::Excellent, Second::Always(Command::Excellent)),
        Grade::G5 => general(5, Command::Good, Second::No),
        Grade::G4 => general(4, Command::Good, Second::No),
        Grade::G3 => general(3, Command::Good, Second::No),
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
    pub languages: Vec<Language>,
}

/// One thing that a grade asks for. It follows from the grade and the rules alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Requirement {
    /// This education; or, where a number is given, a first-level degree and so many years of relevant experience in all.
    Education { least: Education, or_first_level_with_years: Option<u32> },
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
    let mut requirements = vec![education, Requirement::Experience { years: minimum.years }];
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
        .filter(|l| [l.reading, l.writing, l.speaking, l.understanding].contains(&Proficiency::MotherTongue))
        .peekable();
    mother_tongues.peek().is_some()
        && mother_tongues.all(|l| Lang::ALL.iter().all(|lang| lang.tag() != l.language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        choice::Choice,
        degree::tests::any_study,
        period::tests::{any_period, any_share},
    };
    use jiff::civil::date as day;
    use proptest::{collection::vec, prelude::*, sample::select};

    const TODAY: Date = day(2026, 11, 21);
    const GRADES: [Grade; 9] =
        [Grade::P2, Grade::P3, Grade::P4, Grade::P5, Grade::G3, Grade::G4, Grade::G5, Grade::G6, Grade::G7];

    /// A relevant job at full time that has lasted so many years, today's month included.
    fn job(id: &str, years: i16) -> Job {
        let from = YearMonth { year: 2026 - years, month: 12 };
        Job { id: id.into(), from, to: None, share: Share::FULL, relevant: true, international: false }
    }

    fn degree(id: &str, level: Level, accredited: Option<bool>) -> Degree {
        Degree { id: id.into(), study: Study { level, accredited, obtained: true } }
    }

    fn language(code: &str, p: Proficiency) -> Language {
        Language { language: code.into(), reading: p, writing: p, speaking: p, understanding: p }
    }

    fn master() -> Degree {
        degree("master", Level::MastersDegree, Some(true))
    }

    fn bachelor() -> Degree {
        degree("bachelor", Level::FirstLevelDegree, Some(true))
    }

    fn lines(grade: Grade, evidence: &Evidence, rules: &Rules) -> Vec<Line> {
        compare(grade, evidence, rules, TODAY).unwrap()
    }

    fn line(grade: Grade, evidence: &Evidence, wanted: fn(&Requirement) -> bool) -> Line {
        lines(grade, evidence, &Rules::default()).into_iter().find(|l| wanted(&l.requirement)).unwrap()
    }

    fn education(grade: Grade, jobs: Vec<Job>, degrees: Vec<Degree>) -> Line {
        let evidence = Evidence { jobs, degrees, languages: vec![] };
        line(grade, &evidence, |r| matches!(r, Requirement::Education { .. }))
    }

    fn experience(grade: Grade, jobs: Vec<Job>) -> Line {
        let evidence = Evidence { jobs, ..Evidence::default() };
        line(grade, &evidence, |r| matches!(r, Requirement::Experience { .. }))
    }

    fn international(jobs: Vec<Job>) -> Line {
        let evidence = Evidence { jobs, ..Evidence::default() };
        line(Grade::P5, &evidence, |r| matches!(r, Requirement::International))
    }

    fn spoken(grade: Grade, second: bool, languages: Vec<Language>, rules: Rules) -> Line {
        let evidence = Evidence { languages, ..Evidence::default() };
        let wanted = |l: &Line| match l.requirement {
            Requirement::Language { .. } => !second,
            Requirement::SecondLanguage { .. } => second,
            _ => false,
        };
        lines(grade, &evidence, &rules).into_iter().find(wanted).unwrap()
    }

    fn jobs_of(ids: &[&str]) -> Vec<Source> {
        ids.iter().map(|id| Source::Job((*id).into())).collect()
    }

    #[test]
    fn nothing_is_invented_for_grades_without_generic_requirements() {
        for grade in Grade::ALL {
            let known = compare(*grade, &Evidence::default(), &Rules::default(), TODAY).is_some();
            assert_eq!(known, GRADES.contains(grade), "{grade}");
        }
    }

    #[test]
    fn a_grade_asks_for_what_its_description_says() {
        use Requirement::{Education as E, Experience, International, Language, SecondLanguage};
        let of = |grade| requirements(grade, &Rules::default()).unwrap();
        assert_eq!(
            of(Grade::P5),
            [
                E { least: Education::AdvancedDegree, or_first_level_with_years: Some(12) },
                Experience { years: 10 },
                International,
                Language { command: Command::Excellent },
                SecondLanguage { command: Command::Working, always: false },
            ]
        );
        assert_eq!(
            of(Grade::P2),
            [
                E { least: Education::FirstLevelDegree, or_first_level_with_years: None },
                Experience { years: 3 },
                Language { command: Command::Excellent },
                SecondLanguage { command: Command::Working, always: false },
            ]
        );
        assert_eq!(
            of(Grade::G6),
            [
                E { least: Education::SecondarySchool, or_first_level_with_years: None },
                Experience { years: 6 },
                Language { command: Command::Excellent },
                SecondLanguage { command: Command::Excellent, always: true },
            ]
        );
        assert_eq!(
            of(Grade::G3),
            [
                E { least: Education::SecondarySchool, or_first_level_with_years: None },
                Experience { years: 3 },
                Language { command: Command::Good },
            ]
        );
        let years = GRADES.map(|grade| minimum(grade).unwrap().years);
        assert_eq!(years, [3, 5, 7, 10, 3, 4, 5, 6, 7]);
        let at_international_level: Vec<_> =
            GRADES.into_iter().filter(|grade| minimum(*grade).unwrap().international).collect();
        assert_eq!(at_international_level, [Grade::P4, Grade::P5]);
    }

    #[test]
    fn an_advanced_degree_meets_what_a_specialist_needs_without_more_years() {
        for years in [1, 20] {
            let line = education(Grade::P4, vec![job("a", years)], vec![bachelor(), master()]);
            assert_eq!((line.verdict, line.worked), (Verdict::Met, None));
            assert_eq!(line.entries, [Source::Degree("master".into())], "no years stand in for it");
        }
    }

    #[test]
    fn a_first_level_degree_stands_in_with_two_years_more() {
        let line = education(Grade::P4, vec![job("a", 9)], vec![bachelor()]);
        assert_eq!((line.verdict, line.worked), (Verdict::Met, Some(Worked::of_years(9))));
        assert_eq!(line.entries, [Source::Degree("bachelor".into()), Source::Job("a".into())]);
        let line = education(Grade::P4, vec![job("a", 8)], vec![bachelor()]);
        let why = Why::TooFewYearsInPlace { worked: Worked::of_years(8), asked: 9 };
        assert_eq!(line.verdict, Verdict::NotMet(why));
        assert_eq!(experience(Grade::P4, vec![job("a", 8)]).verdict, Verdict::Met);
    }

    #[test]
    fn how_many_years_stand_in_for_an_advanced_degree_is_a_rule() {
        let evidence = Evidence { jobs: vec![job("a", 8)], degrees: vec![bachelor()], languages: vec![] };
        let rules = Rules { years_in_place_of_advanced: 1, ..Rules::default() };
        assert_eq!(lines(Grade::P4, &evidence, &rules)[0].verdict, Verdict::Met);
    }

    #[test]
    fn an_unlisted_university_is_to_be_verified() {
        let unlisted = Verdict::ToBeVerified(Why::Degree(Reason::InstitutionNotListed));
        let line =
            education(Grade::P3, vec![], vec![degree("x", Level::MastersDegree, Some(false)), bachelor()]);
        assert_eq!(line.verdict, unlisted);
        assert_eq!(line.entries, [Source::Degree("x".into())]);
        let first_level = degree("x", Level::FirstLevelDegree, Some(false));
        assert_eq!(education(Grade::P2, vec![], vec![first_level.clone()]).verdict, unlisted);
        let in_place = education(Grade::P3, vec![job("a", 7)], vec![first_level.clone()]);
        assert_eq!(in_place.verdict, unlisted, "the years are there, the degree is to be verified");
        let line = education(Grade::P3, vec![job("a", 6)], vec![first_level]);
        assert!(
            matches!(line.verdict, Verdict::NotMet(Why::TooFewYearsInPlace { .. })),
            "{:?}",
            line.verdict
        );
    }

    #[test]
    fn a_post_graduate_diploma_is_not_taken_for_an_advanced_degree() {
        let line = education(
            Grade::P3,
            vec![job("a", 20)],
            vec![degree("x", Level::PostGraduateDiploma, Some(true))],
        );
        assert_eq!(line.verdict, Verdict::NotMet(Why::Degree(Reason::PostGraduateDiploma)));
    }

    #[test]
    fn a_degree_that_is_only_expected_counts_not_yet() {
        let mut expected = master();
        expected.study.obtained = false;
        let line = education(Grade::P2, vec![], vec![expected]);
        assert_eq!(line.verdict, Verdict::NotMet(Why::Degree(Reason::NotYetObtained)));
    }

    #[test]
    fn general_service_asks_for_school_and_whatever_presupposes_it_is_not_refused() {
        let of = |degree| education(Grade::G5, vec![], vec![degree]).verdict;
        let school = degree("school", Level::SecondarySchool, None);
        assert_eq!(of(school.clone()), Verdict::Met);
        assert_eq!((of(bachelor()), of(master())), (Verdict::Met, Verdict::Met));
        let not_given = Verdict::ToBeVerified(Why::SchoolNotGiven);
        assert_eq!(of(degree("x", Level::TechnicalDiploma, None)), not_given);
        assert_eq!(of(degree("x", Level::PostGraduateDiploma, Some(true))), not_given);
        let expected = |mut degree: Degree| {
            degree.study.obtained = false;
            of(degree)
        };
        assert_eq!(expected(bachelor()), not_given, "a student has been to school");
        assert_eq!(expected(school), Verdict::NotMet(Why::Degree(Reason::NotYetObtained)));
        let none = education(Grade::G5, vec![], vec![]);
        assert_eq!((none.verdict, none.entries), (Verdict::NotMet(Why::NothingGiven), vec![]));
        let below = education(Grade::P2, vec![], vec![degree("school", Level::SecondarySchool, None)]);
        assert_eq!(below.verdict, Verdict::NotMet(Why::BelowWhatIsAsked));
    }

    #[test]
    fn only_relevant_jobs_count_and_are_named() {
        let irrelevant = Job { relevant: false, ..job("b", 20) };
        let line = experience(Grade::P3, vec![irrelevant.clone(), job("a", 5)]);
        assert_eq!((line.verdict, line.entries), (Verdict::Met, jobs_of(&["a"])));
        let line = experience(Grade::P3, vec![irrelevant]);
        assert_eq!((line.verdict, line.entries), (Verdict::NotMet(Why::NoneRelevant), vec![]));
        assert_eq!(experience(Grade::P3, vec![]).verdict, Verdict::NotMet(Why::NothingGiven));
    }

    #[test]
    fn years_are_counted_once_and_part_time_in_proportion() {
        let half = Job { share: Share::new(50).unwrap(), ..job("b", 10) };
        let line = experience(Grade::P3, vec![half.clone()]);
        assert_eq!((line.verdict, line.worked), (Verdict::Met, Some(Worked::of_years(5))));
        let line = experience(Grade::P4, vec![half, job("a", 3)]);
        let worked = Worked::of_hundredths(3 * 1200 + 7 * 600);
        assert_eq!(line.verdict, Verdict::NotMet(Why::TooFewYears { worked, asked: 7 }));
        assert_eq!(line.entries, jobs_of(&["b", "a"]));
    }

    #[test]
    fn a_month_short_is_not_ten_years() {
        let mut short = job("a", 10);
        short.from = short.from.next();
        let line = experience(Grade::P5, vec![short]);
        assert_eq!(line.worked.map(|w| (w.years(), w.months())), Some((9, 11)));
        assert!(matches!(line.verdict, Verdict::NotMet(_)));
    }

    #[test]
    fn a_job_that_begins_later_rests_nothing_on_it() {
        let later = Job { from: YearMonth { year: 2027, month: 1 }, ..job("a", 0) };
        assert_eq!(experience(Grade::G3, vec![later]).entries, []);
    }

    #[test]
    fn some_years_must_be_at_the_international_level() {
        let abroad = |years| Job { international: true, ..job("b", years) };
        let line = international(vec![job("a", 12), abroad(1)]);
        assert_eq!((line.verdict, line.entries), (Verdict::Met, jobs_of(&["b"])));
        let irrelevant = Job { relevant: false, ..abroad(9) };
        assert_eq!(
            international(vec![job("a", 12), irrelevant]).verdict,
            Verdict::NotMet(Why::NoneInternational)
        );
        let mut short = abroad(1);
        short.share = Share::new(80).unwrap();
        assert_eq!(
            international(vec![short]).verdict,
            Verdict::ToBeVerified(Why::LittleInternational { worked: Worked::of_hundredths(960) })
        );
    }

    #[test]
    fn the_weakest_skill_says_how_well_a_language_is_known() {
        let first = |languages| spoken(Grade::P2, false, languages, Rules::default());
        let line =
            first(vec![language("en", Proficiency::Intermediate), language("fr", Proficiency::Advanced)]);
        assert_eq!((line.verdict, line.entries), (Verdict::Met, vec![Source::Language("fr".into())]));
        let cannot_write =
            Language { writing: Proficiency::Basic, ..language("en", Proficiency::MotherTongue) };
        let why = Why::CommandTooLow { weakest: Proficiency::Basic, asked: Proficiency::Advanced };
        assert_eq!(first(vec![cannot_write]).verdict, Verdict::NotMet(why));
        assert_eq!(
            first(vec![language("de", Proficiency::MotherTongue)]).verdict,
            Verdict::NotMet(Why::NoWorkingLanguage)
        );
        assert_eq!(first(vec![]).verdict, Verdict::NotMet(Why::NothingGiven));
        let good =
            spoken(Grade::G4, false, vec![language("es", Proficiency::Intermediate)], Rules::default());
        assert_eq!(good.verdict, Verdict::Met);
    }

    #[test]
    fn a_second_language_is_another_one_and_its_notice_says_whether_a_professional_needs_it() {
        let asked = Rules { second_language_asked: true, ..Rules::default() };
        let english = || language("en", Proficiency::MotherTongue);
        let second = |languages, rules| spoken(Grade::P2, true, languages, rules).verdict;
        assert_eq!(second(vec![english(), language("es", Proficiency::Intermediate)], asked), Verdict::Met);
        let twice = vec![english(), english()];
        assert_eq!(second(twice.clone(), asked), Verdict::NotMet(Why::NoWorkingLanguage));
        assert_eq!(second(twice, Rules::default()), Verdict::ToBeVerified(Why::NoticeDecides));
        let assistant =
            |p| spoken(Grade::G7, true, vec![english(), language("fr", p)], Rules::default()).verdict;
        assert_eq!(assistant(Proficiency::Advanced), Verdict::Met);
        assert!(matches!(assistant(Proficiency::Intermediate), Verdict::NotMet(Why::CommandTooLow { .. })));
    }

    #[test]
    fn whose_mother_tongue_is_no_working_language_may_learn_the_second_one_later() {
        let asked = Rules { second_language_asked: true, ..Rules::default() };
        let of = |grade| {
            let languages =
                vec![language("sw", Proficiency::MotherTongue), language("en", Proficiency::Advanced)];
            spoken(grade, true, languages, asked).verdict
        };
        assert_eq!(of(Grade::P2), Verdict::ToBeVerified(Why::MayBeAcquired));
        assert_eq!(of(Grade::G7), Verdict::NotMet(Why::NoWorkingLanguage));
    }

    #[test]
    fn lines_travel_as_data() {
        let evidence = Evidence { jobs: vec![job("a", 8)], degrees: vec![bachelor()], languages: vec![] };
        let lines = lines(Grade::P4, &evidence, &Rules::default());
        let json = serde_json::to_string(&lines).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Line>>(&json).unwrap(), lines);
    }

    prop_compose! {
        fn any_job()(
            period in any_period(), current in any::<bool>(), share in any_share(),
            relevant in any::<bool>(), international in any::<bool>(), id in "[a-z]{4}",
        ) -> Job {
            let to = (!current).then_some(period.to);
            Job { id, from: period.from, to, share, relevant, international }
        }
    }

    prop_compose! {
        fn any_degree()(study in any_study(), id in "[a-z]{4}") -> Degree {
            Degree { id, study }
        }
    }

    prop_compose! {
        fn any_language()(
            code in select(vec!["en", "fr", "es", "de", "sw"]), skills in vec(select(Proficiency::ALL), 4),
        ) -> Language {
            Language {
                language: code.to_owned(),
                reading: skills[0],
                writing: skills[1],
                speaking: skills[2],
                understanding: skills[3],
            }
        }
    }

    prop_compose! {
        fn any_evidence()(
            jobs in vec(any_job(), 0..6), degrees in vec(any_degree(), 0..4), languages in vec(any_language(), 0..4),
        ) -> Evidence {
            Evidence { jobs, degrees, languages }
        }
    }

    prop_compose! {
        fn any_rules()(in_place in 0_u32..6, international_years in 0_u32..4, second_language_asked in any::<bool>()) -> Rules {
            Rules { years_in_place_of_advanced: in_place, international_years, second_language_asked }
        }
    }

    fn any_grade() -> impl Strategy<Value = Grade> {
        select(GRADES.to_vec())
    }

    fn rank(line: &Line) -> u8 {
        match line.verdict {
            Verdict::NotMet(_) => 0,
            Verdict::ToBeVerified(_) => 1,
            Verdict::Met => 2,
        }
    }

    proptest! {
        #[test]
        fn the_lines_of_a_grade_are_the_same_whatever_somebody_has(
            grade in any_grade(), evidence in any_evidence(), rules in any_rules(),
        ) {
            let of_lines: Vec<_> = lines(grade, &evidence, &rules).iter().map(|l| l.requirement).collect();
            prop_assert_eq!(Some(of_lines), requirements(grade, &rules));
        }

        #[test]
        fn more_evidence_never_turns_met_into_not_met(
            grade in any_grade(), evidence in any_evidence(), more in any_evidence(), rules in any_rules(),
        ) {
            let mut richer = evidence.clone();
            richer.jobs.extend(more.jobs);
            richer.degrees.extend(more.degrees);
            richer.languages.extend(more.languages);
            for (before, after) in lines(grade, &evidence, &rules).iter().zip(lines(grade, &richer, &rules)) {
                prop_assert!(rank(before) < 2 || after.verdict == Verdict::Met, "{:?} {:?}", before, after);
                // A mother tongue may take away what speaks for learning the second language later, and nothing else.
                let may_learn = before.verdict == Verdict::ToBeVerified(Why::MayBeAcquired);
                prop_assert!(may_learn || rank(before) <= rank(&after), "{:?} {:?}", before, after);
            }
        }

        #[test]
        fn the_order_of_the_evidence_does_not_matter(
            grade in any_grade(), rules in any_rules(),
            (evidence, shuffled) in any_evidence().prop_flat_map(|e| {
                let shuffled = (Just(e.jobs.clone()), Just(e.degrees.clone()), Just(e.languages.clone()));
                let shuffled = (shuffled.0.prop_shuffle(), shuffled.1.prop_shuffle(), shuffled.2.prop_shuffle());
                let shuffled = shuffled.prop_map(|(jobs, degrees, languages)| Evidence { jobs, degrees, languages });
                (Just(e), shuffled)
            }),
        ) {
            let sorted = |evidence| {
                let mut lines = lines(grade, evidence, &rules);
                lines.iter_mut().for_each(|line| line.entries.sort());
                lines
            };
            prop_assert_eq!(sorted(&evidence), sorted(&shuffled));
        }

        #[test]
        fn whatever_is_met_or_to_be_verified_rests_on_entries_that_are_there(
            grade in any_grade(), evidence in any_evidence(), rules in any_rules(),
        ) {
            for line in lines(grade, &evidence, &rules) {
                for entry in &line.entries {
                    let there = match entry {
                        Source::Job(id) => evidence.jobs.iter().any(|job| job.id == *id),
                        Source::Degree(id) => evidence.degrees.iter().any(|degree| degree.id == *id),
                        Source::Language(code) => evidence.languages.iter().any(|l| l.language == *code),
                    };
                    prop_assert!(there);
                }
                let open = matches!(line.verdict, Verdict::ToBeVerified(Why::NoticeDecides | Why::MayBeAcquired));
                prop_assert!(open || rank(&line) == 0 || !line.entries.is_empty(), "{:?}", line);
            }
        }

        #[test]
        fn the_experience_is_met_from_the_asked_years_on(
            grade in any_grade(), evidence in any_evidence(), rules in any_rules(),
        ) {
            for line in lines(grade, &evidence, &rules) {
                if let (Requirement::Experience { years }, Some(worked)) = (line.requirement, line.worked) {
                    prop_assert_eq!(line.verdict == Verdict::Met, worked >= Worked::of_years(years));
                }
            }
        }
    }
}
