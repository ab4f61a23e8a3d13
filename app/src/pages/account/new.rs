//! The first step of signing up: who should, and the country or territory of residence.

use super::{label, next, page, to, with_next};
use crate::{
    api::account,
    at_once::Erase,
    form::FormContext,
    pages::loading,
    texts::{use_lang, use_texts},
    ui::{Answer, Button, PageTitle, Select},
};
use leptos::prelude::*;
use model::{
    country::Country,
    form::Fields,
    problem::{Problem, Problems},
};
use std::sync::Arc;

/// Asks for the country or territory of residence.
#[component]
pub fn Residence() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let sign_in = with_next(lang, "/account/sign-in", &next());
    let data = loading(
        || (),
        move |()| async move {
            Ok((account::read_countries(lang).await?, account::read_flash("residence".to_owned()).await?))
        },
    );
    view! {
        <PageTitle title=t.account_new_title()/>
        <p>{t.account_new_intro()}</p>
        <section class="inset" aria-labelledby="staff">
            <h2 id="staff">{t.account_new_staff_title()}</h2>
            <p>{t.account_new_staff()}</p>
            <p>{t.account_new_seconded()}</p>
        </section>
        {page(data, move |(countries, flash)| {
            let (fields, problems) = flash.unwrap_or_default();
            let answers = Answer::named(countries);
            view! { <ResidenceForm answers fields problems/> }.erase()
        })}
        <p>{t.account_new_have_one()} " " <a href=sign_in>{t.account_sign_in_instead()}</a></p>
    }
}

#[component]
fn ResidenceForm(answers: Vec<Answer>, fields: Fields, problems: Problems) -> impl IntoView {
    let t = use_texts();
    let check = |fields: &Fields, _| match fields.get("residence") {
        "" => Problems::from(("residence", Problem::Missing)),
        code if Country::parse(code).is_none() => Problems::from(("residence", Problem::NotAnOption)),
        _ => Problems::default(),
    };
    let context = FormContext::new(&["residence"], &fields, problems, Arc::new(check), label);
    view! {
        <crate::form::CheckedForm context action=to("/account/new")>
            <input type="hidden" name="next" value=next()/>
            <Select name="residence" answers required=true hint=t.account_residence_hint() autocomplete="country"/>
            <Button>{t.account_continue()}</Button>
        </crate::form::CheckedForm>
    }
}
