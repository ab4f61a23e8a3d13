//! A proposal's own page: where it stands, whose turn it is, what can be done with it and what was.

use super::{
    address, labels,
    preview::{Documents, Issued},
    record::Record,
    remarks::{RemarkLinks, address_of},
    route::Route,
    step::InTheWay,
    title, title_lang,
    turns::waiting,
};
use crate::{
    api::proposal::read_proposal,
    at_once::Erase,
    pages::{
        Load, loading, parameter, query,
        staff::{left::Waiting, parts::standing},
    },
    texts::{Texts, use_lang, use_texts},
    ui::{
        ButtonLink, Notice, Notification, PageTitle, SummaryList, SummaryRow, Tag, TagKind, Task, TaskList,
        Weight,
    },
    viewer::use_viewer,
};
use leptos::prelude::*;
use model::{
    account::Role,
    choice::Choice,
    proposal::{
        Action, State,
        desk::{File, Row},
        draft::{Part, Stand},
    },
};

/// The page at `/staff/proposals/{id}`.
#[component]
pub fn FilePage() -> impl IntoView {
    let lang = use_lang();
    let id = parameter("id");
    let file = loading(id, move |id| read_proposal(id, lang));
    view! { <Load resource=file view=|file| view! { <Page file/> }/> }
}

#[component]
fn Page(file: File) -> impl IntoView {
    let t = use_texts();
    let first = file.first_remark().map(|(part, remark)| address_of(t, &file.row.id, part, &remark.field));
    let writes = !file.parts.is_empty();
    let submits = file.actions.contains(&Action::Submit);
    let hindrances = if submits { file.hindrances.clone() } else { Vec::new() };
    let File { row, issue, parts, actions, turn, version, changed, record, waiting, vacancy, .. } = file;
    let returned = record.iter().find(|done| done.action != Action::Submit).cloned();
    let returned = returned.filter(|_| row.state == State::Returned && writes);
    let tasks: Vec<_> = parts.iter().map(|stand| task(t, &row.id, stand)).collect();
    let (state, kind) = labels::state(t, row.state);
    let ways: Vec<_> = ways(t, &row.id, &actions);
    let idle = ways.is_empty();
    let id = row.id.clone();
    view! {
        <p class="back"><a href=t.0.address("/staff/proposals")>{t.proposal_back_list()}</a></p>
        <PageTitle title=title(t, &row) lang=title_lang(t, &row)/>
        <Outcome/>
        <Waiting forms=waiting/>
        <p>
            <Tag kind>{state}</Tag>
            {row.overdue.then(|| view! { " " <Tag kind=TagKind::Bad>{t.proposal_overdue()}</Tag> })}
            {row.late.then(|| view! { " " <Tag kind=TagKind::Warning>{t.proposal_late()}</Tag> })}
        </p>
        <Route state=row.state place=row.place/>
        {returned.map(|done| view! {
            <Notification kind=Notice::Warning title=t.proposal_returned()>
                {(!done.comment.is_empty()).then(|| view! { <p class="typed">{done.comment}</p> })}
                <RemarkLinks id=id.clone() remarks=done.remarks/>
                {first.map(|href| view! { <p><a href=href>{t.proposal_returned_first()}</a></p> })}
            </Notification>
        })}
        <Facts row=row.clone() turn version changed vacancy/>
        <Issued issue/>
        <h2>{t.proposal_do_now()}</h2>
        {idle.then(|| view! { <p class="empty">{t.proposal_nothing_now()}</p> })}
        <div class="buttons">{ways}</div>
        <InTheWay id=row.id.clone() missing=Vec::new() hindrances/>
        {writes.then(|| view! {
            <h2>{t.proposal_says()}</h2>
            <p class="hint">{t.proposal_may_write()}</p>
            <TaskList tasks/>
        })}
        <h2>{t.proposal_documents()}</h2>
        <Documents id=row.id.clone() version=0 preview=true/>
        {(version > 1 || version == 1 && changed).then(|| view! { <p><a href=address(t, &row.id, "compare")>{t.proposal_compare()}</a></p> })}
        <Record id=row.id record writable=writes/>
    }
}

