//! Signing in.

use super::{Password, check, flash, label, next, page, query, to, with_next};
use crate::{
    at_once::Erase,
    form::{CheckedForm, FormContext},
    texts::{use_lang, use_texts},
    ui::{Button, Notice, Notification, PageTitle, PasswordField, Refusal, TextField},
};
use leptos::prelude::*;
use model::{
    account::AddressDraft,
    form::Fields,
    problem::{Problem, Problems},
};

/// Asks for address and password. Says the same whatever is wrong with them.
#[component]
pub fn SignIn() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let next = next();
    let new = with_next(lang, "/account/new", &next);
    let first = !next.is_empty();
    let done = match query("done").as_str() {
        "password" => Some(t.account_sign_in_password_set()),
        "address" => Some(t.account_sign_in_address_changed()),
        _ => None,
    };
    let why = if query("for") == "save" { t.account_sign_in_save() } else { t.account_sign_in_first() };
    let data = flash("sign-in");
    view! {
        <PageTitle title=t.account_sign_in_title()/>
        {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
        {first.then(|| view! { <p>{why}</p> })}
        {page(data, move |flash| {
            let (fields, problems) = flash.unwrap_or_default();
            view! { <SignInForm fields problems/> }.erase()
        })}
        <p><a href=to("/account/forgotten")>{t.account_sign_in_forgotten()}</a></p>
        <p><a href=new>{t.account_sign_in_new()}</a></p>
    }
}

#[component]
fn SignInForm(fields: Fields, problems: Problems) -> impl IntoView {
    let t = use_texts();
    let refused = problems.of("password") == Some(&Problem::WrongPassword);
    let problems = if refused { Problems::default() } else { problems };
    let check = check::<AddressDraft>(Password::Known, Password::No);
    let context = FormContext::new(&["email", "password"], &fields, problems, check, label);
    view! {
        {refused.then(|| view! { <Refusal><p>{t.account_sign_in_refused()}</p></Refusal> })}
        <CheckedForm context action=to("/account/sign-in")>
            <input type="hidden" name="next" value=next()/>
            <TextField name="email" required=true kind="email" inputmode="email" autocomplete="username"/>
            <PasswordField name="password" required=true autocomplete="current-password"/>
            <Button>{t.account_sign_in_button()}</Button>
        </CheckedForm>
    }
}
