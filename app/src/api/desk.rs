//! Vacancies on HRD's desk.

use super::{ApiError, vacancy::Shown};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    application::{Applicants, Examined},
    form::{Fields, Form, Opened},
    language::Lang,
    vacancy::{
        Category,
        desk::{Desk, File, Questions},
        draft::Part,
        life::Stage,
    },
};
use serde::{Deserialize, Serialize};

/// The form of a part: what stands in it, who types, what its lists offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPage {
    pub opened: Opened,
    pub account: String,
    /// Value and name, in the order of the reader's language; empty where the part does not ask for one.
    pub countries: Vec<(String, String)>,
    pub zones: Vec<String>,
    /// Whether the vacancy has its number, which names its category.
    pub numbered: bool,
    /// The language that the vacancy is written in first, in which a question must be asked.
    pub original: Lang,
    /// The person's texts of a part that is no longer written.
    pub left: Vec<Fields>,
    /// The last day for applications that an extension is to be later than.
    pub closes_on: Option<Day>,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day(#[serde(with = "model::date::iso")] pub Date);

/// How a vacancy will look, or the parts that must be complete before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preview {
    Shown {
        shown: Box<Shown>,
        /// What was seen, when a step is taken.
        edition: i64,
    },
    Missing(Vec<Part>),
}

/// The vacancies that stand somewhere, and the forms in which a text of the person's waits.
#[server(prefix = "/api/fn", endpoint = "desk/list", output = Postcard)]
pub async fn list_desk(
    stage: Option<Stage>,
    category: Option<Category>,
    words: String,
    page: u32,
    lang: Lang,
) -> Result<(Desk, Vec<Form>), ApiError> {
    let (services, actor) = super::services();
    let sought = model::vacancy::desk::Sought { stage, category, words, page };
    Ok((services.desk(&actor, &sought, lang).await?, services.waiting_at_desk(&actor).await?))
}

/// An id for a vacancy that is begun now.
#[server(prefix = "/api/fn", endpoint = "desk/new", output = Postcard)]
pub async fn new_vacancy() -> Result<String, ApiError> {
    let (services, actor) = super::services();
    Ok(services.new_vacancy(&actor)?)
}

/// A vacancy's own page, what was done with it in words; and the JPO proposal that it comes from, by its id, if it does.
#[server(prefix = "/api/fn", endpoint = "desk/file", output = Postcard)]
pub async fn read_file(id: String, lang: Lang) -> Result<(File, Option<String>), ApiError> {
    use model::choice::Choice;
    let (services, actor) = super::services();
    let mut file = services.vacancy_file(&actor, &id, lang).await?;
    let t = crate::texts::Texts(lang);
    for done in &mut file.record {
        if let Some(action) = services::audit::Action::parse(&done.action) {
            done.action = crate::own_data::action_name(t, action).to_owned();
        }
    }
    let proposal = services.proposal_of_vacancy(&actor, &id).await?;
    Ok((file, proposal))
}

/// The form of a part, or of a question.
#[server(prefix = "/api/fn", endpoint = "desk/part", output = Postcard)]
pub async fn open_part(form: Form, lang: Lang) -> Result<PartPage, ApiError> {
    let (services, actor) = super::services();
    let (Form::Vacancy(id, _) | Form::Question(id, _)) = &form else { return Err(ApiError::NotFound) };
    let left = services.left_texts(&actor, &form).await?;
    let is_left = !left.is_empty();
    let opened = if is_left { Opened::default() } else { services.open_form(&actor, &form).await? };
    let account = actor.signed_in()?.account.clone();
    let part = if let Form::Vacancy(_, part) = form { Some(part) } else { None };
    let countries = if part == Some(Part::Basics) { crate::names::countries(lang) } else { &[] };
    let countries = crate::names::owned(countries);
    let zones = if part == Some(Part::Dates) { services::vacancy::zones() } else { Vec::new() };
    let closes_on = match part {
        Some(Part::Extension) => {
            services.vacancy_file(&actor, id, lang).await?.row.days.map(|days| Day(days.closes_on))
        }
        _ => None,
    };
    let numbered = part == Some(Part::Basics)
        && !is_left
        && !services.vacancy_file(&actor, id, lang).await?.row.number.is_empty();
    let original = match (part, is_left) {
        (None, false) => {
            let basics = services.open_form(&actor, &Form::Vacancy(id.clone(), Part::Basics)).await?;
            basics.saved.fields.get("original_language").parse().unwrap_or_default()
        }
        _ => lang,
    };
    Ok(PartPage { opened, account, countries, zones, numbered, original, left, closes_on })
}

/// The questions of a vacancy that is written.
#[server(prefix = "/api/fn", endpoint = "desk/questions", output = Postcard)]
pub async fn list_questions(id: String) -> Result<Questions, ApiError> {
    let (services, actor) = super::services();
    Ok(services.vacancy_questions(&actor, &id).await?)
}

/// The applications for a vacancy, in pages.
#[server(prefix = "/api/fn", endpoint = "desk/applicants", output = Postcard)]
pub async fn list_applicants(id: String, page: u32, lang: Lang) -> Result<Applicants, ApiError> {
    let (services, actor) = super::services();
    Ok(services.applicants(&actor, &id, page, lang).await?)
}

/// One of the applications for a vacancy.
#[server(prefix = "/api/fn", endpoint = "desk/applicant", output = Postcard)]
pub async fn read_applicant(vacancy: String, id: String, lang: Lang) -> Result<Examined, ApiError> {
    let (services, actor) = super::services();
    Ok(services.applicant(&actor, &vacancy, &id, lang).await?)
}

/// How a vacancy will look to readers of a language.
#[server(prefix = "/api/fn", endpoint = "desk/preview", output = Postcard)]
pub async fn preview_vacancy(id: String, lang: Lang) -> Result<Preview, ApiError> {
    use model::choice::Choice;
    let (services, actor) = super::services();
    match services.preview_vacancy(&actor, &id, lang).await {
        Ok((notice, edition)) => {
            let shown = super::vacancy::shown(notice, lang, services.clock.now());
            Ok(Preview::Shown { shown: Box::new(shown), edition })
        }
        Err(services::Error::Invalid(problems)) => {
            Ok(Preview::Missing(problems.iter().filter_map(|problem| Part::parse(&problem.field)).collect()))
        }
        Err(error) => Err(error.into()),
    }
}
