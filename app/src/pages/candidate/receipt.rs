//! The receipt of an application, with everything as it was sent.

use super::{applications::state, labels};
use crate::{
    api::{
        application::{Names, Sent, read_application},
        vacancy::Shown,
    },
    at_once::Erase,
    dates,
    pages::{Load, NoticeBody, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{Notice, Notification, PageTitle, SummaryList, SummaryRow},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    application::{Receipt, Snapshot, State},
    date::YearMonth,
    profile::{Experience, Language, Profile},
};

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
    let Snapshot { profile, letter, notice } = snapshot;
    let lang = t.other(notice.lang);
    let (country, open_to) = (names.duty_country.clone(), names.open_to.clone());
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
        <ProfileAsSent profile names/>
        <details>
            <summary>{t.applications_notice()}</summary>
            <NoticeBody shown/>
        </details>
    }
}

#[component]
fn ProfileAsSent(profile: Profile, names: Names) -> impl IntoView {
    let t = use_texts();
    let personal = profile.personal;
    let jobs: Vec<_> = profile
        .experience
        .into_iter()
        .zip(names.employers)
        .map(|(job, country)| view! { <Job job country/> })
        .collect();
    let languages: Vec<_> = profile
        .languages
        .into_iter()
        .zip(names.languages)
        .map(|(language, name)| view! { <LanguageRow language name/> })
        .collect();
    view! {
        <h2>{t.profile_personal()}</h2>
        <SummaryList>
            <SummaryRow term=t.profile_family_name()>{personal.family_name}</SummaryRow>
            <SummaryRow term=t.profile_given_names()>{personal.given_names}</SummaryRow>
            <SummaryRow term=t.profile_birth()>{dates::long(t, personal.born_on)}</SummaryRow>
            <SummaryRow term=t.profile_nationality()>{names.nationality}</SummaryRow>
            <SummaryRow term=t.profile_residence()>{names.residence}</SummaryRow>
            <SummaryRow term=t.profile_address()>{personal.address}</SummaryRow>
            <SummaryRow term=t.profile_phone()>{personal.phone}</SummaryRow>
        </SummaryList>
        <h2>{t.profile_experience()}</h2>
        {jobs}
        <h2>{t.profile_languages()}</h2>
        <SummaryList>{languages}</SummaryList>
    }
}

fn month(t: Texts, month: YearMonth) -> String {
    format!("{} {}", dates::month(t, month.month), month.year)
}

#[component]
fn Job(job: Experience, country: String) -> impl IntoView {
    let t = use_texts();
    let to = job.to.map_or_else(|| t.profile_today().to_owned(), |to| month(t, to));
    view! {
        <h3>{job.title}</h3>
        <p>{job.employer} ", " {country} <br/> {month(t, job.from)} " – " {to}</p>
        <h4>{t.profile_duties()}</h4>
        <p class="text">{job.duties}</p>
        <h4>{t.profile_achievements()}</h4>
        <p class="text">{job.achievements}</p>
    }
}

#[component]
fn LanguageRow(language: Language, name: String) -> impl IntoView {
    let t = use_texts();
    let skills = [
        (t.profile_understanding(), language.understanding),
        (t.profile_speaking(), language.speaking),
        (t.profile_reading(), language.reading),
        (t.profile_writing(), language.writing),
    ];
    let words: Vec<String> =
        skills.iter().map(|(skill, level)| format!("{skill}: {}", labels::proficiency(t, *level))).collect();
    view! { <SummaryRow term=name>{words.join(" · ")}</SummaryRow> }
}
