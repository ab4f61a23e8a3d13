//! What is pointed out about the entries of a section and never forbidden: it may be right, or a slip.

use super::{Listed, ProfileDraft, Section};
use crate::{
    date::{self, YearMonth},
    draft::Draft,
    period::{GAP_MONTHS, OVERLAP_MONTHS, Period, gaps, overlaps},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most remarks on a section: who has so many reads no more of them.
const REMARKS_MOST: usize = 10;

/// Something that is pointed out. Entries are named by [`Listed::title`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// Months without a job between two jobs.
    Gap { after: String, before: String, period: Period },
    /// Months that two jobs have in common.
    Overlap { first: String, second: String, period: Period },
    /// The same language or area in more than one entry.
    Twice { title: String },
    /// It begins before the person was born.
    BeforeBirth { title: String },
}

impl Remark {
    /// The same about entries that are named otherwise: by a name where the title is a code.
    #[must_use]
    pub fn named(self, name: impl Fn(String) -> String) -> Self {
        match self {
            Remark::Gap { after, before, period } => {
                Remark::Gap { after: name(after), before: name(before), period }
            }
            Remark::Overlap { first, second, period } => {
                Remark::Overlap { first: name(first), second: name(second), period }
            }
            Remark::Twice { title } => Remark::Twice { title: name(title) },
            Remark::BeforeBirth { title } => Remark::BeforeBirth { title: name(title) },
        }
    }
}

impl ProfileDraft {
    /// What is pointed out about a section. Jobs outside the organisation and in it are one career: gaps and overlaps are
    /// sought in both together.
    #[must_use]
    pub fn remarks(&self, section: Section, today: Date) -> Vec<Remark> {
        let mut remarks = match section {
            Section::Experience | Section::OwnExperience => {
                let jobs = self.jobs(today);
                [
                    self.before_birth(jobs.iter().map(|(title, period)| (title, period.from)), today),
                    career(&jobs),
                ]
                .concat()
            }
            Section::Education => {
                let entries: Vec<_> = self
                    .education
                    .iter()
                    .filter_map(|entry| Some((entry.value.title(), entry.value.check(today).ok()?.from)))
                    .collect();
                self.before_birth(entries.iter().map(|(title, from)| (title, *from)), today)
            }
            Section::Expertise => twice(self.expertise.iter().map(|entry| entry.value.title())),
            Section::Languages => twice(self.languages.iter().map(|entry| entry.value.title())),
            _ => Vec::new(),
        };
        remarks.truncate(REMARKS_MOST);
        remarks
    }

    /// All jobs that are complete, by their titles.
    fn jobs(&self, today: Date) -> Vec<(String, Period)> {
        let outside =
            self.experience.iter().filter_map(|e| Some((e.value.title(), e.value.check(today).ok()?.job)));
        let inside = self
            .own_experience
            .iter()
            .filter_map(|e| Some((e.value.title(), e.value.check(today).ok()?.job)));
        outside
            .chain(inside)
            .map(|(title, job)| (title, Period::until_today(job.from, job.to, today)))
            .collect()
    }

    fn before_birth<'a>(
        &self,
        entries: impl Iterator<Item = (&'a String, YearMonth)>,
        today: Date,
    ) -> Vec<Remark> {
        let personal = &self.personal;
        let born = date::date(&personal.birth_day, &personal.birth_month, &personal.birth_year, today);
        let Ok(Some(born)) = born else { return Vec::new() };
        let before = entries.filter(|(_, from)| *from < YearMonth::of(born));
        before.map(|(title, _)| Remark::BeforeBirth { title: title.clone() }).collect()
    }
}

