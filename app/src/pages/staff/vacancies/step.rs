//! The question before a step that others will see, or that cannot be taken back.

use super::{
    address,
    file::{step_name, task},
    labels, list, seen,
};
use crate::{
    api::desk::read_file,
    at_once::Erase,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{Button, ButtonLink, Notice, Notification, PageTitle, Tag, TaskList, Weight},
};
use leptos::prelude::*;
use model::vacancy::{
    desk::File,
    life::{Stage, Step},
};

/// The page at `/staff/vacancies/{id}/{step}`.
#[component]
pub fn StepPage(id: String, step: Step) -> impl IntoView {
    let lang = use_lang();
    let file = loading(|| (), move |()| read_file(id.clone(), lang));
    view! { <Load resource=file view=move |(file, _)| view! { <Ask file step/> }/> }
}

#[component]
fn Ask(file: File, step: Step) -> impl IntoView {
    let t = use_texts();
    let File { row, parts, steps, edition, .. } = file;
    let back = address(t, &row.id, "");
    if !steps.contains(&step) || step == Step::Change {
        return view! {
            <p class="back"><a href=back>{t.desk_back()}</a></p>
            <PageTitle title=t.desk_not_now()/>
            <p>{t.desk_not_now_body()}</p>
        }
        .erase();
    }
    let (title, body) = question(t, row.stage, step);
    if seen().is_some_and(|seen| seen != edition) {
        return view! {
            <p class="back"><a href=back>{t.desk_back()}</a></p>
            <PageTitle title/>
            <Notification kind=Notice::Warning title=t.desk_changed_since()>
                <p><a href=address(t, &row.id, "preview")>{t.desk_preview()}</a></p>
            </Notification>
        }
        .erase();
    }
    let lost = row.changing && matches!(step, Step::Close | Step::Cancel);
    let missing: Vec<_> = match step {
        Step::Publish => {
            parts.iter().filter(|part| part.is_missing()).map(|part| task(t, &row.id, part)).collect()
        }
        _ => Vec::new(),
    };
    let ready = missing.is_empty();
    let weight = if step == Step::Publish { Weight::Primary } else { Weight::Danger };
    let action = address(t, &row.id, model::choice::Choice::slug(step));
    let (state, kind) = labels::state(t, row.stage);
    let lang = (!row.title.is_empty()).then(|| t.other(row.lang)).flatten();
    view! {
        <p class="back"><a href=back.clone()>{t.desk_back()}</a></p>
        <PageTitle title/>
        <p><strong lang=lang>{list::title(t, &row)}</strong> " " {row.number.clone()} " " <Tag kind>{state}</Tag></p>
        {if ready {
            view! {
                <p>{body}</p>
                {lost.then(|| view! { <p><strong>{t.desk_change_lost()}</strong></p> })}
                {(step == Step::Publish).then(|| view! { <p><a href=address(t, &row.id, "preview")>{t.desk_preview()}</a></p> })}
                <form method="post" action=action>
                    <input type="hidden" name="edition" value=edition/>
                    <p class="buttons">
                        <Button weight>{step_name(t, row.stage, step)}</Button>
                        <ButtonLink href=back weight=Weight::Secondary>{t.form_cancel()}</ButtonLink>
                    </p>
                </form>
            }.erase()
        } else {
            view! {
                <Notification kind=Notice::Warning title=t.desk_publish_missing()/>
                <TaskList tasks=missing/>
            }.erase()
        }}
    }
    .erase()
}

/// What is asked before a step, and what will happen.
fn question(t: Texts, stage: Stage, step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Publish if stage == Stage::Published => (t.desk_correct_title(), t.desk_correct_body()),
        Step::Publish => (t.desk_publish_title(), t.desk_publish_body()),
        Step::Discard if stage == Stage::Draft => (t.desk_delete_title(), t.desk_delete_body()),
        Step::Discard | Step::Change | Step::Extend => (t.desk_discard_title(), t.desk_discard_body()),
        Step::Close => (t.desk_close_title(), t.desk_close_body()),
        Step::Cancel => (t.desk_cancel_title(), t.desk_cancel_body()),
    }
}
