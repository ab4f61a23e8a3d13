//! Drafts: what is typed, saved as it is typed, version by version, never overwritten unseen.

mod waiting;

pub use waiting::{Decision, keep_unsaved};

use crate::{
    Actor, Error, Services, Tx, application, args,
    audit::{self, Action},
    proposal::{self, writing},
    vacancy::desk,
};
use model::{
    account::{Role, Viewer},
    form::{Fields, Form, Opened, Outcome, Save, Saved, Taken, Unsaved},
    problem::Problems,
    profile::{ENTRIES_MOST, Section},
    vacancy::draft::{Part, question::QuestionDraft},
};
pub(crate) use waiting::waiting_forms;
use waiting::{forget_all_unsaved, forget_unsaved, keep_for_room, may_be_left};

/// The most pages of which a draft remembers the last save: more than anybody has open with an unsaved text in each.
const TAKEN_MOST: usize = 20;

/// Whose a draft is, and who types into it. The same, unless several people share it: then it is its subject's, and a text of
/// somebody's that waits beside it is that person's.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    pub owner: &'a str,
    pub person: &'a str,
}

impl<'a> From<&'a str> for Whose<'a> {
    fn from(person: &'a str) -> Self {
        Whose { owner: person, person }
    }
}

impl<'a> From<&'a String> for Whose<'a> {
    fn from(person: &'a String) -> Self {
        person.as_str().into()
    }
}

/// Who owns the draft of a person's form: the person, or the form's subject.
fn owner(viewer: &Viewer, form: &Form) -> String {
    form.subject().unwrap_or_else(|| viewer.account.clone())
}

/// Reads a draft; version 0 if there is none yet.
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, owner: &str, form: &Form) -> Result<Saved, Error> {
    Ok(find(tx, owner, form).await?.map(|kept| kept.saved).unwrap_or_default())
}

/// What stands in a form for its owner: the draft, or what account and profile tell before there is one.
///
/// # Errors
/// The database is away.
pub(crate) async fn standing(tx: &mut Tx, owner: &str, form: &Form) -> Result<Saved, Error> {
    Ok(begun(tx, owner, form).await?.saved)
}

async fn begun(tx: &mut Tx, owner: &str, form: &Form) -> Result<Kept, Error> {
    let mut kept = find(tx, owner, form).await?.unwrap_or_default();
    if kept.saved.version == 0 {
        kept.saved.fields = match form {
            Form::Section(Section::Personal) => from_account(tx, owner).await?,
            Form::Application(slug) => from_before(tx, owner, slug).await?,
            _ => kept.saved.fields,
        };
    }
    Ok(kept)
}

#[derive(Default)]
struct Kept {
    saved: Saved,
    writer: String,
    turn: i64,
    taken: Vec<Taken>,
    begun_at: i64,
}

impl Kept {
    /// The saves that are taken once this one is. Of a page without a name, nothing is remembered.
    fn taken_with(&self, save: &Save) -> Vec<Taken> {
        let mut taken = self.taken.clone();
        if !save.writer.is_empty() {
            let before = taken.iter().position(|before| before.writer == save.writer);
            let turn = before.map_or(save.turn, |at| taken.remove(at).turn.max(save.turn));
            taken.push(Taken { writer: save.writer.clone(), turn });
        }
        taken.split_off(taken.len().saturating_sub(TAKEN_MOST))
    }
}

