//! Vacancies that are open to nationals of some countries: how somebody's nationalities stand to them. A sponsoring government
//! opens a Junior Professional Officer's position to its own nationals (facts.md).
//!
//! It only tells. Neither the FAQ nor a notice has a machine refuse an application: whoever examines it decides.

use crate::country::Country;
use serde::{Deserialize, Serialize};

/// How somebody's nationalities stand to those that a vacancy is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nationality {
    /// It is open to all.
    Everybody,
    /// It is open to nationals of this country, who the person is.
    Among(Country),
    /// The profile names none that it is open to.
    NotAmong,
    /// The profile names none yet.
    NotSaid,
}

/// How nationalities stand to those that a vacancy is open to; an empty `open_to` stands for everybody.
#[must_use]
pub fn nationality(open_to: &[Country], own: &[Country]) -> Nationality {
    if open_to.is_empty() {
        return Nationality::Everybody;
    }
    match own.iter().find(|country| open_to.contains(country)) {
        Some(country) => Nationality::Among(*country),
        None if own.is_empty() => Nationality::NotSaid,
        None => Nationality::NotAmong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries(codes: &[&str]) -> Vec<Country> {
        codes.iter().filter_map(|code| Country::parse(code)).collect()
    }

    #[test]
    fn one_nationality_of_several_is_enough() {
        let (dutch, both) = (countries(&["NL"]), countries(&["KE", "NL"]));
        assert_eq!(nationality(&dutch, &both), Nationality::Among(dutch[0]));
        assert_eq!(nationality(&dutch, &countries(&["KE"])), Nationality::NotAmong);
        assert_eq!(nationality(&dutch, &[]), Nationality::NotSaid);
    }

    #[test]
    fn a_vacancy_without_nationalities_is_open_to_everybody() {
        for own in [countries(&["KE"]), Vec::new()] {
            assert_eq!(nationality(&[], &own), Nationality::Everybody);
        }
    }
}
