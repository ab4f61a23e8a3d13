//! The beginning of a vacancy.

use crate::{
    api::desk::new_vacancy,
    form::{CheckedForm, FormContext},
    pages::{Load, loading, public::vacancy_words as words, query},
    texts::use_texts,
    ui::{Button, PageTitle, Radios, answers},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    form::Fields,
    problem::{Problem, Problems},
    vacancy::Category,
};
use std::sync::Arc;

/// The page at `/staff/vacancies/new`: the category, and then the draft. The id comes with the page, so that pressing twice begins one.
#[component]
pub fn NewPage() -> impl IntoView {
    let id = loading(|| (), |()| new_vacancy());
    view! { <Load resource=id view=|id| view! { <Begin id/> }/> }
}

fn problems(fields: &Fields) -> Problems {
    let chosen = Category::parse(fields.get("category")).is_some();
    if chosen { Problems::default() } else { ("category", Problem::Missing).into() }
}

#[component]
fn Begin(id: String) -> impl IntoView {
    let t = use_texts();
    let refused = !query("refused").is_empty();
    let wrong = if refused { problems(&Fields::default()) } else { Problems::default() };
    let check = Arc::new(|fields: &Fields, _| problems(fields));
    let context = FormContext::new(&["category"], &Fields::default(), wrong, check, super::labels::field);
    view! {
        <p class="back"><a href=t.0.address("/staff/vacancies")>{t.desk_title()}</a></p>
        <PageTitle title=t.desk_new()/>
        <p>{t.desk_new_lead()}</p>
        <CheckedForm context action=t.0.address("/staff/vacancies/new")>
            <input type="hidden" name="id" value=id/>
            <Radios name="category" answers=answers(words::category) required=true/>
            <p class="buttons"><Button>{t.desk_begin()}</Button></p>
        </CheckedForm>
    }
}
