//! What is the same at every question until something opens, closes or changes: found out once, for all vacancies are gone through.

use super::{
    Entry, OpenVacancies,
    index::{FILTERS, Index},
};
use model::{choice::Choice, vacancy::search::Filter};
use std::sync::{Arc, Mutex, PoisonError};

/// Which vacancies are open, and what they have.
#[derive(Debug)]
pub(super) struct Standing {
    /// The last instant at which one opened or closed.
    turned: i64,
    /// Newest first.
    pub open: Vec<Open>,
    /// How many of them have each choice of a filter; of [`Filter::Closing`] nothing, which changes with every moment.
    pub counts: [Vec<u32>; FILTERS],
}

/// An open vacancy: its place among the entries, and when it closes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub place: usize,
    pub closes_at: i64,
}

impl Standing {
    fn of(entries: &[Entry], index: &Index, turned: i64, now: i64) -> Self {
        let open = entries.iter().enumerate().filter(|(_, entry)| entry.is_open(now));
        let open: Vec<Open> = open.map(|(place, entry)| Open { place, closes_at: entry.closes_at }).collect();
        let mut counts = index.counts();
        for filter in Filter::ALL {
            let column = index.column(*filter);
            open.iter().for_each(|open| column.count(open.place, &mut counts[*filter as usize]));
        }
        Standing { turned, open, counts }
    }
}

/// The instants at which the clock alone changes which vacancies are open, and how they stood when somebody last asked.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// In order.
    instants: Vec<i64>,
    last: Mutex<Option<Arc<Standing>>>,
}

impl Turns {
    pub fn of(entries: &[Entry]) -> Self {
        let mut instants: Vec<i64> =
            entries.iter().flat_map(|entry| [entry.published_at, entry.closes_at]).collect();
        instants.sort_unstable();
        instants.dedup();
        Turns { instants, last: Mutex::default() }
    }

    /// The last of them; before the first, the beginning of all time.
    pub fn before(&self, now: i64) -> i64 {
        let passed = self.instants.partition_point(|instant| *instant <= now);
        passed.checked_sub(1).map_or(i64::MIN, |last| self.instants[last])
    }
}

impl OpenVacancies {
    /// How the vacancies stand. Who asks first at a turn goes through all of them; the others wait for that.
    pub(super) fn standing(&self, now: i64) -> Arc<Standing> {
        let turned = self.turns.before(now);
        let mut last = self.turns.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(standing) if standing.turned == turned => standing.clone(),
            _ => last.insert(Arc::new(Standing::of(&self.entries, &self.index, turned, now))).clone(),
        }
    }
}
