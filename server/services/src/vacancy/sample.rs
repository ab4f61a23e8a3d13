//! Sample vacancies on HRD's desk: one that is being written, one that will appear by itself, and one that was corrected.

use super::{
    desk,
    life::{self, By},
};
use crate::{Error, Tx, audit, id};
use model::{
    draft::Draft,
    form::{Fields, Form, Save},
    problem::Problems,
    vacancy::{
        draft::{DatesDraft, Part},
        life::Stage,
        slug,
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;

const DESK: &str = include_str!("../../../samples/desk.json");

/// In how many days the one that will appear does, and how many days later it closes.
const APPEARS: (i64, i64) = (7, 30);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    draft: BTreeMap<Part, BTreeMap<String, String>>,
    /// What the draft asks.
    question: BTreeMap<String, String>,
    scheduled: BTreeMap<Part, BTreeMap<String, String>>,
    corrected: Corrected,
}

/// A vacancy that is there, and what readers are told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrected {
    number: String,
    note: BTreeMap<String, String>,
}

/// Loads them, once the other vacancies are there.
///
/// # Errors
/// The samples are not right, or the database is away.
pub(crate) async fn load(tx: &mut Tx, by: &By<'_>) -> Result<(), Error> {
    let Samples { draft, question, scheduled, corrected } = serde_json::from_str(DESK)?;
    let id = begin(tx, by, draft).await?;
    put(tx, by, Form::Question(id, 1), fields(question)).await?;
    let id = begin(tx, by, scheduled).await?;
    put(tx, by, Form::Vacancy(id.clone(), Part::Dates), dates(by)).await?;
    publish(tx, by, &id).await?;
    let stored = super::read(tx, &slug(&corrected.number)).await?.ok_or(Error::NotFound)?;
    life::change(tx, by, &stored, Stage::Published).await?;
    put(tx, by, Form::Vacancy(stored.id.clone(), Part::Note), fields(corrected.note)).await?;
    publish(tx, by, &stored.id).await
}

fn fields(typed: BTreeMap<String, String>) -> Fields {
    Fields(typed.into_iter().collect())
}

async fn begin(
    tx: &mut Tx,
    by: &By<'_>,
    parts: BTreeMap<Part, BTreeMap<String, String>>,
) -> Result<String, Error> {
    let id = id::new(by.now);
    let forms: Vec<_> =
        parts.into_iter().map(|(part, typed)| (Form::Vacancy(id.clone(), part), fields(typed))).collect();
    desk::begin(tx, by.now, &id, forms).await?;
    audit::note(tx, by.now, by.name, audit::Action::BeginVacancy, &id, "", "").await?;
    Ok(id)
}

async fn put(tx: &mut Tx, by: &By<'_>, form: Form, fields: Fields) -> Result<(), Error> {
    let owner = form.subject().unwrap_or_default();
    let save = Save::posted(form, 0, fields);
    crate::draft::write(tx, by.now, &owner, &save, &Problems::default()).await?;
    Ok(())
}

async fn publish(tx: &mut Tx, by: &By<'_>, id: &str) -> Result<(), Error> {
    let found = desk::find(tx, id).await?;
    life::publish(tx, by, &found).await?;
    Ok(())
}

fn dates(by: &By<'_>) -> Fields {
    let day = |days: i64| by.today.saturating_add(jiff::Span::new().days(days));
    let (appears, closes) = (day(APPEARS.0), day(APPEARS.0 + APPEARS.1));
    let draft = DatesDraft::of([
        ("publish_day", appears.day().to_string()),
        ("publish_month", appears.month().to_string()),
        ("publish_year", appears.year().to_string()),
        ("closes_day", closes.day().to_string()),
        ("closes_month", closes.month().to_string()),
        ("closes_year", closes.year().to_string()),
    ]);
    Fields(
        DatesDraft::FIELDS.iter().map(|(name, _)| ((*name).to_owned(), draft.get(name).to_owned())).collect(),
    )
}
