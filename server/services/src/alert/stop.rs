//! Stopping an alert by the link in its mails, without signing in.
//!
//! The link's secret is the alert's id with a signature (HMAC-SHA-256, by a key that this installation made for itself), so that it
//! need not be kept for each mail, works as long as the alert is there, and cannot be guessed. It opens one thing: pausing that alert,
//! which its person can resume.

use super::{Kept, set_state};
use crate::{
    Db, Error, Services, args,
    audit::{self, Action},
    id,
};
use hmac::{Hmac, KeyInit, Mac};
use model::{address::with, alert::State, choice::Choice};
use sha2::Sha256;

/// The name of the key among the secrets.
const KEY: &str = "alert-links";

/// What a link to stop an alert leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopping {
    /// The alert's name.
    pub name: String,
    /// Whether it tells of anything still.
    pub tells: bool,
}

/// Signs links.
pub(super) struct Signer(Hmac<Sha256>);

impl Signer {
    /// The signer of this installation; makes its key if there is none.
    pub async fn of(db: &Db) -> Result<Self, Error> {
        let sql = "SELECT value FROM secret WHERE name = $1";
        let key = match db.row(sql, args![KEY]).await? {
            Some(row) => row.text("value")?,
            None => {
                let mut tx = db.begin().await?;
                let new = id::secret()?;
                let put = "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
                tx.execute(put, args![KEY, new]).await?;
                // Another server may have been first.
                let row = tx.row(sql, args![KEY]).await?.ok_or(Error::NotFound)?;
                tx.commit().await?;
                row.text("value")?
            }
        };
        let mac = Hmac::new_from_slice(key.as_bytes()).map_err(|e| Error::Unavailable(e.to_string()))?;
        Ok(Signer(mac))
    }

    /// The path of the link that stops an alert.
    pub fn path(&self, alert: &str) -> String {
        let signature = self.0.clone().chain_update(alert).finalize().into_bytes();
        with("/alerts/stop", &[("token", &format!("{alert}.{}", id::hex(&signature)))])
    }

    /// The alert of a link's secret, if it is signed.
    fn alert<'a>(&self, token: &'a str) -> Option<&'a str> {
        let (alert, signature) = token.split_once('.')?;
        let signature = id::unhex(signature)?;
        self.0.clone().chain_update(alert).verify_slice(&signature).is_ok().then_some(alert)
    }
}

impl Services {
    /// What a link to stop an alert leads to. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Gone`] where there is no such alert any more, or the link is not one of ours.
    pub async fn stopping(&self, token: &str) -> Result<Stopping, Error> {
        let signer = Signer::of(&self.db).await?;
        let id = signer.alert(token).ok_or(Error::Gone)?;
        let row = self.db.row("SELECT * FROM alert WHERE id = $1", args![id]).await?.ok_or(Error::Gone)?;
        let kept = Kept::of(&row)?;
        Ok(Stopping { name: kept.alert.name, tells: kept.state.tells() })
    }

    /// Pauses the alert of a link, whoever asks. Twice is once.
    ///
    /// # Errors
    /// As [`Services::stopping`].
    pub async fn stop_alert(&self, token: &str) -> Result<(), Error> {
        let signer = Signer::of(&self.db).await?;
        let id = signer.alert(token).ok_or(Error::Gone)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let row = tx.row("UPDATE alert SET id = id WHERE id = $1 RETURNING state", args![id]).await?;
        let before = row.ok_or(Error::Gone)?.text("state")?;
        if before != State::Paused.slug() {
            set_state(&mut tx, id, State::Paused).await?;
            audit::note(&mut tx, now, "visitor", Action::StopAlert, id, &before, State::Paused.slug())
                .await?;
        }
        tx.commit().await
    }
}
