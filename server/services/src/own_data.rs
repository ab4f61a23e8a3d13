//! All that is kept about a person, for the person: `docs/own-data.md` says what each name means. The app renders it as a page,
//! the server packs both.
//!
//! [`TABLES`] says of every table whether it holds something of a person. A test walks the schema with it: a new table cannot be
//! forgotten, neither here nor by erasing (`erasure.rs`).

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    db::Row,
    limit::Limit,
};
use jiff::Timestamp;
use model::{account::Role, choice::Choice, form::Fields, language::Lang};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

/// The form of the data. It changes when a name goes or means something else; a name that comes changes nothing.
pub const FORMAT: &str = "ilo-jobs/own-data/1";

/// What a table holds of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Rows of an account, which this column names: handed over under this name, and erased with the account.
    Own { column: &'static str, name: &'static str },
    /// Who did what: handed over, and kept when the account is erased; its id leads to nobody once no application is kept.
    Record { name: &'static str },
    /// What was typed or counted before it was known who it is: minutes or a day. Goes with the account where it bears its
    /// address.
    Briefly,
    /// That an account is being erased: there is nobody then who could ask. Goes an hour after it.
    Ending,
    /// Nothing.
    Nothing,
}

const fn own(column: &'static str, name: &'static str) -> Holds {
    Holds::Own { column, name }
}

/// Every table, and what it holds of a person.
pub const TABLES: [(&str, Holds); 41] = [
    ("account", own("id", "account")),
    ("account_role", own("account", "account")),
    ("acceptance", own("account", "statements")),
    ("session", own("account", "sessions")),
    ("token", own("account", "links")),
    ("draft", own("owner", "forms")),
    ("unsaved", own("owner", "waiting")),
    ("parked", own("account", "waiting")),
    ("review", own("account", "waiting")),
    ("application", own("account", "applications")),
    ("saved", own("account", "saved")),
    ("application_step", own("account", "applications")),
    ("alert", own("account", "alerts")),
    ("office_person", own("account", "organisation")),
    ("hr_partner", own("account", "organisation")),
    ("outbox", own("account", "mails")),
    // Who knows of a turn: the mails say the same.
    ("proposal_told", own("account", "mails")),
    ("audit", Holds::Record { name: "record" }),
    ("proposal", Holds::Record { name: "record" }),
    ("proposal_version", Holds::Record { name: "record" }),
    ("proposal_step", Holds::Record { name: "record" }),
    ("proposal_writer", Holds::Record { name: "record" }),
    ("sign_up", Holds::Briefly),
    ("flash", Holds::Briefly),
    ("attempt", Holds::Briefly),
    ("deletion", Holds::Ending),
    ("vacancy", Holds::Nothing),
    ("vacancy_work", Holds::Nothing),
    ("vacancy_version", Holds::Nothing),
    ("vacancy_series", Holds::Nothing),
    ("opened", Holds::Nothing),
    ("alert_run", Holds::Nothing),
    ("secret", Holds::Nothing),
    ("institution", Holds::Nothing),
    ("office", Holds::Nothing),
    ("office_unit", Holds::Nothing),
    ("area", Holds::Nothing),
    ("post_number", Holds::Nothing),
    ("proposal_call", Holds::Nothing),
    ("generic_job_description", Holds::Nothing),
    ("revision", Holds::Nothing),
];

/// All that is kept about a person.
#[derive(Debug, Clone, Serialize)]
pub struct OwnData {
    pub format: &'static str,
    pub made_at: Timestamp,
    pub account: Account,
    pub statements: Vec<Accepted>,
    pub sessions: Vec<Session>,
    pub links: Vec<Link>,
    pub forms: Vec<Form>,
    pub waiting: Vec<Waiting>,
    pub leftovers: Vec<Leftover>,
    pub applications: Vec<Application>,
    pub saved: Vec<SavedVacancy>,
    pub alerts: Vec<Alert>,
    pub organisation: Vec<Post>,
    pub mails: Vec<Mail>,
    pub record: Vec<Recorded>,
}

/// The account itself.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    pub id: String,
    pub email: String,
    pub given_names: String,
    pub family_name: String,
    pub language: Lang,
    pub roles: Vec<Role>,
    pub created_at: Timestamp,
    /// When the address was confirmed.
    pub confirmed_at: Option<Timestamp>,
}

