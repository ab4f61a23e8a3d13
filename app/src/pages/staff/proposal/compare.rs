//! Two versions of a proposal, compared field by field and word by word.

use super::{address, labels};
use crate::{
    api::proposal::compare_versions,
    at_once::Erase,
    dates,
    pages::{Load, loading},
    texts::{Texts, use_texts},
    ui::{PageTitle, use_alive},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::proposal::versions::{Compared, Difference, Fate, Version};

/// The page at `/staff/proposals/{id}/compare`.
#[component]
pub fn ComparePage(id: String) -> impl IntoView {
    let query = use_query_map();
    let asked = id.clone();
    let which = Memo::new(move |_| {
        let version = |name| query.with(|query| query.get_str(name).and_then(|version| version.parse().ok()));
        (version("from"), version("to"))
    });
    let compared = loading(move || which.get(), move |(from, to)| compare_versions(asked.clone(), from, to));
    view! { <Load resource=compared view=move |compared| view! { <Page id=id.clone() compared/> }/> }
}

#[component]
fn Page(id: String, compared: Compared) -> impl IntoView {
    let t = use_texts();
    let Compared { versions, from, to, differences } = compared;
    let enough = versions.len() > 1;
    let fields: Vec<_> = differences.into_iter().map(|difference| view! { <Changed difference/> }).collect();
    let same = fields.is_empty();
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.proposal_back()}</a></p>
        <PageTitle title=t.proposal_compare_title()/>
        {if enough {
            view! {
                <form method="get" action=address(t, &id, "compare") class="filters wide">
                    <Which name="from" label=t.proposal_compare_from() versions=versions.clone() chosen=from/>
                    <Which name="to" label=t.proposal_compare_to() versions chosen=to/>
                    <button type="submit" class="button secondary">{t.proposal_compare_show()}</button>
                </form>
                {same.then(|| view! { <p class="empty">{t.proposal_compare_same()}</p> })}
                <div class="compared">{fields}</div>
            }.erase()
        } else {
            view! { <p class="empty">{t.proposal_compare_none()}</p> }.erase()
        }}
    }
}

#[component]
fn Which(name: &'static str, label: &'static str, versions: Vec<Version>, chosen: u32) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let options: Vec<_> = versions
        .into_iter()
        .map(|version| {
            let number = version.version;
            let named = move || version_name(t, &version, alive.get());
            view! { <option value=number selected={number == chosen}>{named}</option> }
        })
        .collect();
    view! {
        <div>
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
}

fn version_name(t: Texts, version: &Version, alive: bool) -> String {
    match version.version {
        0 => t.proposal_compare_now().to_owned(),
        number => {
            let by = t.proposal_compare_version(number, &version.by);
            format!("{by}, {}", dates::at(t, version.at, alive))
        }
    }
}

#[component]
fn Changed(difference: Difference) -> impl IntoView {
    let t = use_texts();
    let pieces: Vec<_> = difference
        .pieces
        .into_iter()
        .map(|(fate, words)| match fate {
            Fate::Same => view! { <span>{words}</span> }.erase(),
            Fate::Removed => view! {
                <del><span class="visually-hidden">{t.proposal_compare_removed()} " "</span>{words}<End/></del>
            }
            .erase(),
            Fate::Added => view! {
                <ins><span class="visually-hidden">{t.proposal_compare_added()} " "</span>{words}<End/></ins>
            }
            .erase(),
        })
        .collect();
    view! {
        <section>
            <h2>{labels::field(t, &difference.field)}</h2>
            <p class="hint">{labels::part(t, difference.part)}</p>
            <p class="typed" dir="auto">{pieces}</p>
        </section>
    }
}

/// Where a change ends, for those who hear it.
#[component]
fn End() -> impl IntoView {
    let t = use_texts();
    view! { <span class="visually-hidden">" (" {t.proposal_compare_end()} ") "</span> }
}
