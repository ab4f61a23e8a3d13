//! Changing an account: details, address, password.

use super::{Password, check, check_passwords, label, label_new, languages, page, to};
use crate::{
    api::account,
    at_once::Erase,
    form::{CheckedForm, FormContext},
    pages::{Loading, loading},
    texts::use_texts,
    ui::{Button, PageTitle, PasswordField, Radios, TextField},
};
use leptos::prelude::*;
use model::{
    account::{AddressDraft, Details, DetailsDraft},
    form::Fields,
};

/// The account, and what the form said before it was sent back here.
fn read(form: &'static str) -> Loading<(model::account::Options, Option<account::Flash>)> {
    loading(
        || (),
        move |()| async move { Ok((account::read_options().await?, account::read_flash(form.to_owned()).await?)) },
    )
}

/// Changes name and language.
#[component]
pub fn ChangeDetails() -> impl IntoView {
    let t = use_texts();
    page(read("details"), move |(account, flash)| {
        let (fields, problems) = flash.unwrap_or_else(|| (typed(account.details), Default::default()));
        let names = ["given_names", "family_name", "language"];
        let check = check::<DetailsDraft>(Password::No, Password::No);
        let context = FormContext::new(&names, &fields, problems, check, label);
        view! {
            <PageTitle title=t.account_edit_title()/>
            <CheckedForm context action=to("/account/details")>
                <TextField name="given_names" required=true autocomplete="given-name"/>
                <TextField name="family_name" required=true autocomplete="family-name"/>
                <Radios name="language" required=true answers=languages()/>
                <Button>{t.account_edit_button()}</Button>
            </CheckedForm>
            <Back/>
        }
        .erase()
    })
}

/// Details as a form holds them.
fn typed(details: Details) -> Fields {
    Fields(vec![
        ("given_names".into(), details.given_names),
        ("family_name".into(), details.family_name),
        ("language".into(), details.language.tag().into()),
    ])
}

/// Asks for another address, and for the password: a computer may have been left alone.
#[component]
pub fn ChangeEmail() -> impl IntoView {
    let t = use_texts();
    page(read("email"), move |(account, flash)| {
        let (fields, problems) = flash.unwrap_or_default();
        let check = check::<AddressDraft>(Password::No, Password::Known);
        let context = FormContext::new(&["email", "current_password"], &fields, problems, check, label_new);
        view! {
            <PageTitle title=t.account_email_title()/>
            <p>{t.account_email_intro(&account.email)}</p>
            <CheckedForm context action=to("/account/email")>
                <TextField name="email" required=true kind="email" inputmode="email" autocomplete="email"/>
                <PasswordField name="current_password" required=true autocomplete="current-password"/>
                <Button>{t.account_email_button()}</Button>
            </CheckedForm>
            <Back/>
        }
        .erase()
    })
}

/// Changes the password.
#[component]
pub fn ChangePassword() -> impl IntoView {
    let t = use_texts();
    page(read("change-password"), move |(account, flash)| {
        let (fields, problems) = flash.unwrap_or_default();
        let check = check_passwords(Password::Chosen, Password::Known);
        let context =
            FormContext::new(&["current_password", "password"], &fields, problems, check, label_new);
        view! {
            <PageTitle title=t.account_change_password_title()/>
            <p>{t.account_change_password_intro()}</p>
            <CheckedForm context action=to("/account/change-password")>
                // A password manager that knows whose password it is changes the right one.
                <input type="text" name="username" value=account.email autocomplete="username" hidden=true/>
                <PasswordField name="current_password" required=true autocomplete="current-password"/>
                <PasswordField name="password" required=true autocomplete="new-password" hint=t.account_password_hint()/>
                <Button>{t.account_change_password_button()}</Button>
            </CheckedForm>
            <Back/>
        }
        .erase()
    })
}

#[component]
fn Back() -> impl IntoView {
    view! { <p><a href=to("/account")>{use_texts().account_back()}</a></p> }
}
