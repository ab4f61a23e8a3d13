//! The candidate's profile.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    form::{Form, Opened},
    language::Lang,
    profile::{Progress, Row, Section},
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

/// A list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    pub items: Vec<Row>,
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

/// The entries of a list section, by the names of what was chosen.
#[server(prefix = "/api/fn", endpoint = "profile/entries", output = Postcard)]
pub async fn section_entries(section: Section, lang: Lang) -> Result<Entries, ApiError> {
    let (services, actor) = super::services();
    if !section.is_list() {
        return Err(ApiError::NotFound);
    }
    let profile = services.profile(&actor).await?;
    let mut items = profile.rows(section, services.clock.today());
    if section == Section::Languages {
        for row in &mut items {
            row.title = crate::names::language(lang, &row.title).to_owned();
        }
    }
    Ok(Entries { items, new: services::id::new(services.clock.now()) })
}

/// A form of the profile, or an application's, with what its lists offer.
#[server(prefix = "/api/fn", endpoint = "profile/form", output = Postcard)]
pub async fn open_page(form: Form, lang: Lang) -> Result<FormPage, ApiError> {
    let (services, actor) = super::services();
    let opened = services.open_form(&actor, &form).await?;
    let account = actor.signed_in()?.account.clone();
    let countries = match form {
        Form::Section(Section::Personal) | Form::Entry(Section::Experience, _) => {
            crate::names::countries(lang)
                .iter()
                .map(|(code, name)| (code.to_string(), (*name).to_owned()))
                .collect()
        }
        _ => Vec::new(),
    };
    let languages = match form.section() {
        Some(Section::Languages) => crate::names::languages(lang)
            .iter()
            .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()))
            .collect(),
        _ => Vec::new(),
    };
    Ok(FormPage { opened, account, countries, languages })
}
