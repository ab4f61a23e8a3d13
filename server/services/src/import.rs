//! Importing vacancies from a file: taken whole or refused whole, with the line, the field and what to do.

use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    db::Row,
    id, vacancy,
};
use jiff::civil::Date;
use model::{account::Role, choice::Choice, problem::Problem, vacancy::Vacancy};
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

/// The form of an import file, as a JSON Schema for those who write or make such files.
pub const SCHEMA: &str = include_str!("../schemas/vacancies.schema.json");

/// The most faults that are named of a file.
const FAULTS_MOST: usize = 20;

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    pub new: usize,
    pub changed: usize,
    /// Vacancies that stood in the database already, word for word.
    pub same: usize,
}

/// What is wrong at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The field: `vacancies[3].texts.fr.title`; empty where the file as a whole is meant.
    pub path: String,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.what),
            path => write!(f, "line {}: {path}: {}", self.line, self.what),
        }
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not right. At least one fault: the first of each vacancy, in the order of the file.
    #[error("nothing was imported:\n{}", lines(.0))]
    Refused(Vec<Fault>),
    #[error(transparent)]
    Failed(#[from] Error),
}

fn lines(faults: &[Fault]) -> String {
    let mut lines: Vec<String> = faults.iter().take(FAULTS_MOST).map(Fault::to_string).collect();
    if faults.len() > FAULTS_MOST {
        lines.push(format!("and {} more", faults.len() - FAULTS_MOST));
    }
    lines.join("\n")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    /// Given in samples: the day on which their dates are true. An import takes the dates as they are written.
    #[serde(default)]
    reference_date: Option<Date>,
    #[serde(borrow)]
    vacancies: Vec<&'a RawValue>,
}

/// A vacancy that is right, and where it stood in the file.
#[derive(Debug)]
pub(crate) struct Read {
    pub vacancy: Vacancy,
    published_at: i64,
    closes_at: i64,
    line: usize,
    path: String,
}

/// Reads an import file. With `today`, dates are moved by the days from the file's reference date to it.
pub(crate) fn read(json: &str, today: Option<Date>) -> Result<Vec<Read>, Vec<Fault>> {
    let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
    let file: File = serde_json::from_str(json).map_err(|error| {
        let what = format!(
            "{}; the file's form is printed by `ilo-jobs import vacancies --schema`",
            message(&error)
        );
        vec![Fault { line: error.line().max(1), path: String::new(), what }]
    })?;
    let shift = today.zip(file.reference_date).and_then(|(today, reference)| today.since(reference).ok());
    let mut faults = Vec::new();
    let mut vacancies: Vec<Read> = Vec::new();
    let mut slugs: HashMap<String, usize> = HashMap::new();
    for (index, raw) in file.vacancies.into_iter().enumerate() {
        let path = format!("vacancies[{index}]");
        let line = line_of(json, raw.get());
        let read = one(json, raw, &path).and_then(|mut vacancy| {
            if let Some(shift) = shift {
                vacancy.published_on = vacancy.published_on.saturating_add(shift);
                vacancy.closes_on = vacancy.closes_on.saturating_add(shift);
            }
            let zone = |_| {
                let what = format!("`{}` is not the name of a time zone; write one such as Europe/Zurich (IANA)", vacancy.zone);
                faulty(json, raw, &path, "zone", what)
            };
            let published_at = vacancy::begins_at(vacancy.published_on, &vacancy.zone).map_err(zone)?;
            let closes_at = vacancy::closes_at(vacancy.closes_on, &vacancy.zone).map_err(zone)?;
            if let Some(first) = slugs.insert(vacancy.slug(), index) {
                let what = format!(
                    "`{}` has the same number or address as vacancies[{first}]; give each vacancy a number of its own",
                    vacancy.number
                );
                return Err(faulty(json, raw, &path, "number", what));
            }
            Ok(Read { vacancy, published_at, closes_at, line, path: path.clone() })
        });
        match read {
            Ok(read) => vacancies.push(read),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(vacancies) } else { Err(faults) }
}

/// Reads one vacancy and checks what its types do not.
fn one(json: &str, raw: &RawValue, path: &str) -> Result<Vacancy, Fault> {
    let mut reader = serde_json::Deserializer::from_str(raw.get());
    let vacancy: Vacancy = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let inner = error.path().to_string();
        let inner = if inner == "." { String::new() } else { inner };
        // serde's own line is where it noticed, which can be the next one. A missing field has the line of its object.
        let line = line_of(json, locate(raw, &inner).unwrap_or(raw.get()));
        let what = message(error.inner());
        if let Some(name) = what.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            let whole = if inner.is_empty() { name.to_owned() } else { format!("{inner}.{name}") };
            return Fault { line, path: format!("{path}.{whole}"), what: "is missing; add it".to_owned() };
        }
        let what = advised(what, &inner);
        let path = if inner.is_empty() { path.to_owned() } else { format!("{path}.{inner}") };
        Fault { line, path, what }
    })?;
    let vacancy = vacancy.cleaned();
    match vacancy.check() {
        Ok(()) => Ok(vacancy),
        Err((field, problem)) => Err(faulty(json, raw, path, &field, words(&problem))),
    }
}

