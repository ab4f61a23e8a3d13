//! The proposals of the sample data, which have come as far on their way as the file says; the calls for them, and generic job
//! descriptions to begin with.

use super::{Stored, beginning, call, find, route, steps, writing};
use crate::{Error, Tx, args, clock::DAY, id, known};
use jiff::{ToSpan, civil::Date};
use model::{
    country::Country,
    email::Email,
    language::Lang,
    proposal::{
        Action,
        call::Call,
        draft::{ProposalDraft, document_fields},
        review::{Issue, Remark},
    },
    vacancy::Grade,
};
use serde::Deserialize;
use std::collections::BTreeMap;

const PROPOSALS: &str = include_str!("../../../samples/proposals.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    proposals: Vec<Sample>,
    calls: Vec<SampleCall>,
    job_descriptions: Vec<JobDescription>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    /// Who begun it, by address.
    by: String,
    days_ago: i64,
    /// By the fields of the document; the office by its code.
    fields: BTreeMap<String, String>,
    steps: Vec<SampleStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleStep {
    by: String,
    action: Action,
    days_ago: i64,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    remarks: BTreeMap<String, String>,
    /// The post number that it is accepted with.
    issue: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleCall {
    by: String,
    sponsor: String,
    /// How long it is open.
    days: i64,
    places: Option<u32>,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JobDescription {
    title: String,
    language: Lang,
    fields: BTreeMap<String, String>,
}

/// Loads them, as of a day.
///
/// # Errors
/// The samples are not right; the database is away.
pub(crate) async fn load(tx: &mut Tx, now: i64, today: Date) -> Result<(), Error> {
    let samples: Samples = serde_json::from_str(PROPOSALS)?;
    for job in samples.job_descriptions {
        let body = serde_json::to_string(&draft(&job.fields)?)?;
        let sql = "INSERT INTO generic_job_description (id, title, grade, language, body) VALUES ($1, $2, $3, $4, $5)";
        let grade = model::choice::Choice::slug(Grade::P2);
        tx.execute(sql, args![id::new(now), job.title, grade, job.language.tag(), body]).await?;
    }
    for call in samples.calls {
        open(tx, now, today, &call).await?;
    }
    for sample in samples.proposals {
        propose(tx, now, sample).await?;
    }
    // Nobody reads at these addresses: those who are late are not reminded as soon as the platform starts.
    tx.execute("UPDATE proposal SET reminded_at = $1", args![now]).await?;
    Ok(())
}

async fn open(tx: &mut Tx, now: i64, today: Date, call: &SampleCall) -> Result<(), Error> {
    let sponsor = Country::parse(&call.sponsor).ok_or_else(|| wrong(&call.sponsor))?;
    let deadline = today.checked_add(call.days.days()).map_err(|_| wrong("a call's days"))?;
    let by = account(tx, &call.by).await?;
    let call = Call { sponsor, deadline, places: call.places, note: call.note.clone() };
    call::put(tx, now, &by, &id::new(now), &call).await
}

async fn propose(tx: &mut Tx, now: i64, sample: Sample) -> Result<(), Error> {
    let begun = now - sample.days_ago * DAY;
    let (id, by) = (id::new(begun), account(tx, &sample.by).await?);
    let mut draft = draft(&sample.fields)?;
    let code = draft.get("office").to_owned();
    let office = tx.row("SELECT id FROM office WHERE code = $1", args![&code]).await?;
    draft.set("office", office.ok_or_else(|| wrong(&code))?.text("id")?);
    beginning::insert(tx, begun, &id, &by, "blank").await?;
    writing::fill(tx, begun, &id, &draft).await?;
    writing::index(tx, &id, &draft).await?;
    for step in sample.steps {
        take(tx, now - step.days_ago * DAY, &id, &draft, step).await?;
    }
    Ok(())
}

async fn take(tx: &mut Tx, at: i64, id: &str, draft: &ProposalDraft, step: SampleStep) -> Result<(), Error> {
    let by = account(tx, &step.by).await?;
    let mut stored: Stored = find(tx, id).await?;
    if step.action == Action::Submit {
        draft.check(crate::clock::day(at))?;
        stored = steps::keep_version(tx, at, &by, &stored, draft).await?;
    }
    if let Some(number) = step.issue {
        let day = crate::clock::day(at);
        let month = u8::try_from(day.month()).unwrap_or(1);
        let issue = Issue { number, month, year: u16::try_from(day.year()).unwrap_or_default() };
        steps::number(tx, id, issue).await?;
    }
    let part = route::part(tx, at, &by, &stored).await?;
    let hand = part.hand_for(&stored, step.action).ok_or_else(|| wrong(&step.by))?;
    let remarks = step.remarks.into_iter().map(|(field, text)| Remark { field, text });
    let mut remarks: Vec<Remark> = remarks.collect();
    let place = |remark: &Remark| document_fields().position(|(_, field)| field == remark.field);
    remarks.sort_by_key(place);
    let (comment, remarks) = (step.comment.as_str(), remarks.as_slice());
    steps::take(tx, &stored, &steps::Deed { by: &by, now: at, action: step.action, hand, comment, remarks })
        .await?;
    Ok(())
}

fn draft(fields: &BTreeMap<String, String>) -> Result<ProposalDraft, Error> {
    let mut draft = ProposalDraft::default();
    for (field, text) in fields {
        if !draft.set(field, text.clone()) {
            return Err(wrong(field));
        }
    }
    Ok(draft)
}

async fn account(tx: &mut Tx, address: &str) -> Result<String, Error> {
    let email = Email::parse(address).ok_or_else(|| wrong(address))?;
    Ok(known::by_key(tx, &email.key()).await?.ok_or_else(|| wrong(address))?.id)
}

fn wrong(what: &str) -> Error {
    Error::Unavailable(format!("the sample proposals: {what} is not right"))
}
