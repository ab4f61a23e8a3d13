//! The candidate's profile.

use super::{ApiError, application::Names};
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    area,
    degree::Standing,
    form::{Form, Opened},
    language::Lang,
    profile::{Parts, Remark, Row, Section, Stand},
};
use serde::{Deserialize, Serialize};

/// A form's page: what stands in it, whose it is, and what its lists offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPage {
    pub opened: Opened,
    pub account: String,
    /// The address of the account; empty where the form does not show it.
    pub email: String,
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

/// A list of which only the server knows all names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Countries,
    Languages,
    Areas,
}

impl List {
    /// The list whose codes a field holds, in a form or in what is sent.
    #[must_use]
    pub fn of(field: &str) -> Option<List> {
        match field {
            "country"
            | "residence"
            | "nationality"
            | "other_nationality"
            | "third_nationality"
            | "other_nationalities" => Some(List::Countries),
            "language" => Some(List::Languages),
            name if area::FIELDS.contains(&name) => Some(List::Areas),
            _ => None,
        }
    }
}

impl Lists {
    /// The name of a code in a list.
    #[must_use]
    pub fn name(&self, list: List, code: &str) -> Option<String> {
        let names = match list {
            List::Countries => &self.countries,
            List::Languages => &self.languages,
            List::Areas => &self.areas,
        };
        names.iter().find(|(known, _)| known == code).map(|(_, name)| name.clone())
    }

    /// Adds the names of the codes in a field, if it holds such.
    #[cfg(feature = "ssr")]
    pub fn learn(&mut self, lang: Lang, areas: &services::area::Areas, field: &str, said: &str) {
        let Some(list) = List::of(field) else { return };
        for code in said.lines().filter(|code| self.name(list, code).is_none()).collect::<Vec<_>>() {
            let name = crate::names::listed(lang, areas, list, code);
            let names = match list {
                List::Countries => &mut self.countries,
                List::Languages => &mut self.languages,
                List::Areas => &mut self.areas,
            };
            if !name.is_empty() {
                names.push((code.to_owned(), name.to_owned()));
            }
        }
    }
}

/// An entry of a list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    pub row: Row,
    /// What an education counts as, once it is complete.
    pub standing: Option<Standing>,
}

/// A profile to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    pub parts: Parts,
    pub names: Names,
    /// Whether nothing is missing that an application needs.
    pub complete: bool,
}

/// A list section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    pub items: Vec<EntryRow>,
    /// What is pointed out, by the names of what was chosen.
    pub remarks: Vec<Remark>,
    /// The id for an entry that is begun now; none where the section has all that it takes.
    pub new: Option<String>,
}

/// Where each section of the profile stands.
#[server(prefix = "/api/fn", endpoint = "profile/overview", output = Postcard)]
pub async fn profile_overview() -> Result<Vec<Stand>, ApiError> {
    let (services, actor) = super::services();
    let profile = services.profile(&actor).await?;
    Ok(profile.stands(services.clock.today()))
}

/// What is complete of the person's own profile, with the names of what it speaks of by a code.
#[server(prefix = "/api/fn", endpoint = "profile/whole", output = Postcard)]
pub async fn read_profile(lang: Lang) -> Result<Whole, ApiError> {
    let (services, actor) = super::services();
    let today = services.clock.today();
    let draft = services.profile(&actor).await?;
    let parts = draft.parts(today);
    let areas = services.areas().await?;
    Ok(Whole { names: Names::of(&parts, [], lang, &areas), complete: draft.missing(today).is_empty(), parts })
}

/// The entries of a list section, by the names of what was chosen.
#[server(prefix = "/api/fn", endpoint = "profile/entries", output = Postcard)]
pub async fn section_entries(section: Section, lang: Lang) -> Result<Entries, ApiError> {
    use model::{draft::Draft, profile::ENTRIES_MOST};
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
    let areas = services.areas().await?;
    let named = |title: String| match section {
        Section::Languages => crate::names::language(lang, &title).to_owned(),
        Section::Expertise => areas.name(lang, &title).unwrap_or_default().to_owned(),
        _ => title,
    };
    let standings = standings.into_iter().chain(std::iter::repeat(None));
    let items: Vec<_> = profile
        .rows(section, today)
        .into_iter()
        .zip(standings)
        .map(|(row, standing)| EntryRow { row: Row { title: named(row.title.clone()), ..row }, standing })
        .collect();
    let remarks = profile.remarks(section, today).into_iter().map(|remark| remark.named(named)).collect();
    let new = (items.len() < ENTRIES_MOST).then(|| services::id::new(services.clock.now()));
    Ok(Entries { items, remarks, new })
}

/// A form of the profile, or an application's, with what its lists offer.
#[server(prefix = "/api/fn", endpoint = "profile/form", output = Postcard)]
pub async fn open_page(form: Form, lang: Lang) -> Result<FormPage, ApiError> {
    use crate::names::owned;
    use model::{draft::Draft, profile::EducationDraft};
    let (services, actor) = super::services();
    let opened = services.open_form(&actor, &form).await?;
    let account = actor.signed_in()?.account.clone();
    let mut lists = Lists::default();
    let section = form.section();
    if let Some(Section::Personal | Section::Experience | Section::OwnExperience | Section::Education) =
        section
    {
        lists.countries = owned(crate::names::countries(lang));
    }
    if let Some(Section::Expertise | Section::Experience | Section::OwnExperience) = section {
        lists.areas = areas_for(&services, &opened, lang).await?;
    }
    if section == Some(Section::Languages) {
        lists.languages = owned(&crate::names::languages_on_offer(lang));
    }
    let email = match section {
        Some(Section::Personal) => services.account_options(&actor).await?.email,
        _ => String::new(),
    };
    let draft: EducationDraft = opened.saved.fields.draft();
    let standing = match draft.check(services.clock.today()) {
        Ok(education) if section == Some(Section::Education) => Some(services.standing(&education).await?),
        _ => None,
    };
    Ok(FormPage { opened, account, email, lists, standing })
}

/// The areas that a form offers: those that can be chosen, and behind them the retired ones that stand in it already.
#[cfg(feature = "ssr")]
async fn areas_for(
    services: &services::Services,
    opened: &Opened,
    lang: Lang,
) -> Result<Vec<(String, String)>, services::Error> {
    let (areas, t) = (services.areas().await?, crate::texts::Texts(lang));
    let mut list = areas.offered(lang).to_vec();
    let unsaved = opened.unsaved.iter().map(|unsaved| &unsaved.fields);
    for (slug, name) in
        std::iter::once(&opened.saved.fields).chain(unsaved).flat_map(|fields| areas.retired_in(lang, fields))
    {
        if list.iter().all(|(listed, _)| listed != slug) {
            list.push((slug.to_owned(), t.areas_no_longer(name)));
        }
    }
    Ok(list)
}
