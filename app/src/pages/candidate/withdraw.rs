//! Withdrawing an application: what it means, and a button.

use super::receipt::id_of_address;
use crate::{
    api::application::{Sent, read_application},
    at_once::Erase,
    dates,
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{Button, ButtonLink, PageTitle, Weight},
};
use leptos::prelude::*;

/// The page at `/applications/{id}/withdraw`.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let lang = use_lang();
    let id = id_of_address();
    let sent = loading(move || id.get(), move |id| read_application(id, lang));
    view! { <Load resource=sent view=move |sent| view! { <Ask sent/> }/> }
}

#[component]
fn Ask(sent: Sent) -> impl IntoView {
    let t = use_texts();
    let applied = sent.receipt.applied;
    let receipt = t.0.address(&format!("/applications/{}", applied.id));
    let title = t.applications_withdraw_title(applied.vacancy_title.clone());
    if !applied.may_withdraw() {
        return view! {
            <PageTitle title/>
            <p>{t.applications_withdraw_over()}</p>
            <p><ButtonLink href=receipt>{t.apply_sent_see(applied.reference)}</ButtonLink></p>
        }
        .erase();
    }
    let post = format!("{receipt}/withdraw");
    let again = if applied.open {
        t.applications_withdraw_again(dates::long(t, sent.receipt.closes_on))
    } else {
        t.applications_withdraw_no_more().to_owned()
    };
    view! {
        <p class="back"><a href=receipt.clone()>{t.apply_sent_see(applied.reference)}</a></p>
        <PageTitle title/>
        <p>{t.applications_withdraw_body()}</p>
        <p>{again}</p>
        <form method="post" action=post>
            <p class="buttons">
                <Button weight=Weight::Danger>{t.applications_withdraw()}</Button>
                <ButtonLink href=receipt weight=Weight::Secondary>{t.applications_withdraw_keep()}</ButtonLink>
            </p>
        </form>
    }
    .erase()
}
