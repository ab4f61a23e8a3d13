//! The page of a category: what it means, and its vacancies.

use super::{VacancyList, vacancies::page_address, vacancy_words as words};
use crate::{
    api::search::{InCategory, read_category},
    at_once::Erase,
    pages::{Load, NotFound, loading},
    texts::{use_lang, use_texts},
    ui::{Breadcrumbs, ButtonLink, PageTitle, Pagination},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page at `/vacancies/categories/{category}`, its vacancies in pages: `?page=2`.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let lang = use_lang();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let category = params.with(|params| params.get_str("category").unwrap_or_default().to_owned());
        let page = query.with(|query| query.get_str("page").map_or(1, |page| page.parse().unwrap_or(0_u32)));
        (category, page)
    });
    let found = loading(move || asked.get(), move |(category, page)| read_category(lang, category, page));
    view! { <Load resource=found view=|found| view! { <Shown found/> }/> }
}

#[component]
fn Shown(found: InCategory) -> impl IntoView {
    let t = use_texts();
    let InCategory { category, means, page } = found;
    if page.page > page.pages {
        return view! { <NotFound/> }.erase();
    }
    let path = t.0.address(&format!("/vacancies/categories/{category}"));
    let query = format!("category={category}");
    let of = |path: &str| page_address(&t.0.address(path), &query, 1);
    let back = page_address(&path, "", u64::from(page.page));
    let said = match page.total {
        0 => t.find_category_none().to_owned(),
        total => t.find_category_total(u64::from(total)),
    };
    view! {
        <Breadcrumbs above=vec![(t.vacancy_title().to_owned(), t.0.address("/vacancies"))]/>
        <PageTitle title=words::category(t, category) description=means.clone()/>
        <p class="lead">{means}</p>
        <p class="buttons"><ButtonLink href=of("/alerts/new")>{t.find_category_alert()}</ButtonLink></p>
        <p>{said}</p>
        {(page.total > 0).then(|| view! { <VacancyList rows=page.items back/> })}
        <Pagination page=u64::from(page.page) pages=u64::from(page.pages) address=move |number| page_address(&path, "", number)/>
        <ul>
            <li><a href=of("/vacancies")>{t.find_category_search()}</a></li>
            // Not a page of the application.
            <li><a href=of("/feeds/vacancies.atom") rel="external">{t.find_category_feed()}</a></li>
        </ul>
    }
    .erase()
}