/// What is wrong at a field of a part of a file; an empty field means the part.
pub(crate) fn faulty(json: &str, raw: &RawValue, path: &str, field: &str, what: String) -> Fault {
    Fault {
        line: line_of(json, locate(raw, field).unwrap_or(raw.get())),
        path: if field.is_empty() { path.to_owned() } else { format!("{path}.{field}") },
        what,
    }
}

/// What serde says, without its place, which is within the vacancy and not within the file.
pub(crate) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_owned()
}

fn advised(what: String, field: &str) -> String {
    let advice = if what.starts_with("unknown field") {
        "; remove it or correct its name"
    } else if field.ends_with("_on") {
        "; write dates as 2026-05-26"
    } else {
        ""
    };
    what + advice
}

/// A problem in words for those who make the file.
pub(crate) fn words(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "is empty; it must say something".to_owned(),
        Problem::TooLong { over } => format!("is too long by {over}; shorten it"),
        Problem::ForbiddenCharacter => {
            "holds a control character, often from a pasted document; remove it".to_owned()
        }
        Problem::EndsBeforeItStarts => "ends before it begins; correct one of the days".to_owned(),
        Problem::NotAnOption => "is not one of the values that there are; correct it".to_owned(),
        Problem::TooMany { most } => format!("has more than {most} lines; take some out"),
        Problem::NotAnEmail => "is not an e-mail address; correct it".to_owned(),
        Problem::NoAddress { line } => format!("`{line}` is not an e-mail address; correct it"),
        Problem::NoAccount { address } => {
            format!("`{address}` has no account that is in use; make one with `ilo-jobs account create`")
        }
        Problem::WithoutRole { address, role } => {
            let role = role.slug();
            format!("`{address}` has not the role {role}; grant it with `ilo-jobs account grant`")
        }
        Problem::SamePerson => {
            "is the person who stands in another field already; name another one".to_owned()
        }
        Problem::Taken => "is taken; choose another one".to_owned(),
        Problem::UnlikelyYear => "is a day in an unlikely year; correct it".to_owned(),
        other => format!("is not right ({other:?}); correct it"),
    }
}

/// The line of the whole at which a part of it begins.
pub(crate) fn line_of(whole: &str, part: &str) -> usize {
    let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
    1 + whole.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count()
}

/// The part of a JSON text at a path such as `texts.fr.duties[2]`.
pub(crate) fn locate<'a>(raw: &'a RawValue, path: &str) -> Option<&'a str> {
    let mut part = raw.get();
    for name in path.split(['.', '[']).filter(|name| !name.is_empty()) {
        let next: &RawValue = match name.strip_suffix(']') {
            Some(index) => {
                let list: Vec<&RawValue> = serde_json::from_str(part).ok()?;
                list.get(index.parse::<usize>().ok()?)?
            }
            None => {
                let fields: BTreeMap<String, &RawValue> = serde_json::from_str(part).ok()?;
                fields.get(name)?
            }
        };
        part = next.get();
    }
    Some(part)
}

impl Read {
    fn fault(&self, field: &str, what: String) -> ImportError {
        ImportError::Refused(vec![Fault { line: self.line, path: format!("{}.{field}", self.path), what }])
    }
}

/// Why a vacancy of the database is not changed by a file: its field, and what was done or is being done on the desk.
fn against_the_desk(row: &Row, read: &Read, now: i64) -> Result<Option<(&'static str, String)>, Error> {
    let (number, before) = (&read.vacancy.number, row.json::<Vacancy>("body")?);
    let (starts, ends, until) = (row.int("published_at")?, row.int("closes_at")?, before.closes_on);
    let early = ends <= now && vacancy::closes_at(until, &before.zone).is_ok_and(|midnight| ends < midnight);
    Ok(if row.optional_int("cancelled_at")?.is_some() {
        Some(("number", format!("`{number}` was cancelled; take it out of the file")))
    } else if early {
        Some(("number", format!("`{number}` was closed early, on {until}; take it out of the file")))
    } else if row.int("work")? > 0 {
        let what = "is being changed on the desk; publish that change or give it up first, or take it out of the file";
        Some(("number", format!("`{number}` {what}")))
    } else if starts <= now && read.closes_at < ends {
        let what = "a deadline that was published is not made shorter; write that day or a later one";
        Some(("closes_on", format!("ends before {until}, the last day in the database; {what}")))
    } else {
        None
    })
}

