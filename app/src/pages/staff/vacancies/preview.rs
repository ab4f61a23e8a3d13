//! A vacancy as readers will see it.

use super::{address, address_seen, labels};
use crate::{
    api::desk::{Preview, preview_vacancy},
    at_once::Erase,
    form::{Check, FormContext},
    pages::{Load, NoticeBody, candidate::questions::Questions, loading},
    texts::{use_lang, use_texts},
    ui::{Notice, Notification, PageTitle},
};
use leptos::prelude::*;
use model::{choice::Choice, form::Fields, language::Lang, problem::Problems, vacancy::question::Asked};
use std::sync::Arc;

/// The page at `/staff/vacancies/{id}/preview`.
#[component]
pub fn PreviewPage(id: String) -> impl IntoView {
    let lang = use_lang();
    let asked = id.clone();
    let preview = loading(|| (), move |()| preview_vacancy(asked.clone(), lang));
    view! { <Load resource=preview view=move |preview| view! { <Page id=id.clone() preview/> }/> }
}

#[component]
fn Page(id: String, preview: Preview) -> impl IntoView {
    let t = use_texts();
    let back = address(t, &id, "");
    match preview {
        Preview::Missing(parts) => {
            let parts: Vec<_> = parts
                .into_iter()
                .map(|part| view! { <li><a href=address(t, &id, part.slug())>{labels::part(t, part)}</a></li> })
                .collect();
            view! {
                <p class="back"><a href=back>{t.desk_back()}</a></p>
                <PageTitle title=t.desk_preview()/>
                <Notification kind=Notice::Warning title=t.desk_preview_missing()><ul>{parts}</ul></Notification>
            }
            .erase()
        }
        Preview::Shown { shown, edition } => {
            let back = address_seen(t, &id, "", edition);
            let (title, other) = (shown.notice.text.title.clone(), t.other(shown.notice.lang));
            let questions = shown.notice.questions.clone();
            let here = format!("/staff/vacancies/{id}/preview");
            let languages: Vec<_> = Lang::ALL
                .into_iter()
                .map(|lang| {
                    let current = (lang == t.0).then_some("page");
                    view! { <li><a rel="external" href=lang.address(&here) lang=lang.tag() aria-current=current>{lang.own_name()}</a></li> }
                })
                .collect();
            view! {
                <article class="notice">
                    <p class="back"><a href=back>{t.desk_back()}</a></p>
                    <Notification title=t.desk_preview_body()/>
                    <nav class="tabs" aria-label=t.desk_preview_langs()><ul role="list">{languages}</ul></nav>
                    <PageTitle title lang=other/>
                    <NoticeBody shown=*shown/>
                    {(!questions.is_empty()).then(|| view! { <AskedOfApplicants questions/> })}
                </article>
            }
            .erase()
        }
    }
}

/// The questions as the form of an application asks them. What is answered here goes nowhere.
#[component]
fn AskedOfApplicants(questions: Vec<Asked>) -> impl IntoView {
    let t = use_texts();
    let names: Vec<_> = questions.iter().map(Asked::field).collect();
    let unchecked: Check = Arc::new(|_, _| Problems::default());
    let context = FormContext::new(&names, &Fields::default(), Problems::default(), unchecked, labels::field);
    context.call(questions.iter().map(|asked| (asked.field(), asked.question.clone())).collect());
    provide_context(context);
    view! {
        <h2>{t.apply_questions()}</h2>
        <p>{t.desk_preview_questions()}</p>
        <Questions questions/>
    }
}
