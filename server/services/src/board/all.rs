//! All that a search finds, uncounted: what job alerts ask, for one search after another.

use super::{
    OpenVacancies,
    find::{Sieve, passing},
};
use model::{
    language::Lang,
    vacancy::{Listed, search::Search},
};

impl OpenVacancies {
    /// The addresses of all open vacancies that a search finds, newest first.
    pub(crate) fn all_found(&self, search: &Search, now: i64) -> Vec<&str> {
        let (standing, ranks) = (self.standing(now), self.index.ranks(search.words()));
        let sieve = Sieve::of(&self.index, search, now);
        let found = passing(&standing, &ranks, &sieve);
        found.map(|open| self.entries[open.place].notices[0].slug.as_str()).collect()
    }

    /// A vacancy that was open, in a list, unless it has closed. By the clock of another server it may have opened a moment before it
    /// does by this one's.
    pub(crate) fn listed(&self, slug: &str, lang: Lang, now: i64) -> Option<&Listed> {
        let entry = &self.entries[*self.by_slug.get(slug)?];
        (now < entry.closes_at).then(|| &entry.listed[lang.index()])
    }
}
