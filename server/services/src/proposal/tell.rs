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
    let turn = match deed.action {
        // It is published, and its vacancy takes its course.
        Action::Publish => Vec::new(),
        _ => route::turn(tx, deed.now, stored).await?,
    };
    let mut told = turn.clone();
    for account in turn.iter().filter(|account| *account != deed.by) {
        let again = deed.action == Action::Submit && stored.version > 1;
        write(tx, deed.now, account, |name, path| match (stored.state, deed.action) {
            (State::Returned, _) => Letter::ProposalDecided {
                name,
                title: stored.title.clone(),
                action: deed.action,
                comment: deed.comment.to_owned(),
                remarks: u32::try_from(deed.remarks.len()).unwrap_or(u32::MAX),
                path: path(&stored.id),
            },
            _ => Letter::ProposalWaits {
                name,
                title: stored.title.clone(),
                hand: hand(stored),
                again,
                path: path(&stored.id),
            },
        })
        .await?;
    }
    // Who wrote it hears what others decided; who was to decide, that there is nothing to decide any more.
    let mut others = route::authors(tx, deed.now, stored).await?;
    if deed.action == Action::Withdraw {
        others.extend(route::turn(tx, deed.now, before).await?);
    }
    if deed.action == Action::Submit {
        others.clear();
    }
    for account in others {
        if account == deed.by || told.contains(&account) {
            continue;
        }
        write(tx, deed.now, &account, |name, path| Letter::ProposalDecided {
            name,
            title: stored.title.clone(),
            action: deed.action,
            comment: deed.comment.to_owned(),
            remarks: u32::try_from(deed.remarks.len()).unwrap_or(u32::MAX),
            path: path(&stored.id),
        })
        .await?;
        told.push(account);
    }
    Ok(())
}

fn hand(stored: &Stored) -> Hand {
    stored.state.turn().unwrap_or(Hand::Author)
}

/// Writes to an account that is there and enabled, in its language.
async fn write(
    tx: &mut Tx,
    now: i64,
    account: &str,
    letter: impl FnOnce(String, &dyn Fn(&str) -> String) -> Letter,
) -> Result<(), Error> {
    let Some(known) = known::by_id(tx, account).await?.filter(|known| !known.disabled) else { return Ok(()) };
    let language = known.language;
    let path = move |id: &str| language.address(&format!("/staff/proposals/{id}"));
    let letter = letter(known.name(), &path);
    known.write(tx, now, &letter).await
}

impl Services {
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
                    write(&mut tx, now, &account, |name, path| Letter::ProposalOverdue {
                        name,
                        title: stored.title.clone(),
                        hand: hand(&stored),
                        days: waited,
                        path: path(&stored.id),
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
