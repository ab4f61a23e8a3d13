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
            let kind = kind(applied.state);
            let again = applied.may_apply_again().then(|| {
                let href = t.0.address(&format!("/vacancies/{}/apply", applied.vacancy_slug));
                let title = applied.vacancy_title.clone();
                view! {
                    " · "
                    <a href=href>
                        {t.applications_apply_again()}
                        <span class="visually-hidden">" – " <span lang=t.other(applied.lang)>{title}</span></span>
                    </a>
                }
            });
            let since = (applied.state != State::Received)
                .then(|| view! { <p class="hint">{t.applications_since(dates::long(t, applied.since))}</p> });
            view! {
                <li>
                    <div>
                        <a href=href lang=t.other(applied.lang)>{applied.vacancy_title}</a>
                        <p class="hint">
                            {applied.vacancy_number} " · " {t.applications_sent_on(dates::long(t, applied.submitted_on))}
                            {again}
                        </p>
                    </div>
                    <div><Tag kind>{state(t, applied.state)}</Tag>{since}</div>
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

/// How a state looks.
pub(crate) const fn kind(state: State) -> TagKind {
    match state {
        State::Received | State::UnderReview | State::Assessment => TagKind::Info,
        State::Selected => TagKind::Good,
        State::NotSelected | State::Withdrawn | State::Cancelled => TagKind::Neutral,
    }
}

/// What a state means for the person.
pub(super) fn means(t: Texts, state: State) -> &'static str {
    match state {
        State::Received => t.applications_means_received(),
        State::UnderReview => t.applications_means_under_review(),
        State::Assessment => t.applications_means_assessment(),
        State::NotSelected => t.applications_means_not_selected(),
        State::Selected => t.applications_means_selected(),
        State::Withdrawn => t.applications_means_withdrawn(),
        State::Cancelled => t.applications_means_cancelled(),
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
