//! Alerts that are perhaps no longer wanted: unchanged for a year, or of an address that takes no mail.

use super::{set_state, stop::Signer};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock::{self, DAY},
    known,
    outbox::{self, Letter},
};
use model::{
    account::full_name,
    alert::{ANSWER_WITHIN, ASK_AFTER, State},
    choice::Choice,
    email::Email,
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
        // In the order of their ids, as whoever tells holds them: who waited for each other would wait for ever.
        let rows = tx
            .rows_to_change(
                "SELECT a.id, a.account, a.name, a.language, c.email, c.given_names, c.family_name \
                 FROM alert a JOIN account c ON c.id = a.account WHERE a.state = 'active' AND a.id IN \
                 (SELECT a.id FROM alert a JOIN account c ON c.id = a.account WHERE a.state = 'active' AND a.wanted_at <= $1 \
                 AND c.verified_at IS NOT NULL AND c.disabled_at IS NULL ORDER BY a.wanted_at LIMIT $2) ORDER BY a.id",
                "a",
                args![now - ASK_AFTER * DAY, AT_ONCE],
            )
            .await?;
        for row in &rows {
            let id = row.text("id")?;
            let sql = "UPDATE alert SET state = 'asked', asked_at = $1 WHERE id = $2";
            tx.execute(sql, args![now, &id]).await?;
            audit::note(&mut tx, now, "system", Action::AskAlert, &id, "", "").await?;
            let letter = Letter::AlertWanted {
                name: full_name(&row.text("given_names")?, &row.text("family_name")?),
                alert: row.text("name")?,
                until: clock::day(now + ANSWER_WITHIN * DAY),
                path: signer.path(&id),
                id,
            };
            let (account, email) = (row.text("account")?, row.text("email")?);
            outbox::put(&mut tx, now, &account, &email, row.lang("language")?, &letter).await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }

    async fn pause_unanswered(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // The day until which it is to be answered is a whole one.
        let before = clock::dawn(now) - ANSWER_WITHIN * DAY;
        let rows = tx
            .rows_to_change(
                "SELECT id FROM alert WHERE state = 'asked' AND id IN \
                 (SELECT id FROM alert WHERE state = 'asked' AND asked_at < $1 LIMIT $2) ORDER BY id",
                "alert",
                args![before, AT_ONCE],
            )
            .await?;
        for row in &rows {
            let id = row.text("id")?;
            set_state(&mut tx, &id, State::Unanswered).await?;
            let (before, after) = (State::Asked.slug(), State::Unanswered.slug());
            audit::note(&mut tx, now, "system", Action::LapseAlert, &id, before, after).await?;
        }
        tx.commit().await?;
        Ok(rows.len() as u64)
    }

    /// Notes that mails to an address came back after a mail server had taken them, of which those who operate the platform are told by
    /// a mail: the alerts of the account whose address it is are paused. Gives how many.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the address has no account; [`Error::Forbidden`]: the command line alone does it.
    pub async fn mail_came_back(&self, actor: &Actor, email: &Email) -> Result<u64, Error> {
        if !actor.is_operator() {
            return Err(Error::Forbidden);
        }
        let mut tx = self.db.begin().await?;
        let known = known::by_key(&mut tx, &email.key()).await?.ok_or(Error::NotFound)?;
        let paused = bounce(&mut tx, self.clock.now(), &known.id).await?;
        tx.commit().await?;
        Ok(paused)
    }
}

/// Pauses all alerts of a person whose address takes no mail, and takes back the mails of alerts that wait. Gives how many.
///
/// # Errors
/// The database refused it.
pub(crate) async fn bounce(tx: &mut Tx, now: i64, account: &str) -> Result<u64, Error> {
    let sql = "SELECT id, state FROM alert WHERE account = $1 AND state IN ('active', 'asked') ORDER BY id";
    let rows = tx.rows_to_change(sql, "alert", args![account]).await?;
    for row in &rows {
        let (id, before) = (row.text("id")?, row.text("state")?);
        set_state(tx, &id, State::Bounced).await?;
        audit::note(tx, now, "system", Action::BounceAlert, &id, &before, State::Bounced.slug()).await?;
    }
    let sql = "DELETE FROM outbox WHERE account = $1 AND sent_at IS NULL AND bulk = 1";
    tx.execute(sql, args![account]).await?;
    Ok(rows.len() as u64)
}
