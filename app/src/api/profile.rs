//! The candidate's profile.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    degree::Standing,
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
    pub lists: Lists,
    /// What an education counts as, as it is saved, once it is complete.
    pub standing: Option<Standing>,
}

/// What the form's lists offer, value and name, in the order of the reader's language; empty where the form does not ask it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    pub countries: Vec<(String, String)>,
    pub languages: Vec<(String, String)>,
    pub areas: Vec<(String, String)>,
}

/// An entry of a list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    pub row: Row,
    /// What an education counts as, once it is complete.
    pub standing: Option<Standing>,
}

/// A list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    pub items: Vec<EntryRow>,
    /// The id for an entry that is begun now.
    pub new: String,
}

/// Where each section of the profile stands, and whether it may be left out.
#[server(prefix = "/api/fn", endpoint = "profile/overview", output = Postcard)]
pub async fn profile_overview() -> Result<Vec<(Section, Progress, bool)>, ApiError> {
    use model::choice::Choice;
    let (services, actor) = super::services();
    let profile = services.profile(&actor).await?;
    let today = services.clock.today();
    let stands = |section: &Section| {
        (*section, profile.progress(*section, today), profile.may_be_left_out(*section, today))
    };
    Ok(Section::ALL.iter().map(stands).collect())
}

/// The entries of a list section, by the names of what was chosen.
#[server(prefix = "/api/fn", endpoint = "profile/entries", output = Postcard)]
pub async fn section_entries(section: Section, lang: Lang) -> Result<Entries, ApiError> {
    use model::{choice::Choice, draft::Draft, profile::Area};
    let (services, actor) = super::services();
    if !section.is_list() {
        return Err(ApiError::NotFound);
    }
    let profile = services.profile(&actor).await?;
    let today = services.clock.today();
    let mut standings = Vec::new();
    for entry in profile.education.iter().filter(|_| section == Section::Education) {
        standings.push(match entry.value.check(today) {
            Ok(education) => Some(services.standing(&education).await?),
            Err(_) => None,
        });
    }
    let named = |row: Row| {
        let title = match section {
            Section::Languages => crate::names::language(lang, &row.title).to_owned(),
            Section::Expertise => {
                Area::parse(&row.title).map_or("", |area| crate::names::area(lang, area)).to_owned()
            }
            _ => row.title,
        };
        Row { title, ..row }
    };
    let standings = standings.into_iter().chain(std::iter::repeat(None));
    let items = profile
        .rows(section, today)
        .into_iter()
        .zip(standings)
        .map(|(row, standing)| EntryRow { row: named(row), standing })
        .collect();
    Ok(Entries { items, new: services::id::new(services.clock.now()) })
}

/// A form of the profile, or an application's, with what its lists offer.
#[server(prefix = "/api/fn", endpoint = "profile/form", output = Postcard)]
pub async fn open_page(form: Form, lang: Lang) -> Result<FormPage, ApiError> {
    use model::{draft::Draft, profile::EducationDraft};
    let (services, actor) = super::services();
    let opened = services.open_form(&actor, &form).await?;
    let account = actor.signed_in()?.account.clone();
    let mut lists = Lists::default();
    match form.section() {
        Some(Section::Personal | Section::Experience | Section::OwnExperience | Section::Education) => {
            lists.countries = owned(crate::names::countries(lang));
        }
        Some(Section::Languages) => lists.languages = owned(crate::names::languages(lang)),
        Some(Section::Expertise) => lists.areas = owned(&crate::names::areas(lang)),
        _ => {}
    }
    let draft: EducationDraft = opened.saved.fields.draft();
    let standing = match draft.check(services.clock.today()) {
        Ok(education) if form.section() == Some(Section::Education) => {
            Some(services.standing(&education).await?)
        }
        _ => None,
    };
    Ok(FormPage { opened, account, lists, standing })
}

#[cfg(feature = "ssr")]
fn owned<T: ToString>(list: &[(T, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, name)| (value.to_string(), (*name).to_owned())).collect()
}
