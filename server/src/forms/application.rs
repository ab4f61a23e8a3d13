//! Sending an application off from its review, and withdrawing one. Nothing is typed on these pages.

use super::{FormFields, Refusal, door, in_all_languages, redirect};
use crate::{http::session::Who, state::AppState};
use axum::{
    Router,
    extract::{OriginalUri, Path, State},
    response::Response,
    routing::post,
};
use model::{
    address::with,
    application::{self, DECLARATION, Submission, undeclared},
    choice::Choice,
    form::{Form, REVIEW},
    language::Lang,
};
use services::Error;

/// Adds the pages that send, withdraw and move applications on.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = in_all_languages(router, "/vacancies/{slug}/apply/review", &post(send));
    let router = in_all_languages(router, "/applications/{id}/withdraw", &post(withdraw));
    in_all_languages(router, "/staff/vacancies/{id}/applications/{application}", &post(move_on))
}

async fn send(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path(slug): Path<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let submission = Submission {
        seen: fields.get("seen").to_owned(),
        key: fields.get("key").to_owned(),
        truthful: undeclared(&fields.0).is_empty(),
    };
    Ok(match state.services.apply(&actor, &slug, &submission, lang).await {
        Ok(sent) => redirect(lang, &format!("/applications/{}", sent.id)),
        // The review says what is missing, or that it has changed.
        Err(Error::Invalid(problems)) => {
            let why = problems.of(DECLARATION).map_or("missing", |_| "declare");
            redirect(lang, &with(page, &[("unsent", why)]))
        }
        Err(Error::Conflict) => redirect(lang, &with(page, &[("unsent", "changed")])),
        // There, it is said that the deadline is over and the draft kept.
        Err(Error::Gone) => redirect(lang, page.strip_suffix(REVIEW).unwrap_or(page)),
        Err(error) => return door(error, lang, uri.path()),
    })
}

async fn withdraw(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    Ok(match state.services.withdraw(&actor, &id).await {
        // What is over in another way is said there as well.
        Ok(()) | Err(Error::Conflict) => redirect(lang, &format!("/applications/{id}")),
        Err(error) => return door(error, lang, uri.path()),
    })
}

async fn move_on(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    Path((vacancy, id)): Path<(String, String)>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let [from, to] = ["from", "to"].map(|name| application::State::parse(fields.get(name)));
    let said = match (from, to) {
        (Some(from), Some(to)) => {
            state.services.move_application(&actor, &id, from, to).await.map(|()| ("done", "moved"))
        }
        // Who may not is told that, whatever was chosen.
        _ => state.services.applicant(&actor, &vacancy, &id, lang).await.map(|_| ("refused", "choose")),
    };
    Ok(match said {
        Ok(said) => redirect(lang, &with(page, &[said])),
        Err(Error::Conflict) => redirect(lang, &with(page, &[("refused", "changed")])),
        Err(error) => return door(error, lang, uri.path()),
    })
}

/// The review before an application is sent, in English.
pub(super) fn review_of(form: &Form) -> String {
    format!("{}{REVIEW}", form.page())
}
