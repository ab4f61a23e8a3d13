//! The first page.

use super::VacancyList;
use crate::{
    api::vacancy::{Newest as Found, newest_vacancies},
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{ButtonLink, Notice, Notification, PageTitle},
};
use leptos::prelude::*;

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
    let list = loading(|| (), move |()| newest_vacancies(lang));
    let newest = move |Found { rows, open }| {
        (open > 0).then(|| {
            view! {
                <h2>{t.home_newest()}</h2>
                <VacancyList rows under_heading=true/>
                <p><a href=lang.address("/vacancies")>{t.home_all(open)}</a></p>
            }
        })
    };
    view! { <Load resource=list view=newest quiet=true/> }
}
