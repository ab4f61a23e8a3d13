//! Small forms, whose text comes back to their page: kept over the redirection, in no address.

use super::{FormFields, Refusal, door, see_other};
use crate::{
    http::session::{PARKED_COOKIE, set_cookie},
    state::AppState,
};
use app::api::account::FLASH_COOKIE;
use axum::{
    http::{Uri, header},
    response::Response,
};
use model::{language::Lang, problem::Problems};
use services::{Actor, Error, kept};

/// The way back to a form, by its name, which will show what was typed and what is wrong.
pub async fn back(
    state: &AppState,
    actor: &Actor,
    uri: &Uri,
    form: &str,
    fields: &FormFields,
    problems: &Problems,
) -> Result<Response, Refusal> {
    let secret = state.services.keep_flash(actor, form, &fields.0, problems).await?;
    let mut response = see_other(uri.path());
    response.headers_mut().append(header::SET_COOKIE, set_cookie(FLASH_COOKIE, &secret, Some(kept::FLASH)));
    Ok(response)
}

/// Who must sign in first, or accept a newer statement, comes back to the form with what was typed: kept for whoever's session it was,
/// and in no address. All other errors are refusals.
pub async fn park(
    state: &AppState,
    actor: &Actor,
    session: Option<String>,
    uri: &Uri,
    form: &str,
    fields: &FormFields,
    error: Error,
) -> Result<Response, Refusal> {
    let mut response = door(error, Lang::of_path(uri.path()).0, uri.path())?;
    let Some(session) = session else { return Ok(response) };
    match state.services.park_small(actor, &session, form, &fields.0).await {
        Ok(secret) => {
            let cookie = set_cookie(PARKED_COOKIE, &secret, Some(kept::PARKED));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        // It is not known whose it was: it must not come into another person's hands.
        Err(Error::SignedOut) => Ok(response),
        Err(error) => Err(error.into()),
    }
}

/// The way back to a form of what several people keep, with what was typed: where something is wrong, where somebody else was first
/// (the form's page compares the editions), and once signed in again.
pub async fn refused(
    state: &AppState,
    actor: &Actor,
    session: Option<String>,
    uri: &Uri,
    form: &str,
    fields: &FormFields,
    error: Error,
) -> Result<Response, Refusal> {
    match error {
        Error::Invalid(problems) => back(state, actor, uri, form, fields, &problems).await,
        Error::Conflict => back(state, actor, uri, form, fields, &Problems::default()).await,
        error => park(state, actor, session, uri, form, fields, error).await,
    }
}
