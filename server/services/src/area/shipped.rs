//! The list of areas that the program brings along: an empty list is filled with it, once.

use super::{Areas, Stored};
use crate::{
    Error, Services, args,
    audit::{self, Action},
};
use model::{area::Area, names::Names};

/// Slug, and the name in English, French and Spanish.
const LIST: &str = include_str!("../../data/areas.tsv");

fn read() -> Result<Vec<Stored>, Error> {
    let area = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        let area = Area::parse(&parts.next()?)?;
        let names = Names { en: parts.next()?, fr: parts.next()?, es: parts.next()? };
        Some(Stored { area, names, retired_at: None, edition: 1 })
    };
    let all = LIST.lines().map(|line| {
        area(line).ok_or_else(|| Error::Unavailable(format!("the list of areas is broken: {line}")))
    });
    all.collect()
}

impl Areas {
    /// The list as it is before anybody has changed it.
    ///
    /// # Errors
    /// The list is broken.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Areas::of(1, read()?))
    }
}

impl Services {
    /// Fills the list of areas with what the program brings along, if that was never done. Says whether it did. Safe to call from
    /// several programs at once: one fills it, the others wait.
    ///
    /// # Errors
    /// The database is away: then nothing was filled.
    pub async fn load_shipped_areas(&self) -> Result<bool, Error> {
        let (now, shipped) = (self.clock.now(), read()?);
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE revision SET value = 1 WHERE name = 'areas' AND value = 0";
        if tx.execute(sql, args![]).await? == 0 {
            return Ok(false);
        }
        let audited = shipped.iter().map(|stored| ("system".to_owned(), stored.area.to_string())).collect();
        let rows = shipped.into_iter().map(|Stored { area, names, edition, .. }| {
            args![area.slug(), names.en, names.fr, names.es, edition]
        });
        let into = "INSERT INTO area (slug, name_en, name_fr, name_es, edition) ";
        tx.write_many(into, "", rows.collect()).await?;
        audit::note_many(&mut tx, now, Action::AddArea, audited, "").await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{area::AreaDraft, draft::Draft, language::Lang, text::fold};
    use std::collections::HashSet;

    #[test]
    fn every_shipped_area_is_as_an_administrator_could_have_typed_it() {
        let all = read().unwrap();
        assert_eq!(all.len(), 42);
        for stored in &all {
            let draft: AreaDraft = stored.names.typed().draft();
            let today = jiff::civil::date(2026, 11, 30);
            assert_eq!(draft.check(today).as_ref(), Ok(&stored.names), "{}", stored.area);
        }
        for lang in Lang::ALL {
            let names: HashSet<_> = all.iter().map(|stored| fold(stored.names.in_lang(lang))).collect();
            assert_eq!(names.len(), all.len(), "no two have the same name ({lang})");
        }
    }
}
