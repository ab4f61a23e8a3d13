//! Countries and languages that a file speaks of in words, in whichever of our languages: their codes. On the server only, as the
//! names are.

use crate::names::{countries, languages};
use model::{country::Country, language::Lang, text::fold};
use std::{collections::HashMap, sync::LazyLock};

/// What else countries are called, beside the United Nations' names for them.
const OTHER_NAMES: [(&str, &str); 50] = [
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("great britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("royaume-uni", "GB"),
    ("reino unido", "GB"),
    ("usa", "US"),
    ("united states", "US"),
    ("etats-unis", "US"),
    ("estados unidos", "US"),
    ("south korea", "KR"),
    ("coree du sud", "KR"),
    ("corea del sur", "KR"),
    ("north korea", "KP"),
    ("russia", "RU"),
    ("russie", "RU"),
    ("rusia", "RU"),
    ("czech republic", "CZ"),
    ("republique tcheque", "CZ"),
    ("republica checa", "CZ"),
    ("ivory coast", "CI"),
    ("turkey", "TR"),
    ("turquie", "TR"),
    ("turquia", "TR"),
    ("vietnam", "VN"),
    ("laos", "LA"),
    ("syria", "SY"),
    ("syrie", "SY"),
    ("siria", "SY"),
    ("moldova", "MD"),
    ("moldavie", "MD"),
    ("moldavia", "MD"),
    ("tanzania", "TZ"),
    ("tanzanie", "TZ"),
    ("palestine", "PS"),
    ("palestina", "PS"),
    ("brunei", "BN"),
    ("burma", "MM"),
    ("cape verde", "CV"),
    ("cap-vert", "CV"),
    ("swaziland", "SZ"),
    ("holland", "NL"),
    ("hong kong", "HK"),
    ("macau", "MO"),
    ("taiwan", "TW"),
    ("macedonia", "MK"),
    ("congo-kinshasa", "CD"),
];

/// What else languages are called.
const OTHER_LANGUAGES: [(&str, &str); 8] = [
    ("mandarin", "zh"),
    ("chino", "zh"),
    ("chinois", "zh"),
    ("farsi", "fa"),
    ("kiswahili", "sw"),
    ("castellano", "es"),
    ("castilian", "es"),
    ("tagalog", "tl"),
];

/// The three letters of ISO 639-2, by which Europass names languages that have two.
const THREE_LETTERS: [(&str, &str); 58] = [
    ("afr", "af"),
    ("alb", "sq"),
    ("sqi", "sq"),
    ("amh", "am"),
    ("ara", "ar"),
    ("hye", "hy"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("dut", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("est", "et"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gle", "ga"),
    ("gre", "el"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kat", "ka"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("ltz", "lb"),
    ("mkd", "mk"),
    ("mlt", "mt"),
    ("nld", "nl"),
    ("nor", "no"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swa", "sw"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
];

static COUNTRIES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for lang in Lang::ALL {
        for (country, name) in countries(lang) {
            let folded = fold(name);
            // `Bolivia (Plurinational State of)`, `Hong Kong, China`
            if let Some((short, _)) = folded.split_once(['(', ',']) {
                all.insert(short.trim().to_owned(), *country);
            }
            all.insert(folded, *country);
        }
    }
    all.extend(
        OTHER_NAMES.iter().filter_map(|(name, code)| Some(((*name).to_owned(), Country::parse(code)?))),
    );
    all
});

static LANGUAGES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for lang in Lang::ALL {
        for (code, name) in languages(lang) {
            let folded = fold(name);
            if let Some((short, _)) = folded.split_once('(') {
                all.entry(short.trim().to_owned()).or_insert(*code);
            }
            all.insert(folded, *code);
        }
    }
    all.extend(OTHER_LANGUAGES.map(|(name, code)| (name.to_owned(), code)));
    all
});

/// Gives what was found in a file the codes of the countries and languages that it names.
pub fn name(found: &mut cv::Found) {
    found.name(country, language);
}

/// The country that words mean, and what else they say: `Nairobi, Kenya` means Kenya, and says Nairobi.
#[must_use]
pub fn country(words: &str) -> Option<(Country, String)> {
    let known = |words: &str| {
        let folded = fold(words.trim());
        let name = folded.strip_prefix("the ").unwrap_or(&folded);
        COUNTRIES.get(name).copied()
    };
    if let Some(country) = Country::parse(words).or_else(|| known(words)) {
        return Some((country, String::new()));
    }
    // The longest name: some have a comma.
    words
        .match_indices(',')
        .find_map(|(at, _)| Some((known(&words[at + 1..])?, words[..at].trim().to_owned())))
}

/// The code of the language that words mean: a name, `English (US)`, or a code.
fn language(words: &str) -> Option<String> {
    let folded = fold(words.trim());
    let is_code = |code: &str| languages(Lang::En).iter().any(|(known, _)| *known == code);
    if is_code(&folded) {
        return Some(folded);
    }
    let three = THREE_LETTERS.iter().find(|(three, _)| *three == folded).map(|(_, two)| *two);
    let short = folded.split(['(', ',', '/']).next().unwrap_or_default().trim();
    let code = three.or_else(|| LANGUAGES.get(folded.as_str()).or_else(|| LANGUAGES.get(short)).copied())?;
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_its_names_in_our_languages_and_by_what_else_it_is_called() {
        for (words, code, rest) in [
            ("CH", "CH", ""),
            ("Switzerland", "CH", ""),
            ("suisse", "CH", ""),
            ("Nairobi, Kenya", "KE", "Nairobi"),
            ("Abidjan, Côte d'Ivoire", "CI", "Abidjan"),
            ("La Paz, Bolivia", "BO", "La Paz"),
            ("The Netherlands", "NL", ""),
            ("Seoul, South Korea", "KR", "Seoul"),
            ("Kowloon, Hong Kong, China", "HK", "Kowloon"),
            ("Boston, Massachusetts, United States", "US", "Boston, Massachusetts"),
        ] {
            let expected = Country::parse(code).map(|country| (country, rest.to_owned()));
            assert_eq!(country(words), expected, "{words}");
        }
        for words in ["", "Geneva", "Atlantis", "ch"] {
            assert_eq!(country(words), None, "{words}");
        }
    }

    #[test]
    fn every_other_name_is_of_a_country_or_language_there_is() {
        for (name, code) in OTHER_NAMES {
            assert!(Country::parse(code).is_some() && country(name).is_some(), "{name}");
        }
        for (name, code) in OTHER_LANGUAGES.iter().chain(&THREE_LETTERS) {
            assert_eq!(language(name).as_deref(), Some(*code), "{name}");
        }
    }

    #[test]
    fn a_language_is_known_by_code_and_by_name() {
        for (words, code) in [
            ("fr", "fr"),
            ("ENG", "en"),
            ("Français", "fr"),
            ("English (US)", "en"),
            ("inglés", "en"),
            ("ceb", "ceb"),
        ] {
            assert_eq!(language(words).as_deref(), Some(code), "{words}");
        }
        assert_eq!(language("Esperanza"), None);
        assert_eq!(language(""), None);
    }
}
