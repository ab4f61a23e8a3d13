//! A person's job alerts.

use super::{About, query};
use crate::{
    api::alert::{Row, list_alerts},
    at_once::Erase,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{Breadcrumbs, ButtonLink, Notice, Notification, PageTitle, Tag, TagKind},
};
use leptos::prelude::*;
use model::alert::State;

/// The page at `/alerts`.
#[component]
pub fn AlertList() -> impl IntoView {
    let lang = use_lang();
    let alerts = loading(|| (), move |()| list_alerts(lang));
    view! { <Load resource=alerts view=|alerts| view! { <List alerts/> }/> }
}

#[component]
fn List(alerts: Vec<Row>) -> impl IntoView {
    let t = use_texts();
    let done = match query("done").as_str() {
        "created" => Some(t.alerts_done_created()),
        "saved" => Some(t.alerts_done_saved()),
        "paused" => Some(t.alerts_done_paused()),
        "resumed" => Some(t.alerts_done_resumed()),
        "deleted" => Some(t.alerts_done_deleted()),
        _ => None,
    };
    let none = alerts.is_empty();
    let rows: Vec<_> = alerts.into_iter().map(|alert| row(t, alert)).collect();
    view! {
        <Breadcrumbs above=vec![(t.account_options_title().to_owned(), t.0.address("/account"))]/>
        <PageTitle title=t.alerts_title()/>
        {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
        <p class="lead">{t.alerts_lead()}</p>
        {if none {
            view! { <p class="empty">{t.alerts_none()}</p> }.erase()
        } else {
            view! {
                <form method="post" action=t.0.address("/alerts")>
                    <ul class="alerts" role="list">{rows}</ul>
                </form>
            }
            .erase()
        }}
        <p><ButtonLink href=t.0.address("/alerts/new")>{t.alerts_create()}</ButtonLink></p>
    }
}

fn row(t: Texts, alert: Row) -> impl IntoView {
    let Row { id, name, matches, when, language, state, said, until } = alert;
    let name_id = format!("alert-{id}");
    let kind = match state {
        State::Active => TagKind::Good,
        State::Asked => TagKind::Accent,
        State::Paused | State::Bounced | State::Unanswered => TagKind::Neutral,
    };
    let button = |action: &str, words: &'static str| {
        view! {
            <button type="submit" class="button secondary" name="action" value=format!("{action}:{id}") aria-describedby=name_id.clone()>
                {words}
            </button>
        }
    };
    let (keep, pause, resume) = (
        (state == State::Asked).then(|| button("resume", t.alerts_keep())),
        state.tells().then(|| button("pause", t.alerts_pause())),
        (!state.tells()).then(|| button("resume", t.alerts_resume())),
    );
    view! {
        <li>
            <h2 id=name_id.clone()><a href=t.0.address(&format!("/alerts/{id}"))>{name}</a></h2>
            <p><Tag kind>{said}</Tag></p>
            <p>{matches}</p>
            <p class="hint">{when} " · " {language}</p>
            <About state until/>
            <p class="buttons">{keep}{pause}{resume}</p>
        </li>
    }
}
