//! Applying for a vacancy: what is asked, and what else an applicant should know before they begin.

use super::{
    compare::Comparison,
    labels,
    profile::task,
    questions::{Questions, said},
    time_left::TimeLeft,
    words::words,
};
use crate::{
    api::application::{ApplyPage, begin_application},
    at_once::Erase,
    dates,
    form::{DraftForm, Words, use_form},
    pages::{Load, loading, parameter},
    texts::{Texts, use_lang, use_texts},
    ui::{
        AnotherWay, Button, ButtonLink, Checkbox, Notice, Notification, PageTitle, Task, TaskList, TextArea,
        TextField, Weight,
    },
};
use leptos::prelude::*;
use model::{
    address::with,
    application::{Applying, COVER_LETTER_MOST, EarlierLetter, How},
    form::Form,
    profile::{Section, Stand},
    vacancy::{Nationality, question::Asked},
};
use std::sync::Arc;

/// The vacancy that the address names.
pub(super) fn slug_of_address() -> Memo<String> {
    let slug = parameter("slug");
    Memo::new(move |_| slug())
}

/// The page at `/vacancies/{slug}/apply`.
#[component]
pub fn ApplyTo() -> impl IntoView {
    let lang = use_lang();
    let slug = slug_of_address();
    let page = loading(move || slug.get(), move |slug| begin_application(slug, lang));
    view! { <Load resource=page view=move |page| view! { <Page page/> }/> }
}

#[component]
fn Page(page: ApplyPage) -> impl IntoView {
    let t = use_texts();
    let address = t.0.address(&format!("/vacancies/{}", page.applying.vacancy.slug));
    let title = t.apply_title(page.applying.vacancy.title.clone());
    view! {
        <p class="back"><a href=address>{t.apply_back()}</a></p>
        <PageTitle title/>
        {if page.applying.sent.is_some() {
            view! { <Sent applying=page.applying/> }.erase()
        } else {
            view! { <ToBeSent page/> }.erase()
        }}
    }
}

/// The application is sent: where it is.
#[component]
pub(super) fn Sent(applying: Applying) -> impl IntoView {
    let t = use_texts();
    let sent = applying.sent.map(|sent| {
        let href = t.0.address(&format!("/applications/{}", sent.id));
        view! { <p><a href=href>{t.apply_sent_see(sent.reference)}</a></p> }
    });
    view! {
        <Notification title=t.apply_sent_before()>{sent}</Notification>
        <p><ButtonLink href=t.0.address("/applications")>{t.apply_all()}</ButtonLink></p>
    }
}

#[component]
fn ToBeSent(page: ApplyPage) -> impl IntoView {
    let t = use_texts();
    let ApplyPage { applying, open_to, form, comparing } = page;
    let here = t.0.address(&format!("/vacancies/{}/apply", applying.vacancy.slug));
    let Applying { asking, open, needs, accommodation, .. } = applying.clone();
    let words = answer_words(t, asking.questions.clone(), words(t, form.lists));
    let (questions, earlier) = (asking.questions.clone(), asking.earlier.clone());
    let asked = !questions.is_empty();
    // There is nothing to complete any more for what is closed.
    let profile = open.then(|| {
        let missing = applying.missing.clone();
        view! { <h2>{t.apply_profile()}</h2> <Missing missing here/> }
    });
    let draft = Form::Application(applying.vacancy.slug.clone());
    view! {
        <Until applying=applying.clone()/>
        <Before applying=applying.clone() open_to/>
        <h2>{t.apply_another_way()}</h2>
        <AnotherWay accommodation/>
        {profile}
        {comparing.map(|comparing| view! {
            <details>
                <summary>{t.compare_title()}</summary>
                <Comparison comparing/>
            </details>
        })}
        <DraftForm form=draft opened=form.opened account=form.account label=labels::field words asking>
            {asked.then(|| view! { <h2>{t.apply_questions()}</h2> <Questions questions/> })}
            <h2>{t.apply_letter()}</h2>
            {earlier.clone().map(|earlier| view! { <Earlier earlier/> })}
            <TextArea name="cover_letter" most=COVER_LETTER_MOST rows=14 hint=t.apply_cover_letter_hint()/>
            {earlier.map(|earlier| view! { <ReadAgain earlier/> })}
            <h2>{t.apply_secondment()}</h2>
            <TextField name="personnel_number" width=10 hint=t.apply_personnel_number_hint()/>
            {needs.then(|| view! {
                <h2>{labels::section(t, Section::Needs)}</h2>
                <Checkbox name="tell_needs" hint=t.apply_tell_needs_hint()/>
            })}
            <p class="buttons">
                {open.then(|| view! { <Button action="submit">{t.apply_review_go()}</Button> })}
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
            </p>
        </DraftForm>
    }
}

