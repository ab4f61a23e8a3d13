//! Who the candidate is, as in the passport.

use super::LINE_MOST;
use crate::{
    country::Country,
    date::{self, years_between},
    draft,
    draft::Checker,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of an address.
pub const ADDRESS_MOST: usize = 500;
/// The least age of a candidate, in years.
pub const LEAST_AGE: u32 = 18;

draft! {
    /// Personal details, as in the passport.
    pub struct PersonalDraft => Personal, check_personal {
        Panel family_name,
        Panel given_names,
        Person birth_day,
        Person birth_month,
        Person birth_year,
        Hrd nationality,
        Hrd residence,
        Hrd address,
        Hrd phone,
    }
}

/// Checked personal details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    pub family_name: String,
    pub given_names: String,
    #[serde(with = "crate::date::iso")]
    pub born_on: Date,
    pub nationality: Country,
    pub residence: Country,
    pub address: String,
    pub phone: String,
}

fn check_personal(draft: &PersonalDraft, today: Date) -> Result<Personal, Problems> {
    let mut check = Checker::new(draft);
    let family_name = check.required_line("family_name", LINE_MOST);
    let given_names = check.required_line("given_names", LINE_MOST);
    let born_on = match date::date(&draft.birth_day, &draft.birth_month, &draft.birth_year, today) {
        Ok(Some(date)) if date > today => Err(Problem::InTheFuture),
        Ok(Some(date)) if years_between(date, today) < LEAST_AGE as i16 => {
            Err(Problem::TooYoung { least: LEAST_AGE })
        }
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err(Problem::Missing),
        Err(problem) => Err(problem),
    };
    let born_on = born_on.map_err(|problem| check.problems.add("birth_day", problem)).ok();
    let nationality = check.required_option("nationality", Country::parse);
    let residence = check.required_option("residence", Country::parse);
    let address = check.required_paragraphs("address", ADDRESS_MOST);
    let phone = check.required_line("phone", 50);
    if !phone.is_empty() && phone.chars().filter(char::is_ascii_digit).count() < 5 {
        check.problems.add("phone", Problem::NotANumber);
    }
    let value = (|| {
        Some(Personal {
            family_name,
            given_names,
            born_on: born_on?,
            nationality: nationality?,
            residence: residence?,
            address,
            phone,
        })
    })();
    check.problems.or(value)
}
