//! The candidate's profile.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    form::{Form, Opened},
    language::Lang,
    profile::{Progress, Section},
};
use serde::{Deserialize, Serialize};

/// A form's page: what stands in it, whose it is, and what its lists offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPage {
    pub opened: Opened,
    pub account: String,
    /// Code and name of each country or territory, in the order of the reader's language; empty where the form asks none.
    pub countries: Vec<(String, String)>,
    /// Code and name of each language, likewise.
    pub languages: Vec<(String, String)>,
}

/// An entry of a list section, as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    pub id: String,
    /// Job title and employer, or the language; empty if it is not typed yet.
    pub title: String,
    /// From and to, as typed: months and years; empty where there is none.
    pub from: (String, String),
    pub to: (String, String),
    pub current: bool,
    /// How many things are missing or wrong.
    pub problems: u32,
}

/// A list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    pub items: Vec<EntryRow>,
    /// The id for an entry that is begun now.
    pub new: String,
}

/// Where each section of the profile stands.
#[server(prefix = "/api/fn", endpoint = "profile/overview", output = Postcard)]
pub async fn profile_overview() -> Result<Vec<(Section, Progress)>, ApiError> {
    use model::choice::Choice;
    let (services, actor) = super::services();
    let profile = services.profile(&actor).await?;
    let today = services.clock.today();
    Ok(Section::ALL.iter().map(|section| (*section, profile.progress(*section, today))).collect())
}

/// The entries of a list section.
#[server(prefix = "/api/fn", endpoint = "profile/entries", output = Postcard)]
pub async fn section_entries(section: Section, lang: Lang) -> Result<Entries, ApiError> {
    use model::profile::problem_count;
    let (services, actor) = super::services();
    let profile = services.profile(&actor).await?;
    let today = services.clock.today();
    let items = match section {
        Section::Personal => return Err(ApiError::NotFound),
        Section::Experience => profile
            .experience
            .iter()
            .map(|entry| EntryRow {
                id: entry.id.clone(),
                title: [entry.value.title.trim(), entry.value.employer.trim()]
                    .iter()
                    .filter(|s| !s.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(", "),
                from: (entry.value.from_month.clone(), entry.value.from_year.clone()),
                to: (entry.value.to_month.clone(), entry.value.to_year.clone()),
                current: !entry.value.current.is_empty(),
                problems: problem_count(&entry.value, today),
            })
            .collect(),
        Section::Languages => profile
            .languages
            .iter()
            .map(|entry| EntryRow {
                id: entry.id.clone(),
                title: crate::names::language(lang, &entry.value.language).to_owned(),
                from: Default::default(),
                to: Default::default(),
                current: false,
                problems: problem_count(&entry.value, today),
            })
            .collect(),
    };
    Ok(Entries { items, new: services::id::new(services.clock.now()) })
}

/// A form of the profile, or an application's, with what its lists offer.
#[server(prefix = "/api/fn", endpoint = "profile/form", output = Postcard)]
pub async fn open_page(form: Form, lang: Lang) -> Result<FormPage, ApiError> {
    let (services, actor) = super::services();
    let opened = services.open_form(&actor, &form).await?;
    let account = actor.signed_in()?.account.clone();
    let countries = match form {
        Form::Personal | Form::Experience(_) => crate::names::countries(lang)
            .iter()
            .map(|(code, name)| (code.to_string(), (*name).to_owned()))
            .collect(),
        _ => Vec::new(),
    };
    let languages = match form {
        Form::Language(_) => crate::names::languages(lang)
            .iter()
            .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()))
            .collect(),
        _ => Vec::new(),
    };
    Ok(FormPage { opened, account, countries, languages })
}
