//! The proposals that somebody sees: their own and their office's, those that they decide on, or all.

use super::{labels, opened_at, title, title_lang, turns::waiting};
use crate::{
    api::proposal::{ListPage as Listed, Named, list_proposals},
    at_once::Erase,
    dates,
    pages::{Load, loading, query},
    texts::{use_lang, use_texts},
    ui::{ButtonLink, Notice, Notification, PageTitle, Pagination, Tag, TagKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use model::{
    choice::Choice,
    proposal::{
        State,
        desk::{Called, Desk, Order, Row, Sought},
    },
    vacancy::Region,
};

/// The page at `/staff/proposals`.
#[component]
pub fn ListPage() -> impl IntoView {
    let lang = use_lang();
    let url = use_url();
    let asked = Memo::new(move |_| url.with(|url| url.search().trim_start_matches('?').to_owned()));
    let list = loading(move || asked.get(), move |asked| list_proposals(asked, lang));
    let view = move |list| {
        let sought = Sought::of_query(&asked.get_untracked());
        view! { <List list sought/> }
    };
    view! { <Load resource=list view/> }
}

#[component]
fn List(list: Listed, sought: Sought) -> impl IntoView {
    let t = use_texts();
    let Listed { desk, offices, countries } = list;
    let Desk { rows, page, pages, total, may_propose, all, calls } = desk;
    let here = t.0.address("/staff/proposals");
    let file = sought.address(&t.0.address("/staff/proposals.csv"));
    let kept = sought.clone();
    let addressed = move |page: u64| {
        let page = u32::try_from(page).unwrap_or(1);
        Sought { page, ..kept.clone() }.address(&here)
    };
    let narrowed =
        Sought { page: 1, order: None, ..sought.clone() } != Sought { page: 1, ..Sought::default() };
    let empty = rows.is_empty();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <TableRow row/> }).collect();
    let heads = [
        (t.proposal_proposal(), Some(Order::Title)),
        (t.proposal_office(), Some(Order::Office)),
        (t.proposal_sponsor(), Some(Order::Sponsor)),
        (t.proposal_state(), Some(Order::State)),
        (t.proposal_since(), Some(Order::Age)),
    ];
    let order = sought.order;
    let heads = heads.map(|(head, by)| {
        let sort = (order.is_some() && order == by).then_some("ascending");
        view! { <th role="columnheader" scope="col" aria-sort=sort>{head}</th> }
    });
    view! {
        <PageTitle title=t.proposal_title()/>
        {(!query("refused").is_empty()).then(|| view! { <Notification kind=Notice::Warning title=t.proposal_changed()/> })}
        <p class="lead">{if all { t.proposal_lead_all() } else { t.proposal_lead() }}</p>
        <p class="buttons">
            {may_propose.then(|| view! { <ButtonLink href=t.0.address("/staff/proposals/new")>{t.proposal_new()}</ButtonLink> })}
            {all.then(|| view! { <a href=t.0.address("/staff/proposals/calls")>{t.proposal_calls_title()}</a> })}
        </p>
        {(may_propose && !calls.is_empty()).then(|| view! { <Calls calls/> })}
        {all.then(|| view! { <Filters sought offices countries/> })}
        <p class="list-total">
            {t.proposal_total(total.into())}
            {(all && !empty).then(|| view! { " · " <a href=file rel="external" download="">{t.proposal_csv()}</a> })}
        </p>
        {if empty {
            view! { <p class="empty">{if narrowed { t.proposal_none_found() } else { t.proposal_none() }}</p> }.erase()
        } else {
            view! {
                <table class="desk wide" role="table">
                    <caption class="visually-hidden">{t.proposal_title()}</caption>
                    <thead role="rowgroup"><tr role="row">{Vec::from(heads)}</tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            }.erase()
        }}
        <Pagination page=u64::from(page) pages=u64::from(pages) address=addressed/>
    }
}

/// The open calls, to those who may propose.
#[component]
fn Calls(calls: Vec<Called>) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> = calls.into_iter().map(|called| view! { <Call called/> }).collect();
    view! { <section class="calls"><h2>{t.proposal_calls_open()}</h2><ul>{rows}</ul></section> }
}

