//! What somebody looks for among the vacancies: words and filters, as they stand in a query string. The list, the feeds and the
//! job alerts ask by it, so that each finds the same.

mod words;

pub use words::{Place, Term, Words, distance, terms};

use super::{Category, ContractType, DEPARTMENT_MOST, Grade, Region, Vacancy};
use crate::{address, choice::Choice, choices, country::Country, language::Lang, text};
use std::collections::{BTreeMap, BTreeSet};

choices! {
    /// What vacancies are filtered by. Its slug is its name in a query.
    pub enum Filter {
        Category = "category",
        Grade = "grade",
        Contract = "contract",
        Region = "region",
        Country = "country",
        Department = "department",
        /// The languages that a notice can be read in. What it asks candidates to speak is prose, which no machine should judge.
        Language = "language",
        /// Closing within so many days: one choice at a time.
        Closing = "closing",
    }
}

choices! {
    /// The order of what is found.
    pub enum Sort {
        Relevance = "relevance",
        Closing = "closing",
        Newest = "newest",
    }
}

/// The most UTF-16 code units of the words.
pub const WORDS_MOST: usize = 200;
/// The most words.
pub const TERMS_MOST: usize = 12;
/// Within how many days a list offers to look for what closes.
pub const CLOSING: [u16; 3] = [7, 14, 30];
/// The most days that can be asked for.
pub const CLOSING_MOST: u16 = 366;
/// The most choices of a filter.
pub const CHOICES_MOST: usize = 40;
/// The longest query that is read, in bytes: more than any search writes.
const QUERY_MOST: usize = 32 << 10;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The name of the words in a query.
pub const WORDS: &str = "q";
/// The name of the order in a query.
pub const SORT: &str = "sort";

/// What somebody looks for. Of a filter's choices any is enough; all filters and all words are to be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Search {
    words: String,
    chosen: BTreeMap<Filter, BTreeSet<String>>,
    sort: Option<Sort>,
}

impl Search {
    /// Reads a query string. What is not understood, or is too much, is passed over.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut search = Search::default();
        if query.len() <= QUERY_MOST {
            for (name, value) in address::pairs(query) {
                search.take(&name, &value);
            }
        }
        search
    }

    /// Takes a pair of a query. False where it is none of a search's, for those who refuse what they do not understand.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            WORDS => self.set_words(value),
            SORT => match Sort::parse(value) {
                Some(sort) => self.sort = Some(sort),
                None => return false,
            },
            _ => return Filter::parse(name).is_some_and(|filter| self.choose(filter, value)),
        }
        true
    }

    /// Its query string: the same for the same search, whichever way it was put together. Without a page, which is no part of it.
    #[must_use]
    pub fn query(&self) -> String {
        let mut pairs = vec![(WORDS, self.words.as_str())];
        pairs.extend(self.choices().map(|(filter, value)| (filter.slug(), value)));
        pairs.push((SORT, self.sort.map(Sort::slug).unwrap_or_default()));
        let query = address::with("", &pairs);
        query.strip_prefix('?').unwrap_or_default().to_owned()
    }

    /// The words, as they were typed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Looks for other words: on one line, as many as are looked for.
    pub fn set_words(&mut self, typed: &str) {
        let plain: String =
            text::clean(typed).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut words = String::new();
        for word in plain.split_whitespace() {
            let before = words.len();
            if before > 0 {
                words.push(' ');
            }
            let left = WORDS_MOST.saturating_sub(text::count(&words));
            words.extend(word.chars().scan(left, |left, c| {
                *left = left.checked_sub(c.len_utf16())?;
                Some(c)
            }));
            if terms(&words).len() > TERMS_MOST {
                words.truncate(before);
            }
            // Nothing more has room.
            if words.ends_with(' ') || words.len() == before {
                break;
            }
        }
        self.words = words.trim_end().to_owned();
    }

    /// Adds a choice. False where the filter has no such choice, or too many are chosen.
    pub fn choose(&mut self, filter: Filter, value: &str) -> bool {
        let value = match filter {
            Filter::Category => Category::parse(value).map(|v| v.slug().to_owned()),
            Filter::Grade => Grade::parse(value).map(|v| v.slug().to_owned()),
            Filter::Contract => ContractType::parse(value).map(|v| v.slug().to_owned()),
            Filter::Region => Region::parse(value).map(|v| v.slug().to_owned()),
            Filter::Country => Country::parse(value).map(|v| v.code().to_owned()),
            Filter::Language => value.parse().ok().map(|v: Lang| v.tag().to_owned()),
            Filter::Closing => value
                .parse()
                .ok()
                .filter(|days| (1..=CLOSING_MOST).contains(days))
                .map(|days: u16| days.to_string()),
            Filter::Department => {
                let plain = !value.is_empty()
                    && text::count(value) <= DEPARTMENT_MOST
                    && text::line(value) == value
                    && text::forbidden(value).is_none();
                plain.then(|| value.to_owned())
            }
        };
        let Some(value) = value else { return false };
        let chosen = self.chosen.entry(filter).or_default();
        if filter == Filter::Closing {
            chosen.clear();
        }
        if chosen.len() < CHOICES_MOST {
            chosen.insert(value);
            return true;
        }
        chosen.contains(&value)
    }

    /// Takes a choice back.
    pub fn unchoose(&mut self, filter: Filter, value: &str) {
        if let Some(chosen) = self.chosen.get_mut(&filter) {
            chosen.remove(value);
        }
        self.chosen.retain(|_, chosen| !chosen.is_empty());
    }

    /// Takes all choices of a filter back.
    pub fn clear(&mut self, filter: Filter) {
        self.chosen.remove(&filter);
    }

    /// What is chosen of a filter.
    pub fn chosen(&self, filter: Filter) -> impl Iterator<Item = &str> {
        self.chosen.get(&filter).into_iter().flatten().map(String::as_str)
    }

    /// Whether something is chosen of a filter.
    #[must_use]
    pub fn filters(&self, filter: Filter) -> bool {
        self.chosen.contains_key(&filter)
    }

    /// All that is chosen.
    pub fn choices(&self) -> impl Iterator<Item = (Filter, &str)> {
        self.chosen.iter().flat_map(|(filter, chosen)| chosen.iter().map(|value| (*filter, value.as_str())))
    }

    /// Whether it takes every vacancy.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.chosen.is_empty()
    }

    /// The order that is asked for; none: the fitting one.
    pub const fn set_sort(&mut self, sort: Option<Sort>) {
        self.sort = sort;
    }

    /// The order: unless one is asked for, the most relevant first where there are words, else the newest.
    #[must_use]
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or(if self.words.is_empty() { Sort::Newest } else { Sort::Relevance })
    }

    /// Within how many days what is looked for closes.
    #[must_use]
    pub fn closing(&self) -> Option<u16> {
        self.chosen(Filter::Closing).next().and_then(|days| days.parse().ok())
    }

    /// Made ready to ask many vacancies.
    #[must_use]
    pub fn prepare(&self) -> Prepared<'_> {
        Prepared { search: self, terms: terms(&self.words) }
    }

    /// Whether a vacancy is among what is looked for at an instant. Whether it is open is another question.
    #[must_use]
    pub fn matches(&self, vacancy: &Searched, now: i64) -> bool {
        self.prepare().rank(vacancy, now).is_some()
    }
}

