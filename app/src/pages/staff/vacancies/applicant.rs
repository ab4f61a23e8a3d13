//! One application for a vacancy: where it stands, what HRD is to look at, and the step that is taken with it.

use super::{address, applicants::flags, parameter};
use crate::{
    api::desk::read_applicant,
    at_once::Erase,
    dates,
    form::{CheckedForm, FormContext},
    pages::{Load, candidate::applications::state, loading, query},
    texts::{Texts, use_lang, use_texts},
    ui::{Answer, Button, Notice, Notification, PageTitle, Radios, SummaryList, SummaryRow},
};
use leptos::prelude::*;
use model::{
    application::{By, Examined, State},
    choice::Choice,
    form::Fields,
    problem::{Problem, Problems},
};
use std::sync::Arc;

/// The field in which the step is chosen.
const TO: &str = "to";

/// The page at `/staff/vacancies/{id}/applications/{application}`.
#[component]
pub fn ApplicantPage() -> impl IntoView {
    let lang = use_lang();
    let (vacancy, application) = (parameter("id"), parameter("application"));
    let named = Memo::new(move |_| (vacancy(), application()));
    let examined = loading(move || named.get(), move |(vacancy, id)| read_applicant(vacancy, id, lang));
    view! { <Load resource=examined view=move |examined| view! { <Page vacancy=named.get_untracked().0 examined/> }/> }
}

#[component]
fn Page(vacancy: String, examined: Examined) -> impl IntoView {
    let t = use_texts();
    let Examined { number, title, lang, applicant, history } = examined;
    let here = address(t, &vacancy, &format!("applications/{}", applicant.id));
    let history: Vec<_> = history
        .into_iter()
        .map(|step| view! { <SummaryRow term=dates::long(t, step.on)>{state(t, step.state)}</SummaryRow> })
        .collect();
    let flags = flags(t, applicant.flagged);
    let next: Vec<State> = applicant.state.next(By::Hrd).collect();
    view! {
        <p class="back"><a href=address(t, &vacancy, "applications")>{t.desk_applications()}</a></p>
        <PageTitle title=applicant.name/>
        <Outcome/>
        <SummaryList>
            <SummaryRow term=t.desk_vacancy()><span lang=t.other(lang)>{title}</span> " (" {number} ")"</SummaryRow>
            <SummaryRow term=t.applications_reference()>{applicant.reference}</SummaryRow>
            <SummaryRow term=t.desk_received()>{dates::long(t, applicant.received_on)}</SummaryRow>
            <SummaryRow term=t.desk_state()>{state(t, applicant.state)}</SummaryRow>
        </SummaryList>
        {flags.map(|flags| view! { <h2>{t.desk_flags()}</h2> {flags} })}
        <h2>{t.applications_history()}</h2>
        <SummaryList>{history}</SummaryList>
        {(!next.is_empty()).then(|| view! { <MoveOn from=applicant.state next here/> })}
    }
}

/// What became of what was just asked for.
#[component]
fn Outcome() -> impl IntoView {
    let t = use_texts();
    match query("done").as_str() {
        "moved" => view! { <Notification kind=Notice::Success title=t.desk_moved()/> }.erase(),
        _ if query("refused") == "changed" => {
            view! { <Notification kind=Notice::Warning title=t.desk_moved_elsewhere()/> }.erase()
        }
        _ => ().into_any(),
    }
}

/// The steps that may be taken, of which one is chosen.
#[component]
fn MoveOn(from: State, next: Vec<State>, here: String) -> impl IntoView {
    let t = use_texts();
    let none = Fields::default();
    let problems = if query("refused") == "choose" { unchosen(&none) } else { Problems::default() };
    let check = Arc::new(|fields: &Fields, _| unchosen(fields));
    let context = FormContext::new(&[TO], &none, problems, check, |t: Texts, _: &str| t.desk_move_to());
    let answers = next.into_iter().map(|to| Answer::new(to.slug(), state(t, to))).collect();
    view! {
        <h2>{t.desk_move()}</h2>
        <CheckedForm context action=here>
            <input type="hidden" name="from" value=from.slug()/>
            <Radios name=TO answers required=true hint=t.desk_move_hint()/>
            <p class="buttons"><Button>{t.desk_move()}</Button></p>
        </CheckedForm>
    }
}

fn unchosen(fields: &Fields) -> Problems {
    let chosen = State::parse(fields.get(TO)).is_some();
    if chosen { Problems::default() } else { (TO, Problem::Missing).into() }
}