async fn find(tx: &mut Tx, owner: &str, form: &Form) -> Result<Option<Kept>, Error> {
    let row = tx
        .row("SELECT version, saved_at, fields, problems, writer, turn, taken, begun_at FROM draft WHERE owner = $1 AND form = $2", args![owner, form.to_string()])
        .await?;
    row.map(|row| {
        let saved = Saved {
            version: row.int("version")?,
            saved_at: row.int("saved_at")?,
            fields: row.json("fields")?,
            problems: row.json("problems")?,
        };
        Ok(Kept {
            saved,
            writer: row.text("writer")?,
            turn: row.int("turn")?,
            taken: row.json("taken")?,
            begun_at: row.int("begun_at")?,
        })
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
    whose: impl Into<Whose<'_>>,
    save: &Save,
    problems: &Problems,
) -> Result<Outcome, Error> {
    let Whose { owner, person } = whose.into();
    let key = save.form.to_string();
    let (fields, marked) = (serde_json::to_string(&save.fields)?, serde_json::to_string(problems)?);
    let newest = find(tx, owner, &save.form).await?;
    let taken = match &newest {
        Some(kept) => kept.taken_with(save),
        None => Kept::default().taken_with(save),
    };
    let taken = serde_json::to_string(&taken)?;
    let written = match &newest {
        None if save.base > 0 => return Ok(Outcome::Gone),
        None => {
            // What waited for room in the section has it now; beside a form that is shared, each text waits for its writer.
            if save.form.subject().is_none() {
                forget_all_unsaved(tx, person, &key).await?;
            }
            tx.execute(
                "INSERT INTO draft (owner, form, version, fields, problems, writer, turn, taken, saved_at, begun_at) \
                 VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING",
                args![owner, key.as_str(), fields.as_str(), marked, &save.writer, save.turn, taken, now],
            )
            .await?
        }
        Some(kept) => {
            let same = kept.saved.fields == save.fields && kept.saved.problems == *problems;
            let own = !save.writer.is_empty() && kept.writer == save.writer;
            if same {
                forget_unsaved(tx, person, &key, &fields, save.decided.as_deref()).await?;
                // The page's copy is taken with it, and must not be held against what comes later; nor is a save of the page
                // that was overtaken on its way newer than this one.
                let turn = if own { kept.turn.max(save.turn) } else { kept.turn };
                tx.execute(
                    "UPDATE draft SET turn = $1, taken = $2 WHERE owner = $3 AND form = $4 AND version = $5",
                    args![turn, taken.as_str(), owner, key.as_str(), kept.saved.version],
                )
                .await?;
            }
            if same || (own && kept.turn >= save.turn) {
                return Ok(Outcome::Saved { version: kept.saved.version, saved_at: kept.saved.saved_at });
            }
            if kept.saved.version != save.base && !own {
                return Ok(Outcome::Stale(kept.saved.clone()));
            }
            tx.execute(
                "UPDATE draft SET version = version + 1, fields = $1, problems = $2, writer = $3, turn = $4, taken = $5, \
                 saved_at = $6 WHERE owner = $7 AND form = $8 AND version = $9",
                args![fields.as_str(), marked, &save.writer, save.turn, taken, now, owner, key.as_str(), kept.saved.version],
            )
            .await?
        }
    };
    if written == 0 {
        // On PostgreSQL another save may have come between the look and the write.
        let newest = find(tx, owner, &save.form).await?;
        return Ok(newest.map_or(Outcome::Gone, |kept| Outcome::Stale(kept.saved)));
    }
    forget_unsaved(tx, person, &key, &fields, save.decided.as_deref()).await?;
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

/// Removes a draft that has done its work.
///
/// # Errors
/// The database is away.
pub(crate) async fn forget(tx: &mut Tx, owner: &str, form: &Form) -> Result<(), Error> {
    let key = form.to_string();
    tx.execute("DELETE FROM draft WHERE owner = $1 AND form = $2", args![owner, key.as_str()]).await?;
    Ok(())
}

/// Who may fill in a form: asked of the room that it belongs to. Of a proposal, [`room`] knows more.
fn may<'a>(actor: &'a Actor, form: &Form) -> Result<&'a Viewer, Error> {
    match form {
        Form::Proposal(..) | Form::Review(_) => proposal::may(actor),
        Form::Call(_) => proposal::call::may(actor),
        Form::Section(_) | Form::Entry(..) | Form::Application(_) => actor.with(Role::Candidate),
        Form::Vacancy(..) | Form::Question(..) => desk::may(actor),
    }
}

/// Whether a person may have a draft of this form now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Free,
    /// The section has all the entries that it can have.
    Full,
    /// There is no such form for the person.
    None,
}

pub(crate) async fn room(tx: &mut Tx, now: i64, account: &str, form: &Form) -> Result<Room, Error> {
    match form {
        Form::Application(slug) => {
            let open = tx
                .row("SELECT 1 AS one FROM vacancy WHERE slug = $1 AND published_at <= $2", args![slug, now])
                .await?;
            Ok(if open.is_some() { Room::Free } else { Room::None })
        }
        Form::Entry(section, _) => {
            let pattern = format!("profile/{section}/%");
            let row = tx
                .row(
                    "SELECT COUNT(*) AS entries FROM draft WHERE owner = $1 AND form LIKE $2 AND form <> $3",
                    args![account, pattern, form.to_string()],
                )
                .await?;
            let entries = row.map(|row| row.int("entries")).transpose()?.unwrap_or(0);
            Ok(if entries < ENTRIES_MOST as i64 { Room::Free } else { Room::Full })
        }
        Form::Section(_) => Ok(Room::Free),
        Form::Proposal(..) | Form::Review(_) => {
            Ok(if writing::is_written(tx, now, account, form).await? { Room::Free } else { Room::None })
        }
        Form::Call(id) => {
            Ok(if proposal::call::is_written(tx, now, id).await? { Room::Free } else { Room::None })
        }
        // The order of the questions is not typed: it is arranged, one step at a time.
        Form::Vacancy(_, Part::Questions) => Ok(Room::None),
        Form::Vacancy(..) | Form::Question(..) => {
            Ok(if desk::is_written(tx, now, form).await? { Room::Free } else { Room::None })
        }
    }
}

