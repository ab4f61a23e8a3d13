//! The form of a job alert: what it matches, how often it tells.

use super::About;
use crate::{
    api::alert::{AlertForm, new_alert, read_alert},
    at_once::Erase,
    form::{Check, CheckedForm, FormContext},
    pages::{Load, loading, public::vacancy_words as words, query},
    texts::{Texts, use_lang, use_texts},
    ui::{
        Answer, AskFirst, Button, Checkboxes, ConfirmDialog, Notice, Notification, PageTitle, Radios, Select,
        TextField, Weight,
    },
};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_url};
use model::{
    alert::{AlertDraft, Day, Often, State},
    choice::Choice,
    draft::Draft,
    form::Fields,
    language::Lang,
    vacancy::search::Filter,
};
use std::sync::Arc;

/// The fields, in the order of the form.
const NAMES: [&str; 13] = [
    "name",
    "q",
    "category",
    "region",
    "grade",
    "contract",
    "country",
    "another_country",
    "department",
    "language",
    "often",
    "day",
    "mail_language",
];

/// Names the fields.
fn label(t: Texts, name: &str) -> &'static str {
    match name {
        "name" => t.alerts_name(),
        "q" => t.alerts_words(),
        "another_country" => t.alerts_another_country(),
        "often" => t.alerts_often(),
        "day" => t.alerts_day(),
        "mail_language" => t.alerts_mail_language(),
        filter => Filter::parse(filter).map_or("", |filter| words::filter(t, filter)),
    }
}

/// The page at `/alerts/new`, begun with the search in its address.
#[component]
pub fn New() -> impl IntoView {
    let lang = use_lang();
    let search = use_url().with_untracked(|url| url.search().trim_start_matches('?').to_owned());
    let form = loading(|| (), move |()| new_alert(search.clone(), lang));
    view! { <Load resource=form view=|form| view! { <Sheet form/> }/> }
}

/// The page at `/alerts/{id}`.
#[component]
pub fn Change() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let id = move || params.with(|params| params.get_str("id").unwrap_or_default().to_owned());
    let form = loading(id, move |id| read_alert(id, lang));
    view! { <Load resource=form view=|form| view! { <Sheet form/> }/> }
}

