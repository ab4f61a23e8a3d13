//! Links in mails: a secret that opens one thing once, for a while. Only its hash is stored.

use crate::{
    Db, Error, Tx, args,
    clock::{DAY, HOUR},
    id,
};
use serde::{Serialize, de::DeserializeOwned};

/// What a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Confirms the address of a new account.
    Confirm,
    /// Confirms another address of an account.
    Email,
    /// Sets a new password.
    Password,
    /// Sets the first password of an account that was made for somebody.
    Welcome,
    /// Deletes the account.
    Delete,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Confirm => "confirm",
            Purpose::Email => "email",
            Purpose::Password | Purpose::Welcome => "password",
            Purpose::Delete => "delete",
        }
    }

    /// How long the link opens it: long where only a mailbox is confirmed, short where a password can be set.
    const fn lasts(self) -> i64 {
        match self {
            Purpose::Confirm | Purpose::Email => 2 * DAY,
            Purpose::Password => HOUR,
            Purpose::Welcome => 3 * DAY,
            Purpose::Delete => DAY,
        }
    }
}

/// Makes a secret; those of the same purpose that were made before open nothing any more.
pub(crate) async fn issue(
    tx: &mut Tx,
    now: i64,
    purpose: Purpose,
    account: &str,
    data: &impl Serialize,
) -> Result<String, Error> {
    forget(tx, purpose, account).await?;
    let secret = id::secret()?;
    tx.execute(
        "INSERT INTO token (token_hash, purpose, account, data, expires_at) VALUES ($1, $2, $3, $4, $5)",
        args![
            id::hash(&secret),
            purpose.name(),
            account,
            serde_json::to_string(data)?,
            now + purpose.lasts()
        ],
    )
    .await?;
    Ok(secret)
}

/// Makes an account's secrets of a purpose open nothing any more.
pub(crate) async fn forget(tx: &mut Tx, purpose: Purpose, account: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM token WHERE account = $1 AND purpose = $2", args![account, purpose.name()])
        .await?;
    Ok(())
}

/// Uses a secret up: gives its account and data, if it opens something still.
pub(crate) async fn take<T: DeserializeOwned>(
    tx: &mut Tx,
    now: i64,
    purpose: Purpose,
    secret: &str,
) -> Result<Option<(String, T)>, Error> {
    let row = tx
        .row(
            "DELETE FROM token WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING account, data",
            args![id::hash(secret), purpose.name(), now],
        )
        .await?;
    row.map(|row| Ok((row.text("account")?, row.json("data")?))).transpose()
}

/// The account of a secret that opens something still, without using it up.
pub(crate) async fn account_of(
    db: &Db,
    now: i64,
    purpose: Purpose,
    secret: &str,
) -> Result<Option<String>, Error> {
    let row = db
        .row(
            "SELECT account FROM token WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3",
            args![id::hash(secret), purpose.name(), now],
        )
        .await?;
    row.map(|row| row.text("account")).transpose()
}
