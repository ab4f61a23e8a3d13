//! Calls for proposals: what managers read, and the form in which the JPO unit opens one.

use super::{labels, list::Call};
use crate::{
    api::proposal::{CallPage as Opened, CallsPage as Listed, list_calls, open_call},
    at_once::Erase,
    form::DraftForm,
    pages::{Load, loading, parameter, query},
    texts::{use_lang, use_texts},
    ui::{
        Answer, AskFirst, Button, ButtonLink, DateField, Notice, Notification, PageTitle, Select, TextArea,
        TextField, Weight,
    },
};
use leptos::prelude::*;
use model::{
    address::with,
    form::Form,
    proposal::{LEAD_MOST, desk::Called},
};

/// The page at `/staff/proposals/calls`.
#[component]
pub fn CallsPage() -> impl IntoView {
    let lang = use_lang();
    let calls = loading(|| (), move |()| list_calls(lang));
    view! { <Load resource=calls view=|page| view! { <List page/> }/> }
}

#[component]
fn List(page: Listed) -> impl IntoView {
    let t = use_texts();
    let Listed { calls, next } = page;
    let opens = !next.is_empty();
    let (open, over): (Vec<_>, Vec<_>) = calls.into_iter().partition(|called| called.open);
    let done = match query("done").as_str() {
        "opened" => Some(t.proposal_call_done()),
        "closed" => Some(t.proposal_call_closed()),
        _ => None,
    };
    let over_there = !over.is_empty();
    view! {
        <p class="back"><a href=t.0.address("/staff/proposals")>{t.proposal_back_list()}</a></p>
        <PageTitle title=t.proposal_calls_title()/>
        {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
        <p class="lead">{t.proposal_calls_lead()}</p>
        {opens.then(|| view! {
            <p><ButtonLink href=t.0.address(&format!("/staff/proposals/calls/{next}"))>{t.proposal_calls_new()}</ButtonLink></p>
        })}
        <h2>{t.proposal_calls_open_title()}</h2>
        {if open.is_empty() {
            view! { <p class="empty">{t.proposal_calls_none_open()}</p> }.erase()
        } else {
            view! { <Rows calls=open opens/> }.erase()
        }}
        {over_there.then(|| view! { <h2>{t.proposal_calls_over_title()}</h2><Rows calls=over opens/> })}
    }
}

#[component]
fn Rows(calls: Vec<Called>, opens: bool) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> = calls
        .into_iter()
        .map(|called| {
            let href = t.0.address(&Form::Call(called.id.clone()).page());
            let sponsor = called.sponsor.clone();
            let received = t.proposal_calls_received(called.proposals.into());
            view! {
                <Call called>
                    <p class="hint">{received}</p>
                    {opens.then(|| view! {
                        <p><a href=href>{t.proposal_call_change()}<span class="visually-hidden">" – "{sponsor}</span></a></p>
                    })}
                </Call>
            }
        })
        .collect();
    view! { <ul class="calls">{rows}</ul> }
}

/// The page at `/staff/proposals/calls/{id}`.
#[component]
pub fn CallPage() -> impl IntoView {
    let lang = use_lang();
    let id = parameter("id");
    let named = Memo::new(move |_| id());
    let opened = loading(move || named.get(), move |id| open_call(id, lang));
    view! { <Load resource=opened view=move |page| view! { <Sheet id=named.get_untracked() page/> }/> }
}

#[component]
fn Sheet(id: String, page: Opened) -> impl IntoView {
    let t = use_texts();
    let Opened { opened, account, countries, open } = page;
    let form = Form::Call(id);
    let here = t.0.address(&form.page());
    if open && !query("close").is_empty() {
        return view! {
            <AskFirst title=t.proposal_call_close_title() body=t.proposal_call_close_body() action=here.clone()
                does="close" confirm=t.proposal_call_close() back=here/>
        }
        .erase();
    }
    let words = labels::words(t, countries.clone(), &[]);
    let close = with(&here, &[("close", "ask")]);
    view! {
        <p class="back"><a href=t.0.address("/staff/proposals/calls")>{t.proposal_calls_title()}</a></p>
        <PageTitle title=t.proposal_call_title()/>
        <DraftForm form opened account label=labels::field words>
            <Select name="sponsor" answers=Answer::named(countries) required=true/>
            <DateField day="deadline_day" month="deadline_month" year="deadline_year" required=true/>
            <TextField name="places" inputmode="numeric" width=4 autocomplete="off" hint=t.proposal_call_places_hint()/>
            <TextArea name="note" most=LEAD_MOST rows=3/>
            <p class="buttons">
                <Button action="submit">{t.proposal_call_save()}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
                {open.then(|| view! { <a href=close rel="external">{t.proposal_call_close()}</a> })}
            </p>
        </DraftForm>
    }
    .erase()
}