/// A data privacy statement that was accepted.
#[derive(Debug, Clone, Serialize)]
pub struct Accepted {
    /// The country or territory of residence then, by its code.
    pub residence: String,
    pub version: String,
    pub language: Lang,
    pub accepted_at: Timestamp,
}

/// A session; not the secret by which it is known.
#[derive(Debug, Clone, Serialize)]
pub struct Session {
    /// How the browser described itself.
    pub user_agent: String,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub ends_at: Timestamp,
}

/// A link that was mailed and still opens something; not the secret in it.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub purpose: String,
    /// The address that it would confirm.
    pub new_email: Option<String>,
    pub expires_at: Timestamp,
}

/// A form as it was typed: of the profile, or of an application that is being written.
#[derive(Debug, Clone, Serialize)]
pub struct Form {
    pub form: String,
    pub version: i64,
    pub saved_at: Timestamp,
    pub fields: Typed,
}

/// A text that waits for its writer.
#[derive(Debug, Clone, Serialize)]
pub struct Waiting {
    pub form: String,
    pub why: Why,
    pub fields: Typed,
    /// When it is removed, if it waits for a while only.
    pub expires_at: Option<Timestamp>,
}

/// Something in a file with which a profile is filled in that has no place there.
#[derive(Debug, Clone, Serialize)]
pub struct Leftover {
    /// Where it stands, by the file's own names.
    pub path: String,
    pub text: String,
    /// When it is removed, unless the person has decided before.
    pub expires_at: Timestamp,
}

/// Why a text waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Another version was saved in between: both are shown.
    BesideANewerVersion,
    /// It was sent after the session had ended.
    AfterTheSession,
    /// It was found in a file with which a profile is filled in.
    FromAFile,
}

/// An application, with all that was sent.
#[derive(Debug, Clone, Serialize)]
pub struct Application {
    pub id: String,
    pub reference: String,
    pub state: String,
    pub submitted_at: Timestamp,
    /// The states that it has come to, the earliest first.
    pub history: Vec<Step>,
    /// Profile, letter and notice as they were.
    pub snapshot: Value,
}

/// A vacancy that was saved.
#[derive(Debug, Clone, Serialize)]
pub struct SavedVacancy {
    /// Its number.
    pub vacancy: String,
    pub saved_at: Timestamp,
}

/// A state that an application has come to.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub state: String,
    pub at: Timestamp,
}

/// A job alert.
#[derive(Debug, Clone, Serialize)]
pub struct Alert {
    pub id: String,
    pub name: String,
    /// What it matches, as the address of a list has it.
    pub search: String,
    pub cadence: String,
    pub language: Lang,
    pub state: String,
    pub created_at: Timestamp,
    /// When the person last made, changed, resumed or kept it.
    pub wanted_at: Timestamp,
}

/// A place in the organisation.
#[derive(Debug, Clone, Serialize)]
pub struct Post {
    /// `director`, `alternate` or `member` of an office, `hr-partner` of a region.
    pub part: String,
    /// The office's code, or the region.
    pub of: String,
}

/// A mail that waits to be sent, or was sent or given up within the last month; not the secret of its link.
#[derive(Debug, Clone, Serialize)]
pub struct Mail {
    pub recipient: String,
    pub language: Lang,
    /// Which mail, and its facts; nothing once it was sent.
    pub letter: Option<Value>,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub given_up_at: Option<Timestamp>,
}

/// Something that was done by the person, or in the person's account.
#[derive(Debug, Clone, Serialize)]
pub struct Recorded {
    pub at: Timestamp,
    pub by: By,
    pub action: String,
    pub subject: String,
    pub before: String,
    pub after: String,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The person.
    You,
    /// Somebody who was not signed in.
    Visitor,
    /// Somebody who works here.
    Staff,
    /// The platform, or who operates it.
    System,
}

/// The fields of a form: an object in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Fields);

impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.0.iter().map(|(name, text)| (name, text)))
    }
}

/// What a link that confirms another address knows; the others know none.
#[derive(Deserialize)]
struct Known {
    email: Option<String>,
}

impl Services {
    /// All that is kept about the person who is signed in.
    ///
    /// # Errors
    /// [`Error::SignedOut`]; [`Error::TooMany`]
    pub async fn own_data(&self, actor: &Actor) -> Result<OwnData, Error> {
        let account = &actor.holder()?.account;
        self.count(actor, &[(Limit::DataOfAccount, account)]).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        audit::note(&mut tx, now, account, Action::DownloadData, account, "", "").await?;
        tx.commit().await?;
        read(&mut self.db.begin_reading().await?, now, account).await
    }
}

