use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn kind() -> impl Strategy<Value = Kind> {
    let yes_no = prop_oneof![Just(None), Just(Some(YesNo::Yes)), Just(Some(YesNo::No))];
    let choice = proptest::collection::btree_set("[a-z0-9]{1,6}", 2..6)
        .prop_flat_map(|options: BTreeSet<String>| {
            let options: Vec<String> = options.into_iter().collect();
            let some = proptest::sample::subsequence(options.clone(), 0..options.len());
            (Just(options), some)
        })
        .prop_map(|(options, disqualifying)| Kind::Choice { options, disqualifying });
    let number = (0..1_000_u32, 0..1_000_u32, 0..=1_000_u32).prop_map(|(least, more, below)| Kind::Number {
        least,
        most: least + more,
        disqualifying_below: (below <= more).then_some(least + below),
        disqualifying_above: None,
    });
    prop_oneof![
        yes_no.prop_map(|disqualifying| Kind::YesNo { disqualifying }),
        choice,
        number,
        (1..=ANSWER_MOST).prop_map(|most| Kind::Text { most }),
    ]
}

fn question(id: u8, kind: Kind, mandatory: bool) -> Question {
    let options = match &kind {
        Kind::Choice { options, .. } => options.iter().map(|id| (id.clone(), id.to_uppercase())).collect(),
        _ => BTreeMap::new(),
    };
    let text = QuestionText { question: "Do you?".into(), hint: String::new(), options };
    Question { id, kind, mandatory, texts: [(Lang::Fr, text)].into() }
}

fn any_question() -> impl Strategy<Value = Question> {
    (1..=20_u8, kind(), any::<bool>()).prop_map(|(id, kind, mandatory)| question(id, kind, mandatory))
}

/// Texts that come near to an answer of some kind, and others.
fn typed(question: &Question) -> impl Strategy<Value = String> + use<> {
    let options = question.options().to_vec();
    let near = if options.is_empty() { vec!["yes".to_owned()] } else { options };
    prop_oneof![
        proptest::sample::select(near),
        Just("no".to_owned()),
        Just("  \n".to_owned()),
        (0..2_500_u32).prop_map(|number| format!(" {number} ")),
        "[a-zé\u{0}\u{FEFF}\r\n👩 ]{0,40}",
        any::<String>(),
        (900..1_100_usize).prop_map(|length| "é".repeat(length)),
    ]
}

proptest! {
    #[test]
    fn an_answer_that_is_taken_is_one_of_the_questions_kind_and_is_taken_again_as_it_is_kept(
        (question, typed) in any_question().prop_flat_map(|q| { let typed = typed(&q); (Just(q), typed) })
    ) {
        prop_assert_eq!(question.check(Lang::Fr), Ok(()));
        let asked = question.asked(Lang::En, Lang::Fr).unwrap();
        match asked.answer(&typed) {
            Ok(None) => {
                prop_assert!(!question.mandatory && text::line(&typed).is_empty());
            }
            Ok(Some(said)) => {
                prop_assert_eq!(asked.answer(&said.typed()), Ok(Some(said.clone())));
                match (&question.kind, &said) {
                    (Kind::YesNo { disqualifying }, Said::YesNo(answer)) => {
                        prop_assert_eq!(question.flags(&said), *disqualifying == Some(*answer));
                    }
                    (Kind::Choice { options, disqualifying }, Said::Choice(id)) => {
                        prop_assert!(options.contains(id));
                        prop_assert_eq!(question.flags(&said), disqualifying.contains(id));
                    }
                    (Kind::Number { least, most, disqualifying_below, .. }, Said::Number(number)) => {
                        prop_assert!((least..=most).contains(&number));
                        prop_assert_eq!(question.flags(&said), disqualifying_below.is_some_and(|b| *number < b));
                    }
                    (Kind::Text { most }, Said::Text(text)) => {
                        prop_assert!(text::count(text) <= *most as usize && text::forbidden(text).is_none());
                        prop_assert!(!question.flags(&said), "no text is flagged");
                    }
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            Err(problem) => prop_assert!(problem != Problem::Missing || question.mandatory),
        }
    }

    #[test]
    fn what_an_applicant_is_asked_does_not_tell_which_answers_are_flagged(question in any_question()) {
        let mut other = question.clone();
        match &mut other.kind {
            Kind::YesNo { disqualifying } => *disqualifying = None,
            Kind::Choice { disqualifying, .. } => disqualifying.clear(),
            Kind::Number { disqualifying_below, disqualifying_above, .. } => {
                (*disqualifying_below, *disqualifying_above) = (None, None);
            }
            Kind::Text { .. } => {}
        }
        prop_assert_eq!(question.asked(Lang::En, Lang::Fr), other.asked(Lang::En, Lang::Fr));
    }
}

#[test]
fn a_definition_is_refused_where_it_is_wrong() {
    let number = |least, most, below| Kind::Number {
        least,
        most,
        disqualifying_below: below,
        disqualifying_above: None,
    };
    let choice = |options: &[&str], flagged: &[&str]| Kind::Choice {
        options: options.iter().map(|id| (*id).to_owned()).collect(),
        disqualifying: flagged.iter().map(|id| (*id).to_owned()).collect(),
    };
    for (kind, field) in [
        (number(5, 4, None), "kind.number.most"),
        (number(0, NUMBER_MOST + 1, None), "kind.number.most"),
        (number(0, 4, Some(5)), "kind.number.disqualifying_below"),
        (choice(&["a"], &[]), "kind.choice.options"),
        (choice(&["a", "a"], &[]), "kind.choice.options"),
        (choice(&["a", "B"], &[]), "kind.choice.options"),
        (choice(&["a", "b"], &["c"]), "kind.choice.disqualifying"),
        (Kind::Text { most: 0 }, "kind.text.most"),
        (Kind::Text { most: ANSWER_MOST + 1 }, "kind.text.most"),
    ] {
        let wrong = question(1, kind.clone(), false).check(Lang::Fr).map_err(|(field, _)| field);
        assert_eq!(wrong, Err(field.to_owned()), "{kind:?}");
    }
    let right = question(1, Kind::Text { most: 10 }, false);
    assert_eq!(right.check(Lang::Es), Err(("texts".into(), Problem::Missing)));
    assert_eq!(Question { id: 21, ..right.clone() }.check(Lang::Fr).map_err(|(f, _)| f), Err("id".into()));
    let twice = [right.clone(), right];
    assert_eq!(check(&twice, Lang::Fr), Err(("questions[1].id".into(), Problem::NotAnOption)));
}

#[test]
fn an_option_without_a_name_in_a_language_is_refused() {
    let kind = Kind::Choice { options: vec!["a".into(), "b".into()], disqualifying: vec![] };
    let mut asked = question(1, kind, true);
    asked.texts.get_mut(&Lang::Fr).unwrap().options.remove("b");
    assert_eq!(asked.check(Lang::Fr), Err(("texts.fr.options".into(), Problem::Missing)));
}

#[test]
fn each_question_has_a_field_of_its_own() {
    let fields: BTreeSet<_> = (1..=20).filter_map(field).collect();
    assert_eq!((fields.len(), field(0), field(21)), (QUESTIONS_MOST, None, None));
}
