//! Drafts: what is typed, saved as it is typed, version by version, never overwritten unseen.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    id,
};
use model::{
    account::Role,
    form::{Fields, Form, Opened, Outcome, Save, Saved, Unsaved},
    problem::Problems,
    profile::{ENTRIES_MOST, Section},
};

/// The most texts of one form that wait beside a newer version: more than anybody posts before deciding.
const UNSAVED_MOST: i64 = 20;

/// Reads a draft; version 0 if there is none yet.
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, owner: &str, form: &Form) -> Result<Saved, Error> {
    Ok(find(tx, owner, form).await?.map(|kept| kept.saved).unwrap_or_default())
}

/// What stands in a form for its owner: the draft, or what the account tells before there is one.
///
/// # Errors
/// The database is away.
pub(crate) async fn standing(tx: &mut Tx, owner: &str, form: &Form) -> Result<Saved, Error> {
    let mut saved = read(tx, owner, form).await?;
    if saved.version == 0 && *form == Form::Section(Section::Personal) {
        saved.fields = from_account(tx, owner).await?;
    }
    Ok(saved)
}

struct Kept {
    saved: Saved,
    writer: String,
    turn: i64,
}

async fn find(tx: &mut Tx, owner: &str, form: &Form) -> Result<Option<Kept>, Error> {
    let row = tx
        .row("SELECT version, saved_at, fields, problems, writer, turn FROM draft WHERE owner = $1 AND form = $2", args![owner, form.to_string()])
        .await?;
    row.map(|row| {
        let saved = Saved {
            version: row.int("version")?,
            saved_at: row.int("saved_at")?,
            fields: row.json("fields")?,
            problems: row.json("problems")?,
        };
        Ok(Kept { saved, writer: row.text("writer")?, turn: row.int("turn")? })
    })
    .transpose()
}

/// Saves a draft's next version, if it is based on the newest, or if the same page made the newest. What stands there
/// already makes no new version; a draft that was removed in the meantime is not made again.
///
/// # Errors
/// The database is away.
pub async fn write(
    tx: &mut Tx,
    now: i64,
    owner: &str,
    save: &Save,
    problems: &Problems,
) -> Result<Outcome, Error> {
    let key = save.form.to_string();
    let (fields, marked) = (serde_json::to_string(&save.fields)?, serde_json::to_string(problems)?);
    let newest = find(tx, owner, &save.form).await?;
    let written = match &newest {
        None if save.base > 0 => return Ok(Outcome::Gone),
        None => {
            tx.execute(
                "INSERT INTO draft (owner, form, version, fields, problems, writer, turn, saved_at) \
                 VALUES ($1, $2, 1, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                args![owner, key.as_str(), fields.as_str(), marked, &save.writer, save.turn, now],
            )
            .await?
        }
        Some(kept) => {
            let same = kept.saved.fields == save.fields && kept.saved.problems == *problems;
            let own = !save.writer.is_empty() && kept.writer == save.writer;
            if same {
                forget_unsaved(tx, owner, &key, &fields, save.decided.as_deref()).await?;
            }
            if same || (own && kept.turn >= save.turn) {
                return Ok(Outcome::Saved { version: kept.saved.version, saved_at: kept.saved.saved_at });
            }
            if kept.saved.version != save.base && !own {
                return Ok(Outcome::Stale(kept.saved.clone()));
            }
            tx.execute(
                "UPDATE draft SET version = version + 1, fields = $1, problems = $2, writer = $3, turn = $4, saved_at = $5 \
                 WHERE owner = $6 AND form = $7 AND version = $8",
                args![fields.as_str(), marked, &save.writer, save.turn, now, owner, key.as_str(), kept.saved.version],
            )
            .await?
        }
    };
    if written == 0 {
        // On PostgreSQL another save may have come between the look and the write.
        let newest = find(tx, owner, &save.form).await?;
        return Ok(newest.map_or(Outcome::Gone, |kept| Outcome::Stale(kept.saved)));
    }
    forget_unsaved(tx, owner, &key, &fields, save.decided.as_deref()).await?;
    Ok(Outcome::Saved { version: newest.map_or(0, |kept| kept.saved.version) + 1, saved_at: now })
}

/// Notes what is wrong with a draft as it stands: shown when its page is opened, until it is saved again.
///
/// # Errors
/// The database is away.
pub async fn mark(tx: &mut Tx, owner: &str, form: &Form, problems: &Problems) -> Result<(), Error> {
    tx.execute(
        "UPDATE draft SET problems = $1 WHERE owner = $2 AND form = $3",
        args![serde_json::to_string(problems)?, owner, form.to_string()],
    )
    .await?;
    Ok(())
}

