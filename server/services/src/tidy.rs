//! What is no longer needed goes: the worker calls it now and then.

use crate::{
    Error, Services, args,
    audit::{self, Action},
    clock::DAY,
};

/// How long an account waits for its address to be confirmed before it goes.
const UNCONFIRMED: i64 = 30 * DAY;

/// How long a session is remembered after its end: see [`Services::park`].
const ENDED: i64 = DAY;

/// How long tries are remembered; longer than any limit's window.
const TRIES: i64 = DAY;

/// How long a mail that was sent or given up is remembered.
const SENT: i64 = 30 * DAY;

impl Services {
    /// Removes what has expired: sessions, links, sign-ups, kept forms, reviews, counted tries, mails that were sent or given up,
    /// applications that outlived their accounts, and accounts whose address was not confirmed within 30 days; and asks about alerts that nobody has
    /// touched for long. Gives how many rows were concerned. Safe to
    /// call from several servers at once.
    ///
    /// # Errors
    /// The database is away.
    pub async fn tidy(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let mut gone = 0;
        for (sql, before) in [
            ("DELETE FROM session WHERE expires_at <= $1", now - ENDED),
            ("DELETE FROM token WHERE expires_at <= $1", now),
            ("DELETE FROM sign_up WHERE expires_at <= $1", now),
            ("DELETE FROM parked WHERE expires_at <= $1", now),
            ("DELETE FROM flash WHERE expires_at <= $1", now),
            ("DELETE FROM review WHERE expires_at <= $1", now),
            ("DELETE FROM attempt WHERE starts_at <= $1", now - TRIES),
            ("DELETE FROM outbox WHERE sent_at <= $1 OR given_up_at <= $1", now - SENT),
        ] {
            gone += self.db.execute(sql, args![before]).await?;
        }
        let mut tx = self.db.begin().await?;
        let accounts = tx
            .rows(
                "DELETE FROM account WHERE verified_at IS NULL AND created_at <= $1 RETURNING id",
                args![now - UNCONFIRMED],
            )
            .await?;
        for row in &accounts {
            audit::note(&mut tx, now, "system", Action::NeverConfirm, &row.text("id")?, "", "").await?;
        }
        tx.commit().await?;
        Ok(gone + accounts.len() as u64 + self.erase_kept().await? + self.ask_about_alerts().await?)
    }
}
