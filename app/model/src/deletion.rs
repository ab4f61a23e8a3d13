//! What becomes of what is kept about a person whose account is deleted.
//!
//! All of it is erased at once, but for applications to competitions that are under way: others compete in them, and must be
//! able to rely on who was assessed and how. Such an application is kept apart from the account, until the competition is over,
//! and [`KEPT_YEARS`] after the deadline at the latest. The data privacy statements promise the same.

use crate::{application::State, language::Lang};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// How many years after the deadline an application is kept at the latest: assessments take place within months of it, and
/// appointments follow within the year.
pub const KEPT_YEARS: i32 = 1;

/// What becomes of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Its vacancy is still open: it is withdrawn, and erased.
    Withdrawn,
    /// Its competition is under way: it is kept until this is over, until this day at the latest.
    Kept {
        #[serde(with = "crate::date::iso")]
        until: Date,
    },
    /// Its competition is over: it is erased.
    Erased,
}

/// What becomes of an application today. `open` is whether its vacancy takes applications still, by the server's clock.
#[must_use]
pub fn fate(state: State, open: bool, closes_on: Date, today: Date) -> Fate {
    let until = closes_on.saturating_add(KEPT_YEARS.years());
    match state {
        state if state.is_over() => Fate::Erased,
        _ if open => Fate::Withdrawn,
        _ if until < today => Fate::Erased,
        _ => Fate::Kept { until },
    }
}

/// An application, and what becomes of it if the account is deleted now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    pub fate: Fate,
}

/// What deleting an account now would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deletion {
    /// The person works here: others decide about the account.
    Staff,
    Possible {
        /// Where the mail to confirm it goes.
        email: String,
        /// Newest first.
        applications: Vec<Affected>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;
    use jiff::civil::date;

    const CLOSES: Date = date(2026, 5, 26);

    #[test]
    fn what_is_under_way_is_kept_for_a_year_after_the_deadline_at_the_latest() {
        let kept = Fate::Kept { until: date(2027, 5, 26) };
        for state in [State::Received, State::UnderReview, State::Assessment] {
            assert_eq!(fate(state, false, CLOSES, date(2026, 5, 27)), kept);
            assert_eq!(fate(state, false, CLOSES, date(2027, 5, 26)), kept);
            assert_eq!(fate(state, false, CLOSES, date(2027, 5, 27)), Fate::Erased);
        }
        let leap_day = fate(State::Received, false, date(2028, 2, 29), date(2028, 3, 1));
        assert_eq!(leap_day, Fate::Kept { until: date(2029, 2, 28) });
    }

    #[test]
    fn an_application_for_an_open_vacancy_is_withdrawn() {
        assert_eq!(fate(State::Received, true, CLOSES, date(2026, 5, 1)), Fate::Withdrawn);
    }

    #[test]
    fn once_a_competition_is_over_nothing_of_it_is_kept() {
        for state in State::ALL.iter().filter(|state| state.is_over()) {
            for open in [true, false] {
                assert_eq!(fate(*state, open, CLOSES, date(2026, 6, 1)), Fate::Erased, "{state}");
            }
        }
    }
}
