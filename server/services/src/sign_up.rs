//! Signing up, in the order of the FAQ: residence, data privacy statement, details, a mail to confirm the address.
//!
//! Nobody can find out here whether an address has an account: both paths give one answer, send one mail and compute one hash,
//! beside which what is written does not weigh. Who has the mailbox decides: an account that is not confirmed is nobody's yet.

use crate::{
    Actor, Error, Services, Tx, alert, args,
    audit::{self, Action},
    clock::DAY,
    id,
    known::{self, Known},
    limit::Limit,
    outbox::{self, Letter},
    session,
    sign_in::{SignedIn, confirm_path, password_path},
    statement,
    token::{self, Purpose},
};
use model::{
    account::{Acceptance, Role, SignUp, SignUpDraft, SignUpState, full_name, password_problem},
    address::next_path,
    country::Country,
    draft::{Draft, LONGEST_SAVED, over},
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
};
use serde::{Deserialize, Serialize};

/// How long a sign-up may take, and how long the cookie of its secret is kept.
pub const LASTS: i64 = DAY;

/// What a link that confirms a new account's address knows.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Link {
    /// The hash of the sign-up's secret, by which its browser is known again.
    sign_up: String,
    /// The address to go on to.
    next: String,
    /// Whether the address was signed up with more than once: then the password may be another person's.
    again: bool,
}

/// What confirming an address did.
#[derive(Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The account is open: signed in, and on to the address that the person came from.
    SignedIn { session: SignedIn, next: String },
    /// The account is open, but its password may be another person's: on to this path, where a new one is set.
    SetPassword { path: String },
    /// The account has the new address now.
    AddressChanged,
}

