//! Which open vacancies are like one.

use super::OpenVacancies;
use model::{
    language::Lang,
    vacancy::{Listed, Notice, Region, search},
};
use std::cmp::Reverse;

/// The most vacancies named as similar.
pub const SIMILAR_MOST: usize = 5;
/// A word of a title with fewer letters says little: "of", "des", "para".
const WORD_LEAST: usize = 5;
/// A word that is in more titles says little as well: "officer", "labour". In more than so many, and one of ten.
const TITLES_MOST: usize = 2;
/// The most of a title's words that count.
const WORDS_MOST: u32 = 3;

impl OpenVacancies {
    /// The open vacancies most like one: by its category and the words of its title first, then by its grade, region and duty
    /// station; of equals the newest. What shares neither category nor word nor grade is not like it.
    #[must_use]
    pub fn similar(&self, to: &Notice, lang: Lang, now: i64) -> Vec<Listed> {
        let mut words = vec![0u32; self.entries.len()];
        for term in search::terms(&to.text.title).iter().filter(|term| term.typed.len() >= WORD_LEAST) {
            let mut titled: Vec<usize> =
                term.singulars.iter().chain([&term.typed]).flat_map(|word| self.index.titled(word)).collect();
            titled.sort_unstable();
            titled.dedup();
            if titled.len() <= TITLES_MOST.max(self.entries.len() / 10) {
                titled.into_iter().for_each(|entry| words[entry] += 1);
            }
        }
        let region = Region::of(to.duty_station.country);
        let mut ranked: Vec<(u32, &Listed)> = self
            .standing(now)
            .open
            .iter()
            .map(|open| (words[open.place].min(WORDS_MOST), &self.entries[open.place].listed[lang.index()]))
            .filter(|(_, listed)| listed.slug != to.slug)
            .filter_map(|(words, listed)| {
                let category = listed.category == to.category;
                let grade = listed.grade.is_some() && listed.grade == to.grade;
                let alike = u32::from(category) * 6
                    + words * 4
                    + u32::from(grade) * 3
                    + u32::from(Region::of(listed.duty_station.country) == region)
                    + u32::from(listed.duty_station == to.duty_station);
                (category || grade || words > 0).then_some((alike, listed))
            })
            .collect();
        ranked.sort_by_key(|(alike, _)| Reverse(*alike));
        ranked.into_iter().take(SIMILAR_MOST).map(|(_, listed)| listed.clone()).collect()
    }
}
