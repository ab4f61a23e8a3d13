//! The applications for a vacancy as HRD goes through them: who has applied, where each stands, and what to look at.

use super::history::{state, steps};
use crate::{Actor, Error, Services, Tx, args, clock, db::Row, vacancy::desk};
use model::{
    account::{Role, full_name},
    application::{Applicant, Applicants, Examined, Flag, Flagged, Snapshot},
    language::Lang,
    vacancy::{Notice, Page},
};

/// How many applications a page shows.
pub const PAGE_SIZE: u32 = 50;

impl Services {
    /// The applications for a vacancy that is or was published, in pages.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for all but HRD; [`Error::SignedOut`], [`Error::NotFound`].
    pub async fn applicants(
        &self,
        actor: &Actor,
        vacancy: &str,
        page: u32,
        lang: Lang,
    ) -> Result<Applicants, Error> {
        actor.with(Role::Hrd)?;
        let mut tx = self.db.begin_reading().await?;
        let Notice { number, text, lang, .. } = notice(&mut tx, vacancy, lang).await?;
        let sql = "SELECT COUNT(*) AS total FROM application WHERE vacancy = $1";
        let total = tx.row(sql, args![vacancy]).await?.map(|row| row.int("total")).transpose()?;
        let total = u32::try_from(total.unwrap_or(0)).unwrap_or(u32::MAX);
        let pages = total.div_ceil(PAGE_SIZE).max(1);
        let page = page.clamp(1, pages);
        let sql = "SELECT id, reference, state, submitted_at, snapshot, flags FROM application WHERE vacancy = $1 \
                   ORDER BY submitted_at, id LIMIT $2 OFFSET $3";
        let offset = i64::from(page - 1) * i64::from(PAGE_SIZE);
        let rows = tx.rows(sql, args![vacancy, i64::from(PAGE_SIZE), offset]).await?;
        let items = rows.iter().map(applicant).collect::<Result<_, _>>()?;
        Ok(Applicants { number, title: text.title, lang, page: Page { items, page, pages, total } })
    }

    /// One of the applications for a vacancy.
    ///
    /// # Errors
    /// As [`Services::applicants`].
    pub async fn applicant(
        &self,
        actor: &Actor,
        vacancy: &str,
        id: &str,
        lang: Lang,
    ) -> Result<Examined, Error> {
        actor.with(Role::Hrd)?;
        let mut tx = self.db.begin_reading().await?;
        let Notice { number, text, lang, .. } = notice(&mut tx, vacancy, lang).await?;
        let sql = "SELECT id, reference, state, submitted_at, snapshot, flags FROM application WHERE vacancy = $1 AND id = $2";
        let row = tx.row(sql, args![vacancy, id]).await?.ok_or(Error::NotFound)?;
        let (applicant, history) = (applicant(&row)?, steps(&mut tx, id).await?);
        Ok(Examined { number, title: text.title, lang, applicant, history })
    }
}

async fn notice(tx: &mut Tx, vacancy: &str, lang: Lang) -> Result<Notice, Error> {
    let stored = desk::find(tx, vacancy).await?.stored.ok_or(Error::NotFound)?;
    super::notice(&stored, lang)
}

fn applicant(row: &Row) -> Result<Applicant, Error> {
    let snapshot: Snapshot = row.json("snapshot")?;
    let personal = &snapshot.profile.personal;
    Ok(Applicant {
        id: row.text("id")?,
        reference: row.text("reference")?,
        name: full_name(&personal.given_names, &personal.family_name),
        state: state(row)?,
        received_on: clock::day(row.int("submitted_at")?),
        flagged: Flagged::of(&row.json::<Vec<Flag>>("flags")?, &snapshot),
    })
}
