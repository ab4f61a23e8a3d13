//! What was posted and could not be taken at once: long forms after the session's end (parked until their writer has
//! signed in again), small forms over the redirect to their page (a flash). Never a password.

use crate::{
    Actor, Error, Services, args,
    audit::{self, Action},
    clock::{HOUR, MINUTE},
    id,
    limit::Limit,
};
use model::{
    draft::over,
    form::{Fields, Form, Save},
    problem::{Problem, Problems},
    proposal::REST_SAVED,
};

/// How long a long form is kept, and the cookie of its secret.
pub const PARKED: i64 = HOUR;

/// How long a small form is kept, and the cookie of its secret.
pub const FLASH: i64 = 10 * MINUTE;

/// The most UTF-16 code units of a field of a small form that are kept: a list of addresses is long.
const SMALL_FIELD: usize = 20_000;

/// The field with a form that was pasted, of which more is kept.
const PASTED: &str = "text";

/// The most bytes of a form that are kept for who is not signed in.
const MOST: usize = 1_000_000;

impl Services {
    /// Keeps a form that was posted after the session had ended, for the person whose session it was, and gives a secret for
    /// a cookie. `session` is the secret of that session.
    ///
    /// # Errors
    /// [`Error::SignedOut`] if it is not known whose session it was (it ended more than a day ago): nothing is kept, so that
    /// it cannot come into another person's hands; [`Error::Invalid`] if it is too long; [`Error::TooMany`].
    pub async fn park(
        &self,
        actor: &Actor,
        session: &str,
        form: &Form,
        base: i64,
        fields: Fields,
    ) -> Result<String, Error> {
        let fields = serde_json::to_string(&fields.of_form(form)?)?;
        self.keep_parked(actor, session, &form.to_string(), base, fields).await
    }

    /// As [`Services::park`], a small form, by its name: its page shows it again.
    ///
    /// # Errors
    /// As [`Services::park`].
    pub async fn park_small(
        &self,
        actor: &Actor,
        session: &str,
        form: &str,
        fields: &Fields,
    ) -> Result<String, Error> {
        self.keep_parked(actor, session, form, 0, serde_json::to_string(&of_small(fields))?).await
    }

    async fn keep_parked(
        &self,
        actor: &Actor,
        session: &str,
        form: &str,
        base: i64,
        fields: String,
    ) -> Result<String, Error> {
        self.count(actor, &[(Limit::KeepFromAddress, "")]).await?;
        let row = self
            .db
            .row("SELECT account FROM session WHERE token_hash = $1", args![id::hash(session)])
            .await?;
        let account = row.ok_or(Error::SignedOut)?.text("account")?;
        if fields.len() > MOST {
            return Err(Problems::from((
                "form",
                Problem::TooLong { over: u32::try_from(fields.len() - MOST).unwrap_or(u32::MAX) },
            ))
            .into());
        }
        let secret = id::secret()?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        tx.execute("DELETE FROM parked WHERE account = $1 AND form = $2", args![&account, form]).await?;
        tx.execute(
            "INSERT INTO parked (token_hash, account, form, base, fields, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
            args![id::hash(&secret), &account, form, base, fields, now + PARKED],
        )
        .await?;
        audit::note(&mut tx, now, &account, Action::Park, form, "", "").await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Takes a parked form up again as the draft of who has signed in. If another version came in between, nothing is
    /// overwritten: the text is kept beside it, and the form's page shows both. None if there is no parked form, if it is
    /// another person's, or if its form is no longer there.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::StatementDue`]
    pub async fn unpark(&self, actor: &Actor, secret: &str) -> Result<Option<Form>, Error> {
        let viewer = actor.signed_in()?;
        let args = args![id::hash(secret), &viewer.account, self.clock.now()];
        let sql = "SELECT form, base, fields FROM parked WHERE token_hash = $1 AND account = $2 AND expires_at > $3";
        let Some(row) = self.db.row(sql, args).await? else { return Ok(None) };
        let Some(form) = Form::parse(&row.text("form")?) else { return Ok(None) };
        let save = Save::posted(form.clone(), row.int("base")?, row.json("fields")?);
        let taken = match self.post_draft(actor, save, false).await {
            Ok(()) | Err(Error::Conflict) => Some(form),
            Err(Error::Gone | Error::Invalid(_)) => None,
            Err(error) => return Err(error),
        };
        // Only now: had the program stopped before, the form would still be there, and taking it twice changes nothing.
        self.db.execute("DELETE FROM parked WHERE token_hash = $1", args![id::hash(secret)]).await?;
        Ok(taken)
    }

    /// Takes a small form up again that was parked: it is kept until its page is shown, as by [`Services::keep_flash`], whose secret this
    /// gives. None if there is no such form, or if it is another person's.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::StatementDue`], [`Error::TooMany`]
    pub async fn unpark_small(&self, actor: &Actor, secret: &str) -> Result<Option<String>, Error> {
        let args = args![id::hash(secret), &actor.signed_in()?.account, self.clock.now()];
        let sql =
            "SELECT form, fields FROM parked WHERE token_hash = $1 AND account = $2 AND expires_at > $3";
        let Some(row) = self.db.row(sql, args).await? else { return Ok(None) };
        let flash =
            self.keep_flash(actor, &row.text("form")?, &row.json("fields")?, &Problems::default()).await?;
        self.db.execute("DELETE FROM parked WHERE token_hash = $1", args![id::hash(secret)]).await?;
        Ok(Some(flash))
    }

    /// Keeps what a small form said, and what was wrong with it, until its page is shown; gives a secret for a cookie. Fields
    /// whose name speaks of a password or of a link's secret are left out.
    ///
    /// # Errors
    /// [`Error::TooMany`]
    pub async fn keep_flash(
        &self,
        actor: &Actor,
        form: &str,
        fields: &Fields,
        problems: &Problems,
    ) -> Result<String, Error> {
        self.count(actor, &[(Limit::KeepFromAddress, "")]).await?;
        let kept = of_small(fields);
        let secret = id::secret()?;
        self.db
            .execute(
                "INSERT INTO flash (token_hash, form, fields, problems, expires_at) VALUES ($1, $2, $3, $4, $5)",
                args![id::hash(&secret), form, serde_json::to_string(&kept)?, serde_json::to_string(problems)?, self.clock.now() + FLASH],
            )
            .await?;
        Ok(secret)
    }

    /// Gives what a small form said and what was wrong with it, once.
    ///
    /// # Errors
    /// The database is away.
    pub async fn take_flash(&self, secret: &str, form: &str) -> Result<Option<(Fields, Problems)>, Error> {
        let mut tx = self.db.begin().await?;
        let row = tx
            .row(
                "DELETE FROM flash WHERE token_hash = $1 AND form = $2 AND expires_at > $3 RETURNING fields, problems",
                args![id::hash(secret), form, self.clock.now()],
            )
            .await?;
        tx.commit().await?;
        row.map(|row| Ok((row.json("fields")?, row.json("problems")?))).transpose()
    }
}

/// What is kept of a small form.
fn of_small(fields: &Fields) -> Fields {
    let most = |name: &str| if name == PASTED { REST_SAVED } else { SMALL_FIELD };
    let kept = fields.0.iter().filter(|(name, text)| {
        !name.contains("password") && name != "token" && over(text, most(name)).is_none()
    });
    Fields(kept.map(|(name, text)| (name.clone(), model::text::kept(text))).collect())
}
