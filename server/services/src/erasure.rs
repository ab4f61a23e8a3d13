//! Erasing accounts that their holders have deleted: the worker does it, a chunk a transaction. A worker that dies leaves what it
//! has not erased to another, and of two that are at the same account one finds nothing left; so all is erased, and told once.
//!
//! What stays: applications for competitions under way, which belong to no account any more, until these are over; and the
//! audit's rows, whose id leads to nobody once none of these is left.

use crate::{
    Error, Services, Tx, args,
    audit::{self, Action},
    clock::{HOUR, MINUTE},
    deletion::{self, applications},
    outbox::{self, KeptApplication, Letter},
    vacancy,
};
use model::{account::full_name, application::State, choice::Choice, deletion::Fate, vacancy::GENEVA};

/// Told of each account that is to be erased: the worker then looks at once.
pub static DUE: tokio::sync::Notify = tokio::sync::Notify::const_new();

/// How many rows are erased in one transaction.
pub const CHUNK: i64 = 100;

/// How long a worker holds an account before another may take it: longer than any chunk takes.
const HOLD: i64 = MINUTE;

/// How long after its account was erased the worker looks once more: longer than any request lasts that was under way then.
const LINGER: i64 = HOUR;

/// What is erased beside applications and the account itself, table by table: of the account `$1`, `$2` rows at most.
pub(crate) const OWN: [(&str, &str); 14] = [
    ("session", "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE account = $1 LIMIT $2)"),
    (
        "token",
        "DELETE FROM token WHERE token_hash IN (SELECT token_hash FROM token WHERE account = $1 LIMIT $2)",
    ),
    (
        "parked",
        "DELETE FROM parked WHERE token_hash IN (SELECT token_hash FROM parked WHERE account = $1 LIMIT $2)",
    ),
    (
        "review",
        "DELETE FROM review WHERE account IN (SELECT account FROM review WHERE account = $1 LIMIT $2)",
    ),
    ("unsaved", "DELETE FROM unsaved WHERE id IN (SELECT id FROM unsaved WHERE owner = $1 LIMIT $2)"),
    (
        "draft",
        "DELETE FROM draft WHERE owner = $1 AND form IN (SELECT form FROM draft WHERE owner = $1 LIMIT $2)",
    ),
    (
        "saved",
        "DELETE FROM saved WHERE account = $1 AND vacancy IN (SELECT vacancy FROM saved WHERE account = $1 LIMIT $2)",
    ),
    ("alert", "DELETE FROM alert WHERE id IN (SELECT id FROM alert WHERE account = $1 LIMIT $2)"),
    (
        "office_person",
        "DELETE FROM office_person WHERE account = $1 AND office IN (SELECT office FROM office_person WHERE account = $1 LIMIT $2)",
    ),
    (
        "hr_partner",
        "DELETE FROM hr_partner WHERE account = $1 AND region IN (SELECT region FROM hr_partner WHERE account = $1 LIMIT $2)",
    ),
    (
        "proposal_told",
        "DELETE FROM proposal_told WHERE account = $1 AND proposal IN (SELECT proposal FROM proposal_told WHERE account = $1 LIMIT $2)",
    ),
    ("outbox", "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE account = $1 LIMIT $2)"),
    (
        "acceptance",
        "DELETE FROM acceptance WHERE id IN (SELECT id FROM acceptance WHERE account = $1 LIMIT $2)",
    ),
    (
        "account_role",
        "DELETE FROM account_role WHERE account = $1 AND role IN (SELECT role FROM account_role WHERE account = $1 LIMIT $2)",
    ),
];

/// What bears an address and knows no account; it goes by itself within a day.
const OF_ADDRESS: [&str; 2] = [
    "DELETE FROM sign_up WHERE LOWER(mailed) = $1 OR LOWER(fields) LIKE $2 ESCAPE '\\'",
    "DELETE FROM flash WHERE LOWER($1) = $1 AND LOWER(fields) LIKE $2 ESCAPE '\\'",
];

