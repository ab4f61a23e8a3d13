//! All that a search finds, uncounted: what job alerts ask, for one search after another.

use super::{OpenVacancies, index::Column};
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{
        Listed,
        search::{Filter, Search},
    },
};

impl OpenVacancies {
    /// The addresses of all open vacancies that a search finds, newest first. When they close is not asked.
    pub(crate) fn all_found(&self, search: &Search, now: i64) -> impl Iterator<Item = &str> {
        let ranks = self.index.ranks(search.words());
        let filters = Filter::ALL.iter().filter(|filter| **filter != Filter::Closing);
        let chosen: Vec<(&Column, Vec<bool>)> = filters
            .filter_map(|filter| Some((self.index.column(*filter), self.index.chosen(search, *filter)?)))
            .collect();
        self.open_entries(now)
            .filter(move |(place, _)| ranks.of(*place).is_some())
            .filter(move |(place, _)| {
                chosen.iter().all(|(column, chosen)| {
                    column.of_entry(*place).iter().any(|choice| chosen[usize::from(*choice)])
                })
            })
            .map(|(_, entry)| entry.notices[0].slug.as_str())
    }

    /// A vacancy that was open, in a list, unless it has closed. By the clock of another server it may have opened a moment before it
    /// does by this one's.
    pub(crate) fn listed(&self, slug: &str, lang: Lang, now: i64) -> Option<&Listed> {
        let entry = &self.entries[*self.by_slug.get(slug)?];
        (now < entry.closes_at).then(|| &entry.listed[lang.index()])
    }
}
