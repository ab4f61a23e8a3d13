//! The question before a step that others are told of, or that cannot be taken back.

use super::{address, file::task, labels, title, title_lang};
use crate::{
    api::proposal::read_proposal,
    at_once::Erase,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{AskFirst, Notice, Notification, PageTitle, TaskList, Weight},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    proposal::{Action, State, desk::File, draft::Stand},
};

/// The page at `/staff/proposals/{id}/{step}`.
#[component]
pub fn StepPage(id: String, action: Action) -> impl IntoView {
    let lang = use_lang();
    let file = loading(|| (), move |()| read_proposal(id.clone(), lang));
    view! { <Load resource=file view=move |file| view! { <Ask file action/> }/> }
}

#[component]
fn Ask(file: File, action: Action) -> impl IntoView {
    let t = use_texts();
    let File { row, parts, actions, hindrances, edition, .. } = file;
    let back = address(t, &row.id, "");
    if !actions.contains(&action) {
        return view! {
            <p class="back"><a href=back>{t.proposal_back()}</a></p>
            <PageTitle title=t.proposal_not_now()/>
            <p>{t.proposal_not_now_body()}</p>
        }
        .erase();
    }
    let (question, body, weight) = words(t, row.state, action);
    let submits = action == Action::Submit;
    let missing: Vec<Stand> = parts.into_iter().filter(|part| submits && part.is_missing()).collect();
    let hindrances = if submits { hindrances } else { Vec::new() };
    if !missing.is_empty() || !hindrances.is_empty() {
        return view! {
            <p class="back"><a href=back>{t.proposal_back()}</a></p>
            <PageTitle title=question/>
            <InTheWay id=row.id missing hindrances/>
        }
        .erase();
    }
    view! {
        <p class="back"><a href=back.clone()>{t.proposal_back()}</a></p>
        <p><strong lang=title_lang(t, &row)>{title(t, &row)}</strong></p>
        <AskFirst title=question body action=address(t, &row.id, action.slug()) does=action.slug()
            confirm=labels::action(t, action) back weight>
            <input type="hidden" name="edition" value=edition/>
            <p><a href=address(t, &row.id, "preview")>{t.proposal_look_first()}</a></p>
        </AskFirst>
    }
    .erase()
}

/// What is asked before a step, what will happen, and how grave it is.
fn words(t: Texts, state: State, action: Action) -> (&'static str, &'static str, Weight) {
    match (action, state) {
        (Action::Submit, State::Draft) => {
            (t.proposal_submit_title(), t.proposal_submit_body(), Weight::Primary)
        }
        (Action::Submit, _) => (t.proposal_submit_title(), t.proposal_submit_again_body(), Weight::Primary),
        (Action::Fill, _) => (t.proposal_fill_title(), t.proposal_fill_body(), Weight::Primary),
        (_, State::Published) => {
            (t.proposal_withdraw_title(), t.proposal_withdraw_published_body(), Weight::Danger)
        }
        _ => (t.proposal_withdraw_title(), t.proposal_withdraw_body(), Weight::Danger),
    }
}

/// What keeps a proposal from being submitted.
#[component]
pub fn InTheWay(
    id: String,
    missing: Vec<Stand>,
    hindrances: Vec<model::proposal::desk::Hindrance>,
) -> impl IntoView {
    let t = use_texts();
    let hindered: Vec<_> =
        hindrances.iter().map(|of| view! { <li>{labels::hindrance(t, *of)}</li> }).collect();
    let tasks: Vec<_> = missing.iter().map(|stand| task(t, &id, stand)).collect();
    view! {
        {(!hindered.is_empty()).then(|| view! {
            <Notification kind=Notice::Warning title=t.proposal_hindrances()><ul>{hindered}</ul></Notification>
        })}
        {(!tasks.is_empty()).then(|| view! {
            <Notification kind=Notice::Warning title=t.proposal_submit_missing()/>
            <TaskList tasks/>
        })}
    }
}