/// The gaps and the overlaps of a career.
fn career(jobs: &[(String, Period)]) -> Vec<Remark> {
    let periods: Vec<Period> = jobs.iter().map(|(_, period)| *period).collect();
    let title = |place: usize| jobs.get(place).map(|(title, _)| title.clone()).unwrap_or_default();
    let gaps = gaps(&periods, GAP_MONTHS).into_iter().map(|gap| Remark::Gap {
        after: title(gap.after),
        before: title(gap.before),
        period: gap.period,
    });
    let overlaps = overlaps(&periods, OVERLAP_MONTHS).into_iter().map(|overlap| Remark::Overlap {
        first: title(overlap.first),
        second: title(overlap.second),
        period: overlap.period,
    });
    gaps.chain(overlaps).collect()
}

/// What stands in more than one entry, each once.
fn twice(titles: impl Iterator<Item = String>) -> Vec<Remark> {
    let mut titles: Vec<String> = titles.filter(|title| !title.is_empty()).collect();
    titles.sort_unstable();
    let mut found: Vec<String> =
        titles.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    found.dedup();
    found.into_iter().map(|title| Remark::Twice { title }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Fields;
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    fn put(profile: &mut ProfileDraft, section: Section, id: &str, fields: &[(&str, &str)]) {
        let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        profile.put(section, id, &Fields(fields));
    }

    fn job(title: &'static str, from: &'static str, to: &'static str) -> Vec<(&'static str, &'static str)> {
        vec![
            ("title", title),
            ("employer", "Institute"),
            ("department", "Statistics"),
            ("duty_station", "Geneva"),
            ("country", "CH"),
            ("from_month", "1"),
            ("from_year", from),
            ("to_month", "12"),
            ("to_year", to),
            ("duties", "Surveys"),
            ("achievements", "A new index"),
        ]
    }

    fn month(year: i16, month: i8) -> YearMonth {
        YearMonth { year, month }
    }

    #[test]
    fn gaps_and_overlaps_are_pointed_out_across_both_sections_of_experience() {
        let mut profile = ProfileDraft::default();
        put(&mut profile, Section::Experience, "1", &job("Early", "2010", "2012"));
        put(&mut profile, Section::OwnExperience, "2", &job("Late", "2014", "2016"));
        put(&mut profile, Section::Experience, "3", &job("Beside", "2016", "2017"));
        let period = |from, to| Period { from, to };
        let expected = [
            Remark::Gap {
                after: "Early, Institute".into(),
                before: "Late, Statistics, Geneva".into(),
                period: period(month(2013, 1), month(2013, 12)),
            },
            Remark::Overlap {
                first: "Beside, Institute".into(),
                second: "Late, Statistics, Geneva".into(),
                period: period(month(2016, 1), month(2016, 12)),
            },
        ];
        assert_eq!(profile.remarks(Section::Experience, TODAY), expected);
        assert_eq!(profile.remarks(Section::OwnExperience, TODAY), expected);
        assert!(
            profile.missing(TODAY).iter().all(|stand| stand.section != Section::Experience),
            "not forbidden"
        );
    }

    #[test]
    fn what_begins_before_birth_is_pointed_out() {
        let mut profile = ProfileDraft::default();
        put(&mut profile, Section::Experience, "1", &job("Clerk", "1990", "1999"));
        assert_eq!(profile.remarks(Section::Experience, TODAY), []);
        let born = [("birth_day", "1"), ("birth_month", "2"), ("birth_year", "1990")];
        put(&mut profile, Section::Personal, "", &born);
        let remark = Remark::BeforeBirth { title: "Clerk, Institute".into() };
        assert_eq!(profile.remarks(Section::Experience, TODAY), [remark]);
    }

    #[test]
    fn a_language_that_is_there_twice_is_pointed_out_once() {
        let mut profile = ProfileDraft::default();
        for (id, language) in [("1", "fr"), ("2", "fr"), ("3", "fr"), ("4", ""), ("5", ""), ("6", "en")] {
            put(&mut profile, Section::Languages, id, &[("language", language)]);
        }
        assert_eq!(profile.remarks(Section::Languages, TODAY), [Remark::Twice { title: "fr".into() }]);
    }
}
