//! Deleting the account: what is erased, what is kept and until when; the password; the link that is mailed.

use super::{Password, check_passwords, label, page, query, to};
use crate::{
    api::account,
    at_once::Erase,
    dates,
    form::{CheckedForm, FormContext, forget_copies},
    pages::loading,
    texts::{Texts, use_texts},
    ui::{Button, PageTitle, PasswordField, Weight},
};
use leptos::prelude::*;
use model::deletion::{Affected, Deletion, Fate};

/// The ways to a copy of the own data, and to the end of the account.
#[component]
pub(super) fn OwnData() -> impl IntoView {
    let t = use_texts();
    view! {
        <ul>
            <li><Download/> <br/> <span class="hint">{t.delete_data_download_hint()}</span></li>
            <li><a href=to("/account/delete")>{t.delete_title()}</a></li>
        </ul>
    }
}

/// Leads to a file, which is none of the application's pages.
#[component]
fn Download() -> impl IntoView {
    view! { <a href=to("/account/data") rel="external">{use_texts().delete_data_download()}</a> }
}

/// The page at `/account/delete`.
#[component]
pub fn Delete() -> impl IntoView {
    let t = use_texts();
    if !query("sent").is_empty() {
        return view! {
            <PageTitle title=t.delete_sent()/>
            <p>{t.delete_sent_text()}</p>
            <p><a href=to("/account")>{t.account_back()}</a></p>
        }
        .erase();
    }
    let data = loading(
        || (),
        |()| async move { Ok((account::read_deletion().await?, account::read_flash("delete".to_owned()).await?)) },
    );
    page(data, move |(deletion, flash)| match deletion {
        Deletion::Staff => view! {
            <PageTitle title=t.delete_title()/>
            <p>{t.delete_staff()}</p>
            <p>{t.delete_copy()} " " <Download/></p>
        }
        .erase(),
        Deletion::Possible { email, applications } => {
            let (fields, problems) = flash.unwrap_or_default();
            let check = check_passwords(Password::No, Password::Known);
            let context = FormContext::new(&["current_password"], &fields, problems, check, label);
            view! {
                <PageTitle title=t.delete_title()/>
                <Consequences applications/>
                <p>{t.delete_copy()} " " <Download/></p>
                <h2>{t.delete_ask()}</h2>
                <p>{t.delete_ask_text(&email)}</p>
                <CheckedForm context action=to("/account/delete")>
                    // A password manager that knows whose password it is fills in the right one.
                    <input type="text" name="username" value=email autocomplete="username" hidden=true/>
                    <PasswordField name="current_password" required=true autocomplete="current-password"/>
                    <Button>{t.delete_ask_button()}</Button>
                </CheckedForm>
                <p><a href=to("/account")>{t.account_back()}</a></p>
            }
            .erase()
        }
    })
}

/// What is erased at once, what is withdrawn, what is kept and until when, and what stays.
#[component]
fn Consequences(applications: Vec<Affected>) -> impl IntoView {
    let t = use_texts();
    let of = |fate: fn(Fate) -> bool| {
        applications.iter().filter(move |of| fate(of.fate)).cloned().collect::<Vec<_>>()
    };
    let withdrawn = of(|fate| fate == Fate::Withdrawn);
    let kept = of(|fate| matches!(fate, Fate::Kept { .. }));
    let over = of(|fate| fate == Fate::Erased).len() as u64;
    view! {
        <h2>{t.delete_at_once()}</h2>
        <ul>
            <li>{t.delete_at_once_account()}</li>
            <li>{t.delete_at_once_typed()}</li>
            <li>{t.delete_at_once_sessions()}</li>
            {(over > 0).then(|| view! { <li>{t.delete_at_once_over(over)}</li> })}
        </ul>
        {list(t, t.delete_withdrawn(), t.delete_withdrawn_text(), withdrawn)}
        {list(t, t.delete_kept(), t.delete_kept_text(), kept)}
        <h2>{t.delete_stays()}</h2>
        <p>{t.delete_stays_text()}</p>
    }
}

/// Applications that share a fate; nothing where there are none.
fn list(t: Texts, title: &'static str, text: &'static str, applications: Vec<Affected>) -> Option<AnyView> {
    let rows: Vec<_> = applications
        .into_iter()
        .map(|affected| {
            let until = match affected.fate {
                Fate::Kept { until } => Some(t.delete_kept_until(dates::long(t, until))),
                Fate::Withdrawn | Fate::Erased => None,
            };
            view! {
                <li>
                    <span lang=t.other(affected.lang)>{affected.title}</span> " (" {affected.number} ")"
                    {until.map(|until| view! { <br/> <span class="hint">{until}</span> })}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <h2>{title}</h2> <p>{text}</p> <ul>{rows}</ul> }.erase())
}

/// Where the link in the mail leads: a button deletes, so that a program that looks at links in mails does not.
#[component]
pub fn Confirm() -> impl IntoView {
    let t = use_texts();
    let token = query("token");
    let data = {
        let token = token.clone();
        loading(|| (), move |()| account::deletes_account(token.clone()))
    };
    page(data, move |deletes| {
        if !deletes {
            return view! {
                <PageTitle title=t.account_link_over_title()/>
                <p>{t.delete_link_over()}</p>
                <p><a href=to("/account/delete")>{t.delete_title()}</a></p>
            }
            .erase();
        }
        view! {
            <PageTitle title=t.delete_confirm()/>
            <p>{t.delete_confirm_text()}</p>
            <form method="post" action=to("/account/delete/confirm") on:submit=|_| forget_copies()>
                <input type="hidden" name="token" value=token.clone()/>
                <Button weight=Weight::Danger>{t.delete_title()}</Button>
            </form>
            <p><a href=to("/account")>{t.delete_confirm_keep()}</a></p>
        }
        .erase()
    })
}

/// The end.
#[component]
pub fn Deleted() -> impl IntoView {
    let t = use_texts();
    view! {
        <PageTitle title=t.delete_done()/>
        <p>{t.delete_done_text()}</p>
        <p><a href=to("/vacancies")>{t.site_vacancies()}</a></p>
    }
}
