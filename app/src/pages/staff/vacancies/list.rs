//! The vacancies on the desk, by where they stand.

use super::{address, labels};
use crate::{
    api::desk::list_desk,
    at_once::Erase,
    dates,
    pages::{Load, loading, public::vacancy_words as words, query, staff::left::Waiting},
    texts::{Texts, use_lang, use_texts},
    ui::{ButtonLink, Notice, Notification, PageTitle, Pagination, Tag, TagKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    address::with,
    choice::Choice,
    form::Form,
    vacancy::{
        Category,
        desk::{Desk, Row, Sought},
        life::Stage,
    },
};

/// The page at `/staff/vacancies`.
#[component]
pub fn DeskPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let sought = Memo::new(move |_| {
        query.with(|query| {
            let get = |name| query.get_str(name).unwrap_or_default();
            Sought {
                stage: Stage::parse(get("stage")),
                category: Category::parse(get("category")),
                words: get("q").to_owned(),
                page: get("page").parse().unwrap_or(1),
            }
        })
    });
    let desk = loading(
        move || sought.get(),
        move |Sought { stage, category, words, page }| list_desk(stage, category, words, page, lang),
    );
    view! { <Load resource=desk view=move |(desk, waiting)| view! { <List desk waiting sought=sought.get_untracked()/> }/> }
}

#[component]
fn List(desk: Desk, waiting: Vec<Form>, sought: Sought) -> impl IntoView {
    let t = use_texts();
    let Desk { rows, stage, page, pages, counts } = desk;
    let refused = !query("refused").is_empty();
    let kept = sought.clone();
    let addressed = move |stage: Stage, page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let category = kept.category.map(Choice::slug).unwrap_or_default();
        let pairs = [
            ("stage", stage.slug()),
            ("category", category),
            ("q", kept.words.as_str()),
            ("page", page.as_str()),
        ];
        with(&t.0.address("/staff/vacancies"), &pairs)
    };
    let tabs: Vec<_> = counts
        .into_iter()
        .map(|(of, count)| {
            let href = addressed(of, 1);
            view! {
                <li><a href=href aria-current=(of == stage).then_some("page")>
                    {labels::stage(t, of)} " " <span class="count">{dates::number(t.0, count)}</span>
                </a></li>
            }
        })
        .collect();
    let empty = rows.is_empty();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <TableRow row/> }).collect();
    let heads = [
        t.desk_vacancy(),
        t.vacancy_category(),
        t.vacancy_grade(),
        t.desk_days(),
        t.desk_applications(),
        t.desk_state(),
    ];
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> });
    view! {
        <PageTitle title=t.desk_title()/>
        {refused.then(|| view! { <Notification kind=Notice::Warning title=t.desk_changed()/> })}
        <Waiting forms=waiting/>
        <p class="lead">{t.desk_lead()}</p>
        <p><ButtonLink href=t.0.address("/staff/vacancies/new")>{t.desk_new()}</ButtonLink></p>
        <nav class="tabs wide" aria-label=t.desk_stages()><ul role="list">{tabs}</ul></nav>
        <Filters stage sought/>
        {if empty {
            view! { <p class="empty">{t.desk_none()}</p> }.erase()
        } else {
            view! {
                <table class="desk wide" role="table">
                    <caption class="visually-hidden">{labels::stage(t, stage)}</caption>
                    <thead role="rowgroup"><tr role="row">{Vec::from(heads)}</tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            }.erase()
        }}
        <Pagination page=u64::from(page) pages=u64::from(pages) address=move |page| addressed(stage, page)/>
    }
}

/// Narrows the list: a plain form, whose answers stand in the address.
#[component]
fn Filters(stage: Stage, sought: Sought) -> impl IntoView {
    let t = use_texts();
    let over = matches!(stage, Stage::Closed | Stage::Cancelled);
    let options: Vec<_> = Category::ALL
        .iter()
        .map(|category| {
            let selected = sought.category == Some(*category);
            view! { <option value=category.slug() selected=selected>{words::category(t, *category)}</option> }
        })
        .collect();
    view! {
        <form method="get" action=t.0.address("/staff/vacancies") class="filters wide" role="search">
            <input type="hidden" name="stage" value=stage.slug()/>
            <div>
                <label for="q">{if over { t.desk_words_over() } else { t.desk_words() }}</label>
                <input id="q" name="q" type="search" value=sought.words/>
            </div>
            <div>
                <label for="by-category">{t.vacancy_category()}</label>
                <select id="by-category" name="category"><option value="">{t.desk_any_category()}</option>{options}</select>
            </div>
            <button type="submit" class="button secondary">{t.desk_filter()}</button>
        </form>
    }
}

#[component]
fn TableRow(row: Row) -> impl IntoView {
    let t = use_texts();
    let (state, kind) = labels::state(t, row.stage);
    let title = title(t, &row);
    let days = row.days.map(|days| {
        let (from, to) = (dates::long(t, days.published_on), dates::long(t, days.closes_on));
        view! { <span class="day">{from} " –"</span> " " <span class="day">{to}</span> }
    });
    let lang = (!row.title.is_empty()).then(|| t.other(row.lang)).flatten();
    let changing = row.changing && row.stage != Stage::Draft;
    view! {
        <tr role="row">
            <td role="cell">
                <a href=address(t, &row.id, "") lang=lang>{title}</a>
                {(!row.number.is_empty()).then(|| view! { <span class="hint number">{row.number}</span> })}
            </td>
            <td role="cell">{row.category.map(|category| words::category(t, category))}</td>
            <td role="cell">{row.grade.map(Choice::slug)}</td>
            <td role="cell">{days}</td>
            <td role="cell" class="figure">
                <span class="narrow">{t.desk_applications()} ": "</span>{dates::number(t.0, row.applications)}
            </td>
            <td role="cell">
                <Tag kind>{state}</Tag>
                {changing.then(|| view! { " " <Tag kind=TagKind::Warning>{t.desk_changing()}</Tag> })}
            </td>
        </tr>
    }
}

/// What a vacancy is called, also before it has a title.
pub(super) fn title(t: Texts, row: &Row) -> String {
    if row.title.is_empty() { t.desk_untitled().to_owned() } else { row.title.clone() }
}
