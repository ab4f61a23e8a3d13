//! Searching the vacancies in memory, and counting what each further choice would find.

use super::{
    OpenVacancies, PAGE_SIZE,
    index::{FILTERS, Index, Ranks},
    standing::{Open, Standing},
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
        let standing = self.standing(now);
        let ranks = self.index.ranks(search.words());
        let sieve = Sieve::of(&self.index, search, now);
        let mut tally = Tally::of(&self.index, search, now);
        let mut found: Vec<(u16, Open)> = Vec::new();
        for open in &standing.open {
            let Some(rank) = ranks.of(open.place) else { continue };
            match sieve.missed(open) {
                Missed::Nothing => {
                    tally.count_all(open);
                    found.push((rank, *open));
                }
                Missed::One(filter) => tally.count(filter, open),
                Missed::Several => {}
            }
        }
        // They stand newest first: what is equal stays so.
        match search.sort() {
            Sort::Newest => {}
            Sort::Relevance => found.sort_by_key(|(rank, _)| *rank),
            Sort::Closing => found.sort_by_key(|(_, open)| open.closes_at),
        }
        let start = (page.max(1) as usize - 1).saturating_mul(PAGE_SIZE);
        let items = found.iter().skip(start).take(PAGE_SIZE);
        let page = Page {
            items: items.map(|(_, open)| self.entries[open.place].listed[lang.index()].clone()).collect(),
            page: page.max(1),
            pages: number(found.len().div_ceil(PAGE_SIZE)).max(1),
            total: number(found.len()),
        };
        let looser = if page.total == 0 { self.looser(search, &ranks, &standing, now) } else { Vec::new() };
        Finding { page, facets: tally.facets(search, &standing), looser }
    }

    fn count(&self, search: &Search, ranks: &Ranks, standing: &Standing, now: i64) -> u32 {
        let sieve = Sieve::of(&self.index, search, now);
        number(passing(standing, ranks, &sieve).count())
    }

    /// What would be found if one thing were not asked for; or if nothing were.
    fn looser(&self, search: &Search, ranks: &Ranks, standing: &Standing, now: i64) -> Vec<Looser> {
        let mut looser = Vec::new();
        let mut put = |without: Without, search: Search, ranks: &Ranks| {
            let count = self.count(&search, ranks, standing, now);
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
            let count = self.count(&all, &ranks, standing, now);
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

/// The open entries that have all words of a search and meet all its filters, newest first.
pub(super) fn passing<'a>(
    standing: &'a Standing,
    ranks: &'a Ranks,
    sieve: &'a Sieve,
) -> impl Iterator<Item = &'a Open> {
    let passes =
        |open: &&Open| ranks.of(open.place).is_some() && matches!(sieve.missed(open), Missed::Nothing);
    standing.open.iter().filter(passes)
}

/// How an entry stands to the filters of a search.
enum Missed {
    Nothing,
    /// It would be found if this filter were not asked for.
    One(Filter),
    Several,
}

/// Asks entries whether they meet a search's filters.
pub(super) struct Sieve<'a> {
    index: &'a Index,
    /// The filters that are asked for but [`Filter::Closing`], each with which of its choices are chosen.
    chosen: Vec<(Filter, Vec<bool>)>,
    closing: Option<u16>,
    now: i64,
}

impl<'a> Sieve<'a> {
    pub fn of(index: &'a Index, search: &Search, now: i64) -> Self {
        let filters = Filter::ALL.iter().filter(|filter| **filter != Filter::Closing);
        let chosen = filters.filter_map(|filter| Some((*filter, index.chosen(search, *filter)?))).collect();
        Sieve { index, chosen, closing: search.closing(), now }
    }

    fn missed(&self, open: &Open) -> Missed {
        let has_none = |(filter, chosen): &&(Filter, Vec<bool>)| {
            let choices = self.index.column(*filter).of_entry(open.place);
            !choices.iter().any(|choice| chosen[usize::from(*choice)])
        };
        let late = self.closing.is_some_and(|days| !closes_within(open.closes_at, days, self.now));
        let late = late.then_some(Filter::Closing);
        let mut missed = self.chosen.iter().filter(has_none).map(|(filter, _)| *filter).chain(late);
        match (missed.next(), missed.next()) {
            (None, _) => Missed::Nothing,
            (Some(filter), None) => Missed::One(filter),
            (Some(_), Some(_)) => Missed::Several,
        }
    }
}

/// Counts what each choice would find: what misses one filter only counts among that filter's choices.
struct Tally<'a> {
    index: &'a Index,
    counts: [Vec<u32>; FILTERS],
    /// The choices of [`Filter::Closing`], in days.
    closing: Vec<u16>,
    now: i64,
}

impl<'a> Tally<'a> {
    fn of(index: &'a Index, search: &Search, now: i64) -> Self {
        let mut closing = CLOSING.to_vec();
        closing.extend(search.closing());
        closing.sort_unstable();
        closing.dedup();
        let mut counts = index.counts();
        counts[Filter::Closing as usize] = vec![0; closing.len()];
        Tally { index, counts, closing, now }
    }

    fn count(&mut self, filter: Filter, open: &Open) {
        let counts = &mut self.counts[filter as usize];
        if filter == Filter::Closing {
            for (count, days) in counts.iter_mut().zip(&self.closing) {
                *count += u32::from(closes_within(open.closes_at, *days, self.now));
            }
        } else {
            self.index.column(filter).count(open.place, counts);
        }
    }

    fn count_all(&mut self, open: &Open) {
        for filter in Filter::ALL {
            self.count(*filter, open);
        }
    }

    fn facets(self, search: &Search, standing: &Standing) -> Vec<Facet> {
        let facet = |filter: &Filter| {
            let counts = self.counts[*filter as usize].iter().copied();
            let mut choices: Vec<(String, u32)> = match filter {
                Filter::Closing => self.closing.iter().map(u16::to_string).zip(counts).collect(),
                _ => {
                    let known = &self.index.column(*filter).choices;
                    let there = known.iter().zip(counts).zip(&standing.counts[*filter as usize]);
                    there
                        .filter(|(_, there)| **there > 0)
                        .map(|((choice, count), _)| (choice.clone(), count))
                        .collect()
                }
            };
            for chosen in search.chosen(*filter) {
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
