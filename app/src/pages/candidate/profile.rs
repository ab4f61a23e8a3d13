//! The profile's task list.

use super::{
    from_file::{Files, TakenOver},
    labels,
};
use crate::{
    api::profile::profile_overview,
    pages::{Load, loading},
    texts::{Texts, use_texts},
    ui::{PageTitle, Task, TaskList, TaskState},
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    profile::{Progress, Stand},
};

/// The page at `/profile`: every section and where it stands.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let overview = loading(|| (), |()| profile_overview());
    view! { <Load resource=overview view=move |sections| view! { <Overview sections/> }/> }
}

#[component]
fn Overview(sections: Vec<Stand>) -> impl IntoView {
    let t = use_texts();
    // An optional section that is begun must be right as well.
    let needed = || sections.iter().filter(|stand| !stand.optional || stand.is_missing());
    let (done, total) = (needed().filter(|stand| !stand.is_missing()).count(), needed().count());
    let tasks = sections.into_iter().map(|stand| task(t, stand)).collect();
    view! {
        <PageTitle title=t.profile_title()/>
        <TakenOver/>
        <p class="lead">{t.profile_lead()}</p>
        <p>{if done == total { t.profile_complete().to_owned() } else { t.profile_done_of(done, total) }}</p>
        <TaskList tasks/>
        <p><a href=t.0.address("/profile/print")>{t.profile_read()}</a></p>
        <p><a href=t.0.address("/vacancies")>{t.profile_find()}</a></p>
        <Files/>
    }
}

/// How many of the fields to be put right are named.
const NAMED: usize = 3;

/// A section as a task.
pub(super) fn task(t: Texts, stand: Stand) -> Task {
    let Stand { section, progress, optional, fields } = stand;
    let (state, hint) = match progress {
        Progress::NotStarted if optional => {
            (TaskState::Optional, labels::section_hint(t, section).to_owned())
        }
        Progress::NotStarted => (TaskState::ToDo, labels::section_hint(t, section).to_owned()),
        Progress::InProgress { problems } => (
            TaskState::Started,
            t.profile_to_put_right_which(t.profile_to_put_right(u64::from(problems)), named(t, &fields)),
        ),
        Progress::Complete => (TaskState::Done, String::new()),
    };
    Task {
        id: section.slug(),
        title: labels::section(t, section).to_owned(),
        href: t.0.address(&format!("/profile/{section}")),
        hint,
        state,
    }
}

/// The first of the fields by their names, each once: "Job title, From, Key duties, …".
fn named(t: Texts, fields: &[String]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in fields.iter().map(|field| labels::field(t, field)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    format!("{}{}", names.join(", "), if more { ", …" } else { "" })
}
