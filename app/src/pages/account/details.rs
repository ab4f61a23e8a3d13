//! The third step of signing up: name, address, password, language, alerts.

use super::{Password, check, label, languages, page, statement::version, to};
use crate::{
    api::account::{self, SignUpPage},
    at_once::Erase,
    form::{CheckedForm, FormContext},
    pages::loading,
    texts::{use_lang, use_texts},
    ui::{Button, Checkbox, PageTitle, PasswordField, Radios, TextField},
};
use leptos::prelude::*;
use model::{account::SignUpDraft, form::Fields};

/// Asks for what an account is made of, once the statement is accepted.
#[component]
pub fn Details() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let data = loading(|| (), move |()| account::read_sign_up(lang));
    page(data, move |sign_up| match sign_up {
        None => super::go_on(t.account_new_title(), to("/account/new")),
        Some(sign_up) => view! { <DetailsForm sign_up/> }.erase(),
    })
}

#[component]
fn DetailsForm(sign_up: SignUpPage) -> impl IntoView {
    let t = use_texts();
    let SignUpPage { state, residence } = sign_up;
    let fields = if state.fields.0.is_empty() {
        Fields(vec![("language".into(), t.0.tag().into())])
    } else {
        state.fields
    };
    let names = ["given_names", "family_name", "email", "password", "language", "alerts"];
    let check = check::<SignUpDraft>(Password::Chosen, Password::No);
    let context = FormContext::new(&names, &fields, state.problems, check, label);
    view! {
        <PageTitle title=t.account_details_title()/>
        <p>{t.account_details_intro(&residence, version(t, &state.accepted.version))}</p>
        <CheckedForm context action=to("/account/new/details")>
            <TextField name="given_names" required=true autocomplete="given-name"/>
            <TextField name="family_name" required=true autocomplete="family-name"/>
            <TextField name="email" required=true kind="email" inputmode="email" autocomplete="email" hint=t.account_email_hint()/>
            <PasswordField name="password" required=true autocomplete="new-password" hint=t.account_password_hint()/>
            <Radios name="language" required=true answers=languages()/>
            <Checkbox name="alerts" hint=t.account_alerts_hint()/>
            <Button>{t.account_create()}</Button>
        </CheckedForm>
    }
}
