//! Searching the vacancies in memory, and counting what each further choice would find.

use super::{
    Entry, OpenVacancies, PAGE_SIZE,
    index::{FILTERS, Ranks},
};
use crate::{Error, Services};
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{
        Listed, Page,
        search::{CLOSING, Filter, Search, Sort, closes_within},
    },
};

/// What was found, a page of it, and what other choices would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub page: Page<Listed>,
    /// In the order of [`Filter::ALL`].
    pub facets: Vec<Facet>,
    /// Where nothing was found: what would be, and how many, if something were not asked for.
    pub looser: Vec<Looser>,
}

/// The choices of a filter that some open vacancy has, or that are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub filter: Filter,
    /// Each with how many vacancies it would find if it alone were chosen of its filter, the rest of the search staying.
    pub choices: Vec<(String, u32)>,
}

/// What is not to be asked for so that something is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looser {
    pub without: Without,
    /// The search that is left.
    pub search: Search,
    /// How many it finds.
    pub count: u32,
}

/// What of a search is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    Filter(Filter),
    /// One of several words.
    Word(String),
    Words,
    /// All that was asked for.
    Everything,
}

impl OpenVacancies {
    /// Searches. Pages count from 1; one beyond the last is empty.
    #[must_use]
    pub fn find(&self, search: &Search, lang: Lang, page: u32, now: i64) -> Finding {
        let ranks = self.index.ranks(search.words());
        let mut sieve = Sieve::of(self, search, now);
        let mut found: Vec<(u16, usize)> = Vec::new();
        for (place, entry) in self.open_entries(now) {
            let Some(rank) = ranks.of(place) else {
                sieve.note(place);
                continue;
            };
            if sieve.passes(place, entry) {
                found.push((rank, place));
            }
        }
        // They stand newest first: what is equal stays so.
        match search.sort() {
            Sort::Newest => {}
            Sort::Relevance => found.sort_by_key(|(rank, _)| *rank),
            Sort::Closing => found.sort_by_key(|(_, place)| self.entries[*place].closes_at),
        }
        let start = (page.max(1) as usize - 1).saturating_mul(PAGE_SIZE);
        let items = found.iter().skip(start).take(PAGE_SIZE);
        let page = Page {
            items: items.map(|(_, place)| self.entries[*place].listed[lang.index()].clone()).collect(),
            page: page.max(1),
            pages: number(found.len().div_ceil(PAGE_SIZE)).max(1),
            total: number(found.len()),
        };
        let looser = if page.total == 0 { self.looser(search, &ranks, now) } else { Vec::new() };
        Finding { page, facets: sieve.facets(), looser }
    }

    /// The open entries with their places, newest first.
    pub(super) fn open_entries(&self, now: i64) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.is_open(now))
    }

    fn count(&self, search: &Search, ranks: &Ranks, now: i64) -> u32 {
        let mut sieve = Sieve::of(self, search, now);
        let found = self
            .open_entries(now)
            .filter(|(place, entry)| ranks.of(*place).is_some() && sieve.passes(*place, entry));
        number(found.count())
    }

    /// What would be found if one thing were not asked for; or if nothing were.
    fn looser(&self, search: &Search, ranks: &Ranks, now: i64) -> Vec<Looser> {
        let mut looser = Vec::new();
        let mut put = |without: Without, search: Search, ranks: &Ranks| {
            let count = self.count(&search, ranks, now);
            if count > 0 {
                looser.push(Looser { without, search, count });
            }
        };
        for filter in Filter::ALL.iter().filter(|filter| search.filters(**filter)) {
            let mut left = search.clone();
            left.clear(*filter);
            put(Without::Filter(*filter), left, ranks);
        }
        let words: Vec<&str> = search.words().split(' ').filter(|word| !word.is_empty()).collect();
        let with_words = |words: &str| {
            let mut left = search.clone();
            left.set_words(words);
            left
        };
        if words.len() > 1 {
            for (place, word) in words.iter().enumerate() {
                let left: Vec<&str> = words
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != place)
                    .map(|(_, word)| *word)
                    .collect();
                let left = with_words(&left.join(" "));
                let ranks = self.index.ranks(left.words());
                put(Without::Word((*word).to_owned()), left, &ranks);
            }
        }
        if !words.is_empty() {
            put(Without::Words, with_words(""), &self.index.ranks(""));
        }
        if looser.is_empty() && !search.is_empty() {
            let all = Search::default();
            let ranks = self.index.ranks("");
            let count = self.count(&all, &ranks, now);
            if count > 0 {
                looser.push(Looser { without: Without::Everything, search: all, count });
            }
        }
        looser
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Asks entries whether they meet a search's filters, and counts on the way: an entry that misses one filter only counts
/// among that filter's choices.
struct Sieve<'a> {
    vacancies: &'a OpenVacancies,
    search: &'a Search,
    chosen: [Option<Vec<bool>>; FILTERS],
    counts: [Vec<u32>; FILTERS],
    /// Which choices some open vacancy has.
    there: [Vec<bool>; FILTERS],
    closing: Vec<u16>,
    now: i64,
}