async fn read(tx: &mut Tx, now: i64, account: &str) -> Result<OwnData, Error> {
    let id = || args![account];
    let row = tx.row("SELECT * FROM account WHERE id = $1", id()).await?.ok_or(Error::SignedOut)?;
    let roles = tx.rows("SELECT role FROM account_role WHERE account = $1 ORDER BY role", id()).await?;
    let roles = all(&roles, |row| row.text("role"))?.iter().filter_map(|slug| Role::parse(slug)).collect();
    let statements =
        tx.rows("SELECT * FROM acceptance WHERE account = $1 ORDER BY accepted_at, id", id()).await?;
    let sessions = tx.rows("SELECT * FROM session WHERE account = $1 ORDER BY created_at, id", id()).await?;
    let links = tx.rows("SELECT * FROM token WHERE account = $1 ORDER BY expires_at", id()).await?;
    let forms = tx.rows("SELECT * FROM draft WHERE owner = $1 ORDER BY form", id()).await?;
    let unsaved = tx.rows("SELECT * FROM unsaved WHERE owner = $1 ORDER BY id", id()).await?;
    let parked = tx.rows("SELECT * FROM parked WHERE account = $1 ORDER BY expires_at", id()).await?;
    let applications =
        tx.rows("SELECT * FROM application WHERE account = $1 ORDER BY submitted_at, id", id()).await?;
    let saved = tx
        .rows(
            "SELECT v.number, s.saved_at FROM saved s JOIN vacancy v ON v.id = s.vacancy WHERE s.account = $1 ORDER BY s.saved_at, v.id",
            id(),
        )
        .await?;
    let steps = tx.rows("SELECT * FROM application_step WHERE account = $1 ORDER BY at, id", id()).await?;
    let alerts = tx.rows("SELECT * FROM alert WHERE account = $1 ORDER BY id", id()).await?;
    let posts = tx
        .rows(
            "SELECT p.part, o.code AS place FROM office_person p JOIN office o ON o.id = p.office WHERE p.account = $1 \
             UNION ALL SELECT 'hr-partner', region FROM hr_partner WHERE account = $1 ORDER BY 1, 2",
            id(),
        )
        .await?;
    let mails = tx.rows("SELECT * FROM outbox WHERE account = $1 ORDER BY id", id()).await?;
    let record = tx
        .rows(
            "SELECT * FROM audit WHERE actor = $1 OR subject = $1 \
             OR subject IN (SELECT id FROM application WHERE account = $1) OR subject IN (SELECT id FROM alert WHERE account = $1) ORDER BY at, id",
            id(),
        )
        .await?;
    let reviews = tx.rows("SELECT * FROM review WHERE account = $1", id()).await?;
    let mut waiting = all(&unsaved, |row| waits(row, Why::BesideANewerVersion, None))?;
    waiting.extend(all(&parked, |row| waits(row, Why::AfterTheSession, Some(instant(row, "expires_at")?)))?);
    let mut leftovers = Vec::new();
    for review in &reviews {
        let expires_at = instant(review, "expires_at")?;
        let found = review.json::<cv::Found>("found")?;
        waiting.extend(found.items.into_iter().map(|item| of_file(item, expires_at)));
        let left = found.unknown.into_iter();
        leftovers.extend(left.map(|left| Leftover { path: left.path, text: left.text, expires_at }));
    }
    Ok(OwnData {
        format: FORMAT,
        made_at: at(now),
        account: Account {
            id: row.text("id")?,
            email: row.text("email")?,
            given_names: row.text("given_names")?,
            family_name: row.text("family_name")?,
            language: row.lang("language")?,
            roles,
            created_at: instant(&row, "created_at")?,
            confirmed_at: row.optional_int("verified_at")?.map(at),
        },
        statements: all(&statements, accepted)?,
        sessions: all(&sessions, session)?,
        links: all(&links, link)?,
        forms: all(&forms, form)?,
        waiting,
        leftovers,
        applications: all(&applications, |row| application(row, &steps))?,
        saved: all(&saved, saved_vacancy)?,
        alerts: all(&alerts, alert)?,
        organisation: all(&posts, |row| Ok(Post { part: row.text("part")?, of: row.text("place")? }))?,
        mails: all(&mails, mail)?,
        record: all(&record, |row| recorded(row, account))?,
    })
}

