//! The list of a section's entries.

use super::{labels, section::next};
use crate::{
    api::profile::{Entries, EntryRow, section_entries},
    at_once::Erase,
    dates,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{ButtonLink, Notification, PageTitle, Tag, TagKind},
};
use leptos::prelude::*;
use model::{
    address::with,
    period::Period,
    profile::{ENTRIES_MOST, Remark, Section, TypedPeriod},
};

/// The page of a list section: its entries and the way to a new one.
#[component]
pub fn EntriesPage(section: Section) -> impl IntoView {
    let lang = use_lang();
    let entries = loading(|| (), move |()| section_entries(section, lang));
    view! { <Load resource=entries view=move |entries| view! { <List section entries/> }/> }
}

#[component]
fn List(section: Section, entries: Entries) -> impl IntoView {
    let t = use_texts();
    let empty = entries.items.is_empty();
    let rows: Vec<_> = entries.items.into_iter().map(|row| view! { <Row section row/> }).collect();
    view! {
        <p class="back"><a href=t.0.address("/profile")>{t.profile_back()}</a></p>
        <PageTitle title=labels::section(t, section)/>
        <p>{labels::section_hint(t, section)}</p>
        {if empty { view! { <p class="empty">{labels::none(t, section)}</p> }.erase() } else { view! { <ul class="rows">{rows}</ul> }.erase() }}
        {remarks(t, entries.remarks)}
        {match entries.new {
            Some(new) => view! {
                <p class="buttons"><ButtonLink href=entry(t, section, &new)>{labels::add(t, section)}</ButtonLink></p>
            }.erase(),
            None => view! { <p>{t.profile_full_list(ENTRIES_MOST)}</p> }.erase(),
        }}
    }
}

#[component]
fn Row(section: Section, row: EntryRow) -> impl IntoView {
    let t = use_texts();
    let EntryRow { row, standing } = row;
    let period = period(t, &row.period);
    let title = if row.title.is_empty() { t.profile_untitled().to_owned() } else { row.title };
    view! {
        <li>
            <div>
                <a href=entry(t, section, &row.id)>{title}</a>
                {(!period.is_empty()).then(|| view! { <p class="hint">{period}</p> })}
                {standing.map(|standing| view! { <p class="hint">{labels::standing(t, standing)}</p> })}
            </div>
            {(row.problems > 0).then(|| view! { <Tag kind=TagKind::Info>{t.profile_to_put_right(u64::from(row.problems))}</Tag> })}
        </li>
    }
}

/// What is pointed out about the entries: it may be right.
fn remarks(t: Texts, remarks: Vec<Remark>) -> Option<impl IntoView> {
    let lines: Vec<_> =
        remarks.into_iter().map(|remark| view! { <li>{remark_in_words(t, remark)}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notification title=t.profile_remarks()>
                <p>{t.profile_remarks_body()}</p>
                <ul>{lines}</ul>
            </Notification>
        }
    })
}

fn remark_in_words(t: Texts, remark: Remark) -> String {
    let months = |period: Period| {
        let (from, to) = (dates::of_year(t, period.from), dates::of_year(t, period.to));
        if from == to { from } else { format!("{from} – {to}") }
    };
    match remark {
        Remark::Gap { after, before, period } => t.profile_gap(months(period), after, before),
        Remark::Overlap { first, second, period } => t.profile_overlap(months(period), first, second),
        Remark::Twice { title } => t.profile_twice(title),
        Remark::BeforeBirth { title } => t.profile_before_birth(title),
    }
}

/// The page of an entry, from which one goes on to where this page leads.
fn entry(t: Texts, section: Section, id: &str) -> String {
    with(&t.0.address(&format!("/profile/{section}/{id}")), &[("next", &next())])
}

/// `March 2019 – today`, as far as it is typed.
fn period(t: Texts, typed: &TypedPeriod) -> String {
    let month = |(month, year): &(String, String)| {
        let name = month.trim().parse().ok().map_or("", |month| dates::month(t, month));
        format!("{name} {}", year.trim()).trim().to_owned()
    };
    let to = if typed.current { t.profile_today().to_owned() } else { month(&typed.to) };
    match (month(&typed.from), to) {
        (from, to) if from.is_empty() && to.is_empty() => String::new(),
        (from, to) => format!("{from} – {to}"),
    }
}
