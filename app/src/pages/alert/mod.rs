//! Job alerts: the list, the form, and the page of the link that stops one. One lazily loaded chunk.

mod form;
mod list;
mod stop;

use crate::{lazy_area, pages::query, texts::use_texts, ui::Notification};
use leptos::prelude::*;
use model::alert::State;

lazy_area! {
    /// The pages about job alerts.
    alert_area after crate::texts::load_pages {
        "/alerts" => list::AlertList,
        "/alerts/new" => form::New,
        "/alerts/:id" => form::Change,
        "/alerts/stop" => stop::StopPage,
    }
}

/// What is to be known of an alert's state, and what to do about it.
#[component]
fn About(state: State, until: Option<String>) -> impl IntoView {
    let t = use_texts();
    let said = match state {
        State::Asked => t.alerts_asked(until.unwrap_or_default()),
        State::Bounced => t.alerts_bounced().to_owned(),
        State::Unanswered => t.alerts_unanswered().to_owned(),
        State::Active | State::Paused => return ().into_any(),
    };
    let address = (state == State::Bounced)
        .then(|| view! { <p><a href=t.0.address("/account/email")>{t.alerts_address()}</a></p> });
    view! { <Notification title=said>{address}</Notification> }.into_any()
}