impl Services {
    /// Takes an account that is to be erased, so that no other worker takes it for a while.
    ///
    /// # Errors
    /// The database is away.
    pub async fn take_deletion(&self) -> Result<Option<String>, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let row = tx
            .row(
                "UPDATE deletion SET due_at = $1 WHERE due_at <= $2 AND account IN \
                 (SELECT account FROM deletion WHERE due_at <= $2 ORDER BY due_at LIMIT 1) RETURNING account",
                args![now + HOLD, now],
            )
            .await?;
        tx.commit().await?;
        row.map(|row| row.text("account")).transpose()
    }

    /// Erases at most `most` rows of an account that was taken; when nothing else is left, the account itself, which the last
    /// mail tells. Says whether there may be more.
    ///
    /// # Errors
    /// The database is away: what is left is erased when the hold ends.
    pub async fn erase_chunk(&self, account: &str, most: i64) -> Result<bool, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // First of all: of two workers, one waits here for the other.
        let Some(row) = tx
            .row(
                "UPDATE deletion SET due_at = $1 WHERE account = $2 RETURNING kept, asked_at, erased_at",
                args![now + HOLD, account],
            )
            .await?
        else {
            return Ok(false);
        };
        let mut kept: Vec<KeptApplication> = row.json("kept")?;
        let asked_at = row.int("asked_at")?;
        let mut left = most - erase_applications(&mut tx, now, asked_at, account, most, &mut kept).await?;
        for (_, sql) in OWN {
            if left > 0 {
                left -= i64::try_from(tx.execute(sql, args![account, left]).await?).unwrap_or(left);
            }
        }
        let more = left <= 0;
        match (more, row.optional_int("erased_at")?) {
            (true, _) => {
                let kept = serde_json::to_string(&kept)?;
                tx.execute("UPDATE deletion SET kept = $1 WHERE account = $2", args![kept, account]).await?;
            }
            (false, None) => erase_account(&mut tx, now, account, kept).await?,
            (false, Some(erased_at)) if erased_at + LINGER <= now => {
                tx.execute("DELETE FROM deletion WHERE account = $1", args![account]).await?;
            }
            (false, Some(erased_at)) => {
                let due_at = erased_at + LINGER;
                tx.execute("UPDATE deletion SET due_at = $1 WHERE account = $2", args![due_at, account])
                    .await?;
            }
        }
        tx.commit().await?;
        Ok(more)
    }

    /// Erases the applications without an account whose competition is over, or whose time is. Gives how many.
    ///
    /// # Errors
    /// The database is away.
    pub(crate) async fn erase_kept(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let rows = tx
            .rows(
                "DELETE FROM application WHERE account IS NULL \
                 AND (kept_until <= $1 OR state IN ('not-selected', 'selected', 'withdrawn', 'cancelled')) RETURNING id, state",
                args![now],
            )
            .await?;
        for row in &rows {
            let (id, state) = (row.text("id")?, row.text("state")?);
            audit::note(&mut tx, now, "system", Action::EraseApplication, &id, &state, "").await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }
}

/// Erases an account's applications, or takes them from it: as it stood when the person deleted the account, however late this
/// is. Gives how many.
async fn erase_applications(
    tx: &mut Tx,
    now: i64,
    asked_at: i64,
    account: &str,
    most: i64,
    kept: &mut Vec<KeptApplication>,
) -> Result<i64, Error> {
    let applications = applications(tx, asked_at, account, most).await?;
    for application in &applications {
        let (id, state) = (&application.id, application.state.slug());
        match application.affected.fate {
            Fate::Kept { until } => {
                tx.execute("UPDATE application_step SET account = NULL WHERE application = $1", args![id])
                    .await?;
                let ends = until.tomorrow().ok().and_then(|day| vacancy::begins_at(day, GENEVA).ok());
                tx.execute(
                    "UPDATE application SET account = NULL, kept_until = $1 WHERE id = $2",
                    args![ends.unwrap_or(now), id],
                )
                .await?;
                audit::note(tx, now, account, Action::KeepApart, id, state, &until.to_string()).await?;
            }
            Fate::Withdrawn | Fate::Erased => {
                tx.execute("DELETE FROM application WHERE id = $1", args![id]).await?;
                let (action, after) = match application.affected.fate {
                    Fate::Withdrawn => (Action::Withdraw, State::Withdrawn.slug()),
                    _ => (Action::EraseApplication, ""),
                };
                audit::note(tx, now, account, action, id, state, after).await?;
            }
        }
        kept.extend(deletion::kept(&application.affected));
    }
    Ok(i64::try_from(applications.len()).unwrap_or(most))
}

/// Erases the account itself, the last of its rows, and writes the last mail.
async fn erase_account(
    tx: &mut Tx,
    now: i64,
    account: &str,
    kept: Vec<KeptApplication>,
) -> Result<(), Error> {
    let row = tx
        .row(
            "DELETE FROM account WHERE id = $1 RETURNING email, email_key, given_names, family_name, language",
            args![account],
        )
        .await?;
    if let Some(row) = row {
        let key = row.text("email_key")?;
        for sql in OF_ADDRESS {
            tx.execute(sql, args![&key, typed(&key)]).await?;
        }
        let name = full_name(&row.text("given_names")?, &row.text("family_name")?);
        let letter = Letter::AccountDeleted { name, kept };
        outbox::put(tx, now, account, &row.text("email")?, row.lang("language")?, &letter).await?;
        audit::note(tx, now, "system", Action::Erase, account, "", "").await?;
    }
    tx.execute(
        "UPDATE deletion SET erased_at = $1, due_at = $2, kept = '[]' WHERE account = $3",
        args![now, now + LINGER, account],
    )
    .await?;
    Ok(())
}

/// The pattern of an address among typed fields, which are JSON.
fn typed(address: &str) -> String {
    let escaped = address.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%\"{escaped}\"%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_that_are_over_are_those_of_the_rule() {
        let over: Vec<&str> = State::over().collect();
        assert_eq!(over, ["not-selected", "selected", "withdrawn", "cancelled"], "as `erase_kept` has them");
    }

    #[test]
    fn an_address_is_found_as_it_is() {
        assert_eq!(typed("a_b%c@x.org"), "%\"a\\_b\\%c@x.org\"%");
    }
}
