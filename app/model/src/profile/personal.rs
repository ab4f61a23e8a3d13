//! Who the candidate is, as in the passport.

use super::LINE_MOST;
use crate::{
    choice::Choice,
    choices,
    country::Country,
    date::years_between,
    draft,
    draft::Checker,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of an address, and of what is said about a yes.
pub const ADDRESS_MOST: usize = 500;
/// The most UTF-16 code units of what somebody needs.
pub const NEEDS_MOST: usize = 1000;
/// The least age of a candidate, in years.
pub const LEAST_AGE: u32 = 18;

choices! {
    /// How the candidate describes their gender.
    pub enum Gender {
        Woman = "woman",
        Man = "man",
        /// In words of their own.
        Own = "own",
        NotSaid = "not-said",
    }
}

draft! {
    /// Personal details, as in the passport.
    pub struct PersonalDraft => Personal, check_personal {
        Panel family_name,
        Panel given_names,
        Panel preferred_name,
        Hrd birth_day,
        Hrd birth_month,
        Hrd birth_year,
        Hrd gender,
        Hrd gender_own,
        Hrd nationality,
        Hrd other_nationality,
        Hrd third_nationality,
        Hrd residence,
        Hrd address,
        Hrd phone,
        Hrd relatives,
        Hrd relatives_who,
        Hrd served,
        Hrd served_where,
        Hrd personnel_number,
    }
}

draft! {
    /// What the person needs during recruitment, for a disability or another reason.
    pub struct NeedsDraft => Needs, check_needs {
        Person needs,
    }
}

/// What the person needs during recruitment. It is kept apart from all that is sent with an application: only those who
/// arrange it are told, and only if the person asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    pub needs: String,
}

fn check_needs(draft: &NeedsDraft, _today: Date) -> Result<Needs, Problems> {
    let mut check = Checker::new(draft);
    let needs = check.paragraphs("needs", NEEDS_MOST);
    check.or(Some(Needs { needs }))
}

/// Checked personal details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    pub family_name: String,
    pub given_names: String,
    /// How the person wants to be called; may be empty.
    pub preferred_name: String,
    #[serde(with = "crate::date::iso")]
    pub born_on: Date,
    pub gender: Option<Gender>,
    /// Empty, unless `gender` is [`Gender::Own`].
    pub gender_own: String,
    /// The one under which the person applies.
    pub nationality: Country,
    /// The others.
    #[serde(default)]
    pub other_nationalities: Vec<Country>,
    pub residence: Country,
    pub address: String,
    pub phone: String,
    /// Who of the family works for the organisation; empty: nobody.
    pub relatives: String,
    /// Where the person has worked for the organisation or the United Nations system; empty: nowhere.
    pub served: String,
    /// Of an official on secondment outside the organisation (FAQ); may be empty.
    #[serde(default)]
    pub personnel_number: String,
}

fn check_personal(draft: &PersonalDraft, today: Date) -> Result<Personal, Problems> {
    let mut check = Checker::new(draft);
    let family_name = check.required_line("family_name", LINE_MOST);
    let given_names = check.required_line("given_names", LINE_MOST);
    let preferred_name = check.line("preferred_name", LINE_MOST);
    let born_on = check.past_date("birth_day", "birth_month", "birth_year", today);
    if born_on.is_some_and(|date| years_between(date, today) < LEAST_AGE as i16) {
        check.problems.add("birth_day", Problem::TooYoung { least: LEAST_AGE });
    }
    let gender = check.option("gender", Gender::parse);
    let gender_own = match gender {
        Some(Gender::Own) => check.required_line("gender_own", LINE_MOST),
        _ => String::new(),
    };
    let nationality = check.required_option("nationality", Country::parse);
    let others = ["other_nationality", "third_nationality"];
    let other_nationalities =
        others.into_iter().filter_map(|name| check.option(name, Country::parse)).collect();
    let residence = check.required_option("residence", Country::parse);
    let address = check.required_paragraphs("address", ADDRESS_MOST);
    let phone = check.required_line("phone", LINE_MOST);
    if !phone.is_empty() && phone.chars().filter(char::is_ascii_digit).count() < 5 {
        check.problems.add("phone", Problem::NotANumber);
    }
    let relatives = check.required_answer("relatives", "relatives_who", ADDRESS_MOST);
    let served = check.required_answer("served", "served_where", ADDRESS_MOST);
    let personnel_number = check.line("personnel_number", LINE_MOST);
    let value = (|| {
        Some(Personal {
            family_name,
            given_names,
            preferred_name,
            born_on: born_on?,
            gender,
            gender_own,
            nationality: nationality?,
            other_nationalities,
            residence: residence?,
            address,
            phone,
            relatives: relatives?,
            served: served?,
            personnel_number,
        })
    })();
    check.or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    fn ana() -> PersonalDraft {
        PersonalDraft::of([
            ("family_name", "Silva"),
            ("given_names", "Ana"),
            ("birth_day", "1"),
            ("birth_month", "2"),
            ("birth_year", "1990"),
            ("nationality", "BR"),
            ("residence", "CH"),
            ("address", "Rue 1"),
            ("phone", "+41 22 000"),
            ("relatives", "no"),
            ("served", "no"),
        ])
    }

    #[test]
    fn what_is_asked_about_a_yes_must_be_said() {
        assert!(ana().check(TODAY).is_ok());
        let mut draft = ana();
        draft.set("relatives", "yes".into());
        assert_eq!(draft.check(TODAY).unwrap_err().of("relatives_who"), Some(&Problem::Missing));
        draft.set("relatives_who", "My sister, Pensions".into());
        assert_eq!(draft.check(TODAY).map(|p| p.relatives), Ok("My sister, Pensions".into()));
        // Who thinks again need not clear the field first.
        draft.set("relatives", "no".into());
        assert_eq!(draft.check(TODAY).map(|p| p.relatives), Ok(String::new()));
    }

    #[test]
    fn gender_is_not_asked_and_may_be_said_in_own_words() {
        let mut draft = ana();
        draft.set("gender", "own".into());
        assert_eq!(draft.check(TODAY).unwrap_err().of("gender_own"), Some(&Problem::Missing));
        draft.set("gender", "not-said".into());
        assert_eq!(draft.check(TODAY).map(|p| p.gender), Ok(Some(Gender::NotSaid)));
    }
}
