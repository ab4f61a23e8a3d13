//! A vacancy on HRD's desk: how far it is, how it will look, and the beginning of a new one.

use super::{Stored, closes_at, life};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    clock::HOUR,
    draft, id,
};
use model::{
    account::{Role, Viewer, full_name},
    choice::Choice,
    form::{Fields, Form, Save},
    language::Lang,
    problem::Problems,
    profile::Progress,
    vacancy::{
        Category, Change, Changed, Notice, Vacancy,
        desk::{Days, Done, File, Row},
        draft::{Part, Stand, VacancyDraft},
        life::{Stage, Step},
        number,
    },
};

/// How much of what was done with a vacancy its page tells.
const RECORD_MOST: u32 = 50;

/// Who may write and publish vacancies.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::StatementDue`], [`Error::Forbidden`]
pub(crate) fn may(actor: &Actor) -> Result<&Viewer, Error> {
    actor.with(Role::Hrd)
}

/// A vacancy on the desk.
#[derive(Debug, Clone)]
pub(crate) struct OnDesk {
    pub id: String,
    /// None: it was never published.
    pub stored: Option<Stored>,
    /// The version that is or was published; 0: none yet.
    pub version: i64,
    pub cancelled: bool,
    /// The edition of its drafts, if it is being written or changed.
    pub work: Option<i64>,
}

impl OnDesk {
    pub(crate) fn stage(&self, now: i64) -> Stage {
        match &self.stored {
            None => Stage::Draft,
            Some(stored) => Stage::at(stored.published_at, stored.closes_at, self.cancelled, now),
        }
    }

    pub(crate) fn vacancy(&self) -> Option<&Vacancy> {
        self.stored.as_ref().map(|stored| &stored.vacancy)
    }

    /// Whether it is being written or changed, and that can still be published.
    fn is_changed(&self, now: i64) -> bool {
        self.work.is_some() && self.stage(now).after(Step::Publish).is_some()
    }

    /// A number that changes with whatever is saved of it.
    pub(crate) fn edition(&self) -> i64 {
        self.work.unwrap_or(self.version)
    }
}

/// The vacancy of an id.
///
/// # Errors
/// [`Error::NotFound`]; the database is away.
pub(crate) async fn find(tx: &mut Tx, id: &str) -> Result<OnDesk, Error> {
    let work = tx.row("SELECT edition FROM vacancy_work WHERE id = $1", args![id]).await?;
    let work = work.map(|row| row.int("edition")).transpose()?;
    let sql = "SELECT id, body, published_at, closes_at, changed_at, version, cancelled_at FROM vacancy WHERE id = $1";
    match tx.row(sql, args![id]).await? {
        Some(row) => Ok(OnDesk {
            id: id.to_owned(),
            stored: Some(Stored::of(&row)?),
            version: row.int("version")?,
            cancelled: row.optional_int("cancelled_at")?.is_some(),
            work,
        }),
        None if work.is_some() => {
            Ok(OnDesk { id: id.to_owned(), stored: None, version: 0, cancelled: false, work })
        }
        None => Err(Error::NotFound),
    }
}

/// What is typed of a vacancy.
///
/// # Errors
/// The database is away.
pub(crate) async fn typed(tx: &mut Tx, id: &str) -> Result<VacancyDraft, Error> {
    let mut draft = VacancyDraft::default();
    let sql = "SELECT form, fields FROM draft WHERE owner = $1";
    for row in tx.rows(sql, args![owner(id)]).await? {
        put(&mut draft, Form::parse(&row.text("form")?), &row.json("fields")?);
    }
    Ok(draft)
}

/// Puts the fields of a form in, if it is one of a vacancy's.
pub(super) fn put(draft: &mut VacancyDraft, form: Option<Form>, fields: &Fields) {
    match form {
        Some(Form::Vacancy(_, part)) => draft.put(part, fields),
        Some(Form::Question(_, question)) => {
            draft.questions.insert(question, fields.draft());
        }
        _ => {}
    }
}

/// Whose the drafts of a vacancy are: its own.
pub(crate) fn owner(id: &str) -> String {
    Form::Vacancy(id.to_owned(), Part::Basics).subject().unwrap_or_default()
}

/// Whether a form of a vacancy is written now.
///
/// # Errors
/// The database is away.
pub(crate) async fn is_written(tx: &mut Tx, now: i64, form: &Form) -> Result<bool, Error> {
    let (Form::Vacancy(id, _) | Form::Question(id, _)) = form else { return Ok(false) };
    let found = match find(tx, id).await {
        Err(Error::NotFound) => return Ok(false),
        found => found?,
    };
    let stage = found.stage(now);
    Ok(match form {
        Form::Vacancy(_, Part::Extension) => stage.after(Step::Extend).is_some(),
        _ if !found.is_changed(now) => false,
        Form::Question(_, question) => typed(tx, id).await?.order.ids().contains(question),
        // The days of a vacancy that has appeared meanwhile, to be put back.
        Form::Vacancy(_, Part::Dates) if stage == Stage::Published => {
            draft::read(tx, &owner(id), form).await?.version > 0
        }
        Form::Vacancy(_, part) => Part::of(stage).any(|p| p == *part),
        _ => false,
    })
}

