//! Signing in with address and password, and the ways back for who has forgotten the password.
//!
//! Nobody can find out here by the answer whether an address has an account. Nor, signing in, by the time that it takes: every
//! path computes one hash, beside which nothing else weighs. Asking for a new password computes none; every path writes one
//! transaction, which with an account has two rows more, less than the disk's own moods.

use crate::{
    Actor, Error, Services, args,
    audit::{self, Action},
    known::{self, Known},
    limit::Limit,
    outbox::Letter,
    password::Verdict,
    session, sign_up,
    token::{self, Purpose},
};
use model::{
    account::{AddressDraft, Viewer},
    address::with,
    draft::Draft,
    language::Lang,
    problem::{Problem, Problems},
};

/// A session that was opened.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret, for the cookie.
    pub token: String,
    /// The person's language.
    pub language: Lang,
}

/// The secret is for the cookie alone.
impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").finish_non_exhaustive()
    }
}

impl Services {
    /// Signs in.
    ///
    /// # Errors
    /// [`Error::Invalid`] with `WrongPassword` for `password`: the same for an unknown address, a wrong password, and an
    /// address that is not confirmed, to which the mail is then sent again. [`Error::TooMany`].
    pub async fn sign_in(
        &self,
        actor: &Actor,
        email: &str,
        password: &str,
        user_agent: &str,
    ) -> Result<SignedIn, Error> {
        let mut problems = Problems::default();
        let address = AddressDraft { email: email.to_owned() }.check(self.clock.today());
        if let Err(of_address) = &address {
            problems.0.extend(of_address.0.iter().cloned());
        }
        if password.is_empty() {
            problems.add("password", Problem::Missing);
        }
        let key = problems.or(address.ok())?.key();
        let limits = [
            (Limit::SignInFromAddress, ""),
            (Limit::SignInToAccountFromAddress, &*key),
            (Limit::SignInToAccount, &*key),
        ];
        self.count(actor, &limits).await?;

        let known = known::by_key(&mut self.db.begin_reading().await?, &key).await?;
        let hash = known.as_ref().map_or("", |k| &k.password_hash);
        let verdict = self.passwords.verify(password, hash).await?;
        let refused = Error::Invalid(Problems::from(("password", Problem::WrongPassword)));
        let now = self.clock.now();
        match known {
            Some(known) if verdict != Verdict::Wrong && !known.disabled && known.verified => {
                if verdict == Verdict::RightButOld {
                    let hash = self.passwords.hash(password).await?;
                    self.db
                        .execute(
                            "UPDATE account SET password_hash = $1 WHERE id = $2 AND password_hash = $3",
                            args![hash, &known.id, &known.password_hash],
                        )
                        .await?;
                }
                let mut tx = self.db.begin().await?;
                let token = session::open(&mut tx, now, &known.id, user_agent).await?;
                tx.commit().await?;
                self.uncount(actor, Limit::SignInToAccountFromAddress, &key).await?;
                Ok(SignedIn { token, language: known.language })
            }
            Some(known) if verdict != Verdict::Wrong && !known.disabled => {
                match self.count(actor, &[(Limit::MailToAddress, &key)]).await {
                    Ok(()) => {
                        let mut tx = self.db.begin().await?;
                        sign_up::mail_again(&mut tx, now, &known).await?;
                        tx.commit().await?;
                    }
                    Err(Error::TooMany { .. }) => {}
                    Err(error) => return Err(error),
                }
                Err(refused)
            }
            known => {
                let subject = known.as_ref().map_or("unknown", |k| &k.id);
                let mut tx = self.db.begin().await?;
                audit::note(&mut tx, now, actor.name(), Action::RefuseSignIn, subject, "", "").await?;
                tx.commit().await?;
                Err(refused)
            }
        }
    }