/// A search, ready to ask many vacancies.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    search: &'a Search,
    terms: Vec<Term>,
}

impl Prepared<'_> {
    /// How far from the best a vacancy is: 0 is best; none where it is not looked for.
    #[must_use]
    pub fn rank(&self, vacancy: &Searched, now: i64) -> Option<u16> {
        let met = |(filter, chosen): (&Filter, &BTreeSet<String>)| match filter {
            Filter::Closing => chosen
                .iter()
                .filter_map(|days| days.parse().ok())
                .any(|days| closes_within(vacancy.closes_at, days, now)),
            _ => vacancy.values(*filter).iter().any(|value| chosen.contains(value)),
        };
        if !self.search.chosen.iter().all(met) {
            return None;
        }
        self.terms.iter().map(|term| vacancy.words.find(term)).sum()
    }
}

/// Whether something closes within so many days of an instant.
#[must_use]
pub const fn closes_within(closes_at: i64, days: u16, now: i64) -> bool {
    closes_at.saturating_sub(now) <= days as i64 * DAY
}

/// What of a vacancy is searched, made ready once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    values: [Vec<String>; Filter::ALL.len()],
    pub words: Words,
    /// The instant at which it closes: milliseconds since 1970.
    pub closes_at: i64,
}

impl Searched {
    /// What of a vacancy is searched.
    #[must_use]
    pub fn of(vacancy: &Vacancy, closes_at: i64) -> Self {
        let mut values: [Vec<String>; Filter::ALL.len()] = Default::default();
        let mut put = |filter: Filter, value: &str| values[filter as usize].push(value.to_owned());
        put(Filter::Category, vacancy.category.slug());
        vacancy.grade.iter().for_each(|grade| put(Filter::Grade, grade.slug()));
        put(Filter::Contract, vacancy.contract_type.slug());
        Region::of_station(&vacancy.duty_station).for_each(|region| put(Filter::Region, region.slug()));
        put(Filter::Country, vacancy.duty_station.country.code());
        if !vacancy.department.is_empty() {
            put(Filter::Department, &text::line(&vacancy.department));
        }
        vacancy.texts.keys().for_each(|lang| put(Filter::Language, lang.tag()));
        Searched { values, words: Words::of(vacancy), closes_at }
    }

    /// The choices of a filter under which it is found. Those of [`Filter::Closing`] depend on the time, and are not among them.
    #[must_use]
    pub fn values(&self, filter: Filter) -> &[String] {
        &self.values[filter as usize]
    }
}

#[cfg(test)]
mod tests;
