//! Saving a vacancy, and taking it off the saved ones.

use super::{FormFields, Refusal, in_all_languages, redirect, see_other};
use crate::{http::session::Who, state::AppState};
use axum::{
    Router,
    extract::{OriginalUri, Path, State},
    response::Response,
    routing::post,
};
use model::{
    address::{next_path, with},
    language::Lang,
};
use services::Error;
use std::collections::HashMap;

/// Adds the addresses that the star is posted to.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    in_all_languages(router, "/vacancies/{slug}/save", &post(posted))
}

/// Saves or takes off, and leads back to where the button stood. Who is not signed in signs in first, and comes back there.
async fn posted(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path(path): Path<HashMap<String, String>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    let slug = path.get("slug").map(String::as_str).unwrap_or_default();
    let notice = format!("/vacancies/{slug}");
    let back = next_path(fields.get("next")).map_or_else(|| lang.address(&notice), str::to_owned);
    let done = match fields.action().0 {
        "unsave" => state.services.unsave_vacancy(&actor, slug).await,
        _ => state.services.save_vacancy(&actor, slug).await,
    };
    match done {
        Ok(()) => Ok(see_other(&back)),
        // Its page says that it has closed, and which open ones are like it.
        Err(Error::Gone) => Ok(redirect(lang, &notice)),
        Err(Error::SignedOut) => Ok(redirect(lang, &with("/account/sign-in", &[("next", &back)]))),
        Err(Error::StatementDue) => Ok(redirect(lang, &with("/account/statement", &[("next", &back)]))),
        Err(error) => Err(error.into()),
    }
}
