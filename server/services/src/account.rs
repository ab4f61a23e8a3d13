//! What the holder of an account does with it: see it, change name, language, address, password.

use crate::{
    Actor, Error, Services, args,
    audit::{self, Action},
    known,
    limit::Limit,
    outbox::{self, Letter},
    sign_in::confirm_path,
    token::{self, Purpose},
};
use model::{
    account::{AddressDraft, Details, DetailsDraft, Options, password_problem},
    draft::Draft,
    email::Email,
    problem::{Problem, Problems},
};
use serde::{Deserialize, Serialize};

/// What a link that confirms another address knows.
#[derive(Debug, Serialize, Deserialize)]
struct NewAddress {
    email: String,
}

impl Services {
    /// The account of who is signed in, with its sessions.
    ///
    /// # Errors
    /// [`Error::SignedOut`]
    pub async fn account_options(&self, actor: &Actor) -> Result<Options, Error> {
        let viewer = actor.signed_in()?;
        let row = self
            .db
            .row("SELECT * FROM account WHERE id = $1", args![&viewer.account])
            .await?
            .ok_or(Error::SignedOut)?;
        let waiting = self
            .db
            .row(
                "SELECT data FROM token WHERE account = $1 AND purpose = 'email' AND expires_at > $2",
                args![&viewer.account, self.clock.now()],
            )
            .await?;
        let alerts =
            self.db.row("SELECT COUNT(*) AS n FROM alert WHERE account = $1", args![&viewer.account]).await?;
        Ok(Options {
            alerts: u32::try_from(alerts.map_or(Ok(0), |row| row.int("n"))?).unwrap_or_default(),
            email: row.text("email")?,
            details: Details {
                family_name: row.text("family_name")?,
                given_names: row.text("given_names")?,
                language: row.lang("language")?,
            },
            new_email: waiting.map(|row| row.json::<NewAddress>("data")).transpose()?.map(|new| new.email),
            sessions: self.sessions(viewer).await?,
            accommodation: self.accommodation.as_ref().map(ToString::to_string).unwrap_or_default(),
        })
    }

    /// Changes name and language.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::SignedOut`]
    pub async fn change_details(&self, actor: &Actor, draft: &DetailsDraft) -> Result<Details, Error> {
        let viewer = actor.signed_in()?;
        let details = draft.check(self.clock.today())?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        tx.execute(
            "UPDATE account SET given_names = $1, family_name = $2, language = $3 WHERE id = $4",
            args![&details.given_names, &details.family_name, details.language.tag(), &viewer.account],
        )
        .await?;
        let what = details.language.tag();
        audit::note(&mut tx, now, &viewer.account, Action::ChangeDetails, &viewer.account, "", what).await?;
        tx.commit().await?;
        Ok(details)
    }

    /// Asks for another address: a link is mailed to it, and it counts once that is followed. If it has an account already,
    /// its owner is told, and who asks gets the same answer.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `email` or `current_password`; [`Error::TooMany`]; [`Error::SignedOut`]
    pub async fn change_email(
        &self,
        actor: &Actor,
        email: &str,
        current_password: &str,
    ) -> Result<(), Error> {
        let viewer = actor.signed_in()?;
        let address = AddressDraft { email: email.to_owned() }.check(self.clock.today());
        let mut problems = address.as_ref().err().cloned().unwrap_or_default();
        if current_password.is_empty() {
            problems.add("current_password", Problem::Missing);
        }
        let address = problems.or(address.ok())?;
        let known = self.must_know_password(actor, viewer, current_password).await?;
        self.count(actor, &[(Limit::MailToAddress, &address.key())]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let other = known::by_key(&mut tx, &address.key()).await?;
        let new = NewAddress { email: address.as_str().to_owned() };
        let secret = token::issue(&mut tx, now, Purpose::Email, &known.id, &new).await?;
        match other {
            Some(other) if other.id != known.id && other.is_somebodys() => other.warn(&mut tx, now).await?,
            _ => {
                let letter = Letter::ConfirmAddress {
                    name: known.name(),
                    path: confirm_path(known.language, &secret),
                };
                outbox::put(&mut tx, now, &known.id, address.as_str(), known.language, &letter).await?;
            }
        }
        audit::note(&mut tx, now, &known.id, Action::AskNewAddress, &known.id, "", "").await?;
        tx.commit().await
    }

    /// Puts a confirmed address in place of the old one, and tells the old one.
    pub(crate) async fn confirm_new_address(
        &self,
        mut tx: crate::Tx,
        now: i64,
        secret: &str,
    ) -> Result<crate::sign_up::Confirmed, Error> {
        let (account, new) =
            token::take::<NewAddress>(&mut tx, now, Purpose::Email, secret).await?.ok_or(Error::Gone)?;
        let email = Email::parse(&new.email).ok_or(Error::Gone)?;
        let known = known::by_id(&mut tx, &account).await?.filter(|k| !k.disabled).ok_or(Error::Gone)?;
        // An account of that address that nobody confirmed is nobody's.
        tx.execute(
            "DELETE FROM account WHERE email_key = $1 AND verified_at IS NULL AND disabled_at IS NULL AND id <> $2",
            args![email.key(), &account],
        )
        .await?;
        tx.execute(
            "UPDATE account SET email = $1, email_key = $2 WHERE id = $3",
            args![email.as_str(), email.key(), &account],
        )
        .await?;
        // A link that was mailed to the old address sets no password any more, and deletes nothing.
        token::forget(&mut tx, Purpose::Password, &account).await?;
        token::forget(&mut tx, Purpose::Delete, &account).await?;
        let letter = Letter::AddressChanged { name: known.name(), to: email.to_string() };
        known.write(&mut tx, now, &letter).await?;
        audit::note(&mut tx, now, &account, Action::ChangeAddress, &account, "", "").await?;
        tx.commit().await?;
        Ok(crate::sign_up::Confirmed::AddressChanged)
    }

    /// Changes the password, and ends all other sessions.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `current_password` or `password`; [`Error::TooMany`]; [`Error::SignedOut`]
    pub async fn change_password(
        &self,
        actor: &Actor,
        current_password: &str,
        password: &str,
    ) -> Result<(), Error> {
        let viewer = actor.signed_in()?;
        let mut problems = Problems::default();
        if current_password.is_empty() {
            problems.add("current_password", Problem::Missing);
        }
        if let Some(problem) = password_problem(password) {
            problems.add("password", problem);
        }
        problems.or(Some(()))?;
        let known = self.must_know_password(actor, viewer, current_password).await?;
        if let Some(problem) = self.passwords.problem(password, &known.guesses()).await {
            return Err(Problems::from(("password", problem)).into());
        }
        let hash = self.passwords.hash(password).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        known.set_password(&mut tx, now, hash, &viewer.session).await?;
        audit::note(&mut tx, now, &known.id, Action::ChangePassword, &known.id, "", "").await?;
        tx.commit().await
    }
}
