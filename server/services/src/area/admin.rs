//! The list of areas as administrators keep it.

use super::{Stored, read_all};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock, id,
    import::differences,
};
use model::{
    account::Role,
    area::{Area, AreaDraft, Row, SLUG_MOST, Step},
    draft::Draft,
    form::Fields,
    language::Lang,
    names::Names,
    problem::{Problem, Problems},
    text::{fold, line, slug},
};
use serde_json::json;

/// What an area cannot be called: the page of a new one stands at its address.
const RESERVED: &str = "new";

/// An area that is kept, to be changed in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// What a change is based on.
    pub edition: i64,
    /// As it would be typed.
    pub fields: Fields,
    pub row: Row,
}

impl Stored {
    fn row(self) -> Row {
        Row { area: self.area, names: self.names, retired_on: self.retired_at.map(clock::day) }
    }

    /// What is audited of it.
    fn facts(&self) -> String {
        let Names { en, fr, es } = &self.names;
        json!({ "names": [en, fr, es], "offered": self.retired_at.is_none() }).to_string()
    }
}

impl Services {
    /// The areas, offered and retired, in the alphabetical order of the reader's language: those in which the words are found, in
    /// a name of any language.
    ///
    /// # Errors
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn areas_to_keep(&self, actor: &Actor, words: &str, lang: Lang) -> Result<Vec<Row>, Error> {
        actor.with(Role::Administrator)?;
        let words = fold(&line(words));
        let words: Vec<&str> = words.split_whitespace().collect();
        let found = |stored: &Stored| {
            let Names { en, fr, es } = &stored.names;
            let said = fold(&[en.as_str(), fr, es].join("\n"));
            words.iter().all(|word| said.contains(word))
        };
        let all = read_all(&mut self.db.begin_reading().await?).await?;
        let mut rows: Vec<Row> = all.into_iter().filter(found).map(Stored::row).collect();
        rows.sort_by_cached_key(|row| fold(row.names.in_lang(lang)));
        Ok(rows)
    }

    /// An area as it is kept, to be changed.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn area_to_change(&self, actor: &Actor, slug: &str) -> Result<Edited, Error> {
        actor.with(Role::Administrator)?;
        let all = read_all(&mut self.db.begin_reading().await?).await?;
        let stored = all.into_iter().find(|stored| stored.area.slug() == slug).ok_or(Error::NotFound)?;
        Ok(Edited { edition: stored.edition, fields: stored.names.typed(), row: stored.row() })
    }

    /// A key for the form of an area that is to be added.
    ///
    /// # Errors
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub fn new_area(&self, actor: &Actor) -> Result<String, Error> {
        actor.with(Role::Administrator)?;
        Ok(id::new(self.clock.now()))
    }

    /// Adds an area, whose slug is made of its English name. Asked twice with the key of one form, it is added once.
    ///
    /// # Errors
    /// [`Error::Invalid`], also where an area on offer has a name already; [`Error::NotFound`] for a key that was not given out;
    /// [`Error::Forbidden`] but for administrators; [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn add_area(&self, actor: &Actor, key: &str, draft: &AreaDraft) -> Result<(), Error> {
        actor.with(Role::Administrator)?;
        let names = draft.check(self.clock.today())?;
        if uuid::Uuid::try_parse(key).is_err() {
            return Err(Error::NotFound);
        }
        let mut tx = self.db.begin().await?;
        let all = hold_all(&mut tx).await?;
        let sql = "SELECT slug FROM area WHERE submission = $1";
        if tx.row(sql, args![key]).await?.is_some() {
            return Ok(());
        }
        let area = free(&all, &names).ok_or_else(|| Error::Unavailable("no slug is free".to_owned()))?;
        let after = Stored { area, names, retired_at: None, edition: 1 };
        unlike(&all, &after)?;
        let Names { en, fr, es } = &after.names;
        tx.execute(
            "INSERT INTO area (slug, name_en, name_fr, name_es, submission, edition) VALUES ($1, $2, $3, $4, $5, 1)",
            args![after.area.slug(), en, fr, es, key],
        )
        .await?;
        let (actor, subject) = (actor.name(), after.area.slug());
        audit::note(&mut tx, self.clock.now(), actor, Action::AddArea, subject, "", &after.facts()).await?;
        self.show_areas_again(tx).await
    }

    /// Changes the names of an area that was seen in an edition, and retires it or offers it again if the step says so. Its slug
    /// stays.
    ///
    /// # Errors
    /// [`Error::Conflict`] if there is a newer edition: nothing is changed; [`Error::Invalid`], also where another area on offer has
    /// a name of one that is to be; [`Error::NotFound`]; [`Error::Forbidden`] but for administrators; [`Error::SignedOut`],
    /// [`Error::StatementDue`]
    pub async fn change_area(
        &self,
        actor: &Actor,
        slug: &str,
        base: i64,
        step: Step,
        draft: &AreaDraft,
    ) -> Result<(), Error> {
        actor.with(Role::Administrator)?;
        let (now, names) = (self.clock.now(), draft.check(self.clock.today()));
        let mut tx = self.db.begin().await?;
        let all = hold_all(&mut tx).await?;
        let before = all.iter().find(|stored| stored.area.slug() == slug).ok_or(Error::NotFound)?;
        if before.edition != base {
            return Err(Error::Conflict);
        }
        let (action, retired_at) = match step {
            Step::Save => (Action::ChangeArea, before.retired_at),
            Step::Retire => (Action::RetireArea, before.retired_at.or(Some(now))),
            Step::Offer => (Action::OfferArea, None),
        };
        let after = Stored { names: names?, retired_at, ..before.clone() };
        if after == *before {
            return Ok(());
        }
        unlike(&all, &after)?;
        let Names { en, fr, es } = &after.names;
        tx.execute(
            "UPDATE area SET name_en = $1, name_fr = $2, name_es = $3, retired_at = $4, edition = edition + 1 WHERE slug = $5",
            args![en, fr, es, retired_at, slug],
        )
        .await?;
        let (was, is) = differences(&before.facts(), &after.facts())?;
        audit::note(&mut tx, now, actor.name(), action, slug, &was, &is).await?;
        self.show_areas_again(tx).await
    }

    /// Ends a change of the list: every server reads it again, this one at once.
    async fn show_areas_again(&self, mut tx: Tx) -> Result<(), Error> {
        tx.execute("UPDATE revision SET value = value + 1 WHERE name = 'areas'", args![]).await?;
        tx.commit().await?;
        self.refresh::<super::Areas>().await.map(|_| ())
    }
}

