//! The applications for a vacancy: whose they are, where each stands, and what HRD is to look at.

use super::{address, parameter};
use crate::{
    api::desk::list_applicants,
    at_once::Erase,
    dates,
    pages::{
        Load,
        candidate::{
            applications::{kind, state},
            questions::said,
        },
        loading,
    },
    texts::{Texts, use_lang, use_texts},
    ui::{PageTitle, Pagination, Tag},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    address::with,
    application::{Applicant, Applicants, Flagged},
};

/// The page at `/staff/vacancies/{id}/applications`.
#[component]
pub fn ApplicantsPage() -> impl IntoView {
    let lang = use_lang();
    let (id, query) = (parameter("id"), use_query_map());
    let page =
        move || query.with(|query| query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or(1));
    let shown = Memo::new(move |_| (id(), page()));
    let list = loading(move || shown.get(), move |(id, page)| list_applicants(id, page, lang));
    view! { <Load resource=list view=move |list| view! { <List id=shown.get_untracked().0 list/> }/> }
}

#[component]
fn List(id: String, list: Applicants) -> impl IntoView {
    let t = use_texts();
    let Applicants { number, title, lang, page: shown } = list;
    let (page, pages, empty) = (shown.page, shown.pages, shown.items.is_empty());
    let rows: Vec<_> =
        shown.items.into_iter().map(|applicant| view! { <Row id=id.clone() applicant/> }).collect();
    let heads = [t.desk_applicant(), t.desk_received(), t.desk_state(), t.desk_flags()];
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> });
    let here = address(t, &id, "applications");
    let addressed = move |page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with(&here, &[("page", &page)])
    };
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.desk_back()}</a></p>
        <PageTitle title=t.desk_applications()/>
        <p><strong lang=t.other(lang)>{title}</strong> " " {number}</p>
        {if empty {
            view! { <p class="empty">{t.desk_applicants_none()}</p> }.erase()
        } else {
            view! {
                <table class="desk wide" role="table">
                    <caption class="visually-hidden">{t.desk_applications()}</caption>
                    <thead role="rowgroup"><tr role="row">{Vec::from(heads)}</tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            }.erase()
        }}
        <Pagination page=u64::from(page) pages=u64::from(pages) address=addressed/>
    }
}

#[component]
fn Row(id: String, applicant: Applicant) -> impl IntoView {
    let t = use_texts();
    let href = address(t, &id, &format!("applications/{}", applicant.id));
    let flags = flags(t, applicant.flagged);
    view! {
        <tr role="row">
            <td role="cell"><a href=href>{applicant.name}</a><span class="hint number">{applicant.reference}</span></td>
            <td role="cell">{dates::long(t, applicant.received_on)}</td>
            <td role="cell"><Tag kind=kind(applicant.state)>{state(t, applicant.state)}</Tag></td>
            <td role="cell">{flags}</td>
        </tr>
    }
}

/// What HRD is to look at, in words; nothing where there is nothing.
pub(super) fn flags(t: Texts, flagged: Vec<Flagged>) -> Option<AnyView> {
    let words = |flagged: Flagged| match flagged {
        Flagged::Nationality => view! { <li>{t.desk_flag_nationality()}</li> }.erase(),
        Flagged::Answer(asked, typed) => {
            let said = said(t, &asked, &typed);
            view! { <li><span lang=t.other(asked.lang)>{asked.question}</span> " – " <strong>{said}</strong></li> }
                .erase()
        }
    };
    let words: Vec<_> = flagged.into_iter().map(words).collect();
    (!words.is_empty()).then(|| view! { <ul>{words}</ul> }.erase())
}
