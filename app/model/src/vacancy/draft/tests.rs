use super::*;
use crate::{
    problem::Problem,
    vacancy::{
        DEPARTMENT_MOST, GENEVA,
        search::{Filter, Search},
        tests::vacancy,
    },
};
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 25);

fn complete() -> VacancyDraft {
    VacancyDraft::of(&vacancy())
}

fn missing(draft: &VacancyDraft) -> Vec<String> {
    draft.check(Stage::Draft, None, TODAY).unwrap_err().0.into_iter().map(|p| p.field).collect()
}

#[test]
fn what_is_begun_names_the_parts_that_are_missing() {
    assert_eq!(missing(&VacancyDraft::default()), ["basics", "text-en", "dates"]);
    let mut draft = complete();
    draft.texts[Lang::Fr.index()].overview.clear();
    assert_eq!(missing(&draft), ["text-fr"], "a translation that is begun must be right");
    draft.texts[Lang::Fr.index()] = TextDraft::default();
    assert_eq!(missing(&draft), ["text-fr"], "as long as there are qualifications in French");
    draft.qualifications[Lang::Fr.index()] = QualificationsDraft::default();
    assert!(draft.check(Stage::Draft, None, TODAY).is_ok(), "it may be in one language alone");
}

#[test]
fn a_new_vacancy_has_no_number_and_a_changed_one_keeps_what_is_no_part_of_the_form() {
    let before = vacancy();
    assert_eq!(complete().check(Stage::Draft, None, TODAY).unwrap().number, "");
    assert_eq!(complete().check(Stage::Scheduled, Some(&before), TODAY).unwrap(), before);
}

#[test]
fn a_correction_keeps_the_days_although_the_first_is_over() {
    let later = date(2026, 12, 10);
    assert_eq!(missing_at(&complete(), later), ["dates"]);
    let before = vacancy();
    let mut draft = complete();
    draft.texts[0].title = "Senior statistician".into();
    let corrected = draft.check(Stage::Published, Some(&before), later).unwrap();
    assert_eq!((corrected.published_on, corrected.closes_on), (before.published_on, before.closes_on));
    assert_eq!(corrected.texts[&Lang::En].title, "Senior statistician");
}

#[test]
fn whatever_a_department_may_be_called_it_can_be_looked_for() {
    let mut draft = complete();
    draft.basics.department = "é".repeat(DEPARTMENT_MOST);
    let written = draft.check(Stage::Scheduled, Some(&vacancy()), TODAY).unwrap();
    assert_eq!(written.cleaned().check(), Ok(()));
    assert!(Search::default().choose(Filter::Department, &draft.basics.department));
    draft.basics.department.push('é');
    assert_eq!(missing(&draft), ["basics"]);
}

fn missing_at(draft: &VacancyDraft, today: Date) -> Vec<String> {
    draft.check(Stage::Draft, None, today).unwrap_err().0.into_iter().map(|p| p.field).collect()
}

#[test]
fn days_are_to_come_and_in_their_order() {
    let problem = |draft: &DatesDraft, field: &str| draft.check(TODAY).unwrap_err().of(field).cloned();
    let mut dates = complete().dates;
    dates.closes_day = "29".into();
    dates.closes_month = "11".into();
    assert_eq!(problem(&dates, "closes_day"), Some(Problem::EndsBeforeItStarts));
    dates.publish_day = "24".into();
    dates.publish_month = "11".into();
    assert_eq!(problem(&dates, "publish_day"), Some(Problem::InThePast));
    let at_once = DatesDraft {
        closes_day: "25".into(),
        closes_month: "11".into(),
        closes_year: "2026".into(),
        ..DatesDraft::default()
    };
    let checked = at_once.check(TODAY).unwrap();
    assert_eq!((checked.published_on, checked.zone.as_str()), (TODAY, GENEVA));
    assert_eq!(problem(&DatesDraft::default(), "closes_day"), Some(Problem::Missing));
}

#[test]
fn days_that_were_typed_before_a_vacancy_appeared_are_known_for_other_ones() {
    let vacancy = vacancy();
    let typed = complete().dates;
    assert!(!typed.ends_otherwise_than(&vacancy));
    let same = DatesDraft { publish_day: String::new(), zone: String::new(), ..typed.clone() };
    assert!(!same.ends_otherwise_than(&vacancy), "it has appeared, whatever day was meant");
    assert!(!DatesDraft::default().ends_otherwise_than(&vacancy), "none was typed");
    assert!(DatesDraft { closes_day: "30".into(), ..typed.clone() }.ends_otherwise_than(&vacancy));
    assert!(DatesDraft { zone: "America/Lima".into(), ..typed }.ends_otherwise_than(&vacancy));
}

