//! Telling of what is new: which alerts match which of the vacancies that have opened, and their mails.
//!
//! Each vacancy is told once for an alert at most, however often a worker is killed and however many work at once. All alerts of a
//! cadence are gone through in the order of their ids, a batch a transaction: it holds the cadence's row, writes the mails, notes of
//! what each alert was told, and how far it has come. Whoever comes second waits, and finds the row moved on. What is killed has
//! written nothing. Alerts to which nothing is told are only read: 500,000 of them in seconds.

use super::{cadence, stop::Signer};
use crate::{
    Error, Services, Tx, args,
    board::OpenVacancies,
    clock::DAY,
    db::Row,
    id,
    outbox::{Letter, WRITTEN},
    vacancy::Stored,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::{
    account::full_name,
    alert::{Cadence, DIGEST_MOST, HOUR, sought},
    choice::Choice,
    language::Lang,
    vacancy::GENEVA,
};
use std::{collections::HashMap, sync::Arc};

/// How many alerts are gone through in one transaction.
pub const BATCH: i64 = 2_000;

/// How many numbers are remembered of what searches found, and as how many a search counts that found nothing.
const REMEMBERED: usize = 1_000_000;
const OF_A_SEARCH: usize = 16;

/// The telling of what is new, batch by batch: keeps in memory what the vacancies of the present run are searched by.
#[derive(Debug)]
pub struct Telling {
    services: Services,
    batch: i64,
    fresh: Option<Fresh>,
    /// What has opened before, for alerts that had another cadence.
    missed: Option<Fresh>,
}

/// The vacancies of a run, and what searches found among them.
#[derive(Debug)]
struct Fresh {
    since: i64,
    upto: i64,
    vacancies: OpenVacancies,
    /// The number of each vacancy, by its address.
    numbers: HashMap<String, i64>,
    /// For each search, what it found, the newest first: addresses by their numbers.
    found: HashMap<String, Arc<[i64]>>,
    remembered: usize,
    slugs: HashMap<i64, String>,
}

/// A run that is under way.
struct Run {
    cadence: Cadence,
    since: i64,
    upto: i64,
    place: String,
}

impl Run {
    fn of(row: &Row) -> Result<Self, Error> {
        Ok(Run {
            cadence: cadence(row)?,
            since: row.int("since")?,
            upto: row.int("upto")?,
            place: row.text("place")?,
        })
    }
}

impl Fresh {
    /// What has opened after a number up to another and has not closed, whatever alert is told of it.
    async fn between(services: &Services, since: i64, upto: i64) -> Result<Self, Error> {
        let sql = "SELECT v.id, v.body, v.published_at, v.closes_at, v.changed_at, o.number FROM opened o JOIN vacancy v ON v.id = o.vacancy \
            WHERE o.number > $1 AND o.number <= $2 AND v.closes_at > $3";
        let rows = services.db.rows(sql, args![since, upto, services.clock.now()]).await?;
        // Thousands take a while to be prepared: requests go on meanwhile.
        let fresh = tokio::task::spawn_blocking(move || Self::of(since, upto, &rows)).await;
        fresh.map_err(|error| Error::Unavailable(error.to_string()))?
    }

    fn of(since: i64, upto: i64, rows: &[Row]) -> Result<Self, Error> {
        let mut numbers = HashMap::new();
        let mut stored = Vec::with_capacity(rows.len());
        for row in rows {
            let one = Stored::of(row)?;
            numbers.insert(one.vacancy.slug(), row.int("number")?);
            stored.push(one);
        }
        Ok(Fresh {
            since,
            upto,
            vacancies: OpenVacancies::of(0, &stored, 0),
            slugs: numbers.iter().map(|(slug, number)| (*number, slug.clone())).collect(),
            numbers,
            found: HashMap::new(),
            remembered: 0,
        })
    }

    /// The addresses of what a search finds after a number, the newest first.
    fn after(&mut self, number: i64, query: String, now: i64) -> Vec<String> {
        let found = self.find(query, now);
        let new = found.iter().filter(|found| **found > number);
        new.filter_map(|number| self.slugs.get(number).cloned()).collect()
    }

    /// The numbers of what a search finds.
    fn find(&mut self, query: String, now: i64) -> Arc<[i64]> {
        if let Some(found) = self.found.get(&query) {
            return Arc::clone(found);
        }
        let search = sought(&query);
        let slugs = self.vacancies.all_found(&search, now).into_iter();
        let found: Arc<[i64]> = slugs.filter_map(|slug| self.numbers.get(slug).copied()).collect();
        self.remembered += found.len() + OF_A_SEARCH;
        if self.remembered > REMEMBERED {
            self.found.clear();
            self.remembered = found.len() + OF_A_SEARCH;
        }
        self.found.insert(query, Arc::clone(&found));
        found
    }
}

impl Telling {
    #[must_use]
    pub const fn new(services: Services) -> Self {
        Self::in_batches_of(BATCH, services)
    }

    /// As [`Telling::new`], so many alerts at a time.
    #[must_use]
    pub const fn in_batches_of(batch: i64, services: Services) -> Self {
        Self { services, batch, fresh: None, missed: None }
    }

    /// Goes through the next batch of alerts that are due, and says whether there may be more.
    ///
    /// # Errors
    /// The database is away: what was begun is undone, and taken up at the next call.
    pub async fn go_on(&mut self) -> Result<bool, Error> {
        let newest = self.services.newest_opened().await?;
        let Some(run) = self.services.run_under_way(newest).await? else {
            (self.fresh, self.missed) = (None, None);
            return Ok(false);
        };
        self.tell_batch(&run).await?;
        Ok(true)
    }

    async fn tell_batch(&mut self, run: &Run) -> Result<(), Error> {
        let now = self.services.clock.now();
        let signer = Signer::of(&self.services.db).await?;
        let fresh = prepared(&mut self.fresh, &self.services, run.since, run.upto).await?;
        let mut tx = self.services.db.begin().await?;
        // First of all: of two workers one waits here for the other, and then finds the run further on.
        let sql =
            "UPDATE alert_run SET done = done WHERE cadence = $1 AND upto = $2 AND place = $3 AND done = 0";
        if tx.execute(sql, args![run.cadence.slug(), run.upto, &run.place]).await? == 0 {
            return Ok(());
        }
        let alerts = tx
            .rows_to_change(
                "SELECT a.id, a.account, a.name, a.search, a.told, a.behind, a.language, c.email, c.given_names, c.family_name \
                 FROM alert a JOIN account c ON c.id = a.account \
                 WHERE a.cadence = $1 AND a.id > $2 AND a.state IN ('active', 'asked') \
                 AND c.verified_at IS NOT NULL AND c.disabled_at IS NULL ORDER BY a.id LIMIT $3",
                "a",
                args![run.cadence.slug(), &run.place, self.batch],
            )
            .await?;
        let mut told = Vec::new();
        let mut mails = Vec::new();
        // What those that had another cadence have not been told of may have opened before this run's.
        let behind = alerts.iter().filter(|row| row.int("behind").is_ok_and(|behind| behind != 0));
        let least = behind.filter_map(|row| row.int("told").ok()).min();
        let mut missed = match least {
            Some(least) => Some(prepared(&mut self.missed, &self.services, least, run.upto).await?),
            None => None,
        };
        for row in &alerts {
            let (behind, since) = (row.int("behind")? != 0, row.int("told")?);
            let search = row.text("search")?;
            let slugs = match &mut missed {
                Some(missed) if behind => missed.after(since, search, now),
                _ => fresh.after(since.max(run.since), search, now),
            };
            if behind || !slugs.is_empty() {
                told.push(args![row.text("id")?, run.upto]);
            }
            if !slugs.is_empty() {
                mails.push(mail(row, &signer, slugs, now)?);
            }
        }
        let some = !mails.is_empty();
        tx.write_many(
            "INSERT INTO outbox (id, account, recipient, language, letter, created_at, due_at, leaves_nothing, bulk) ",
            "",
            mails,
        )
        .await?;
        tx.write_many(
            "UPDATE alert SET told = v.column2, behind = 0 FROM (",
            ") AS v WHERE alert.id = v.column1",
            told,
        )
        .await?;
        let done = (alerts.len() as i64) < self.batch;
        let place = alerts.last().map_or(Ok(run.place.clone()), |row| row.text("id"))?;
        tx.execute(
            "UPDATE alert_run SET place = $1, done = $2 WHERE cadence = $3",
            args![place, done, run.cadence.slug()],
        )
        .await?;
        tx.commit().await?;
        if some {
            WRITTEN.notify_one();
        }
        Ok(())
    }
}

/// What has opened after a number up to another, made ready once for all batches that ask for it. What reaches further back will do.
async fn prepared<'a>(
    kept: &'a mut Option<Fresh>,
    services: &Services,
    since: i64,
    upto: i64,
) -> Result<&'a mut Fresh, Error> {
    let fresh = match kept.take() {
        Some(fresh) if fresh.since <= since && fresh.upto == upto => fresh,
        _ => Fresh::between(services, since, upto).await?,
    };
    Ok(kept.insert(fresh))
}

