//! The interface for programs: `/api/v1`.

use super::{answer, problem::Problem, query::Asked};
use crate::state::AppState;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use model::{
    country::Country,
    language::Lang,
    vacancy::{Category, ContractType, DutyStation, Grade, Notice, Qualification, Said, Told},
};
use serde::Serialize;
use services::board::{Found, PAGE_SIZE, in_zone};
use std::borrow::Cow;

const JSON: &str = "application/json";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/vacancies", get(list))
        .route("/vacancies/{slug}", get(read))
        .route("/openapi.json", get(document))
        .fallback(|| async { Problem::new(StatusCode::NOT_FOUND, "there is nothing at this address") })
        .method_not_allowed_fallback(|| async {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this can be read only: use GET or HEAD")
        })
}

/// A page of the list. `app/src/reference/openapi.rs` describes it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    total: u32,
    page: u32,
    pages: u32,
    per_page: usize,
    vacancies: Vec<Listed<'a>>,
}

/// A vacancy in the list.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    slug: &'a str,
    address: String,
    number: &'a str,
    job_id: &'a str,
    title: &'a str,
    text_language: Lang,
    category: Category,
    grade: Option<Grade>,
    contract_type: ContractType,
    contract_months: Option<u16>,
    department: &'a str,
    unit: &'a str,
    duty_station: &'a DutyStation,
    open_to: &'a [Country],
    published_on: Cow<'a, str>,
    closes_on: Cow<'a, str>,
    closes_at: String,
    zone: &'a str,
}

/// A vacancy whole.
#[derive(Debug, Serialize)]
struct Vacancy<'a> {
    #[serde(flatten)]
    listed: Listed<'a>,
    who_may_apply: &'a str,
    overview: &'a str,
    duties: &'a [String],
    education: &'a Qualification,
    experience: &'a Qualification,
    languages: &'a Qualification,
    competencies: &'a Qualification,
    conditions: &'a str,
    process: &'a str,
    changes: Vec<Change<'a>>,
    pdf: String,
    calendar: String,
}

/// What has changed in a vacancy since it was published.
#[derive(Debug, Serialize)]
struct Change<'a> {
    on: String,
    what: &'static str,
    /// The last day until then, where it was extended.
    closed_on: Option<String>,
    /// What was corrected.
    note: Option<&'a str>,
    note_language: Option<Lang>,
}

impl<'a> Change<'a> {
    fn of(told: &'a Told) -> Self {
        let on = told.on.to_string();
        match &told.said {
            Said::Extended { from } => Self {
                on,
                what: "extended",
                closed_on: Some(from.to_string()),
                note: None,
                note_language: None,
            },
            Said::Corrected { note, lang } => {
                Self { on, what: "corrected", closed_on: None, note: Some(note), note_language: Some(*lang) }
            }
        }
    }
}

impl<'a> Listed<'a> {
    fn of(notice: &'a Notice, lang: Lang, site: &str) -> Self {
        Self {
            slug: &notice.slug,
            address: address(notice, lang, site),
            number: &notice.number,
            job_id: &notice.job_id,
            title: &notice.text.title,
            text_language: notice.lang,
            category: notice.category,
            grade: notice.grade,
            contract_type: notice.contract_type,
            contract_months: notice.contract_months,
            department: &notice.department,
            unit: &notice.unit,
            duty_station: &notice.duty_station,
            open_to: &notice.open_to,
            published_on: notice.published_on.to_string().into(),
            closes_on: notice.closes_on.to_string().into(),
            closes_at: in_zone(notice.closes_at, &notice.zone),
            zone: &notice.zone,
        }
    }
}

/// The address of a notice's page.
pub fn address(notice: &Notice, lang: Lang, site: &str) -> String {
    format!("{site}{}", lang.address(&format!("/vacancies/{}", notice.slug)))
}

async fn list(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query.unwrap_or_default(), None)?;
    let now = answer::now(&state).await?;
    let site = &state.config.public_url;
    let found = asked.found(&now.vacancies, now.now);
    let page = Page {
        total: found.total,
        page: found.page,
        pages: found.pages,
        per_page: PAGE_SIZE,
        vacancies: found
            .items
            .iter()
            .map(|published| Listed::of(published.notice, asked.lang, site))
            .collect(),
    };
    let body = serde_json::to_vec(&page).map_err(services::Error::from)?;
    Ok(now.answer(&headers, JSON, body))
}

async fn read(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let lang = Asked::language(&query.unwrap_or_default())?;
    let now = answer::now(&state).await?;
    let notice = match state.services.notice(&slug, lang).await? {
        Found::Open(notice) => notice,
        Found::Closed { .. } => return Err(services::Error::Gone.into()),
        Found::NotFound => return Err(services::Error::NotFound.into()),
    };
    let listed = Listed::of(&notice, lang, &state.config.public_url);
    let text = &notice.text;
    let vacancy = Vacancy {
        pdf: format!("{}/notice.pdf", listed.address),
        calendar: format!("{}/deadline.ics", listed.address),
        listed,
        who_may_apply: &text.who_may_apply,
        overview: &text.overview,
        duties: &text.duties,
        education: &text.education,
        experience: &text.experience,
        languages: &text.languages,
        competencies: &text.competencies,
        conditions: &text.conditions,
        process: &text.process,
        changes: notice.changes.iter().map(Change::of).collect(),
    };
    let body = serde_json::to_vec(&vacancy).map_err(services::Error::from)?;
    Ok(now.answer(&headers, JSON, body))
}

/// The OpenAPI document.
async fn document(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Problem> {
    let now = answer::now(&state).await?;
    let document = app::reference::openapi(app::texts::Texts(Lang::En), &state.config.public_url);
    Ok(now.answer(
        &headers,
        "application/vnd.oai.openapi+json;version=3.1",
        document.to_string().into_bytes(),
    ))
}
