//! The words of a vacancy, and how those that somebody types are found among them: in any order, by their beginning, whatever
//! their case, diacritics or number.

use crate::{text, vacancy::Vacancy};
use std::collections::BTreeMap;

/// Where a word stands: the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Title,
    Duties,
    /// The number, the grade, the department and unit, the city.
    Rest,
}

/// How far from the best a word is found: its place first, then whether it is the whole word.
#[must_use]
pub const fn distance(place: Place, whole: bool) -> u16 {
    place as u16 * 2 + !whole as u16
}

/// The words of a text, folded. Whatever is no letter and no digit parts them.
fn words(text: &str) -> Vec<String> {
    let folded = text::fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// What a word may be the plural of, in English, French and Spanish: candidates, of which the right one is among the words.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    let stem = |end: &str| word.strip_suffix(end).filter(|stem| stem.chars().count() > 1);
    let with = |end: &str, singular: &str| stem(end).map(|stem| format!("{stem}{singular}"));
    [
        with("s", ""),
        with("es", ""),
        with("ies", "y"),
        with("x", ""),
        with("aux", "al"),
        with("aux", "ail"),
        with("ces", "z"),
    ]
    .into_iter()
    .flatten()
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What the words found begin with.
    pub typed: String,
    /// What else is found, as a whole word.
    pub singulars: Vec<String>,
}

/// The words that are looked for, of a text: each is to be found.
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    words(text).into_iter().map(|typed| Term { singulars: singulars(&typed).collect(), typed }).collect()
}

/// The words of a vacancy in all its languages, in alphabetical order, each with its best place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, Place)>);

impl Words {
    /// The words of a vacancy.
    #[must_use]
    pub fn of(vacancy: &Vacancy) -> Self {
        let mut found = BTreeMap::new();
        let mut put = |place: Place, text: &str| {
            for word in words(text) {
                // The plural is found by the singular as well.
                for form in singulars(&word).chain([word.clone()]) {
                    let best = found.entry(form).or_insert(place);
                    *best = place.min(*best);
                }
            }
        };
        let grade = vacancy.grade.map(crate::choice::Choice::slug).unwrap_or_default();
        for text in [&vacancy.number, grade, &vacancy.department, &vacancy.unit, &vacancy.duty_station.city] {
            put(Place::Rest, text);
        }
        for text in vacancy.texts.values() {
            put(Place::Title, &text.title);
            text.duties.iter().for_each(|duty| put(Place::Duties, duty));
            put(Place::Rest, &text.department);
            put(Place::Rest, &text.unit);
        }
        Words(found.into_iter().collect())
    }

    /// All of them with their places, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Place)> {
        self.0.iter().map(|(word, place)| (word.as_str(), *place))
    }

    /// How far from the best a term is found; none where it is not.
    #[must_use]
    pub fn find(&self, term: &Term) -> Option<u16> {
        let start = self.0.partition_point(|(word, _)| *word < term.typed);
        let begun = self.0[start..]
            .iter()
            .take_while(|(word, _)| word.starts_with(&term.typed))
            .map(|(word, place)| distance(*place, *word == term.typed));
        let singular = term.singulars.iter().filter_map(|singular| {
            let place = self.0.binary_search_by(|(word, _)| word.cmp(singular)).ok()?;
            Some(distance(self.0[place].1, true))
        });
        begun.chain(singular).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        let mut found = BTreeMap::new();
        for word in words(text) {
            for form in singulars(&word).chain([word.clone()]) {
                found.insert(form, Place::Title);
            }
        }
        let there = Words(found.into_iter().collect());
        terms(typed).iter().all(|term| there.find(term).is_some())
    }

    #[test]
    fn words_are_found_in_any_order_and_by_their_beginning() {
        assert!(finds("stat senior", "Senior Statistician"));
        assert!(finds("dc/employment/p/2026", "DC/EMPLOYMENT/P/2026/03"));
        assert!(finds("", "anything"), "nothing is asked");
        assert!(!finds("istician", "Senior Statistician"));
        assert!(!finds("senior economist", "Senior Statistician"));
    }

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert!(finds("SPECIALISTE securite", "Spécialiste, sécurité et santé"));
        assert!(finds("Économíe", "economie"));
        assert!(finds("emploi", "l’emploi"));
    }

    #[test]
    fn singular_and_plural_find_each_other() {
        for (one, many) in [
            ("policy", "policies"),
            ("statistician", "statisticians"),
            ("class", "classes"),
            ("national", "nationaux"),
            ("travail", "travaux"),
            ("bureau", "bureaux"),
            ("trabajador", "trabajadores"),
            ("voz", "voces"),
            ("organización", "organizaciones"),
        ] {
            assert!(finds(one, many), "{one} finds {many}");
            assert!(finds(many, one), "{many} finds {one}");
        }
        assert!(!finds("rules", "ruling"), "a guessed singular is a whole word");
    }
}