impl Services {
    /// A run that is under way; begins one that is due.
    async fn run_under_way(&self, newest: i64) -> Result<Option<Run>, Error> {
        let today = telling_day(self.clock.now());
        for row in self.db.rows("SELECT * FROM alert_run ORDER BY cadence", args![]).await? {
            if row.int("done")? == 0 {
                return Run::of(&row).map(Some);
            }
            let cadence = cadence(&row)?;
            let last = cadence.last_day(today).map_or(0, days);
            let due = if last == 0 { row.int("upto")? < newest } else { row.int("day")? < last };
            if due {
                // Unless another worker has begun it.
                let sql = "UPDATE alert_run SET day = $1, since = upto, upto = $2, place = '', done = 0 \
                    WHERE cadence = $3 AND done = 1 AND day = $4 AND upto = $5";
                let mut tx = self.db.begin().await?;
                tx.execute(sql, args![last, newest, cadence.slug(), row.int("day")?, row.int("upto")?])
                    .await?;
                let begun =
                    tx.row("SELECT * FROM alert_run WHERE cadence = $1", args![cadence.slug()]).await?;
                tx.commit().await?;
                match begun {
                    Some(begun) if begun.int("done")? == 0 => return Run::of(&begun).map(Some),
                    _ => {}
                }
            }
        }
        Ok(None)
    }
}

