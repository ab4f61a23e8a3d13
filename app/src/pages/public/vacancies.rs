//! The list of open vacancies.

use super::vacancy_words as words;
use crate::{
    api::{
        ApiError,
        vacancy::{Row, list_vacancies},
    },
    at_once::Erase,
    dates,
    pages::{Load, NotFound, loading},
    texts::{use_lang, use_texts},
    ui::{PageTitle, Pagination, Tag, TagKind},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use model::{choice::Choice, vacancy::Page};

/// From so many days before its end a vacancy is marked.
const SOON: i64 = 5;

/// The open vacancies, newest first, in pages: `?page=2`.
#[component]
pub fn Vacancies() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let number = Memo::new(move |_| query.with(|q| q.get_str("page").map_or(1, |n| n.parse().unwrap_or(0))));
    let list = loading(
        move || number.get(),
        move |number| async move {
            match number {
                0 => Err(ApiError::NotFound),
                number => list_vacancies(lang, number).await,
            }
        },
    );
    view! { <Load resource=list view=|page| view! { <ListPage page/> }/> }
}

#[component]
fn ListPage(page: Page<Row>) -> impl IntoView {
    let t = use_texts();
    let Page { items, page, pages, total } = page;
    if page > pages {
        return view! { <NotFound/> }.erase();
    }
    let title = if page == 1 { t.vacancy_title().to_owned() } else { t.vacancy_title_page(page, pages) };
    let address = move |page: u64| match page {
        1 => t.0.address("/vacancies"),
        page => t.0.address(&format!("/vacancies?page={page}")),
    };
    if total == 0 {
        return view! {
            <PageTitle title/>
            <h2>{t.vacancy_none_title()}</h2>
            <p>{t.vacancy_none()}</p>
        }
        .erase();
    }
    view! {
        <PageTitle title/>
        <p class="lead">{t.vacancy_total(u64::from(total))}</p>
        <VacancyList rows=items/>
        <Pagination page=u64::from(page) pages=u64::from(pages) address/>
    }
    .erase()
}

/// Vacancies, one below the other, with headings of the second level, or of the third where the list stands under one.
#[component]
pub fn VacancyList(rows: Vec<Row>, #[prop(optional)] under_heading: bool) -> impl IntoView {
    view! {
        // In Safari, a list without bullets is no list to VoiceOver unless it says so.
        <ul class="cards" role="list">
            {rows.into_iter().map(|row| view! { <Vacancy row under_heading/> }).collect_view()}
        </ul>
    }
}

#[component]
fn Vacancy(row: Row, under_heading: bool) -> impl IntoView {
    let t = use_texts();
    let Row { vacancy, country, days_left } = row;
    let address = t.0.address(&format!("/vacancies/{}", vacancy.slug));
    let link = view! { <a href=address lang=t.other(vacancy.lang)>{vacancy.title}</a> };
    let heading = if under_heading {
        Either::Left(view! { <h3>{link}</h3> })
    } else {
        Either::Right(view! { <h2>{link}</h2> })
    };
    let facts = [
        vacancy.grade.map(|grade| grade.slug().to_owned()),
        Some(t.vacancy_place(vacancy.duty_station.city, country)),
        Some(words::category(t, vacancy.category).to_owned()),
        (!words::says_contract(vacancy.category))
            .then(|| words::contract(t, vacancy.contract_type).to_owned()),
    ];
    view! {
        <li class="card vacancy">
            {heading}
            <ul class="facts" role="list">{facts.into_iter().flatten().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            <p class="vacancy-deadline">
                {t.vacancy_closes(dates::long(t, vacancy.closes_on))} " – " {words::days_left(t, days_left)}
                {(days_left <= SOON).then(|| view! { " " <Tag kind=TagKind::Warning>{t.vacancy_closes_soon()}</Tag> })}
            </p>
        </li>
    }
}
