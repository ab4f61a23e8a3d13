//! Today's work: what waits for the person.

use super::{proposal::turns::Turns, standing::YourPlace};
use crate::{
    api::ApiError,
    at_once::Erase,
    pages::Refused,
    texts::{Texts, use_texts},
    ui::{PageTitle, SummaryList, SummaryRow},
    viewer::use_viewer,
};
use leptos::prelude::*;
use model::account::Role;

/// The page at `/staff`: what waits for the person, and where each of their roles works.
#[component]
pub fn TodayPage() -> impl IntoView {
    let t = use_texts();
    let Some(viewer) = use_viewer() else {
        return view! { <Refused error=ApiError::SignedOut/> }.erase();
    };
    if !viewer.is_staff() {
        return view! { <Refused error=ApiError::Forbidden/> }.erase();
    }
    let link = move |(path, name): (&str, &'static str)| view! { <a href=t.0.address(path)>{name}</a> };
    let rows: Vec<_> = viewer
        .roles
        .iter()
        .map(|role| {
            let vacancies = ("/staff/vacancies", t.desk_title());
            let proposals = ("/staff/proposals", t.proposal_title());
            let places = match role {
                Role::Hrd => vec![vacancies, proposals],
                Role::Administrator => vec![("/staff/admin", t.staff_admin())],
                Role::Manager | Role::Director | Role::HrPartner => vec![proposals],
                Role::JpoUnit => vec![proposals, ("/staff/proposals/calls", t.proposal_calls_title())],
                _ => Vec::new(),
            };
            let links = match places.as_slice() {
                [] => t.staff_nothing_yet().into_any(),
                [one] => link(*one).erase(),
                several => {
                    let items = several.iter().map(|place| view! { <li>{link(*place)}</li> });
                    view! { <ul class="places" role="list">{items.collect_view()}</ul> }.erase()
                }
            };
            view! { <SummaryRow term=name(t, *role)>{links}</SummaryRow> }
        })
        .collect();
    // What these may do depends on where they stand.
    let placed = [Role::Manager, Role::Director, Role::HrPartner].into_iter().any(|role| viewer.is(role));
    view! {
        <PageTitle title=t.staff_title()/>
        <p class="lead">{t.staff_lead(viewer.name)}</p>
        <Turns/>
        <h2>{t.staff_places()}</h2>
        <SummaryList>{rows}</SummaryList>
        {placed.then(|| view! { <YourPlace/> })}
        <p><a href=t.0.address("/vacancies")>{t.staff_vacancies()}</a></p>
    }
    .erase()
}

/// A role in the organisation's words.
pub(crate) fn name(t: Texts, role: Role) -> &'static str {
    match role {
        Role::Candidate => t.staff_role_candidate(),
        Role::Official => t.staff_role_official(),
        Role::Manager => t.staff_role_manager(),
        Role::Director => t.staff_role_director(),
        Role::HrPartner => t.staff_role_hr_partner(),
        Role::JpoUnit => t.staff_role_jpo_unit(),
        Role::Hrd => t.staff_role_hrd(),
        Role::StaffUnionCommittee => t.staff_role_staff_union_committee(),
        Role::PanelMember => t.staff_role_panel_member(),
        Role::SupportAgent => t.staff_role_support_agent(),
        Role::Administrator => t.staff_role_administrator(),
    }
}
