//! The first page.

use super::VacancyList;
use crate::{
    api::vacancy::{Row, list_vacancies},
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{ButtonLink, Notice, Notification, PageTitle},
};
use leptos::prelude::*;
use model::vacancy::Page;

/// How many of the newest vacancies stand on the first page.
const NEWEST: usize = 5;

/// What the site is for, how applying works, the newest vacancies, and a warning against fraud.
#[component]
pub fn HomePage() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let steps = [
        (t.home_step_find(), t.home_step_find_text()),
        (t.home_step_account(), t.home_step_account_text()),
        (t.home_step_profile(), t.home_step_profile_text()),
        (t.home_step_apply(), t.home_step_apply_text()),
    ]
    .map(|(title, text)| view! { <li><h3>{title}</h3><p>{text}</p></li> })
    .into_iter()
    .collect::<Vec<_>>();
    view! {
        <PageTitle title=t.home_title() description=t.site_description()/>
        <p class="lead">{t.home_lead()}</p>
        <p class="buttons"><ButtonLink href=lang.address("/vacancies")>{t.home_see_vacancies()}</ButtonLink></p>
        <Newest/>
        <h2>{t.home_how()}</h2>
        <ol class="steps" role="list">{steps}</ol>
        <p>{t.home_saved()}</p>
        <Notification kind=Notice::Info title=t.home_fraud_title()><p>{t.home_fraud()}</p></Notification>
    }
}

/// The newest vacancies; nothing where there are none, or where they cannot be read: the page stands without them.
#[component]
fn Newest() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let list = loading(|| (), move |()| list_vacancies(lang, 1));
    let newest = move |page: Page<Row>| {
        (page.total > 0).then(|| {
            let rows: Vec<_> = page.items.into_iter().take(NEWEST).collect();
            view! {
                <h2>{t.home_newest()}</h2>
                <VacancyList rows under_heading=true/>
                <p><a href=lang.address("/vacancies")>{t.home_all(u64::from(page.total))}</a></p>
            }
        })
    };
    view! { <Load resource=list view=newest quiet=true/> }
}
