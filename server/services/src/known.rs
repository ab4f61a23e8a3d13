//! Rows of accounts, as signing up and in need them: found, made, told by mail, given a password.

use crate::{
    Error, Tx, args,
    db::Row,
    outbox::{self, Letter},
    session,
    token::{self, Purpose},
};
use model::{
    account::{Role, SignUp, full_name},
    choice::Choice,
    language::Lang,
};

/// An account.
pub(crate) struct Known {
    pub id: String,
    pub email: String,
    pub given_names: String,
    pub family_name: String,
    pub language: Lang,
    pub password_hash: String,
    pub verified: bool,
    pub disabled: bool,
}

impl Known {
    fn of(row: Row) -> Result<Self, Error> {
        Ok(Known {
            id: row.text("id")?,
            email: row.text("email")?,
            given_names: row.text("given_names")?,
            family_name: row.text("family_name")?,
            language: row.lang("language")?,
            password_hash: row.text("password_hash")?,
            verified: row.optional_int("verified_at")?.is_some(),
            disabled: row.optional_int("disabled_at")?.is_some(),
        })
    }

    pub(crate) fn name(&self) -> String {
        full_name(&self.given_names, &self.family_name)
    }

    /// Whether it is somebody's: until its address is confirmed, an account is nobody's, and its address free.
    pub(crate) fn is_somebodys(&self) -> bool {
        self.verified || self.disabled
    }

    /// What somebody who knows the person would try first as a password.
    pub(crate) fn guesses(&self) -> [&str; 3] {
        [&self.given_names, &self.family_name, &self.email]
    }

    /// Writes a mail to the account's address.
    pub(crate) async fn write(&self, tx: &mut Tx, now: i64, letter: &Letter) -> Result<(), Error> {
        outbox::put(tx, now, &self.id, &self.email, self.language, letter).await
    }

    /// Tells that somebody tried to sign up with the account's address.
    pub(crate) async fn warn(&self, tx: &mut Tx, now: i64) -> Result<(), Error> {
        self.write(tx, now, &Letter::AlreadyRegistered { name: self.name() }).await
    }

    /// Sets a password, ends all sessions but the one named, and tells so. Links to set one open nothing any more, nor does
    /// one to delete the account: whoever asked for it may have known the old password.
    pub(crate) async fn set_password(
        &self,
        tx: &mut Tx,
        now: i64,
        hash: String,
        but: &str,
    ) -> Result<(), Error> {
        tx.execute("UPDATE account SET password_hash = $1 WHERE id = $2", args![hash, &self.id]).await?;
        token::forget(tx, Purpose::Password, &self.id).await?;
        token::forget(tx, Purpose::Delete, &self.id).await?;
        session::end_all(tx, now, &self.id, but).await?;
        self.write(tx, now, &Letter::PasswordChanged { name: self.name() }).await
    }
}

/// The account of an address, by its key.
pub(crate) async fn by_key(tx: &mut Tx, key: &str) -> Result<Option<Known>, Error> {
    tx.row("SELECT * FROM account WHERE email_key = $1", args![key]).await?.map(Known::of).transpose()
}

/// An account by its id.
pub(crate) async fn by_id(tx: &mut Tx, id: &str) -> Result<Option<Known>, Error> {
    tx.row("SELECT * FROM account WHERE id = $1", args![id]).await?.map(Known::of).transpose()
}

/// The address of an account.
pub(crate) async fn email(tx: &mut Tx, id: &str) -> Result<String, Error> {
    let row = tx.row("SELECT email FROM account WHERE id = $1", args![id]).await?;
    row.ok_or(Error::NotFound)?.text("email")
}

/// Writes a new account.
pub(crate) async fn insert(
    tx: &mut Tx,
    now: i64,
    id: &str,
    details: &SignUp,
    hash: &str,
    verified_at: Option<i64>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, alerts, verified_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id,
            details.email.as_str(),
            details.email.key(),
            &details.given_names,
            &details.family_name,
            details.language.tag(),
            hash,
            details.alerts,
            verified_at,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Gives an account a role, and says whether it had it not.
pub(crate) async fn grant(tx: &mut Tx, account: &str, role: Role) -> Result<bool, Error> {
    let rows = tx
        .execute(
            "INSERT INTO account_role (account, role) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![account, role.slug()],
        )
        .await?;
    Ok(rows > 0)
}
