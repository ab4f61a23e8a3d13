//! The last steps of signing up: a mail, and the address confirmed by its link.

use super::{page, query, to};
use crate::{
    api::account,
    at_once::Erase,
    pages::loading,
    texts::{use_lang, use_texts},
    ui::{Button, Notice, Notification, PageTitle, Weight},
};
use leptos::prelude::*;

/// Says that a mail is on its way: the same words whether or not the address has an account.
#[component]
pub fn CheckMail() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let again = !query("again").is_empty();
    let data = loading(|| (), move |()| account::read_sign_up(lang));
    page(data, move |sign_up| {
        match sign_up.and_then(|sign_up| sign_up.state.mailed) {
        None => super::go_on(t.account_new_title(), to("/account/new")),
        Some(email) => view! {
            <PageTitle title=t.account_check_mail_title()/>
            {again.then(|| view! { <Notification kind=Notice::Success title=t.account_check_mail_again_done()/> })}
            <p>{t.account_check_mail_sent(&email)}</p>
            <p>{t.account_check_mail_next()}</p>
            <p>{t.account_check_mail_nothing()}</p>
            <form method="post" action=to("/account/new/check-mail")>
                <Button weight=Weight::Secondary>{t.account_check_mail_again()}</Button>
            </form>
            <p><a href=to("/account/new/details")>{t.account_check_mail_wrong()}</a></p>
        }
        .erase(),
    }
    })
}

/// Where the link in the mail leads: a button confirms, so that a program that looks at links in mails does not.
#[component]
pub fn Confirm() -> impl IntoView {
    let t = use_texts();
    let token = query("token");
    let data = {
        let token = token.clone();
        loading(|| (), move |()| account::confirms_address(token.clone()))
    };
    page(data, move |confirms| {
        if !confirms {
            return view! {
                <PageTitle title=t.account_link_over_title()/>
                <p>{t.account_link_over_confirm()}</p>
                <p><a href=to("/account/sign-in")>{t.account_sign_in_instead()}</a></p>
            }
            .erase();
        }
        view! {
            <PageTitle title=t.account_confirm_title()/>
            <p>{t.account_confirm_text()}</p>
            <form method="post" action=to("/account/confirm")>
                <input type="hidden" name="token" value=token.clone()/>
                <Button>{t.account_confirm_button()}</Button>
            </form>
        }
        .erase()
    })
}
