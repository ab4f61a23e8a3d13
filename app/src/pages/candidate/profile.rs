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
    profile::{Progress, Section},
};

/// The page at `/profile`: every section and where it stands.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let overview = loading(|| (), |()| profile_overview());
    view! { <Load resource=overview view=move |sections| view! { <Overview sections/> }/> }
}

#[component]
fn Overview(sections: Vec<(Section, Progress, bool)>) -> impl IntoView {
    let t = use_texts();
    let needed = || sections.iter().filter(|(.., optional)| !optional);
    let (done, total) =
        (needed().filter(|(_, progress, _)| *progress == Progress::Complete).count(), needed().count());
    let tasks = sections
        .into_iter()
        .map(|(section, progress, optional)| task(t, section, progress, optional))
        .collect();
    view! {
        <PageTitle title=t.profile_title()/>
        <TakenOver/>
        <p class="lead">{t.profile_lead()}</p>
        <p>{if done == total { t.profile_complete().to_owned() } else { t.profile_done_of(done, total) }}</p>
        <TaskList tasks/>
        <p><a href=t.0.address("/vacancies")>{t.profile_find()}</a></p>
        <Files/>
    }
}

/// A section as a task; `optional` if it may be left out.
pub(super) fn task(t: Texts, section: Section, progress: Progress, optional: bool) -> Task {
    let (state, hint) = match progress {
        Progress::NotStarted if optional => {
            (TaskState::Optional, labels::section_hint(t, section).to_owned())
        }
        Progress::NotStarted => (TaskState::ToDo, labels::section_hint(t, section).to_owned()),
        Progress::InProgress { problems } => {
            (TaskState::Started, t.profile_to_put_right(u64::from(problems)))
        }
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
