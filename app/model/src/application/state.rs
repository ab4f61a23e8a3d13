//! Where an application stands, and the one table of who may move it on, and to where.

use crate::{choice::Choice, choices};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// Where an application stands, in words that a candidate understands.
    pub enum State {
        Received = "received",
        UnderReview = "under-review",
        Assessment = "assessment",
        NotSelected = "not-selected",
        Selected = "selected",
        Withdrawn = "withdrawn",
        Cancelled = "cancelled",
    }
}

/// Who moves an application on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Whose it is.
    Applicant,
    /// Who runs the competition.
    Hrd,
    /// What becomes of the vacancy.
    Vacancy,
}

use By::{Applicant, Hrd, Vacancy};
use State::{Assessment, Cancelled, NotSelected, Received, Selected, UnderReview, Withdrawn};

/// Every step there is. What is over stays over: whoever has been told an end can rely on it.
const STEPS: [(State, State, By); 13] = [
    (Received, UnderReview, Hrd),
    (Received, NotSelected, Hrd),
    (UnderReview, Assessment, Hrd),
    (UnderReview, NotSelected, Hrd),
    // Internships and consultancies know no assessment.
    (UnderReview, Selected, Hrd),
    (Assessment, NotSelected, Hrd),
    (Assessment, Selected, Hrd),
    (Received, Withdrawn, Applicant),
    (UnderReview, Withdrawn, Applicant),
    (Assessment, Withdrawn, Applicant),
    (Received, Cancelled, Vacancy),
    (UnderReview, Cancelled, Vacancy),
    (Assessment, Cancelled, Vacancy),
];

impl State {
    /// Whether the competition is over for the application.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Received | UnderReview | Assessment => false,
            NotSelected | Selected | Withdrawn | Cancelled => true,
        }
    }

    /// The slugs of the states in which the competition is over.
    pub fn over() -> impl Iterator<Item = &'static str> {
        State::ALL.iter().filter(|state| state.is_over()).map(|state| state.slug())
    }

    /// Whether this one may move an application on from here to there.
    #[must_use]
    pub fn may_become(self, to: State, by: By) -> bool {
        STEPS.contains(&(self, to, by))
    }

    /// Where this one may move an application on to.
    pub fn next(self, by: By) -> impl Iterator<Item = State> {
        STEPS.iter().filter(move |(from, _, who)| *from == self && *who == by).map(|(_, to, _)| *to)
    }
}

/// A state that an application has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub state: State,
    /// The day at headquarters.
    #[serde(with = "crate::date::iso")]
    pub on: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_on_from_where_it_is_over_and_all_else_can_end_in_each_way() {
        for state in State::ALL.iter().copied() {
            for by in [Applicant, Hrd, Vacancy] {
                assert_eq!(state.next(by).next().is_none(), state.is_over(), "{state} {by:?}");
            }
            let ends = |to, by| state.may_become(to, by) != state.is_over();
            assert!(
                ends(Withdrawn, Applicant) && ends(Cancelled, Vacancy) && ends(NotSelected, Hrd),
                "{state}"
            );
        }
    }

    #[test]
    fn nobody_takes_a_step_that_is_anothers() {
        for (from, to, who) in STEPS {
            for by in [Applicant, Hrd, Vacancy] {
                assert_eq!(from.may_become(to, by), by == who, "{from} to {to} by {by:?}");
            }
        }
        assert!(!Received.may_become(Selected, Hrd), "nobody is selected unread");
    }

    #[test]
    fn every_state_is_come_to_from_the_first() {
        let mut reached = vec![Received];
        for _ in State::ALL {
            reached.extend(
                STEPS
                    .iter()
                    .filter(|(from, ..)| reached.contains(from))
                    .map(|(_, to, _)| *to)
                    .collect::<Vec<_>>(),
            );
        }
        assert!(State::ALL.iter().all(|state| reached.contains(state)));
    }
}