/// All areas, which nobody else changes until the transaction ends.
async fn hold_all(tx: &mut Tx) -> Result<Vec<Stored>, Error> {
    tx.execute("UPDATE revision SET value = value WHERE name = 'areas'", args![]).await?;
    read_all(tx).await
}

/// Refuses names that another area on offer has, whatever their case and accents. What is retired may be called as it likes.
fn unlike(all: &[Stored], after: &Stored) -> Result<(), Problems> {
    let mut problems = Problems::default();
    if after.retired_at.is_none() {
        let others = all.iter().filter(|other| other.retired_at.is_none() && other.area != after.area);
        for (field, lang) in Names::FIELDS.into_iter().zip(Lang::ALL) {
            let name = fold(after.names.in_lang(lang));
            if others.clone().any(|other| fold(other.names.in_lang(lang)) == name) {
                problems.add(field, Problem::Taken);
            }
        }
    }
    problems.or(Some(()))
}

/// A slug for names that no area has, nor ever had: the English name's, or with a number behind it.
fn free(all: &[Stored], names: &Names) -> Option<Area> {
    let stem = slug(&names.en);
    let stem = if stem.is_empty() { "area" } else { &stem };
    let numbered = (2..).map(|number| format!("-{number}"));
    let mut candidates = std::iter::once(String::new()).chain(numbered).map(|ending| {
        let stem: String = stem.chars().take(SLUG_MOST - ending.len()).collect();
        format!("{}{ending}", stem.trim_end_matches('-'))
    });
    let taken = |slug: &str| slug == RESERVED || all.iter().any(|stored| stored.area.slug() == slug);
    candidates.find(|slug| !taken(slug)).and_then(|slug| Area::parse(&slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(slug: &str) -> Stored {
        let names = Names { en: slug.into(), fr: slug.into(), es: slug.into() };
        Stored { area: Area::parse(slug).unwrap(), names, retired_at: None, edition: 1 }
    }

    #[test]
    fn a_slug_is_made_of_the_english_name_and_is_nobody_elses() {
        let free = |all: &[Stored], en: &str| {
            let names = Names { en: en.into(), fr: String::new(), es: String::new() };
            free(all, &names).unwrap().to_string()
        };
        assert_eq!(free(&[], "Éducation & care, early"), "education-care-early");
        assert_eq!(free(&[stored("wages"), stored("wages-2")], "Wages"), "wages-3");
        assert_eq!(free(&[], "New"), "new-2");
        assert_eq!(free(&[], "劳动"), "area");
        let long = "a".repeat(SLUG_MOST - 2) + " b c";
        let first = free(&[], &long);
        assert_eq!(first.len(), SLUG_MOST);
        assert!(free(&[stored(&first)], &long).len() <= SLUG_MOST);
    }
}