/// Keeps what could not be saved because its base was stale, to be shown beside the newer version. Of a form's texts that
/// wait so, each is shown in its turn; only the newest [`UNSAVED_MOST`] are kept.
///
/// # Errors
/// The database is away.
pub async fn keep_unsaved(
    tx: &mut Tx,
    now: i64,
    owner: &str,
    form: &Form,
    fields: &Fields,
) -> Result<(), Error> {
    let (key, fields) = (form.to_string(), serde_json::to_string(fields)?);
    forget_unsaved(tx, owner, &key, &fields, None).await?;
    tx.execute(
        "INSERT INTO unsaved (id, owner, form, fields) VALUES ($1, $2, $3, $4)",
        args![id::new(now), owner, &key, fields],
    )
    .await?;
    tx.execute(
        "DELETE FROM unsaved WHERE owner = $1 AND form = $2 AND id NOT IN \
         (SELECT id FROM unsaved WHERE owner = $1 AND form = $2 ORDER BY id DESC LIMIT $3)",
        args![owner, &key, UNSAVED_MOST],
    )
    .await?;
    Ok(())
}

/// Forgets a text that was kept beside a newer version, now that it is saved itself, and the one that was decided about.
/// Any other waits for its writer: who saves, on another device perhaps, need not have seen it.
async fn forget_unsaved(
    tx: &mut Tx,
    owner: &str,
    form: &str,
    fields: &str,
    decided: Option<&str>,
) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM unsaved WHERE owner = $1 AND form = $2 AND (fields = $3 OR id = $4)",
        args![owner, form, fields, decided.unwrap_or_default()],
    )
    .await?;
    Ok(())
}

/// The role whose holders fill in a form.
const fn role(form: &Form) -> Role {
    match form {
        Form::Section(_) | Form::Entry(..) | Form::Application(_) => Role::Candidate,
    }
}

/// Whether a person may have a draft of this form now.
pub(crate) async fn allowed(tx: &mut Tx, now: i64, account: &str, form: &Form) -> Result<bool, Error> {
    match form {
        Form::Application(slug) => {
            let open = tx
                .row("SELECT 1 AS one FROM vacancy WHERE slug = $1 AND published_at <= $2", args![slug, now])
                .await?;
            Ok(open.is_some())
        }
        Form::Entry(section, _) => {
            let pattern = format!("profile/{section}/%");
            let row = tx
                .row(
                    "SELECT COUNT(*) AS entries FROM draft WHERE owner = $1 AND form LIKE $2 AND form <> $3",
                    args![account, pattern, form.to_string()],
                )
                .await?;
            Ok(row.map(|row| row.int("entries")).transpose()?.unwrap_or(0) < ENTRIES_MOST as i64)
        }
        Form::Section(_) => Ok(true),
    }
}

/// What the account tells of a person already, so that it need not be typed again.
async fn from_account(tx: &mut Tx, account: &str) -> Result<Fields, Error> {
    let row = tx
        .row(
            "SELECT family_name, given_names, \
             (SELECT residence FROM acceptance WHERE account = account.id ORDER BY accepted_at DESC LIMIT 1) AS residence \
             FROM account WHERE id = $1",
            args![account],
        )
        .await?;
    let Some(row) = row else { return Ok(Fields::default()) };
    Ok(Fields(vec![
        ("family_name".to_owned(), row.text("family_name")?),
        ("given_names".to_owned(), row.text("given_names")?),
        ("residence".to_owned(), row.optional_text("residence")?.unwrap_or_default()),
    ]))
}

/// What somebody decided about two texts that a page showed.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// The text that waited, by its id.
    pub waiting: &'a str,
    /// The [`Fields::digest`] of the newer version, with which the page's fields were filled.
    pub shown: &'a str,
    /// Whether the text that waited is kept, rather than the newer version.
    pub keep_mine: bool,
}

impl Services {
    /// Opens a form of the person's own.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if the person cannot have such a form.
    pub async fn open_form(&self, actor: &Actor, form: &Form) -> Result<Opened, Error> {
        let owner = &actor.with(role(form))?.account;
        let mut tx = self.db.begin_reading().await?;
        if !allowed(&mut tx, self.clock.now(), owner, form).await? {
            return Err(Error::NotFound);
        }
        let saved = standing(&mut tx, owner, form).await?;
        let unsaved = tx
            .row(
                "SELECT id, fields FROM unsaved WHERE owner = $1 AND form = $2 ORDER BY id LIMIT 1",
                args![owner, form.to_string()],
            )
            .await?;
        let unsaved = unsaved
            .map(|row| Ok::<_, Error>(Unsaved { id: row.text("id")?, fields: row.json("fields")? }))
            .transpose()?;
        Ok(Opened { saved, unsaved })
    }

    /// Saves a form as it stands, valid or not.
    ///
    /// # Errors
    /// [`Error::Forbidden`]; the database is away. All else is an [`Outcome`], because the page must go on holding the text.
    pub async fn save_draft(&self, actor: &Actor, save: Save) -> Result<Outcome, Error> {
        self.keep(actor, save, false).await
    }

