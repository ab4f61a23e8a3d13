//! Finding vacancies: open to everybody. Saving them: for candidates.

use super::{ApiError, vacancy::Row};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Postcard},
};
use model::{
    language::Lang,
    vacancy::{
        Category, Page,
        search::{Filter, Sort},
    },
};
use serde::{Deserialize, Serialize};

/// A page of what was found, and how to go on from there. All words are the reader's, and all addresses ready to be followed, so
/// that the browser needs no search of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The query of the search, without a page; empty: nothing in particular was looked for.
    pub query: String,
    pub words: String,
    /// Whether words or filters were asked for, and not only an order.
    pub narrowed: bool,
    pub sort: Sort,
    pub facets: Vec<Facet>,
    pub asked: Vec<Asked>,
    /// Where nothing was found: what would be.
    pub looser: Vec<Looser>,
    pub page: Page<Row>,
}

/// The choices of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub filter: Filter,
    pub choices: Vec<FacetChoice>,
}

/// A choice of a filter, with how many vacancies it would find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetChoice {
    pub value: String,
    pub name: String,
    pub count: u32,
    pub chosen: bool,
}

/// Something that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub name: String,
    /// The query of the search without it.
    pub query: String,
}

/// A search that asks for less, and finds something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looser {
    /// What it does not ask for; none: it asks for nothing.
    pub without: Option<String>,
    pub query: String,
    pub count: u32,
}

/// A category, and a page of its vacancies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InCategory {
    pub category: Category,
    /// What it means.
    pub means: String,
    pub page: Page<Row>,
}

/// What somebody has saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub open: Vec<Row>,
    pub closed: Vec<Row>,
}

/// Searches the open vacancies, as a query string says: `q=statistics&grade=P4&page=2`.
#[server(prefix = "/api/fn", endpoint = "vacancy/find", input = GetUrl, output = Postcard)]
pub async fn find_vacancies(lang: Lang, query: String) -> Result<Found, ApiError> {
    use model::{address, vacancy::search::Search};
    let (services, actor) = super::services();
    let search = Search::parse(&query);
    let number = address::pairs(&query).find(|(name, _)| name == "page");
    let number = number.map_or(Some(1), |(_, number)| number.parse().ok()).filter(|number| *number > 0);
    let finding = services.find_vacancies(&search, lang, number.ok_or(ApiError::NotFound)?).await?;
    let saved = services.saved_slugs(&actor).await?;
    let vacancies = services.vacancies().await?;
    let names = server::Names { t: crate::texts::Texts(lang), departments: vacancies.departments() };
    Ok(names.found(&search, finding, &saved, services.clock.now()))
}

/// The open vacancies of a category, by its slug; pages count from 1.
#[server(prefix = "/api/fn", endpoint = "vacancy/category", input = GetUrl, output = Postcard)]
pub async fn read_category(lang: Lang, category: String, page: u32) -> Result<InCategory, ApiError> {
    use model::{choice::Choice, vacancy::search::Search};
    let (services, actor) = super::services();
    let category = Category::parse(&category).filter(|_| page > 0).ok_or(ApiError::NotFound)?;
    let mut search = Search::default();
    search.choose(Filter::Category, category.slug());
    let page = services.find_vacancies(&search, lang, page).await?.page;
    let saved = services.saved_slugs(&actor).await?;
    let now = services.clock.now();
    Ok(InCategory {
        category,
        means: crate::pages::public::vacancy_words::means(crate::texts::Texts(lang), category).to_owned(),
        page: server::rows(page, &saved, lang, now),
    })
}

/// What the person who is signed in has saved.
#[server(prefix = "/api/fn", endpoint = "vacancy/saved", input = GetUrl, output = Postcard)]
pub async fn saved_vacancies(lang: Lang) -> Result<Saved, ApiError> {
    let (services, actor) = super::services();
    let saved = services.saved_vacancies(&actor, lang).await?;
    let now = services.clock.now();
    let rows = |listed: Vec<model::vacancy::Listed>| {
        listed
            .into_iter()
            .map(|listed| Row { saved: true, ..super::vacancy::row(listed, lang, now) })
            .collect()
    };
    Ok(Saved { open: rows(saved.open), closed: rows(saved.closed) })
}

/// Whether the person who is signed in has saved a vacancy.
#[server(prefix = "/api/fn", endpoint = "vacancy/is-saved", input = GetUrl, output = Postcard)]
pub async fn is_saved(slug: String) -> Result<bool, ApiError> {
    let (services, actor) = super::services();
    Ok(services.is_saved(&actor, &slug).await?)
}

