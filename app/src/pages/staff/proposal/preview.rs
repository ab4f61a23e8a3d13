//! A proposal as the finished document.

use super::{address, labels};
use crate::{
    api::proposal::{TextPage, proposal_text},
    pages::{Load, loading, query},
    proposal_document::ProposalDocument,
    texts::{use_lang, use_texts},
    ui::{ButtonLink, Notification, PageTitle, PrintButton, SummaryList, SummaryRow, Tag, Weight},
};
use leptos::prelude::*;
use model::{
    address::with,
    proposal::{RestDraft, draft::Part},
};

/// The page at `/staff/proposals/{id}/preview`.
#[component]
pub fn PreviewPage(id: String) -> impl IntoView {
    let lang = use_lang();
    let version: Option<u32> = query("version").parse().ok();
    let asked = id.clone();
    let text = loading(|| (), move |()| proposal_text(asked.clone(), version, lang));
    view! { <Load resource=text view=move |page| view! { <Page id=id.clone() page/> }/> }
}

#[component]
fn Page(id: String, page: TextPage) -> impl IntoView {
    let t = use_texts();
    let TextPage { text, paper, .. } = page;
    let (state, kind) = labels::state(t, text.state);
    let which = match text.version {
        0 => t.proposal_preview_now().to_owned(),
        version => t.proposal_preview_version(version),
    };
    let lang = t.other(paper.lang);
    let rest = text.draft.part::<RestDraft>(Part::Rest).rest;
    let read = (query("read") == "1").then(|| view! { <Notification title=t.proposal_read_lead()/> });
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.proposal_back()}</a></p>
        <PageTitle title=paper.title.clone() lang/>
        <p class="screen-only"><Tag kind>{state}</Tag> " " {which}</p>
        {read}
        <Documents id=id.clone() version=text.version/>
        <ProposalDocument paper blank=t.proposal_empty()/>
        {(!rest.trim().is_empty()).then(|| view! { <NotRecognised id rest lang/> })}
    }
}

/// What a form that was read in said beside, below the document: none of it.
#[component]
fn NotRecognised(id: String, rest: String, lang: Option<&'static str>) -> impl IntoView {
    let t = use_texts();
    view! {
        <section class="screen-only" aria-labelledby="rest">
            <h2 id="rest">{t.proposal_read_rest()}</h2>
            <p>{t.proposal_read_rest_lead()} " " <a href=address(t, &id, "rest")>{t.proposal_read_rest_link()}</a></p>
            <p class="typed" lang=lang dir="auto">{rest}</p>
        </section>
    }
}

/// The post number and the month of its issue, once the JPO unit has given them.
#[component]
pub fn Issued(issue: Option<model::proposal::review::Issue>) -> impl IntoView {
    let t = use_texts();
    issue.map(|issue| {
        let month = crate::dates::month(t, i8::try_from(issue.month).unwrap_or(1));
        view! {
            <SummaryList>
                <SummaryRow term=t.proposal_number()>{issue.number}</SummaryRow>
                <SummaryRow term=t.proposal_issue()>{t.proposal_issue_month(month, issue.year)}</SummaryRow>
            </SummaryList>
        }
    })
}

/// The document in forms to keep.
#[component]
pub fn Documents(
    id: String,
    /// The version that was submitted; 0: the text as it stands.
    version: u32,
    /// Whether its page is among them, rather than being this one, which can be printed.
    #[prop(optional)]
    preview: bool,
) -> impl IntoView {
    let t = use_texts();
    let asked = if version > 0 { version.to_string() } else { String::new() };
    let file = |name: &str| with(&address(t, &id, name), &[("version", &asked)]);
    view! {
        <p class="buttons">
            {if preview {
                view! { <ButtonLink href=file("preview") weight=Weight::Secondary>{t.proposal_preview()}</ButtonLink> }.into_any()
            } else {
                view! { <PrintButton>{t.proposal_print()}</PrintButton> }.into_any()
            }}
            <a href=file("proposal.pdf") rel="external">{t.proposal_pdf()}</a>
            <a href=file("proposal.docx") rel="external" download="">{t.proposal_docx()}</a>
        </p>
    }
}