impl Services {
    /// Accepts a data privacy statement: what signing up begins with. Gives the sign-up's secret, for a cookie. What was
    /// typed in a sign-up before, for another residence, is taken over.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the statement is no longer the newest; [`Error::TooMany`].
    pub async fn begin_sign_up(
        &self,
        actor: &Actor,
        accepted: &Acceptance,
        next: &str,
        before: Option<&str>,
    ) -> Result<String, Error> {
        statement::must_be_current(accepted)?;
        self.count(actor, &[(Limit::StatementFromAddress, "")]).await?;
        let secret = id::secret()?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let typed = tx
            .row(
                "DELETE FROM sign_up WHERE token_hash = $1 AND expires_at > $2 RETURNING fields",
                args![before.map(id::hash), now],
            )
            .await?;
        let fields = typed.map_or(Ok("[]".to_owned()), |row| row.text("fields"))?;
        tx.execute(
            "INSERT INTO sign_up (token_hash, residence, version, language, accepted_at, next, fields, problems, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, '[]', $8)",
            args![
                id::hash(&secret),
                accepted.residence.code(),
                &accepted.version,
                accepted.language.tag(),
                now,
                next_path(next).unwrap_or_default(),
                fields,
                now + LASTS
            ],
        )
        .await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// A sign-up under way. None if there is none: it begins with the statement.
    ///
    /// # Errors
    /// The database is away.
    pub async fn sign_up_state(&self, secret: &str) -> Result<Option<SignUpState>, Error> {
        Ok(self.under_way(secret).await?.map(|row| row.state))
    }

    /// Signs up: makes an account that waits for its address to be confirmed, and mails the link. Where the address has an
    /// account, its owner is told by mail, and who asks gets the same answer.
    ///
    /// # Errors
    /// [`Error::Gone`] without an accepted statement; [`Error::Invalid`], with what was typed kept, but the password;
    /// [`Error::TooMany`].
    pub async fn sign_up(
        &self,
        actor: &Actor,
        secret: &str,
        fields: &Fields,
        password: &str,
    ) -> Result<(), Error> {
        let under_way = self.under_way(secret).await?.ok_or(Error::Gone)?;
        let draft = SignUpDraft::of(fields.0.iter().map(|(name, text)| (name, model::text::kept(text))));
        // What is too long even to be kept is no slip of a writer.
        for (name, _) in SignUpDraft::FIELDS {
            if let Some(over) = over(draft.get(name), LONGEST_SAVED) {
                return Err(Problems::from((*name, Problem::TooLong { over })).into());
            }
        }
        let checked = draft.check(self.clock.today());
        let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
        let typed = Fields(
            SignUpDraft::FIELDS
                .iter()
                .map(|(name, _)| ((*name).to_owned(), draft.get(name).to_owned()))
                .collect(),
        );
        // Whatever comes of it: what was typed is not typed again.
        self.keep_sign_up(secret, &typed, &problems).await?;
        // Judging a password costs as much as a hash.
        if password_problem(password).is_none() {
            self.count(actor, &[(Limit::SignUpFromAddress, "")]).await?;
        }
        let guesses = [&*draft.given_names, &*draft.family_name, &*draft.email];
        if let Some(problem) = self.passwords.problem(password, &guesses).await {
            problems.add("password", problem);
            self.keep_sign_up(secret, &typed, &problems).await?;
        }
        let details = problems.or(checked.ok())?;
        self.count(actor, &[(Limit::MailToAddress, &details.email.key())]).await?;
        let hash = self.passwords.hash(password).await?;
        match self.register(&under_way, secret, &details, &hash).await {
            // Another sign-up with the same address came first in the same moment: now it is there to be seen.
            Err(Error::Conflict) => self.register(&under_way, secret, &details, &hash).await,
            done => done,
        }
    }

    async fn register(
        &self,
        under_way: &UnderWay,
        secret: &str,
        details: &SignUp,
        hash: &str,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let key = details.email.key();
        let mut tx = self.db.begin().await?;
        let before = known::by_key(&mut tx, &key).await?;
        let mut link = Link { sign_up: id::hash(secret), next: under_way.next.clone(), again: false };
        let account = match before {
            Some(owner) if owner.is_somebodys() => {
                owner.warn(&mut tx, now).await?;
                audit::note(&mut tx, now, "visitor", Action::SignUpAgain, &owner.id, "", "").await?;
                None
            }
            Some(nobodys) => {
                link.again = true;
                tx.execute(
                    "UPDATE account SET email = $1, given_names = $2, family_name = $3, language = $4, password_hash = $5, alerts = $6 WHERE id = $7",
                    args![
                        details.email.as_str(),
                        &details.given_names,
                        &details.family_name,
                        details.language.tag(),
                        hash,
                        details.alerts,
                        &nobodys.id
                    ],
                )
                .await?;
                audit::note(&mut tx, now, "visitor", Action::SignUpAgain, &nobodys.id, "", "").await?;
                Some(nobodys.id)
            }
            None => {
                let id = id::new(now);
                known::insert(&mut tx, now, &id, details, hash, None).await?;
                known::grant(&mut tx, &id, Role::Candidate).await?;
                audit::note(&mut tx, now, "visitor", Action::SignUp, &id, "", "").await?;
                Some(id)
            }
        };
        if let Some(account) = account {
            statement::record(&mut tx, now, &account, &under_way.state.accepted, under_way.accepted_at)
                .await?;
            let secret = token::issue(&mut tx, now, Purpose::Confirm, &account, &link).await?;
            let name = full_name(&details.given_names, &details.family_name);
            let letter = Letter::ConfirmAddress { name, path: confirm_path(details.language, &secret) };
            outbox::put(&mut tx, now, &account, details.email.as_str(), details.language, &letter).await?;
        }
        tx.execute(
            "UPDATE sign_up SET mailed = $1 WHERE token_hash = $2",
            args![details.email.as_str(), id::hash(secret)],
        )
        .await?;
        tx.commit().await
    }

    /// Sends the mail to confirm an address once more. Always the same answer.
    ///
    /// # Errors
    /// [`Error::Gone`] if nothing was sent for this sign-up; [`Error::TooMany`].
    pub async fn mail_sign_up_again(&self, actor: &Actor, secret: &str) -> Result<(), Error> {
        let mailed = self.under_way(secret).await?.and_then(|row| row.state.mailed).ok_or(Error::Gone)?;
        let key = mailed.to_lowercase();
        self.count(actor, &[(Limit::SignUpFromAddress, ""), (Limit::MailToAddress, &key)]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        match known::by_key(&mut tx, &key).await? {
            Some(owner) if owner.is_somebodys() => owner.warn(&mut tx, now).await?,
            Some(nobodys) => mail_again(&mut tx, now, &nobodys).await?,
            None => {}
        }
        tx.commit().await
    }

    /// Confirms an address by the link that was mailed to it. `sign_up` is the secret of the sign-up in the browser that
    /// asks, if there is one.
    ///
    /// # Errors
    /// [`Error::Gone`] if the link was used or has expired; [`Error::Conflict`] if the new address of an account has become
    /// another account's; [`Error::TooMany`].
    pub async fn confirm_address(
        &self,
        actor: &Actor,
        secret: &str,
        sign_up: Option<&str>,
        user_agent: &str,
    ) -> Result<Confirmed, Error> {
        self.count(actor, &[(Limit::ConfirmFromAddress, "")]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Some((account, link)) = token::take::<Link>(&mut tx, now, Purpose::Confirm, secret).await? else {
            return self.confirm_new_address(tx, now, secret).await;
        };
        let row = tx
            .row("UPDATE account SET verified_at = $1 WHERE id = $2 AND disabled_at IS NULL RETURNING language, alerts", args![now, &account])
            .await?
            .ok_or(Error::Gone)?;
        let language: Lang = row.lang("language")?;
        audit::note(&mut tx, now, &account, Action::ConfirmAddress, &account, "", "").await?;
        if row.int("alerts")? != 0 {
            alert::keep_wish(&mut tx, now, &account, language).await?;
        }
        let same_browser = sign_up.is_some_and(|secret| id::hash(secret) == link.sign_up);
        let confirmed = if link.again && !same_browser {
            tx.execute("UPDATE account SET password_hash = '' WHERE id = $1", args![&account]).await?;
            let secret = token::issue(&mut tx, now, Purpose::Password, &account, &()).await?;
            Confirmed::SetPassword { path: password_path(language, &secret) }
        } else {
            tx.execute("DELETE FROM sign_up WHERE token_hash = $1", args![link.sign_up]).await?;
            let token = session::open(&mut tx, now, &account, user_agent).await?;
            Confirmed::SignedIn { session: SignedIn { token, language }, next: link.next }
        };
        tx.commit().await?;
        Ok(confirmed)
    }

    /// Whether a link to confirm an address still does so.
    ///
    /// # Errors
    /// The database is away.
    pub async fn confirms_address(&self, secret: &str) -> Result<bool, Error> {
        let now = self.clock.now();
        Ok(token::account_of(&self.db, now, Purpose::Confirm, secret).await?.is_some()
            || token::account_of(&self.db, now, Purpose::Email, secret).await?.is_some())
    }

    async fn keep_sign_up(&self, secret: &str, fields: &Fields, problems: &Problems) -> Result<(), Error> {
        let (fields, problems) = (serde_json::to_string(fields)?, serde_json::to_string(problems)?);
        let args = args![fields, problems, id::hash(secret)];
        self.db.execute("UPDATE sign_up SET fields = $1, problems = $2 WHERE token_hash = $3", args).await?;
        Ok(())
    }

    async fn under_way(&self, secret: &str) -> Result<Option<UnderWay>, Error> {
        let row = self
            .db
            .row(
                "SELECT * FROM sign_up WHERE token_hash = $1 AND expires_at > $2",
                args![id::hash(secret), self.clock.now()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let Some(residence) = Country::parse(&row.text("residence")?) else { return Ok(None) };
        let accepted =
            Acceptance { residence, version: row.text("version")?, language: row.lang("language")? };
        let state = SignUpState {
            accepted,
            fields: row.json("fields")?,
            problems: row.json("problems")?,
            mailed: row.optional_text("mailed")?,
        };
        Ok(Some(UnderWay { state, accepted_at: row.int("accepted_at")?, next: row.text("next")? }))
    }
}

/// A sign-up as its row has it.
struct UnderWay {
    state: SignUpState,
    accepted_at: i64,
    next: String,
}

/// Mails the link that confirms a new account's address once more; what the last one knew, this one knows.
pub(crate) async fn mail_again(tx: &mut Tx, now: i64, known: &Known) -> Result<(), Error> {
    let last =
        tx.row("SELECT data FROM token WHERE account = $1 AND purpose = 'confirm'", args![&known.id]).await?;
    // Of a link that is no longer there nothing is known: it may have been of a second sign-up.
    let link = last.map_or(Ok(Link { again: true, ..Link::default() }), |row| row.json::<Link>("data"))?;
    let secret = token::issue(tx, now, Purpose::Confirm, &known.id, &link).await?;
    let letter = Letter::ConfirmAddress { name: known.name(), path: confirm_path(known.language, &secret) };
    known.write(tx, now, &letter).await?;
    audit::note(tx, now, "visitor", Action::MailAgain, &known.id, "", "").await
}
