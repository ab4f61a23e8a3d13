//! Areas of expertise: the list that administrators keep ([`admin`]), in memory for everybody who reads a name of it.
//!
//! What a profile holds of it are slugs, and no slug is ever deleted: a retired area keeps its name, and those who have it keep it.

mod admin;
mod shipped;

pub use admin::Edited;

use crate::{
    Error, Services, Tx, args,
    db::Row,
    shared::{Revised, Shared},
};
use model::{
    area::{Area, FIELDS},
    form::Fields,
    language::Lang,
    names::Names,
    text::fold,
};
use std::{collections::HashMap, sync::Arc};

/// The areas in memory.
pub type Directory = Shared<Areas>;

/// An area as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    area: Area,
    names: Names,
    /// Since when it is no longer offered.
    retired_at: Option<i64>,
    edition: i64,
}

impl Stored {
    fn of(row: &Row) -> Result<Self, Error> {
        let slug = row.text("slug")?;
        Ok(Stored {
            area: Area::parse(&slug)
                .ok_or_else(|| Error::Unavailable(format!("a stored area has the slug {slug}")))?,
            names: row.names()?,
            retired_at: row.optional_int("retired_at")?,
            edition: row.int("edition")?,
        })
    }
}

/// All areas, offered and retired.
#[derive(Debug, Default)]
pub struct Areas {
    revision: i64,
    by_slug: HashMap<String, Stored>,
    /// By language: those that are offered, slug and name, in the alphabetical order of the names.
    offered: [Vec<(String, String)>; 3],
}

impl Revised for Areas {
    const COUNTER: &'static str = "areas";

    fn revision(&self) -> i64 {
        self.revision
    }

    fn place(services: &Services) -> &Directory {
        &services.area_list
    }

    async fn read(services: &Services, revision: i64) -> Result<Self, Error> {
        Ok(Areas::of(revision, read_all(&mut services.db.begin_reading().await?).await?))
    }
}

impl Areas {
    fn of(revision: i64, stored: Vec<Stored>) -> Self {
        let offered = Lang::ALL.map(|lang| {
            let living = stored.iter().filter(|stored| stored.retired_at.is_none());
            let named = |stored: &Stored| (stored.area.to_string(), stored.names.in_lang(lang).to_owned());
            let mut offered: Vec<_> = living.map(named).collect();
            offered.sort_by_cached_key(|(_, name)| fold(name));
            offered
        });
        let by_slug = stored.into_iter().map(|stored| (stored.area.to_string(), stored)).collect();
        Areas { revision, by_slug, offered }
    }

    /// Those that can be chosen, slug and name, in the alphabetical order of the reader's language.
    #[must_use]
    pub fn offered(&self, lang: Lang) -> &[(String, String)] {
        &self.offered[lang.index()]
    }

    /// The name of an area, offered or retired; none for a slug that was never in the list.
    #[must_use]
    pub fn name(&self, lang: Lang, slug: &str) -> Option<&str> {
        self.by_slug.get(slug).map(|stored| stored.names.in_lang(lang))
    }

    /// The names of the retired ones among what stands in a form's fields.
    pub fn retired_in<'a>(
        &'a self,
        lang: Lang,
        fields: &'a Fields,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let slugs = FIELDS.into_iter().flat_map(|field| fields.get(field).lines()).map(str::trim);
        let retired =
            slugs.filter_map(|slug| self.by_slug.get(slug).filter(|stored| stored.retired_at.is_some()));
        retired.map(move |stored| (stored.area.slug(), stored.names.in_lang(lang)))
    }

    /// What is checked of a form that was begun at an instant: in the place of each area that may not be chosen there stands
    /// [`Area::UNLISTED`]. The one rule of what may: what is in the list, and was not retired before the form was begun.
    #[must_use]
    pub fn sifted(&self, begun_at: i64, mut fields: Fields) -> Fields {
        let may = |slug: &str| match self.by_slug.get(slug) {
            None => slug.is_empty(),
            Some(stored) => stored.retired_at.is_none_or(|retired_at| begun_at < retired_at),
        };
        for (_, text) in fields.0.iter_mut().filter(|(name, _)| FIELDS.contains(&name.as_str())) {
            let slugs = text.lines().map(str::trim);
            *text = slugs
                .map(|slug| if may(slug) { slug } else { Area::UNLISTED })
                .collect::<Vec<_>>()
                .join("\n");
        }
        fields
    }
}

async fn read_all(tx: &mut Tx) -> Result<Vec<Stored>, Error> {
    let sql = "SELECT slug, name_en, name_fr, name_es, retired_at, edition FROM area";
    tx.rows(sql, args![]).await?.iter().map(Stored::of).collect()
}

impl Services {
    /// The areas in memory. Reads them from the database if that was never done.
    ///
    /// # Errors
    /// They were never read, and the database is away.
    pub async fn areas(&self) -> Result<Arc<Areas>, Error> {
        self.in_memory().await
    }

    /// The areas as they are now, whatever another server has changed a moment ago: for what is decided by them.
    ///
    /// # Errors
    /// The database is away.
    pub(crate) async fn areas_now(&self) -> Result<Arc<Areas>, Error> {
        self.refresh::<Areas>().await?;
        self.in_memory().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Areas {
        let stored = |slug: &str, en: &str, fr: &str, retired_at| Stored {
            area: Area::parse(slug).unwrap(),
            names: Names { en: en.into(), fr: fr.into(), es: en.into() },
            retired_at,
            edition: 1,
        };
        Areas::of(
            1,
            vec![
                stored("equality", "Equality", "Égalité", None),
                stored("wages", "Wages", "Salaires", None),
                stored("finance", "Finance", "Finances", None),
                stored("telex", "Telex", "Télex", Some(100)),
            ],
        )
    }

    fn fields(area: &str) -> Fields {
        Fields(vec![("fields".into(), area.into()), ("title".into(), "alchemy".into())])
    }

    #[test]
    fn areas_are_offered_in_the_order_of_the_readers_alphabet() {
        let names = |lang| areas().offered(lang).iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(Lang::En), ["Equality", "Finance", "Wages"]);
        assert_eq!(names(Lang::Fr), ["Égalité", "Finances", "Salaires"]);
        assert_eq!(areas().name(Lang::Fr, "telex"), Some("Télex"), "what is retired keeps its name");
        assert_eq!(areas().name(Lang::Fr, "alchemy"), None);
    }

    #[test]
    fn what_is_in_no_list_is_no_slug_and_what_is_typed_elsewhere_stays() {
        assert_eq!(areas().sifted(0, fields("wages\nalchemy")), fields("wages\n?"));
        assert_eq!(areas().sifted(0, fields("")), fields(""));
        assert_eq!(Area::parse(areas().sifted(0, fields("alchemy")).get("fields")), None);
    }

    #[test]
    fn a_retired_area_stays_where_it_was_and_comes_to_nothing_new() {
        assert_eq!(areas().sifted(99, fields("telex")), fields("telex"));
        assert_eq!(areas().sifted(100, fields("telex")), fields("?"));
        let retired: Vec<_> = areas()
            .retired_in(Lang::Fr, &fields("wages\ntelex"))
            .map(|(slug, name)| (slug.to_owned(), name.to_owned()))
            .collect();
        assert_eq!(retired, [("telex".to_owned(), "Télex".to_owned())]);
    }
}
