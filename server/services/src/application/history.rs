//! A person's applications as they read them: where each stands, what it has come through, and what was sent.

use crate::{Actor, Error, Services, Tx, args, clock, db::Row, id, vacancy};
use model::{
    account::Role,
    application::{Applied, Receipt, Snapshot, State, Step},
    choice::Choice,
    language::Lang,
    vacancy::Vacancy,
};
use serde::Deserialize;

/// The title of a notice in what was sent: read only where it was not copied.
#[derive(Deserialize)]
struct Sent {
    notice: Named,
}

#[derive(Deserialize)]
struct Named {
    lang: Lang,
    text: Titled,
}

#[derive(Deserialize)]
struct Titled {
    title: String,
}

pub(super) fn state(row: &Row) -> Result<State, Error> {
    let slug = row.text("state")?;
    State::parse(&slug)
        .ok_or_else(|| Error::Unavailable(format!("an application is in an unknown state, {slug}")))
}

/// Reads what [`select_applied`] selects.
pub(super) fn applied(row: &Row, now: i64) -> Result<Applied, Error> {
    let title = row.text("title")?;
    let (vacancy_title, lang) = if title.is_empty() {
        let Sent { notice } = row.json("sent")?;
        (notice.text.title, notice.lang)
    } else {
        (title, row.lang("language")?)
    };
    Ok(Applied {
        id: row.text("id")?,
        reference: row.text("reference")?,
        state: state(row)?,
        submitted_on: clock::day(row.int("submitted_at")?),
        since: clock::day(row.int("since")?),
        vacancy_number: row.text("number")?,
        vacancy_title,
        lang,
        vacancy_slug: row.text("slug")?,
        open: vacancy::is_open(row.int("published_at")?, row.int("closes_at")?, now),
    })
}

/// A person's last application for a vacancy: of those that were withdrawn, or the one that was not.
pub(super) async fn sent(
    tx: &mut Tx,
    now: i64,
    account: &str,
    vacancy: &str,
    withdrawn: bool,
) -> Result<Option<Applied>, Error> {
    let row = tx
        .row(
            select_applied!(
                "WHERE a.account = $1 AND a.vacancy = $2 AND CASE WHEN a.state = 'withdrawn' THEN 1 ELSE 0 END = $3 \
                 ORDER BY a.submitted_at DESC, a.id DESC LIMIT 1"
            ),
            args![account, vacancy, withdrawn],
        )
        .await?;
    row.map(|row| applied(&row, now)).transpose()
}

/// The states that an application has come to, the earliest first.
pub(super) async fn steps(tx: &mut Tx, application: &str) -> Result<Vec<Step>, Error> {
    let sql = "SELECT state, at FROM application_step WHERE application = $1 ORDER BY at, id";
    let step = |row: &Row| Ok(Step { state: state(row)?, on: clock::day(row.int("at")?) });
    tx.rows(sql, args![application]).await?.iter().map(step).collect()
}

/// Notes that an application has come to a state.
pub(super) async fn note(
    tx: &mut Tx,
    now: i64,
    application: &str,
    account: Option<&str>,
    state: State,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO application_step (id, application, account, state, at) VALUES ($1, $2, $3, $4, $5)",
        args![id::new(now), application, account, state.slug(), now],
    )
    .await?;
    Ok(())
}

impl Services {
    /// The person's applications, newest first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn applications(&self, actor: &Actor) -> Result<Vec<Applied>, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let now = self.clock.now();
        let rows = self
            .db
            .rows(
                select_applied!("WHERE a.account = $1 ORDER BY a.submitted_at DESC, a.id DESC"),
                args![&viewer.account],
            )
            .await?;
        rows.iter().map(|row| applied(row, now)).collect()
    }

    /// One of the person's applications, as it was sent.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another person's as well; [`Error::SignedOut`], [`Error::Forbidden`].
    pub async fn application(&self, actor: &Actor, id: &str) -> Result<Receipt, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let now = self.clock.now();
        let mut tx = self.db.begin_reading().await?;
        let row = tx
            .row(select_applied!("WHERE a.account = $1 AND a.id = $2"), args![&viewer.account, id])
            .await?
            .ok_or(Error::NotFound)?;
        let sql =
            "SELECT a.snapshot, v.body FROM application a JOIN vacancy v ON v.id = a.vacancy WHERE a.id = $1";
        let whole = tx.row(sql, args![id]).await?.ok_or(Error::NotFound)?;
        Ok(Receipt {
            applied: applied(&row, now)?,
            history: steps(&mut tx, id).await?,
            snapshot: whole.json::<Snapshot>("snapshot")?,
            closes_on: whole.json::<Vacancy>("body")?.closes_on,
        })
    }
}
