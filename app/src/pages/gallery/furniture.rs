//! What pages are furnished with beside forms.

use crate::{
    texts::{use_lang, use_texts},
    ui::{
        Breadcrumbs, ButtonLink, Notice, Notification, Pagination, SummaryList, SummaryRow, Tag, TagKind,
        Task, TaskList, TaskState,
    },
};
use leptos::prelude::*;

/// The way back up.
#[component]
pub(super) fn Trail() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let above = vec![
        (t.site_name().to_owned(), lang.address("/")),
        (t.site_vacancies().to_owned(), lang.address("/vacancies")),
    ];
    view! { <Breadcrumbs above/> }
}

/// Notifications, tags, lists, pages.
#[component]
pub(super) fn Furniture() -> impl IntoView {
    let t = use_texts();
    let lang = use_lang();
    let here = lang.address("/gallery");
    let task = |id, state, hint: &str| Task {
        id,
        title: t.gallery_answer_b().to_owned(),
        href: lang.address("/gallery"),
        hint: hint.to_owned(),
        state,
    };
    let tasks = vec![
        task("task-1", TaskState::Done, ""),
        task("task-2", TaskState::Started, t.gallery_hint()),
        task("task-3", TaskState::ToDo, ""),
        task("task-4", TaskState::Optional, ""),
        task("task-5", TaskState::Problem, t.gallery_hint()),
        task("task-6", TaskState::CannotStart, ""),
    ];
    let pages = move |page: u64| format!("{here}?page={page}");
    view! {
        <h2>{t.gallery_notifications()}</h2>
        <Notification kind=Notice::Success title=t.gallery_success()><p>{t.gallery_hint()}</p></Notification>
        <Notification title=t.gallery_info()><p>{t.site_no_fee()}</p></Notification>
        <Notification kind=Notice::Warning title=t.gallery_warning()><p>{t.gallery_hint()}</p></Notification>
        <h2>{t.gallery_tags()}</h2>
        <p class="buttons">
            <Tag>{t.gallery_empty()}</Tag>
            <Tag kind=TagKind::Accent>{t.site_task_to_do()}</Tag>
            <Tag kind=TagKind::Info>{t.site_task_started()}</Tag>
            <Tag kind=TagKind::Good>{t.site_task_done()}</Tag>
            <Tag kind=TagKind::Warning>{t.gallery_warning()}</Tag>
            <Tag kind=TagKind::Bad>{t.site_task_problem()}</Tag>
        </p>
        <h2>{t.gallery_task_list()}</h2>
        <TaskList tasks/>
        <h2>{t.gallery_summary_list()}</h2>
        <SummaryList>
            <SummaryRow term=t.gallery_text_field() change=lang.address("/gallery")>{t.gallery_answer_a()}</SummaryRow>
            <SummaryRow term=t.gallery_text_area() change=lang.address("/gallery")>"A\nB\nC"</SummaryRow>
            <SummaryRow term=t.gallery_empty()>{t.form_empty()}</SummaryRow>
        </SummaryList>
        <h2>{t.gallery_pagination()}</h2>
        <Pagination page=1 pages=2 address=pages.clone() label=t.gallery_first()/>
        <Pagination page=7 pages=14 address=pages.clone() label=t.gallery_middle()/>
        <Pagination page=14 pages=14 address=pages label=t.gallery_last()/>
        <h2>{t.gallery_empty_state()}</h2>
        <p>{t.gallery_empty_state_text()}</p>
        <p><ButtonLink href=lang.address("/vacancies")>{t.gallery_empty_state_link()}</ButtonLink></p>
    }
}
