//! The organisation: offices added and changed, HR partners named.

use super::{FormFields, Refusal, in_all_languages, redirect, small::refused};
use crate::{
    http::session::{SessionSecret, Who},
    state::AppState,
};
use app::api::organisation::{FORMS, LIST, NEW, PARTNERS};
use axum::{
    Router,
    extract::{OriginalUri, State},
    response::Response,
    routing::post,
};
use model::language::Lang;

/// Adds the addresses.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    [
        "/staff/admin/organisation/new",
        "/staff/admin/organisation/partners",
        "/staff/admin/organisation/{office}",
    ]
    .into_iter()
    .fold(router, |router, path| in_all_languages(router, path, &post(save)))
}

/// Saves the form of the address's last part: a new office, the HR partners, or an office by its id.
async fn save(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let name = page.rsplit('/').next().unwrap_or_default();
    let services = &state.services;
    let (saved, done) = match name {
        NEW => (services.add_office(&actor, fields.get("id"), &fields.0.draft()).await, "added"),
        PARTNERS => (services.change_partners(&actor, fields.base(), &fields.0.draft()).await, "partners"),
        id => (services.change_office(&actor, id, fields.base(), &fields.0.draft()).await, "saved"),
    };
    match saved {
        Ok(()) => Ok(redirect(lang, &format!("{LIST}?done={done}"))),
        Err(error) => refused(&state, &actor, session, &uri, &format!("{FORMS}{name}"), &fields, error).await,
    }
}
