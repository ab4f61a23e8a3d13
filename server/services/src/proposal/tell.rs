//! Mails of proposals: to those whose turn it is, to those who wait for a decision, and reminders. A mail leads to the page; nothing is
//! decided by its link.

use super::{Stored, find, route, steps::Deed};
use crate::{Error, Services, Tx, args, clock, known, outbox::Letter};
use model::{
    choice::Choice,
    proposal::{Action, Hand, State},
};

/// How long after a reminder the next one is written.
const AGAIN: i64 = 7 * clock::DAY;

/// How many reminders are written in one transaction.
const CHUNK: u32 = 50;

/// Tells what was done: those whose turn it is now, and those who wrote it of what others decide.
///
/// # Errors
/// The database is away.
pub(super) async fn moved(
    tx: &mut Tx,
    before: &Stored,
    stored: &Stored,
    deed: &Deed<'_>,
) -> Result<(), Error> {
    let turn = match stored.state.calls() {
        Some(_) => route::turn(tx, deed.now, stored).await?,
        None => Vec::new(),
    };
    tx.execute("DELETE FROM proposal_told WHERE proposal = $1", args![&stored.id]).await?;
    for account in &turn {
        note_told(tx, stored, account).await?;
    }
    // What was returned is told as what it is.
    let waits = stored.state != State::Returned;
    let again = deed.action == Action::Submit && stored.version > 1;
    for account in turn.iter().filter(|account| waits && *account != deed.by) {
        write(tx, deed.now, account, stored, waits_for(stored, again)).await?;
    }
    for account in concerned(tx, before, stored, deed).await? {
        if account == deed.by || (waits && turn.contains(&account)) {
            continue;
        }
        write(tx, deed.now, &account, stored, |name, path| Letter::ProposalDecided {
            name,
            title: stored.title.clone(),
            action: deed.action,
            comment: deed.comment.to_owned(),
            remarks: super::count(deed.remarks.len() as i64),
            path,
        })
        .await?;
    }
    Ok(())
}

/// Who hears of a step without having to do anything about it: who wrote it, of what others decide; who was to decide, that there is
/// nothing to decide any more.
async fn concerned(
    tx: &mut Tx,
    before: &Stored,
    stored: &Stored,
    deed: &Deed<'_>,
) -> Result<Vec<String>, Error> {
    if deed.action == Action::Submit {
        return Ok(Vec::new());
    }
    let mut concerned = route::authors(tx, deed.now, stored).await?;
    if deed.action == Action::Withdraw {
        for account in route::turn(tx, deed.now, before).await? {
            if !concerned.contains(&account) {
                concerned.push(account);
            }
        }
    }
    Ok(concerned)
}

/// That a proposal waits for whoever is written to; `again`: once more, after it was returned.
fn waits_for(stored: &Stored, again: bool) -> impl FnOnce(String, String) -> Letter {
    let (title, hand) = (stored.title.clone(), hand(stored));
    move |name, path| Letter::ProposalWaits { name, title, hand, again, path }
}

/// Notes that somebody is told of their turn; says whether they were not yet.
async fn note_told(tx: &mut Tx, stored: &Stored, account: &str) -> Result<bool, Error> {
    let sql = "INSERT INTO proposal_told (proposal, account) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(tx.execute(sql, args![&stored.id, account]).await? > 0)
}

fn hand(stored: &Stored) -> Hand {
    stored.state.turn().unwrap_or(Hand::Author)
}

/// Writes to an account that is there and enabled, in its language: of a proposal, whose page the path leads to; what was returned opens
/// at the first comment.
async fn write(
    tx: &mut Tx,
    now: i64,
    account: &str,
    stored: &Stored,
    letter: impl FnOnce(String, String) -> Letter,
) -> Result<(), Error> {
    let Some(known) = known::by_id(tx, account).await?.filter(|known| !known.disabled) else { return Ok(()) };
    let below = if stored.state == State::Returned { "/comments" } else { "" };
    let path = known.language.address(&format!("/staff/proposals/{}{below}", stored.id));
    known.write(tx, now, &letter(known.name(), path)).await
}

impl Services {
    /// Tells those to whom a proposal has come otherwise than by a step: a leave has begun or ended, an office or a region has somebody
    /// else, a role was given. Whoever knows of their turn already is not told again.
    ///
    /// # Errors
    /// The database is away.
    pub async fn tell_new_deciders(&self) -> Result<(), Error> {
        let now = self.clock.now();
        let decides = |state: &&State| state.calls().is_some_and(|hand| hand != Hand::Author);
        for state in State::ALL.iter().filter(decides) {
            let mut tx = self.db.begin_reading().await?;
            let rows =
                tx.rows("SELECT id FROM proposal WHERE state = $1 ORDER BY id", args![state.slug()]).await?;
            drop(tx);
            for row in rows {
                let mut tx = self.db.begin().await?;
                let here = args![row.text("id")?, state.slug()];
                let sql = "SELECT id FROM proposal WHERE id = $1 AND state = $2";
                if tx.rows_to_change(sql, "proposal", here).await?.is_empty() {
                    // It has moved on meanwhile, and the step has told.
                    continue;
                }
                let stored = find(&mut tx, &row.text("id")?).await?;
                for account in route::turn(&mut tx, now, &stored).await? {
                    if note_told(&mut tx, &stored, &account).await? {
                        write(&mut tx, now, &account, &stored, waits_for(&stored, false)).await?;
                    }
                }
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// Reminds those whose turn is overdue, of each proposal once a week. Says whether there may be more.
    ///
    /// # Errors
    /// The database is away.
    pub async fn remind_of_proposals(&self) -> Result<bool, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let mut reminded = 0;
        for state in State::ALL {
            let Some(days) = state.days() else { continue };
            let due = now - i64::from(days) * clock::DAY;
            let sql = "SELECT id FROM proposal WHERE state = $1 AND since < $2 \
                       AND (reminded_at IS NULL OR reminded_at < $3) ORDER BY since, id LIMIT $4";
            let rows =
                tx.rows_to_change(sql, "proposal", args![state.slug(), due, now - AGAIN, CHUNK]).await?;
            for row in rows {
                let stored = find(&mut tx, &row.text("id")?).await?;
                if stored.state != *state || stored.reminded_at.is_some_and(|at| at >= now - AGAIN) {
                    // Another server has reminded, or it has moved on.
                    continue;
                }
                let turn = route::turn(&mut tx, now, &stored).await?;
                if turn.is_empty() {
                    // Whoever is named in the end is reminded at once.
                    continue;
                }
                tx.execute("UPDATE proposal SET reminded_at = $1 WHERE id = $2", args![now, &stored.id])
                    .await?;
                let waited = super::count((now - stored.since) / clock::DAY);
                for account in turn {
                    write(&mut tx, now, &account, &stored, |name, path| Letter::ProposalOverdue {
                        name,
                        title: stored.title.clone(),
                        hand: hand(&stored),
                        days: waited,
                        path,
                    })
                    .await?;
                }
                reminded += 1;
            }
        }
        tx.commit().await?;
        Ok(reminded >= CHUNK)
    }
}
