//! Key areas of expertise, and how deep it goes in each.

use super::Listed;
use crate::{area::Area, choice::Choice, choices, draft, draft::Checker, problem::Problems};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most years of a working life.
const YEARS_MOST: u32 = 70;

choices! {
    /// How deep somebody's knowledge of an area goes.
    pub enum Depth {
        /// Knows its ideas, and works in it under guidance.
        Basic = "basic",
        /// Works in it alone.
        Proficient = "proficient",
        /// Solves its difficult cases, and guides others.
        Advanced = "advanced",
        /// Is asked for advice on it beyond the own organisation.
        Expert = "expert",
    }
}

draft! {
    /// One area of expertise.
    pub struct ExpertiseDraft => Expertise, check_expertise {
        Panel area,
        Panel depth,
        Panel years,
        Panel last_year,
    }
}

/// A checked area of expertise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expertise {
    pub area: Area,
    pub depth: Depth,
    /// How many years the person has worked in it.
    pub years: u32,
    /// The year in which the person last worked in it.
    pub last_year: u32,
}

fn check_expertise(draft: &ExpertiseDraft, today: Date) -> Result<Expertise, Problems> {
    let mut check = Checker::new(draft);
    let area = check.required_option("area", Area::parse);
    let depth = check.required_option("depth", Depth::parse);
    let years = check.required_number("years", 0, YEARS_MOST);
    let last_year = check.recent_year("last_year", YEARS_MOST, today);
    let value = (|| Some(Expertise { area: area?, depth: depth?, years: years?, last_year: last_year? }))();
    check.or(value)
}

impl Listed for ExpertiseDraft {
    /// The slug of the area.
    fn title(&self) -> String {
        self.area.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draft::Draft, problem::Problem};
    use jiff::civil::date as day;

    #[test]
    fn nobody_has_worked_in_an_area_next_year() {
        let draft = |last_year: &str| {
            ExpertiseDraft::of([
                ("area", "wages"),
                ("depth", "expert"),
                ("years", "0"),
                ("last_year", last_year),
            ])
            .check(day(2026, 11, 21))
        };
        assert!(draft("2026").is_ok());
        for wrong in ["2027", "1955", "last year"] {
            let problem = Problem::NotBetween { least: 1956, most: 2026 };
            assert_eq!(draft(wrong).unwrap_err().of("last_year"), Some(&problem), "{wrong}");
        }
    }
}
