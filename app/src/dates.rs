//! Dates and numbers as the reader's language writes them.

use crate::texts::Texts;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use model::{date::YearMonth, language::Lang};

/// A date with the month's name: `26 May 2026`, `1er mai 2026`, `26 de mayo de 2026`.
#[must_use]
pub fn long(t: Texts, date: Date) -> String {
    let day = match (t.0, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    };
    t.dates_long(day, month(t, date.month()), date.year())
}

/// The present instant by the clock of the reader's device, in milliseconds since 1970. A whole number: every page would pay for
/// reading another.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Date and time of an instant (milliseconds since 1970) on the clock of the reader's device. None on the server, which does not
/// know it: ask once the page is alive.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn own(at: i64) -> Option<DateTime> {
    let at = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    let (year, month, day) = (at.get_full_year() as i16, at.get_month() as i8 + 1, at.get_date() as i8);
    DateTime::new(year, month, day, at.get_hours() as i8, at.get_minutes() as i8, 0, 0).ok()
}

/// Without a browser, none.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn own(_: i64) -> Option<DateTime> {
    None
}

/// Date and time of day: `26 May 2026, 18:05`.
#[must_use]
pub fn with_time(t: Texts, time: DateTime) -> String {
    t.dates_at(long(t, time.date()), format!("{:02}:{:02}", time.hour(), time.minute()))
}

/// Date and time of an instant on the reader's own clock, once the page is alive; until then in UTC.
#[must_use]
pub fn at(t: Texts, at: i64, alive: bool) -> String {
    match own(at).filter(|_| alive) {
        Some(own) => with_time(t, own),
        None => {
            let utc = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(TimeZone::UTC).datetime();
            format!("{} UTC", with_time(t, utc))
        }
    }
}

/// A month of a year: `March 2019`.
#[must_use]
pub fn of_year(t: Texts, month: YearMonth) -> String {
    format!("{} {}", self::month(t, month.month), month.year)
}

/// The name of a month, from 1.
#[must_use]
pub fn month(t: Texts, month: i8) -> &'static str {
    match month {
        1 => t.dates_january(),
        2 => t.dates_february(),
        3 => t.dates_march(),
        4 => t.dates_april(),
        5 => t.dates_may(),
        6 => t.dates_june(),
        7 => t.dates_july(),
        8 => t.dates_august(),
        9 => t.dates_september(),
        10 => t.dates_october(),
        11 => t.dates_november(),
        _ => t.dates_december(),
    }
}

/// A whole number in groups of three digits: `1,234` in English, `1 234` in French and Spanish (there from 10 000).
#[must_use]
pub fn number(lang: Lang, number: u32) -> String {
    let digits = number.to_string();
    let (separator, least) = match lang {
        Lang::En => (',', 4),
        Lang::Fr => ('\u{202F}', 4),
        Lang::Es => ('\u{202F}', 5),
    };
    if digits.len() < least {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_written_as_in_each_language() {
        let [en, fr, es] = Lang::ALL.map(Texts);
        assert_eq!(long(en, date(2026, 5, 26)), "26 May 2026");
        assert_eq!(long(fr, date(2026, 5, 26)), "26 mai 2026");
        assert_eq!(long(fr, date(2026, 5, 1)), "1er mai 2026");
        assert_eq!(long(es, date(2026, 5, 1)), "1 de mayo de 2026");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(number(Lang::En, 1_234_567), "1,234,567");
        assert_eq!(number(Lang::Fr, 1234), "1\u{202F}234");
        assert_eq!(number(Lang::Es, 1234), "1234");
        assert_eq!(number(Lang::En, 50), "50");
    }
}
