//! The beginning of a proposal.

use crate::{
    api::proposal::{StartPage, proposal_starts},
    form::{CheckedForm, FormContext},
    pages::{Load, loading, query},
    texts::{Texts, use_texts},
    ui::{Answer, Button, PageTitle, Radios, Select, Weight, escaped, refusal_box},
};
use leptos::prelude::*;
use model::{
    form::Fields,
    problem::{Problem, Problems},
    proposal::desk::Beginning,
};
use std::sync::Arc;

/// The fields of the form.
const FIELDS: [&str; 3] = ["start", "from_proposal", "from_generic"];

/// The page at `/staff/proposals/new`. The id comes with the page, so that pressing twice begins one.
#[component]
pub fn NewPage() -> impl IntoView {
    let page = loading(|| (), |()| proposal_starts());
    view! { <Load resource=page view=|page| view! { <Begin page/> }/> }
}

fn label(t: Texts, field: &str) -> &'static str {
    match field {
        "start" => t.proposal_begin_start(),
        "from_proposal" => t.proposal_begin_from_proposal(),
        _ => t.proposal_begin_from_generic(),
    }
}

/// What is begun with must be chosen.
fn problems(fields: &Fields) -> Problems {
    let wanting = match fields.get("start") {
        "blank" => None,
        "proposal" => Some("from_proposal"),
        "generic" => Some("from_generic"),
        _ => Some("start"),
    };
    let empty = wanting.filter(|field| *field == "start" || fields.get(field).is_empty());
    empty.map(|field| Problems::from((field, Problem::Missing))).unwrap_or_default()
}

#[component]
fn Begin(page: StartPage) -> impl IntoView {
    let t = use_texts();
    let StartPage { id, starts, pasted } = page;
    let refused = query("refused");
    let (wrong, start) = match refused.as_str() {
        "start" => ("start", ""),
        "from_proposal" => ("from_proposal", "proposal"),
        "from_generic" => ("from_generic", "generic"),
        _ => ("", "blank"),
    };
    let begun = Fields(vec![("start".to_owned(), start.to_owned())]);
    let wrong = if wrong.is_empty() { Problems::default() } else { (wrong, Problem::Missing).into() };
    let context =
        FormContext::new(&FIELDS, &begun, wrong, Arc::new(|fields: &Fields, _| problems(fields)), label);
    let mut kinds = vec![Answer::new("blank", t.proposal_begin_blank()).hint(t.proposal_begin_blank_hint())];
    if !starts.proposals.is_empty() {
        kinds.push(Answer::new("proposal", t.proposal_begin_proposal()));
    }
    if !starts.generic.is_empty() {
        kinds.push(Answer::new("generic", t.proposal_begin_generic()));
    }
    let choose = move |name: &'static str, of: Vec<Beginning>| {
        let answer = move |of: Beginning| {
            let title = if of.title.is_empty() { t.proposal_untitled().to_owned() } else { of.title };
            Answer::new(of.id, title).lang(t.other(of.lang))
        };
        let answers: Vec<_> = of.into_iter().map(answer).collect();
        (!answers.is_empty()).then(|| view! { <Select name answers/> })
    };
    let of_file = id.clone();
    view! {
        <p class="back"><a href=t.0.address("/staff/proposals")>{t.proposal_back_list()}</a></p>
        <PageTitle title=t.proposal_begin_title()/>
        <p class="lead">{t.proposal_begin_lead()}</p>
        <FileRefused refused/>
        <CheckedForm context action=t.0.address("/staff/proposals/new")>
            <input type="hidden" name="id" value=id/>
            <Radios name="start" answers=kinds required=true/>
            {choose("from_proposal", starts.proposals)}
            {choose("from_generic", starts.generic)}
            <p class="buttons"><Button>{t.proposal_begin_now()}</Button></p>
        </CheckedForm>
        <FromFile id=of_file pasted/>
    }
}

/// Why a file, or a text, could not be read.
#[component]
fn FileRefused(refused: String) -> impl IntoView {
    let t = use_texts();
    let words = match refused.as_str() {
        "" | "start" | "from_proposal" | "from_generic" => None,
        "not-docx" => Some(t.proposal_refused_not_docx()),
        "encrypted" => Some(t.proposal_refused_encrypted()),
        "too-large" => Some(t.proposal_refused_too_large()),
        "old-doc" => Some(t.proposal_refused_old_doc()),
        "too-much" => Some(t.proposal_refused_too_much()),
        "entities" => Some(t.proposal_refused_entities()),
        "damaged" => Some(t.proposal_refused_damaged()),
        "empty" => Some(t.proposal_refused_empty()),
        _ => Some(t.proposal_refused_other()),
    };
    words.map(|words| refusal_box(words, "file"))
}

/// The form in Word, as a file or pasted.
#[component]
fn FromFile(id: String, pasted: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <h2>{t.proposal_begin_old()}</h2>
        <p>{t.proposal_begin_old_lead()}</p>
        <form method="post" enctype="multipart/form-data" action=t.0.address("/staff/proposals/new/file")>
            <input type="hidden" name="id" value=id/>
            <div class="field">
                <label for="file">{t.proposal_begin_file()}</label>
                <input type="file" id="file" name="file" accept=".docx"/>
            </div>
            <div class="field">
                <label for="text">{t.proposal_begin_text()}</label>
                <textarea id="text" name="text" rows="6" dir="auto" inner_html=escaped(&pasted)></textarea>
            </div>
            <p class="buttons"><Button weight=Weight::Secondary>{t.proposal_begin_read()}</Button></p>
        </form>
    }
}