/// What became of what was just asked for.
#[component]
fn Outcome() -> impl IntoView {
    let t = use_texts();
    let (refused, done) = (query("refused"), query("done"));
    let success = match done.as_str() {
        "begun" => Some(t.proposal_done_begun()),
        "read" => Some(t.proposal_done_read()),
        "decided" => Some(t.proposal_done_saved()),
        action => Action::parse(action).map(|action| labels::done(t, action)),
    };
    match (refused.as_str(), success) {
        ("changed", _) => view! { <Notification kind=Notice::Warning title=t.proposal_changed()/> }.erase(),
        ("missing", _) => view! { <Notification kind=Notice::Warning title=t.proposal_missing()/> }.erase(),
        (_, Some(words)) => view! { <Notification kind=Notice::Success title=words/> }.erase(),
        _ => ().into_any(),
    }
}

/// What is to be known at a glance.
#[component]
fn Facts(row: Row, turn: Vec<String>, version: u32, changed: bool, vacancy: String) -> impl IntoView {
    let t = use_texts();
    let whose = match row.state.turn() {
        None => t.proposal_turn_nobody().to_owned(),
        Some(hand) if turn.is_empty() => t.proposal_turn_stuck(labels::hand(t, hand)),
        Some(hand) => t.proposal_turn_name(labels::hand(t, hand), turn.join(", ")),
    };
    let submitted = match (version, changed) {
        (0, _) => String::new(),
        (version, false) => version.to_string(),
        (version, true) => t.proposal_version_changed(version),
    };
    let facts = [
        (t.proposal_turn(), whose),
        (t.proposal_since(), waiting(t, &row)),
        (t.proposal_office(), row.office.clone()),
        (
            t.proposal_region(),
            row.region.map(|region| labels::region(t, region).to_owned()).unwrap_or_default(),
        ),
        (t.proposal_sponsor(), row.sponsor.clone()),
        (t.proposal_version(), submitted),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| view! { <SummaryRow term>{value}</SummaryRow> })
        .collect();
    let at_desk = use_viewer().is_some_and(|viewer| viewer.is(Role::Hrd)) && !vacancy.is_empty();
    let noticed = !row.slug.is_empty();
    view! {
        <SummaryList>
            {facts}
            {noticed.then(|| view! {
                <SummaryRow term=t.proposal_vacancy()>
                    <a href=t.0.address(&format!("/vacancies/{}", row.slug))>{t.proposal_vacancy_notice()}</a>
                    {at_desk.then(|| view! {
                        " · " <a href=t.0.address(&format!("/staff/vacancies/{vacancy}"))>{t.proposal_vacancy_desk()}</a>
                    })}
                </SummaryRow>
            })}
        </SummaryList>
    }
}

/// The ways to what the person may do: what is decided has one page.
fn ways(t: Texts, id: &str, actions: &[Action]) -> Vec<AnyView> {
    let decides = actions.iter().any(|action| action.is_decision() && *action != Action::Publish);
    let publishes = actions.contains(&Action::Publish);
    let mut ways = Vec::new();
    if publishes {
        let href = address(t, id, Part::Publication.slug());
        ways.push(view! { <ButtonLink href>{t.proposal_action_publish()}</ButtonLink> }.erase());
    }
    if decides {
        let weight = if publishes { Weight::Secondary } else { Weight::Primary };
        let href = address(t, id, "review");
        ways.push(view! { <ButtonLink href weight>{t.proposal_review()}</ButtonLink> }.erase());
    }
    for action in [Action::Submit, Action::Fill, Action::Withdraw] {
        if actions.contains(&action) {
            let weight = if action == Action::Submit { Weight::Primary } else { Weight::Secondary };
            let href = address(t, id, action.slug());
            ways.push(view! { <ButtonLink href weight>{labels::action(t, action)}</ButtonLink> }.erase());
        }
    }
    ways
}

/// A part as a task.
pub(super) fn task(t: Texts, id: &str, stand: &Stand) -> Task {
    let (state, hint) = standing(t, stand.progress, stand.part.is_optional());
    Task {
        id: stand.part.slug(),
        title: labels::part(t, stand.part).to_owned(),
        href: address(t, id, stand.part.slug()),
        hint,
        state,
    }
}
