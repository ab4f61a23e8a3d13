//! The names of countries and languages, in the reader's language; those of areas of expertise administrators keep. On the server only:
//! what the browser shows of them comes with the page.

use crate::api::profile::List;
use model::{country::Country, language::Lang};
use services::area::Areas;
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

/// Values and their names, as a page takes them with it: code and name, or slug and name.
#[must_use]
pub fn owned<T: ToString>(list: &[(T, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, name)| (value.to_string(), (*name).to_owned())).collect()
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

/// All languages as forms offer them: the working languages first.
#[must_use]
pub fn languages_on_offer(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let mut languages = languages(lang).to_vec();
    languages.sort_by_key(|(code, _)| Lang::ALL.iter().all(|working| working.tag() != *code));
    languages
}

/// The name of a language; empty for a code that is not in the list.
#[must_use]
pub fn language(lang: Lang, code: &str) -> &'static str {
    languages(lang).iter().find(|(known, _)| *known == code).map_or("", |(_, name)| name)
}

/// The name of a code in a list; empty for one that is not in it.
#[must_use]
pub fn listed<'a>(lang: Lang, areas: &'a Areas, list: List, code: &str) -> &'a str {
    match list {
        List::Countries => Country::parse(code).map_or("", |code| country(lang, code)),
        List::Languages => language(lang, code),
        List::Areas => areas.name(lang, code).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(languages(lang).len(), model::profile::languages().count());
            assert!(model::profile::languages().all(|code| !language(lang, code).is_empty()));
        }
        let first: Vec<_> = languages_on_offer(Lang::Fr).into_iter().take(4).map(|(_, name)| name).collect();
        assert_eq!(first[..3], ["Anglais", "Espagnol", "Français"]);
        assert!(first[3].starts_with('A'), "then in the order of the alphabet: {first:?}");
    }

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(countries(lang).len(), Country::all().count());
            assert!(Country::all().all(|c| !country(lang, c).is_empty()));
        }
    }
}
