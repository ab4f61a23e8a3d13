//! What the candidate declares, signed by name and date.

use super::LINE_MOST;
use crate::{
    date::years_between,
    draft,
    draft::Checker,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// After so many years a declaration is made anew: what it says of a person may have changed.
const GOOD_FOR: i16 = 1;

/// The things that are declared, each by a tick.
const DECLARED: [&str; 3] = ["declare_truth", "declare_conduct", "declare_checks"];

draft! {
    /// The declarations at the end of the profile.
    pub struct DeclarationDraft => Declaration, check_declaration {
        Hrd declare_truth,
        Hrd declare_conduct,
        Hrd declare_checks,
        Hrd signed_name,
        Hrd signed_day,
        Hrd signed_month,
        Hrd signed_year,
    }
}

/// The declarations, signed: that all is true, that nothing in the person's conduct stands against an appointment, and that
/// what is said may be verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    pub signed_name: String,
    #[serde(with = "crate::date::iso")]
    pub signed_on: Date,
}

fn check_declaration(draft: &DeclarationDraft, today: Date) -> Result<Declaration, Problems> {
    let mut check = Checker::new(draft);
    for field in DECLARED {
        if !check.ticked(field) {
            check.problems.add(field, Problem::NotAccepted);
        }
    }
    let signed_name = check.required_line("signed_name", LINE_MOST);
    let signed_on = check.past_date("signed_day", "signed_month", "signed_year", today);
    if signed_on.is_some_and(|date| years_between(date, today) >= GOOD_FOR) {
        check.problems.add("signed_day", Problem::SignedLongAgo);
    }
    let value = signed_on.map(|signed_on| Declaration { signed_name, signed_on });
    check.or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use jiff::civil::date as day;

    #[test]
    fn nothing_is_declared_by_half_nor_ahead_of_time() {
        let today = day(2026, 11, 21);
        let mut draft = DeclarationDraft::of([
            ("declare_truth", "yes"),
            ("declare_conduct", "yes"),
            ("signed_name", "Ana Silva"),
            ("signed_day", "22"),
            ("signed_month", "11"),
            ("signed_year", "2026"),
        ]);
        let problems = draft.check(today).unwrap_err();
        assert_eq!(problems.of("declare_checks"), Some(&Problem::NotAccepted));
        assert_eq!(problems.of("signed_day"), Some(&Problem::InTheFuture));
        draft.set("declare_checks", "yes".into());
        draft.set("signed_day", "21".into());
        assert_eq!(draft.check(today).map(|d| d.signed_on), Ok(today));
    }

    #[test]
    fn a_declaration_is_made_anew_after_a_year() {
        let signed = |today: Date| {
            DeclarationDraft::of([
                ("declare_truth", "yes"),
                ("declare_conduct", "yes"),
                ("declare_checks", "yes"),
                ("signed_name", "Ana Silva"),
                ("signed_day", "21"),
                ("signed_month", "11"),
                ("signed_year", "2026"),
            ])
            .check(today)
        };
        assert!(signed(day(2027, 11, 20)).is_ok());
        assert_eq!(signed(day(2027, 11, 21)).unwrap_err().of("signed_day"), Some(&Problem::SignedLongAgo));
    }
}
