//! The areas of expertise: added, changed, retired, offered again.

use super::{FormFields, Refusal, in_all_languages, redirect, small::refused};
use crate::{
    http::session::{SessionSecret, Who},
    state::AppState,
};
use app::api::area::{FORMS, LIST, NEW};
use axum::{
    Router,
    extract::{OriginalUri, State},
    response::Response,
    routing::post,
};
use model::{area::Step, choice::Choice, language::Lang};

/// Adds the addresses.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    ["/staff/admin/areas/new", "/staff/admin/areas/{area}"]
        .into_iter()
        .fold(router, |router, path| in_all_languages(router, path, &post(save)))
}

/// Saves the form of the address's last part: a new area, or one by its slug, with the step that the button says.
async fn save(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let name = page.rsplit('/').next().unwrap_or_default();
    let (services, draft) = (&state.services, fields.0.draft());
    let (saved, done) = if name == NEW {
        (services.add_area(&actor, fields.get("id"), &draft).await, "added")
    } else {
        let step = Step::parse(fields.action().0).unwrap_or(Step::Save);
        (services.change_area(&actor, name, fields.base(), step, &draft).await, step.slug())
    };
    match saved {
        Ok(()) => Ok(redirect(lang, &format!("{LIST}?done={done}"))),
        Err(error) => refused(&state, &actor, session, &uri, &format!("{FORMS}{name}"), &fields, error).await,
    }
}