/// Stores vacancies, new or changed by number, each with its audit. Says what it did; refuses an address that another
/// vacancy has, and what would undo something that was done on the desk.
pub(crate) async fn store(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    vacancies: &[Read],
) -> Result<Imported, ImportError> {
    // First of all, so that two imports at once wait for each other.
    vacancy::show_again(tx).await?;
    let mut imported = Imported::default();
    for read in vacancies {
        let Read { vacancy, published_at, closes_at, .. } = read;
        let sql = "SELECT id, number, body, published_at, closes_at, cancelled_at, \
                   (SELECT COUNT(*) FROM vacancy_work WHERE vacancy_work.id = vacancy.id) AS work FROM vacancy WHERE slug = $1";
        let found = tx.row(sql, args![vacancy.slug()]).await?;
        let mut vacancy = vacancy.clone();
        if let (Some(row), true) = (&found, vacancy.changes.is_empty()) {
            // What readers were told stays told.
            vacancy.changes = row.json::<Vacancy>("body")?.changes;
        }
        let body = serde_json::to_string(&vacancy).map_err(Error::from)?;
        let Some(row) = found else {
            let key = id::new(now);
            vacancy::insert(tx, now, &key, &vacancy, *published_at, *closes_at).await?;
            let after = format!("{}, {} to {}", vacancy.number, vacancy.published_on, vacancy.closes_on);
            audit::note(tx, now, actor, Action::ImportVacancy, &key, "", &after).await?;
            imported.new += 1;
            continue;
        };
        let number = row.text("number")?;
        if number != vacancy.number {
            let what = format!(
                "`{}` has the address of the vacancy `{number}` in the database; give it another number",
                vacancy.number
            );
            return Err(read.fault("number", what));
        }
        let stored = row.text("body")?;
        if stored == body {
            imported.same += 1;
            continue;
        }
        if let Some((field, what)) = against_the_desk(&row, read, now)? {
            return Err(read.fault(field, what));
        }
        let key = row.text("id")?;
        vacancy::replace(tx, now, &key, &vacancy, *published_at, *closes_at).await?;
        let (before, after) = differences(&stored, &body)?;
        audit::note(tx, now, actor, Action::ChangeVacancy, &key, &before, &after).await?;
        imported.changed += 1;
    }
    Ok(imported)
}

/// The fields that differ between two versions of a vacancy, as they were and as they are, as JSON.
pub(crate) fn differences(before: &str, after: &str) -> Result<(String, String), Error> {
    let (mut before, mut after): (Map<String, Value>, Map<String, Value>) =
        (serde_json::from_str(before)?, serde_json::from_str(after)?);
    before.retain(|name, value| match after.get(name) {
        Some(other) if other == value => {
            after.remove(name);
            false
        }
        _ => true,
    });
    Ok((serde_json::to_string(&before)?, serde_json::to_string(&after)?))
}

impl Services {
    /// Imports a file of vacancies, for the command line and HRD: all of it or nothing. A vacancy whose number is known
    /// takes the place of the one that was; nothing that was done on the desk is undone so.
    ///
    /// # Errors
    /// [`ImportError::Refused`] with what is wrong in the file; [`ImportError::Failed`] for anybody else, or if the database
    /// is away.
    pub async fn import_vacancies(&self, actor: &Actor, json: &str) -> Result<Imported, ImportError> {
        if !actor.is_operator() {
            actor.with(Role::Hrd)?;
        }
        let vacancies = read(json, None).map_err(ImportError::Refused)?;
        let mut tx = self.db.begin().await?;
        let imported = store(&mut tx, self.clock.now(), actor.name(), &vacancies).await?;
        if imported.new + imported.changed > 0 {
            tx.commit().await?;
            // They are imported, whatever comes now; every server looks for what is new each second.
            if let Err(error) = self.refresh::<crate::board::OpenVacancies>().await {
                tracing::warn!(%error, "the vacancies that were imported are not shown yet");
            }
        }
        Ok(imported)
    }
}
