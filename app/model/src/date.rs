//! Dates as people type them: day, month and year in fields of their own.

use crate::problem::Problem;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The earliest year that a date of a life can name without being taken for a slip.
pub const EARLIEST_YEAR: i16 = 1900;

/// Dates in data: `2026-11-21`. For `#[serde(with = "date::iso")]`: jiff's own way reads every form of ISO 8601, with code that
/// every browser would have to download.
pub mod iso {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes a date.
    ///
    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
    }

    /// Reads a date.
    ///
    /// # Errors
    /// It is not of this form, or not in the calendar.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| {
            D::Error::custom("this is not a date; write it as year-month-day, such as 2026-11-21")
        })
    }

    fn parse(text: &str) -> Option<Date> {
        let mut parts = text.splitn(3, '-');
        let mut part = |digits: usize| {
            parts.next().filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    }

    #[cfg(test)]
    mod tests {
        use super::parse;
        use jiff::civil::date;

        #[test]
        fn only_the_one_form_is_read() {
            assert_eq!(parse("2024-02-29"), Some(date(2024, 2, 29)));
            for bad in ["", "2023-02-29", "24-02-29", "2024-2-9", "2024-02-29T00:00", "+024-02-29"] {
                assert_eq!(parse(bad), None, "{bad}");
            }
        }
    }
}

/// A month of a year, as periods of employment and study are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct YearMonth {
    pub year: i16,
    pub month: i8,
}

impl YearMonth {
    /// The month that a date lies in.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The months from January of the year 0 to this one: months are compared and counted by it.
    #[must_use]
    pub fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month of a [`number`](Self::number); beyond the years that can be written, the same month of the last such year.
    #[must_use]
    pub fn of_number(number: i32) -> Self {
        let year = number.div_euclid(12).clamp(i16::MIN.into(), i16::MAX.into());
        Self { year: year as i16, month: number.rem_euclid(12) as i8 + 1 }
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of_number(self.number() + 1)
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of_number(self.number() - 1)
    }
}

/// Reads a month from its two fields. None if both are empty.
///
/// # Errors
/// `IncompleteDate` if one is empty, `NotADate`, `UnlikelyYear` before [`EARLIEST_YEAR`] or 50 years from today.
pub fn year_month(month: &str, year: &str, today: Date) -> Result<Option<YearMonth>, Problem> {
    match (month.trim(), year.trim()) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err(Problem::IncompleteDate),
        (month, year) => {
            let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m)).ok_or(Problem::NotADate)?;
            Ok(Some(YearMonth { year: likely_year(year, today)?, month }))
        }
    }
}

/// Reads a date from its three fields. None if all are empty.
///
/// # Errors
/// As [`year_month`].
pub fn date(day: &str, month: &str, year: &str, today: Date) -> Result<Option<Date>, Problem> {
    match (day.trim(), month.trim(), year.trim()) {
        ("", "", "") => Ok(None),
        ("", ..) | (_, "", _) | (.., "") => Err(Problem::IncompleteDate),
        (day, month, year) => {
            let year = likely_year(year, today)?;
            let month = month.parse().map_err(|_| Problem::NotADate)?;
            let day = day.parse().map_err(|_| Problem::NotADate)?;
            Date::new(year, month, day).map(Some).map_err(|_| Problem::NotADate)
        }
    }
}

fn likely_year(year: &str, today: Date) -> Result<i16, Problem> {
    let year: i16 = year.parse().map_err(|_| Problem::NotADate)?;
    if (EARLIEST_YEAR..=today.year() + 50).contains(&year) { Ok(year) } else { Err(Problem::UnlikelyYear) }
}

/// A date as it is typed: day, month, year.
#[must_use]
pub fn typed(date: Date) -> [String; 3] {
    [date.day().to_string(), date.month().to_string(), date.year().to_string()]
}

/// The fields of a date whose names begin so (`leave_day`, `leave_month`, `leave_year` of `leave`), with what is typed into them.
pub fn typed_as(name: &str, date: Date) -> impl Iterator<Item = (String, String)> {
    let names = ["day", "month", "year"].map(|part| format!("{name}_{part}"));
    names.into_iter().zip(typed(date))
}

/// Whole years from one date to another: an age.
#[must_use]
pub fn years_between(from: Date, to: Date) -> i16 {
    let before_anniversary = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(before_anniversary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    #[test]
    fn a_date_is_read_from_its_fields() {
        assert_eq!(date(" 29", "2", "2024 ", TODAY), Ok(Some(day(2024, 2, 29))));
        assert_eq!(date("", " ", "", TODAY), Ok(None));
    }

    #[test]
    fn what_is_not_a_date_is_told_apart() {
        assert_eq!(date("29", "2", "2023", TODAY), Err(Problem::NotADate));
        assert_eq!(date("1", "", "2023", TODAY), Err(Problem::IncompleteDate));
        assert_eq!(date("1", "1", "23", TODAY), Err(Problem::UnlikelyYear));
        assert_eq!(year_month("13", "2023", TODAY), Err(Problem::NotADate));
    }

    #[test]
    fn months_follow_each_other_across_the_years() {
        let (december, january) = (YearMonth { year: 2019, month: 12 }, YearMonth { year: 2020, month: 1 });
        assert_eq!((december.next(), january.previous()), (january, december));
        for number in [-25, -1, 0, 11, 12, 24_000] {
            assert_eq!(YearMonth::of_number(number).number(), number);
        }
        assert_eq!(YearMonth::of_number(i32::MAX).year, i16::MAX);
    }

    #[test]
    fn an_age_changes_on_the_birthday() {
        assert_eq!(years_between(day(2000, 11, 22), TODAY), 25);
        assert_eq!(years_between(day(2000, 11, 21), TODAY), 26);
    }
}
