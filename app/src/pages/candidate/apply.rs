//! Applying for a vacancy.

use super::{compare::Comparison, labels, profile::task, words::words};
use crate::{
    api::application::{ApplyPage, begin_application},
    at_once::Erase,
    dates,
    form::DraftForm,
    pages::{Load, loading},
    texts::{use_lang, use_texts},
    ui::{
        Button, ButtonLink, Checkbox, Notice, Notification, PageTitle, Task, TaskList, TextArea, TextField,
        Weight,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{address::with, application::COVER_LETTER_MOST, form::Form};

/// The page at `/vacancies/{slug}/apply`.
#[component]
pub fn ApplyTo() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let slug =
        Memo::new(move |_| params.with(|params| params.get_str("slug").unwrap_or_default().to_owned()));
    let page = loading(move || slug.get(), move |slug| begin_application(slug, lang));
    view! { <Load resource=page view=move |page| view! { <Page page/> }/> }
}

#[component]
fn Page(page: ApplyPage) -> impl IntoView {
    let t = use_texts();
    let ApplyPage { applying, form, comparing } = page;
    let vacancy = applying.vacancy;
    let address = t.0.address(&format!("/vacancies/{}", vacancy.slug));
    let here = format!("{address}/apply");
    let closes = dates::long(t, vacancy.closes_on);
    let complete = applying.missing.is_empty();
    let needs = applying.needs;
    let tasks = applying
        .missing
        .into_iter()
        .map(|stand| {
            let task = task(t, stand);
            // From there, one comes back here.
            Task { href: with(&task.href, &[("next", &here)]), ..task }
        })
        .collect::<Vec<_>>();
    let sent = applying.sent.map(|sent| {
        let href = t.0.address(&format!("/applications/{}", sent.id));
        view! { <Notification title=t.apply_sent_before()><p><a href=href>{t.apply_sent_see(sent.reference)}</a></p></Notification> }
    });
    let is_sent = sent.is_some();
    view! {
        <p class="back"><a href=address>{t.apply_back()}</a></p>
        <PageTitle title=t.apply_title(vacancy.title.clone())/>
        {sent}
        {(!is_sent && !applying.open).then(|| view! {
            <Notification kind=Notice::Warning title=t.apply_closed(closes.clone())><p>{t.apply_closed_body()}</p></Notification>
        })}
        {(!is_sent).then(|| view! {
            {applying.open.then(|| view! { <p class="lead">{t.apply_until(closes)}</p> })}
            <h2>{t.apply_profile()}</h2>
            {if complete {
                view! { <p>{t.apply_profile_complete()} " " <a href=t.0.address("/profile")>{t.apply_profile_see()}</a></p> }.erase()
            } else {
                view! { <p>{t.apply_profile_missing()}</p><TaskList tasks/> }.erase()
            }}
            {comparing.map(|comparing| view! {
                <details>
                    <summary>{t.compare_title()}</summary>
                    <Comparison comparing/>
                </details>
            })}
            <DraftForm form=Form::Application(vacancy.slug) opened=form.opened account=form.account label=labels::field words=words(t, form.lists)>
                <h2>{t.apply_letter()}</h2>
                <TextArea name="cover_letter" most=COVER_LETTER_MOST rows=14 hint=t.apply_cover_letter_hint()/>
                <h2>{t.apply_secondment()}</h2>
                <TextField name="personnel_number" width=10 hint=t.apply_personnel_number_hint()/>
                <h2>{t.apply_send()}</h2>
                <p>{t.apply_send_body()}</p>
                <p>{t.apply_accommodation()}</p>
                {needs.then(|| view! { <Checkbox name="tell_needs" hint=t.apply_tell_needs_hint()/> })}
                <Checkbox name="truthful" required=true/>
                <p class="buttons">
                    {applying.open.then(|| view! { <Button action="submit">{t.apply_send_now()}</Button> })}
                    <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
                </p>
            </DraftForm>
        })}
        {is_sent.then(|| view! { <p><ButtonLink href=t.0.address("/applications")>{t.apply_all()}</ButtonLink></p> })}
    }
}
