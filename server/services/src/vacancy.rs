//! Vacancies as they are stored: when they open and close, and how they are read.

pub mod desk;
pub(crate) mod life;
mod list;
mod number;
mod questions;
pub(crate) mod sample;
mod tell;

pub use questions::Arrange;

use crate::{Error, Tx, args, db::Row};
use jiff::{civil::Date, tz::TimeZone};
use model::{choice::Choice, vacancy::Vacancy};

/// A vacancy in the database.
#[derive(Debug, Clone)]
pub struct Stored {
    pub id: String,
    pub vacancy: Vacancy,
    /// The instant from which it is shown: the start of its day of publication in its zone.
    pub published_at: i64,
    /// The instant from which it is gone and takes no application.
    pub closes_at: i64,
    pub changed_at: i64,
}

impl Stored {
    /// Reads the columns `id, body, published_at, closes_at, changed_at`.
    pub(crate) fn of(row: &Row) -> Result<Self, Error> {
        Ok(Stored {
            id: row.text("id")?,
            vacancy: row.json("body")?,
            published_at: row.int("published_at")?,
            closes_at: row.int("closes_at")?,
            changed_at: row.int("changed_at")?,
        })
    }

    /// Whether it takes applications at an instant.
    #[must_use]
    pub fn is_open(&self, now: i64) -> bool {
        is_open(self.published_at, self.closes_at, now)
    }
}

/// The instant of publication of what is never published: the end of the year 9999.
pub(crate) const NEVER: i64 = 253_402_300_799_000;

/// Whether a vacancy takes applications at an instant.
pub(crate) const fn is_open(published_at: i64, closes_at: i64, now: i64) -> bool {
    published_at <= now && now < closes_at
}

/// Reads the vacancies that are not closed at an instant.
///
/// # Errors
/// The database is away.
pub(crate) async fn read_current(tx: &mut Tx, now: i64) -> Result<Vec<Stored>, Error> {
    let sql = "SELECT id, body, published_at, closes_at, changed_at FROM vacancy WHERE closes_at > $1";
    tx.rows(sql, args![now]).await?.iter().map(Stored::of).collect()
}

/// When the last of the vacancies closed that are closed at an instant; 0 where none is.
///
/// # Errors
/// The database is away.
pub(crate) async fn last_closed(tx: &mut Tx, now: i64) -> Result<i64, Error> {
    let sql = "SELECT MAX(closes_at) AS at FROM vacancy WHERE closes_at <= $1 AND published_at < closes_at";
    let row = tx.row(sql, args![now]).await?;
    Ok(row.map_or(Ok(None), |row| row.optional_int("at"))?.unwrap_or(0))
}

/// Reads the vacancy at an address within a transaction, open or not: for a submission, which must not decide by what is
/// in memory.
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, slug: &str) -> Result<Option<Stored>, Error> {
    tx.row("SELECT id, body, published_at, closes_at, changed_at FROM vacancy WHERE slug = $1", args![slug])
        .await?
        .as_ref()
        .map(Stored::of)
        .transpose()
}

/// As [`read`], for who applies: nobody closes, extends or cancels it until the transaction ends. One that is cancelled takes no
/// application, even if that was sent before.
///
/// # Errors
/// The database is away.
pub(crate) async fn read_to_apply(tx: &mut Tx, slug: &str) -> Result<Option<Stored>, Error> {
    let sql = "SELECT id, body, published_at, CASE WHEN cancelled_at IS NULL THEN closes_at ELSE published_at END AS closes_at, \
               changed_at FROM vacancy WHERE slug = $1";
    let rows = tx.rows_to_rely_on(sql, "vacancy", args![slug]).await?;
    rows.first().map(Stored::of).transpose()
}

