//! What the pages about accounts read. They write by plain posts (`server/src/forms/account.rs`), so that all of it works
//! without WebAssembly.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    account::{Options, SignUpState, Statement},
    deletion::Deletion,
    form::Fields,
    language::Lang,
    problem::Problems,
};
use serde::{Deserialize, Serialize};

/// The session's cookie. `__Host-`: set by this host alone, for all of it, and only over https (browsers take localhost as
/// such).
pub const SESSION_COOKIE: &str = "__Host-session";
/// The cookie of a sign-up under way.
pub const SIGN_UP_COOKIE: &str = "__Host-sign-up";
/// The cookie of what a small form said before its page is shown again.
pub const FLASH_COOKIE: &str = "__Host-flash";

/// Where [`session_left`] is reached: looking there does not count as using the session.
pub const SESSION_ADDRESS: &str = "/api/fn/account/session";

/// What a small form said and what was wrong with it.
pub type Flash = (Fields, Problems);

/// A data privacy statement, and the name of the country or territory that it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPage {
    pub statement: Statement,
    pub residence: String,
}

/// The details step of a sign-up: what was typed, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpPage {
    pub state: SignUpState,
    /// The name of the country or territory of residence.
    pub residence: String,
}

/// All countries and territories, code and name, in the alphabetical order of the language.
#[server(prefix = "/api/fn", endpoint = "account/countries", input = GetUrl, output = Postcard)]
pub async fn read_countries(lang: Lang) -> Result<Vec<(String, String)>, ApiError> {
    Ok(crate::names::owned(crate::names::countries(lang)))
}

/// What a small form of this name said before it was sent back here; once.
#[server(prefix = "/api/fn", endpoint = "account/flash", output = Postcard)]
pub async fn read_flash(form: String) -> Result<Option<Flash>, ApiError> {
    let (services, _) = super::services();
    match cookie(FLASH_COOKIE) {
        Some(secret) => Ok(services.take_flash(&secret, &form).await?),
        None => Ok(None),
    }
}

/// The statement for a country or territory, by its code.
#[server(prefix = "/api/fn", endpoint = "account/statement", input = GetUrl, output = Postcard)]
pub async fn read_statement(residence: String, lang: Lang) -> Result<StatementPage, ApiError> {
    let country = model::country::Country::parse(&residence).ok_or(ApiError::NotFound)?;
    Ok(StatementPage {
        statement: services::statement::statement(country, lang)?,
        residence: crate::names::country(lang, country).to_owned(),
    })
}

/// The statement that who is signed in must accept before going on, if there is one.
#[server(prefix = "/api/fn", endpoint = "account/statement-due", input = GetUrl, output = Postcard)]
pub async fn read_statement_due(lang: Lang) -> Result<Option<StatementPage>, ApiError> {
    let (services, actor) = super::services();
    let due = services.statement_due(&actor, lang).await?;
    Ok(due.map(|statement| StatementPage {
        residence: crate::names::country(lang, statement.residence).to_owned(),
        statement,
    }))
}

/// The sign-up under way in this browser, if there is one.
#[server(prefix = "/api/fn", endpoint = "account/sign-up", input = GetUrl, output = Postcard)]
pub async fn read_sign_up(lang: Lang) -> Result<Option<SignUpPage>, ApiError> {
    let (services, _) = super::services();
    let Some(secret) = cookie(SIGN_UP_COOKIE) else { return Ok(None) };
    let state = services.sign_up_state(&secret).await?;
    Ok(state.map(|state| SignUpPage {
        residence: crate::names::country(lang, state.accepted.residence).to_owned(),
        state,
    }))
}

/// Whether a link still confirms an address.
#[server(prefix = "/api/fn", endpoint = "account/confirms", output = Postcard)]
pub async fn confirms_address(token: String) -> Result<bool, ApiError> {
    let (services, _) = super::services();
    Ok(services.confirms_address(&token).await?)
}

/// Whether a link still sets a new password.
#[server(prefix = "/api/fn", endpoint = "account/opens-password", output = Postcard)]
pub async fn opens_new_password(token: String) -> Result<bool, ApiError> {
    let (services, _) = super::services();
    Ok(services.opens_new_password(&token).await?)
}

/// What deleting the account of who is signed in would mean.
#[server(prefix = "/api/fn", endpoint = "account/deletion", input = GetUrl, output = Postcard)]
pub async fn read_deletion() -> Result<Deletion, ApiError> {
    let (services, actor) = super::services();
    Ok(services.deletion(&actor).await?)
}

/// Whether a link still deletes an account.
#[server(prefix = "/api/fn", endpoint = "account/deletes", output = Postcard)]
pub async fn deletes_account(token: String) -> Result<bool, ApiError> {
    let (services, _) = super::services();
    Ok(services.deletes_account(&token).await?)
}

/// The account of who is signed in, with its sessions.
#[server(prefix = "/api/fn", endpoint = "account/options", input = GetUrl, output = Postcard)]
pub async fn read_options() -> Result<Options, ApiError> {
    let (services, actor) = super::services();
    Ok(services.account_options(&actor).await?)
}

/// How many milliseconds the session lasts still; 0 if it has ended. Does not count as using it.
#[server(prefix = "/api/fn", endpoint = "account/session", output = Postcard)]
pub async fn session_left() -> Result<i64, ApiError> {
    let (services, _) = super::services();
    let ends = match cookie(SESSION_COOKIE) {
        Some(secret) => services.session_ends(&secret).await?,
        None => None,
    };
    Ok(ends.map_or(0, |ends| ends - services.clock.now()))
}

/// Makes the session last longer, and says how many milliseconds it lasts now; 0 if it has ended.
#[server(prefix = "/api/fn", endpoint = "account/extend", output = Postcard)]
pub async fn extend_session() -> Result<i64, ApiError> {
    // Asking anything counts as using the session.
    let (services, actor) = super::services();
    Ok(actor.viewer.map_or(0, |viewer| viewer.session_ends - services.clock.now()))
}

/// A cookie of the request.
#[cfg(feature = "ssr")]
fn cookie(name: &str) -> Option<String> {
    cookie_of(&use_context::<http::request::Parts>()?.headers, name)
}

/// The value of a cookie that the browser sent; None if it is empty.
#[cfg(feature = "ssr")]
#[must_use]
pub fn cookie_of(headers: &http::HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(http::header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(n, value)| *n == name && !value.is_empty()).map(|(_, value)| value.to_owned())
}