fn all<T>(rows: &[Row], one: impl FnMut(&Row) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    rows.iter().map(one).collect()
}

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

fn instant(row: &Row, column: &str) -> Result<Timestamp, Error> {
    row.int(column).map(at)
}

fn accepted(row: &Row) -> Result<Accepted, Error> {
    Ok(Accepted {
        residence: row.text("residence")?,
        version: row.text("version")?,
        language: row.lang("language")?,
        accepted_at: instant(row, "accepted_at")?,
    })
}

fn session(row: &Row) -> Result<Session, Error> {
    Ok(Session {
        user_agent: row.text("user_agent")?,
        created_at: instant(row, "created_at")?,
        last_seen_at: instant(row, "last_seen_at")?,
        ends_at: instant(row, "expires_at")?,
    })
}

fn link(row: &Row) -> Result<Link, Error> {
    let known = row.json::<Option<Known>>("data")?;
    Ok(Link {
        purpose: row.text("purpose")?,
        new_email: known.and_then(|known| known.email),
        expires_at: instant(row, "expires_at")?,
    })
}

/// What was found in a file for a form.
fn of_file(item: cv::Item, expires_at: Timestamp) -> Waiting {
    Waiting {
        form: format!("profile/{}", item.section),
        why: Why::FromAFile,
        fields: Typed(item.fields),
        expires_at: Some(expires_at),
    }
}

fn form(row: &Row) -> Result<Form, Error> {
    Ok(Form {
        form: row.text("form")?,
        version: row.int("version")?,
        saved_at: instant(row, "saved_at")?,
        fields: row.json("fields")?,
    })
}

fn waits(row: &Row, why: Why, expires_at: Option<Timestamp>) -> Result<Waiting, Error> {
    Ok(Waiting { form: row.text("form")?, why, fields: row.json("fields")?, expires_at })
}

fn application(row: &Row, steps: &[Row]) -> Result<Application, Error> {
    let id = row.text("id")?;
    let mut history = Vec::new();
    for step in steps {
        if step.text("application")? == id {
            history.push(Step { state: step.text("state")?, at: instant(step, "at")? });
        }
    }
    Ok(Application {
        id,
        history,
        reference: row.text("reference")?,
        state: row.text("state")?,
        submitted_at: instant(row, "submitted_at")?,
        // As it is kept, whatever edition of the program kept it.
        snapshot: row.json("snapshot")?,
    })
}

fn saved_vacancy(row: &Row) -> Result<SavedVacancy, Error> {
    Ok(SavedVacancy { vacancy: row.text("number")?, saved_at: instant(row, "saved_at")? })
}

fn alert(row: &Row) -> Result<Alert, Error> {
    Ok(Alert {
        id: row.text("id")?,
        name: row.text("name")?,
        search: row.text("search")?,
        cadence: row.text("cadence")?,
        language: row.lang("language")?,
        state: row.text("state")?,
        created_at: instant(row, "created_at")?,
        wanted_at: instant(row, "wanted_at")?,
    })
}

fn mail(row: &Row) -> Result<Mail, Error> {
    let letter = row.text("letter")?;
    let mut letter = if letter.is_empty() { None } else { Some(serde_json::from_str::<Value>(&letter)?) };
    for facts in letter.iter_mut().filter_map(Value::as_object_mut).flat_map(|mail| mail.values_mut()) {
        if let Some(facts) = facts.as_object_mut() {
            facts.remove("path");
        }
    }
    Ok(Mail {
        recipient: row.text("recipient")?,
        language: row.lang("language")?,
        letter,
        created_at: instant(row, "created_at")?,
        sent_at: row.optional_int("sent_at")?.map(at),
        given_up_at: row.optional_int("given_up_at")?.map(at),
    })
}

fn recorded(row: &Row, account: &str) -> Result<Recorded, Error> {
    let by = match row.text("actor")?.as_str() {
        actor if actor == account => By::You,
        "visitor" => By::Visitor,
        "system" | "operator" => By::System,
        _ => By::Staff,
    };
    Ok(Recorded {
        at: instant(row, "at")?,
        by,
        action: row.text("action")?,
        subject: row.text("subject")?,
        before: row.text("before")?,
        after: row.text("after")?,
    })
}