#[component]
fn Sheet(form: AlertForm) -> impl IntoView {
    let t = use_texts();
    let AlertForm { kept, fields, problems, choices, countries, asked_more, full } = form;
    let title = if kept.is_some() { t.alerts_change_title() } else { t.alerts_create() };
    let page = match &kept {
        Some(kept) => t.0.address(&format!("/alerts/{}", kept.id)),
        None => t.0.address("/alerts/new"),
    };
    // Without WebAssembly, a page of its own asks before an alert is deleted.
    if kept.is_some() && query("delete") == "ask" {
        return view! {
            <AskFirst title=t.alerts_delete_title() body=t.alerts_delete_body() action=page.clone()
                does="delete-now" confirm=t.alerts_delete() back=page/>
        }
        .erase();
    }
    let head = view! {
        <p class="back"><a href=t.0.address("/alerts")>{t.alerts_back()}</a></p>
        <PageTitle title/>
    };
    if let Some(most) = full {
        return view! { {head}<Notification kind=Notice::Warning title=t.alerts_full(most)/> }.erase();
    }
    let check: Check = Arc::new(|fields: &Fields, today: Date| {
        fields.draft::<AlertDraft>().check(today).err().unwrap_or_default()
    });
    let further =
        ["grade", "contract", "department", "language"].iter().any(|name| !fields.get(name).is_empty());
    let context = FormContext::new(&NAMES, &fields, problems, check, label);
    let answers = move |filter: Filter| -> Vec<Answer> {
        let of_filter = choices.iter().find(|(of, _)| *of == filter).map(|(_, choices)| choices.clone());
        of_filter.unwrap_or_default().into_iter().map(|(value, name)| Answer::new(value, name)).collect()
    };
    let (chosen, departments) = (answers(Filter::Country), answers(Filter::Department));
    let countries = Answer::named(countries);
    let (about, below) = match kept {
        None => (None, None),
        Some(kept) => (
            Some(view! {
                <About state=kept.state until=kept.until/>
                {(kept.state == State::Asked).then(|| view! { <Keep page=page.clone()/> })}
            }),
            Some(view! { <Below page=page.clone() tells=kept.state.tells()/> }),
        ),
    };
    let left_out = asked_more.then(|| view! { <Notification title=t.alerts_no_closing()/> });
    view! {
        {head}
        {about}
        {left_out}
        <p>{t.alerts_new_lead()}</p>
        <CheckedForm context action=page>
            <TextField name="name" required=true hint=t.alerts_name_hint()/>
            <TextField name="q" hint=t.alerts_words_hint()/>
            <Checkboxes name="category" answers=answers(Filter::Category) hint=t.alerts_any()/>
            <Checkboxes name="region" answers=answers(Filter::Region) hint=t.alerts_any()/>
            {(!chosen.is_empty()).then(|| view! { <Checkboxes name="country" answers=chosen hint=t.alerts_any()/> })}
            <Select name="another_country" answers=countries/>
            <details open=further>
                <summary>{t.alerts_more()}</summary>
                <Checkboxes name="grade" answers=answers(Filter::Grade) hint=t.alerts_any()/>
                <Checkboxes name="contract" answers=answers(Filter::Contract) hint=t.alerts_any()/>
                {(!departments.is_empty()).then(|| view! {
                    <Checkboxes name="department" answers=departments hint=t.alerts_any()/>
                })}
                <Checkboxes name="language" answers=answers(Filter::Language) hint=t.alerts_any()/>
            </details>
            <Radios name="often" required=true answers=often(t) hint=t.alerts_often_hint()/>
            <Select name="day" answers=days(t)/>
            <Radios name="mail_language" required=true answers=languages()/>
            <Button action="submit">{t.alerts_save()}</Button>
        </CheckedForm>
        {below}
    }
    .erase()
}

/// Keeps an alert of which it was asked whether it is still wanted: the mail that asks leads here.
#[component]
fn Keep(page: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <form method="post" action=page>
            <p class="buttons"><Button action="resume" weight=Weight::Secondary>{t.alerts_keep()}</Button></p>
        </form>
    }
}

/// What else can be done with an alert.
#[component]
fn Below(page: String, tells: bool) -> impl IntoView {
    let t = use_texts();
    let (action, words) = if tells { ("pause", t.alerts_pause()) } else { ("resume", t.alerts_resume()) };
    view! {
        <form method="post" action=page>
            <div class="buttons">
                <Button action weight=Weight::Secondary>{words}</Button>
                <ConfirmDialog id="delete" action="delete" confirmed="delete-now" weight=Weight::Danger
                    trigger=t.alerts_delete() title=t.alerts_delete_title() confirm=t.alerts_delete()>
                    <p>{t.alerts_delete_body()}</p>
                </ConfirmDialog>
            </div>
        </form>
    }
}

fn often(t: Texts) -> Vec<Answer> {
    let words = |often| match often {
        Often::AtOnce => t.alerts_at_once(),
        Often::Daily => t.alerts_daily(),
        Often::Weekly => t.alerts_weekly(),
    };
    Often::ALL.iter().map(|often| Answer::new(often.slug(), words(*often))).collect()
}

fn days(t: Texts) -> Vec<Answer> {
    let words = |day| match day {
        Day::Monday => t.alerts_monday(),
        Day::Tuesday => t.alerts_tuesday(),
        Day::Wednesday => t.alerts_wednesday(),
        Day::Thursday => t.alerts_thursday(),
        Day::Friday => t.alerts_friday(),
        Day::Saturday => t.alerts_saturday(),
        Day::Sunday => t.alerts_sunday(),
    };
    Day::ALL.iter().map(|day| Answer::new(day.slug(), words(*day))).collect()
}

fn languages() -> Vec<Answer> {
    Lang::ALL.into_iter().map(|lang| Answer::new(lang.tag(), lang.own_name())).collect()
}
