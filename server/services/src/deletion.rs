//! Deleting one's own account: asked for with the password, confirmed by a link in a mail; from then on nobody can sign in, and
//! the worker erases (`erasure.rs`). Whoever waits with accepting a newer statement may do it as well.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock,
    db::Row,
    erasure::DUE,
    known::{self, Known},
    limit::Limit,
    outbox::Letter,
    session,
    token::{self, Purpose},
    vacancy::Stored,
};
use model::{
    account::Viewer,
    address::with,
    application::State,
    choice::Choice,
    deletion::{Affected, Deletion, Fate, fate},
    language::Lang,
    problem::{Problem, Problems},
};
use serde::Deserialize;

/// An application of an account that is to be deleted.
pub(crate) struct Application {
    pub id: String,
    pub state: State,
    pub affected: Affected,
}

/// What names a vacancy in an application. The snapshot's other parts may be of an older edition of the program.
#[derive(Deserialize)]
struct Sent {
    notice: Named,
}

#[derive(Deserialize)]
struct Named {
    number: String,
    lang: Lang,
    text: Titled,
}

#[derive(Deserialize)]
struct Titled {
    title: String,
}

fn application(row: &Row, at: i64) -> Result<Application, Error> {
    let stored = Stored::of(row)?;
    let slug = row.text("state")?;
    let state = State::parse(&slug)
        .ok_or_else(|| Error::Unavailable(format!("an application is in an unknown state, {slug}")))?;
    let Sent { notice } = row.json("snapshot")?;
    let fate = fate(state, stored.is_open(at), stored.vacancy.closes_on, clock::day(at));
    Ok(Application {
        id: row.text("application")?,
        state,
        affected: Affected { number: notice.number, title: notice.text.title, lang: notice.lang, fate },
    })
}

/// The newest applications of an account, and what becomes of each if the account is deleted at this instant.
pub(crate) async fn applications(
    tx: &mut Tx,
    at: i64,
    account: &str,
    most: i64,
) -> Result<Vec<Application>, Error> {
    let rows = tx
        .rows(
            "SELECT a.id AS application, a.state, a.snapshot, v.id, v.body, v.published_at, v.closes_at, v.changed_at \
             FROM application a JOIN vacancy v ON v.id = a.vacancy WHERE a.account = $1 \
             ORDER BY a.submitted_at DESC, a.id DESC LIMIT $2",
            args![account, most],
        )
        .await?;
    rows.iter().map(|row| application(row, at)).collect()
}

/// Of those who work here, others decide.
fn may_delete(viewer: &Viewer) -> Result<(), Error> {
    if viewer.is_staff() { Err(Error::Forbidden) } else { Ok(()) }
}

impl Services {
    /// What deleting the account now would mean.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub async fn deletion(&self, actor: &Actor) -> Result<Deletion, Error> {
        let viewer = actor.holder()?;
        if may_delete(viewer).is_err() {
            return Ok(Deletion::Staff);
        }
        let mut tx = self.db.begin_reading().await?;
        let known = known::by_id(&mut tx, &viewer.account).await?.ok_or(Error::SignedOut)?;
        let applications = applications(&mut tx, self.clock.now(), &viewer.account, i64::MAX).await?;
        Ok(Deletion::Possible {
            email: known.email,
            applications: applications.into_iter().map(|application| application.affected).collect(),
        })
    }

    /// Mails the person a link that deletes the account.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `current_password`; [`Error::Forbidden`] for who works here; [`Error::TooMany`];
    /// [`Error::SignedOut`]
    pub async fn ask_deletion(&self, actor: &Actor, current_password: &str) -> Result<(), Error> {
        let viewer = actor.holder()?;
        may_delete(viewer)?;
        if current_password.is_empty() {
            return Err(Problems::from(("current_password", Problem::Missing)).into());
        }
        let known = self.must_know_password(actor, viewer, current_password).await?;
        self.count(actor, &[(Limit::MailToAddress, &known.email.to_lowercase())]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let secret = token::issue(&mut tx, now, Purpose::Delete, &known.id, &()).await?;
        let path = known.language.address(&with("/account/delete/confirm", &[("token", &secret)]));
        known.write(&mut tx, now, &Letter::DeleteAccount { name: known.name(), path }).await?;
        audit::note(&mut tx, now, &known.id, Action::AskDeletion, &known.id, "", "").await?;
        tx.commit().await
    }

    /// Whether a link still deletes an account.
    ///
    /// # Errors
    /// The database is away.
    pub async fn deletes_account(&self, secret: &str) -> Result<bool, Error> {
        Ok(token::account_of(&self.db, self.clock.now(), Purpose::Delete, secret).await?.is_some())
    }

    /// Deletes the account of a link: all sessions end, nobody can sign in any more, and the worker erases.
    ///
    /// # Errors
    /// [`Error::Gone`] if the link was used or has expired; [`Error::Forbidden`] if the person works here by now;
    /// [`Error::TooMany`].
    pub async fn confirm_deletion(&self, actor: &Actor, secret: &str) -> Result<(), Error> {
        self.count(actor, &[(Limit::ConfirmFromAddress, "")]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let (account, ()) = token::take(&mut tx, now, Purpose::Delete, secret).await?.ok_or(Error::Gone)?;
        let Known { id, .. } =
            known::by_id(&mut tx, &account).await?.filter(|known| !known.disabled).ok_or(Error::Gone)?;
        let works_here = tx
            .row(
                "SELECT role FROM account_role WHERE account = $1 AND role <> 'candidate' LIMIT 1",
                args![&id],
            )
            .await?;
        if works_here.is_some() {
            return Err(Error::Forbidden);
        }
        tx.execute("UPDATE account SET disabled_at = $1, password_hash = '' WHERE id = $2", args![now, &id])
            .await?;
        session::end_all(&mut tx, now, &id, "").await?;
        tx.execute("DELETE FROM token WHERE account = $1", args![&id]).await?;
        tx.execute(
            "INSERT INTO deletion (account, asked_at, due_at) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING",
            args![&id, now],
        )
        .await?;
        audit::note(&mut tx, now, &id, Action::Delete, &id, "", "").await?;
        tx.commit().await?;
        DUE.notify_one();
        Ok(())
    }
}

/// What is kept of an application, and until the end of which day.
pub(crate) fn kept(affected: &Affected) -> Option<crate::outbox::KeptApplication> {
    match affected.fate {
        Fate::Kept { until } => Some(crate::outbox::KeptApplication { title: affected.title.clone(), until }),
        Fate::Withdrawn | Fate::Erased => None,
    }
}
