//! Calls for proposals: the JPO unit opens one for a sponsoring country, with the last day on which proposals are submitted for it.

use super::{count, steps};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock, draft, id,
    vacancy::closes_at,
};
use model::{
    account::{Role, Viewer},
    country::Country,
    draft::Draft,
    form::{Form, Save},
    problem::{Problem, Problems},
    proposal::{
        call::{Call, CallDraft},
        desk::Called,
    },
    vacancy::GENEVA,
};

/// Who may open calls.
pub(crate) fn may(actor: &Actor) -> Result<&Viewer, Error> {
    actor.with(Role::JpoUnit)
}

/// Whether a call can be typed: one that is begun, or that is open.
///
/// # Errors
/// The database is away.
pub(crate) async fn is_written(tx: &mut Tx, now: i64, id: &str) -> Result<bool, Error> {
    let row = tx.row("SELECT ends_at FROM proposal_call WHERE id = $1", args![id]).await?;
    Ok(match row {
        Some(row) => row.int("ends_at")? > now,
        None => uuid::Uuid::parse_str(id).is_ok(),
    })
}

/// Whose the draft of a call is.
fn owner(form: &Form) -> String {
    form.subject().unwrap_or_default()
}

/// All calls, those that are open first, the next to end first; closed ones the latest first.
///
/// # Errors
/// The database is away.
pub(super) async fn all(tx: &mut Tx, now: i64) -> Result<Vec<Called>, Error> {
    let sql = "SELECT c.id, c.body, c.ends_at, (SELECT COUNT(*) FROM proposal p WHERE p.sponsor = c.sponsor \
               AND p.submitted_at >= c.opened_at AND p.submitted_at < c.ends_at AND p.state <> 'withdrawn') AS proposals \
               FROM proposal_call c ORDER BY c.ends_at, c.id";
    let (mut open, mut over) = (Vec::new(), Vec::new());
    for row in tx.rows(sql, args![]).await? {
        let call: Call = row.json("body")?;
        let called = Called {
            id: row.text("id")?,
            sponsor: call.sponsor.code().to_owned(),
            proposals: count(row.int("proposals")?),
            open: row.int("ends_at")? > now,
            call,
        };
        if called.open { open.push(called) } else { over.push(called) }
    }
    over.reverse();
    open.append(&mut over);
    Ok(open)
}

/// Whether what was submitted for a country came after its last call had ended, and before another was opened.
///
/// # Errors
/// The database is away.
pub(super) async fn is_late(tx: &mut Tx, sponsor: Country, at: i64) -> Result<bool, Error> {
    let sql = "SELECT MAX(ends_at) AS ends_at FROM proposal_call WHERE sponsor = $1 AND opened_at <= $2";
    let row = tx.row(sql, args![sponsor.code(), at]).await?;
    Ok(row.map_or(Ok(None), |row| row.optional_int("ends_at"))?.is_some_and(|ends| ends <= at))
}

/// Opens a call, or changes the one of this id that is open.
///
/// # Errors
/// [`Error::Conflict`] if one of this id is over; the database is away.
pub(super) async fn put(tx: &mut Tx, now: i64, by: &str, id: &str, call: &Call) -> Result<(), Error> {
    let ends_at = closes_at(call.deadline, GENEVA)
        .map_err(|_| Error::Invalid(Problems::from(("deadline_day", Problem::NotADate))))?;
    let (body, sponsor) = (serde_json::to_string(call)?, call.sponsor.code());
    let sql = "UPDATE proposal_call SET body = $1, sponsor = $2, ends_at = $3 WHERE id = $4 AND ends_at > $5";
    let action = match tx.execute(sql, args![body.as_str(), sponsor, ends_at, id, now]).await? {
        0 => {
            let sql = "INSERT INTO proposal_call (id, body, sponsor, opened_at, ends_at) VALUES ($1, $2, $3, $4, $5)";
            tx.execute(sql, args![id, body, sponsor, now, ends_at]).await?;
            Action::OpenCall
        }
        _ => Action::ChangeCall,
    };
    let told = format!("{sponsor} {}", call.deadline);
    audit::note(tx, now, by, action, id, "", &told).await
}

impl Services {
    /// The calls for proposals, for whoever proposes or decides.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn proposal_calls(&self, actor: &Actor) -> Result<Vec<Called>, Error> {
        steps::may(actor)?;
        all(&mut self.db.begin_reading().await?, self.clock.now()).await
    }

    /// An id for a call that is begun now.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub fn new_call(&self, actor: &Actor) -> Result<String, Error> {
        may(actor)?;
        Ok(id::new(self.clock.now()))
    }

    /// Opens a call, or changes one that is open, as it is typed in its form, which is saved whatever comes of it.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Conflict`], [`Error::Gone`] as [`Services::post_draft`]; [`Error::Invalid`] too if another call for
    /// the country is open; [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`].
    pub async fn open_call(&self, actor: &Actor, save: Save) -> Result<(), Error> {
        let form = save.form.clone();
        let Form::Call(id) = &form else { return Err(Error::NotFound) };
        let by = &may(actor)?.account;
        self.post_draft(actor, save, true).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Whoever opens a call waits here for whoever else does.
        tx.execute("UPDATE revision SET value = value WHERE name = 'proposal-calls'", args![]).await?;
        let typed = draft::read(&mut tx, &owner(&form), &form).await?;
        let call: Call = typed.fields.draft::<CallDraft>().check(clock::day(now))?;
        let sql = "SELECT 1 AS one FROM proposal_call WHERE sponsor = $1 AND ends_at > $2 AND id <> $3";
        if tx.row(sql, args![call.sponsor.code(), now, id]).await?.is_some() {
            let problems = Problems::from(("sponsor", Problem::Taken));
            draft::mark(&mut tx, &owner(&form), &form, &problems).await?;
            tx.commit().await?;
            return Err(Error::Invalid(problems));
        }
        put(&mut tx, now, by, id, &call).await?;
        tx.commit().await
    }

    /// Closes a call before its last day. Pressing twice closes it once.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`]
    pub async fn close_call(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let by = &may(actor)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let row = tx.row("SELECT ends_at FROM proposal_call WHERE id = $1", args![id]).await?;
        if row.ok_or(Error::NotFound)?.int("ends_at")? > now {
            tx.execute("UPDATE proposal_call SET ends_at = $1 WHERE id = $2", args![now, id]).await?;
            audit::note(&mut tx, now, by, Action::CloseCall, id, "", "").await?;
        }
        tx.commit().await
    }
}
