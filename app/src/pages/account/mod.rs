//! Accounts: signing up and in, and what people do with their accounts. One lazily loaded chunk.

mod change;
mod confirm;
mod delete;
mod details;
mod new;
mod options;
mod password;
mod sign_in;
mod statement;

use super::{Load, load::go};
use crate::{
    api::account,
    at_once::Erase,
    form::Check,
    lazy_area,
    pages::{Loading, loading, query},
    texts::{Texts, use_lang},
    ui::PageTitle,
};
use jiff::civil::Date;
use leptos::prelude::*;
use model::{
    account::password_problem,
    address::{self, next_path},
    draft::Draft,
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

lazy_area! {
    /// The pages about accounts.
    account_area after crate::texts::load_pages {
        "/account" => options::Options,
        "/account/new" => new::Residence,
        "/account/new/statement" => statement::SignUpStatement,
        "/account/new/details" => details::Details,
        "/account/new/check-mail" => confirm::CheckMail,
        "/account/confirm" => confirm::Confirm,
        "/account/sign-in" => sign_in::SignIn,
        "/account/forgotten" => password::Forgotten,
        "/account/password" => password::SetPassword,
        "/account/statement" => statement::NewStatement,
        "/account/details" => change::ChangeDetails,
        "/account/email" => change::ChangeEmail,
        "/account/change-password" => change::ChangePassword,
        "/account/delete" => delete::Delete,
        "/account/delete/confirm" => delete::Confirm,
        "/account/delete/done" => delete::Deleted,
    }
}

/// Where the person wants to go in the end; empty if nothing sound was said.
fn next() -> String {
    next_path(&query("next")).unwrap_or_default().to_owned()
}

/// The address of a page that knows where to go on to.
fn with_next(lang: Lang, path: &str, next: &str) -> String {
    address::with(&lang.address(path), &[("next", next)])
}

/// What a password is to the form that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Password {
    /// None is asked for.
    No,
    /// One that must be known: anything but nothing.
    Known,
    /// One that is chosen: judged by its length.
    Chosen,
}

/// Checks a form as the server will: a draft's fields, and passwords beside them.
fn check<D: Draft>(password: Password, current: Password) -> Check {
    Arc::new(move |fields: &Fields, today: Date| {
        let draft: D = fields.draft();
        let mut problems = draft.check(today).err().unwrap_or_default();
        add_password(&mut problems, fields, "current_password", current);
        add_password(&mut problems, fields, "password", password);
        problems
    })
}

/// Checks a form of passwords alone.
fn check_passwords(password: Password, current: Password) -> Check {
    Arc::new(move |fields: &Fields, _: Date| {
        let mut problems = Problems::default();
        add_password(&mut problems, fields, "current_password", current);
        add_password(&mut problems, fields, "password", password);
        problems
    })
}

fn add_password(problems: &mut Problems, fields: &Fields, name: &str, kind: Password) {
    let typed = fields.get(name);
    let problem = match kind {
        Password::No => None,
        Password::Known => typed.is_empty().then_some(Problem::Missing),
        Password::Chosen => password_problem(typed),
    };
    if let Some(problem) = problem {
        problems.add(name, problem);
    }
}

/// Names the fields of all forms about accounts.
fn label(t: Texts, name: &str) -> &'static str {
    match name {
        "residence" => t.account_residence(),
        "family_name" => t.account_family_name(),
        "given_names" => t.account_given_names(),
        "email" => t.account_email(),
        "password" => t.account_password(),
        "current_password" => t.account_current_password(),
        "language" => t.account_language(),
        "alerts" => t.account_alerts(),
        _ => "",
    }
}

/// As [`label`], where a password is a new one.
fn label_new(t: Texts, name: &str) -> &'static str {
    match name {
        "password" => t.account_new_password(),
        "email" => t.account_new_email(),
        name => label(t, name),
    }
}

/// What a small form said before it was sent back here.
fn flash(form: &'static str) -> Loading<Option<account::Flash>> {
    loading(|| (), move |()| account::read_flash(form.to_owned()))
}

/// Shows a page once what it reads is there, or says why it is not.
fn page<T, Show>(data: Loading<T>, show: Show) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Show: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! { <Load resource=data view=show/> }.erase()
}

/// Leads on to another address. The link is for who is not led.
fn go_on(title: &'static str, address: String) -> AnyView {
    go(&address);
    view! {
        <PageTitle title/>
        <p><a href=address>{title}</a></p>
    }
    .erase()
}

/// The languages in which we write, as answers.
fn languages() -> Vec<crate::ui::Answer> {
    Lang::ALL.into_iter().map(|lang| crate::ui::Answer::new(lang.tag(), lang.own_name())).collect()
}

/// The address of a page in the language of this one.
fn to(path: &str) -> String {
    use_lang().address(path)
}
