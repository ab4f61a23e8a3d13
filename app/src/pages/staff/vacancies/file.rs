//! A vacancy's own page: where it stands, how far it is, what can be done with it and what was.

use super::{address, address_seen, labels, list, parameter, seen};
use crate::{
    api::desk::read_file,
    at_once::Erase,
    dates,
    pages::{
        Load, loading,
        public::vacancy_words as words,
        query,
        staff::{left::Waiting, parts::standing},
    },
    texts::{Texts, use_lang, use_texts},
    ui::{
        Button, ButtonLink, Notice, Notification, PageTitle, SummaryList, SummaryRow, Tag, TagKind, Task,
        TaskList, Weight, use_alive,
    },
};
use leptos::prelude::*;
use model::{
    choice::Choice,
    vacancy::{
        desk::{Done, File, Row},
        draft::Stand,
        life::{Stage, Step},
    },
};

/// The page at `/staff/vacancies/{id}`.
#[component]
pub fn FilePage() -> impl IntoView {
    let lang = use_lang();
    let id = parameter("id");
    let file = loading(id, move |id| read_file(id, lang));
    view! { <Load resource=file view=|(file, proposal)| view! { <Page file proposal/> }/> }
}

#[component]
fn Page(file: File, proposal: Option<String>) -> impl IntoView {
    let t = use_texts();
    let File { row, slug, series, parts, steps, edition, version, record, waiting } = file;
    let seen = seen().unwrap_or(edition);
    let (state, kind) = labels::state(t, row.stage);
    let lang = (!row.title.is_empty()).then(|| t.other(row.lang)).flatten();
    let changing = row.changing && row.stage != Stage::Draft;
    let number = match (row.number.as_str(), series.as_str()) {
        ("", "") => String::new(),
        ("", series) => t.desk_number_to_come(series),
        (number, _) => number.to_owned(),
    };
    let facts = [
        (t.vacancy_number(), number),
        (t.vacancy_category(), row.category.map(|c| words::category(t, c).to_owned()).unwrap_or_default()),
        (t.vacancy_grade(), row.grade.map(|g| g.slug().to_owned()).unwrap_or_default()),
        (t.vacancy_published(), row.days.map(|d| dates::long(t, d.published_on)).unwrap_or_default()),
        (t.vacancy_deadline(), row.days.map(|d| dates::long(t, d.closes_on)).unwrap_or_default()),
        (t.desk_applications(), if version > 0 { row.applications.to_string() } else { String::new() }),
        (t.desk_version(), if version > 0 { version.to_string() } else { String::new() }),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| view! { <SummaryRow term>{value}</SummaryRow> })
        .collect();
    let tasks: Vec<Task> = parts.into_iter().map(|stand| task(t, &row.id, &stand)).collect();
    let actions: Vec<_> = steps.into_iter().map(|step| action(t, &row, (edition, seen), step)).collect();
    let (idle, unwritten) = (actions.is_empty(), tasks.is_empty());
    let open = row.stage == Stage::Published;
    view! {
        <p class="back"><a href=t.0.address("/staff/vacancies")>{t.desk_title()}</a></p>
        <PageTitle title=list::title(t, &row) lang/>
        <Outcome record=record.clone()/>
        <Waiting forms=waiting/>
        <p>
            <Tag kind>{state}</Tag>
            {changing.then(|| view! { " " <Tag kind=TagKind::Warning>{t.desk_changing()}</Tag> })}
        </p>
        <SummaryList>{facts}</SummaryList>
        <p class="buttons">
            <ButtonLink href=address(t, &row.id, "preview") weight=Weight::Secondary>{t.desk_preview()}</ButtonLink>
            {(version > 0).then(|| view! { <a href=address(t, &row.id, "applications")>{t.desk_applications()}</a> })}
            {open.then(|| view! { <a href=t.0.address(&format!("/vacancies/{slug}"))>{t.desk_see_notice()}</a> })}
            {proposal.map(|id| view! { <a href=t.0.address(&format!("/staff/proposals/{id}"))>{t.proposal_from_proposal()}</a> })}
        </p>
        {(!unwritten).then(|| view! { <h2>{t.desk_says()}</h2><TaskList tasks/> })}
        {(!idle).then(|| view! { <h2>{t.desk_steps()}</h2><div class="buttons">{actions}</div> })}
        <Record record/>
    }
}

/// What became of what was just asked for.
#[component]
fn Outcome(record: Vec<Done>) -> impl IntoView {
    let t = use_texts();
    match (query("refused").as_str(), query("done").as_str(), record.first()) {
        ("changed", ..) => view! { <Notification kind=Notice::Warning title=t.desk_changed()/> }.erase(),
        ("missing", ..) => view! { <Notification kind=Notice::Warning title=t.desk_missing()/> }.erase(),
        (_, "", _) | (.., None) => ().into_any(),
        (.., Some(done)) => view! { <Notification kind=Notice::Success title=done.action.clone()/> }.erase(),
    }
}

/// A part as a task.
pub(super) fn task(t: Texts, id: &str, stand: &Stand) -> Task {
    let (state, hint) = standing(t, stand.progress, stand.optional);
    Task {
        id: stand.part.slug(),
        title: labels::part(t, stand.part),
        href: address(t, id, stand.part.slug()),
        hint,
        state,
    }
}

/// What a step is called, where the vacancy stands.
pub(super) fn step_name(t: Texts, stage: Stage, step: Step) -> &'static str {
    match step {
        Step::Publish if stage == Stage::Published => t.desk_correct(),
        Step::Publish => t.desk_publish(),
        Step::Change => t.desk_change(),
        Step::Discard if stage == Stage::Draft => t.desk_delete(),
        Step::Discard => t.desk_discard(),
        Step::Extend => t.desk_extend_now(),
        Step::Close => t.desk_close(),
        Step::Cancel => t.desk_cancel(),
    }
}

/// The way to a step. What can be taken back is done at once, with what there is; all else asks first, of what was seen.
fn action(t: Texts, row: &Row, (edition, seen): (i64, i64), step: Step) -> AnyView {
    let name = step_name(t, row.stage, step);
    let href = match step {
        Step::Extend => address(t, &row.id, "extension"),
        Step::Change => address(t, &row.id, step.slug()),
        _ => address_seen(t, &row.id, step.slug(), seen),
    };
    match step {
        Step::Change => view! {
            <form method="post" action=href>
                <input type="hidden" name="edition" value=edition/>
                <Button weight=Weight::Secondary>{name}</Button>
            </form>
        }
        .erase(),
        _ => {
            let weight = if step == Step::Publish { Weight::Primary } else { Weight::Secondary };
            view! { <ButtonLink href weight>{name}</ButtonLink> }.erase()
        }
    }
}

#[component]
fn Record(record: Vec<Done>) -> impl IntoView {
    let t = use_texts();
    let alive = use_alive();
    let rows: Vec<_> = record
        .into_iter()
        .map(|Done { action, part, at, by }| {
            let what = match part {
                Some(part) => t.desk_done_part(action, labels::part(t, part)),
                None => action,
            };
            let what = if by.is_empty() { what } else { t.desk_done_by(what, by) };
            view! { <SummaryRow term=what>{move || dates::at(t, at, alive.get())}</SummaryRow> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <h2>{t.desk_record()}</h2><SummaryList>{rows}</SummaryList> })
}