/// Names what was chosen, the answers to the vacancy's questions among it.
fn answer_words(t: Texts, questions: Vec<Asked>, others: Words) -> Words {
    Arc::new(move |field, typed| match questions.iter().find(|asked| asked.field() == field) {
        Some(asked) => said(t, asked, typed),
        None => others(field, typed),
    })
}

/// Until when applications are taken, or that they no longer are.
#[component]
pub(super) fn Until(applying: Applying) -> impl IntoView {
    let t = use_texts();
    if applying.open {
        return view! { <TimeLeft vacancy=applying.vacancy now=applying.now/> }.erase();
    }
    let day = dates::long(t, applying.end.on);
    let (title, cancelled) = match applying.end.how {
        How::Deadline => (t.apply_closed(day), None),
        How::Early => (t.apply_closed_early(day), None),
        How::Cancelled => (t.apply_closed_cancelled(day), Some(t.apply_closed_cancelled_body())),
    };
    view! {
        <Notification kind=Notice::Warning title>
            <p>{cancelled} " " {t.apply_closed_body()}</p>
        </Notification>
    }
    .erase()
}

/// What an applicant should know before they begin.
#[component]
fn Before(applying: Applying, open_to: Vec<String>) -> impl IntoView {
    let t = use_texts();
    let Applying { open, withdrawn, nationality, serves, internal_platform, .. } = applying;
    let withdrawn = withdrawn.filter(|_| open).map(|withdrawn| {
        let words = t.apply_withdrawn(withdrawn.reference, dates::long(t, withdrawn.since));
        view! { <p class="inset">{words}</p> }
    });
    let words = match nationality {
        Nationality::Everybody | Nationality::Among(_) => None,
        Nationality::NotAmong => Some(t.apply_nationals_not()),
        Nationality::NotSaid => Some(t.apply_nationals_not_said()),
    };
    let nationals = words.map(|words| {
        view! { <Notification title=t.apply_nationals(open_to.join(", "))><p>{words}</p></Notification> }
    });
    let serves = serves.then(|| {
        let platform = (!internal_platform.is_empty())
            .then(|| view! { <p><a href=internal_platform>{t.apply_serves_open()}</a></p> });
        view! {
            <Notification title=t.apply_serves()>
                <p>{t.apply_serves_body()}</p>
                {platform}
                <p>{t.apply_serves_seconded()}</p>
            </Notification>
        }
    });
    view! { {withdrawn} {nationals} {serves} }
}

/// What is missing in the profile, with links that lead back to `here`.
#[component]
pub(super) fn Missing(missing: Vec<Stand>, here: String) -> impl IntoView {
    let t = use_texts();
    if missing.is_empty() {
        let profile = t.0.address("/profile");
        return view! { <p>{t.apply_profile_complete()} " " <a href=profile>{t.apply_profile_see()}</a></p> }
            .erase();
    }
    let tasks = missing
        .into_iter()
        .map(|stand| {
            let task = task(t, stand);
            // From there, one comes back here.
            Task { href: with(&task.href, &[("next", &here)]), ..task }
        })
        .collect::<Vec<_>>();
    view! { <p>{t.apply_profile_missing()}</p><TaskList tasks/> }.erase()
}

/// Tells of a letter that stands in the field below which vacancy it was written for, as long as it stands there unchanged.
#[component]
fn Earlier(earlier: EarlierLetter) -> impl IntoView {
    let t = use_texts();
    let words = t.apply_earlier_body(earlier.title.clone(), earlier.number.clone());
    let changed = changed(earlier);
    view! {
        <div class="inset" hidden=changed>
            <p><strong>{t.apply_earlier()}</strong></p>
            <p>{words}</p>
        </div>
    }
}

/// The box by which somebody says that such a letter was read again.
#[component]
fn ReadAgain(earlier: EarlierLetter) -> impl IntoView {
    view! { <div hidden=changed(earlier)><Checkbox name="letter_read" required=true/></div> }
}

/// Whether the letter in the form is no longer the earlier one.
fn changed(earlier: EarlierLetter) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    let letter = use_form().field("cover_letter").text;
    move || letter.with(|letter| !earlier.is(letter))
}