/// A call in a line, with its note.
#[component]
pub fn Call(called: Called, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let t = use_texts();
    let Called { call, sponsor, .. } = called;
    view! {
        <li>
            <strong>{t.proposal_call_open(sponsor, dates::long(t, call.deadline))}</strong>
            {call.places.map(|places| format!(" – {}", t.proposal_call_places(places.into())))}
            {(!call.note.is_empty()).then(|| view! { <p class="typed">{call.note}</p> })}
            {children.map(|children| children())}
        </li>
    }
}

/// Narrows and orders the list: a plain form, whose answers stand in the address.
#[component]
fn Filters(sought: Sought, offices: Named, countries: Named) -> impl IntoView {
    let t = use_texts();
    let states =
        State::ALL.iter().map(|s| (s.slug().to_owned(), labels::state(t, *s).0.to_owned())).collect();
    let regions =
        Region::ALL.iter().map(|r| (r.slug().to_owned(), labels::region(t, *r).to_owned())).collect();
    let orders = Order::ALL.iter().map(|o| (o.slug().to_owned(), labels::order(t, *o).to_owned())).collect();
    let sponsor = sought.sponsor.map(|country| country.to_string()).unwrap_or_default();
    view! {
        <form method="get" action=t.0.address("/staff/proposals") class="filters wide" role="search" aria-label=t.proposal_filters()>
            <div>
                <label for="q">{t.proposal_words()}</label>
                <input id="q" name="q" type="search" value=sought.words/>
            </div>
            <Narrow name="state" label=t.proposal_state() any=t.proposal_any_state() of=states chosen=slug(sought.state)/>
            <Narrow name="region" label=t.proposal_region() any=t.proposal_any_region() of=regions chosen=slug(sought.region)/>
            <Narrow name="office" label=t.proposal_office() any=t.proposal_any_office() of=offices chosen=sought.office/>
            <Narrow name="sponsor" label=t.proposal_sponsor() any=t.proposal_any_sponsor() of=countries chosen=sponsor/>
            <Narrow name="order" label=t.proposal_order() any="" of=orders chosen=slug(sought.order)/>
            <button type="submit" class="button secondary">{t.proposal_show()}</button>
        </form>
    }
}

fn slug<C: Choice>(choice: Option<C>) -> String {
    choice.map(Choice::slug).unwrap_or_default().to_owned()
}

/// One of the lists that narrow; without `any`, one is always chosen.
#[component]
fn Narrow(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    of: Named,
    chosen: String,
) -> impl IntoView {
    let options: Vec<_> = of
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div>
            <label for=format!("by-{name}")>{label}</label>
            <select id=format!("by-{name}") name=name>
                {(!any.is_empty()).then(|| view! { <option value="">{any}</option> })}
                {options}
            </select>
        </div>
    }
}

#[component]
fn TableRow(row: Row) -> impl IntoView {
    let t = use_texts();
    let (state, kind) = labels::state(t, row.state);
    let region = row.region.map(|region| labels::region(t, region)).filter(|_| !row.office.is_empty());
    let returned = row.state == State::Returned;
    view! {
        <tr role="row">
            <td role="cell">
                <a href=opened_at(t, &row) rel=returned.then_some("external") lang=title_lang(t, &row)>{title(t, &row)}</a>
                {row.number.map(|number| view! { <span class="hint number">{t.proposal_number()} " " {number}</span> })}
            </td>
            <td role="cell">{row.office.clone()} {region.map(|region| view! { <span class="hint number">{region}</span> })}</td>
            <td role="cell">{row.sponsor.clone()}</td>
            <td role="cell">
                <Tag kind>{state}</Tag>
                {row.stuck.then(|| view! { " " <Tag kind=TagKind::Bad>{t.proposal_stuck()}</Tag> })}
                {row.late.then(|| view! { " " <Tag kind=TagKind::Warning>{t.proposal_late()}</Tag> })}
            </td>
            <td role="cell">
                {waiting(t, &row)}
                {row.overdue.then(|| view! { " " <Tag kind=TagKind::Bad>{t.proposal_overdue()}</Tag> })}
            </td>
        </tr>
    }
}
