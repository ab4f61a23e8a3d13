//! Proposals as files: begun with a form that somebody has, in Word or pasted, and had as documents.

use super::{
    FormFields, Refusal, door, in_all_languages, redirect, small,
    upload::{self, Unread},
};
use crate::{
    http::session::{SessionSecret, Who, set_cookie},
    machines::file,
    state::AppState,
};
use app::{
    api::{account::FLASH_COOKIE, proposal::FILE_FORM},
    proposal_document, proposal_reading,
    proposal_words::usual,
};
use axum::{
    Router,
    extract::{OriginalUri, Path, Query, Request, State},
    http::{Uri, header},
    response::Response,
    routing::{get, post},
};
use document::word;
use model::{
    address::with,
    choice::Choice,
    form::Fields,
    language::Lang,
    organisation::Office,
    problem::Problems,
    proposal::{desk::Text, draft::ProposalDraft, recognise},
};
use services::{Actor, Error, kept, proposal::Start};
use std::collections::HashMap;

/// The page that a proposal is begun on.
const PAGE: &str = "/staff/proposals/new";

/// What a file of Word is.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Adds the address that forms are sent to, which limits itself what it takes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    in_all_languages(router, "/staff/proposals/new/file", &post(bring))
}

/// The addresses of the document.
pub fn document_routes() -> Router<AppState> {
    let router = in_all_languages(Router::new(), "/staff/proposals/{id}/proposal.pdf", &get(pdf));
    in_all_languages(router, "/staff/proposals/{id}/proposal.docx", &get(docx))
}

/// Begins a proposal with what a file or a pasted text says, and leads to its preview; or back, with why that cannot be. A pasted
/// text comes back to its field.
async fn bring(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    request: Request,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    let may = state.services.may_bring_form(&actor).await;
    if let Err(Error::Forbidden) = may {
        return Err(Error::Forbidden.into());
    }
    let upload = match upload::read(request, word::FILE_MOST).await {
        Ok(upload) => upload,
        Err(unread) => {
            if let Err(error) = may {
                return door(error, lang, &lang.address(PAGE));
            }
            let why = match unread {
                Unread::Broken => word::Refusal::Broken,
                Unread::TooLarge => word::Refusal::TooLarge,
            };
            return refuse(&state, &actor, lang, why.slug(), "").await;
        }
    };
    let text = upload.fields.get("text").to_owned();
    match may {
        Ok(()) => {}
        Err(Error::TooMany { .. }) => return back(&state, &actor, lang, "too-many", &text).await,
        Err(error) => return park(&state, &actor, session, lang, text, error).await,
    }
    let id = upload.fields.get("id").to_owned();
    match read(&state, &actor, upload.file, text.clone()).await? {
        Ok(draft) => match begin(&state, &actor, &id, lang, draft).await {
            Ok(()) => {
                let preview = format!("/staff/proposals/{id}/preview");
                Ok(redirect(lang, &with(&preview, &[("read", "1")])))
            }
            // Another text was begun from this page: it comes back with a page of its own.
            Err(Error::Conflict) => refuse(&state, &actor, lang, "begun", &text).await,
            Err(Error::Invalid(_)) => {
                refuse(&state, &actor, lang, word::Refusal::TooMuch.slug(), &text).await
            }
            Err(error) => Err(error.into()),
        },
        Err(refusal) => refuse(&state, &actor, lang, refusal.slug(), &text).await,
    }
}

/// What a file says, and behind it what was pasted. Of both nothing is left out.
async fn read(
    state: &AppState,
    actor: &Actor,
    file: Vec<u8>,
    text: String,
) -> Result<Result<ProposalDraft, word::Refusal>, Error> {
    let mut offices: Vec<Office> = Vec::new();
    for lang in Lang::ALL {
        offices.extend(state.services.offices(actor, lang).await?);
    }
    let read = move || {
        let mut lines = if file.is_empty() { Vec::new() } else { word::read(&file)? };
        lines.extend(recognise::lines(&text));
        if lines.is_empty() {
            return Err(word::Refusal::Empty);
        }
        Ok(proposal_reading::read(&lines, &offices).draft)
    };
    state.readings.work(read).await
}

