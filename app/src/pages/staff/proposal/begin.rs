//! The beginning of a proposal.

use crate::{
    api::proposal::{StartPage, proposal_starts},
    form::{Check, CheckedForm, FormContext},
    pages::{Load, loading, query},
    texts::{Texts, use_texts},
    ui::{Answer, Button, PageTitle, Radios, Select, Weight, refusal_box, typed},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    draft::Draft,
    form::Fields,
    problem::{Problem, Problems},
    proposal::{
        desk::Beginning,
        start::{Kind, StartDraft},
    },
};
use std::sync::Arc;

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

#[component]
fn Begin(page: StartPage) -> impl IntoView {
    let t = use_texts();
    let StartPage { id, starts, pasted } = page;
    let refused = query("refused");
    let names: Vec<&'static str> = StartDraft::FIELDS.iter().map(|(name, _)| *name).collect();
    // What was not chosen: the form itself is refused, and no file.
    let wrong = names.iter().find(|name| **name == refused).copied();
    let start = match wrong.and_then(|field| field.strip_prefix("from_")) {
        Some(kind) => kind,
        None if wrong.is_some() => "",
        None => Kind::Blank.slug(),
    };
    let begun = Fields(vec![("start".to_owned(), start.to_owned())]);
    let problems = wrong.map(|field| Problems::from((field, Problem::Missing))).unwrap_or_default();
    let check: Check = Arc::new(|fields: &Fields, today| {
        fields.draft::<StartDraft>().check(today).err().unwrap_or_default()
    });
    let context = FormContext::new(&names, &begun, problems, check, label);
    let mut kinds =
        vec![Answer::new(Kind::Blank.slug(), t.proposal_begin_blank()).hint(t.proposal_begin_blank_hint())];
    if !starts.proposals.is_empty() {
        kinds.push(Answer::new(Kind::Proposal.slug(), t.proposal_begin_proposal()));
    }
    if !starts.generic.is_empty() {
        kinds.push(Answer::new(Kind::Generic.slug(), t.proposal_begin_generic()));
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
        {wrong.is_none().then(|| view! { <FileRefused refused/> })}
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
        "" => None,
        "not-docx" => Some(t.proposal_refused_not_docx()),
        "encrypted" => Some(t.proposal_refused_encrypted()),
        "too-large" => Some(t.proposal_refused_too_large()),
        "old-doc" => Some(t.proposal_refused_old_doc()),
        "too-much" => Some(t.proposal_refused_too_much()),
        "entities" => Some(t.proposal_refused_entities()),
        "damaged" => Some(t.proposal_refused_damaged()),
        "empty" => Some(t.proposal_refused_empty()),
        "too-many" => Some(t.proposal_refused_too_many()),
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
                <textarea id="text" name="text" rows="6" dir="auto" inner_html=typed(&pasted)></textarea>
            </div>
            <p class="buttons"><Button weight=Weight::Secondary>{t.proposal_begin_read()}</Button></p>
        </form>
    }
}
