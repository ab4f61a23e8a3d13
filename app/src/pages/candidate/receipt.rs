//! The receipt of an application, with everything as it was sent.

use super::{applications::state, whole::WholeProfile};
use crate::{
    api::{
        application::{Sent, read_application},
        vacancy::Shown,
    },
    at_once::Erase,
    dates,
    pages::{Load, NoticeBody, loading},
    texts::{use_lang, use_texts},
    ui::{Notice, Notification, PageTitle, SummaryList, SummaryRow},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::application::{Receipt, Snapshot, State};

/// The page at `/applications/{id}`.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").unwrap_or_default().to_owned()));
    let sent = loading(move || id.get(), move |id| read_application(id, lang));
    view! { <Load resource=sent view=move |sent| view! { <Page sent/> }/> }
}

#[component]
fn Page(sent: Sent) -> impl IntoView {
    let t = use_texts();
    let Sent { receipt: Receipt { applied, snapshot }, names } = sent;
    let Snapshot { email, profile, letter, notice } = snapshot;
    let lang = t.other(notice.lang);
    let country = names.country(notice.duty_station.country);
    let open_to = notice.open_to.iter().map(|country| names.country(*country)).collect();
    let shown = Shown { country, open_to, days_left: -1, notice };
    view! {
        <p class="back"><a href=t.0.address("/applications")>{t.applications_title()}</a></p>
        <PageTitle title=applied.vacancy_title.clone() lang/>
        {(applied.state == State::Received).then(|| view! {
            <Notification kind=Notice::Success title=t.applications_receipt_title()>
                <p>{t.applications_receipt_body()}</p>
            </Notification>
        })}
        <SummaryList>
            <SummaryRow term=t.applications_reference()>{applied.reference.clone()}</SummaryRow>
            <SummaryRow term=t.applications_state()>{state(t, applied.state)}</SummaryRow>
            <SummaryRow term=t.applications_sent()>{dates::long(t, applied.submitted_on)}</SummaryRow>
            <SummaryRow term=t.applications_number()>{applied.vacancy_number.clone()}</SummaryRow>
            {(!email.is_empty()).then(|| view! { <SummaryRow term=t.account_options_email()>{email}</SummaryRow> })}
        </SummaryList>
        <h2>{t.apply_letter()}</h2>
        {if letter.cover_letter.is_empty() {
            view! { <p class="empty">{t.applications_no_letter()}</p> }.erase()
        } else {
            view! { <p class="text">{letter.cover_letter}</p> }.erase()
        }}
        {(!letter.personnel_number.is_empty()).then(|| view! {
            <SummaryList><SummaryRow term=t.apply_personnel_number()>{letter.personnel_number.clone()}</SummaryRow></SummaryList>
        })}
        <WholeProfile profile=profile.into() names/>
        <details>
            <summary>{t.applications_notice()}</summary>
            <NoticeBody shown/>
        </details>
    }
}
