//! What was found beside what the profile says already: what is offered to be taken over, and what taking it over gives.

use crate::{Format, Found, Item, Leftover, TEXTS_MOST, UNKNOWN_MOST};
use jiff::civil::Date;
use model::{
    form::{Fields, Form},
    profile::{ProfileDraft, Section},
    text::fold,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the profile has of what is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Had {
    /// Nothing there yet: taken over, unless it is unticked.
    Nothing,
    /// Something else, with what stands there: taken over only if it is ticked.
    Another(Fields),
    /// The same: of an entry, one with its title and beginning.
    TheSame,
}

/// One thing that can be taken over: an entry of a list section, or a field of another, with the fields that belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub section: Section,
    /// The name by which it is ticked.
    pub name: String,
    pub fields: Fields,
    pub had: Had,
}

/// What taking over changes: a form with all its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub section: Section,
    pub fields: Fields,
}

/// The name of the fields that are one thing to a person, by the name of one of them: day, month and year are a date.
#[must_use]
pub fn group(field: &str) -> &str {
    let part = ["_day", "_month", "_year"].iter().find_map(|part| field.strip_suffix(part));
    part.filter(|stem| matches!(*stem, "birth" | "signed" | "from" | "to" | "done" | "ended"))
        .unwrap_or(field)
}

/// Offers what was found, beside what stands in the profile: `standing` are the fields of the sections that are no lists.
#[must_use]
pub fn offers(
    found: &Found,
    profile: &ProfileDraft,
    standing: &BTreeMap<Section, Fields>,
    today: Date,
) -> Vec<Offer> {
    let mut offers = Vec::new();
    let nothing = Fields::default();
    for (number, item) in found.items.iter().enumerate() {
        if item.section.is_list() {
            let had = if is_there(item, profile, today) { Had::TheSame } else { Had::Nothing };
            let (section, fields) = (item.section, item.fields.clone());
            offers.push(Offer { section, name: format!("entry-{number}"), fields, had });
            continue;
        }
        let stands = standing.get(&item.section).unwrap_or(&nothing);
        offers.extend(fields_of(item, stands));
    }
    offers
}

/// The fields of a section that is no list, each with those that belong to it.
fn fields_of(item: &Item, stands: &Fields) -> Vec<Offer> {
    let mut groups: Vec<(&str, Fields)> = Vec::new();
    for (name, text) in &item.fields.0 {
        let field = (name.clone(), text.clone());
        match groups.iter_mut().find(|(known, _)| *known == group(name)) {
            Some((_, fields)) => fields.0.push(field),
            None => groups.push((group(name), Fields(vec![field]))),
        }
    }
    let offer = |(name, fields): (&str, Fields)| {
        let of_group =
            stands.0.iter().filter(|(known, text)| group(known) == name && !text.trim().is_empty());
        let here = Fields(of_group.cloned().collect());
        let same = |(name, text): &(String, String)| fold(here.get(name).trim()) == fold(text.trim());
        let had = match () {
            () if here.0.is_empty() => Had::Nothing,
            () if fields.0.iter().all(same) => Had::TheSame,
            () => Had::Another(here),
        };
        Offer { section: item.section, name: format!("{}-{name}", item.section), fields, had }
    };
    groups.into_iter().map(offer).collect()
}

/// Whether a list section has an entry with this title and beginning.
fn is_there(item: &Item, profile: &ProfileDraft, today: Date) -> bool {
    let mut alone = ProfileDraft::default();
    alone.put(item.section, "", &item.fields);
    let key = |row: &model::profile::Row| (fold(&row.title), row.period.from.clone());
    let Some(row) = alone.rows(item.section, today).pop() else { return false };
    profile.rows(item.section, today).iter().any(|known| key(known) == key(&row))
}

/// What the ticked offers give, in their order: a new entry each, and one form for each other section, over what stands there.
#[must_use]
pub fn take(
    offers: &[Offer],
    ticked: impl Fn(&str) -> bool,
    standing: &BTreeMap<Section, Fields>,
) -> Vec<Taken> {
    let mut all: Vec<Taken> = Vec::new();
    for offer in offers.iter().filter(|offer| ticked(&offer.name)) {
        let section = offer.section;
        if section.is_list() {
            all.push(Taken { section, fields: offer.fields.clone() });
            continue;
        }
        if !all.iter().any(|taken| taken.section == section) {
            all.push(Taken { section, fields: standing.get(&section).cloned().unwrap_or_default() });
        }
        if let Some(taken) = all.iter_mut().find(|taken| taken.section == section) {
            let group_name =
                offer.fields.0.first().map(|(name, _)| group(name).to_owned()).unwrap_or_default();
            taken.fields.0.retain(|(name, _)| group(name) != group_name);
            taken.fields.0.extend(offer.fields.0.clone());
        }
    }
    all
}

impl Found {
    /// Keeps only what a profile's forms have fields for, within the limits of what [`crate::read`] gives: for what comes from a
    /// browser. None if nothing is left, or if it is too much.
    #[must_use]
    pub fn checked(mut self) -> Option<Self> {
        let mut entries: BTreeMap<Section, usize> = BTreeMap::new();
        let mut kept = Vec::new();
        for Item { section, fields } in self.items {
            let form =
                if section.is_list() { Form::Entry(section, "a".into()) } else { Form::Section(section) };
            let fields = fields.of_form(&form).ok()?;
            let so_many = entries.entry(section).or_default();
            *so_many += 1;
            let most = if section.is_list() { model::profile::ENTRIES_MOST } else { 1 };
            if section == Section::Declarations || *so_many > most {
                return None;
            }
            if !fields.0.is_empty() {
                kept.push(Item { section, fields });
            }
        }
        self.items = kept;
        let more = self.unknown.len().saturating_sub(UNKNOWN_MOST);
        self.unknown.truncate(UNKNOWN_MOST);
        self.more = self.more.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        (self.size() <= TEXTS_MOST && !self.items.is_empty()).then_some(self)
    }
}

/// What waits for its owner to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Names it, so that a decision about an older one is not taken for one about this.
    pub id: String,
    pub format: Format,
    pub offers: Vec<Offer>,
    pub unknown: Vec<Leftover>,
    /// How many of those are not listed.
    pub more: u32,
    /// The versions of the forms that are no lists, beside which this is shown.
    pub bases: Vec<(Section, i64)>,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// So many entries and fields were taken over.
    pub taken: usize,
    /// So many were ticked, and their section had no room.
    pub left_out: usize,
}
