//! Filling in a profile from a file, and having it as one. A browser without WebAssembly sends the file itself, which is read here
//! and not kept.

use super::{
    FormFields, Refusal, door, in_all_languages, redirect,
    upload::{self, Unread},
};
use crate::{http::session::Who, state::AppState};
use app::found_names;
use axum::{
    Router,
    extract::{FromRequest, OriginalUri, Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use cv::FILE_MOST;
use model::{address::with, choice::Choice, language::Lang, profile::Section};
use services::{Actor, Error, Services};

/// The page of it all.
const PAGE: &str = "/profile/import";

/// Adds the addresses. They take files: the limit of other requests is not for them.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    let router = in_all_languages(router, "/profile/import", &post(posted));
    in_all_languages(router, "/profile/resume.json", &get(resume))
}

async fn posted(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
    request: Request,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let done = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        bring(&state, &actor, request).await
    } else {
        match FormFields::from_request(request, &state).await {
            Ok(fields) => decide(&state.services, &actor, &fields).await,
            Err(response) => return Ok(response),
        }
    };
    match done {
        Ok(path) => Ok(redirect(lang, &path)),
        Err(error) => door(error, lang, &lang.address(PAGE)),
    }
}

/// The page with what was refused.
fn refused(what: &str) -> String {
    with(PAGE, &[("refused", what)])
}

/// Reads a file and keeps what is found in it; gives the page that shows it, or why it cannot be read.
async fn bring(state: &AppState, actor: &Actor, request: Request) -> Result<String, Error> {
    let services = &state.services;
    services.may_bring_file(actor).await?;
    let today = services.clock.today();
    let read = match upload::read(request, FILE_MOST).await {
        Ok(upload) => state.readings.work(move || cv::read(&upload.file, today)).await?,
        Err(Unread::Broken) => Err(cv::Refusal::Broken),
        Err(Unread::TooLarge) => Err(cv::Refusal::TooLarge),
    };
    match read {
        Ok(mut found) => {
            found_names::name(&mut found);
            match services.keep_review(actor, found).await {
                Ok(()) => Ok(PAGE.to_owned()),
                Err(Error::Invalid(_)) => Ok(refused(cv::Refusal::Nothing.slug())),
                Err(error) => Err(error),
            }
        }
        Err(refusal) => Ok(refused(refusal.slug())),
    }
}

/// Takes over what is ticked, or nothing; gives the page to go on with.
async fn decide(services: &Services, actor: &Actor, form: &FormFields) -> Result<String, Error> {
    let ticked: Vec<&str> = match form.action().0 {
        "take" => form.get("take").lines().collect(),
        "discard" => Vec::new(),
        // Nothing is forgotten because of something that nobody pressed.
        _ => {
            services.review(actor).await?;
            return Err(Error::NotFound);
        }
    };
    if ticked.is_empty() && form.action().0 == "take" {
        // Who may not decide is told that first.
        services.review(actor).await?;
        return Ok(refused("none"));
    }
    let version = |section: &Section| Some((*section, form.get(&format!("base-{section}")).parse().ok()?));
    let bases: Vec<(Section, i64)> = Section::ALL.iter().filter_map(version).collect();
    match services.decide_review(actor, form.get("review"), &ticked, &bases).await {
        Ok(decided) => {
            let (taken, left) = (decided.taken.to_string(), decided.left_out.to_string());
            Ok(with("/profile", &[("taken", &taken), ("left", &left)]))
        }
        Err(Error::Conflict) => Ok(refused("changed")),
        Err(Error::Gone) => Ok(refused("gone")),
        Err(error) => Err(error),
    }
}

/// The profile as JSON Resume.
async fn resume(
    State(state): State<AppState>,
    Who(actor): Who,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    let lang = Lang::of_path(uri.path()).0;
    let said = async {
        let profile = state.services.profile(&actor).await?;
        Ok::<_, Error>((profile, state.services.account_options(&actor).await?.email))
    };
    let (profile, email) = match said.await {
        Ok(said) => said,
        Err(error) => return door(error, lang, &lang.address(PAGE)),
    };
    let language = |code: &str| match app::names::language(lang, code) {
        "" => code.to_owned(),
        name => name.to_owned(),
    };
    let country = |code: &str| {
        let country = model::country::Country::parse(code);
        country.map(|country| app::names::country(lang, country)).unwrap_or_default().to_owned()
    };
    let written = cv::json_resume(&profile, &email, language, country);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"resume.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, written).into_response())
}
