//! Texts that wait: posted on the base of an older version, for room in their section, or into a form that another has published or
//! given up. Neither saved nor lost, until their writer has decided.

use super::{Room, Whose, changed, hold, may, owner, read, room, write};
use crate::{Actor, Error, Services, Tx, args, id, vacancy::desk};
use model::{
    form::{Fields, Form, Outcome, Save},
    problem::Problems,
    vacancy::draft::Part,
};

/// The most texts of one form that wait beside a newer version: more than anybody posts before deciding.
const UNSAVED_MOST: i64 = 20;

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
pub(super) async fn forget_unsaved(
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

/// Forgets every text of a form that waits.
pub(super) async fn forget_all_unsaved(tx: &mut Tx, owner: &str, form: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM unsaved WHERE owner = $1 AND form = $2", args![owner, form]).await?;
    Ok(())
}

/// Keeps a new entry's text until its section has room for it; of a section, only the newest [`UNSAVED_MOST`].
pub(super) async fn keep_for_room(
    tx: &mut Tx,
    now: i64,
    owner: &str,
    form: &Form,
    fields: &Fields,
) -> Result<(), Error> {
    forget_all_unsaved(tx, owner, &form.to_string()).await?;
    keep_unsaved(tx, now, owner, form, fields).await?;
    let Some(section) = form.section() else { return Ok(()) };
    tx.execute(
        "DELETE FROM unsaved WHERE id IN (SELECT id FROM unsaved WHERE owner = $1 AND form LIKE $2 \
         AND form NOT IN (SELECT form FROM draft WHERE owner = $1) ORDER BY id DESC LIMIT 1000 OFFSET $3)",
        args![owner, format!("profile/{section}/%"), UNSAVED_MOST],
    )
    .await?;
    Ok(())
}

/// Whether a text of a form may be left when the form is no longer there: of those that several people share, one may have
/// published or given up what another writes. What is no text is not kept: an order, a day.
pub(super) const fn may_be_left(form: &Form) -> bool {
    match form {
        Form::Vacancy(_, part) => !matches!(part, Part::Questions | Part::Extension),
        Form::Question(..) | Form::Proposal(..) | Form::Review(_) => true,
        Form::Call(_) | Form::Section(_) | Form::Entry(..) | Form::Application(_) => false,
    }
}

/// The forms of somebody's in which a text waits, of those whose keys begin so.
///
/// # Errors
/// The database is away.
pub(crate) async fn waiting_forms(tx: &mut Tx, person: &str, beginning: &str) -> Result<Vec<Form>, Error> {
    let sql = "SELECT DISTINCT form FROM unsaved WHERE owner = $1 AND form LIKE $2 ORDER BY form";
    let rows = tx.rows(sql, args![person, format!("{beginning}%")]).await?;
    let forms = rows.iter().map(|row| Ok(Form::parse(&row.text("form")?)));
    Ok(forms.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
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
        let viewer = may(actor, form)?;
        let (owner, person) = (owner(viewer, form), &viewer.account);
        let whose = Whose { owner: &owner, person };
        let typed = page.fields.clone().of_form(form)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        hold(&mut tx, now, form).await?;
        // What is no longer written is not begun again by it.
        let gone = room(&mut tx, now, person, form).await? == Room::None;
        let newest = read(&mut tx, &owner, form).await?;
        let mine: Option<Fields> = tx
            .row(
                "SELECT fields FROM unsaved WHERE id = $1 AND owner = $2 AND form = $3",
                args![waiting, person, form.to_string()],
            )
            .await?
            .map(|row| row.json("fields"))
            .transpose()?;
        let is_typed = !typed.0.is_empty() && typed.digest() != shown;
        let beside = is_typed && typed != newest.fields && Some(&typed) != mine.as_ref();
        let mut settled = !beside;
        match mine {
            Some(mine) if newest.version == page.base && !gone => {
                let (kept, problems) =
                    if keep_mine { (mine, Problems::default()) } else { (newest.fields, newest.problems) };
                let decided = Some(waiting.to_owned());
                let save = Save { decided, ..Save::posted(form.clone(), page.base, kept) };
                let outcome = write(&mut tx, now, whose, &save, &problems).await?;
                let saved = matches!(outcome, Outcome::Saved { .. });
                if saved && keep_mine {
                    changed(&mut tx, now, form, person).await?;
                }
                settled &= saved;
            }
            _ => settled = false,
        }
        if beside {
            keep_unsaved(&mut tx, now, person, form, &typed).await?;
        }
        tx.commit().await?;
        if settled { Ok(()) } else { Err(Error::Conflict) }
    }
    /// The forms of vacancies in which a text of the person's waits, be they still there or not.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn waiting_at_desk(&self, actor: &Actor) -> Result<Vec<Form>, Error> {
        let person = &desk::may(actor)?.account;
        let mut tx = self.db.begin_reading().await?;
        waiting_forms(&mut tx, person, "vacancies/").await
    }

    /// The person's texts of a form that is no longer written: each is kept until its writer lets it go, or the form is written again.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn left_texts(&self, actor: &Actor, form: &Form) -> Result<Vec<Fields>, Error> {
        let person = &may(actor, form)?.account;
        let mut tx = self.db.begin_reading().await?;
        if !is_left(&mut tx, self.clock.now(), person, form).await? {
            return Ok(Vec::new());
        }
        let sql = "SELECT fields FROM unsaved WHERE owner = $1 AND form = $2 ORDER BY id";
        let rows = tx.rows(sql, args![person, form.to_string()]).await?;
        rows.iter().map(|row| row.json("fields")).collect()
    }

    /// Lets the person's texts of a form go that is no longer written; those of one that is are decided about where it is.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub async fn let_go(&self, actor: &Actor, form: &Form) -> Result<(), Error> {
        let person = &may(actor, form)?.account;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        hold(&mut tx, now, form).await?;
        if is_left(&mut tx, now, person, form).await? {
            forget_all_unsaved(&mut tx, person, &form.to_string()).await?;
        }
        tx.commit().await
    }
}

async fn is_left(tx: &mut Tx, now: i64, person: &str, form: &Form) -> Result<bool, Error> {
    Ok(may_be_left(form) && room(tx, now, person, form).await? == Room::None)
}