    /// Sends a link to set a new password, if the address has an account. Always the same answer.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is no address; [`Error::TooMany`].
    pub async fn forgotten(&self, actor: &Actor, email: &str) -> Result<(), Error> {
        let key = AddressDraft { email: email.to_owned() }.check(self.clock.today())?.key();
        self.count(actor, &[(Limit::ForgottenFromAddress, ""), (Limit::MailToAddress, &key)]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let known = known::by_key(&mut tx, &key).await?.filter(|known| !known.disabled);
        if let Some(known) = &known {
            let secret = token::issue(&mut tx, now, Purpose::Password, &known.id, &()).await?;
            let letter =
                Letter::NewPassword { name: known.name(), path: password_path(known.language, &secret) };
            known.write(&mut tx, now, &letter).await?;
        }
        let subject = known.as_ref().map_or("unknown", |k| &k.id);
        audit::note(&mut tx, now, actor.name(), Action::ForgetPassword, subject, "", "").await?;
        tx.commit().await
    }

    /// Whether a link to set a new password still does so.
    ///
    /// # Errors
    /// The database is away.
    pub async fn opens_new_password(&self, secret: &str) -> Result<bool, Error> {
        Ok(token::account_of(&self.db, self.clock.now(), Purpose::Password, secret).await?.is_some())
    }

    /// Sets a new password by a link, and ends all sessions. Who has the mail has the mailbox: the address is confirmed.
    ///
    /// # Errors
    /// [`Error::Gone`] if the link was used or has expired; [`Error::Invalid`] if the password is not taken: the link still
    /// works then; [`Error::TooMany`].
    pub async fn new_password(&self, actor: &Actor, secret: &str, password: &str) -> Result<(), Error> {
        self.count(actor, &[(Limit::ConfirmFromAddress, "")]).await?;
        let account = token::account_of(&self.db, self.clock.now(), Purpose::Password, secret)
            .await?
            .ok_or(Error::Gone)?;
        let known = known::by_id(&mut self.db.begin_reading().await?, &account).await?;
        let known = known.filter(|known| !known.disabled).ok_or(Error::Gone)?;
        if let Some(problem) = self.passwords.problem(password, &known.guesses()).await {
            return Err(Problems::from(("password", problem)).into());
        }
        let hash = self.passwords.hash(password).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        token::take::<()>(&mut tx, now, Purpose::Password, secret).await?.ok_or(Error::Gone)?;
        token::forget(&mut tx, Purpose::Confirm, &account).await?;
        // An address that somebody else may have asked to put in place of this one.
        token::forget(&mut tx, Purpose::Email, &account).await?;
        let confirm = "UPDATE account SET verified_at = COALESCE(verified_at, $1) WHERE id = $2";
        tx.execute(confirm, args![now, &account]).await?;
        known.set_password(&mut tx, now, hash, "").await?;
        audit::note(&mut tx, now, &account, Action::NewPassword, &account, "", "").await?;
        tx.commit().await
    }

    /// Makes sure that who is signed in knows the account's password.
    ///
    /// # Errors
    /// [`Error::Invalid`] with `WrongPassword` for `current_password`; [`Error::TooMany`].
    pub(crate) async fn must_know_password(
        &self,
        actor: &Actor,
        viewer: &Viewer,
        password: &str,
    ) -> Result<Known, Error> {
        self.count(actor, &[(Limit::PasswordOfAccount, &viewer.account)]).await?;
        let known = known::by_id(&mut self.db.begin_reading().await?, &viewer.account).await?;
        let known = known.ok_or(Error::SignedOut)?;
        match self.passwords.verify(password, &known.password_hash).await? {
            Verdict::Wrong => Err(Problems::from(("current_password", Problem::WrongPassword)).into()),
            Verdict::Right | Verdict::RightButOld => {
                self.uncount(actor, Limit::PasswordOfAccount, &viewer.account).await?;
                Ok(known)
            }
        }
    }
}

/// The path of the page where a link sets a new password.
pub(crate) fn password_path(language: Lang, secret: &str) -> String {
    language.address(&with("/account/password", &[("token", secret)]))
}

/// The path of the page where a link confirms an address.
pub(crate) fn confirm_path(language: Lang, secret: &str) -> String {
    language.address(&with("/account/confirm", &[("token", secret)]))
}
