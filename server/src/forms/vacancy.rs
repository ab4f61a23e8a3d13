//! Vacancies on HRD's desk: begun, and taken a step further. Their parts are long forms (draft.rs).

use super::{FormFields, Refusal, door, in_all_languages, redirect};
use crate::{http::session::Who, state::AppState};
use axum::{
    Router,
    extract::{OriginalUri, State},
    response::Response,
    routing::post,
};
use model::{
    address::with,
    choice::Choice,
    form::Form,
    language::Lang,
    vacancy::{
        Category,
        draft::question::{self, Move},
        life::Step,
    },
};
use services::{Actor, Error, Services, vacancy::Arrange};

/// Where the drafts are listed.
const DRAFTS: &str = "/staff/vacancies?stage=draft";

/// Adds the addresses.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    in_all_languages(router, "/staff/vacancies/new", &post(begin))
}

async fn begin(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let services = &state.services;
    let begun = async {
        // Who may not is told that, whatever was chosen.
        services.new_vacancy(&actor)?;
        let Some(category) = Category::parse(fields.get("category")) else {
            return Ok(with(page, &[("refused", "category")]));
        };
        let id = fields.get("id");
        services.begin_vacancy(&actor, id, category).await?;
        Ok(format!("/staff/vacancies/{id}"))
    };
    or_sign_in(lang, page, begun.await)
}

/// Changes the order of the questions as the pressed button says, and gives the address to go on with.
pub async fn arrange(
    services: &Services,
    actor: &Actor,
    id: &str,
    fields: &FormFields,
    lang: Lang,
) -> Result<String, Error> {
    let list = lang.address(&format!("/staff/vacancies/{id}/questions"));
    let arrange = match fields.action() {
        ("add", _) => Some(Arrange::Add),
        (by, question) => Move::parse(by).zip(question::id(question)).map(|(by, id)| Arrange::Move(id, by)),
    };
    // Who may not is told that, whatever was pressed.
    services.new_vacancy(actor)?;
    let arrange = arrange.ok_or(Error::NotFound)?;
    match services.arrange_questions(actor, id, fields.base(), arrange).await {
        Ok(Some(new)) => Ok(format!("{list}/{new}")),
        Ok(None) => Ok(list),
        Err(Error::Conflict) => Ok(with(&list, &[("refused", "changed")])),
        Err(error) => Err(error),
    }
}

/// Takes the step whose page was posted, with the vacancy as it was seen.
pub async fn step(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    page: &str,
    fields: &FormFields,
) -> Result<Response, Refusal> {
    let mut parts = page.rsplit('/');
    let step = parts.next().and_then(Step::parse).ok_or(Error::NotFound)?;
    let id = parts.next().ok_or(Error::NotFound)?;
    let file = format!("/staff/vacancies/{id}");
    let edition = fields.get("edition").parse().unwrap_or(-1);
    let done = match state.services.take_step(actor, id, step, edition).await {
        // A draft that is deleted has no page any more.
        Ok(()) if step == Step::Discard && !exists(state, actor, id, lang).await => Ok(DRAFTS.to_owned()),
        Ok(()) => Ok(with(&file, &[("done", step.slug())])),
        Err(Error::Conflict) => Ok(with(&file, &[("refused", "changed")])),
        Err(Error::Invalid(_)) => Ok(with(&file, &[("refused", "missing")])),
        Err(error) => Err(error),
    };
    or_sign_in(lang, page, done)
}

/// The answer to what was typed into a form that is no longer written: the text, where it is kept; else where the vacancy stands.
pub async fn gone(state: &AppState, actor: &Actor, form: &Form, lang: Lang) -> Result<Response, Refusal> {
    let (Form::Vacancy(id, _) | Form::Question(id, _)) = form else { return Err(Error::NotFound.into()) };
    if !state.services.left_texts(actor, form).await?.is_empty() {
        return Ok(redirect(lang, &form.page()));
    }
    let page = file_or_list(state, actor, id, lang).await;
    Ok(redirect(lang, &with(&page, &[("refused", "changed")])))
}

/// The page of a vacancy; where it was a draft that is deleted, the list of those that are left.
pub async fn file_or_list(state: &AppState, actor: &Actor, id: &str, lang: Lang) -> String {
    if exists(state, actor, id, lang).await { format!("/staff/vacancies/{id}") } else { DRAFTS.to_owned() }
}

async fn exists(state: &AppState, actor: &Actor, id: &str, lang: Lang) -> bool {
    state.services.vacancy_file(actor, id, lang).await.is_ok()
}

/// The page that follows, or the way to it where signing in or a new statement comes first.
pub fn or_sign_in(lang: Lang, page: &str, done: Result<String, Error>) -> Result<Response, Refusal> {
    match done {
        Ok(path) => Ok(redirect(lang, &path)),
        Err(error) => door(error, lang, &lang.address(page)),
    }
}