/// The row of a mail that tells of vacancies, by their addresses.
fn mail(
    alert: &Row,
    signer: &Signer,
    mut slugs: Vec<String>,
    now: i64,
) -> Result<Vec<crate::db::Value>, Error> {
    let more = slugs.len().saturating_sub(DIGEST_MOST);
    slugs.truncate(DIGEST_MOST);
    let id = alert.text("id")?;
    let letter = Letter::NewVacancies {
        name: full_name(&alert.text("given_names")?, &alert.text("family_name")?),
        alert: alert.text("name")?,
        search: alert.text("search")?,
        path: signer.path(&id),
        id,
        slugs,
        more: u32::try_from(more).unwrap_or(u32::MAX),
        listed: Vec::new(),
    };
    let language: Lang = alert.lang("language")?;
    Ok(args![
        id::new(now),
        alert.text("account")?,
        alert.text("email")?,
        language.tag(),
        serde_json::to_string(&letter)?,
        now,
        now,
        true,
        true
    ])
}

/// Up to which number an alert has been told, or would have been, by the runs of a cadence.
pub(super) async fn reached(tx: &mut Tx, cadence: Cadence, alert: &str) -> Result<i64, Error> {
    let sql = "SELECT CASE WHEN done = 1 OR place >= $2 THEN upto ELSE since END AS reached FROM alert_run WHERE cadence = $1";
    tx.row(sql, args![cadence.slug(), alert]).await?.map_or(Ok(0), |row| row.int("reached"))
}

/// The last day at headquarters whose hour of telling has come.
fn telling_day(now: i64) -> Date {
    let zone = TimeZone::get(GENEVA).unwrap_or(TimeZone::UTC);
    let there = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(zone);
    let today = there.date();
    if there.hour() < HOUR { today.yesterday().unwrap_or(today) } else { today }
}

/// Days since 1970.
fn days(date: Date) -> i64 {
    date.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_millisecond() / DAY)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn on(at: &str) -> Date {
        telling_day(at.parse::<Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn the_day_of_telling_begins_at_seven_in_geneva_in_summer_and_in_winter() {
        assert_eq!(on("2026-11-25T05:59:59Z"), date(2026, 11, 24));
        assert_eq!(on("2026-11-25T06:00:00Z"), date(2026, 11, 25));
        assert_eq!(on("2026-07-01T04:59:59Z"), date(2026, 6, 30));
        assert_eq!(on("2026-07-01T05:00:00Z"), date(2026, 7, 1));
        // The days on which clocks change.
        assert_eq!(on("2026-10-25T05:59:59Z"), date(2026, 10, 24));
        assert_eq!(on("2026-10-25T06:00:00Z"), date(2026, 10, 25));
        assert_eq!(on("2026-03-29T04:59:59Z"), date(2026, 3, 28));
        assert_eq!(on("2026-03-29T05:00:00Z"), date(2026, 3, 29));
    }
}