/// Keeps what is written of a form's vacancy, if it is one of a vacancy's, from being published or discarded until the
/// transaction ends.
///
/// # Errors
/// The database is away.
pub(crate) async fn hold(tx: &mut Tx, now: i64, form: &Form) -> Result<(), Error> {
    if let Form::Vacancy(id, _) | Form::Question(id, _) = form {
        hold_vacancy(tx, now, id).await?;
    }
    Ok(())
}

/// As [`hold`], by the vacancy's id.
///
/// # Errors
/// The database is away.
pub(crate) async fn hold_vacancy(tx: &mut Tx, now: i64, id: &str) -> Result<(), Error> {
    tx.execute("UPDATE vacancy_work SET changed_at = $1 WHERE id = $2", args![now, id]).await?;
    Ok(())
}

/// Notes that a form was saved, if it is one of a vacancy's, so that nobody publishes what they have not seen. Several write it, so
/// that who did is audited: of a person and a part, once an hour.
///
/// # Errors
/// The database is away.
pub(crate) async fn changed(tx: &mut Tx, now: i64, form: &Form, by: &str) -> Result<(), Error> {
    let (id, what) = match form {
        Form::Vacancy(id, part) => (id, part.slug()),
        Form::Question(id, _) => (id, Part::Questions.slug()),
        _ => return Ok(()),
    };
    tx.execute("UPDATE vacancy_work SET edition = edition + 1 WHERE id = $1", args![id]).await?;
    let sql = "SELECT 1 AS one FROM audit \
               WHERE subject = $1 AND at > $2 AND actor = $3 AND action = $4 AND after = $5 LIMIT 1";
    let noted = args![id, now - HOUR, by, Action::EditVacancy.slug(), what];
    if tx.row(sql, noted).await?.is_none() {
        audit::note(tx, now, by, Action::EditVacancy, id, "", what).await?;
    }
    Ok(())
}

/// Begins to write or to change a vacancy, with these drafts.
///
/// # Errors
/// The database is away.
pub(crate) async fn begin(
    tx: &mut Tx,
    now: i64,
    id: &str,
    forms: impl IntoIterator<Item = (Form, Fields)>,
) -> Result<bool, Error> {
    let sql = "INSERT INTO vacancy_work (id, edition, changed_at) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING";
    if tx.execute(sql, args![id, now]).await? == 0 {
        return Ok(false);
    }
    let owner = owner(id);
    for (form, fields) in forms {
        if !fields.0.is_empty() {
            let save = Save::posted(form, 0, fields);
            draft::write(tx, now, &owner, &save, &Problems::default()).await?;
        }
    }
    Ok(true)
}

impl Services {
    /// A vacancy's own page.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`]
    pub async fn vacancy_file(&self, actor: &Actor, id: &str, lang: Lang) -> Result<File, Error> {
        let person = &may(actor)?.account;
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut tx = self.db.begin_reading().await?;
        let found = find(&mut tx, id).await?;
        let stage = found.stage(now);
        let draft = typed(&mut tx, id).await?;
        let changing = found.work.is_some();
        let mut row = match found.vacancy() {
            Some(vacancy) => of_vacancy(&found.id, vacancy, stage, lang),
            None => of_draft(&found.id, &draft),
        };
        row.changing = changing;
        row.applications = applications(&mut tx, id).await?;
        let mut parts = Vec::new();
        if found.is_changed(now) {
            parts = draft.stands(stage, today);
            let days = draft::read(&mut tx, &owner(id), &Form::Vacancy(id.to_owned(), Part::Dates)).await?;
            refused(&mut parts, &days.problems);
        }
        let unnumbered = draft.check(stage, None, today).ok().filter(|_| stage == Stage::Draft);
        Ok(File {
            slug: found.vacancy().map(Vacancy::slug).unwrap_or_default(),
            series: unnumbered.map(|vacancy| number::series(&vacancy)).unwrap_or_default(),
            parts,
            steps: stage.steps(changing),
            edition: found.edition(),
            version: found.version,
            record: record(&mut tx, id).await?,
            waiting: draft::waiting_forms(&mut tx, person, &format!("{}/", owner(id))).await?,
            row,
        })
    }

