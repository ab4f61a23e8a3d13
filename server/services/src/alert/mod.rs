//! Job alerts: what their people do with them. `tell.rs` tells of what is new, `stop.rs` knows the links that stop it, `ask.rs`
//! asks whether an alert is still wanted.

pub(crate) mod ask;
mod mail;
mod opened;
mod stop;
mod tell;

pub use stop::Stopping;
pub use tell::{BATCH, Telling};

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock::{self, DAY},
    db::{Row, Value},
    id,
};
use jiff::civil::Date;
use model::{
    account::Role,
    alert::{ALERTS_MOST, ANSWER_WITHIN, Alert, AlertDraft, Cadence, State, sought},
    choice::Choice,
    draft::Draft,
    language::Lang,
    problem::{Problem, Problems},
    vacancy::search::Search,
};

/// An alert as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    pub alert: Alert,
    pub state: State,
    /// Until when it is to be answered whether it is still wanted.
    pub until: Option<Date>,
}

impl Kept {
    fn of(row: &Row) -> Result<Self, Error> {
        let state = State::parse(&row.text("state")?).unwrap_or(State::Paused);
        let asked_at = row.optional_int("asked_at")?.filter(|_| state == State::Asked);
        Ok(Kept {
            id: row.text("id")?,
            alert: Alert {
                name: row.text("name")?,
                search: sought(&row.text("search")?),
                cadence: cadence(row)?,
                language: row.lang("language")?,
            },
            state,
            until: asked_at.map(|at| clock::day(at + ANSWER_WITHIN * DAY)),
        })
    }
}

fn cadence(row: &Row) -> Result<Cadence, Error> {
    Ok(Cadence::parse(&row.text("cadence")?).unwrap_or(Cadence::Daily))
}

impl Services {
    /// The person's alerts, the oldest first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn alerts(&self, actor: &Actor) -> Result<Vec<Kept>, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let sql = "SELECT * FROM alert WHERE account = $1 ORDER BY id";
        self.db.rows(sql, args![&viewer.account]).await?.iter().map(Kept::of).collect()
    }

    /// One of the person's alerts.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another person's; [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn alert(&self, actor: &Actor, id: &str) -> Result<Kept, Error> {
        let viewer = actor.with(Role::Candidate)?;
        let sql = "SELECT * FROM alert WHERE id = $1 AND account = $2";
        let row = self.db.row(sql, args![id, &viewer.account]).await?;
        Kept::of(&row.ok_or(Error::NotFound)?)
    }

    /// Makes an alert, which tells of what opens from now on. Gives its id.
    ///
    /// # Errors
    /// [`Error::Invalid`], also where there are as many as there may be; [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn create_alert(&self, actor: &Actor, draft: &AlertDraft) -> Result<String, Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let alert = draft.check(self.clock.today())?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Two of the same person wait for each other here, so that both are counted.
        tx.execute("UPDATE account SET alerts = alerts WHERE id = $1", args![account]).await?;
        let row = tx.row("SELECT COUNT(*) AS n FROM alert WHERE account = $1", args![account]).await?;
        if row.map_or(Ok(0), |row| row.int("n"))? >= ALERTS_MOST as i64 {
            return Err(Problems::from(("name", Problem::Enough { most: ALERTS_MOST as u32 })).into());
        }
        let id = put(&mut tx, now, account, &alert).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes an alert. What it matches now it tells of from now on; where only its cadence changes, what waited to be told is
    /// told at the new one.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn change_alert(&self, actor: &Actor, id: &str, draft: &AlertDraft) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let alert = draft.check(self.clock.today())?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let row = hold(&mut tx, account, id).await?;
        let (mut told, mut behind) = (row.int("told")?, row.int("behind")?);
        let (search, before) = (alert.search.query(), cadence(&row)?);
        if row.text("search")? != search {
            (told, behind) = (opened::newest(&mut tx, now).await?, 0);
        } else if before != alert.cadence {
            if behind == 0 {
                told = told.max(tell::reached(&mut tx, before, id).await?);
            }
            behind = 1;
        }
        tx.execute(
            "UPDATE alert SET name = $1, search = $2, cadence = $3, language = $4, told = $5, behind = $6 WHERE id = $7",
            args![&alert.name, search, alert.cadence.slug(), alert.language.tag(), told, behind, id],
        )
        .await?;
        // Whoever changes an alert wants it.
        if row.text("state")? == State::Asked.slug() {
            set_state(&mut tx, id, State::Active).await?;
        }
        tx.execute("UPDATE alert SET wanted_at = $1, asked_at = NULL WHERE id = $2", args![now, id]).await?;
        audit::note(&mut tx, now, account, Action::ChangeAlert, id, before.slug(), alert.cadence.slug())
            .await?;
        tx.commit().await
    }

    /// Pauses an alert until its person resumes it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn pause_alert(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let mut tx = self.db.begin().await?;
        let before = hold(&mut tx, account, id).await?.text("state")?;
        if before != State::Paused.slug() {
            set_state(&mut tx, id, State::Paused).await?;
            let now = self.clock.now();
            audit::note(&mut tx, now, account, Action::PauseAlert, id, &before, State::Paused.slug()).await?;
        }
        tx.commit().await
    }

    /// Resumes an alert, which tells of what opens from now on; or keeps one of which it was asked whether it is still wanted.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn resume_alert(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let before = hold(&mut tx, account, id).await?.text("state")?;
        let tells = State::parse(&before).is_some_and(State::tells);
        if !tells {
            let newest = opened::newest(&mut tx, now).await?;
            tx.execute("UPDATE alert SET told = $1, behind = 0 WHERE id = $2", args![newest, id]).await?;
        }
        if before != State::Active.slug() {
            set_state(&mut tx, id, State::Active).await?;
            tx.execute("UPDATE alert SET wanted_at = $1, asked_at = NULL WHERE id = $2", args![now, id])
                .await?;
            let action = if tells { Action::KeepAlert } else { Action::ResumeAlert };
            audit::note(&mut tx, now, account, action, id, &before, State::Active.slug()).await?;
        }
        tx.commit().await
    }

    /// Deletes an alert.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn delete_alert(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let account = &actor.with(Role::Candidate)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        hold(&mut tx, account, id).await?;
        tx.execute("DELETE FROM alert WHERE id = $1", args![id]).await?;
        audit::note(&mut tx, now, account, Action::DeleteAlert, id, "", "").await?;
        tx.commit().await
    }
}

