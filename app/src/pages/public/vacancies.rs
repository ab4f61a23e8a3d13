//! The list of open vacancies.

use super::vacancy_words as words;
use crate::{
    api::vacancy::{Row, list_vacancies},
    dates,
    texts::{use_lang, use_texts},
    ui::PageTitle,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use leptos_router::hooks::use_query_map;
use model::{choice::Choice, vacancy::Page};

/// From so many days before its end a vacancy is marked.
const SOON: i64 = 5;

/// The open vacancies, newest first, in pages: `?page=2`.
#[component]
pub fn Vacancies() -> impl IntoView {
    let lang = use_lang();
    let t = use_texts();
    let query = use_query_map();
    let page = Memo::new(move |_| {
        query.with(|q| q.get_str("page").map_or(Some(1), |page| page.parse::<u32>().ok()))
    });
    let list = Resource::new(
        move || page.get(),
        move |page| async move {
            match page {
                Some(page) if page > 0 => list_vacancies(lang, page).await.map(Some),
                _ => Ok(None),
            }
        },
    );
    view! {
        <Transition fallback=move || view! { <p>{t.vacancy_loading()}</p> }>
            {move || Suspend::new(async move {
                match list.await {
                    Ok(Some(page)) if page.page <= page.pages => EitherOf3::A(view! { <ListPage page/> }),
                    Ok(_) => EitherOf3::B(view! { <super::NotFound/> }),
                    Err(_) => EitherOf3::C(view! { <Unavailable/> }),
                }
            })}
        </Transition>
    }
}

/// Said where the server cannot read the vacancies.
#[component]
pub fn Unavailable() -> impl IntoView {
    crate::pages::status(503);
    let t = use_texts();
    view! {
        <PageTitle title=t.vacancy_unavailable_title()/>
        <p>{t.vacancy_unavailable()}</p>
    }
}

#[component]
fn ListPage(page: Page<Row>) -> impl IntoView {
    let t = use_texts();
    let title = match page.page {
        1 => t.vacancy_title().to_owned(),
        number => t.vacancy_title_page(number, page.pages),
    };
    let Page { items, page, pages, total } = page;
    view! {
        <PageTitle title/>
        {if total == 0 {
            view! {
                <h2>{t.vacancy_none_title()}</h2>
                <p>{t.vacancy_none()}</p>
            }
            .into_any()
        } else {
            view! {
                <p class="list-total">{t.vacancy_total(u64::from(total))}</p>
                <VacancyList rows=items/>
                <Pages page pages/>
            }
            .into_any()
        }}
    }
}

/// Vacancies, one below the other, with headings of the second level, or of the third where the list stands under one.
#[component]
pub fn VacancyList(rows: Vec<Row>, #[prop(optional)] under_heading: bool) -> impl IntoView {
    view! {
        // In Safari, a list without bullets is no list to VoiceOver unless it says so.
        <ul class="vacancies" role="list">
            {rows.into_iter().map(|row| view! { <Vacancy row under_heading/> }).collect_view()}
        </ul>
    }
}

#[component]
fn Vacancy(row: Row, under_heading: bool) -> impl IntoView {
    let t = use_texts();
    let Row { vacancy, country, days_left } = row;
    let place = t.vacancy_place(vacancy.duty_station.city, country);
    let closes = t.vacancy_closes(dates::long(t, vacancy.closes_on));
    let address = t.0.address(&format!("/vacancies/{}", vacancy.slug));
    let link = view! { <a href=address lang=words::other(t, vacancy.lang)>{vacancy.title}</a> };
    let heading = if under_heading {
        Either::Left(view! { <h3 class="vacancy-title">{link}</h3> })
    } else {
        Either::Right(view! { <h2 class="vacancy-title">{link}</h2> })
    };
    view! {
        <li class="vacancy">
            {heading}
            <ul class="facts" role="list">
                {vacancy.grade.map(|grade| view! { <li class="fact-grade">{grade.slug()}</li> })}
                <li>{place}</li>
                <li>{words::category(t, vacancy.category)}</li>
                <li>{words::contract(t, vacancy.contract_type)}</li>
            </ul>
            <p class="vacancy-deadline">
                {closes}" – "{words::days_left(t, days_left)}
                {(days_left <= SOON).then(|| view! { " " <strong class="tag tag-attention">{t.vacancy_closes_soon()}</strong> })}
            </p>
        </li>
    }
}

/// The links to the other pages of the list.
#[component]
fn Pages(page: u32, pages: u32) -> impl IntoView {
    let t = use_texts();
    let address = move |page: u32| match page {
        1 => t.0.address("/vacancies"),
        page => t.0.address(&format!("/vacancies?page={page}")),
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=t.vacancy_pages()>
                <ul role="list">
                    {(page > 1).then(|| view! { <li><a rel="prev" href=address(page - 1)>{t.vacancy_previous()}</a></li> })}
                    {(1..=pages)
                        .map(|number| {
                            let current = (number == page).then_some("page");
                            view! {
                                <li>
                                    <a href=address(number) aria-current=current aria-label=t.vacancy_page(number)>
                                        {number}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                    {(page < pages).then(|| view! { <li><a rel="next" href=address(page + 1)>{t.vacancy_next()}</a></li> })}
                </ul>
            </nav>
        }
    })
}