#[cfg(feature = "ssr")]
mod server {
    use super::*;
    use crate::{pages::public::vacancy_words as words, texts::Texts};
    use model::{
        choice::Choice,
        text,
        vacancy::{ContractType, Grade, Listed, Region, search::Search},
    };
    use services::board::{Departments, Finding, Without};
    use std::collections::BTreeSet;

    /// What filters and choices are called by a reader.
    #[derive(Clone, Copy)]
    pub(super) struct Names<'a> {
        pub t: Texts,
        pub departments: &'a Departments,
    }

    /// A page's rows, with what the person has saved.
    pub(super) fn rows(page: Page<Listed>, saved: &BTreeSet<String>, lang: Lang, now: i64) -> Page<Row> {
        let row = |listed: Listed| Row {
            saved: saved.contains(&listed.slug),
            ..crate::api::vacancy::row(listed, lang, now)
        };
        Page {
            items: page.items.into_iter().map(row).collect(),
            page: page.page,
            pages: page.pages,
            total: page.total,
        }
    }

    impl Names<'_> {
        /// What was found, in words.
        pub(super) fn found(
            self,
            search: &Search,
            finding: Finding,
            saved: &BTreeSet<String>,
            now: i64,
        ) -> Found {
            let t = self.t;
            let looser = finding.looser.into_iter().map(|looser| Looser {
                without: match looser.without {
                    Without::Filter(filter) => Some(self.without(search, filter)),
                    Without::Word(word) => Some(t.find_quoted(word)),
                    Without::Words => Some(t.find_quoted(search.words())),
                    Without::Everything => None,
                },
                query: looser.search.query(),
                count: looser.count,
            });
            Found {
                query: search.query(),
                words: search.words().to_owned(),
                narrowed: !search.is_empty(),
                sort: search.sort(),
                looser: looser.collect(),
                facets: finding.facets.into_iter().map(|facet| self.facet(search, facet)).collect(),
                asked: self.asked(search),
                page: rows(finding.page, saved, t.0, now),
            }
        }

        fn choice(self, filter: Filter, value: &str) -> String {
            words::choice(self.t, self.departments, filter, value)
        }

        /// A filter's choices in the order in which they are offered: those of a closed list in its own, the others in that of
        /// the alphabet.
        fn facet(self, search: &Search, facet: services::board::Facet) -> Facet {
            let filter = facet.filter;
            let chosen: BTreeSet<&str> = search.chosen(filter).collect();
            let mut choices: Vec<FacetChoice> = facet
                .choices
                .into_iter()
                .map(|(value, count)| FacetChoice {
                    name: self.choice(filter, &value),
                    chosen: chosen.contains(value.as_str()),
                    value,
                    count,
                })
                .collect();
            match filter {
                Filter::Category => choices.sort_by_cached_key(|choice| Category::parse(&choice.value)),
                Filter::Grade => choices.sort_by_cached_key(|choice| Grade::parse(&choice.value)),
                Filter::Contract => choices.sort_by_cached_key(|choice| ContractType::parse(&choice.value)),
                Filter::Region => choices.sort_by_cached_key(|choice| Region::parse(&choice.value)),
                Filter::Language => choices.sort_by_cached_key(|choice| choice.value.parse::<Lang>().ok()),
                Filter::Closing => choices.sort_by_cached_key(|choice| choice.value.parse::<u16>().ok()),
                Filter::Country | Filter::Department => {
                    choices.sort_by_cached_key(|choice| text::fold(&choice.name))
                }
            }
            Facet { filter, choices }
        }

        /// The words and choices that are asked for, each with the search that is left without it.
        fn asked(self, search: &Search) -> Vec<Asked> {
            let words = (!search.words().is_empty()).then(|| {
                let mut left = search.clone();
                left.set_words("");
                Asked { name: self.t.find_quoted(search.words()), query: left.query() }
            });
            let choices = search.choices().map(|(filter, value)| {
                let mut left = search.clone();
                left.unchoose(filter, value);
                Asked { name: self.choice(filter, value), query: left.query() }
            });
            words.into_iter().chain(choices).collect()
        }

        /// What is chosen of a filter, in words.
        fn without(self, search: &Search, filter: Filter) -> String {
            let chosen: Vec<String> = search.chosen(filter).map(|value| self.choice(filter, value)).collect();
            format!("{} ({})", words::filter(self.t, filter), chosen.join(", "))
        }
    }
}
