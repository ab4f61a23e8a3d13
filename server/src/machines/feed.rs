//! The open vacancies as an Atom feed (RFC 4287) in pages (RFC 5005), with UNVacancyXML's elements in each entry.

use super::{answer, api::address, problem::Problem, query::Asked};
use crate::state::AppState;
use app::{dates, names, pages::public::vacancy_words as words, texts::Texts};
use atom_syndication::{
    Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text,
    extension::{Extension, ExtensionMap},
};
use axum::{
    extract::{OriginalUri, State},
    http::HeaderMap,
    response::Response,
};
use chrono::DateTime;
use model::{
    choice::Choice,
    language::Lang,
    vacancy::{
        Notice,
        search::{Filter, Search},
    },
};
use services::board::{Departments, Published};
use std::collections::BTreeMap;

/// The namespace of UNVacancyXML (facts.md), and our prefix for it.
const NAMESPACE: &str = "http://unjoblist.org/resources/UNVacancyXML";
const PREFIX: &str = "unv";

/// Answers with a page of the feed, in the language of its address.
pub async fn feed(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (lang, path) = Lang::of_path(uri.path());
    let asked = Asked::read(uri.query().unwrap_or_default(), Some(lang))?;
    let now = answer::now(&state).await?;
    let (site, t) = (state.config.public_url.as_str(), Texts(lang));
    let found = asked.found(&now.vacancies, now.now);
    let pages = found.pages;
    let entries = found.items.iter().map(|published| entry(t, published, site)).collect();
    let at = |path: &str, page: u32| asked.page_at(&format!("{site}{}", lang.address(path)), page);
    let here = |page: u32| at(path, page);
    let link = |rel: &str, href: String, kind: &str| Link {
        rel: rel.to_owned(),
        href,
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    const ATOM: &str = "application/atom+xml";
    let mut links = vec![
        link("self", here(asked.page), ATOM),
        link("alternate", at("/vacancies", 1), "text/html"),
        link("first", here(1), ATOM),
        link("last", here(pages), ATOM),
    ];
    if asked.page < pages {
        links.push(link("next", here(asked.page + 1), ATOM));
    }
    if asked.page > 1 {
        links.push(link("previous", here(asked.page - 1), ATOM));
    }
    let title = t.notice_feed_title(name(t, now.vacancies.departments(), &asked.search));
    let feed = Feed {
        title: Text::plain(title),
        id: here(1),
        updated: time(now.vacancies.changed_at(now.now)),
        authors: vec![organization(t, site)],
        generator: Some(Generator {
            value: t.site_name().to_owned(),
            uri: Some(site.to_owned()),
            version: None,
        }),
        links,
        entries,
        namespaces: BTreeMap::from([(PREFIX.to_owned(), NAMESPACE.to_owned())]),
        lang: Some(lang.tag().to_owned()),
        ..Feed::default()
    };
    let mut body = Vec::new();
    feed.write_to(&mut body).map_err(|error| services::Error::Unavailable(format!("the feed: {error}")))?;
    Ok(now.answer(&headers, "application/atom+xml; charset=utf-8", body))
}

/// What the feed is called: after the categories and the words that it is about, and what else is asked for.
fn name(t: Texts, departments: &Departments, search: &Search) -> String {
    let (categories, others): (Vec<_>, Vec<_>) =
        search.choices().partition(|(filter, _)| *filter == Filter::Category);
    let choice = |(filter, value): (Filter, &str)| words::choice(t, departments, filter, value);
    let quoted = (!search.words().is_empty()).then(|| t.find_quoted(search.words()));
    let parts: Vec<String> =
        categories.into_iter().map(choice).chain(quoted).chain(others.into_iter().map(choice)).collect();
    if parts.is_empty() {
        t.site_name().to_owned()
    } else {
        format!("{} – {}", t.site_name(), parts.join(", "))
    }
}

fn time(at: i64) -> FixedDateTime {
    DateTime::from_timestamp_millis(at).unwrap_or_default().fixed_offset()
}

fn organization(t: Texts, site: &str) -> Person {
    Person { name: t.notice_organization().to_owned(), uri: Some(site.to_owned()), ..Person::default() }
}

fn entry(t: Texts, published: &Published, site: &str) -> Entry {
    let notice = published.notice;
    let address = address(notice, t.0, site);
    let place = t.vacancy_place(&notice.duty_station.city, names::country(t.0, notice.duty_station.country));
    let facts = [
        notice.grade.map(Choice::slug).unwrap_or_default().to_owned(),
        place,
        words::contract(t, notice.contract_type).to_owned(),
        t.vacancy_closes(dates::long(t, notice.closes_on)),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let lang = t.other(notice.lang).map(str::to_owned);
    let pdf = Link {
        rel: "alternate".into(),
        href: format!("{address}/notice.pdf"),
        mime_type: Some("application/pdf".into()),
        ..Link::default()
    };
    Entry {
        title: Text { lang, ..Text::plain(notice.text.title.clone()) },
        id: address.clone(),
        updated: time(published.changed_at),
        published: Some(time(published.published_at)),
        categories: vec![Category {
            term: notice.category.slug().to_owned(),
            scheme: Some(format!("{site}/vacancies/categories")),
            label: Some(words::category(t, notice.category).to_owned()),
        }],
        links: vec![
            Link {
                href: address.clone(),
                rel: "alternate".into(),
                mime_type: Some("text/html".into()),
                ..Link::default()
            },
            pdf,
        ],
        summary: Some(Text::plain(facts.join(" · "))),
        extensions: ExtensionMap::from([(PREFIX.to_owned(), elements(t, notice, address))]),
        ..Entry::default()
    }
}

/// UNVacancyXML's elements; those that say nothing are left out.
fn elements(t: Texts, notice: &Notice, address: String) -> BTreeMap<String, Vec<Extension>> {
    let keywords = [words::category(t, notice.category).to_owned(), notice.text.department.clone()];
    [
        ("status", "open".to_owned()),
        ("posttitle", notice.text.title.clone()),
        ("closingdate", notice.closes_on.to_string()),
        ("grade", notice.grade.map(Choice::slug).unwrap_or_default().to_owned()),
        ("dutystationcountry", names::country(t.0, notice.duty_station.country).to_owned()),
        ("dutystationcity", notice.duty_station.city.clone()),
        ("organisation", t.notice_organization().to_owned()),
        ("orgcontact", address),
        ("contracttype", words::contract(t, notice.contract_type).to_owned()),
        ("vacancyno", notice.number.clone()),
        ("keywords", keywords.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(", ")),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| {
        let element =
            Extension { name: format!("{PREFIX}:{name}"), value: Some(value), ..Extension::default() };
        (name.to_owned(), vec![element])
    })
    .collect()
}
