//! The organisation: departments at headquarters and field offices, their units and duty stations, who directs them, who belongs
//! to them, and the HR partners of the regions. Roles are scoped by it.

mod draft;

pub use draft::{Entry, OfficeDraft, Partners, PartnersDraft, days, partners_field, typed, typed_partners};

use crate::{choice::Choice, choices, country::Country, vacancy::Region};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of an office's code.
pub const CODE_MOST: usize = 40;
/// The most UTF-16 code units of an office's name, and of a unit's.
pub const NAME_MOST: usize = 150;
/// The most UTF-16 code units of a city's name.
pub const CITY_MOST: usize = 100;
/// The most units of an office.
pub const UNITS_MOST: usize = 60;
/// The most members of an office.
pub const MEMBERS_MOST: usize = 300;
/// The most HR partners of a region.
pub const PARTNERS_MOST: usize = 20;

choices! {
    /// Where an office is.
    pub enum Place {
        /// A department at headquarters.
        Headquarters = "headquarters",
        /// An office in the field.
        Field = "field",
    }
}

/// The regions that field offices are in, and that HR partners serve: all but headquarters.
pub fn field_regions() -> impl Iterator<Item = Region> {
    Region::ALL.iter().copied().filter(|region| *region != Region::Headquarters)
}

/// A field office's region, by its slug.
#[must_use]
pub fn field_region(slug: &str) -> Option<Region> {
    Region::parse(slug).filter(|region| *region != Region::Headquarters)
}

/// An office as people choose it, in their language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub id: String,
    pub code: String,
    pub name: String,
    pub place: Place,
    /// Of a field office; none at headquarters.
    pub region: Option<Region>,
    /// Its duty station.
    pub city: String,
    pub country: Country,
    /// Its organisational units, in their order.
    pub units: Vec<String>,
    pub closed: bool,
}

/// A director's leave: the first day, and the last; without a last day it lasts until further notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    pub from: Date,
    pub until: Option<Date>,
}

impl Leave {
    /// Whether the director is away on a day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// An office in the administrators' table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub office: Office,
    /// Who directs it; none: the place is vacant.
    pub director: Option<Person>,
    pub alternate: Option<Person>,
    /// Whether the director is on leave today.
    pub on_leave: bool,
    pub members: u32,
}

choices! {
    /// What an open office lacks, so that proposals come to a halt there.
    pub enum Lack {
        /// Nobody who may decide for it.
        Director = "director",
        /// Its director is on leave, and nobody takes the place.
        Alternate = "alternate",
        /// Its region has no HR partner.
        Partner = "partner",
        /// Nobody belongs to it who could make a proposal.
        Member = "member",
    }
}

/// Where somebody stands in the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The open offices that the person decides for, as director or alternate.
    pub directs: Vec<Office>,
    /// The open offices that the person belongs to as a manager.
    pub member_of: Vec<Office>,
    /// The regions whose HR partner the person is.
    pub partner_of: Vec<Region>,
}

/// Somebody in the administrators' table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    /// Whether the account is enabled and has the role that its place asks for.
    pub able: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_leave_covers_its_first_and_its_last_day() {
        let (from, until) = (date(2026, 12, 1), date(2026, 12, 10));
        let leave = Leave { from, until: Some(until) };
        let days = [date(2026, 11, 30), from, until, date(2026, 12, 11)];
        assert_eq!(days.map(|day| leave.covers(day)), [false, true, true, false]);
        assert!(Leave { from, until: None }.covers(date(2036, 1, 1)));
    }

    #[test]
    fn headquarters_are_no_region_of_the_field() {
        assert_eq!(field_regions().count(), Region::ALL.len() - 1);
        assert_eq!(field_region("headquarters"), None);
        assert_eq!(field_region("africa"), Some(Region::Africa));
    }
}
