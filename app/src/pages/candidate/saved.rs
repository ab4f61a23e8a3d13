//! The vacancies that the person has saved.

use crate::{
    api::{
        search::{Saved, saved_vacancies},
        vacancy::Row,
    },
    at_once::Erase,
    pages::{Load, loading, public::VacancyList, query},
    texts::{use_lang, use_texts},
    ui::{Breadcrumbs, ButtonLink, Notice, Notification, PageTitle},
};
use leptos::prelude::*;
use model::vacancy::SAVED_MOST;

/// The page at `/vacancies/saved`: what is open, and what has closed.
#[component]
pub fn SavedVacancies() -> impl IntoView {
    let lang = use_lang();
    let saved = loading(|| (), move |()| saved_vacancies(lang));
    view! { <Load resource=saved view=|saved| view! { <List saved/> }/> }
}

#[component]
fn List(saved: Saved) -> impl IntoView {
    let t = use_texts();
    let full = query("done") == "full";
    let none = saved.open.is_empty() && saved.closed.is_empty();
    let part = |title: &'static str, rows: Vec<Row>| {
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{title}</h2>
                <VacancyList rows under_heading=true back=t.0.address("/vacancies/saved")/>
            }
        })
    };
    view! {
        <Breadcrumbs above=vec![(t.vacancy_title().to_owned(), t.0.address("/vacancies"))]/>
        <PageTitle title=t.find_saved_title()/>
        {full.then(|| view! { <Notification kind=Notice::Warning title=t.find_saved_full(SAVED_MOST)/> })}
        {if none {
            view! {
                <p class="empty">{t.find_saved_none()}</p>
                <p><ButtonLink href=t.0.address("/vacancies")>{t.profile_find()}</ButtonLink></p>
            }
            .erase()
        } else {
            view! {
                <p class="lead">{t.find_saved_lead()}</p>
                {part(t.find_saved_open(), saved.open)}
                {part(t.find_saved_closed(), saved.closed)}
            }
            .erase()
        }}
    }
}
