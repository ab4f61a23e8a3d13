//! Reading vacancies: open to everybody.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    language::Lang,
    vacancy::{Listed, Notice, Page},
};
use serde::{Deserialize, Serialize};

/// A vacancy in a list, with what only the server knows: names, and the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub vacancy: Listed,
    /// The duty station's country, in the reader's language.
    pub country: String,
    /// Whole days until it closes: 0 on the last.
    pub days_left: i64,
}

/// A notice, with what only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub notice: Notice,
    /// The duty station's country, in the reader's language.
    pub country: String,
    /// The countries whose nationals may apply; empty: everybody.
    pub open_to: Vec<String>,
    /// Whole days until it closes: 0 on the last, less once it is over.
    pub days_left: i64,
}

/// What stands at the address of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtAddress {
    Open(Box<Shown>),
    Closed {
        title: String,
        /// The language of the title.
        lang: Lang,
        similar: Vec<Row>,
    },
    NotFound,
}

/// A page of the open vacancies, newest first; pages count from 1.
#[server(prefix = "/api/fn", endpoint = "vacancy/list", input = GetUrl, output = Postcard)]
pub async fn list_vacancies(lang: Lang, page: u32) -> Result<Page<Row>, ApiError> {
    let (services, _) = super::services();
    let page = services.list_vacancies(lang, page).await?;
    let now = services.clock.now();
    Ok(Page {
        items: page.items.into_iter().map(|vacancy| row(vacancy, lang, now)).collect(),
        page: page.page,
        pages: page.pages,
        total: page.total,
    })
}

/// The notice at an address.
#[server(prefix = "/api/fn", endpoint = "vacancy/notice", input = GetUrl, output = Postcard)]
pub async fn read_notice(lang: Lang, slug: String) -> Result<AtAddress, ApiError> {
    use services::board::Found;
    let (services, _) = super::services();
    let now = services.clock.now();
    Ok(match services.notice(&slug, lang).await? {
        Found::Open(notice) => AtAddress::Open(Box::new(shown(*notice, lang, now))),
        Found::Closed { title, lang: of_title, similar } => AtAddress::Closed {
            title,
            lang: of_title,
            similar: similar.into_iter().map(|vacancy| row(vacancy, lang, now)).collect(),
        },
        Found::NotFound => AtAddress::NotFound,
    })
}

#[cfg(feature = "ssr")]
fn row(vacancy: Listed, lang: Lang, now: i64) -> Row {
    Row {
        country: crate::names::country(lang, vacancy.duty_station.country).to_owned(),
        days_left: services::board::days_left(vacancy.closes_at, now),
        vacancy,
    }
}

/// A notice as a reader is shown it.
#[cfg(feature = "ssr")]
pub(crate) fn shown(notice: Notice, lang: Lang, now: i64) -> Shown {
    let name = |country| crate::names::country(lang, country).to_owned();
    Shown {
        country: name(notice.duty_station.country),
        open_to: notice.open_to.iter().copied().map(name).collect(),
        days_left: services::board::days_left(notice.closes_at, now),
        notice,
    }
}
