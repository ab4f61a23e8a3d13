//! The offices: a table of all of them.

use super::{above, address, filter::Filter};
use crate::{
    api::organisation::{NEW, PARTNERS, list_offices},
    at_once::Erase,
    dates,
    pages::{Load, loading, public::vacancy_words as words, query, staff::words::place},
    texts::{Texts, use_lang, use_texts},
    ui::{Breadcrumbs, ButtonLink, Notice, Notification, PageTitle, Tag, TagKind, Weight},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::organisation::{Office, Person, Row};

/// The page at `/staff/admin/organisation`.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let sought = Memo::new(move |_| query.with(|query| query.get_str("q").unwrap_or_default().to_owned()));
    let rows = loading(move || sought.get(), move |words| list_offices(words, lang));
    view! { <Load resource=rows view=move |rows| view! { <List rows sought=sought.get_untracked()/> }/> }
}

#[component]
fn List(rows: Vec<Row>, sought: String) -> impl IntoView {
    let t = use_texts();
    let done = match query("done").as_str() {
        "added" => Some(t.organisation_done_added()),
        "saved" => Some(t.organisation_done_saved()),
        "partners" => Some(t.organisation_done_partners()),
        _ => None,
    };
    let all = sought.trim().is_empty();
    let count = rows.len() as u64;
    let heads = [
        t.organisation_office(),
        t.organisation_place(),
        t.organisation_director(),
        t.organisation_alternate(),
        t.organisation_members(),
        t.organisation_state(),
    ];
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> });
    let search = (count > 0 || !all).then(|| {
        view! { <Filter action=address(t, "") label=t.organisation_words() sought/> }
    });
    let table = match (count, all) {
        (0, true) => view! { <p class="empty">{t.organisation_none()}</p> }.erase(),
        (0, false) => view! {
            <p class="empty">{t.organisation_none_found()} " " <a href=address(t, "")>{t.organisation_show_all()}</a></p>
        }
        .erase(),
        _ => view! {
            <p>{t.organisation_found(count)}</p>
            <table class="desk wide" role="table">
                <caption class="visually-hidden">{t.organisation_title()}</caption>
                <thead role="rowgroup"><tr role="row">{Vec::from(heads)}</tr></thead>
                <tbody role="rowgroup">{rows.into_iter().map(|row| view! { <TableRow row/> }).collect::<Vec<_>>()}</tbody>
            </table>
        }
        .erase(),
    };
    view! {
        <Breadcrumbs above=above(t)/>
        <PageTitle title=t.organisation_title()/>
        {done.map(|title| view! { <Notification kind=Notice::Success title/> })}
        <p class="lead">{t.organisation_lead()}</p>
        <p class="buttons">
            <ButtonLink href=address(t, NEW)>{t.organisation_new()}</ButtonLink>
            <ButtonLink href=address(t, PARTNERS) weight=Weight::Secondary>{t.organisation_partners()}</ButtonLink>
        </p>
        {search}
        {table}
    }
}

#[component]
fn TableRow(row: Row) -> impl IntoView {
    let t = use_texts();
    let Row { office, director, alternate, on_leave, members } = row;
    let place = region_or_place(t, &office);
    let Office { id, code, name, city, closed, .. } = office;
    let (kind, state) = if closed {
        (TagKind::Neutral, t.organisation_closed())
    } else {
        (TagKind::Good, t.organisation_open())
    };
    let nobody = || view! { <span class="hint">{t.organisation_nobody()}</span> }.into_any();
    let vacant = || view! { <Tag kind=TagKind::Warning>{t.organisation_vacant()}</Tag> }.into_any();
    view! {
        <tr role="row">
            <td role="cell">
                <a href=address(t, &id)>{code}</a>
                <span class="hint number">{name}</span>
            </td>
            <td role="cell">{place}<span class="hint number">{city}</span></td>
            <td role="cell">
                <span class="narrow">{t.organisation_director()} ": "</span>
                {match director {
                    Some(person) => named(t, person),
                    None if closed => nobody(),
                    None => vacant(),
                }}
                {(on_leave && !closed).then(|| view! { " " <Tag kind=TagKind::Info>{t.organisation_on_leave()}</Tag> })}
            </td>
            <td role="cell">
                <span class="narrow">{t.organisation_alternate()} ": "</span>
                {match alternate {
                    Some(person) => named(t, person),
                    None => nobody(),
                }}
            </td>
            <td role="cell" class="figure">
                <span class="narrow">{t.organisation_members()} ": "</span>{dates::number(t.0, members)}
            </td>
            <td role="cell"><Tag kind>{state}</Tag></td>
        </tr>
    }
}

/// Somebody's name, and whether the place can still be filled by the person.
fn named(t: Texts, person: Person) -> AnyView {
    let unable =
        (!person.able).then(|| view! { " " <Tag kind=TagKind::Warning>{t.organisation_unable()}</Tag> });
    view! { {person.name}{unable} }.into_any()
}

/// The region of a field office; of headquarters, that.
fn region_or_place(t: Texts, office: &Office) -> &'static str {
    office.region.map_or_else(|| place(t, office.place), |region| words::region(t, region))
}
