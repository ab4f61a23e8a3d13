//! The words of an institution's name, made comparable.

use model::text::fold;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// The words of a text, without case and diacritics.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In their order: `King's College` gives `kings college`, `Université d'Évry` gives `universite evry`.
    pub in_order: Vec<String>,
    /// How the same may be written as well: `king`, `devry`; `st` for `saint`.
    pub also: Vec<String>,
}

impl Words {
    /// The words of a text. Whatever is no letter and no digit parts words; an apostrophe does not.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bare: String = text
            .replace(['\u{2018}', '\u{02BB}', '`', '\u{00B4}'], "'")
            .nfkd()
            .filter(|c| canonical_combining_class(*c) == 0)
            .collect();
        let folded = fold(&bare);
        let mut words = Words::default();
        for piece in folded.split(|c: char| !c.is_alphanumeric() && c != '\'') {
            let parts: Vec<&str> = piece.split('\'').filter(|part| !part.is_empty()).collect();
            match parts.as_slice() {
                [] => {}
                [word] => words.in_order.push((*word).to_owned()),
                [article, rest @ ..] if is_elided(article) => {
                    words.in_order.push(rest.concat());
                    words.also.push(parts.concat());
                }
                _ => {
                    words.in_order.push(parts.concat());
                    words
                        .also
                        .extend(parts.iter().filter(|part| part.len() > 1).map(|part| (*part).to_owned()));
                }
            }
        }
        if words.in_order.iter().any(|word| word == "st") {
            words.also.push("saint".to_owned());
        }
        if words.in_order.iter().any(|word| word == "saint" || word == "sankt") {
            words.also.push("st".to_owned());
        }
        words
    }
}

/// An article that has lost its vowel to the next word.
fn is_elided(part: &str) -> bool {
    matches!(part, "l" | "d" | "dell" | "all" | "nell" | "sull" | "dall" | "un" | "qu")
}

/// Articles, prepositions and conjunctions, which people leave out or mistake.
pub fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "at"
            | "in"
            | "for"
            | "on"
            | "a"
            | "an"
            | "de"
            | "del"
            | "la"
            | "las"
            | "le"
            | "les"
            | "los"
            | "el"
            | "l"
            | "d"
            | "du"
            | "des"
            | "et"
            | "en"
            | "y"
            | "e"
            | "i"
            | "w"
            | "z"
            | "do"
            | "da"
            | "dos"
            | "das"
            | "di"
            | "della"
            | "delle"
            | "degli"
            | "dei"
            | "dello"
            | "il"
            | "lo"
            | "der"
            | "die"
            | "dem"
            | "den"
            | "fur"
            | "und"
            | "zu"
            | "zur"
            | "von"
            | "van"
            | "het"
            | "voor"
            | "og"
            | "och"
            | "im"
            | "am"
            | "na"
            | "pri"
            | "ve"
            | "al"
    )
}

/// The word for a university, in the languages whose institutions we have: it tells little, and is often said in another
/// language or at another place than in the name.
pub fn is_university(word: &str) -> bool {
    matches!(
        word,
        "university"
            | "universities"
            | "universite"
            | "universites"
            | "universidad"
            | "universidade"
            | "universitat"
            | "universita"
            | "universiteit"
            | "universitet"
            | "universitetet"
            | "univerzita"
            | "univerzitet"
            | "univerzitetu"
            | "univerza"
            | "uniwersytet"
            | "universitas"
            | "universitesi"
            | "universiti"
            | "universitatea"
            | "universitario"
            | "universitaire"
            | "sveuciliste"
            | "yliopisto"
            | "egyetem"
            | "univ"
            | "uni"
            | "университет"
            | "університет"
            | "πανεπιστημιο"
    )
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn words(text: &str) -> (String, String) {
        let words = Words::of(text);
        (words.in_order.join(" "), words.also.join(" "))
    }

    #[test]
    fn apostrophes_part_no_words_and_articles_go() {
        assert_eq!(words("King’s College, London"), ("kings college london".into(), "king".into()));
        assert_eq!(words("Université d'Évry"), ("universite evry".into(), "devry".into()));
        assert_eq!(words("Xi‘an"), ("xian".into(), "xi an".into()));
        assert_eq!(words("St. Gallen").1, "saint");
    }

    #[test]
    fn diacritics_of_every_script_go() {
        assert_eq!(words("Đại học Cần Thơ").0, "dai hoc can tho");
        assert_eq!(words("Πανεπιστήμιο").0, "πανεπιστημιο");
        assert_eq!(words("ＡＢＣ – (Łódź)").0, "abc lodz");
        assert_eq!(words("…'’ ''").0, "");
    }
}
