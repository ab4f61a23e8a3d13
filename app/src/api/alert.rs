//! Job alerts: of the candidate who is signed in. They are written by plain posts (`server/src/forms/alert.rs`), so that all of it works
//! without WebAssembly.

use super::ApiError;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{alert::State, form::Fields, language::Lang, problem::Problems, vacancy::search::Filter};
use serde::{Deserialize, Serialize};

/// The name under which a form of an alert is kept over the redirection to its page.
pub const FORM: &str = "alert";

/// An alert in its person's list, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    pub name: String,
    /// What it matches.
    pub matches: String,
    /// How often it tells.
    pub when: String,
    /// The language of its mails.
    pub language: String,
    pub state: State,
    /// The state in a word.
    pub said: String,
    /// The day until which it is to be answered whether it is still wanted.
    pub until: Option<String>,
}

/// The form of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertForm {
    /// The alert as it is kept; none: it is a new one.
    pub kept: Option<Row>,
    pub fields: Fields,
    pub problems: Problems,
    /// The choices of each filter, value and name; of countries, those alone that are chosen.
    pub choices: Vec<(Filter, Vec<(String, String)>)>,
    /// All countries, code and name.
    pub countries: Vec<(String, String)>,
    /// The search that it began with asked for something that an alert leaves out.
    pub asked_more: bool,
    /// The most alerts there can be, where there are so many and another is asked for.
    pub full: Option<u32>,
}

/// What the link in a mail stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopping {
    pub name: String,
    /// Whether there is anything to stop still.
    pub tells: bool,
}

/// The alerts of the person who is signed in, the oldest first.
#[server(prefix = "/api/fn", endpoint = "alert/list", input = GetUrl, output = Postcard)]
pub async fn list_alerts(lang: Lang) -> Result<Vec<Row>, ApiError> {
    let (services, actor) = super::services();
    let alerts = services.alerts(&actor).await?;
    let vacancies = services.vacancies().await?;
    let row = |kept| server::row(crate::texts::Texts(lang), vacancies.departments(), kept);
    Ok(alerts.into_iter().map(row).collect())
}

/// The form of a new alert, filled in with a search: `q=statistics&category=local`.
#[server(prefix = "/api/fn", endpoint = "alert/new", output = Postcard)]
pub async fn new_alert(query: String, lang: Lang) -> Result<AlertForm, ApiError> {
    use model::alert::{ALERTS_MOST, Alert, Cadence, asks_more, sought, typed};
    let (services, actor) = super::services();
    let t = crate::texts::Texts(lang);
    let full = services.alerts(&actor).await?.len() >= ALERTS_MOST;
    let search = sought(&query);
    let vacancies = services.vacancies().await?;
    let name = crate::sought::proposed(t, vacancies.departments(), &search);
    let begun = typed(&Alert { name, search, cadence: Cadence::Mondays, language: lang });
    let mut form = server::form(t, vacancies.departments(), None, begun).await?;
    form.full = full.then_some(ALERTS_MOST as u32);
    form.asked_more = asks_more(&query);
    Ok(form)
}

/// The form of an alert of the person who is signed in.
#[server(prefix = "/api/fn", endpoint = "alert/read", output = Postcard)]
pub async fn read_alert(id: String, lang: Lang) -> Result<AlertForm, ApiError> {
    let (services, actor) = super::services();
    let t = crate::texts::Texts(lang);
    let mut kept = services.alert(&actor, &id).await?;
    kept.alert.name = crate::sought::name(t, &kept.alert.name);
    let fields = model::alert::typed(&kept.alert);
    let vacancies = services.vacancies().await?;
    let departments = vacancies.departments();
    server::form(t, departments, Some(server::row(t, departments, kept)), fields).await
}

/// What the link of a mail stops, by its secret; none: nothing any more. Changes nothing.
#[server(prefix = "/api/fn", endpoint = "alert/stopping", output = Postcard)]
pub async fn read_stopping(token: String, lang: Lang) -> Result<Option<Stopping>, ApiError> {
    let (services, _) = super::services();
    match services.stopping(&token).await {
        Ok(stopping) => Ok(Some(Stopping {
            name: crate::sought::name(crate::texts::Texts(lang), &stopping.name),
            tells: stopping.tells,
        })),
        Err(services::Error::Gone) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(feature = "ssr")]
mod server {
    use super::{AlertForm, FORM, Row};
    use crate::{
        api::{ApiError, account::read_flash},
        dates, names,
        pages::public::vacancy_words as words,
        sought,
        texts::Texts,
    };
    use model::{
        choice::Choice,
        form::Fields,
        language::Lang,
        text,
        vacancy::{
            Category, ContractType, Grade, Region,
            search::{Filter, Search},
        },
    };
    use services::{
        alert::Kept,
        board::{Departments, Finding},
    };
    use std::collections::BTreeSet;

    pub(super) fn row(t: Texts, departments: &Departments, kept: Kept) -> Row {
        let Kept { id, alert, state, until } = kept;
        Row {
            id,
            name: sought::name(t, &alert.name),
            matches: sought::describe(t, departments, &alert.search),
            when: sought::when(t, alert.cadence),
            language: alert.language.own_name().to_owned(),
            state,
            said: sought::state(t, state).to_owned(),
            until: until.map(|until| dates::long(t, until)),
        }
    }

    /// The form with these fields, or with those that were just refused.
    pub(super) async fn form(
        t: Texts,
        departments: &Departments,
        kept: Option<Row>,
        fields: Fields,
    ) -> Result<AlertForm, ApiError> {
        let (fields, problems) =
            read_flash(FORM.to_owned()).await?.unwrap_or_else(|| (fields, Default::default()));
        let (services, _) = crate::api::services();
        let open = services.find_vacancies(&Search::default(), t.0, 1).await?;
        let filters = Filter::ALL.iter().filter(|filter| **filter != Filter::Closing);
        let choices =
            filters.map(|filter| (*filter, choices(t, departments, *filter, &fields, &open))).collect();
        let countries = names::owned(names::countries(t.0));
        Ok(AlertForm { kept, fields, problems, choices, countries, asked_more: false, full: None })
    }

    /// The choices of a filter that the form offers. Of departments, which no list has, those of the open vacancies.
    fn choices(
        t: Texts,
        departments: &Departments,
        filter: Filter,
        fields: &Fields,
        open: &Finding,
    ) -> Vec<(String, String)> {
        fn all<C: Choice>() -> Vec<String> {
            C::ALL.iter().map(|choice| choice.slug().to_owned()).collect()
        }
        let values = match filter {
            Filter::Category => all::<Category>(),
            Filter::Grade => all::<Grade>(),
            Filter::Contract => all::<ContractType>(),
            Filter::Region => all::<Region>(),
            Filter::Language => Lang::ALL.map(|lang| lang.tag().to_owned()).to_vec(),
            Filter::Department => {
                let facet = open.facets.iter().find(|facet| facet.filter == filter);
                let there =
                    facet.into_iter().flat_map(|facet| &facet.choices).map(|(value, _)| value.as_str());
                let all: BTreeSet<&str> = there.chain(fields.get(filter.slug()).lines()).collect();
                let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
                all.sort_by_key(|department| text::fold(department));
                all
            }
            Filter::Country | Filter::Closing => {
                fields.get(filter.slug()).lines().map(str::to_owned).collect()
            }
        };
        let named = |value: String| (value.clone(), words::choice(t, departments, filter, &value));
        values.into_iter().map(named).collect()
    }
}
