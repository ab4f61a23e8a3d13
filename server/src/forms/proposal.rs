//! Proposals of JPO vacancies: begun, taken a step further, and their list as a file. Their parts, reviews and calls are long forms
//! (draft.rs).

use super::{FormFields, Refusal, in_all_languages, redirect, vacancy::or_sign_in};
use crate::{http::session::Who, state::AppState};
use app::proposal_words;
use axum::{
    Router,
    extract::{OriginalUri, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use model::{
    address::with,
    choice::Choice,
    draft::Draft,
    form::{Form, Save},
    language::Lang,
    proposal::{Action, State as ProposalState, desk::Sought, draft::Part, start::StartDraft},
};
use services::{Actor, Error, Services};

/// The page of the list.
pub const LIST: &str = "/staff/proposals";

/// Adds the addresses.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = in_all_languages(router, "/staff/proposals/new", &post(begin));
    in_all_languages(router, "/staff/proposals.csv", &get(table))
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
        services.new_proposal(&actor)?;
        let chosen = match fields.0.draft::<StartDraft>().check(services.clock.today()) {
            Ok(chosen) => chosen,
            Err(problems) => {
                let first = problems.iter().next().map(|problem| problem.field.as_str());
                return Ok(with(page, &[("refused", first.unwrap_or_default())]));
            }
        };
        let id = fields.get("id");
        services.begin_proposal(&actor, id, chosen.into(), &proposal_words::usual(lang)).await?;
        Ok(with(&format!("{LIST}/{id}"), &[("done", "begun")]))
    };
    or_sign_in(lang, page, begun.await)
}

/// Takes the step whose page was posted, with the proposal as it was seen.
pub async fn step(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    page: &str,
    fields: &FormFields,
) -> Result<Response, Refusal> {
    let mut parts = page.rsplit('/');
    let action = parts.next().and_then(Action::parse).filter(|action| !action.is_decision());
    let action = action.ok_or(Error::NotFound)?;
    let id = parts.next().ok_or(Error::NotFound)?;
    let file = format!("{LIST}/{id}");
    let edition = fields.get("edition").parse().unwrap_or(-1);
    let done = match state.services.take_proposal_step(actor, id, action, edition).await {
        Ok(()) => Ok(with(&file, &[("done", action.slug())])),
        Err(Error::Conflict) => Ok(with(&file, &[("refused", "changed")])),
        Err(Error::Invalid(_)) => Ok(with(&file, &[("refused", "missing")])),
        Err(error) => Err(error),
    };
    or_sign_in(lang, page, done)
}

/// Decides on the version that was read, and gives the address to go on with.
pub async fn decide(
    services: &Services,
    actor: &Actor,
    id: &str,
    save: Save,
    fields: &FormFields,
    lang: Lang,
) -> Result<String, Error> {
    let read = fields.get("version");
    // What names no state was not read.
    let stood = ProposalState::parse(fields.get("state")).ok_or(Error::Conflict)?;
    match services.decide_proposal(actor, save, read.parse().unwrap_or(0), stood).await {
        Ok(()) => Ok(lang.address(&with(&format!("{LIST}/{id}"), &[("done", "decided")]))),
        Err(Error::Conflict) => {
            let review = Form::Review(id.to_owned()).page();
            Ok(lang.address(&with(&review, &[("refused", "newer"), ("read", read)])))
        }
        Err(error) => Err(error),
    }
}

/// Publishes a proposal as it was seen, and gives the address to go on with: that of the part which is not right, where one is not.
pub async fn publish(
    services: &Services,
    actor: &Actor,
    id: &str,
    save: Save,
    fields: &FormFields,
    lang: Lang,
) -> Result<String, Error> {
    let (file, page) = (format!("{LIST}/{id}"), save.form.page());
    let edition = fields.get("edition").parse().unwrap_or(-1);
    match services.publish_proposal(actor, save, edition, &proposal_words::notice).await {
        Ok(_) => Ok(lang.address(&with(&file, &[("done", Action::Publish.slug())]))),
        Err(Error::Conflict) => Ok(lang.address(&with(&page, &[("refused", "changed")]))),
        Err(Error::Invalid(problems)) => {
            let part = problems.iter().find_map(|problem| Part::parse(&problem.field));
            match part {
                Some(part) => Ok(lang.address(&Form::Proposal(id.to_owned(), part).page())),
                None => Err(Error::Invalid(problems)),
            }
        }
        Err(error) => Err(error),
    }
}

/// Opens a call, changes it or closes it, and gives the address to go on with.
pub async fn call(
    services: &Services,
    actor: &Actor,
    id: &str,
    save: Save,
    action: &str,
    lang: Lang,
) -> Result<String, Error> {
    let done = match action {
        "close" => services.close_call(actor, id).await.map(|()| "closed")?,
        _ => services.open_call(actor, save).await.map(|()| "opened")?,
    };
    Ok(lang.address(&with(&format!("{LIST}/calls"), &[("done", done)])))
}

/// The answer to what was typed into a form that is no longer the person's to fill in: the text, where it is kept; else where the
/// proposal stands.
pub async fn gone(state: &AppState, actor: &Actor, form: &Form, lang: Lang) -> Result<Response, Refusal> {
    if !state.services.left_texts(actor, form).await?.is_empty() {
        return Ok(redirect(lang, &form.page()));
    }
    let page = file_or_list(state, actor, form, lang).await;
    Ok(redirect(lang, &with(&page, &[("refused", "changed")])))
}

/// The page of a form's proposal; where it is none of the person's business any more, the list.
pub async fn file_or_list(state: &AppState, actor: &Actor, form: &Form, lang: Lang) -> String {
    let (Form::Proposal(id, _) | Form::Review(id)) = form else { return LIST.to_owned() };
    let seen = state.services.proposal_file(actor, id, lang).await.is_ok();
    if seen { format!("{LIST}/{id}") } else { LIST.to_owned() }
}

/// The list as comma-separated values: all of it, as it is sought.
async fn table(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let sought = Sought::of_query(uri.query().unwrap_or_default());
    let rows = match state.services.proposal_rows(&actor, &sought, lang).await {
        Ok(rows) => rows,
        Err(error) => return or_sign_in(lang, page, Err(error)),
    };
    let body = written(&proposal_words::table(lang, &rows))
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = HeaderValue::from_static("attachment; filename=\"proposals.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// A table as a file. It begins with a byte order mark, without which spreadsheets take it for another encoding.
fn written(table: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in table {
        file.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

/// A text that no spreadsheet takes for a formula: what could begin one gets an apostrophe before it.
fn inert(cell: &str) -> String {
    let begins =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    if begins || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let table = [["Title", "Office"], ["=HYPERLINK(\"https://evil.example\")", "+41, \"quoted\""]];
        let table = table.map(|row| row.map(str::to_owned).to_vec());
        let file = String::from_utf8(written(&table).unwrap()).unwrap();
        let text = file.strip_prefix('\u{FEFF}').unwrap();
        let mut read = csv::Reader::from_reader(text.as_bytes());
        let records: Vec<_> = read.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0], vec!["'=HYPERLINK(\"https://evil.example\")", "'+41, \"quoted\""]);
        for safe in ["Labour", "", "a=b", "Côte d’Ivoire"] {
            assert_eq!(inert(safe), safe);
        }
        for begins in ["=1", " =1", "\t=1", "-2", "@a", "＝1"] {
            assert!(inert(begins).starts_with('\''), "{begins}");
        }
    }
}
