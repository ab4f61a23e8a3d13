//! Alerts that are perhaps no longer wanted: unchanged for a year, or of an address that takes no mail.

use super::stop::Signer;
use crate::{
    Error, Services, Tx, args,
    audit::{self, Action},
    clock::{self, DAY},
    outbox::{self, Letter},
};
use model::{
    account::full_name,
    alert::{ANSWER_WITHIN, ASK_AFTER, State},
    choice::Choice,
};

/// How many are asked about, or paused, in one transaction.
const AT_ONCE: i64 = 200;

impl Services {
    /// Asks the people of alerts that were unchanged for a year whether these are still wanted, each once, and pauses those of which
    /// that was not answered. Gives how many. Safe to call from several servers at once.
    ///
    /// # Errors
    /// The database is away.
    pub async fn ask_about_alerts(&self) -> Result<u64, Error> {
        let mut all = 0;
        loop {
            let done = self.ask_some().await? + self.pause_unanswered().await?;
            all += done;
            if done == 0 {
                return Ok(all);
            }
        }
    }

    async fn ask_some(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let signer = Signer::of(&self.db).await?;
        let mut tx = self.db.begin().await?;
        let rows = tx
            .rows(
                "UPDATE alert SET state = 'asked', asked_at = $1 WHERE state = 'active' AND id IN \
                 (SELECT a.id FROM alert a JOIN account c ON c.id = a.account WHERE a.state = 'active' AND a.wanted_at <= $2 \
                 AND c.verified_at IS NOT NULL AND c.disabled_at IS NULL ORDER BY a.wanted_at LIMIT $3) \
                 RETURNING id, account, name, language",
                args![now, now - ASK_AFTER * DAY, AT_ONCE],
            )
            .await?;
        for row in &rows {
            let (id, account) = (row.text("id")?, row.text("account")?);
            let sql = "SELECT email, given_names, family_name FROM account WHERE id = $1";
            let Some(person) = tx.row(sql, args![&account]).await? else { continue };
            let letter = Letter::AlertWanted {
                name: full_name(&person.text("given_names")?, &person.text("family_name")?),
                alert: row.text("name")?,
                until: clock::day(now + ANSWER_WITHIN * DAY),
                path: signer.path(&id),
                id,
            };
            let Letter::AlertWanted { id, .. } = &letter else { continue };
            audit::note(&mut tx, now, "system", Action::AskAlert, id, "", "").await?;
            outbox::put(&mut tx, now, &account, &person.text("email")?, row.lang("language")?, &letter)
                .await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }

    async fn pause_unanswered(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let rows = tx
            .rows(
                "UPDATE alert SET state = 'unanswered' WHERE state = 'asked' AND id IN \
                 (SELECT id FROM alert WHERE state = 'asked' AND asked_at <= $1 LIMIT $2) RETURNING id",
                args![now - ANSWER_WITHIN * DAY, AT_ONCE],
            )
            .await?;
        for row in &rows {
            let (before, after) = (State::Asked.slug(), State::Unanswered.slug());
            audit::note(&mut tx, now, "system", Action::LapseAlert, &row.text("id")?, before, after).await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }
}

/// Pauses all alerts of a person whose address has refused a mail for good, and takes back the mails of alerts that wait.
///
/// # Errors
/// The database refused it.
pub(crate) async fn bounce(tx: &mut Tx, now: i64, account: &str) -> Result<(), Error> {
    let sql =
        "UPDATE alert SET state = 'bounced' WHERE account = $1 AND state IN ('active', 'asked') RETURNING id";
    for row in tx.rows(sql, args![account]).await? {
        audit::note(tx, now, "system", Action::BounceAlert, &row.text("id")?, "", State::Bounced.slug())
            .await?;
    }
    tx.execute(
        "DELETE FROM outbox WHERE account = $1 AND sent_at IS NULL AND (letter LIKE '{\"NewVacancies\":%' OR letter LIKE '{\"AlertWanted\":%')",
        args![account],
    )
    .await?;
    Ok(())
}
