//! The long forms, whose drafts the server keeps: saving, submitting, removing an entry, settling two versions.

use super::{
    FormFields, Refusal, application::review_of, in_all_languages, proposal, redirect, see_other, vacancy,
};
use crate::{
    http::session::{PARKED_COOKIE, SessionSecret, Who, set_cookie},
    state::AppState,
};
use axum::{
    Router,
    extract::{OriginalUri, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use model::{
    address::with,
    form::{Form, Save},
    language::Lang,
    proposal::draft::Part as ProposalPart,
    vacancy::draft::Part,
};
use services::{Actor, Error, draft::Decision, kept};

/// Adds the pages of the long forms.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    [
        "/profile/{section}",
        "/profile/{section}/{entry}",
        "/vacancies/{slug}/apply",
        "/staff/vacancies/{id}/{part}",
        "/staff/vacancies/{id}/questions/{question}",
        "/staff/proposals/{id}/{part}",
        "/staff/proposals/calls/{id}",
    ]
    .into_iter()
    .fold(router, |router, path| in_all_languages(router, path, &post(posted)))
}

async fn posted(
    State(state): State<AppState>,
    Who(actor): Who,
    SessionSecret(session): SessionSecret,
    OriginalUri(uri): OriginalUri,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let (lang, page) = Lang::of_path(uri.path());
    let Some(form) = Form::of_page(page) else {
        return match page.starts_with(proposal::LIST) {
            true => proposal::step(&state, &actor, lang, page, &fields).await,
            false => vacancy::step(&state, &actor, lang, page, &fields).await,
        };
    };
    if fields.0.clone().of_form(&form).is_err() {
        // Too long even to be kept: the text is in the browser alone, one step back.
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    match take(&state, &actor, &form, &fields, lang).await {
        Ok(next) => Ok(see_other(&next)),
        Err(Error::Gone) if matches!(form, Form::Proposal(..) | Form::Review(_) | Form::Call(_)) => {
            proposal::gone(&state, &actor, &form, lang).await
        }
        Err(Error::Gone) if form.subject().is_some() => vacancy::gone(&state, &actor, &form, lang).await,
        // The page says what is wrong, or shows both versions, or that the section is full.
        Err(Error::Invalid(_) | Error::Conflict | Error::Gone) => {
            Ok(redirect(lang, &with(page, &[("next", next(&fields))])))
        }
        // The order of a vacancy's questions is not typed: there is nothing to keep.
        Err(error @ (Error::SignedOut | Error::StatementDue))
            if matches!(form, Form::Vacancy(_, Part::Questions)) =>
        {
            vacancy::or_sign_in(lang, page, Err(error))
        }
        Err(Error::SignedOut | Error::StatementDue) => {
            Ok(sign_in_first(&state, &actor, session, &form, fields, lang).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Does what the pressed button says, and gives the address to go on with.
async fn take(
    state: &AppState,
    actor: &Actor,
    form: &Form,
    fields: &FormFields,
    lang: Lang,
) -> Result<String, Error> {
    let services = &state.services;
    if let Form::Vacancy(id, Part::Questions) = form {
        return vacancy::arrange(services, actor, id, fields, lang).await;
    }
    let save = Save::posted(form.clone(), fields.base(), fields.0.clone());
    match (fields.action().0, form) {
        (decided @ ("keep-mine" | "take-theirs"), _) => {
            let (waiting, shown) = (fields.get("waiting"), fields.get("shown"));
            let decision = Decision { waiting, shown, keep_mine: decided == "keep-mine" };
            services.settle(actor, &save, &decision).await?;
            Ok(with(&lang.address(&form.page()), &[("next", next(fields))]))
        }
        // Asks first; what was typed is kept for who thinks again.
        ("remove", _) => {
            services.post_draft(actor, save, false).await?;
            Ok(with(&lang.address(&form.page()), &[("remove", "ask"), ("next", next(fields))]))
        }
        ("remove-now", _) => match services.remove_entry(actor, form).await {
            // Pressed twice: it is removed.
            Ok(()) | Err(Error::NotFound) => Ok(after(form, fields, lang)),
            Err(error) => Err(error),
        },
        ("let-go", Form::Vacancy(id, _) | Form::Question(id, _)) => {
            services.let_go(actor, form).await?;
            Ok(lang.address(&vacancy::file_or_list(state, actor, id, lang).await))
        }
        ("let-go", Form::Proposal(..) | Form::Review(_) | Form::Call(_)) => {
            services.let_go(actor, form).await?;
            Ok(lang.address(&proposal::file_or_list(state, actor, form, lang).await))
        }
        ("save", _) => services.post_draft(actor, save, false).await.map(|()| after(form, fields, lang)),
        (action, Form::Call(id)) => proposal::call(services, actor, id, save, action, lang).await,
        (_, Form::Review(id)) => proposal::decide(services, actor, id, save, fields, lang).await,
        (_, Form::Proposal(id, ProposalPart::Publication)) => {
            proposal::publish(services, actor, id, save, fields, lang).await
        }
        (_, Form::Application(_)) => {
            services.post_draft(actor, save, true).await?;
            Ok(lang.address(&review_of(form)))
        }
        (_, Form::Vacancy(id, Part::Extension)) => {
            let file = lang.address(&format!("/staff/vacancies/{id}"));
            match services.extend_vacancy(actor, save).await {
                Ok(()) => Ok(with(&file, &[("done", "extend")])),
                // It has closed meanwhile, and its deadline has no page any more.
                Err(Error::Gone) => Ok(with(&file, &[("refused", "changed")])),
                Err(error) => Err(error),
            }
        }
        _ => services.post_draft(actor, save, true).await.map(|()| after(form, fields, lang)),
    }
}

/// The page for applying that the person came from to fill in the profile, if it is one; else nothing.
fn next(fields: &FormFields) -> &str {
    Form::page_for_applying(fields.get("next")).unwrap_or_default()
}

/// The address that follows a form. A list goes on to there from its own page, for there may be more entries to add.
fn after(form: &Form, fields: &FormFields, lang: Lang) -> String {
    match (form, form.section(), next(fields)) {
        (Form::Application(slug), ..) => lang.address(&format!("/vacancies/{slug}")),
        (Form::Question(id, _), ..) => lang.address(&format!("/staff/vacancies/{id}/questions")),
        (Form::Vacancy(id, _), ..) => lang.address(&format!("/staff/vacancies/{id}")),
        (Form::Proposal(id, _) | Form::Review(id), ..) => lang.address(&format!("/staff/proposals/{id}")),
        (Form::Call(_), ..) => lang.address("/staff/proposals/calls"),
        (_, Some(section), next) if section.is_list() => {
            with(&lang.address(&format!("/profile/{section}")), &[("next", next)])
        }
        (.., "") => lang.address("/profile"),
        (.., next) => next.to_owned(),
    }
}

/// The session has ended, or a new statement must be accepted first: what was posted is kept for its person, who is sent
/// there and comes back to it.
async fn sign_in_first(
    state: &AppState,
    actor: &Actor,
    session: Option<String>,
    form: &Form,
    fields: FormFields,
    lang: Lang,
) -> Result<Response, Error> {
    let next = with(&lang.address(&form.page()), &[("next", next(&fields))]);
    // Who is signed in and comes here has a new data privacy statement to accept first.
    let door = if actor.viewer.is_some() { "/account/statement" } else { "/account/sign-in" };
    let mut response = redirect(lang, &with(door, &[("next", &next)]));
    let Some(session) = session else { return Ok(response) };
    let base = fields.base();
    match state.services.park(actor, &session, form, base, fields.0).await {
        Ok(secret) => {
            let cookie = set_cookie(PARKED_COOKIE, &secret, Some(kept::PARKED));
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        // It is not known whose it was: it must not come into another person's hands.
        Err(Error::SignedOut) => Ok(response),
        Err(error) => Err(error),
    }
}
