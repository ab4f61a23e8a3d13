//! The time, handed in: so that every use-case can be tried on any date.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::vacancy::GENEVA;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Spans of time, in milliseconds, as all times here.
pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A clock. Copies of a stopped clock are the same clock.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// One that a test sets: milliseconds since 1970.
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at an instant until it is moved.
    #[must_use]
    pub fn stopped(at: Timestamp) -> Self {
        Clock::Stopped(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// Moves a stopped clock; the machine's goes on as it was.
    pub fn forward(&self, milliseconds: i64) {
        if let Clock::Stopped(at) = self {
            at.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        match self {
            Clock::System => Timestamp::now().as_millisecond(),
            Clock::Stopped(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Today's date at headquarters, by which drafts are checked.
    #[must_use]
    pub fn today(&self) -> Date {
        day(self.now())
    }
}

/// The day in a time zone in which an instant lies; in UTC where the zone is unknown.
#[must_use]
pub fn day_in(at: i64, zone: &str) -> Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone).date()
}

/// The day at headquarters in which an instant lies.
#[must_use]
pub fn day(at: i64) -> Date {
    day_in(at, GENEVA)
}

/// The instant at which the day at headquarters began in which an instant lies.
#[must_use]
pub fn dawn(at: i64) -> i64 {
    let headquarters = TimeZone::get(GENEVA).unwrap_or(TimeZone::UTC);
    day(at).to_zoned(headquarters).map_or(at, |day| day.timestamp().as_millisecond())
}
