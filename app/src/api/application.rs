//! Applying, and what was sent.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    application::{Applied, Applying, Receipt},
    language::Lang,
};
use serde::{Deserialize, Serialize};

/// The page for applying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyPage {
    pub applying: Applying,
    pub form: super::profile::FormPage,
}

/// What the page for applying to a vacancy begins with.
#[server(prefix = "/api/fn", endpoint = "application/begin", output = Postcard)]
pub async fn begin_application(slug: String, lang: Lang) -> Result<ApplyPage, ApiError> {
    let (services, actor) = super::services();
    let applying = services.applying(&actor, &slug, lang).await?;
    let opened = services.open_form(&actor, &model::form::Form::Application(slug)).await?;
    let account = actor.signed_in()?.account.clone();
    let form = super::profile::FormPage { opened, account, countries: Vec::new(), languages: Vec::new() };
    Ok(ApplyPage { applying, form })
}

/// The person's applications, newest first.
#[server(prefix = "/api/fn", endpoint = "application/list", output = Postcard)]
pub async fn list_applications() -> Result<Vec<Applied>, ApiError> {
    let (services, actor) = super::services();
    Ok(services.applications(&actor).await?)
}

/// One of the person's applications, as it was sent, with the names of the countries and languages in it.
#[server(prefix = "/api/fn", endpoint = "application/read", output = Postcard)]
pub async fn read_application(id: String, lang: Lang) -> Result<Sent, ApiError> {
    let (services, actor) = super::services();
    let receipt = services.application(&actor, &id).await?;
    let profile = &receipt.snapshot.profile;
    let notice = &receipt.snapshot.notice;
    let country = |country| crate::names::country(lang, country).to_owned();
    let names = Names {
        nationality: country(profile.personal.nationality),
        residence: country(profile.personal.residence),
        duty_country: country(notice.duty_station.country),
        open_to: notice.open_to.iter().copied().map(country).collect(),
        employers: profile.experience.iter().map(|job| country(job.country)).collect(),
        languages: profile
            .languages
            .iter()
            .map(|l| crate::names::language(lang, &l.language).to_owned())
            .collect(),
    };
    Ok(Sent { receipt, names })
}

/// An application with the names that only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub receipt: Receipt,
    pub names: Names,
}

/// Names of countries and languages, in the order of what they name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub nationality: String,
    pub residence: String,
    pub duty_country: String,
    /// The countries whose nationals could apply; empty: everybody.
    pub open_to: Vec<String>,
    pub employers: Vec<String>,
    pub languages: Vec<String>,
}
