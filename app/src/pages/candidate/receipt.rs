//! The receipt of an application, with everything as it was sent.

use super::{
    applications::{means, state},
    questions::Answers,
    whole::WholeProfile,
};
use crate::{
    api::{
        application::{Sent, read_application},
        vacancy::Shown,
    },
    at_once::Erase,
    dates,
    pages::{Load, NoticeBody, loading, parameter},
    texts::{use_lang, use_texts},
    ui::{ButtonLink, Notice, Notification, PageTitle, PrintButton, SummaryList, SummaryRow, Weight},
};
use leptos::prelude::*;
use model::application::{Applied, Receipt, Snapshot, State, Step};

/// The application that the address names.
pub(super) fn id_of_address() -> Memo<String> {
    let id = parameter("id");
    Memo::new(move |_| id())
}

/// The page at `/applications/{id}`.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let lang = use_lang();
    let id = id_of_address();
    let sent = loading(move || id.get(), move |id| read_application(id, lang));
    view! { <Load resource=sent view=move |sent| view! { <Page sent/> }/> }
}

#[component]
fn Page(sent: Sent) -> impl IntoView {
    let t = use_texts();
    let Sent { receipt: Receipt { applied, history, snapshot, .. }, names } = sent;
    let Snapshot { email, profile, letter, notice } = snapshot;
    let lang = t.other(notice.lang);
    let country = names.country(notice.duty_station.country);
    let open_to = notice.open_to.iter().map(|country| names.country(*country)).collect();
    let answers: Vec<_> = notice
        .questions
        .iter()
        .map(|asked| {
            let answer = letter.answers.iter().find(|answer| answer.id == asked.id);
            (asked.clone(), answer.map(|answer| answer.said.typed()).unwrap_or_default())
        })
        .collect();
    let shown = Shown { country, open_to, days_left: -1, notice };
    view! {
        <p class="back"><a href=t.0.address("/applications")>{t.applications_title()}</a></p>
        <PageTitle title=applied.vacancy_title.clone() lang/>
        <Standing applied=applied.clone()/>
        <Actions applied=applied.clone()/>
        <SummaryList>
            <SummaryRow term=t.applications_reference()>{applied.reference.clone()}</SummaryRow>
            <SummaryRow term=t.applications_state()>{state(t, applied.state)} ", " {t.applications_since(dates::long(t, applied.since))}</SummaryRow>
            <SummaryRow term=t.applications_sent()>{dates::long(t, applied.submitted_on)}</SummaryRow>
            <SummaryRow term=t.applications_number()>{applied.vacancy_number.clone()}</SummaryRow>
            {(!email.is_empty()).then(|| view! { <SummaryRow term=t.account_options_email()>{email}</SummaryRow> })}
        </SummaryList>
        <History history/>
        {(!answers.is_empty()).then(|| view! { <h2>{t.applications_answers()}</h2> <Answers answers/> })}
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

/// Where the application stands, in a sentence.
#[component]
fn Standing(applied: Applied) -> impl IntoView {
    let t = use_texts();
    let (kind, title) = match applied.state {
        State::Received => (Notice::Success, t.applications_receipt_title()),
        State::Selected => (Notice::Success, t.applications_selected()),
        other => (Notice::Info, state(t, other)),
    };
    view! { <Notification kind title><p>{means(t, applied.state)}</p></Notification> }
}

/// What the person can do with it.
#[component]
fn Actions(applied: Applied) -> impl IntoView {
    let t = use_texts();
    let again = applied.may_apply_again().then(|| {
        let href = t.0.address(&format!("/vacancies/{}/apply", applied.vacancy_slug));
        view! { <ButtonLink href>{t.applications_apply_again()}</ButtonLink> }
    });
    let withdraw = applied.may_withdraw().then(|| {
        let href = t.0.address(&format!("/applications/{}/withdraw", applied.id));
        view! { <ButtonLink href weight=Weight::Secondary>{t.applications_withdraw()}</ButtonLink> }
    });
    view! {
        <p class="buttons screen-only">
            {again}
            {withdraw}
            <PrintButton>{t.applications_print()}</PrintButton>
        </p>
    }
}

/// The states that it has come to, with their days.
#[component]
fn History(history: Vec<Step>) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> = history
        .into_iter()
        .map(|step| view! { <tr><td>{dates::long(t, step.on)}</td><td>{state(t, step.state)}</td></tr> })
        .collect();
    view! {
        <h2 id="history">{t.applications_history()}</h2>
        <table aria-labelledby="history">
            <thead><tr><th scope="col">{t.applications_history_on()}</th><th scope="col">{t.applications_state()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