/// Writes a new alert, and gives its id.
///
/// # Errors
/// The database refused it.
pub(crate) async fn put(tx: &mut Tx, now: i64, account: &str, alert: &Alert) -> Result<String, Error> {
    let id = id::new(now);
    let newest = opened::newest(tx, now).await?;
    tx.write_many(INTO, "", vec![row(&id, now, newest, account, alert)]).await?;
    audit::note(tx, now, account, Action::CreateAlert, &id, "", alert.cadence.slug()).await?;
    Ok(id)
}

const INTO: &str =
    "INSERT INTO alert (id, account, name, search, cadence, language, state, told, created_at, wanted_at) ";

/// The row of a new alert, which tells of what opens after a number.
fn row(id: &str, now: i64, newest: i64, account: &str, alert: &Alert) -> Vec<Value> {
    args![
        id,
        account,
        &alert.name,
        alert.search.query(),
        alert.cadence.slug(),
        alert.language.tag(),
        State::Active.slug(),
        newest,
        now,
        now
    ]
}

/// An alert of all vacancies, once a week. It has no name: what it is called depends on who reads.
fn of_all(language: Lang) -> Alert {
    Alert { name: String::new(), search: Search::default(), cadence: Cadence::Mondays, language }
}

/// Gives somebody who wished for mails of new vacancies an alert of all of them. The wish is then no more.
///
/// # Errors
/// The database refused it.
pub(crate) async fn keep_wish(tx: &mut Tx, now: i64, account: &str, language: Lang) -> Result<(), Error> {
    tx.execute("UPDATE account SET alerts = 0 WHERE id = $1", args![account]).await?;
    put(tx, now, account, &of_all(language)).await.map(|_| ())
}

impl Services {
    /// Begins to tell: of what is open already nobody is told; and who wished for mails of new vacancies before there were alerts has
    /// one of all of them. So many accounts at a time, and safe from several servers at once: a wish that is kept is none any more.
    pub(crate) async fn keep_wishes(&self, most: i64) -> Result<(), Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let newest = opened::newest(&mut tx, now).await?;
        tx.execute("UPDATE alert_run SET since = $1, upto = $1 WHERE upto = 0", args![newest]).await?;
        tx.commit().await?;
        let mut place = String::new();
        loop {
            let mut tx = self.db.begin().await?;
            let sql = "SELECT id, language FROM account WHERE id > $1 AND alerts = 1 AND verified_at IS NOT NULL \
                AND disabled_at IS NULL ORDER BY id LIMIT $2";
            let rows = tx.rows_to_change(sql, "account", args![place, most]).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            place = last.text("id")?;
            let (mut alerts, mut notes, mut wishes) = (Vec::new(), Vec::new(), Vec::new());
            for person in &rows {
                let (id, account) = (id::new(now), person.text("id")?);
                alerts.push(row(&id, now, newest, &account, &of_all(person.lang("language")?)));
                wishes.push(args![&account]);
                notes.push((account, id));
            }
            tx.write_many(INTO, "", alerts).await?;
            audit::note_many(&mut tx, now, Action::CreateAlert, notes, Cadence::Mondays.slug()).await?;
            let kept = ") AS v WHERE account.id = v.column1";
            tx.write_many("UPDATE account SET alerts = 0 FROM (", kept, wishes).await?;
            tx.commit().await?;
        }
    }
}

/// The row of one of a person's alerts, which nobody else changes until the transaction ends.
async fn hold(tx: &mut Tx, account: &str, id: &str) -> Result<Row, Error> {
    let sql = "UPDATE alert SET id = id WHERE id = $1 AND account = $2 RETURNING *";
    tx.row(sql, args![id, account]).await?.ok_or(Error::NotFound)
}

async fn set_state(tx: &mut Tx, id: &str, state: State) -> Result<(), Error> {
    tx.execute("UPDATE alert SET state = $1 WHERE id = $2", args![state.slug(), id]).await?;
    Ok(())
}
