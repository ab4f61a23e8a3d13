//! A form that came back because somebody else was first: what is saved now, where it differs from what was typed.

use crate::{
    form::Label,
    texts::use_texts,
    ui::{Notice, Notification, SummaryList, SummaryRow},
};
use leptos::prelude::*;
use model::form::Fields;

/// Says that nothing was saved, and what is saved in the fields that differ.
#[component]
pub(super) fn Stale(names: Vec<&'static str>, typed: Fields, newer: Fields, label: Label) -> impl IntoView {
    let t = use_texts();
    // The parts of a date are one fact, under the name of its day.
    let fact = |fields: &Fields, name: &str| match name.strip_suffix("_day") {
        Some(date) => ["day", "month", "year"]
            .map(|part| fields.get(&format!("{date}_{part}")).to_owned())
            .join(" ")
            .trim()
            .to_owned(),
        None => fields.get(name).replace("\r\n", "\n").trim().to_owned(),
    };
    let rows: Vec<_> = names
        .into_iter()
        .filter(|name| !name.ends_with("_month") && !name.ends_with("_year"))
        .filter_map(|name| {
            let saved = fact(&newer, name);
            (saved != fact(&typed, name)).then(|| {
                let empty = saved.is_empty();
                let saved = if empty { t.form_empty().to_owned() } else { saved };
                view! {
                    <SummaryRow term=t.staff_stale_now(label(t, name))>
                        <span class:hint=empty>{saved}</span>
                    </SummaryRow>
                }
            })
        })
        .collect();
    let body = if rows.is_empty() { t.staff_stale_same() } else { t.staff_stale_body() };
    view! {
        <Notification kind=Notice::Warning title=t.staff_stale()>
            <p>{body}</p>
        </Notification>
        <SummaryList>{rows}</SummaryList>
    }
}
