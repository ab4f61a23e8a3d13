//! Reading vacancies: open to everybody.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    language::Lang,
    vacancy::{Listed, Nationality, Notice},
};
use serde::{Deserialize, Serialize};

/// A vacancy in a list, with what only the server knows: names, and the time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    pub vacancy: Listed,
    /// The duty station's country, in the reader's language.
    pub country: String,
    /// The days until it closes: 0 on the last, less once it is over.
    pub days_left: i64,
    /// Whether the person who is signed in has saved it, where that is shown.
    pub saved: bool,
}

/// The newest vacancies, and how many are open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newest {
    pub rows: Vec<Row>,
    pub open: u64,
}

/// A notice, with what only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub notice: Notice,
    /// The duty station's country, in the reader's language.
    pub country: String,
    /// The countries whose nationals may apply; empty: everybody.
    pub open_to: Vec<String>,
    /// The days until it closes: 0 on the last, less once it is over.
    pub days_left: i64,
}

/// How the nationalities in the reader's own profile stand to those that a vacancy is open to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNationality {
    pub nationality: Nationality,
    /// The countries whose nationals may apply, in the reader's language.
    pub open_to: Vec<String>,
    /// The reader's own.
    pub own: Vec<String>,
}

/// The notice of an open vacancy, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNotice {
    pub shown: Shown,
    /// For candidates who are signed in, where it is not open to everybody.
    pub told: Option<OwnNationality>,
    /// Open ones, the most alike first.
    pub similar: Vec<Row>,
    /// Who arranges what candidates need during recruitment; empty where that is not set.
    pub accommodation: String,
}

/// What stands at the address of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtAddress {
    Open(Box<OpenNotice>),
    Closed {
        title: String,
        /// The language of the title.
        lang: Lang,
        similar: Vec<Row>,
    },
    NotFound,
}

/// How many of the newest vacancies stand on the first page.
#[cfg(feature = "ssr")]
const NEWEST: usize = 5;

/// The newest open vacancies.
#[server(prefix = "/api/fn", endpoint = "vacancy/newest", input = GetUrl, output = Postcard)]
pub async fn newest_vacancies(lang: Lang) -> Result<Newest, ApiError> {
    let (services, _) = super::services();
    let now = services.clock.now();
    let (rows, open) = services.vacancies().await?.newest(lang, NEWEST, now);
    Ok(Newest { rows: rows.into_iter().map(|vacancy| row(vacancy, lang, now)).collect(), open: open as u64 })
}

/// The notice at an address.
#[server(prefix = "/api/fn", endpoint = "vacancy/notice", input = GetUrl, output = Postcard)]
pub async fn read_notice(lang: Lang, slug: String) -> Result<AtAddress, ApiError> {
    use services::board::Found;
    let (services, actor) = super::services();
    let now = services.clock.now();
    Ok(match services.notice(&slug, lang).await? {
        Found::Open(notice) => {
            let told = own_nationality(&services, &actor, &notice.open_to, lang).await?;
            let similar = services.vacancies().await?.similar(&notice, lang, now);
            AtAddress::Open(Box::new(OpenNotice {
                shown: shown(*notice, lang, now),
                accommodation: services.accommodation.as_ref().map(ToString::to_string).unwrap_or_default(),
                told,
                similar: similar.into_iter().map(|vacancy| row(vacancy, lang, now)).collect(),
            }))
        }
        Found::Closed { title, lang: of_title, similar } => AtAddress::Closed {
            title,
            lang: of_title,
            similar: similar.into_iter().map(|vacancy| row(vacancy, lang, now)).collect(),
        },
        Found::NotFound => AtAddress::NotFound,
    })
}

#[cfg(feature = "ssr")]
pub(super) fn row(vacancy: Listed, lang: Lang, now: i64) -> Row {
    Row {
        country: crate::names::country(lang, vacancy.duty_station.country).to_owned(),
        days_left: services::board::days_left(vacancy.closes_on, &vacancy.zone, vacancy.closes_at, now),
        vacancy,
        saved: false,
    }
}

/// What a candidate is told of the nationalities that a vacancy is open to; none where that is nobody's question.
#[cfg(feature = "ssr")]
pub async fn own_nationality(
    services: &services::Services,
    actor: &services::Actor,
    open_to: &[model::country::Country],
    lang: Lang,
) -> Result<Option<OwnNationality>, services::Error> {
    let names = |countries: &[model::country::Country]| {
        countries.iter().map(|country| crate::names::country(lang, *country).to_owned()).collect()
    };
    let found = services.nationality(actor, open_to).await?;
    Ok(found.map(|(nationality, own)| OwnNationality {
        nationality,
        open_to: names(open_to),
        own: names(&own),
    }))
}

/// A notice as a reader is shown it.
#[cfg(feature = "ssr")]
#[must_use]
pub fn shown(notice: Notice, lang: Lang, now: i64) -> Shown {
    let name = |country| crate::names::country(lang, country).to_owned();
    Shown {
        country: name(notice.duty_station.country),
        open_to: notice.open_to.iter().copied().map(name).collect(),
        days_left: services::board::days_left(notice.closes_on, &notice.zone, notice.closes_at, now),
        notice,
    }
}
