//! The sections of something long, and how far each is.

use super::{Tag, TagKind};
use crate::{at_once::Erase, texts::use_texts};
use leptos::prelude::*;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    Done,
    Started,
    ToDo,
    Optional,
    /// Something in it must be put right.
    Problem,
    /// Another task comes first.
    CannotStart,
}

/// A section with its page and state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The id of its link, to which an error summary leads; names its other ids.
    pub id: &'static str,
    pub title: String,
    pub href: String,
    /// What it takes; empty: nothing is said.
    pub hint: String,
    pub state: TaskState,
}

/// Tasks in the order in which they are best done. A link's description is its hint and its state.
#[component]
pub fn TaskList(tasks: Vec<Task>) -> impl IntoView {
    let tasks: Vec<_> = tasks.into_iter().map(|task| view! { <TaskRow task/> }).collect();
    view! { <ul class="rows">{tasks}</ul> }
}

#[component]
fn TaskRow(task: Task) -> impl IntoView {
    let t = use_texts();
    let (words, kind) = match task.state {
        TaskState::Done => (t.site_task_done(), None),
        TaskState::Started => (t.site_task_started(), Some(TagKind::Info)),
        TaskState::ToDo => (t.site_task_to_do(), Some(TagKind::Accent)),
        TaskState::Optional => (t.site_task_optional(), None),
        TaskState::Problem => (t.site_task_problem(), Some(TagKind::Bad)),
        TaskState::CannotStart => (t.site_task_cannot_start(), None),
    };
    let (hint_id, state_id) = (format!("{}-hint", task.id), format!("{}-state", task.id));
    let hinted = !task.hint.is_empty();
    let described = if hinted { format!("{hint_id} {state_id}") } else { state_id.clone() };
    let title = if task.state == TaskState::CannotStart {
        view! { <span>{task.title}</span> }.erase()
    } else {
        view! { <a id=task.id href=task.href aria-describedby=described>{task.title}</a> }.erase()
    };
    let state = match kind {
        Some(kind) => view! { <Tag kind>{words}</Tag> }.erase(),
        None => view! { <span class:hint=task.state == TaskState::CannotStart>{words}</span> }.erase(),
    };
    view! {
        <li>
            <div>
                {title}
                {hinted.then(|| view! { <p class="hint" id=hint_id>{task.hint}</p> })}
            </div>
            <div id=state_id>{state}</div>
        </li>
    }
}