    /// Saves a form without WebAssembly: as [`Services::save_draft`], but the page is left, so a stale text is kept beside
    /// the newer one, and an entry that was removed elsewhere is made again.
    ///
    /// With `check`, what is wrong is kept too, and shown when the page is opened again.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what is wrong (the draft is saved all the same); [`Error::Conflict`] for a stale base (the
    /// text is kept beside the newer one); [`Error::SignedOut`], [`Error::Forbidden`], [`Error::Gone`]; the database is away.
    pub async fn post_draft(&self, actor: &Actor, save: Save, check: bool) -> Result<(), Error> {
        let form = save.form.clone();
        let fields = save.fields.clone();
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut outcome = self.keep(actor, save.clone(), check).await?;
        if outcome == Outcome::Gone && save.base > 0 {
            outcome = self.keep(actor, Save { base: 0, ..save }, check).await?;
        }
        match outcome {
            Outcome::Saved { .. } if !check => Ok(()),
            Outcome::Saved { .. } => {
                let problems = form.problems(&fields, today);
                if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
            }
            Outcome::Stale(_) => {
                let mut tx = self.db.begin().await?;
                keep_unsaved(&mut tx, now, &actor.signed_in()?.account, &form, &fields.of_form(&form)?)
                    .await?;
                tx.commit().await?;
                Err(Error::Conflict)
            }
            Outcome::TooLong(problems) => Err(Error::Invalid(problems)),
            Outcome::SignedOut => Err(Error::SignedOut),
            Outcome::Gone => Err(Error::Gone),
        }
    }

    async fn keep(&self, actor: &Actor, mut save: Save, check: bool) -> Result<Outcome, Error> {
        let viewer = match actor.with(role(&save.form)) {
            Err(Error::SignedOut | Error::StatementDue) => return Ok(Outcome::SignedOut),
            viewer => viewer?,
        };
        save.fields = match save.fields.of_form(&save.form) {
            Ok(fields) => fields,
            Err(problems) => return Ok(Outcome::TooLong(problems)),
        };
        let problems =
            if check { save.form.problems(&save.fields, self.clock.today()) } else { Problems::default() };
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if !allowed(&mut tx, now, &viewer.account, &save.form).await? {
            return Ok(Outcome::Gone);
        }
        let outcome = write(&mut tx, now, &viewer.account, &save, &problems).await?;
        tx.commit().await?;
        if matches!(outcome, Outcome::Saved { .. }) {
            metrics::counter!("drafts_saved_total").increment(1);
        }
        Ok(outcome)
    }

    /// Decides, without WebAssembly, between a text that the form's page shows beside a newer version and that version,
    /// `page.base`. What was typed into the page's fields besides waits in its turn.
    ///
    /// # Errors
    /// [`Error::Conflict`] if something is left to decide: yet another version has come, the page was typed into, or the text
    /// was decided about elsewhere; all are still there, and the page shows them. [`Error::Invalid`] if a field is too long
    /// even to be kept; [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn settle(&self, actor: &Actor, page: &Save, decision: &Decision<'_>) -> Result<(), Error> {
        let Decision { waiting, shown, keep_mine } = *decision;
        let form = &page.form;
        let owner = &actor.with(role(form))?.account;
        let typed = page.fields.clone().of_form(form)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let newest = read(&mut tx, owner, form).await?;
        let mine: Option<Fields> = tx
            .row(
                "SELECT fields FROM unsaved WHERE id = $1 AND owner = $2 AND form = $3",
                args![waiting, owner, form.to_string()],
            )
            .await?
            .map(|row| row.json("fields"))
            .transpose()?;
        let is_typed = !typed.0.is_empty() && typed.digest() != shown;
        let beside = is_typed && typed != newest.fields && Some(&typed) != mine.as_ref();
        let mut settled = !beside;
        match mine {
            Some(mine) if newest.version == page.base => {
                let (kept, problems) =
                    if keep_mine { (mine, Problems::default()) } else { (newest.fields, newest.problems) };
                let decided = Some(waiting.to_owned());
                let save = Save { decided, ..Save::posted(form.clone(), page.base, kept) };
                let outcome = write(&mut tx, now, owner, &save, &problems).await?;
                settled &= matches!(outcome, Outcome::Saved { .. });
            }
            _ => settled = false,
        }
        if beside {
            keep_unsaved(&mut tx, now, owner, form, &typed).await?;
        }
        tx.commit().await?;
        if settled { Ok(()) } else { Err(Error::Conflict) }
    }

    /// Removes an entry of a list section.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if there is no such entry, or the form is not an entry's.
    pub async fn remove_entry(&self, actor: &Actor, form: &Form) -> Result<(), Error> {
        let owner = &actor.with(role(form))?.account;
        if !matches!(form, Form::Entry(..)) {
            return Err(Error::NotFound);
        }
        let now = self.clock.now();
        let key = form.to_string();
        let mut tx = self.db.begin().await?;
        let removed = tx
            .execute("DELETE FROM draft WHERE owner = $1 AND form = $2", args![owner, key.as_str()])
            .await?;
        if removed == 0 {
            return Err(Error::NotFound);
        }
        tx.execute("DELETE FROM unsaved WHERE owner = $1 AND form = $2", args![owner, key.as_str()]).await?;
        audit::note(&mut tx, now, owner, Action::RemoveEntry, &key, "", "").await?;
        tx.commit().await
    }
}
