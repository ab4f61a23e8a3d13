//! Job alerts: making, changing, pausing and deleting them; and stopping one by the link in its mails.

use super::{
    FormFields, Refusal, door, in_all_languages, redirect,
    small::{back, park},
};
use crate::{
    http::session::{SessionSecret, Who},
    state::AppState,
};
use app::api::alert::FORM;
use axum::{
    Router,
    body::Bytes,
    extract::{OriginalUri, Path, State},
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::post,
};
use model::{
    address::{pairs, with},
    language::Lang,
};
use services::{Actor, Error};
use std::collections::HashMap;

/// Where a mail's link stops an alert.
const STOP: &str = "/alerts/stop";

/// Adds the addresses that forms about alerts are posted to.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = in_all_languages(router, "/alerts", &post(in_list));
    let router = in_all_languages(router, "/alerts/new", &post(create));
    let router = in_all_languages(router, STOP, &post(stop));
    in_all_languages(router, "/alerts/{id}", &post(change))
}

/// Whether a request is a mail program's or a mail provider's, which unsubscribes for its reader (RFC 8058): it comes from elsewhere,
/// and its link's secret is all that it needs to know.
pub fn is_unsubscription(method: &Method, uri: &Uri) -> bool {
    method == Method::POST && Lang::of_path(uri.path()).1 == STOP
}

async fn in_list(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    let (action, id) = fields.action();
    act(&state, &actor, lang, action, id, "/alerts").await
}

/// Does what a button says with an alert, beside changing it.
async fn act(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    action: &str,
    id: &str,
    page: &str,
) -> Result<Response, Refusal> {
    let (done, said) = match action {
        "pause" => (state.services.pause_alert(actor, id).await, "paused"),
        "resume" => (state.services.resume_alert(actor, id).await, "resumed"),
        "delete-now" => (state.services.delete_alert(actor, id).await, "deleted"),
        _ => (Err(Error::NotFound), ""),
    };
    match done {
        Ok(()) => Ok(redirect(lang, &with("/alerts", &[("done", said)]))),
        Err(error) => door(error, lang, &lang.address(page)),
    }
}

async fn create(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    match state.services.create_alert(&actor, &fields.0.draft()).await {
        Ok(_) => Ok(redirect(lang, "/alerts?done=created")),
        Err(Error::Invalid(problems)) => back(&state, &actor, &uri, FORM, &fields, &problems).await,
        Err(error) => park(&state, &actor, session, &uri, FORM, &fields, error).await,
    }
}

async fn change(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    Path(path): Path<HashMap<String, String>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let id = path.get("id").map(String::as_str).unwrap_or_default();
    match fields.action().0 {
        "delete" => Ok(redirect(lang, &with(page, &[("delete", "ask")]))),
        action @ ("pause" | "resume" | "delete-now") => act(&state, &actor, lang, action, id, page).await,
        _ => match state.services.change_alert(&actor, id, &fields.0.draft()).await {
            Ok(()) => Ok(redirect(lang, "/alerts?done=saved")),
            Err(Error::Invalid(problems)) => back(&state, &actor, &uri, FORM, &fields, &problems).await,
            Err(error) => park(&state, &actor, session, &uri, FORM, &fields, error).await,
        },
    }
}

/// Stops an alert, whoever asks. A program gets a plain answer: it follows no redirection (RFC 8058, 3.1).
async fn stop(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    body: Bytes,
) -> Result<Response, Refusal> {
    let token = pairs(uri.query().unwrap_or_default()).find(|(name, _)| name == "token");
    let token = token.map(|(_, token)| token).unwrap_or_default();
    let done = state.services.stop_alert(&token).await;
    let one_click = body.windows(9).any(|part| part == b"One-Click");
    match done {
        Ok(()) | Err(Error::Gone) if !one_click => {
            let lang = Lang::of_path(uri.path()).0;
            Ok(redirect(lang, &with(STOP, &[("token", &token)])))
        }
        // Of a deleted alert there is nothing to stop: what the program asked for is so.
        Ok(()) | Err(Error::Gone) => Ok((StatusCode::OK, "OK\n").into_response()),
        Err(error) => Err(error.into()),
    }
}
