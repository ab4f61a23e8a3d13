//! What a grade asks for, and how evidence stands beside it.

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
    Language {
        language: code.into(),
        reading: p,
        writing: p,
        speaking: p,
        understanding: p,
        mother_tongue: false,
        certificate: String::new(),
    }
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
    let evidence = Evidence { jobs, degrees, ..Evidence::default() };
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
    use Requirement::{Education as E, Experience, International, Language, SecondLanguage, Training};
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
            Training,
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
    let evidence = Evidence { jobs: vec![job("a", 8)], degrees: vec![bachelor()], ..Evidence::default() };
    let rules = Rules { years_in_place_of_advanced: 1, ..Rules::default() };
    assert_eq!(lines(Grade::P4, &evidence, &rules)[0].verdict, Verdict::Met);
}

#[test]
fn an_unlisted_university_is_to_be_verified() {
    let unlisted = Verdict::ToBeVerified(Why::Degree(Reason::InstitutionNotListed));
    let line = education(Grade::P3, vec![], vec![degree("x", Level::MastersDegree, Some(false)), bachelor()]);
    assert_eq!(line.verdict, unlisted);
    assert_eq!(line.entries, [Source::Degree("x".into())]);
    let first_level = degree("x", Level::FirstLevelDegree, Some(false));
    assert_eq!(education(Grade::P2, vec![], vec![first_level.clone()]).verdict, unlisted);
    let in_place = education(Grade::P3, vec![job("a", 7)], vec![first_level.clone()]);
    assert_eq!(in_place.verdict, unlisted, "the years are there, the degree is to be verified");
    let line = education(Grade::P3, vec![job("a", 6)], vec![first_level]);
    assert!(matches!(line.verdict, Verdict::NotMet(Why::TooFewYearsInPlace { .. })), "{:?}", line.verdict);
}

#[test]
fn a_post_graduate_diploma_is_not_taken_for_an_advanced_degree() {
    let line =
        education(Grade::P3, vec![job("a", 20)], vec![degree("x", Level::PostGraduateDiploma, Some(true))]);
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
    let line = first(vec![language("en", Proficiency::Intermediate), language("fr", Proficiency::Advanced)]);
    assert_eq!((line.verdict, line.entries), (Verdict::Met, vec![Source::Language("fr".into())]));
    let cannot_write = Language { writing: Proficiency::Basic, ..language("en", Proficiency::MotherTongue) };
    let why = Why::CommandTooLow { weakest: Proficiency::Basic, asked: Proficiency::Advanced };
    assert_eq!(first(vec![cannot_write]).verdict, Verdict::NotMet(why));
    assert_eq!(
        first(vec![language("de", Proficiency::MotherTongue)]).verdict,
        Verdict::NotMet(Why::NoWorkingLanguage)
    );
    assert_eq!(first(vec![]).verdict, Verdict::NotMet(Why::NothingGiven));
    let good = spoken(Grade::G4, false, vec![language("es", Proficiency::Intermediate)], Rules::default());
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
    let assistant = |p| spoken(Grade::G7, true, vec![english(), language("fr", p)], Rules::default()).verdict;
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
    let evidence = Evidence { jobs: vec![job("a", 8)], degrees: vec![bachelor()], ..Evidence::default() };
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
            mother_tongue: false, certificate: String::new(),
        }
    }
}

prop_compose! {
    fn any_evidence()(
        jobs in vec(any_job(), 0..6), degrees in vec(any_degree(), 0..4), languages in vec(any_language(), 0..4),
        trainings in vec("[a-z]{4}", 0..3),
    ) -> Evidence {
        Evidence { jobs, degrees, trainings, languages }
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
            let trainings = e.trainings.clone();
            let shuffled = (Just(e.jobs.clone()), Just(e.degrees.clone()), Just(e.languages.clone()));
            let shuffled = (shuffled.0.prop_shuffle(), shuffled.1.prop_shuffle(), shuffled.2.prop_shuffle());
            let shuffled = shuffled.prop_map(move |(jobs, degrees, languages)| {
                Evidence { jobs, degrees, trainings: trainings.clone(), languages }
            });
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
                    Source::Training(id) => evidence.trainings.contains(id),
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

#[test]
fn training_is_asked_of_the_upper_grades_of_general_service_and_its_field_is_judged_by_people() {
    let rules = Rules::default();
    let line = |grade, evidence: &Evidence| {
        let lines = compare(grade, evidence, &rules, TODAY).unwrap();
        lines.into_iter().find(|line| line.requirement == Requirement::Training)
    };
    let nothing = Evidence::default();
    for grade in GRADES {
        assert_eq!(line(grade, &nothing).is_some(), matches!(grade, Grade::G6 | Grade::G7), "{grade:?}");
    }
    assert_eq!(line(Grade::G6, &nothing).unwrap().verdict, Verdict::NotMet(Why::NothingGiven));
    let course = Evidence { trainings: vec!["a".into()], ..Evidence::default() };
    let found = line(Grade::G7, &course).unwrap();
    assert_eq!(found.verdict, Verdict::ToBeVerified(Why::FieldIsJudged));
    assert_eq!(found.entries, [Source::Training("a".into())]);
    let diploma =
        Evidence { degrees: vec![degree("d", Level::TechnicalDiploma, None)], ..Evidence::default() };
    assert_eq!(line(Grade::G6, &diploma).unwrap().entries, [Source::Degree("d".into())]);
}
