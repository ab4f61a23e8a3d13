//! Vacancies that candidates have saved, to come back to.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    vacancy::{self, Stored},
};
use model::{
    account::Role,
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{Listed, Notice, SAVED_MOST},
};
use std::collections::BTreeSet;

/// What a person has saved, as far as it was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// What can be applied for, the first to close first.
    pub open: Vec<Listed>,
    /// What has closed, the last first.
    pub closed: Vec<Listed>,
}

impl Services {
    /// Saves a vacancy. Saving twice saves once.
    ///
    /// # Errors
    /// [`Error::Gone`] after its deadline, [`Error::NotFound`] before its publication; [`Error::Invalid`] where the most are saved;
    /// [`Error::SignedOut`], [`Error::Forbidden`] for who is no candidate.
    pub async fn save_vacancy(&self, actor: &Actor, slug: &str) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let stored = vacancy::read(&mut tx, slug).await?.filter(|stored| stored.published_at <= now);
        let stored = stored.ok_or(Error::NotFound)?;
        if !stored.is_open(now) {
            return Err(Error::Gone);
        }
        let sql = "SELECT COUNT(*) AS n FROM saved WHERE account = $1 AND vacancy <> $2";
        let others = tx.row(sql, args![account, &stored.id]).await?;
        if others.map_or(Ok(0), |row| row.int("n"))? >= i64::from(SAVED_MOST) {
            return Err(Problems::from(("saved", Problem::Enough { most: SAVED_MOST })).into());
        }
        put(&mut tx, now, account, &stored).await?;
        tx.commit().await
    }

    /// Takes a vacancy off the saved ones, whether it is still open or not. What is not saved stays so.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn unsave_vacancy(&self, actor: &Actor, slug: &str) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let sql = "DELETE FROM saved WHERE account = $1 AND vacancy IN (SELECT id FROM vacancy WHERE slug = $2) RETURNING vacancy";
        if tx.row(sql, args![account, slug]).await?.is_some() {
            audit::note(&mut tx, now, account, Action::UnsaveVacancy, slug, "", "").await?;
        }
        tx.commit().await
    }

    /// Whether the person has saved a vacancy.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn is_saved(&self, actor: &Actor, slug: &str) -> Result<bool, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let sql = "SELECT 1 AS one FROM saved s JOIN vacancy v ON v.id = s.vacancy WHERE s.account = $1 AND v.slug = $2";
        Ok(self.db.row(sql, args![&viewer.account, slug]).await?.is_some())
    }

    /// Which vacancies the person has saved, by their addresses; none for who saves none: a visitor, staff.
    ///
    /// # Errors
    /// The database is away.
    pub async fn saved_slugs(&self, actor: &Actor) -> Result<BTreeSet<String>, Error> {
        let Ok(viewer) = actor.with(Role::Candidate) else { return Ok(BTreeSet::new()) };
        let sql = "SELECT v.slug FROM saved s JOIN vacancy v ON v.id = s.vacancy WHERE s.account = $1";
        self.db.rows(sql, args![&viewer.account]).await?.iter().map(|row| row.text("slug")).collect()
    }

    /// What the person has saved, for a reader of a language.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn saved_vacancies(&self, actor: &Actor, lang: Lang) -> Result<Saved, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let now = self.clock.now();
        let sql = "SELECT v.id, v.body, v.published_at, v.closes_at, v.changed_at FROM saved s JOIN vacancy v ON v.id = s.vacancy \
             WHERE s.account = $1 ORDER BY v.closes_at, v.id";
        let mut saved = Saved::default();
        for row in self.db.rows(sql, args![&viewer.account]).await? {
            let stored = Stored::of(&row)?;
            let Some(notice) = Notice::of(&stored.vacancy, stored.closes_at, lang) else { continue };
            if stored.is_open(now) {
                saved.open.push(Listed::from(&notice));
            } else if stored.published_at <= now {
                saved.closed.insert(0, Listed::from(&notice));
            }
        }
        Ok(saved)
    }
}

/// Saves a vacancy for an account, unless it is.
///
/// # Errors
/// The database refused it.
pub(crate) async fn put(tx: &mut Tx, now: i64, account: &str, stored: &Stored) -> Result<(), Error> {
    let sql = "INSERT INTO saved (account, vacancy, saved_at) VALUES ($1, $2, $3) ON CONFLICT (account, vacancy) DO NOTHING";
    if tx.execute(sql, args![account, &stored.id, now]).await? > 0 {
        audit::note(tx, now, account, Action::SaveVacancy, &stored.vacancy.slug(), "", "").await?;
    }
    Ok(())
}
