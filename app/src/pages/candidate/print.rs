//! The profile as a panel reads it, to look at and to print.

use super::whole::WholeProfile;
use crate::{
    api::profile::{Whole, read_profile},
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{Notification, PageTitle, PrintButton},
};
use leptos::prelude::*;

/// The page at `/profile/print`.
#[component]
pub fn ProfilePrint() -> impl IntoView {
    let lang = use_lang();
    let whole = loading(|| (), move |()| read_profile(lang));
    view! { <Load resource=whole view=move |whole| view! { <Sheet whole/> }/> }
}

#[component]
fn Sheet(whole: Whole) -> impl IntoView {
    let t = use_texts();
    let Whole { parts, names, complete } = whole;
    view! {
        <p class="back"><a href=t.0.address("/profile")>{t.profile_back()}</a></p>
        <PageTitle title=t.profile_print_title()/>
        <p class="lead screen-only">{t.profile_print_lead()}</p>
        {(!complete).then(|| view! {
            <Notification title=t.profile_print_incomplete()><p>{t.profile_print_incomplete_body()}</p></Notification>
        })}
        <p class="buttons">
            <PrintButton>{t.profile_print_now()}</PrintButton>
        </p>
        <WholeProfile profile=parts names panel=true/>
    }
}
