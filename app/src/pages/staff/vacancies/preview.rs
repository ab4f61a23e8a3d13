//! A vacancy as readers will see it.

use super::{address, labels};
use crate::{
    api::desk::{Preview, preview_vacancy},
    at_once::Erase,
    pages::{Load, NoticeBody, loading},
    texts::{use_lang, use_texts},
    ui::{Notice, Notification, PageTitle},
};
use leptos::prelude::*;
use model::{choice::Choice, language::Lang};

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
        Preview::Shown(shown) => {
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
                    <PageTitle title=t.desk_preview_title(shown.notice.text.title.clone())/>
                    <NoticeBody shown=*shown/>
                </article>
            }
            .erase()
        }
    }
}
