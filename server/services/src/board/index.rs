//! What the vacancies in memory are searched by, prepared once when they are read: so that a search touches only what it asks for.

use model::{
    choice::Choice,
    vacancy::search::{Filter, Place, Search, Searched, Term, distance, terms},
};
use std::{collections::HashMap, ops::Range};

/// How many filters there are.
pub(super) const FILTERS: usize = Filter::ALL.len();

/// An entry and the place of a word in it, in one number: as many of them as all notices have words.
#[derive(Debug, Clone, Copy)]
struct Hit(u32);

impl Hit {
    fn new(entry: usize, place: Place) -> Self {
        Hit((entry as u32) << 2 | place as u32)
    }

    const fn entry(self) -> usize {
        (self.0 >> 2) as usize
    }

    const fn place(self) -> Place {
        match self.0 & 3 {
            0 => Place::Title,
            1 => Place::Duties,
            _ => Place::Rest,
        }
    }
}

/// The choices of a filter that there are, and which each entry has.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// In alphabetical order.
    pub choices: Vec<String>,
    /// Where each entry's begin among `of_entries`.
    starts: Vec<u32>,
    of_entries: Vec<u16>,
}

impl Column {
    fn of(searched: &[Searched], filter: Filter) -> Self {
        let values = || searched.iter().map(|entry| entry.values(filter));
        let mut choices: Vec<String> = values().flatten().cloned().collect();
        choices.sort_unstable();
        choices.dedup();
        // Beyond 65,536 choices, which no filter has, the rest counts as the last.
        choices.truncate(usize::from(u16::MAX));
        let mut column = Column { choices, ..Column::default() };
        for values in values() {
            column.starts.push(column.of_entries.len() as u32);
            for value in values {
                if let Ok(place) = column.choices.binary_search(value) {
                    column.of_entries.push(place as u16);
                }
            }
        }
        column.starts.push(column.of_entries.len() as u32);
        column
    }

    /// The choices of an entry, by their places.
    pub fn of_entry(&self, entry: usize) -> &[u16] {
        &self.of_entries[self.starts[entry] as usize..self.starts[entry + 1] as usize]
    }

    /// Counts the choices of an entry; `counts` has a number for each choice.
    pub fn count(&self, entry: usize, counts: &mut [u32]) {
        for choice in self.of_entry(entry) {
            counts[usize::from(*choice)] += 1;
        }
    }
}

/// The index of the vacancies in memory. Entries are known by their places.
#[derive(Debug, Default)]
pub(super) struct Index {
    columns: [Column; FILTERS],
    entries: usize,
    /// All words, in alphabetical order.
    words: Vec<Box<str>>,
    /// Where each word's hits begin.
    starts: Vec<u32>,
    hits: Vec<Hit>,
}

impl Index {
    pub fn of(searched: &[Searched]) -> Self {
        let mut by_word: HashMap<&str, Vec<Hit>> = HashMap::new();
        for (entry, searched) in searched.iter().enumerate() {
            for (word, place) in searched.words.iter() {
                by_word.entry(word).or_default().push(Hit::new(entry, place));
            }
        }
        let mut by_word: Vec<(&str, Vec<Hit>)> = by_word.into_iter().collect();
        by_word.sort_unstable_by_key(|(word, _)| *word);
        let mut index = Index {
            columns: std::array::from_fn(|n| Column::of(searched, Filter::ALL[n])),
            entries: searched.len(),
            ..Index::default()
        };
        for (word, hits) in by_word {
            index.words.push(word.into());
            index.starts.push(index.hits.len() as u32);
            index.hits.extend(hits);
        }
        index.starts.push(index.hits.len() as u32);
        index
    }

    pub const fn column(&self, filter: Filter) -> &Column {
        &self.columns[filter as usize]
    }

    /// A zero for each choice of each filter.
    pub fn counts(&self) -> [Vec<u32>; FILTERS] {
        std::array::from_fn(|n| vec![0; self.columns[n].choices.len()])
    }

    /// How far from the best each entry is for these words: none where it has not all of them.
    pub fn ranks(&self, words: &str) -> Ranks {
        let terms = terms(words);
        if terms.is_empty() {
            return Ranks(None);
        }
        let mut sums = vec![0u16; self.entries];
        let mut nearest = vec![UNMET; self.entries];
        for term in &terms {
            nearest.fill(UNMET);
            self.near(term, &mut nearest);
            for (sum, near) in sums.iter_mut().zip(&nearest) {
                // What is unmet once stays so.
                *sum = if *near == UNMET { UNMET } else { sum.saturating_add(*near) };
            }
        }
        Ranks(Some(sums))
    }

    fn near(&self, term: &Term, nearest: &mut [u16]) {
        let start = self.words.partition_point(|word| **word < *term.typed);
        let begun = self.words[start..].partition_point(|word| word.starts_with(&term.typed));
        for word in start..start + begun {
            self.nearer(word, *self.words[word] == *term.typed, nearest);
        }
        for word in term.singulars.iter().filter_map(|singular| self.word(singular)) {
            self.nearer(word, true, nearest);
        }
    }

    fn nearer(&self, word: usize, whole: bool, nearest: &mut [u16]) {
        for hit in &self.hits[self.hits_of(word)] {
            let near = &mut nearest[hit.entry()];
            *near = distance(hit.place(), whole).min(*near);
        }
    }

    fn word(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| (**known).cmp(word)).ok()
    }

    fn hits_of(&self, word: usize) -> Range<usize> {
        self.starts[word] as usize..self.starts[word + 1] as usize
    }

    /// How many entries have a word in their titles, and which.
    pub fn titled(&self, word: &str) -> Vec<usize> {
        let hits = self.word(word).map(|word| &self.hits[self.hits_of(word)]).unwrap_or_default();
        hits.iter().filter(|hit| hit.place() == Place::Title).map(|hit| hit.entry()).collect()
    }

    /// Which choices of a filter are chosen; none where nothing is.
    pub fn chosen(&self, search: &Search, filter: Filter) -> Option<Vec<bool>> {
        let choices = &self.column(filter).choices;
        search.filters(filter).then(|| {
            let mut chosen = vec![false; choices.len()];
            for value in search.chosen(filter) {
                if let Ok(place) = choices.binary_search_by(|known| known.as_str().cmp(value)) {
                    chosen[place] = true;
                }
            }
            chosen
        })
    }
}

/// The distance of an entry that has not all words.
const UNMET: u16 = u16::MAX;

/// How far each entry is from the best; without words all are equal.
#[derive(Debug)]
pub(super) struct Ranks(Option<Vec<u16>>);

impl Ranks {
    pub fn of(&self, entry: usize) -> Option<u16> {
        match &self.0 {
            None => Some(0),
            Some(ranks) => Some(ranks[entry]).filter(|rank| *rank != UNMET),
        }
    }
}
