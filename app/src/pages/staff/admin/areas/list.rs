//! The areas: a table of all of them.

use super::{
    super::{above, filter::Filter},
    address,
};
use crate::{
    api::area::{NEW, list_areas},
    at_once::Erase,
    pages::{Load, loading, query},
    texts::{use_lang, use_texts},
    ui::{Breadcrumbs, ButtonLink, Notice, Notification, PageTitle, Tag, TagKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{area::Row, language::Lang};

/// The page at `/staff/admin/areas`.
#[component]
pub fn AreasPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let sought = Memo::new(move |_| query.with(|query| query.get_str("q").unwrap_or_default().to_owned()));
    let rows = loading(move || sought.get(), move |words| list_areas(words, lang));
    view! { <Load resource=rows view=move |rows| view! { <List rows sought=sought.get_untracked()/> }/> }
}

#[component]
fn List(rows: Vec<Row>, sought: String) -> impl IntoView {
    let t = use_texts();
    let done = match query("done").as_str() {
        "added" => Some(t.areas_done_added()),
        "save" => Some(t.areas_done_saved()),
        "retire" => Some(t.areas_done_retired()),
        "offer" => Some(t.areas_done_offered()),
        _ => None,
    };
    let heads = [t.areas_area(), t.areas_others(), t.areas_state()];
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> });
    let table = if rows.is_empty() {
        view! {
            <p class="empty">{t.areas_none_found()} " " <a href=address(t, "")>{t.areas_show_all()}</a></p>
        }
        .erase()
    } else {
        view! {
            <p>{t.areas_found(rows.len() as u64)}</p>
            <table class="desk wide" role="table">
                <caption class="visually-hidden">{t.areas_title()}</caption>
                <thead role="rowgroup"><tr role="row">{Vec::from(heads)}</tr></thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <TableRow row/> }).collect::<Vec<_>>()}</tbody>
            </table>
        }
        .erase()
    };
    view! {
        <Breadcrumbs above=above(t)/>
        <PageTitle title=t.areas_title()/>
        {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
        <p class="lead">{t.areas_lead()}</p>
        <p class="buttons"><ButtonLink href=address(t, NEW)>{t.areas_new()}</ButtonLink></p>
        <Filter action=address(t, "") label=t.areas_words() sought/>
        {table}
    }
}

#[component]
fn TableRow(row: Row) -> impl IntoView {
    let t = use_texts();
    let Row { area, names, retired_on } = row;
    let (kind, state) = match retired_on {
        None => (TagKind::Good, t.areas_offered()),
        Some(_) => (TagKind::Neutral, t.areas_retired()),
    };
    let others = Lang::ALL.into_iter().filter(|lang| *lang != t.0);
    let others = others.map(|lang| {
        view! { <span class="hint number" lang=lang.tag()>{names.in_lang(lang).to_owned()}</span> }
    });
    view! {
        <tr role="row">
            <td role="cell"><a href=address(t, area.slug())>{names.in_lang(t.0).to_owned()}</a></td>
            <td role="cell">{others.collect::<Vec<_>>()}</td>
            <td role="cell"><Tag kind>{state}</Tag></td>
        </tr>
    }
}
