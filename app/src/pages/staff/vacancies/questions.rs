//! The screening questions of a vacancy: their order, and the form of each.

use super::{address, labels, parameter};
use crate::{
    api::desk::{PartPage, list_questions, open_part},
    at_once::Erase,
    form::{Check, DraftForm},
    pages::{Load, NotFound, loading, query, staff::left::Left},
    texts::{use_lang, use_texts},
    ui::{
        Answer, AskFirst, Button, Checkbox, ConfirmDialog, Fieldset, Notice, Notification, PageTitle, Radios,
        Tag, TagKind, TextArea, TextField, Weight, answers, yes_no,
    },
};
use leptos::prelude::*;
use model::{
    form::Form,
    language::Lang,
    vacancy::{
        desk::{QuestionRow, Questions},
        draft::question::{QuestionDraft, id, of_lang},
    },
};
use std::sync::Arc;

/// The page at `/staff/vacancies/{id}/questions`.
#[component]
pub fn QuestionsPage(id: String) -> impl IntoView {
    let asked = id.clone();
    let questions = loading(|| (), move |()| list_questions(asked.clone()));
    view! { <Load resource=questions view=move |questions| view! { <List id=id.clone() questions/> }/> }
}

/// The list: a plain form, whose buttons say what is done with which question.
#[component]
fn List(id: String, questions: Questions) -> impl IntoView {
    let t = use_texts();
    let Questions { base, rows, full } = questions;
    let changed = !query("refused").is_empty();
    let last = rows.len().saturating_sub(1);
    let empty = rows.is_empty();
    let rows: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| view! { <Row id=id.clone() row first=place == 0 last=place == last/> })
        .collect();
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.desk_back()}</a></p>
        <PageTitle title=t.desk_part_questions()/>
        {changed.then(|| view! { <Notification kind=Notice::Warning title=t.desk_changed()/> })}
        <p>{t.desk_questions_lead()}</p>
        <form method="post" action=address(t, &id, "questions")>
            <input type="hidden" name="base" value=base/>
            {if empty {
                view! { <p class="empty">{t.desk_questions_none()}</p> }.erase()
            } else {
                view! { <ol class="questions">{rows}</ol> }.erase()
            }}
            {if full {
                view! { <p>{t.desk_questions_full()}</p> }.erase()
            } else {
                view! { <p class="buttons"><Button action="add">{t.desk_question_add()}</Button></p> }.erase()
            }}
        </form>
    }
}

#[component]
fn Row(id: String, row: QuestionRow, first: bool, last: bool) -> impl IntoView {
    let t = use_texts();
    let typed = !row.asks.is_empty();
    let asks = if typed { row.asks } else { t.desk_question_untitled().to_owned() };
    let href = address(t, &id, &format!("questions/{}", row.id));
    let arrow = |action: &str, short: &'static str, long: String| {
        view! {
            <button type="submit" class="button secondary" name="action" value=format!("{action}:{}", row.id) aria-label=long>
                {short}
            </button>
        }
    };
    view! {
        <li>
            <a href=href lang=typed.then(|| t.other(row.lang)).flatten()>{asks.clone()}</a>
            <p class="hint">{row.answered.map(|answered| labels::answered(t, answered))}</p>
            {row.wrong.then(|| view! { <p><Tag kind=TagKind::Info>{t.site_task_started()}</Tag></p> })}
            <p class="buttons">
                {(!first).then(|| arrow("up", t.form_up(), t.desk_question_up(&asks)))}
                {(!last).then(|| arrow("down", t.form_down(), t.desk_question_down(&asks)))}
            </p>
        </li>
    }
}

/// The page at `/staff/vacancies/{id}/questions/{question}`.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let lang = use_lang();
    let (vacancy, question) = (parameter("id"), parameter("question"));
    move || match id(&question()) {
        None => view! { <NotFound/> }.erase(),
        Some(question) => {
            let form = Form::Question(vacancy(), question);
            let asked = form.clone();
            let opened = loading(|| (), move |()| open_part(asked.clone(), lang));
            view! { <Load resource=opened view=move |page| view! { <Sheet form=form.clone() page/> }/> }
                .erase()
        }
    }
}

#[component]
fn Sheet(form: Form, page: PartPage) -> impl IntoView {
    let t = use_texts();
    let Form::Question(vacancy, _) = form.clone() else { return view! { <NotFound/> }.erase() };
    let here = t.0.address(&form.page());
    if !query("remove").is_empty() {
        return view! {
            <AskFirst title=t.desk_question_remove_title() body=t.desk_question_remove_body() action=here.clone()
                does="remove-now" confirm=t.desk_question_remove() back=here/>
        }
        .erase();
    }
    let words = labels::words(t, Vec::new());
    let PartPage { opened, account, original, left, .. } = page;
    if !left.is_empty() {
        return view! { <Left form left label=labels::field lang=None words/> }.erase();
    }
    let check: Check = Arc::new(move |fields, _| fields.draft::<QuestionDraft>().problems(original));
    view! {
        <p class="back"><a href=address(t, &vacancy, "questions")>{t.desk_part_questions()}</a></p>
        <PageTitle title=t.desk_question()/>
        <DraftForm form opened account label=labels::field words check>
            <Fields original/>
            <div class="buttons">
                <Button action="submit">{t.form_save_continue()}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
                <ConfirmDialog id="remove" action="remove" confirmed="remove-now" weight=Weight::Danger
                    trigger=t.desk_question_remove() title=t.desk_question_remove_title() confirm=t.desk_question_remove()>
                    <p>{t.desk_question_remove_body()}</p>
                </ConfirmDialog>
            </div>
        </DraftForm>
    }
    .erase()
}

#[component]
fn Fields(original: Lang) -> impl IntoView {
    let t = use_texts();
    // Radios cannot be taken back: that nothing is flagged is one of them.
    let mut flags = vec![Answer::new("", t.desk_flag_none())];
    flags.extend(yes_no());
    let languages: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let ([question, hint, options], tag) = (of_lang(lang), lang.tag());
            let required = lang == original;
            view! {
                <TextField name=question lang=tag required autocomplete="off"/>
                <TextField name=hint lang=tag autocomplete="off"/>
                <TextArea name=options lang=tag rows=4 hint=t.desk_options_hint()/>
            }
        })
        .collect();
    view! {
        <Radios name="kind" answers=answers(labels::answered) required=true/>
        <Checkbox name="mandatory"/>
        {languages}
        <Fieldset legend=t.desk_kind_yes_no()>
            <Radios name="flag_answer" answers=flags inline=true/>
        </Fieldset>
        <Fieldset legend=t.desk_kind_choice()>
            <TextField name="flag_options" width=10 autocomplete="off" hint=t.desk_flag_options_hint()/>
        </Fieldset>
        <Fieldset legend=t.desk_kind_number()>
            <TextField name="least" inputmode="numeric" width=10/>
            <TextField name="most" inputmode="numeric" width=10/>
            <TextField name="flag_below" inputmode="numeric" width=10/>
            <TextField name="flag_above" inputmode="numeric" width=10/>
        </Fieldset>
        <Fieldset legend=t.desk_kind_text()>
            <TextField name="text_most" inputmode="numeric" width=4/>
        </Fieldset>
    }
}
