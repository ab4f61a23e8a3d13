//! The open vacancies as every server keeps them in memory: read by all, changed seldom.

mod all;
mod find;
mod index;
mod published;
mod similar;

pub use find::{Facet, Finding, Looser, Without};
pub use published::{Published, in_zone};
pub use similar::SIMILAR_MOST;

use crate::{
    Error, Services, args,
    clock::DAY,
    shared::{Revised, Shared},
    vacancy::{self, Stored},
};
use index::Index;
use model::{
    language::Lang,
    vacancy::{Listed, Notice, Page, search::Searched},
};
use std::{cmp::Reverse, collections::HashMap, sync::Arc, time::Duration};

/// How many vacancies a page of the list shows.
pub const PAGE_SIZE: usize = 50;

/// How often the database is asked whether another server has changed what is in memory.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(1);

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
}

impl Revised for OpenVacancies {
    fn revision(&self) -> i64 {
        self.revision
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

    /// The latest instant at which what readers see of it has changed: published, a day fewer to its deadline, closed.
    fn changed(&self, now: i64) -> i64 {
        if now < self.published_at {
            i64::MIN
        } else if self.closes_at <= now {
            self.closes_at
        } else {
            self.published_at.max(self.closes_at - (days_left(self.closes_at, now) + 1) * DAY)
        }
    }
}

/// Whole days until a vacancy closes: 0 on its last day.
#[must_use]
pub const fn days_left(closes_at: i64, now: i64) -> i64 {
    (closes_at - now - 1).div_euclid(DAY)
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
    /// What was read from the database at a revision.
    #[must_use]
    pub fn of(revision: i64, stored: &[Stored]) -> Self {
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
        OpenVacancies { revision, entries, by_slug, index: Index::of(&searched) }
    }

    /// A value that changes whenever a page of vacancies can have changed: by an import, or because time has passed.
    /// Pages that are kept are kept under it.
    #[must_use]
    pub fn edition(&self, now: i64) -> (i64, i64) {
        (self.revision, self.entries.iter().map(|e| e.changed(now)).max().unwrap_or(i64::MIN))
    }

    /// A page of the open vacancies, newest first. Pages count from 1; one beyond the last is empty.
    #[must_use]
    pub fn list(&self, lang: Lang, page: u32, now: i64) -> Page<Listed> {
        let total = self.entries.iter().filter(|e| e.is_open(now)).count();
        let start = (page.max(1) as usize - 1).saturating_mul(PAGE_SIZE);
        Page {
            items: self.open(lang, now).skip(start).take(PAGE_SIZE).cloned().collect(),
            page: page.max(1),
            pages: u32::try_from(total.div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX).max(1),
            total: u32::try_from(total).unwrap_or(u32::MAX),
        }
    }

    /// All open vacancies, newest first.
    pub fn open(&self, lang: Lang, now: i64) -> impl Iterator<Item = &Listed> {
        self.entries.iter().filter(move |e| e.is_open(now)).map(move |e| &e.listed[lang.index()])
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
        if self.board.get().revision == 0 {
            self.refresh_vacancies().await?;
        }
        Ok(self.board.get())
    }

    /// Reads the vacancies again if they have changed since. Says whether they had.
    ///
    /// # Errors
    /// The database is away: what is in memory stays.
    pub async fn refresh_vacancies(&self) -> Result<bool, Error> {
        // The revision first: what changes after it is read again at the next look.
        let row = self.db.row("SELECT value FROM revision WHERE name = 'vacancies'", args![]).await?;
        let revision = row.map_or(Ok(0), |row| row.int("value"))?;
        if revision == self.board.get().revision {
            return Ok(false);
        }
        let stored = vacancy::read_current(&mut self.db.begin_reading().await?, self.clock.now()).await?;
        // Thousands take a while to be prepared: requests go on meanwhile.
        let vacancies = tokio::task::spawn_blocking(move || OpenVacancies::of(revision, &stored)).await;
        self.board.put(vacancies.map_err(|error| Error::Unavailable(error.to_string()))?);
        Ok(true)
    }

    /// Keeps the vacancies in memory up to date with what other servers and the command line change. Never returns: a
    /// server runs it beside its requests.
    pub async fn follow_vacancies(self) {
        loop {
            if let Err(error) = self.refresh_vacancies().await {
                tracing::warn!(%error, "the vacancies could not be read again; the ones in memory are shown");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// A page of the open vacancies for readers of a language.
    ///
    /// # Errors
    /// As [`Services::vacancies`].
    pub async fn list_vacancies(&self, lang: Lang, page: u32) -> Result<Page<Listed>, Error> {
        Ok(self.vacancies().await?.list(lang, page, self.clock.now()))
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
