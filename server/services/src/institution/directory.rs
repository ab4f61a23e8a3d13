//! The institutions of all sources in memory: what several sources list is one, and is found by what somebody types of any of
//! its names.

use super::{
    Directory, NameKind, Source, Stored,
    names::{Fit, Name, Typed},
    read_all,
    words::is_university,
};
use crate::{
    Error, Services,
    shared::{Revised, aside},
};
use memchr::memmem::Finder;
use model::{
    country::Country,
    form::Fields,
    institution::{Institution, Offered},
    profile::EducationDraft,
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// All institutions, living and retired.
#[derive(Debug, Default)]
pub struct Institutions {
    revision: i64,
    entries: Vec<Entry>,
    by_country: HashMap<Country, Places>,
}

/// Places of a country's entries.
#[derive(Debug, Default)]
struct Places {
    /// Those that are offered, in the alphabetical order of their names.
    living: Vec<usize>,
    /// Those that no source lists any longer.
    retired: Vec<usize>,
    /// All of them by the words of a name that tell institutions apart, in the order of the two lists: only there can a name be that
    /// means the same as a text.
    by_distinct: HashMap<String, Vec<usize>>,
}

impl Revised for Institutions {
    const COUNTER: &'static str = "institutions";

    fn revision(&self) -> i64 {
        self.revision
    }

    fn place(services: &Services) -> &Directory {
        &services.institutions
    }

    async fn read(services: &Services, revision: i64) -> Result<Self, Error> {
        let stored = read_all(&mut services.db.begin_reading().await?).await?;
        aside(move || Institutions::of(revision, stored)).await
    }
}

/// An institution, put together from what its sources say.
#[derive(Debug)]
struct Entry {
    institution: Institution,
    /// The one that is shown comes first.
    names: Vec<Name>,
    /// Who lists it.
    sources: Vec<Source>,
}

impl Entry {
    /// How well what is typed fits, and by which of the names; None where only all of them together do.
    fn fit(&self, typed: &Typed, needed: &[Finder]) -> Option<(Fit, Option<usize>)> {
        let fits = self.names.iter().enumerate();
        let best = fits.filter_map(|(place, name)| Some((name.fit(typed, needed)?, Some(place)))).min();
        best.or_else(|| {
            let together = self.names.len() > 1
                && needed.iter().all(|needed| self.names.iter().any(|name| name.holds(needed)));
            together.then_some((Fit::Together, None))
        })
    }

    /// Adds what another source says, or another name; what is there already stays as it is.
    fn name(&mut self, text: &str, kind: NameKind) {
        let name = Name::of(text, Some(kind));
        if !name.words.is_empty() && !self.names.iter().any(|there| there.words == name.words) {
            self.names.push(name);
        }
    }
}

/// Places of entries by country and the key of a name.
type ByName = HashMap<(Country, String), Vec<usize>>;

/// The names by which rows of different sources know each other: by the one that is shown, and by all but former ones and
/// abbreviations, which institutions share.
#[derive(Default)]
struct Keys {
    shown: ByName,
    any: ByName,
}

impl Keys {
    /// The entry that a row belongs to: the only one of other sources that has its name as any name, or has one of its
    /// names as the one shown.
    fn place_of(&self, stored: &Stored, entries: &[Entry]) -> Option<usize> {
        let may_join = |place: &&usize| {
            stored.retired_at.is_some() || !entries[**place].sources.contains(&stored.source)
        };
        let found = |map: &ByName, key: String| -> HashSet<usize> {
            let places = map.get(&(stored.facts.country, key)).map_or(&[][..], Vec::as_slice);
            places.iter().filter(may_join).copied().collect()
        };
        let only = |places: HashSet<usize>| match places.len() {
            1 => places.into_iter().next(),
            _ => None,
        };
        let key = Name::of(&stored.facts.name, None).key();
        let any = found(&self.any, key.clone());
        if !any.is_empty() {
            return only(any).or_else(|| only(found(&self.shown, key)));
        }
        only(alternatives(stored).flat_map(|name| found(&self.shown, Name::of(name, None).key())).collect())
    }

    fn add(&mut self, stored: &Stored, place: usize) {
        let mut put = |map: fn(&mut Self) -> &mut ByName, name: &str| {
            let key = (stored.facts.country, Name::of(name, None).key());
            let places = map(self).entry(key).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        };
        put(|keys| &mut keys.shown, &stored.facts.name);
        put(|keys| &mut keys.any, &stored.facts.name);
        for name in alternatives(stored) {
            put(|keys| &mut keys.any, name);
        }
    }
}

fn alternatives(stored: &Stored) -> impl Iterator<Item = &str> {
    let names = stored.facts.other_names.iter();
    names.filter(|other| other.kind == NameKind::Alternative).map(|other| other.name.as_str())
}

impl Institutions {
    /// Puts together what the sources say. Rows of different sources are the same institution if they are of one country and
    /// one has a name by which the other is shown, and nothing else has it; a source knows its own apart.
    ///
    /// The name that is shown is that of the source which knows most; the id is that of the oldest row, so that it stays
    /// when another source is imported.
    #[must_use]
    pub fn of(revision: i64, mut stored: Vec<Stored>) -> Self {
        // Living ones first, so that a retired row follows what it has become.
        stored.sort_by(|a, b| {
            (a.retired_at.is_some(), Reverse(a.source), &a.id).cmp(&(
                b.retired_at.is_some(),
                Reverse(b.source),
                &b.id,
            ))
        });
        let mut all = Institutions { revision, ..Self::default() };
        let mut keys = Keys::default();
        for row in &stored {
            let place = keys.place_of(row, &all.entries).unwrap_or(all.entries.len());
            if place == all.entries.len() {
                all.entries.push(Entry::first(row));
            }
            all.entries[place].add(row);
            keys.add(row, place);
        }
        for (place, entry) in all.entries.iter().enumerate() {
            let places = all.by_country.entry(entry.institution.country).or_default();
            if entry.institution.retired { places.retired.push(place) } else { places.living.push(place) }
        }
        for places in all.by_country.values_mut() {
            places.living.sort_by_key(|place| &all.entries[*place].names[0].words);
            for place in places.living.iter().chain(&places.retired) {
                for name in &all.entries[*place].names {
                    let alike = places.by_distinct.entry(name.distinct()).or_default();
                    if alike.last() != Some(place) {
                        alike.push(*place);
                    }
                }
            }
        }
        all
    }

    /// How many institutions are offered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_country.values().map(|places| places.living.len()).sum()
    }

    /// Whether none is offered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn living(&self, country: Country) -> impl Iterator<Item = &Entry> {
        let places = self.by_country.get(&country).map_or(&[][..], |places| &places.living);
        places.iter().map(|place| &self.entries[*place])
    }

    /// The institutions of a country that match what is typed, best first, at most `most`.
    ///
    /// One matches if each word that is typed begins a word of one of its names, in any order; case, diacritics, small words
    /// (of, the, de la) and the word for a university do not matter, unless nothing else is typed. An abbreviation matches as
    /// a name, and also where it is only the initials of one. Names that are or begin with what is typed come first. Two that
    /// are shown alike are offered once. For nothing typed, the first ones of the country.
    #[must_use]
    pub fn find(&self, country: Country, typed: &str, most: usize) -> Vec<Offered> {
        let mut offered: Vec<Offered> = Vec::new();
        if typed.trim().is_empty() {
            for Entry { institution: Institution { id, name, .. }, .. } in self.living(country) {
                if offered.len() == most {
                    break;
                }
                if offered.last().is_none_or(|there| there.name != *name) {
                    offered.push(Offered { id: id.clone(), name: name.clone(), matched: None });
                }
            }
            return offered;
        }
        let Some(typed) = Typed::of(typed) else { return offered };
        // First as if the last word went on (`University of La` to Lagos), then without it where it tells nothing.
        let passes = [typed.needed(typed.open), typed.needed(false)];
        let passes = if passes[0] == passes[1] { &passes[..1] } else { &passes[..] };
        let of_university = typed.words().any(is_university);
        for needed in passes {
            // Made once, to be looked for in thousands of names.
            let needed: Vec<Finder> = needed.iter().map(Finder::new).collect();
            let mut found: Vec<_> = self
                .living(country)
                .filter_map(|entry| {
                    let (fit, place) = entry.fit(&typed, &needed)?;
                    let name = &entry.names[place.unwrap_or(0)];
                    let unlike = of_university && !name.has_university();
                    Some(((fit, unlike, place.unwrap_or(0) > 0, name.words.len(), &name.text), entry, place))
                })
                .collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            for (_, entry, place) in found {
                if offered.len() == most {
                    return offered;
                }
                let Institution { id, name, .. } = &entry.institution;
                if offered.iter().any(|there| there.name == *name) {
                    continue;
                }
                let matched =
                    place.filter(|place| *place > 0).map(|place| entry.names[place].text.to_string());
                offered.push(Offered { id: id.clone(), name: name.clone(), matched });
            }
        }
        offered
    }

    /// The institution that a text means, as it is posted where nothing was chosen from a list: the only one of the country
    /// with a name of the same words; else of the same, small words apart; else of the same, the word for a university apart
    /// too, if both have one: `Geneva University` means the University of Geneva, `Geneva` may mean anything. The name that is
    /// shown comes before other names, and one that is offered before one that is retired, which stays for those who named it.
    #[must_use]
    pub fn resolve(&self, country: Country, typed: &str) -> Option<Institution> {
        match self.meant(country, typed).as_slice() {
            [only] => Some(only.institution.clone()),
            _ => None,
        }
    }

    /// Whether a text means an institution, or one of several that bear the same name.
    #[must_use]
    pub fn has(&self, country: Country, typed: &str) -> bool {
        !self.meant(country, typed).is_empty()
    }

    /// Notes in an education's draft whether its institution is none of the list's ("*Other"), so that its check asks where it
    /// is; what was ticked stands where there is nothing to look up.
    pub(crate) fn note_unlisted(&self, fields: &mut Fields) {
        let draft: EducationDraft = fields.draft();
        if let Some((country, name)) = draft.named() {
            fields.0.retain(|(field, _)| field != EducationDraft::UNLISTED);
            if !self.has(country, name) {
                fields.0.push((EducationDraft::UNLISTED.to_owned(), "yes".to_owned()));
            }
        }
    }

    /// Whether what a text means is accredited: false where there is no such institution; none where that is not known, or
    /// where it is not known which of several is meant.
    #[must_use]
    pub fn accredited(&self, country: Country, typed: &str) -> Option<bool> {
        let meant = self.meant(country, typed);
        let Some(first) = meant.first() else { return Some(false) };
        let accredited = first.institution.accredited;
        accredited.filter(|_| meant.iter().all(|entry| entry.institution.accredited == accredited))
    }

    /// The institutions that a text means equally well; see [`Institutions::resolve`].
    fn meant(&self, country: Country, typed: &str) -> Vec<&Entry> {
        let Some(typed) = Typed::of(typed) else { return vec![] };
        let mut meant: Vec<&Entry> = vec![];
        let mut best = None;
        let places =
            self.by_country.get(&country).and_then(|places| places.by_distinct.get(&typed.distinct()));
        for entry in places.into_iter().flatten().map(|place| &self.entries[*place]) {
            let names = entry.names.iter();
            let rank = names.filter_map(|name| {
                Some((name.same(&typed)?, entry.institution.retired, name.kind.is_some()))
            });
            let Some(rank) = rank.min() else { continue };
            if best.is_none_or(|best| rank < best) {
                meant.clear();
                best = Some(rank);
            }
            if best == Some(rank) {
                meant.push(entry);
            }
        }
        meant
    }
}

impl Entry {
    /// An institution as the first row shows it, still without sources.
    fn first(row: &Stored) -> Self {
        Entry {
            institution: Institution {
                id: row.id.clone(),
                country: row.facts.country,
                name: row.facts.name.clone(),
                accredited: None,
                retired: row.retired_at.is_some(),
            },
            names: vec![Name::of(&row.facts.name, None)],
            sources: vec![],
        }
    }

    /// Adds what a row says. One that its source no longer lists gives its id only, unless no source lists the institution:
    /// then what was said last stands for those who named it.
    fn add(&mut self, row: &Stored) {
        if row.id < self.institution.id {
            self.institution.id.clone_from(&row.id);
        }
        if row.retired_at.is_some() && !self.institution.retired {
            return;
        }
        self.sources.push(row.source);
        self.institution.accredited = self.institution.accredited.or(row.facts.accredited);
        self.name(&row.facts.name, NameKind::Alternative);
        for other in &row.facts.other_names {
            self.name(&other.name, other.kind);
        }
    }
}