/// Stores a new vacancy.
///
/// # Errors
/// Its number or address is taken; the database is away.
pub(crate) async fn insert(
    tx: &mut Tx,
    now: i64,
    id: &str,
    vacancy: &Vacancy,
    starts: i64,
    ends: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO vacancy (id, number, slug, category, titles, body, published_at, closes_at, changed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let body = serde_json::to_string(vacancy)?;
    let (category, titles) = (vacancy.category.slug(), vacancy.titles());
    tx.execute(sql, args![id, &vacancy.number, vacancy.slug(), category, titles, body, starts, ends, now])
        .await?;
    Ok(())
}

/// Puts another text in the place of a vacancy's, which is kept.
///
/// # Errors
/// The database is away.
pub(crate) async fn replace(
    tx: &mut Tx,
    now: i64,
    id: &str,
    vacancy: &Vacancy,
    starts: i64,
    ends: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO vacancy_version (vacancy, version, body, until) SELECT id, version, body, $1 FROM vacancy WHERE id = $2";
    tx.execute(sql, args![now, id]).await?;
    let sql = "UPDATE vacancy SET body = $1, category = $2, titles = $3, published_at = $4, closes_at = $5, changed_at = $6, \
               version = version + 1 WHERE id = $7";
    let body = serde_json::to_string(vacancy)?;
    tx.execute(sql, args![body, vacancy.category.slug(), vacancy.titles(), starts, ends, now, id]).await?;
    Ok(())
}

/// Whoever changes a vacancy waits here for whoever else does.
///
/// # Errors
/// The database is away.
pub(crate) async fn hold_all(tx: &mut Tx) -> Result<(), Error> {
    tx.execute("UPDATE revision SET value = value WHERE name = 'vacancies'", args![]).await?;
    Ok(())
}

/// What readers see of vacancies has changed: every server reads them again.
///
/// # Errors
/// The database is away.
pub(crate) async fn show_again(tx: &mut Tx) -> Result<(), Error> {
    tx.execute("UPDATE revision SET value = value + 1 WHERE name = 'vacancies'", args![]).await?;
    Ok(())
}

/// The name is not that of a time zone (IANA), or the date is the last of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownZone;

/// The time zones that a deadline can be in: those named by a city, in alphabetical order.
#[must_use]
pub fn zones() -> Vec<String> {
    const REGIONS: [&str; 9] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let known = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let mut zones: Vec<String> =
        known.filter(|name| REGIONS.iter().any(|region| name.starts_with(region))).collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// The instant at which a day begins in a time zone, in milliseconds since 1970. Where clocks skip midnight, the day begins
/// after the gap.
///
/// # Errors
/// [`UnknownZone`]
pub fn begins_at(date: Date, zone: &str) -> Result<i64, UnknownZone> {
    let zone = TimeZone::get(zone).map_err(|_| UnknownZone)?;
    Ok(date.to_zoned(zone).map_err(|_| UnknownZone)?.timestamp().as_millisecond())
}

/// The instant at which a vacancy closes: the end of the closing date, which is the beginning of the next day, in its zone.
///
/// # Errors
/// [`UnknownZone`]
pub fn closes_at(date: Date, zone: &str) -> Result<i64, UnknownZone> {
    begins_at(date.tomorrow().map_err(|_| UnknownZone)?, zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{Timestamp, civil::date};

    fn instant(at: i64) -> String {
        Timestamp::from_millisecond(at).map(|t| t.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_vacancy_closes_at_the_end_of_its_last_day_in_its_zone() {
        assert_eq!(
            closes_at(date(2026, 5, 26), "Europe/Zurich").map(instant),
            Ok("2026-05-26T22:00:00Z".into())
        );
        assert_eq!(
            closes_at(date(2026, 12, 31), "America/Lima").map(instant),
            Ok("2027-01-01T05:00:00Z".into())
        );
        assert_eq!(
            closes_at(date(2026, 5, 26), "Asia/Bangkok").map(instant),
            Ok("2026-05-26T17:00:00Z".into())
        );
    }

    #[test]
    fn it_is_the_calendar_day_that_counts_where_clocks_change() {
        // Switzerland's clocks go back on 25 October 2026: that day has 25 hours.
        assert_eq!(
            closes_at(date(2026, 10, 25), "Europe/Zurich").map(instant),
            Ok("2026-10-25T23:00:00Z".into())
        );
        assert_eq!(
            begins_at(date(2026, 10, 25), "Europe/Zurich").map(instant),
            Ok("2026-10-24T22:00:00Z".into())
        );
        // In Cairo 24 April 2026 has no midnight: it begins at 01:00, which is 22:00 the day before in UTC.
        assert_eq!(
            closes_at(date(2026, 4, 23), "Africa/Cairo").map(instant),
            Ok("2026-04-23T22:00:00Z".into())
        );
    }

    #[test]
    fn an_unknown_zone_is_refused() {
        assert_eq!(closes_at(date(2026, 5, 26), "Geneva"), Err(UnknownZone));
    }
}
