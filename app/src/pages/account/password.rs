//! A forgotten password: asking for a link, and setting a new one by it.

use super::{Password, check, check_passwords, flash, label, label_new, page, query, to};
use crate::{
    api::account,
    at_once::Erase,
    form::{CheckedForm, FormContext},
    pages::loading,
    texts::use_texts,
    ui::{Button, PageTitle, PasswordField, TextField},
};
use leptos::prelude::*;
use model::account::AddressDraft;

/// Asks for the address of the account. The answer is the same whether or not there is one.
#[component]
pub fn Forgotten() -> impl IntoView {
    let t = use_texts();
    if !query("sent").is_empty() {
        return view! {
            <PageTitle title=t.account_forgotten_sent_title()/>
            <p>{t.account_forgotten_sent()}</p>
            <p>{t.account_check_mail_nothing()}</p>
            <p><a href=to("/account/sign-in")>{t.account_sign_in_instead()}</a></p>
        }
        .erase();
    }
    let data = flash("forgotten");
    view! {
        <PageTitle title=t.account_forgotten_title()/>
        <p>{t.account_forgotten_intro()}</p>
        {page(data, move |flash| {
            let (fields, problems) = flash.unwrap_or_default();
            let check = check::<AddressDraft>(Password::No, Password::No);
            let context = FormContext::new(&["email"], &fields, problems, check, label);
            view! {
                <CheckedForm context action=to("/account/forgotten")>
                    <TextField name="email" required=true kind="email" inputmode="email" autocomplete="email"/>
                    <Button>{t.account_forgotten_button()}</Button>
                </CheckedForm>
            }
            .erase()
        })}
    }
    .erase()
}

/// Where the link in the mail leads.
#[component]
pub fn SetPassword() -> impl IntoView {
    let t = use_texts();
    let token = query("token");
    let data = {
        let token = token.clone();
        loading(
            || (),
            move |()| {
                let token = token.clone();
                async move {
                    Ok((
                        account::opens_new_password(token).await?,
                        account::read_flash("password".to_owned()).await?,
                    ))
                }
            },
        )
    };
    page(data, move |(opens, flash)| {
        if !opens {
            return view! {
                <PageTitle title=t.account_link_over_title()/>
                <p>{t.account_link_over_password()}</p>
                <p><a href=to("/account/forgotten")>{t.account_forgotten_title()}</a></p>
            }
            .erase();
        }
        let (fields, problems) = flash.unwrap_or_default();
        let check = check_passwords(Password::Chosen, Password::No);
        let context = FormContext::new(&["password"], &fields, problems, check, label_new);
        let token = token.clone();
        view! {
            <PageTitle title=t.account_password_title()/>
            <p>{t.account_password_intro()}</p>
            <CheckedForm context action=to("/account/password")>
                <input type="hidden" name="token" value=token/>
                <PasswordField name="password" required=true autocomplete="new-password" hint=t.account_password_hint()/>
                <Button>{t.account_password_button()}</Button>
            </CheckedForm>
        }
        .erase()
    })
}
