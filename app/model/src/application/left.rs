//! How long applications are still taken, as people say it.

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The time that is left, in the unit in which one thinks of it: never more than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Two days or more.
    Days(u64),
    /// Two hours or more.
    Hours(u64),
    Minutes(u64),
    /// Less than a minute.
    Moments,
    /// None: it is over.
    Nothing,
}

impl Left {
    /// What so many milliseconds are.
    #[must_use]
    pub fn of(milliseconds: i64) -> Self {
        let whole = |unit: i64| (milliseconds / unit).unsigned_abs();
        match milliseconds {
            ..=0 => Left::Nothing,
            1..MINUTE => Left::Moments,
            left if left < 2 * HOUR => Left::Minutes(whole(MINUTE)),
            left if left < 2 * DAY => Left::Hours(whole(HOUR)),
            _ => Left::Days(whole(DAY)),
        }
    }

    /// Whether somebody who listens is told, rather than somebody who looks: an hour, a quarter of one, five minutes and one
    /// minute before the end, and at the end.
    #[must_use]
    pub fn is_said(self) -> bool {
        matches!(self, Left::Minutes(60 | 15 | 5 | 1) | Left::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_never_said_to_be_more_than_it_is() {
        for (milliseconds, left) in [
            (-1, Left::Nothing),
            (0, Left::Nothing),
            (1, Left::Moments),
            (MINUTE - 1, Left::Moments),
            (MINUTE, Left::Minutes(1)),
            (2 * HOUR - 1, Left::Minutes(119)),
            (2 * HOUR, Left::Hours(2)),
            (2 * DAY - 1, Left::Hours(47)),
            (2 * DAY, Left::Days(2)),
            (10 * DAY + HOUR, Left::Days(10)),
        ] {
            assert_eq!(Left::of(milliseconds), left, "{milliseconds}");
        }
    }

    #[test]
    fn who_listens_is_told_five_times_in_the_last_hour() {
        let mut said = Vec::new();
        for second in (0..=2 * 60 * 60).rev() {
            let left = Left::of(second * 1000);
            if left.is_said() && said.last() != Some(&left) {
                said.push(left);
            }
        }
        assert_eq!(said.len(), 5, "{said:?}");
    }
}
