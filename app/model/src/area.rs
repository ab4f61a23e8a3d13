//! Areas of expertise: the list that administrators keep, and what of it a profile holds.

use crate::{choices, draft, draft::Checker, names::Names, problem::Problems};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most characters of an area's slug.
pub const SLUG_MOST: usize = 60;
/// The most UTF-16 code units of an area's name.
pub const NAME_MOST: usize = 100;

/// The fields of a profile's forms that hold areas, by their slugs, a line each.
pub const FIELDS: [&str; 2] = ["area", "fields"];

/// An area in which the organisation looks for people, by its slug. That it is well formed is known here; whether it is in the
/// list, and what it is called, the server alone knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Area(String);

impl Area {
    /// What stands in a field in the place of a slug that may not be chosen there: no slug, so that every check refuses it.
    pub const UNLISTED: &str = "?";

    /// The area of a slug, if it is one: at most [`SLUG_MOST`] lower-case letters and digits without accents, in words with single
    /// hyphens between them.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        let letters = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        (slug.len() <= SLUG_MOST && slug.split('-').all(letters)).then(|| Self(slug.to_owned()))
    }

    /// The area's name in data and addresses.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

draft! {
    /// An area as an administrator types it.
    pub struct AreaDraft => Names, check_area {
        Public name_en,
        Public name_fr,
        Public name_es,
    }
}

fn check_area(draft: &AreaDraft, _today: Date) -> Result<Names, Problems> {
    let mut check = Checker::new(draft);
    let names = check.names(NAME_MOST);
    check.or(Some(names))
}

choices! {
    /// What is done with an area beside saving its names.
    pub enum Step {
        /// Nothing.
        Save = "save",
        /// No entry can choose it any more; those that have it keep it.
        Retire = "retire",
        /// It can be chosen again.
        Offer = "offer",
    }
}

/// An area in the administrators' table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub area: Area,
    pub names: Names,
    /// Since when it is no longer offered; none: it is.
    pub retired_on: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draft::Draft, problem::Problem};
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 30);

    #[test]
    fn a_slug_is_words_of_plain_letters_with_single_hyphens() {
        let longest = "a".repeat(SLUG_MOST);
        for slug in ["wages", "labour-law", "sdg-8", longest.as_str()] {
            assert_eq!(Area::parse(slug).map(|area| area.to_string()).as_deref(), Some(slug));
        }
        let too_long = "a".repeat(SLUG_MOST + 1);
        for wrong in [
            "",
            "-",
            "Wages",
            "labour--law",
            "-law",
            "law-",
            "labour law",
            "équité",
            &too_long,
            Area::UNLISTED,
        ] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_was_stored_when_the_list_was_compiled_is_still_read() {
        let area: Area = serde_json::from_str("\"labour-law\"").unwrap();
        assert_eq!(Some(&area), Area::parse("labour-law").as_ref());
        assert_eq!(serde_json::to_string(&area).unwrap(), "\"labour-law\"");
    }

    #[test]
    fn every_language_has_a_name_within_the_limit() {
        let problems = AreaDraft::of([("name_en", "Wages"), ("name_fr", " ")]).check(TODAY).unwrap_err();
        assert_eq!(problems.of("name_en"), None);
        assert_eq!(problems.of("name_fr"), Some(&Problem::Missing));
        let long = "é".repeat(NAME_MOST + 2);
        let problems = AreaDraft::of([("name_es", long.as_str())]).check(TODAY).unwrap_err();
        assert_eq!(problems.of("name_es"), Some(&Problem::TooLong { over: 2 }));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_refused_or_stays_as_it_is(en in ".{0,110}", fr in ".{0,20}", es in "[ a-zé]{0,20}") {
            let typed = AreaDraft { name_en: en, name_fr: fr, name_es: es };
            if let Ok(names) = typed.check(TODAY) {
                let again: AreaDraft = names.typed().draft();
                prop_assert_eq!(again.check(TODAY), Ok(names));
            }
        }
    }
}