    /// How a vacancy will look to readers of a language, with the edition of which that is; or which parts must be written first.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`], [`Error::NotFound`]; [`Error::Invalid`] with the parts that are missing.
    pub async fn preview_vacancy(&self, actor: &Actor, id: &str, lang: Lang) -> Result<(Notice, i64), Error> {
        may(actor)?;
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut tx = self.db.begin_reading().await?;
        let found = find(&mut tx, id).await?;
        let (stage, edition) = (found.stage(now), found.edition());
        let vacancy = match found.vacancy() {
            Some(vacancy) if !found.is_changed(now) => vacancy.clone(),
            before => {
                let draft = typed(&mut tx, id).await?;
                let mut vacancy = draft.check(stage, before, today)?;
                if vacancy.number.is_empty() {
                    vacancy.number = format!("{}/…", number::series(&vacancy));
                }
                if let Some(note) = life::note(&draft, stage, today) {
                    vacancy.changes.push(Change { on: today, what: Changed::Corrected { note } });
                }
                vacancy
            }
        };
        let closes = closes_at(vacancy.closes_on, &vacancy.zone).unwrap_or(now);
        let notice = Notice::of(&vacancy, closes, lang).ok_or(Error::NotFound)?;
        Ok((notice, edition))
    }

    /// An id for a vacancy that is begun now.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]
    pub fn new_vacancy(&self, actor: &Actor) -> Result<String, Error> {
        may(actor)?;
        Ok(id::new(self.clock.now()))
    }

    /// Begins a vacancy under a new id; doing so twice begins one.
    ///
    /// # Errors
    /// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] if it is no id.
    pub async fn begin_vacancy(&self, actor: &Actor, id: &str, category: Category) -> Result<(), Error> {
        let viewer = may(actor)?;
        if uuid::Uuid::parse_str(id).map(|id| id.to_string()).as_deref() != Ok(id) {
            return Err(Error::NotFound);
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if tx.row("SELECT 1 AS one FROM vacancy WHERE id = $1", args![id]).await?.is_some() {
            return Ok(());
        }
        let basics = [("category", category.slug()), ("original_language", viewer.language.tag())];
        let basics = Fields(basics.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec());
        let dates = Fields(vec![("zone".to_owned(), model::vacancy::GENEVA.to_owned())]);
        let forms = [(Part::Basics, basics), (Part::Dates, dates)];
        let forms = forms.map(|(part, fields)| (Form::Vacancy(id.to_owned(), part), fields));
        if begin(&mut tx, now, id, forms).await? {
            audit::note(&mut tx, now, actor.name(), Action::BeginVacancy, id, "", category.slug()).await?;
        }
        tx.commit().await
    }
}

pub(super) fn of_draft(id: &str, draft: &VacancyDraft) -> Row {
    let lang = draft.original();
    Row {
        id: id.to_owned(),
        number: String::new(),
        title: model::text::line(&draft.texts[lang.index()].title),
        lang,
        category: Category::parse(&draft.basics.category),
        grade: Choice::parse(&draft.basics.grade),
        stage: Stage::Draft,
        changing: true,
        applications: 0,
        days: None,
    }
}

pub(super) fn of_vacancy(id: &str, vacancy: &Vacancy, stage: Stage, lang: Lang) -> Row {
    let (lang, text) = vacancy.text(lang).map_or((lang, ""), |(lang, text)| (lang, text.title.as_str()));
    Row {
        id: id.to_owned(),
        number: vacancy.number.clone(),
        title: text.to_owned(),
        lang,
        category: Some(vacancy.category),
        grade: vacancy.grade,
        stage,
        changing: false,
        applications: 0,
        days: Some(Days { published_on: vacancy.published_on, closes_on: vacancy.closes_on }),
    }
}

/// What was found wrong with the days when publishing was tried: their form alone does not know it.
fn refused(parts: &mut Vec<Stand>, problems: &Problems) {
    if problems.is_empty() {
        return;
    }
    let problems = u32::try_from(problems.0.len()).unwrap_or(u32::MAX);
    let days = Stand { part: Part::Dates, progress: Progress::InProgress { problems }, optional: false };
    match parts.iter_mut().find(|stand| stand.part == Part::Dates) {
        Some(stand) => *stand = days,
        None => parts.push(days),
    }
}

async fn applications(tx: &mut Tx, id: &str) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) AS n FROM application WHERE vacancy = $1 AND state <> 'withdrawn'";
    let row = tx.row(sql, args![id]).await?;
    Ok(u32::try_from(row.map_or(Ok(0), |row| row.int("n"))?).unwrap_or(u32::MAX))
}

async fn record(tx: &mut Tx, id: &str) -> Result<Vec<Done>, Error> {
    let sql = "SELECT audit.at, audit.action, audit.after, account.given_names, account.family_name FROM audit \
               LEFT JOIN account ON account.id = audit.actor WHERE audit.subject = $1 ORDER BY audit.id DESC LIMIT $2";
    let rows = tx.rows(sql, args![id, RECORD_MOST]).await?;
    let done = |row: &crate::db::Row| {
        let (at, action) = (row.int("at")?, row.text("action")?);
        let edited = action == Action::EditVacancy.slug();
        let part = Part::parse(&row.text("after")?).filter(|_| edited);
        let names = row.optional_text("given_names")?.zip(row.optional_text("family_name")?);
        let by = names.map(|(given, family)| full_name(&given, &family)).unwrap_or_default();
        Ok(Done { action, part, at, by })
    };
    rows.iter().map(done).collect()
}
