//! The open vacancies as every server keeps them in memory: read by all, changed seldom.

mod all;
mod departments;
mod find;
mod index;
mod published;
mod similar;
mod standing;

pub use departments::Departments;
pub use find::{Facet, Finding, Looser, Without};
pub use published::{Published, in_zone};
pub use similar::SIMILAR_MOST;

use crate::{
    Error, Services, clock,
    shared::{Revised, Shared, aside},
    vacancy::{self, Stored},
};
use index::Index;
use jiff::civil::Date;
use model::{
    language::Lang,
    vacancy::{Listed, Notice, search::Searched},
};
use standing::Turns;
use std::{cmp::Reverse, collections::HashMap, sync::Arc};

/// How many vacancies a page of the list shows.
pub const PAGE_SIZE: usize = 50;

/// The open vacancies in memory.
pub type Board = Shared<OpenVacancies>;

/// The vacancies that were not closed when it was read, newest first. Which of them are open, the clock decides at every
/// question: published_at ≤ now < closes_at.
#[derive(Debug, Default)]
pub struct OpenVacancies {
    revision: i64,
    entries: Vec<Entry>,
    by_slug: HashMap<String, usize>,
    index: Index,
    turns: Turns,
    departments: Departments,
    /// When the last vacancy closed that was closed when it was read.
    closed_at: i64,
}

impl Revised for OpenVacancies {
    const COUNTER: &'static str = "vacancies";

    fn revision(&self) -> i64 {
        self.revision
    }

    fn place(services: &Services) -> &Board {
        &services.board
    }

    async fn read(services: &Services, revision: i64) -> Result<Self, Error> {
        let (mut tx, now) = (services.db.begin_reading().await?, services.clock.now());
        let stored = vacancy::read_current(&mut tx, now).await?;
        let closed_at = vacancy::last_closed(&mut tx, now).await?;
        aside(move || OpenVacancies::of(revision, &stored, closed_at)).await
    }
}

/// A vacancy, made ready for readers of each language.
#[derive(Debug)]
struct Entry {
    published_at: i64,
    closes_at: i64,
    changed_at: i64,
    listed: [Listed; 3],
    notices: [Notice; 3],
}

impl Entry {
    fn of(stored: &Stored) -> Option<Self> {
        let notice = |lang| Notice::of(&stored.vacancy, stored.closes_at, lang);
        let notices = [notice(Lang::En)?, notice(Lang::Fr)?, notice(Lang::Es)?];
        Some(Entry {
            published_at: stored.published_at,
            closes_at: stored.closes_at,
            changed_at: stored.changed_at,
            listed: [Listed::from(&notices[0]), Listed::from(&notices[1]), Listed::from(&notices[2])],
            notices,
        })
    }

    fn is_open(&self, now: i64) -> bool {
        vacancy::is_open(self.published_at, self.closes_at, now)
    }
}

/// The days until a vacancy closes, as the calendar of its zone counts them: 0 on its last day, less once it is closed.
#[must_use]
pub fn days_left(closes_on: Date, zone: &str, closes_at: i64, now: i64) -> i64 {
    if closes_at <= now {
        return -1;
    }
    i64::from(clock::day_in(now, zone).until(closes_on).map_or(0, |left| left.get_days())).max(0)
}

/// What stands at the address of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Open(Box<Notice>),
    /// It was there until its deadline.
    Closed {
        title: String,
        /// The language of the title.
        lang: Lang,
        /// Open ones, the most alike first.
        similar: Vec<Listed>,
    },
    NotFound,
}

impl OpenVacancies {
    /// What was read from the database at a revision: the vacancies that were not closed, and when the last of the others was.
    #[must_use]
    pub fn of(revision: i64, stored: &[Stored], closed_at: i64) -> Self {
        let mut stored: Vec<(&Stored, Entry)> =
            stored.iter().filter_map(|stored| Some((stored, Entry::of(stored)?))).collect();
        stored.sort_by(|(_, a), (_, b)| {
            (Reverse(a.published_at), &a.notices[0].number)
                .cmp(&(Reverse(b.published_at), &b.notices[0].number))
        });
        let searched: Vec<Searched> =
            stored.iter().map(|(stored, _)| Searched::of(&stored.vacancy, stored.closes_at)).collect();
        let entries: Vec<Entry> = stored.into_iter().map(|(_, entry)| entry).collect();
        let by_slug = entries.iter().enumerate().map(|(i, e)| (e.notices[0].slug.clone(), i)).collect();
        let (departments, turns) = (Departments::of(&entries), Turns::of(&entries));
        OpenVacancies {
            revision,
            entries,
            by_slug,
            index: Index::of(&searched),
            turns,
            departments,
            closed_at,
        }
    }

    /// A value that changes whenever which vacancies are open, or what they say, can have changed. The days that are left change
    /// with the calendar of each zone, which it does not know.
    #[must_use]
    pub fn edition(&self, now: i64) -> (i64, i64) {
        (self.revision, self.turns.before(now))
    }

