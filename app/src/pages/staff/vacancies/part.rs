//! The form of a part of a vacancy, which several people share.

use super::{address, labels};
use crate::{
    api::desk::{PartPage as Opened, open_part},
    at_once::Erase,
    form::{DraftForm, use_form},
    pages::{
        Load, loading,
        public::vacancy_words as words,
        staff::{
            dates::{Days, Zone},
            left::Left,
        },
    },
    texts::{use_lang, use_texts},
    ui::{
        Answer, Button, Checkbox, Checkboxes, PageTitle, Radios, Select, TextArea, TextField, Weight, answers,
    },
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    form::Form,
    language::Lang,
    vacancy::{
        Grade, TEXT_MOST,
        draft::{NOTE_MOST, Part},
    },
};

/// The page at `/staff/vacancies/{id}/{part}`.
#[component]
pub fn PartPage(id: String, part: Part) -> impl IntoView {
    let lang = use_lang();
    let asked = id.clone();
    let opened = loading(|| (), move |()| open_part(Form::Vacancy(asked.clone(), part), lang));
    view! { <Load resource=opened view=move |page| view! { <Sheet id=id.clone() part page/> }/> }
}

#[component]
fn Sheet(id: String, part: Part, page: Opened) -> impl IntoView {
    let t = use_texts();
    let Opened { opened, account, countries, zones, numbered, left, closes_on, .. } = page;
    let words = labels::words(t, countries.clone());
    if !left.is_empty() {
        return view! { <Left form=Form::Vacancy(id, part) left label=labels::field lang=part.lang().and_then(|lang| t.other(lang)) words/> }.erase();
    }
    let lead = match (part, closes_on) {
        (Part::Note, _) => Some(t.desk_note_lead().to_owned()),
        (Part::Extension, Some(day)) => Some(t.desk_extension_lead(crate::dates::long(t, day.0))),
        _ => None,
    };
    let submit = if part == Part::Extension { t.desk_extend_now() } else { t.form_save_continue() };
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.desk_back()}</a></p>
        <PageTitle title=labels::part(t, part)/>
        {lead.map(|lead| view! { <p>{lead}</p> })}
        <DraftForm form=Form::Vacancy(id, part) opened account label=labels::field words>
            <Fields part countries zones numbered/>
            <p class="buttons">
                <Button action="submit">{submit}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
            </p>
        </DraftForm>
    }
    .erase()
}

#[component]
fn Fields(part: Part, countries: Vec<(String, String)>, zones: Vec<String>, numbered: bool) -> impl IntoView {
    match (part, part.lang()) {
        (Part::TextEn | Part::TextFr | Part::TextEs, Some(lang)) => view! { <Text lang=lang.tag()/> }.erase(),
        (_, Some(lang)) => view! { <Qualifications lang=lang.tag()/> }.erase(),
        (Part::Basics, _) => view! { <Basics countries numbered/> }.erase(),
        (Part::Note, _) => view! { <Note/> }.erase(),
        (Part::Dates, _) => view! { <Days publish=true/><Zone zones/> }.erase(),
        _ => view! { <Days publish=false/> }.erase(),
    }
}

#[component]
fn Basics(countries: Vec<(String, String)>, numbered: bool) -> impl IntoView {
    let t = use_texts();
    let countries = Answer::named(countries);
    let grades = Grade::ALL.iter().map(|grade| Answer::new(grade.slug(), grade.slug())).collect();
    let languages = Lang::ALL.iter().map(|lang| Answer::new(lang.tag(), lang.own_name())).collect();
    let limited = use_form().field("open_to").text.with_untracked(|text| !text.is_empty());
    view! {
        <Select name="category" answers=answers(words::category) required=true readonly=numbered/>
        <Select name="grade" answers=grades hint=t.desk_grade_hint()/>
        <Select name="contract_type" answers=answers(words::contract) required=true/>
        <TextField name="contract_months" inputmode="numeric" width=4/>
        <TextField name="department" required=true width=20 autocomplete="off" hint=t.desk_department_hint()/>
        <TextField name="unit" width=20 autocomplete="off"/>
        <TextField name="city" required=true autocomplete="off"/>
        <Select name="country" answers=countries.clone() required=true/>
        <details open=limited>
            <summary>{t.desk_open_to_some()}</summary>
            <Checkboxes name="open_to" answers=countries/>
        </details>
        <Checkbox name="second_language"/>
        <TextField name="job_id" width=10 autocomplete="off"/>
        <Radios name="original_language" answers=languages required=true inline=true hint=t.desk_original_language_hint()/>
    }
}

#[component]
fn Text(lang: &'static str) -> impl IntoView {
    let t = use_texts();
    view! {
        <TextField name="title" required=true lang autocomplete="off"/>
        <TextField name="department_name" lang autocomplete="off"/>
        <TextField name="unit_name" lang autocomplete="off"/>
        <TextArea name="who_may_apply" lang most=TEXT_MOST rows=3/>
        <TextArea name="overview" required=true lang most=TEXT_MOST rows=10 hint=t.desk_paragraphs_hint()/>
        <TextArea name="duties" required=true lang rows=14 hint=t.desk_duties_hint()/>
        <TextArea name="conditions" lang most=TEXT_MOST/>
        <TextArea name="process" lang most=TEXT_MOST/>
    }
}

#[component]
fn Qualifications(lang: &'static str) -> impl IntoView {
    let names = [
        "education_minimum",
        "education_desirable",
        "experience_minimum",
        "experience_desirable",
        "languages_minimum",
        "languages_desirable",
        "competencies_minimum",
        "competencies_desirable",
    ];
    Vec::from(names.map(|name| view! { <TextArea name lang most=TEXT_MOST rows=4/> }))
}

#[component]
fn Note() -> impl IntoView {
    view! {
        <TextArea name="note_en" lang="en" most=NOTE_MOST rows=3/>
        <TextArea name="note_fr" lang="fr" most=NOTE_MOST rows=3/>
        <TextArea name="note_es" lang="es" most=NOTE_MOST rows=3/>
    }
}
