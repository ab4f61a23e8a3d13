//! The open vacancies as programs read them: whole, with the instants of their publication and last change; and what the profile
//! of who is signed in says beside one.

use super::{Entry, OpenVacancies};
use crate::{Actor, Error, Services};
use jiff::{Timestamp, tz::TimeZone};
use model::{
    account::Role,
    country::Country,
    language::Lang,
    vacancy::{Listed, Nationality, Notice, Page, nationality, search::Search},
};

/// An open vacancy.
#[derive(Debug, Clone, Copy)]
pub struct Published<'a> {
    pub notice: &'a Notice,
    /// The instant from which it is shown.
    pub published_at: i64,
    /// The instant of its last change, or of its publication if that came later.
    pub changed_at: i64,
}

impl OpenVacancies {
    /// All open vacancies whole, newest first.
    pub fn published(&self, lang: Lang, now: i64) -> impl Iterator<Item = Published<'_>> {
        self.entries.iter().filter(move |entry| entry.is_open(now)).map(move |entry| entry.published(lang))
    }

    /// A page of the open vacancies that somebody looks for, whole: the same page that a list shows.
    #[must_use]
    pub fn found(&self, search: &Search, lang: Lang, page: u32, now: i64) -> Page<Published<'_>> {
        let found = self.find(search, lang, page, now).page;
        let whole = |listed: &Listed| {
            self.by_slug.get(&listed.slug).map(|place| self.entries[*place].published(lang))
        };
        Page {
            items: found.items.iter().filter_map(whole).collect(),
            page: found.page,
            pages: found.pages,
            total: found.total,
        }
    }
}

impl Entry {
    fn published(&self, lang: Lang) -> Published<'_> {
        Published {
            notice: &self.notices[lang.index()],
            published_at: self.published_at,
            changed_at: self.changed_at.max(self.published_at),
        }
    }
}

/// An instant as a clock in a time zone shows it, with its distance from UTC: `2026-05-27T00:00:00+02:00`. In UTC where the zone is
/// unknown.
#[must_use]
pub fn in_zone(at: i64, zone: &str) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or_default();
    match TimeZone::get(zone) {
        Ok(zone) => at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => at.to_string(),
    }
}

impl Services {
    /// The nationalities that the person's own profile names, the one under which the person applies first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`] for who is no candidate; the database is away.
    pub async fn own_nationalities(&self, actor: &Actor) -> Result<Vec<Country>, Error> {
        Ok(self.profile(actor).await?.nationalities())
    }

    /// How a candidate's nationalities stand to those that a vacancy is open to, and which they are; none where that is nobody's
    /// question: it is open to all, or who asks is no candidate.
    ///
    /// # Errors
    /// The database is away.
    pub async fn nationality(
        &self,
        actor: &Actor,
        open_to: &[Country],
    ) -> Result<Option<(Nationality, Vec<Country>)>, Error> {
        if open_to.is_empty() || actor.with(Role::Candidate).is_err() {
            return Ok(None);
        }
        let own = self.own_nationalities(actor).await?;
        Ok(Some((nationality(open_to, &own), own)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vacancy::closes_at;
    use jiff::civil::date;

    #[test]
    fn the_end_of_a_day_is_told_as_its_zone_has_it_at_both_changes_of_the_clock() {
        for (day, zone, told) in [
            (date(2026, 3, 28), "Europe/Zurich", "2026-03-29T00:00:00+01:00"),
            (date(2026, 3, 29), "Europe/Zurich", "2026-03-30T00:00:00+02:00"),
            (date(2026, 10, 24), "Europe/Zurich", "2026-10-25T00:00:00+02:00"),
            (date(2026, 10, 25), "Europe/Zurich", "2026-10-26T00:00:00+01:00"),
            (date(2026, 5, 26), "Asia/Kolkata", "2026-05-27T00:00:00+05:30"),
            (date(2026, 12, 31), "America/Lima", "2027-01-01T00:00:00-05:00"),
            // In Cairo 24 April 2026 has no midnight.
            (date(2026, 4, 23), "Africa/Cairo", "2026-04-24T01:00:00+03:00"),
        ] {
            assert_eq!(closes_at(day, zone).map(|at| in_zone(at, zone)), Ok(told.to_owned()));
        }
        assert_eq!(in_zone(0, "Nowhere"), "1970-01-01T00:00:00Z");
    }
}