    /// When what is said of the open vacancies last changed: published, changed, closed. The same on every server.
    #[must_use]
    pub fn changed_at(&self, now: i64) -> i64 {
        let open = self.entries.iter().filter(|e| e.is_open(now)).map(|e| e.changed_at);
        open.chain([self.edition(now).1, self.closed_at]).max().unwrap_or(i64::MIN)
    }

    /// The newest open vacancies, and how many are open.
    #[must_use]
    pub fn newest(&self, lang: Lang, most: usize, now: i64) -> (Vec<Listed>, usize) {
        let open = &self.standing(now).open;
        let newest = open.iter().take(most).map(|open| self.entries[open.place].listed[lang.index()].clone());
        (newest.collect(), open.len())
    }

    /// What the departments of the vacancies are called.
    #[must_use]
    pub const fn departments(&self) -> &Departments {
        &self.departments
    }

    /// What stands at a notice's address, as far as memory knows: vacancies that were closed before it was read are not in
    /// it.
    #[must_use]
    pub fn notice(&self, slug: &str, lang: Lang, now: i64) -> Found {
        let Some(entry) = self.by_slug.get(slug).map(|i| &self.entries[*i]) else { return Found::NotFound };
        let notice = &entry.notices[lang.index()];
        if entry.is_open(now) {
            Found::Open(Box::new(notice.clone()))
        } else if entry.published_at <= now {
            self.closed(notice, lang, now)
        } else {
            Found::NotFound
        }
    }

    /// What is said of a vacancy that has closed.
    #[must_use]
    pub fn closed(&self, notice: &Notice, lang: Lang, now: i64) -> Found {
        Found::Closed {
            title: notice.text.title.clone(),
            lang: notice.lang,
            similar: self.similar(notice, lang, now),
        }
    }
}

impl Services {
    /// The vacancies in memory. Reads them from the database if that was never done.
    ///
    /// # Errors
    /// They were never read, and the database is away.
    pub async fn vacancies(&self) -> Result<Arc<OpenVacancies>, Error> {
        self.in_memory().await
    }

    /// The notice at an address, for readers of a language.
    ///
    /// # Errors
    /// As [`Services::vacancies`]; for what is not in memory also that the database is away.
    pub async fn notice(&self, slug: &str, lang: Lang) -> Result<Found, Error> {
        let now = self.clock.now();
        let vacancies = self.vacancies().await?;
        let found = vacancies.notice(slug, lang, now);
        if found != Found::NotFound || vacancies.by_slug.contains_key(slug) {
            return Ok(found);
        }
        let stored = vacancy::read(&mut self.db.begin_reading().await?, slug).await?;
        let Some(stored) = stored else { return Ok(Found::NotFound) };
        let Some(notice) = Notice::of(&stored.vacancy, stored.closes_at, lang) else {
            return Ok(Found::NotFound);
        };
        Ok(if now < stored.published_at {
            Found::NotFound
        } else if stored.is_open(now) {
            Found::Open(Box::new(notice))
        } else {
            vacancies.closed(&notice, lang, now)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vacancy::closes_at;
    use jiff::{Timestamp, civil::date};

    #[test]
    fn the_days_that_are_left_are_those_of_the_calendar_at_both_changes_of_the_clock() {
        for (closes_on, zone, now, left) in [
            // 29 March 2026 has 23 hours in Zurich, 25 October 25.
            (date(2026, 3, 29), "Europe/Zurich", "2026-03-28T23:30:00+01:00", 1),
            (date(2026, 3, 29), "Europe/Zurich", "2026-03-29T00:00:00+01:00", 0),
            (date(2026, 3, 29), "Europe/Zurich", "2026-03-29T23:59:59+02:00", 0),
            (date(2026, 10, 25), "Europe/Zurich", "2026-10-24T23:59:59+02:00", 1),
            (date(2026, 10, 25), "Europe/Zurich", "2026-10-25T00:30:00+02:00", 0),
            (date(2026, 10, 25), "Europe/Zurich", "2026-10-26T00:00:00+01:00", -1),
            (date(2026, 11, 5), "Europe/Zurich", "2026-10-06T12:00:00+02:00", 30),
            (date(2026, 12, 31), "America/Lima", "2026-12-31T04:59:59Z", 1),
            (date(2026, 12, 31), "America/Lima", "2027-01-01T04:59:59Z", 0),
            (date(2026, 12, 31), "Asia/Kolkata", "2026-12-30T18:30:00Z", 0),
        ] {
            let at = now.parse::<Timestamp>().unwrap().as_millisecond();
            let ends = closes_at(closes_on, zone).unwrap();
            assert_eq!(days_left(closes_on, zone, ends, at), left, "{closes_on} {zone} at {now}");
        }
    }
}
