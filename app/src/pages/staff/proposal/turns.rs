//! What waits for somebody: a row for each proposal whose turn it is theirs.

use super::{opened_at, title, title_lang};
use crate::{
    api::proposal::my_turns,
    pages::{Load, loading},
    texts::{Texts, use_lang, use_texts},
    ui::{Tag, TagKind},
};
use leptos::prelude::*;
use model::proposal::{
    Hand, State,
    desk::{Row, Turn},
};

/// What waits for the person.
#[component]
pub fn Turns() -> impl IntoView {
    let lang = use_lang();
    let turns = loading(|| (), move |()| my_turns(lang));
    view! { <Load resource=turns view=move |turns| view! { <List turns/> }/> }
}

#[component]
fn List(turns: Vec<Turn>) -> impl IntoView {
    let t = use_texts();
    let empty = turns.is_empty();
    let rows: Vec<_> = turns.into_iter().map(|turn| view! { <Waits turn/> }).collect();
    view! {
        <h2>{t.staff_waits()}</h2>
        {if empty {
            view! { <p class="empty">{t.staff_nothing_waits()}</p> }.into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        }}
    }
}

#[component]
fn Waits(turn: Turn) -> impl IntoView {
    let t = use_texts();
    let Turn { row, hand } = turn;
    view! {
        <li>
            <div>
                // Where it leads depends on what was said of it.
                <a href=opened_at(t, &row) rel="external" lang=title_lang(t, &row)>{title(t, &row)}</a>
                <p class="hint">{to_do(t, row.state, hand)} " – " {waiting(t, &row)}</p>
            </div>
            {row.overdue.then(|| view! { <Tag kind=TagKind::Bad>{t.proposal_overdue()}</Tag> })}
        </li>
    }
}

/// Since when a proposal stands where it does.
pub fn waiting(t: Texts, row: &Row) -> String {
    if row.days == 0 { t.proposal_since_today().to_owned() } else { t.proposal_since_days(row.days.into()) }
}

/// What is to be done by who has this hand.
fn to_do(t: Texts, state: State, hand: Hand) -> &'static str {
    match (hand, state) {
        (Hand::Director, _) => t.proposal_waits_endorse(),
        (Hand::HrPartner, _) => t.proposal_waits_approve(),
        (Hand::JpoUnit, State::Accepted) => t.proposal_waits_publish(),
        (Hand::JpoUnit, State::Published) => t.proposal_waits_run(),
        (Hand::JpoUnit, _) => t.proposal_waits_accept(),
        (Hand::Author, State::Draft) => t.proposal_waits_draft(),
        (Hand::Author, _) => t.proposal_waits_author(),
    }
}