async fn begin(
    state: &AppState,
    actor: &Actor,
    id: &str,
    lang: Lang,
    draft: ProposalDraft,
) -> Result<(), Error> {
    let lang = draft.get("language").parse().unwrap_or(lang);
    state.services.begin_proposal(actor, id, Start::Read(draft), &usual(lang)).await
}

/// The pasted text, as the page's form has it.
fn pasted(text: &str) -> FormFields {
    FormFields(Fields(vec![("text".to_owned(), text.to_owned())]))
}

/// The way back to the page, which says why, and holds what was pasted; noted in the audit.
async fn refuse(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    why: &str,
    text: &str,
) -> Result<Response, Refusal> {
    state.services.refuse_form(actor, why).await?;
    back(state, actor, lang, why, text).await
}

async fn back(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    why: &str,
    text: &str,
) -> Result<Response, Refusal> {
    let mut response = redirect(lang, &with(PAGE, &[("refused", why)]));
    if !text.is_empty() {
        let kept = state.services.keep_flash(actor, FILE_FORM, &pasted(text).0, &Problems::default()).await?;
        response.headers_mut().append(header::SET_COOKIE, set_cookie(FLASH_COOKIE, &kept, Some(kept::FLASH)));
    }
    Ok(response)
}

/// Who must sign in first, or accept a newer statement, comes back to the page with what was pasted.
async fn park(
    state: &AppState,
    actor: &Actor,
    session: Option<String>,
    lang: Lang,
    text: String,
    error: Error,
) -> Result<Response, Refusal> {
    let page: Uri = lang.address(PAGE).parse().map_err(|_| Error::NotFound)?;
    small::park(state, actor, session.filter(|_| !text.is_empty()), &page, FILE_FORM, &pasted(&text), error)
        .await
}

async fn pdf(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    made(&state, &actor, &uri, &id, &query, Made::Pdf).await
}

async fn docx(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    made(&state, &actor, &uri, &id, &query, Made::Word).await
}

/// The forms in which a document is had.
#[derive(Debug, Clone, Copy)]
enum Made {
    Pdf,
    Word,
}

/// The document, made in its turn.
async fn made(
    state: &AppState,
    actor: &Actor,
    uri: &Uri,
    id: &str,
    query: &HashMap<String, String>,
    made: Made,
) -> Result<Response, Refusal> {
    let text = match text(state, actor, id, query).await {
        Ok(text) => text,
        Err(error) => return door(error, Lang::of_path(uri.path()).0, &uri.to_string()),
    };
    let (kind, shown, name) = match made {
        Made::Pdf => ("application/pdf", "inline", name(&text, "pdf")),
        Made::Word => (WORD, "attachment", name(&text, "docx")),
    };
    let make = move || {
        let document = proposal_document::layout(&text).document();
        match made {
            Made::Pdf => document.pdf().map_err(|error| error.to_string()),
            Made::Word => document.docx().map_err(|error| error.to_string()),
        }
    };
    let bytes = state.making.work(make).await?.map_err(Error::Unavailable)?;
    Ok(file(kind, shown, &name, bytes))
}

/// What the proposal says in the version that is asked for; without one, as the person sees it now.
async fn text(
    state: &AppState,
    actor: &Actor,
    id: &str,
    query: &HashMap<String, String>,
) -> Result<Text, Error> {
    let asked = query.get("version").map(|version| version.parse::<u32>()).transpose();
    let version = asked.map_err(|_| Error::NotFound)?.filter(|version| *version > 0);
    state.services.proposal_text(actor, id, version).await
}

/// The name of the file: by the post's number, once it has one.
fn name(text: &Text, kind: &str) -> String {
    let number = text.issue.map(|issue| format!("-{}", issue.number)).unwrap_or_default();
    let version = if text.version > 0 { format!("-version-{}", text.version) } else { String::new() };
    format!("jpo-proposal{number}{version}.{kind}")
}
