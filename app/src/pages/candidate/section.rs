//! The pages of the profile's sections and entries: one form each.

use super::{entries::EntriesPage, fields::Fields, labels, words::words};
use crate::{
    api::profile::{FormPage, open_page},
    at_once::Erase,
    form::DraftForm,
    pages::{Load, NotFound, loading, parameter, query},
    texts::{use_lang, use_texts},
    ui::{AskFirst, Button, ButtonLink, ConfirmDialog, Notice, Notification, PageTitle, Weight},
};
use leptos::prelude::*;
use model::{
    address::with,
    choice::Choice,
    form::Form,
    profile::{ENTRIES_MOST, LINE_MOST, Section},
};

/// Where the person came from and goes on to: a vacancy's page for applying; empty if nothing sound was said.
pub(super) fn next() -> String {
    Form::page_for_applying(&query("next")).unwrap_or_default().to_owned()
}

/// The page at `/profile/{section}`: the section's form, or the list of its entries.
#[component]
pub fn SectionPage() -> impl IntoView {
    let section = parameter("section");
    move || match Section::parse(&section()) {
        None => view! { <NotFound/> }.erase(),
        Some(section) if section.is_list() => view! { <EntriesPage section/><Onward/> }.erase(),
        Some(section) => view! { <SectionForm section form=Form::Section(section)/> }.erase(),
    }
}

/// The way on for who came from a vacancy's page for applying, once the list of entries is as it should be.
#[component]
fn Onward() -> impl IntoView {
    let next = next();
    (!next.is_empty()).then(|| {
        view! { <p><ButtonLink href=next weight=Weight::Secondary>{use_texts().profile_to_application()}</ButtonLink></p> }
    })
}

/// The page at `/profile/{section}/{entry}`: the entry's form.
#[component]
pub fn EntryPage() -> impl IntoView {
    let (section, entry) = (parameter("section"), parameter("entry"));
    move || match Form::parse(&format!("profile/{}/{}", section(), entry())) {
        Some(form) => match form.section() {
            Some(section) => view! { <SectionForm section form/> }.erase(),
            None => view! { <NotFound/> }.erase(),
        },
        None => view! { <NotFound/> }.erase(),
    }
}

#[component]
fn SectionForm(section: Section, form: Form) -> impl IntoView {
    let lang = use_lang();
    let page = {
        let form = form.clone();
        loading(|| (), move |()| open_page(form.clone(), lang))
    };
    view! { <Load resource=page view=move |page| view! { <Sheet section form=form.clone() page/> }/> }
}

#[component]
fn Sheet(section: Section, form: Form, page: FormPage) -> impl IntoView {
    let t = use_texts();
    // Without WebAssembly, a page of its own asks before an entry is removed.
    if !query("remove").is_empty() {
        return view! { <AskRemove form/> }.erase();
    }
    let FormPage { opened, account, email, lists, standing } = page;
    let new = opened.saved.version == 0;
    let kept = !opened.saved.fields.0.is_empty();
    let full = opened.full.then(|| {
        let body = if kept { t.profile_full_kept(ENTRIES_MOST) } else { t.profile_full_body(ENTRIES_MOST) };
        view! { <Notification kind=Notice::Warning title=t.profile_full()><p>{body}</p></Notification> }
    });
    let next = next();
    let words = words(t, lists.clone());
    let (back, title) = if section.is_list() {
        let title = if new { labels::add(t, section) } else { labels::edit(t, section) };
        (with(&t.0.address(&format!("/profile/{section}")), &[("next", &next)]), title)
    } else {
        (t.0.address("/profile"), labels::section(t, section))
    };
    let back_text = if section.is_list() { labels::section(t, section) } else { t.profile_back() };
    view! {
        <p class="back"><a href=back>{back_text}</a></p>
        <PageTitle title/>
        {(section != Section::Needs).then(|| view! { <p>{t.profile_lines(LINE_MOST as u64)}</p> })}
        {full}
        <DraftForm form opened account label=labels::field words>
            <Next next/>
            <Fields section lists email standing/>
            <div class="buttons">
                <Button action="submit">{t.form_save_continue()}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
                {(section.is_list() && !new).then(|| view! {
                    <ConfirmDialog id="remove" action="remove" confirmed="remove-now" weight=Weight::Danger
                        trigger=t.profile_remove() title=t.profile_remove_title() confirm=t.profile_remove()>
                        <p>{t.profile_remove_body()}</p>
                    </ConfirmDialog>
                })}
            </div>
        </DraftForm>
    }
    .erase()
}

/// Takes along where the person goes on to.
#[component]
fn Next(next: String) -> impl IntoView {
    (!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> })
}

#[component]
fn AskRemove(form: Form) -> impl IntoView {
    let t = use_texts();
    let page = t.0.address(&form.page());
    let next = next();
    let back = with(&page, &[("next", &next)]);
    view! {
        <AskFirst title=t.profile_remove_title() body=t.profile_remove_body() action=page does="remove-now"
            confirm=t.profile_remove() back>
            <Next next/>
        </AskFirst>
    }
}