/// Keeps what a form belongs to that several people write from being moved on until the transaction ends.
async fn hold(tx: &mut Tx, now: i64, form: &Form) -> Result<(), Error> {
    match form {
        Form::Proposal(id, _) | Form::Review(id) => writing::hold(tx, id).await,
        form => desk::hold(tx, now, form).await,
    }
}

/// Notes that a form was saved which several people write.
async fn changed(tx: &mut Tx, now: i64, form: &Form, by: &str) -> Result<(), Error> {
    match form {
        Form::Proposal(id, part) => writing::changed(tx, now, id, *part, by).await,
        form => desk::changed(tx, now, form, by).await,
    }
}

/// What an application begins with: what the profile tells already, and the last letter that was written, to be read again.
async fn from_before(tx: &mut Tx, owner: &str, slug: &str) -> Result<Fields, Error> {
    const NUMBER: &str = "personnel_number";
    let personal = read(tx, owner, &Form::Section(Section::Personal)).await?.fields;
    let letter = application::last_letter(tx, owner, slug).await?;
    Ok(Fields(vec![
        ("cover_letter".to_owned(), letter),
        (NUMBER.to_owned(), personal.get(NUMBER).to_owned()),
    ]))
}

/// Whether a text of a form waits for its writer to decide.
pub(crate) async fn waits(tx: &mut Tx, owner: &str, form: &Form) -> Result<bool, Error> {
    let sql = "SELECT 1 AS one FROM unsaved WHERE owner = $1 AND form = $2 LIMIT 1";
    Ok(tx.row(sql, args![owner, form.to_string()]).await?.is_some())
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

impl Services {
    /// Opens a form of the person's own. A new entry of a section that is full is opened with what was posted of it, if
    /// anything was, and says so.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if the person cannot have such a form.
    pub async fn open_form(&self, actor: &Actor, form: &Form) -> Result<Opened, Error> {
        let viewer = may(actor, form)?;
        let mut tx = self.db.begin_reading().await?;
        let room = room(&mut tx, self.clock.now(), &viewer.account, form).await?;
        if room == Room::None {
            return Err(Error::NotFound);
        }
        let Kept { mut saved, taken, .. } = begun(&mut tx, &owner(viewer, form), form).await?;
        let unsaved = tx
            .row(
                "SELECT id, fields FROM unsaved WHERE owner = $1 AND form = $2 ORDER BY id LIMIT 1",
                args![&viewer.account, form.to_string()],
            )
            .await?;
        let unsaved = unsaved
            .map(|row| Ok::<_, Error>(Unsaved { id: row.text("id")?, fields: row.json("fields")? }))
            .transpose()?;
        let full = room == Room::Full;
        if saved.version == 0
            && form.subject().is_none()
            && let Some(waiting) = unsaved
        {
            // It waited for room, and stands against nothing.
            saved.fields = waiting.fields;
            return Ok(Opened { saved, unsaved: None, taken, full });
        }
        Ok(Opened { saved, unsaved, taken, full })
    }

    /// Saves a form as it stands, valid or not.
    ///
    /// # Errors
    /// [`Error::Forbidden`]; the database is away. All else is an [`Outcome`], because the page must go on holding the text.
    pub async fn save_draft(&self, actor: &Actor, mut save: Save) -> Result<Outcome, Error> {
        save.fields = self.note_unlisted(&save.form, save.fields).await?;
        self.keep(actor, save, None).await
    }

    /// Saves a form without WebAssembly: as [`Services::save_draft`], but the page is left, so a stale text is kept beside
    /// the newer one, and an entry that was removed elsewhere is made again.
    ///
    /// With `check`, what is wrong is kept too, and shown when the page is opened again.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what is wrong (the draft is saved all the same); [`Error::Conflict`] for a stale base (the
    /// text is kept beside the newer one) and for a new entry of a full section (the text is kept until there is room);
    /// [`Error::Gone`] (the text of a form that others may have published or given up is kept, see [`Services::left_texts`]);
    /// [`Error::SignedOut`], [`Error::Forbidden`]; the database is away.
    pub async fn post_draft(&self, actor: &Actor, mut save: Save, check: bool) -> Result<(), Error> {
        let form = save.form.clone();
        save.fields = self.note_unlisted(&form, save.fields).await?;
        let fields = save.fields.clone();
        let now = self.clock.now();
        let checked = if check { Some(self.problems(actor, &form, &fields).await?) } else { None };
        let mut outcome = self.keep(actor, save.clone(), checked.as_ref()).await?;
        if outcome == Outcome::Gone && save.base > 0 {
            outcome = self.keep(actor, Save { base: 0, ..save }, checked.as_ref()).await?;
        }
        let problems = checked.unwrap_or_default();
        let refused = match outcome {
            Outcome::Saved { .. } if problems.is_empty() => return Ok(()),
            Outcome::Saved { .. } => return Err(Error::Invalid(problems)),
            Outcome::TooLong(problems) => return Err(Error::Invalid(problems)),
            Outcome::SignedOut => return Err(Error::SignedOut),
            Outcome::StatementDue => return Err(Error::StatementDue),
            Outcome::Stale(_) | Outcome::Full => Error::Conflict,
            Outcome::Gone => Error::Gone,
        };
        let (person, fields) = (&actor.signed_in()?.account, fields.of_form(&form)?);
        let mut tx = self.db.begin().await?;
        match outcome {
            Outcome::Full => keep_for_room(&mut tx, now, person, &form, &fields).await?,
            Outcome::Gone if !may_be_left(&form) => {}
            _ => keep_unsaved(&mut tx, now, person, &form, &fields).await?,
        }
        tx.commit().await?;
        Err(refused)
    }

    /// What is wrong with a form's fields if they were submitted now.
    async fn problems(&self, actor: &Actor, form: &Form, fields: &Fields) -> Result<Problems, Error> {
        let today = self.clock.today();
        match (form, may(actor, form)) {
            // What a vacancy asks, only the database knows. Who may not save at all is told so where it is saved.
            (Form::Application(slug), Ok(viewer)) => {
                let mut tx = self.db.begin_reading().await?;
                application::problems(&mut tx, &viewer.account, slug, fields, today).await
            }
            // What language it must be asked in, another form says.
            (Form::Question(vacancy, _), Ok(_)) => {
                let mut tx = self.db.begin_reading().await?;
                let original = desk::typed(&mut tx, vacancy).await?.original();
                Ok(fields.draft::<QuestionDraft>().problems(original))
            }
            // Which areas there are, only the server knows, and which may still be chosen depends on when the form was begun.
            (Form::Section(_) | Form::Entry(..), Ok(viewer)) => {
                let areas = self.areas_now().await?;
                let before = find(&mut self.db.begin_reading().await?, &viewer.account, form).await?;
                let begun_at = before.map_or_else(|| self.clock.now(), |kept| kept.begun_at);
                Ok(form.problems(&areas.sifted(begun_at, fields.clone()), today))
            }
            _ => Ok(form.problems(fields, today)),
        }
    }

    async fn keep(
        &self,
        actor: &Actor,
        mut save: Save,
        problems: Option<&Problems>,
    ) -> Result<Outcome, Error> {
        let viewer = match may(actor, &save.form) {
            Err(Error::SignedOut) => return Ok(Outcome::SignedOut),
            Err(Error::StatementDue) => return Ok(Outcome::StatementDue),
            viewer => viewer?,
        };
        save.fields = match save.fields.of_form(&save.form) {
            Ok(fields) => fields,
            Err(problems) => return Ok(Outcome::TooLong(problems)),
        };
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        hold(&mut tx, now, &save.form).await?;
        match room(&mut tx, now, &viewer.account, &save.form).await? {
            Room::Free => {}
            Room::Full => return Ok(Outcome::Full),
            Room::None => return Ok(Outcome::Gone),
        }
        let owner = owner(viewer, &save.form);
        let whose = Whose { owner: &owner, person: &viewer.account };
        let before = read(&mut tx, &owner, &save.form).await?.fields;
        let outcome = write(&mut tx, now, whose, &save, problems.unwrap_or(&Problems::default())).await?;
        // Who saves what stood there has written nothing.
        let wrote = !matches!(save.form, Form::Proposal(..)) || !before.same_as(&save.fields);
        if wrote && matches!(outcome, Outcome::Saved { .. }) {
            changed(&mut tx, now, &save.form, &viewer.account).await?;
        }
        tx.commit().await?;
        if matches!(outcome, Outcome::Saved { .. }) {
            metrics::counter!("drafts_saved_total").increment(1);
        }
        Ok(outcome)
    }

    /// Removes an entry of a list section, or a question of a vacancy.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if there is no such entry, or the form is not an entry's.
    pub async fn remove_entry(&self, actor: &Actor, form: &Form) -> Result<(), Error> {
        let owner = &may(actor, form)?.account;
        match form {
            Form::Entry(..) => {}
            Form::Question(vacancy, id) => return self.remove_question(actor, vacancy, *id).await,
            _ => return Err(Error::NotFound),
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
        forget_all_unsaved(&mut tx, owner, &key).await?;
        audit::note(&mut tx, now, owner, Action::RemoveEntry, &key, "", "").await?;
        tx.commit().await
    }
}