impl<'a> Sieve<'a> {
    fn of(vacancies: &'a OpenVacancies, search: &'a Search, now: i64) -> Self {
        let choices = |filter: &Filter| vacancies.index.column(*filter).choices.len();
        let mut closing = CLOSING.to_vec();
        closing.extend(search.closing());
        closing.sort_unstable();
        closing.dedup();
        let mut counts: [Vec<u32>; FILTERS] = std::array::from_fn(|n| vec![0; choices(&Filter::ALL[n])]);
        counts[Filter::Closing as usize] = vec![0; closing.len()];
        Sieve {
            vacancies,
            search,
            chosen: std::array::from_fn(|n| vacancies.index.chosen(search, Filter::ALL[n])),
            counts,
            there: std::array::from_fn(|n| vec![false; choices(&Filter::ALL[n])]),
            closing,
            now,
        }
    }

    /// Notes what an open entry has.
    fn note(&mut self, place: usize) {
        for (n, there) in self.there.iter_mut().enumerate() {
            for choice in self.vacancies.index.column(Filter::ALL[n]).of_entry(place) {
                there[usize::from(*choice)] = true;
            }
        }
    }

    /// Whether an open entry meets all filters; counts it.
    fn passes(&mut self, place: usize, entry: &Entry) -> bool {
        self.note(place);
        let mut missed = None;
        for filter in Filter::ALL {
            if !self.meets(*filter, place, entry) && missed.replace(*filter).is_some() {
                return false;
            }
        }
        for filter in Filter::ALL.iter().filter(|filter| missed.is_none_or(|missed| missed == **filter)) {
            let counts = &mut self.counts[*filter as usize];
            if *filter == Filter::Closing {
                for (count, days) in counts.iter_mut().zip(&self.closing) {
                    *count += u32::from(closes_within(entry.closes_at, *days, self.now));
                }
            } else {
                for choice in self.vacancies.index.column(*filter).of_entry(place) {
                    counts[usize::from(*choice)] += 1;
                }
            }
        }
        missed.is_none()
    }

    fn meets(&self, filter: Filter, place: usize, entry: &Entry) -> bool {
        if filter == Filter::Closing {
            return self.search.closing().is_none_or(|days| closes_within(entry.closes_at, days, self.now));
        }
        self.chosen[filter as usize].as_ref().is_none_or(|chosen| {
            let choices = self.vacancies.index.column(filter).of_entry(place);
            choices.iter().any(|choice| chosen[usize::from(*choice)])
        })
    }

    fn facets(self) -> Vec<Facet> {
        let facet = |filter: &Filter| {
            let counts = &self.counts[*filter as usize];
            let mut choices: Vec<(String, u32)> = match filter {
                Filter::Closing => {
                    self.closing.iter().map(u16::to_string).zip(counts.iter().copied()).collect()
                }
                _ => {
                    let known = &self.vacancies.index.column(*filter).choices;
                    let there = known.iter().zip(counts).zip(&self.there[*filter as usize]);
                    there
                        .filter(|(_, there)| **there)
                        .map(|((choice, count), _)| (choice.clone(), *count))
                        .collect()
                }
            };
            for chosen in self.search.chosen(*filter) {
                if !choices.iter().any(|(choice, _)| choice == chosen) {
                    choices.push((chosen.to_owned(), 0));
                }
            }
            Facet { filter: *filter, choices }
        };
        Filter::ALL.iter().map(facet).collect()
    }
}

impl Services {
    /// Searches the open vacancies for readers of a language.
    ///
    /// # Errors
    /// As [`Services::vacancies`].
    pub async fn find_vacancies(&self, search: &Search, lang: Lang, page: u32) -> Result<Finding, Error> {
        Ok(self.vacancies().await?.find(search, lang, page, self.clock.now()))
    }
}

#[cfg(test)]
mod tests;
