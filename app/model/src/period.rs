//! How long somebody worked: months counted once however many jobs they were filled with, part-time in proportion.
//!
//! Periods are whole months, the first and the last included, because that is how they are typed. A month in which one job
//! ends and the next begins is one month.

use crate::date::YearMonth;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most months between two jobs that are not pointed out.
pub const GAP_MONTHS: u32 = 3;
/// The most months that two jobs share without being pointed out: whoever changes jobs within a month has both in it.
pub const OVERLAP_MONTHS: u32 = 1;

/// Months that follow each other, the first and the last included. One that ends before it starts has no months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: YearMonth,
    pub to: YearMonth,
}

impl Period {
    /// The part of a job that lies behind: to its last month, or to today's month if it goes on (None) or ends later.
    #[must_use]
    pub fn until_today(from: YearMonth, to: Option<YearMonth>, today: Date) -> Self {
        let now = YearMonth::of(today);
        Self { from, to: to.map_or(now, |to| to.min(now)) }
    }

    /// How many months it has.
    #[must_use]
    pub fn months(self) -> u32 {
        u32::try_from(self.to.number() - self.from.number() + 1).unwrap_or(0)
    }

    /// The months that both have. None if there are none.
    #[must_use]
    pub fn common(self, other: Period) -> Option<Period> {
        let common = Period { from: self.from.max(other.from), to: self.to.min(other.to) };
        (common.months() > 0).then_some(common)
    }
}

/// The months that lie in at least one of the periods, each once: the periods in order, none touching the next.
#[must_use]
pub fn union(periods: &[Period]) -> Vec<Period> {
    let mut sorted: Vec<Period> = periods.iter().copied().filter(|p| p.months() > 0).collect();
    sorted.sort_unstable_by_key(|p| p.from);
    let mut union: Vec<Period> = Vec::new();
    for period in sorted {
        match union.last_mut() {
            Some(last) if period.from <= last.to.next() => last.to = last.to.max(period.to),
            _ => union.push(period),
        }
    }
    union
}

/// A job's share of full time, in percent: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Share(u8);

impl Share {
    /// Full time.
    pub const FULL: Share = Share(100);

    /// A share of so many percent. None outside 1 to 100.
    #[must_use]
    pub fn new(percent: u8) -> Option<Self> {
        (1..=100).contains(&percent).then_some(Self(percent))
    }

    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }
}

impl Default for Share {
    fn default() -> Self {
        Share::FULL
    }
}

impl TryFrom<u8> for Share {
    type Error = &'static str;

    fn try_from(percent: u8) -> Result<Self, Self::Error> {
        Share::new(percent).ok_or("a share of full time is 1 to 100 percent")
    }
}

impl From<Share> for u8 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// Time worked, exactly: in hundredths of a month of full time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Worked(u32);

impl Worked {
    /// So many hundredths of a month.
    #[must_use]
    pub fn of_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// So many years of full time.
    #[must_use]
    pub fn of_years(years: u32) -> Self {
        Self(years.saturating_mul(12 * 100))
    }

    /// The hundredths of a month.
    #[must_use]
    pub fn hundredths(self) -> u32 {
        self.0
    }

    /// The whole years, rounded down, so that nobody reads of ten years that are not complete.
    #[must_use]
    pub fn years(self) -> u32 {
        self.0 / (12 * 100)
    }

    /// The whole months beyond the whole years: 0 to 11.
    #[must_use]
    pub fn months(self) -> u32 {
        self.0 / 100 % 12
    }
}

/// The time worked in jobs: in each month their shares add up, to full time at most.
#[must_use]
pub fn worked(jobs: &[(Period, Share)]) -> Worked {
    // What changes, and when: a share begins with a job's first month and ends with the month after its last.
    let mut changes: Vec<(i32, i32)> = Vec::with_capacity(jobs.len() * 2);
    for (period, share) in jobs.iter().filter(|(period, _)| period.months() > 0) {
        let percent = i32::from(share.0);
        changes.push((period.from.number(), percent));
        changes.push((period.to.number() + 1, -percent));
    }
    changes.sort_unstable();
    let (mut hundredths, mut percent, mut since) = (0, 0_i32, 0);
    for (month, change) in changes {
        // Before the first change nobody works, so that `since` need not be right yet.
        hundredths += (month - since) * percent.min(100);
        (percent, since) = (percent + change, month);
    }
    Worked(u32::try_from(hundredths).unwrap_or(0))
}

