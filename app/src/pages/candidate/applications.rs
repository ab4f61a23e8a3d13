//! The candidate's applications.

use crate::{
    api::application::list_applications,
    at_once::Erase,
    dates,
    pages::{Load, loading},
    texts::{Texts, use_texts},
    ui::{ButtonLink, PageTitle, Tag, TagKind},
};
use leptos::prelude::*;
use model::application::{Applied, State};

/// The page at `/applications`.
#[component]
pub fn Applications() -> impl IntoView {
    let applications = loading(|| (), |()| list_applications());
    view! { <Load resource=applications view=move |applications| view! { <List applications/> }/> }
}

#[component]
fn List(applications: Vec<Applied>) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> = applications
        .into_iter()
        .map(|applied| {
            let href = t.0.address(&format!("/applications/{}", applied.id));
            let kind = if applied.state == State::Received { TagKind::Info } else { TagKind::Accent };
            view! {
                <li>
                    <div>
                        <a href=href>{applied.vacancy_title}</a>
                        <p class="hint">{applied.vacancy_number} " · " {t.applications_sent_on(dates::long(t, applied.submitted_on))}</p>
                    </div>
                    <Tag kind>{state(t, applied.state)}</Tag>
                </li>
            }
        })
        .collect();
    view! {
        <PageTitle title=t.applications_title()/>
        {if rows.is_empty() {
            view! {
                <p class="empty">{t.applications_none()}</p>
                <p><ButtonLink href=t.0.address("/vacancies")>{t.profile_find()}</ButtonLink></p>
            }
            .erase()
        } else {
            view! { <ul class="rows">{rows}</ul> }.erase()
        }}
    }
}

/// A state in plain words.
pub(crate) fn state(t: Texts, state: State) -> &'static str {
    match state {
        State::Received => t.applications_received(),
        State::UnderReview => t.applications_under_review(),
        State::Assessment => t.applications_assessment(),
        State::NotSelected => t.applications_not_selected(),
        State::Selected => t.applications_selected(),
        State::Withdrawn => t.applications_withdrawn(),
        State::Cancelled => t.applications_cancelled(),
    }
}
