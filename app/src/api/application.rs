//! Applying, and what was sent.

use super::ApiError;
use leptos::{prelude::*, server_fn::codec::Postcard};
use model::{
    application::{Applied, Applying, Receipt, Review},
    area::Area,
    country::Country,
    language::Lang,
    requirements::{Evidence, Rules, Source},
    vacancy::{Grade, Listed},
};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use services::application::Begun;
use std::collections::BTreeMap;

/// The page for applying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyPage {
    pub applying: Applying,
    /// The names of the countries whose nationals the vacancy is open to.
    pub open_to: Vec<String>,
    pub form: super::profile::FormPage,
    pub comparing: Option<Comparing>,
}

/// The page on which an application is read before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub review: Review,
    pub names: Names,
}

/// What a vacancy's grade asks for and what the person's own profile has to show for it: they are compared in the browser, and
/// nothing of it is sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparing {
    pub grade: Grade,
    pub rules: Rules,
    pub evidence: Evidence,
    /// The entries by their pages, without the language, and their names.
    pub entries: Vec<(Source, String, String)>,
}

/// The page that compares the person's profile with a vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparePage {
    pub vacancy: Listed,
    /// Whether the person can apply now.
    pub open: bool,
    /// None where no generic requirements are known for the vacancy's grade, or it has none.
    pub comparing: Option<Comparing>,
}

/// What the page for applying to a vacancy begins with.
#[server(prefix = "/api/fn", endpoint = "application/begin", output = Postcard)]
pub async fn begin_application(slug: String, lang: Lang) -> Result<ApplyPage, ApiError> {
    let (services, actor) = super::services();
    let Begun { applying, profile } = services.applying(&actor, &slug, lang).await?;
    let opened = services.open_form(&actor, &model::form::Form::Application(slug)).await?;
    let account = actor.signed_in()?.account.clone();
    let form = super::profile::FormPage { opened, account, ..Default::default() };
    let comparing = comparing(&services, &applying, &profile, lang).await?;
    let names = applying.open_to.iter().map(|country| crate::names::country(lang, *country).to_owned());
    Ok(ApplyPage { open_to: names.collect(), applying, form, comparing })
}

/// What an application would be if it were sent now.
#[server(prefix = "/api/fn", endpoint = "application/review", output = Postcard)]
pub async fn review_application(slug: String, lang: Lang) -> Result<ReviewPage, ApiError> {
    let (services, actor) = super::services();
    let review = services.review_application(&actor, &slug, lang).await?;
    let areas = services.areas().await?;
    Ok(ReviewPage { names: Names::of(&review.profile, [], lang, &areas), review })
}

/// What the person's own profile has to show for what a vacancy's grade asks for.
#[server(prefix = "/api/fn", endpoint = "application/compare", output = Postcard)]
pub async fn compare_with(slug: String, lang: Lang) -> Result<ComparePage, ApiError> {
    let (services, actor) = super::services();
    let Begun { applying, profile } = services.applying(&actor, &slug, lang).await?;
    let comparing = comparing(&services, &applying, &profile, lang).await?;
    Ok(ComparePage { open: applying.open && applying.sent.is_none(), vacancy: applying.vacancy, comparing })
}

#[cfg(feature = "ssr")]
async fn comparing(
    services: &services::Services,
    applying: &Applying,
    profile: &model::profile::ProfileDraft,
    lang: Lang,
) -> Result<Option<Comparing>, services::Error> {
    use model::{choice::Choice, profile::Section, requirements::minimum};
    let Some(grade) = applying.vacancy.grade.filter(|grade| minimum(*grade).is_some()) else {
        return Ok(None);
    };
    let evidence = services.evidence_of(profile).await?;
    let today = services.clock.today();
    let entry = |source: Source, key: &str| {
        let (section, id) = key.split_once('/').unwrap_or_default();
        let rows = Section::parse(section).map(|section| profile.rows(section, today)).unwrap_or_default();
        let row = rows.into_iter().find(|row| row.id == id);
        (source, format!("/profile/{key}"), row.map(|row| row.title).unwrap_or_default())
    };
    let jobs = evidence.jobs.iter().map(|job| entry(Source::Job(job.id.clone()), &job.id));
    let degrees = evidence.degrees.iter().map(|degree| entry(Source::Degree(degree.id.clone()), &degree.id));
    let courses = evidence.trainings.iter().map(|id| entry(Source::Training(id.clone()), id));
    let languages = evidence.languages.iter().map(|language| {
        let code = language.language.clone();
        let name = crate::names::language(lang, &code).to_owned();
        (Source::Language(code), "/profile/languages".to_owned(), name)
    });
    let entries = jobs.chain(degrees).chain(courses).chain(languages).collect();
    Ok(Some(Comparing { grade, rules: applying.rules, entries, evidence }))
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
    let notice = &receipt.snapshot.notice;
    let countries = [notice.duty_station.country].into_iter().chain(notice.open_to.iter().copied());
    let areas = services.areas().await?;
    let names = Names::of(&receipt.snapshot.profile.clone().into(), countries, lang, &areas);
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
    /// The names of what a profile speaks of, and of these countries.
    #[cfg(feature = "ssr")]
    pub(super) fn of(
        profile: &model::profile::Parts,
        countries: impl IntoIterator<Item = Country>,
        lang: Lang,
        known: &services::area::Areas,
    ) -> Self {
        let outside = profile.experience.iter().map(|entry| &entry.job);
        let jobs = || outside.clone().chain(profile.own_experience.iter().map(|entry| &entry.job));
        let personal = profile.personal.iter().flat_map(|personal| {
            [personal.nationality, personal.residence]
                .into_iter()
                .chain(personal.other_nationalities.iter().copied())
        });
        let countries = countries
            .into_iter()
            .chain(personal)
            .chain(jobs().map(|job| job.country))
            .chain(profile.education.iter().map(|entry| entry.country));
        let areas = jobs().flat_map(|job| &job.fields);
        let areas = areas.chain(profile.expertise.iter().map(|entry| &entry.area));
        let languages = profile.languages.iter().map(|entry| entry.language.clone());
        Names {
            countries: countries.map(|code| (code, crate::names::country(lang, code).to_owned())).collect(),
            languages: languages
                .map(|code| (code.clone(), crate::names::language(lang, &code).to_owned()))
                .collect(),
            areas: areas
                .filter_map(|area| Some((area.clone(), known.name(lang, area.slug())?.to_owned())))
                .collect(),
        }
    }

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
    pub fn area(&self, area: &Area) -> String {
        self.areas.get(area).cloned().unwrap_or_default()
    }
}
