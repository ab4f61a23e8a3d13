//! Saving a vacancy, and taking it off the saved ones.

use super::{FormFields, Refusal, door, in_all_languages, redirect, see_other};
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
    let saves = fields.action().0 != "unsave";
    let done = if saves {
        state.services.save_vacancy(&actor, slug).await
    } else {
        state.services.unsave_vacancy(&actor, slug).await
    };
    match done {
        Ok(()) => Ok(see_other(&back)),
        // Its page says that it has closed, and which open ones are like it.
        Err(Error::Gone) => Ok(redirect(lang, &notice)),
        // As many are saved as can be: some are to be taken off.
        Err(Error::Invalid(_)) => Ok(redirect(lang, "/vacancies/saved?done=full")),
        // Nothing is saved yet, and the page for signing in says so.
        Err(Error::SignedOut) => {
            let why = if saves { "save" } else { "" };
            Ok(redirect(lang, &with("/account/sign-in", &[("next", &back), ("for", why)])))
        }
        Err(error) => door(error, lang, &back),
    }
}
