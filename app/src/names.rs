//! The names of countries and languages, in the reader's language. On the server only: what the browser shows of them comes
//! with the page.

use model::{country::Country, language::Lang};
use std::{collections::HashMap, sync::LazyLock};

static COUNTRIES: [&str; 3] = [
    include_str!("../locales/countries/en.tsv"),
    include_str!("../locales/countries/fr.tsv"),
    include_str!("../locales/countries/es.tsv"),
];

/// The countries of a language: in alphabetical order, and by code.
struct Names {
    ordered: Vec<(Country, &'static str)>,
    by_country: HashMap<Country, &'static str>,
}

static NAMES: LazyLock<[Names; 3]> = LazyLock::new(|| {
    COUNTRIES.map(|table| {
        let ordered: Vec<_> = table
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(code, name)| Some((Country::parse(code)?, name)))
            .collect();
        Names { by_country: ordered.iter().copied().collect(), ordered }
    })
});

/// All countries and territories with their names, in the alphabetical order of the language.
#[must_use]
pub fn countries(lang: Lang) -> &'static [(Country, &'static str)] {
    &NAMES[lang.index()].ordered
}

/// The name of a country or territory.
#[must_use]
pub fn country(lang: Lang, country: Country) -> &'static str {
    NAMES[lang.index()].by_country.get(&country).copied().unwrap_or_default()
}

static LANGUAGES: [&str; 3] = [
    include_str!("../locales/languages/en.tsv"),
    include_str!("../locales/languages/fr.tsv"),
    include_str!("../locales/languages/es.tsv"),
];

static LANGUAGE_NAMES: LazyLock<[Vec<(&str, &str)>; 3]> =
    LazyLock::new(|| LANGUAGES.map(|table| table.lines().filter_map(|line| line.split_once('\t')).collect()));

/// All languages that people can say they know, by ISO 639 code, in the alphabetical order of the reader's language.
#[must_use]
pub fn languages(lang: Lang) -> &'static [(&'static str, &'static str)] {
    &LANGUAGE_NAMES[lang.index()]
}

/// The name of a language; empty for a code that is not in the list.
#[must_use]
pub fn language(lang: Lang, code: &str) -> &'static str {
    languages(lang).iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(countries(lang).len(), Country::all().count());
            assert!(Country::all().all(|c| !country(lang, c).is_empty()));
        }
    }
}