#[test]
fn duties_pasted_from_a_word_processor_become_a_list() {
    let mut draft = complete();
    draft.texts[0].duties = "1.\tPlan.\r\n2.\tLead.\r\n\r\n\u{F0B7}\u{A0}Report.".into();
    let vacancy = draft.check(Stage::Draft, None, TODAY).unwrap();
    assert_eq!(vacancy.texts[&Lang::En].duties, ["Plan.", "Lead.", "Report."]);
    draft.texts[0].duties = "Plan.\n".repeat(31);
    assert_eq!(draft.texts[0].check(TODAY).unwrap_err().of("duties"), Some(&Problem::TooMany { most: 30 }));
}

#[test]
fn a_question_that_is_begun_must_be_right() {
    let mut draft = complete();
    let (order, new) = draft.order.with_new(&[1]).unwrap();
    draft.order = order;
    assert_eq!(missing(&draft), ["questions"]);
    draft.questions.insert(
        new,
        QuestionDraft {
            kind: "yes-no".into(),
            question_en: "Do you drive?".into(),
            ..QuestionDraft::default()
        },
    );
    let vacancy = draft.check(Stage::Draft, None, TODAY).unwrap();
    assert_eq!(vacancy.questions.iter().map(|q| q.id).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_note_in_one_language_is_enough() {
    let note = NoteDraft { note_fr: "Le grade est P4.".into(), ..NoteDraft::default() };
    assert_eq!(note.check(TODAY).unwrap().len(), 1);
    assert_eq!(NoteDraft::default().check(TODAY).unwrap_err().of("note_en"), Some(&Problem::Missing));
}

#[test]
fn each_part_is_written_where_it_has_a_meaning() {
    let has = |stage, part| Part::of(stage).any(|p| p == part);
    assert!(has(Stage::Draft, Part::Dates) && has(Stage::Scheduled, Part::Dates));
    assert!(!has(Stage::Draft, Part::Note) && has(Stage::Published, Part::Note));
    assert!(!has(Stage::Published, Part::Dates), "the deadline is extended, not corrected");
}

#[test]
fn no_field_has_two_names_in_a_part() {
    for part in Part::ALL {
        let mut names: Vec<_> = part.fields().iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), part.fields().len(), "{part}");
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z•1-9.() ]{0,12}", "[A-Z][a-zé]{1,8}( [a-z]{1,6}){0,3}", any::<String>()]
}

/// A text as somebody might type it.
fn any_text() -> impl Strategy<Value = TextDraft> {
    (words(), words(), words(), words(), proptest::collection::vec(words(), 0..5)).prop_map(
        |(title, department_name, who_may_apply, overview, duties)| TextDraft {
            title,
            department_name,
            who_may_apply,
            overview,
            duties: duties.join("\n"),
            ..TextDraft::default()
        },
    )
}

fn any_draft() -> impl Strategy<Value = VacancyDraft> {
    (proptest::array::uniform3(any_text()), words(), words(), 0..3_usize, any::<bool>()).prop_map(
        |(texts, city, asked, original, second)| {
            let mut draft = complete();
            draft.texts = texts;
            draft.basics.city = city;
            draft.basics.original_language = Lang::ALL[original].tag().into();
            draft.basics.second_language = if second { "yes".into() } else { String::new() };
            draft.order = OrderDraft::default();
            draft.qualifications = Default::default();
            draft.qualifications[original].education_minimum = asked;
            draft
        },
    )
}

proptest! {
    #[test]
    fn what_a_valid_vacancy_would_be_typed_as_is_that_vacancy(draft in any_draft()) {
        if let Ok(vacancy) = draft.check(Stage::Draft, None, TODAY) {
            let typed = VacancyDraft::of(&vacancy);
            prop_assert_eq!(typed.check(Stage::Draft, None, TODAY), Ok(vacancy.clone()));
            prop_assert_eq!(vacancy.clone().cleaned(), vacancy.clone(), "a draft gives clean texts");
            let numbered = Vacancy { number: "A/1".into(), ..vacancy };
            prop_assert_eq!(numbered.check(), Ok(()), "what a draft takes, publishing takes");
        }
    }

    #[test]
    fn a_part_is_read_as_it_is_written(draft in any_draft()) {
        let mut again = VacancyDraft::default();
        for part in Part::ALL {
            again.put(*part, &draft.fields(*part));
        }
        again.questions = draft.questions.clone();
        prop_assert_eq!(again, draft);
    }
}
