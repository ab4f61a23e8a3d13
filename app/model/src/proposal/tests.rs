use super::*;
use crate::choice::Choice;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every step that can be taken from a state, whoever takes it.
fn all_from(state: State, place: Place) -> Vec<(Hand, Action, State)> {
    let of = |hand: &Hand| {
        let hand = *hand;
        state
            .actions(hand, place)
            .filter_map(move |action| Some((hand, action, state.after(hand, action, place)?)))
    };
    Hand::ALL.iter().flat_map(of).collect()
}

#[test]
fn every_state_action_and_hand_is_as_the_table_says() {
    for state in State::ALL {
        for hand in Hand::ALL {
            for place in Place::ALL {
                let offered: Vec<Action> = state.actions(*hand, *place).collect();
                for action in Action::ALL {
                    let leads = state.after(*hand, *action, *place);
                    assert_eq!(leads.is_some(), offered.contains(action), "{state} {hand} {action} {place}");
                    let rows = STEPS.iter().filter(|s| s.is(*state, *hand, *place) && s.action == *action);
                    assert!(rows.count() <= 1, "{state} {hand} {action} {place} is listed twice");
                }
            }
        }
    }
}

#[test]
fn what_is_over_stays_so() {
    for state in State::ALL {
        for place in Place::ALL {
            assert_eq!(state.turn().is_none(), all_from(*state, *place).is_empty(), "{state}");
        }
    }
}

#[test]
fn whose_turn_it_is_can_do_something() {
    for state in State::ALL {
        if let Some(hand) = state.turn() {
            // At headquarters nothing is ever endorsed without being received.
            assert!(state.actions(hand, Place::Field).next().is_some(), "{state}");
        }
    }
}

#[test]
fn the_supervisor_withdraws_until_acceptance_and_not_after() {
    let until: BTreeSet<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| state.after(Hand::Author, Action::Withdraw, Place::Field).is_some())
        .collect();
    let expected = [State::Draft, State::Submitted, State::Endorsed, State::Received, State::Returned];
    assert_eq!(until, expected.into());
}

proptest! {
    /// Whatever is done in whatever order, by whomever: nothing is published that was not endorsed and, in the field, approved since
    /// its text was last submitted.
    #[test]
    fn nothing_is_published_unendorsed(field in any::<bool>(), choices in proptest::collection::vec(any::<prop::sample::Index>(), 0..40)) {
        let place = if field { Place::Field } else { Place::Headquarters };
        let (mut state, mut endorsed, mut approved, mut accepted) = (State::Draft, false, false, false);
        for choice in choices {
            let steps = all_from(state, place);
            if steps.is_empty() {
                break;
            }
            let (hand, action, to) = *choice.get(&steps);
            match action {
                Action::Submit => (endorsed, approved, accepted) = (false, false, false),
                Action::Endorse => {
                    prop_assert_eq!(hand, Hand::Director);
                    endorsed = true;
                }
                Action::Approve => {
                    prop_assert_eq!(hand, Hand::HrPartner);
                    approved = true;
                }
                Action::Accept => {
                    prop_assert_eq!(hand, Hand::JpoUnit);
                    prop_assert!(endorsed && (approved || !field));
                    accepted = true;
                }
                Action::Publish => prop_assert!(endorsed && accepted && (approved || !field)),
                _ => {}
            }
            state = to;
        }
    }

    /// The same for what does not keep to the table: a step that it does not have leads nowhere.
    #[test]
    fn no_hand_leaps(place in prop::sample::select(Place::ALL), steps in proptest::collection::vec((prop::sample::select(Hand::ALL), prop::sample::select(Action::ALL)), 0..60)) {
        let mut state = State::Draft;
        let mut done = Vec::new();
        for (hand, action) in steps {
            if let Some(to) = state.after(hand, action, place) {
                done.push(action);
                state = to;
            }
        }
        if state == State::Published || state == State::Filled {
            prop_assert!(done.contains(&Action::Endorse) && done.contains(&Action::Accept));
            prop_assert!(place == Place::Headquarters || done.contains(&Action::Approve));
        }
    }
}

#[test]
fn who_is_overdue_and_what_awaits_a_decision_follow_from_the_table() {
    for state in State::ALL {
        let submits = state.after(Hand::Author, Action::Submit, Place::Field).is_some();
        let decides = state.turn().is_some_and(|hand| hand != Hand::Author);
        assert_eq!(state.awaits_decision(), submits && decides, "{state}");
        assert_eq!(state.is_overdue(u32::MAX), state.days().is_some(), "{state}");
        assert!(!state.is_overdue(0), "{state}");
    }
}

#[test]
fn whoever_has_the_turn_is_called_but_for_what_is_published() {
    for state in State::ALL.iter().filter(|state| **state != State::Published) {
        assert_eq!(state.calls(), state.turn(), "{state}");
    }
    assert_eq!((State::Published.calls(), State::Published.turn()), (None, Some(Hand::JpoUnit)));
}
