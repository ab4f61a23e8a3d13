//! The form of a part of a proposal, which those of an office share.

use super::{address, fields::Fields, labels, remarks::Remarks};
use crate::{
    api::proposal::{PartPage as Opened, open_proposal_part},
    at_once::Erase,
    form::DraftForm,
    pages::{Load, loading, query, staff::left::Left},
    texts::{use_lang, use_texts},
    ui::{Button, Notice, Notification, PageTitle, Weight},
};
use leptos::prelude::*;
use model::{choice::Choice, form::Form, proposal::draft::Part};

/// The page at `/staff/proposals/{id}/{part}`.
#[component]
pub fn PartPage(id: String, part: Part) -> impl IntoView {
    let lang = use_lang();
    let asked = id.clone();
    let opened = loading(|| (), move |()| open_proposal_part(asked.clone(), part, lang));
    view! { <Load resource=opened view=move |page| view! { <Sheet id=id.clone() part page/> }/> }
}

#[component]
fn Sheet(id: String, part: Part, page: Opened) -> impl IntoView {
    let t = use_texts();
    let form = Form::Proposal(id.clone(), part);
    let words = labels::words(t, page.countries.clone(), &page.offices);
    if !page.left.is_empty() {
        return view! { <Left form left=page.left label=labels::field lang=None words/> }.erase();
    }
    let (opened, account) = (page.opened.clone(), page.account.clone());
    provide_context(Remarks(page.remarks.clone()));
    let publishes = part == Part::Publication;
    let changed = !query("refused").is_empty();
    let lead = match part {
        Part::Rest => Some(t.proposal_rest_lead()),
        Part::Publication => Some(t.proposal_publication_lead()),
        _ => None,
    };
    let unknown = publishes && !page.open;
    let edition = page.edition;
    view! {
        <p class="back"><a href=address(t, &id, "")>{t.proposal_back()}</a></p>
        <PageTitle title=labels::part(t, part)/>
        {changed.then(|| view! { <Notification kind=Notice::Warning title=t.proposal_changed()/> })}
        {lead.map(|lead| view! { <p>{lead}</p> })}
        {publishes.then(|| view! { <p><a href=address(t, &id, "preview")>{t.proposal_preview()}</a></p> })}
        {unknown.then(|| view! {
            <Notification kind=Notice::Warning title=t.proposal_publication_no_sponsor()>
                <p><a href=address(t, &id, Part::Sponsor.slug())>{t.proposal_part_sponsor()}</a></p>
            </Notification>
        })}
        <DraftForm form opened account label=labels::field words>
            {publishes.then(|| view! { <input type="hidden" name="edition" value=edition/> })}
            <Fields part page/>
            <p class="buttons">
                <Button action="submit">{if publishes { t.proposal_action_publish() } else { t.form_save_continue() }}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
            </p>
        </DraftForm>
    }
    .erase()
}
