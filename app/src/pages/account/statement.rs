//! Data privacy statements: shown in full, accepted at their end and nowhere else.

use super::{delete::OwnData, next, page, query, to, with_next};
use crate::{
    api::{
        ApiError,
        account::{self, StatementPage},
    },
    at_once::Erase,
    dates,
    form::SignOut,
    pages::loading,
    texts::{Texts, use_lang, use_texts},
    ui::{Button, PageTitle, Prose, follow},
};
use leptos::prelude::*;

/// The place at the end of the statement, to which the link at its beginning leads.
const END: &str = "statement-end";

/// The second step of signing up: the statement of the country or territory of residence.
#[component]
pub fn SignUpStatement() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let residence = query("residence");
    // Without a residence there is nothing to show: back to the step before.
    let data = loading(
        || (),
        move |()| {
            let residence = residence.clone();
            async move {
                match account::read_statement(residence, lang).await {
                    Err(ApiError::NotFound) => Ok(None),
                    other => other.map(Some),
                }
            }
        },
    );
    page(data, move |shown| match shown {
        None => super::go_on(t.account_new_title(), with_next(lang, "/account/new", &next())),
        Some(shown) => {
            let residence = shown.statement.residence.to_string();
            let fields = view! {
                <input type="hidden" name="residence" value=residence/>
                <input type="hidden" name="next" value=next()/>
            };
            view! {
                <PageTitle title=t.account_statement_title()/>
                <Statement shown action=to("/account/new/statement") must=t.account_statement_must()>{fields}</Statement>
                <p><a href=with_next(lang, "/account/new", &next())>{t.account_statement_other_residence()}</a></p>
            }
            .erase()
        }
    })
}

/// A newer statement, which who is signed in must accept before anything else.
#[component]
pub fn NewStatement() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let data = loading(|| (), move |()| account::read_statement_due(lang));
    page(data, move |due| match due {
        None => {
            let next = next();
            let on = if next.is_empty() { to("/account") } else { next };
            super::go_on(t.account_options_title(), on)
        }
        Some(shown) => view! {
            <PageTitle title=t.account_statement_changed()/>
            <Statement shown action=to("/account/statement") must=t.account_statement_changed_text()>
                <input type="hidden" name="next" value=next()/>
            </Statement>
            <p>{t.delete_instead()}</p>
            <OwnData/>
            <SignOut class="button secondary"/>
        }
        .erase(),
    })
}

/// A statement in full, with the button that accepts it at its end.
#[component]
fn Statement(shown: StatementPage, action: String, must: &'static str, children: Children) -> impl IntoView {
    let t = use_texts();
    let StatementPage { statement, residence } = shown;
    let lang = (statement.language != t.0).then_some(statement.language.tag());
    view! {
        <p>
            {t.account_statement_for(&residence)} ". "
            {t.account_statement_version(version(t, &statement.version))} "."
        </p>
        <p>{must}</p>
        <p><a href=format!("#{END}") on:click=|event| follow(&event, END)>{t.account_statement_to_end()}</a></p>
        <article><Prose text=statement.text lang/></article>
        <form method="post" action=action aria-labelledby=END>
            <h2 id=END tabindex="-1">{t.account_statement_end()}</h2>
            {children()}
            <input type="hidden" name="version" value=statement.version/>
            <input type="hidden" name="statement_language" value=statement.language.tag()/>
            <Button>{t.account_statement_accept()}</Button>
        </form>
    }
}

/// A statement's version, which is a date, in words.
pub(super) fn version(t: Texts, version: &str) -> String {
    version.parse().map_or_else(|_| version.to_owned(), |date| dates::long(t, date))
}
