//! Applying, and what was sent.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    application::{Applied, Applying, Receipt},
    country::Country,
    language::Lang,
    profile::Area,
    requirements::Line,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The page for applying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyPage {
    pub applying: Applying,
    pub form: super::profile::FormPage,
    /// What the vacancy's grade asks for, beside the person's profile.
    pub comparison: Vec<Compared>,
}

/// A requirement, how the profile stands beside it, and the entries that this rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    pub line: Line,
    /// Each by its page, without the language, and its name.
    pub entries: Vec<(String, String)>,
}

/// What the page for applying to a vacancy begins with.
#[server(prefix = "/api/fn", endpoint = "application/begin", output = Postcard)]
pub async fn begin_application(slug: String, lang: Lang) -> Result<ApplyPage, ApiError> {
    use model::{choice::Choice, profile::Section, requirements::Source};
    let (services, actor) = super::services();
    let applying = services.applying(&actor, &slug, lang).await?;
    let opened = services.open_form(&actor, &model::form::Form::Application(slug)).await?;
    let account = actor.signed_in()?.account.clone();
    let form = super::profile::FormPage { opened, account, lists: Default::default(), standing: None };
    let lines = match applying.vacancy.grade {
        Some(grade) => services.compare(&actor, grade).await?,
        None => Vec::new(),
    };
    let profile = services.profile(&actor).await?;
    let today = services.clock.today();
    let named = |source: &Source| match source {
        Source::Language(code) => {
            ("/profile/languages".to_owned(), crate::names::language(lang, code).to_owned())
        }
        Source::Job(key) | Source::Degree(key) => {
            let (section, id) = key.split_once('/').unwrap_or_default();
            let rows =
                Section::parse(section).map(|section| profile.rows(section, today)).unwrap_or_default();
            let row = rows.into_iter().find(|row| row.id == id);
            (format!("/profile/{key}"), row.map(|row| row.title).unwrap_or_default())
        }
    };
    let comparison = lines
        .into_iter()
        .map(|line| Compared { entries: line.entries.iter().map(named).collect(), line })
        .collect();
    Ok(ApplyPage { applying, form, comparison })
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
    let jobs = profile.experience.iter().map(|entry| &entry.job);
    let own_jobs = profile.own_experience.iter().map(|entry| &entry.job);
    let personal = &profile.personal;
    let countries = [personal.nationality, personal.residence, notice.duty_station.country]
        .into_iter()
        .chain(personal.other_nationality)
        .chain(notice.open_to.iter().copied())
        .chain(jobs.chain(own_jobs).map(|job| job.country))
        .chain(profile.education.iter().map(|entry| entry.country));
    let languages = profile.languages.iter().map(|entry| entry.language.clone());
    let areas = profile.expertise.iter().map(|entry| entry.area);
    let names = Names {
        countries: countries.map(|code| (code, crate::names::country(lang, code).to_owned())).collect(),
        languages: languages
            .map(|code| (code.clone(), crate::names::language(lang, &code).to_owned()))
            .collect(),
        areas: areas.map(|area| (area, crate::names::area(lang, area).to_owned())).collect(),
    };
    Ok(Sent { receipt, names })
}

/// An application with the names that only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub receipt: Receipt,
    pub names: Names,
}

/// The names of what an application speaks of by a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    countries: BTreeMap<Country, String>,
    languages: BTreeMap<String, String>,
    areas: BTreeMap<Area, String>,
}

impl Names {
    /// The name of a country or territory; empty for one of which the application does not speak.
    #[must_use]
    pub fn country(&self, country: Country) -> String {
        self.countries.get(&country).cloned().unwrap_or_default()
    }

    /// The name of a language, by its code.
    #[must_use]
    pub fn language(&self, code: &str) -> String {
        self.languages.get(code).cloned().unwrap_or_default()
    }

    /// The name of an area of expertise.
    #[must_use]
    pub fn area(&self, area: Area) -> String {
        self.areas.get(&area).cloned().unwrap_or_default()
    }
}
