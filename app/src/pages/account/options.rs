//! The account: what it holds, and where its holder is signed in.

use super::{delete::OwnData, page, query, to};
use crate::{
    api::account,
    at_once::Erase,
    dates,
    pages::loading,
    texts::{Texts, use_texts},
    ui::{
        AnotherWay, Button, Notice, Notification, PageTitle, SummaryList, SummaryRow, Tag, Weight, use_alive,
    },
};
use leptos::prelude::*;
use model::account::{Options as Account, Session, full_name};

/// The page at `/account`.
#[component]
pub fn Options() -> impl IntoView {
    let t = use_texts();
    let done = match query("done").as_str() {
        "details" => Some(t.account_options_saved()),
        "password" => Some(t.account_options_password_changed()),
        "email" => Some(t.account_options_email_asked()),
        "address" => Some(t.account_options_address_changed()),
        "sessions" => Some(t.account_options_sessions_ended()),
        _ => None,
    };
    let data = loading(|| (), |()| account::read_options());
    page(data, move |account: Account| {
        let details = account.details;
        view! {
            <PageTitle title=t.account_options_title()/>
            {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
            <SummaryList>
                <SummaryRow term=t.account_options_name() change=to("/account/details")>
                    {full_name(&details.given_names, &details.family_name)}
                </SummaryRow>
                <SummaryRow term=t.account_options_email() change=to("/account/email")>
                    {account.email}
                    {account.new_email.map(|email| view! { <br/><span class="hint">{t.account_options_email_waiting(&email)}</span> })}
                </SummaryRow>
                <SummaryRow term=t.account_options_password() change=to("/account/change-password")>
                    {t.account_options_password_hidden()}
                </SummaryRow>
                <SummaryRow term=t.account_options_language() change=to("/account/details")>
                    {details.language.own_name()}
                </SummaryRow>
                <SummaryRow term=t.account_options_alerts() change=to("/alerts")>
                    {account.alerts}
                </SummaryRow>
            </SummaryList>
            <section aria-labelledby="another-way">
                <h2 id="another-way">{t.account_options_another_way()}</h2>
                <AnotherWay accommodation=account.accommodation/>
            </section>
            <Sessions sessions=account.sessions/>
            <section aria-labelledby="data">
                <h2 id="data">{t.delete_data()}</h2>
                <p>{t.delete_data_text()}</p>
                <OwnData/>
            </section>
        }
        .erase()
    })
}

#[component]
fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let t = use_texts();
    let others = sessions.iter().any(|session| !session.current);
    let rows = sessions.into_iter().map(|session| row(t, session)).collect_view();
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions">{t.account_sessions()}</h2>
            <p>{t.account_sessions_intro()}</p>
            <form method="post" action=to("/account/sessions")>
                <ul class="sessions" role="list">{rows}</ul>
                {others.then(|| view! { <Button action="end-others" weight=Weight::Secondary>{t.account_session_end_others()}</Button> })}
            </form>
        </section>
    }
}

fn row(t: Texts, session: Session) -> impl IntoView {
    let alive = use_alive();
    let id = format!("session-{}", session.id);
    let device =
        if session.device.is_empty() { t.account_session_unknown().to_owned() } else { session.device };
    let end = (!session.current).then(|| {
        view! {
            <button type="submit" class="button secondary" name="action" value=format!("end:{}", session.id) aria-describedby=id.clone()>
                {t.account_session_end()}
            </button>
        }
    });
    view! {
        <li>
            <p><strong id=id>{device}</strong> " " {session.current.then(|| view! { <Tag>{t.account_session_this()}</Tag> })}</p>
            <p class="hint">
                {move || t.account_session_since(dates::at(t, session.created_at, alive.get()))} ". "
                {move || t.account_session_last(dates::at(t, session.last_seen_at, alive.get()))}
            </p>
            {end}
        </li>
    }
}
