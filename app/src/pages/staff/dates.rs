//! When a vacancy takes applications: the fields that HRD and the JPO unit fill in.

use crate::{
    texts::use_texts,
    ui::{Answer, DateField, Select},
};
use leptos::prelude::*;

/// The days from which and until which a vacancy takes applications; without `publish`, the last alone.
#[component]
pub fn Days(publish: bool) -> impl IntoView {
    let t = use_texts();
    view! {
        {publish.then(|| view! {
            <DateField day="publish_day" month="publish_month" year="publish_year" hint=t.desk_publish_day_hint()/>
        })}
        <DateField day="closes_day" month="closes_month" year="closes_year" required=true hint=t.desk_closes_day_hint()/>
    }
}

/// The zone of both days.
#[component]
pub fn Zone(zones: Vec<String>) -> impl IntoView {
    let t = use_texts();
    let zones = zones.into_iter().map(|zone| Answer::new(zone.clone(), zone)).collect();
    view! { <Select name="zone" answers=zones hint=t.desk_zone_hint()/> }
}