/// Months without a job between two jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The position of the job that ends before it; the first in the list, if several end in that month.
    pub after: usize,
    /// The position of the job that starts after it; the first in the list, if several start in that month.
    pub before: usize,
    pub period: Period,
}

/// The gaps of more than `most` months ([`GAP_MONTHS`]) between the jobs, the earliest first. What comes before the first job
/// and after the last is none.
#[must_use]
pub fn gaps(periods: &[Period], most: u32) -> Vec<Gap> {
    let filled = union(periods);
    let place = |found: &dyn Fn(&Period) -> bool| periods.iter().position(|p| p.months() > 0 && found(p));
    filled
        .windows(2)
        .filter_map(|pair| {
            let [earlier, later] = pair else { return None };
            let period = Period { from: earlier.to.next(), to: later.from.previous() };
            (period.months() > most).then_some(())?;
            Some(Gap {
                after: place(&|p| p.to == earlier.to)?,
                before: place(&|p| p.from == later.from)?,
                period,
            })
        })
        .collect()
}

/// Months that two jobs have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// The positions of the two jobs, in the order of the list.
    pub first: usize,
    pub second: usize,
    pub period: Period,
}

/// The pairs of jobs that have more than `most` months ([`OVERLAP_MONTHS`]) in common, in the order of the list.
#[must_use]
pub fn overlaps(periods: &[Period], most: u32) -> Vec<Overlap> {
    let pairs = periods.iter().enumerate().flat_map(|(first, one)| {
        periods
            .iter()
            .enumerate()
            .skip(first + 1)
            .map(move |(second, other)| (first, second, one.common(*other)))
    });
    pairs
        .filter_map(|(first, second, common)| Some(Overlap { first, second, period: common? }))
        .filter(|overlap| overlap.period.months() > most)
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::{collection::vec, prelude::*};

    fn month(year: i16, month: i8) -> YearMonth {
        YearMonth { year, month }
    }

    fn period(from: (i16, i8), to: (i16, i8)) -> Period {
        Period { from: month(from.0, from.1), to: month(to.0, to.1) }
    }

    fn part(percent: u8) -> Share {
        Share::new(percent).unwrap()
    }

    #[test]
    fn the_first_and_the_last_month_count() {
        assert_eq!(period((2020, 1), (2020, 12)).months(), 12);
        assert_eq!(period((2020, 3), (2020, 3)).months(), 1);
        assert_eq!(period((2019, 12), (2020, 1)).months(), 2);
    }

    #[test]
    fn a_period_that_ends_before_it_starts_has_no_months() {
        let reversed = period((2020, 5), (2020, 1));
        assert_eq!(reversed.months(), 0);
        assert_eq!(union(&[reversed]), []);
        assert_eq!(worked(&[(reversed, Share::FULL)]), Worked::default());
        let sound = period((2010, 1), (2012, 1));
        assert_eq!(gaps(&[sound, reversed], 0), []);
        assert_eq!(overlaps(&[period((2000, 1), (2026, 1)), reversed], 0), []);
    }

    #[test]
    fn a_current_job_counts_until_the_month_of_today() {
        let today = day(2026, 11, 1);
        let until = |to| Period::until_today(month(2026, 10), to, today);
        assert_eq!(until(None).months(), 2);
        assert_eq!(until(Some(month(2026, 10))).months(), 1);
        assert_eq!(until(Some(month(2027, 6))).months(), 2, "what lies ahead was not worked yet");
        assert_eq!(Period::until_today(month(2027, 1), None, today).months(), 0);
    }

    #[test]
    fn periods_that_touch_become_one() {
        let together =
            [period((2020, 7), (2020, 12)), period((2020, 1), (2020, 6)), period((2022, 1), (2022, 1))];
        assert_eq!(union(&together), [period((2020, 1), (2020, 12)), period((2022, 1), (2022, 1))]);
    }

    #[test]
    fn two_jobs_at_once_are_full_time_at_most() {
        let (year, half_year) = (period((2020, 1), (2020, 12)), period((2020, 7), (2020, 12)));
        assert_eq!(worked(&[(year, Share::FULL), (half_year, Share::FULL)]), Worked::of_years(1));
        assert_eq!(worked(&[(year, part(50)), (half_year, part(50))]), Worked::of_hundredths(900));
        assert_eq!(
            worked(&[(year, part(60)), (half_year, part(60))]),
            Worked::of_hundredths(6 * 60 + 6 * 100)
        );
    }

    #[test]
    fn a_change_of_jobs_within_a_month_is_one_month() {
        let jobs =
            [(period((2020, 1), (2020, 6)), Share::FULL), (period((2020, 6), (2020, 12)), Share::FULL)];
        assert_eq!(worked(&jobs), Worked::of_years(1));
    }

    #[test]
    fn time_is_told_in_complete_years_and_months() {
        let worked = Worked::of_hundredths(10 * 1200 - 1);
        assert_eq!((worked.years(), worked.months()), (9, 11));
    }

    #[test]
    fn a_share_is_between_one_and_a_hundred() {
        assert_eq!((Share::new(0), Share::new(101)), (None, None));
        assert_eq!(serde_json::from_str::<Share>("80").unwrap(), part(80));
        assert!(serde_json::from_str::<Share>("0").is_err());
        assert_eq!(serde_json::to_string(&part(80)).unwrap(), "80");
    }

    #[test]
    fn a_gap_names_the_jobs_around_it() {
        let jobs = [
            period((2021, 1), (2022, 12)),
            period((2015, 1), (2018, 12)),
            period((2016, 1), (2019, 3)),
            period((2019, 7), (2020, 8)),
        ];
        assert_eq!(
            gaps(&jobs, GAP_MONTHS),
            [Gap { after: 3, before: 0, period: period((2020, 9), (2020, 12)) }],
            "three months, from April to June 2019, are not pointed out"
        );
        assert_eq!(gaps(&jobs, 2).first().map(|gap| (gap.after, gap.before)), Some((2, 3)));
    }

    #[test]
    fn jobs_that_overlap_are_named_in_pairs() {
        let jobs =
            [period((2020, 1), (2020, 12)), period((2020, 12), (2021, 12)), period((2020, 6), (2021, 1))];
        assert_eq!(
            overlaps(&jobs, OVERLAP_MONTHS),
            [
                Overlap { first: 0, second: 2, period: period((2020, 6), (2020, 12)) },
                Overlap { first: 1, second: 2, period: period((2020, 12), (2021, 1)) },
            ],
            "December 2020 was the month of a change"
        );
        assert_eq!(overlaps(&jobs, 0).len(), 3);
    }

    prop_compose! {
        /// A period of up to ten years in a career, sometimes reversed.
        pub(crate) fn any_period()(from in 2000 * 12..2030 * 12, length in -2..120) -> Period {
            Period { from: YearMonth::of_number(from), to: YearMonth::of_number(from + length) }
        }
    }

    prop_compose! {
        pub(crate) fn any_share()(percent in 1_u8..=100) -> Share {
            part(percent)
        }
    }

    fn any_jobs() -> impl Strategy<Value = Vec<(Period, Share)>> {
        vec((any_period(), any_share()), 0..12)
    }

    fn total(periods: &[Period]) -> u32 {
        periods.iter().map(|p| p.months()).sum()
    }

    /// The same as [`worked`], month by month.
    fn worked_slowly(jobs: &[(Period, Share)]) -> u32 {
        let in_month = |number: i32| {
            let month = YearMonth::of_number(number);
            let here = jobs.iter().filter(|(p, _)| p.from <= month && month <= p.to);
            here.map(|(_, share)| u32::from(share.percent())).sum::<u32>().min(100)
        };
        (1990 * 12..2050 * 12).map(in_month).sum()
    }

    proptest! {
        #[test]
        fn a_union_exceeds_neither_the_span_nor_the_sum(periods in vec(any_period(), 0..12)) {
            let union = union(&periods);
            prop_assert!(total(&union) <= total(&periods));
            let real = || periods.iter().filter(|p| p.months() > 0);
            let span = real().map(|p| p.from).min().zip(real().map(|p| p.to).max());
            let span = span.map_or(0, |(from, to)| Period { from, to }.months());
            prop_assert!(total(&union) <= span);
            prop_assert!(union.windows(2).all(|pair| pair[0].to.next() < pair[1].from));
        }

        #[test]
        fn counting_is_as_counting_month_by_month(jobs in any_jobs()) {
            prop_assert_eq!(worked(&jobs).hundredths(), worked_slowly(&jobs));
        }

        #[test]
        fn full_time_is_the_union(periods in vec(any_period(), 0..12)) {
            let jobs: Vec<_> = periods.iter().map(|p| (*p, Share::FULL)).collect();
            prop_assert_eq!(worked(&jobs).hundredths(), total(&union(&periods)) * 100);
        }

        #[test]
        fn the_order_of_the_jobs_does_not_matter(
            (jobs, shuffled) in any_jobs().prop_flat_map(|jobs| (Just(jobs.clone()), Just(jobs).prop_shuffle())),
        ) {
            prop_assert_eq!(worked(&jobs), worked(&shuffled));
            let periods = |jobs: &[(Period, Share)]| jobs.iter().map(|(p, _)| *p).collect::<Vec<_>>();
            let (periods, shuffled) = (periods(&jobs), periods(&shuffled));
            prop_assert_eq!(union(&periods), union(&shuffled));
            let of_gaps = |periods: &[Period]| gaps(periods, GAP_MONTHS).iter().map(|g| g.period).collect::<Vec<_>>();
            prop_assert_eq!(of_gaps(&periods), of_gaps(&shuffled));
            prop_assert_eq!(overlaps(&periods, 1).len(), overlaps(&shuffled, 1).len());
        }

        #[test]
        fn another_job_never_lowers_the_count(jobs in any_jobs(), more in any_period(), share in any_share()) {
            let mut longer = jobs.clone();
            longer.push((more, share));
            prop_assert!(worked(&longer) >= worked(&jobs));
            prop_assert!(worked(&longer).hundredths() <= worked(&jobs).hundredths() + more.months() * 100);
        }

        #[test]
        fn a_job_split_in_two_counts_the_same(
            jobs in any_jobs(), job in any_period(), share in any_share(), at in 0_u32..120,
        ) {
            prop_assume!(job.months() > 1);
            let last = YearMonth::of_number(job.from.number() + (at % (job.months() - 1)) as i32);
            let halves = [Period { from: job.from, to: last }, Period { from: last.next(), to: job.to }];
            let whole: Vec<_> = jobs.iter().copied().chain([(job, share)]).collect();
            let split: Vec<_> = jobs.iter().copied().chain(halves.map(|half| (half, share))).collect();
            prop_assert_eq!(worked(&whole), worked(&split));
        }

        #[test]
        fn part_time_counts_in_proportion(job in any_period(), share in any_share()) {
            prop_assert_eq!(worked(&[(job, share)]).hundredths(), job.months() * u32::from(share.percent()));
        }

        #[test]
        fn a_gap_is_free_of_jobs_and_lies_between_the_two_it_names(periods in vec(any_period(), 0..12), most in 0_u32..12) {
            for gap in gaps(&periods, most) {
                prop_assert!(gap.period.months() > most);
                prop_assert!(periods.iter().all(|p| p.common(gap.period).is_none()));
                prop_assert_eq!(periods[gap.after].to.next(), gap.period.from);
                prop_assert_eq!(periods[gap.before].from.previous(), gap.period.to);
            }
        }
    }
}
