//! The audit log: every change of state, written in the change's own transaction.

use crate::{Error, Tx, args, id};

/// Notes a change. `before` and `after` say what changed, without what is private to the person.
///
/// # Errors
/// The database refused it.
pub async fn note(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    action: &str,
    subject: &str,
    before: &str,
    after: &str,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO audit (id, at, actor, action, subject, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id::new(now), now, actor, action, subject, before, after],
    )
    .await?;
    Ok(())
}
