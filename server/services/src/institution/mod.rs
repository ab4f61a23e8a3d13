//! Institutions of higher education: where they come from, how they are kept, and how they are found.
//!
//! Each source (the list that the program brings along, WHED, ROR, Hipo) keeps rows of its own. What several sources list is
//! put together in memory ([`directory`]), where it is searched; an import ([`import`]) touches the rows of its source alone.

mod csv;
pub mod directory;
mod file;
mod forms;
pub mod import;
mod json;
mod names;
mod shipped;
mod words;

use crate::{
    Error, Services, Tx, args,
    db::{Row, Value},
    shared::Shared,
};
use directory::Institutions;
use model::{
    choice::Choice,
    choices,
    country::Country,
    form::{Fields, Form},
    institution::{Found, Institution},
    profile::Section,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub use file::SIZE_MOST;

/// The institutions in memory.
pub type Directory = Shared<Institutions>;

choices! {
    /// Who lists institutions. A later one knows more of them: its name for one is shown before an earlier one's.
    pub enum Source {
        /// The list that the program brings along.
        Shipped = "shipped",
        /// Hipo's list of universities and their domains.
        Hipo = "hipo",
        /// The Research Organization Registry.
        Ror = "ror",
        /// The World Higher Education Database, by those who have a licence for it.
        Whed = "whed",
    }
}

choices! {
    /// Why an institution has another name.
    pub enum NameKind {
        /// In another language, or as it is called as well.
        Alternative = "alternative",
        Abbreviation = "abbreviation",
        /// What it, or what it came from, was called once.
        Former = "former",
        /// What its source showed it by before, and no longer mentions: kept for those who named it so.
        Earlier = "earlier",
    }
}

/// Another name of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherName {
    pub kind: NameKind,
    pub name: String,
}

/// What a source says of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What names it there; stays the same when its name changes, where the source has ids.
    pub source_id: String,
    pub country: Country,
    pub name: String,
    pub other_names: Vec<OtherName>,
    /// None: the source does not say.
    pub accredited: Option<bool>,
}

impl Facts {
    /// Adds the names by which the source knew it before, and which it no longer has.
    fn after(mut self, was: &Facts) -> Self {
        let is_renamed = was.name != self.name && was.country == self.country;
        let shown = is_renamed.then_some(&was.name);
        let earlier = was.other_names.iter().filter(|other| other.kind == NameKind::Earlier);
        for name in earlier.map(|other| &other.name).chain(shown) {
            if *name != self.name && self.other_names.iter().all(|other| other.name != *name) {
                self.other_names.push(OtherName { kind: NameKind::Earlier, name: name.clone() });
            }
        }
        self
    }
}

/// What a source says or said of an institution, as it stands in the database.
#[derive(Debug, Clone)]
pub struct Stored {
    pub id: String,
    pub source: Source,
    pub facts: Facts,
    /// Since when the source no longer lists it.
    pub retired_at: Option<i64>,
}

impl Stored {
    /// Reads a row with all columns but `changed_at`.
    fn of(row: &Row) -> Result<Self, Error> {
        let broken = |what: &str, value: String| {
            Error::Unavailable(format!("a stored institution has the {what} {value}"))
        };
        let (source, country) = (row.text("source")?, row.text("country")?);
        Ok(Stored {
            id: row.text("id")?,
            source: Source::parse(&source).ok_or_else(|| broken("source", source))?,
            facts: Facts {
                source_id: row.text("source_id")?,
                country: Country::parse(&country).ok_or_else(|| broken("country", country))?,
                name: row.text("name")?,
                other_names: row.json("other_names")?,
                accredited: row.optional_int("accredited")?.map(|yes| yes != 0),
            },
            retired_at: row.optional_int("retired_at")?,
        })
    }

    /// The values for [`INTO`].
    fn values(&self, now: i64) -> Result<Vec<Value>, Error> {
        let Stored { id, source, facts, retired_at } = self;
        Ok(args![
            id,
            source.slug(),
            &facts.source_id,
            facts.country.code(),
            &facts.name,
            serde_json::to_string(&facts.other_names)?,
            facts.accredited.map(i64::from),
            *retired_at,
            now
        ])
    }
}

const INTO: &str = "INSERT INTO institution (id, source, source_id, country, name, other_names, accredited, retired_at, changed_at) ";
const OR_CHANGE: &str = " ON CONFLICT (id) DO UPDATE SET country = excluded.country, name = excluded.name, other_names = excluded.other_names, \
     accredited = excluded.accredited, retired_at = excluded.retired_at, changed_at = excluded.changed_at";

/// Reads what all sources say.
async fn read_all(tx: &mut Tx) -> Result<Vec<Stored>, Error> {
    let sql =
        "SELECT id, source, source_id, country, name, other_names, accredited, retired_at FROM institution";
    tx.rows(sql, args![]).await?.iter().map(Stored::of).collect()
}

/// Reads what one source says and said.
async fn read_source(tx: &mut Tx, source: Source) -> Result<Vec<Stored>, Error> {
    let sql = "SELECT id, source, source_id, country, name, other_names, accredited, retired_at FROM institution WHERE source = $1";
    tx.rows(sql, args![source.slug()]).await?.iter().map(Stored::of).collect()
}

impl Services {
    /// The institutions in memory. Reads them from the database if that was never done.
    ///
    /// # Errors
    /// They were never read, and the database is away.
    pub async fn all_institutions(&self) -> Result<Arc<Institutions>, Error> {
        self.in_memory().await
    }

    /// The institutions of a country that match what is typed of a name, best first, at most `most`, and whether it names one
    /// already; see [`Institutions::find`] and [`Institutions::has`].
    ///
    /// # Errors
    /// As [`Services::all_institutions`].
    pub async fn find_institutions(
        &self,
        country: Country,
        typed: &str,
        most: usize,
    ) -> Result<Found, Error> {
        let institutions = self.all_institutions().await?;
        Ok(Found {
            offered: institutions.find(country, typed, most),
            listed: institutions.has(country, typed),
        })
    }

    /// As [`Institutions::note_unlisted`], if it is an education's form; others stay as they are.
    ///
    /// # Errors
    /// As [`Services::all_institutions`].
    pub(crate) async fn note_unlisted(&self, form: &Form, mut fields: Fields) -> Result<Fields, Error> {
        if form.section() == Some(Section::Education) {
            self.all_institutions().await?.note_unlisted(&mut fields);
        }
        Ok(fields)
    }

    /// The one institution that a text means, if it means one; see [`Institutions::resolve`].
    ///
    /// # Errors
    /// As [`Services::all_institutions`].
    pub async fn resolve_institution(
        &self,
        country: Country,
        typed: &str,
    ) -> Result<Option<Institution>, Error> {
        Ok(self.all_institutions().await?.resolve(country, typed))
    }
}
