//! An application comes to another state: by whose it is, by HRD, with its vacancy. Each step is written into its history, its
//! audit and the person's mail in one transaction.

use super::history::{self, applied, state};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    db::Row,
    known,
    outbox::Letter,
};
use model::{
    account::{Role, Viewer},
    application::{Applied, By, State},
    choice::Choice,
};

/// Whoever moves applications on.
struct Mover<'a> {
    /// For the audit.
    name: &'a str,
    by: By,
    now: i64,
}

/// Moves an application on, of which the columns of an [`Applied`] and `account` were read. Mails the person, if an account has it
/// still and `letter` says so.
async fn step(tx: &mut Tx, mover: &Mover<'_>, row: &Row, to: State, letter: bool) -> Result<(), Error> {
    let (from, id) = (state(row)?, row.text("id")?);
    if !from.may_become(to, mover.by) {
        return Err(Error::Conflict);
    }
    let sql = "UPDATE application SET state = $1 WHERE id = $2 AND state = $3";
    if tx.execute(sql, args![to.slug(), &id, from.slug()]).await? == 0 {
        // Another one came first.
        return Err(Error::Conflict);
    }
    let account = row.optional_text("account")?;
    history::note(tx, mover.now, &id, account.as_deref(), to).await?;
    let action = if mover.by == By::Applicant { Action::Withdraw } else { Action::MoveApplication };
    audit::note(tx, mover.now, mover.name, action, &id, from.slug(), to.slug()).await?;
    let Some(account) = account.filter(|_| letter) else { return Ok(()) };
    let Some(known) = known::by_id(tx, &account).await?.filter(|known| !known.disabled) else {
        return Ok(());
    };
    let applied = Applied { state: to, ..applied(row, mover.now)? };
    let letter = Letter::ApplicationMoved {
        name: known.name(),
        again: applied.may_apply_again(),
        path: known.language.address(&format!("/applications/{id}")),
        reference: applied.reference,
        title: applied.vacancy_title,
        number: applied.vacancy_number,
        state: to,
    };
    known.write(tx, mover.now, &letter).await
}

async fn read(tx: &mut Tx, id: &str) -> Result<Row, Error> {
    tx.row(select_applied!("WHERE a.id = $1"), args![id]).await?.ok_or(Error::NotFound)
}

/// Cancels the applications for a vacancy that are under way, because it will be filled by nobody; gives how many. The letter that
/// tells of the vacancy tells of them: none is written here.
///
/// # Errors
/// The database is away.
pub async fn cancel_applications(tx: &mut Tx, now: i64, actor: &str, vacancy: &str) -> Result<u64, Error> {
    let mover = Mover { name: actor, by: By::Vacancy, now };
    let sql = "SELECT id, account, state FROM application WHERE vacancy = $1 ORDER BY id";
    // Who withdraws at the same moment has withdrawn, or finds it cancelled.
    let rows = tx.rows_to_change(sql, "application", args![vacancy]).await?;
    let mut cancelled = 0;
    for row in &rows {
        if state(row)?.may_become(State::Cancelled, By::Vacancy) {
            step(tx, &mover, row, State::Cancelled, false).await?;
            cancelled += 1;
        }
    }
    Ok(cancelled)
}

impl Services {
    /// Withdraws one of the person's applications. Pressing twice withdraws once.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another person's as well; [`Error::Conflict`] if it is over in another way;
    /// [`Error::SignedOut`], [`Error::Forbidden`].
    pub async fn withdraw(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let viewer = actor.with(Role::Candidate)?;
        let mut tx = self.db.begin().await?;
        let row = read(&mut tx, id).await?;
        if row.optional_text("account")?.as_deref() != Some(&viewer.account) {
            return Err(Error::NotFound);
        }
        if state(&row)? == State::Withdrawn {
            return Ok(());
        }
        let mover = Mover { name: &viewer.account, by: By::Applicant, now: self.clock.now() };
        step(&mut tx, &mover, &row, State::Withdrawn, true).await?;
        tx.commit().await
    }

    /// Moves an application on from where it was seen to stand, and tells its person so. Pressing twice moves it once.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for all but HRD; [`Error::Conflict`] if it stands elsewhere meanwhile, or cannot come there;
    /// [`Error::SignedOut`], [`Error::NotFound`].
    pub async fn move_application(
        &self,
        actor: &Actor,
        id: &str,
        from: State,
        to: State,
    ) -> Result<(), Error> {
        let viewer = actor.with(Role::Hrd)?;
        let mut tx = self.db.begin().await?;
        let row = read(&mut tx, id).await?;
        match state(&row)? {
            stands if stands == from => {}
            stands if stands == to => return Ok(()),
            _ => return Err(Error::Conflict),
        }
        let mover = Mover { name: &viewer.account, by: By::Hrd, now: self.clock.now() };
        step(&mut tx, &mover, &row, to, true).await?;
        tx.commit().await
    }
}

/// Moves an application of the sample data on.
pub(crate) async fn load_state(
    tx: &mut Tx,
    now: i64,
    viewer: &Viewer,
    id: &str,
    to: State,
) -> Result<(), Error> {
    let by = if to == State::Withdrawn { By::Applicant } else { By::Hrd };
    let row = read(tx, id).await?;
    step(tx, &Mover { name: &viewer.account, by, now }, &row, to, true).await
}
