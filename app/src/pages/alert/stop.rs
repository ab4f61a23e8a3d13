//! Where the link in the mails of an alert leads: a button stops it, so that a program that looks at links in mails does not.

use super::query;
use crate::{
    api::alert::{Stopping, read_stopping},
    at_once::Erase,
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{Button, PageTitle},
};
use leptos::prelude::*;
use model::address::with;

/// The page at `/alerts/stop`.
#[component]
pub fn StopPage() -> impl IntoView {
    let lang = use_lang();
    let token = query("token");
    let stopping = {
        let token = token.clone();
        loading(|| (), move |()| read_stopping(token.clone(), lang))
    };
    view! { <Load resource=stopping view=move |stopping| view! { <Sheet stopping token=token.clone()/> }/> }
}

#[component]
fn Sheet(stopping: Option<Stopping>, token: String) -> impl IntoView {
    let t = use_texts();
    match stopping {
        None => view! {
            <PageTitle title=t.alerts_stop_over_title()/>
            <p>{t.alerts_stop_over()}</p>
            <p><a href=t.0.address("/alerts")>{t.alerts_title()}</a></p>
        }
        .erase(),
        Some(Stopping { tells: false, .. }) => view! {
            <PageTitle title=t.alerts_stopped_title()/>
            <p>{t.alerts_stopped_text()}</p>
            <p><a href=t.0.address("/alerts")>{t.alerts_title()}</a></p>
        }
        .erase(),
        Some(Stopping { name, .. }) => view! {
            <PageTitle title=t.alerts_stop_title()/>
            <p>{t.alerts_stop_text(name)}</p>
            <form method="post" action=with(&t.0.address("/alerts/stop"), &[("token", &token)])>
                <Button>{t.alerts_stop_button()}</Button>
            </form>
        }
        .erase(),
    }
}
