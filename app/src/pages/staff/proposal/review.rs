//! The submitted document, to be read and decided on, with what the reader says of it.

use super::{
    address,
    document::{Document, FieldText},
    labels,
};
use crate::{
    api::proposal::{ReviewPage as Opened, open_review},
    at_once::Erase,
    form::{DraftForm, use_form},
    pages::{Load, loading, query, staff::left::Left},
    texts::{use_lang, use_texts},
    ui::{
        Answer, Button, Fieldset, MonthYear, Notice, Notification, PageTitle, Radios, TextArea, TextField,
        Weight,
    },
};
use leptos::prelude::*;
use model::{
    address::with,
    choice::Choice,
    form::Form,
    proposal::{
        Action,
        review::{COMMENT_MOST, about, on},
    },
};

/// The page at `/staff/proposals/{id}/review`.
#[component]
pub fn ReviewPage(id: String) -> impl IntoView {
    let lang = use_lang();
    let asked = id.clone();
    let opened = loading(|| (), move |()| open_review(asked.clone(), lang));
    view! { <Load resource=opened view=move |page| view! { <Sheet id=id.clone() page/> }/> }
}

#[component]
fn Sheet(id: String, page: Opened) -> impl IntoView {
    let t = use_texts();
    let Opened { file, page, opened, account, left } = page;
    let form = Form::Review(id.clone());
    let words = labels::words(t, Vec::new(), &[]);
    if !left.is_empty() {
        return view! { <Left form left label=label_of lang=None words/> }.erase();
    }
    let decisions = |action: &Action| action.is_decision() && *action != Action::Publish;
    let decisions: Vec<_> = file.actions.iter().copied().filter(decisions).collect();
    let back = address(t, &id, "");
    if decisions.is_empty() {
        return view! {
            <p class="back"><a href=back>{t.proposal_back()}</a></p>
            <PageTitle title=t.proposal_review_title()/>
            <p>{t.proposal_review_over()}</p>
        }
        .erase();
    }
    let (version, state) = (page.text.version, file.row.state);
    let title = super::title(t, &file.row);
    let lang = super::title_lang(t, &file.row);
    let example = page.example_left;
    let accepts = decisions.contains(&Action::Accept);
    let answers = decisions.iter().map(|of| Answer::new(of.slug(), labels::action(t, *of))).collect();
    let page = StoredValue::new(page);
    view! {
        <p class="back"><a href=back>{t.proposal_back()}</a></p>
        <PageTitle title=t.proposal_review_title()/>
        <Newer id version/>
        <p class="lead"><strong lang=lang>{title}</strong></p>
        <p>{t.proposal_review_lead(version)}</p>
        {example.then(|| view! { <Notification title=t.proposal_review_example()/> })}
        <DraftForm form opened account label=labels::field named=labels::on_fields(t) words>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="state" value=state.slug()/>
            <Document field=move |name| view! { <FieldText name page/><SayOf name/> }.erase()/>
            <h2>{t.proposal_review_decision()}</h2>
            <Radios name="decision" answers required=true/>
            {accepts.then(|| view! {
                <Fieldset legend=t.proposal_review_issue() hint=t.proposal_review_issue_hint()>
                    <TextField name="post_number" inputmode="numeric" width=10 autocomplete="off"/>
                    <MonthYear month="issue_month" year="issue_year"/>
                </Fieldset>
            })}
            <TextArea name="comment" most=COMMENT_MOST rows=4 hint=t.proposal_review_comment_hint()/>
            <p class="buttons">
                <Button action="submit">{t.proposal_review_decide()}</Button>
                <Button action="save" weight=Weight::Secondary>{t.profile_save_later()}</Button>
            </p>
        </DraftForm>
    }
    .erase()
}

/// What a field is called where the form itself is gone.
fn label_of(t: crate::texts::Texts, name: &str) -> &'static str {
    labels::field(t, about(name).unwrap_or(name))
}

/// That another version came than the one that was read, with the way to what differs.
#[component]
fn Newer(id: String, version: u32) -> impl IntoView {
    let t = use_texts();
    let read = query("read");
    let href = with(&address(t, &id, "compare"), &[("from", &read), ("to", &version.to_string())]);
    let differs = read.parse::<u32>().is_ok_and(|read| read > 0 && read != version);
    // Where it does not, two texts of the reader's own stand against each other, and the form says so.
    (query("refused") == "newer" && differs).then(|| {
        view! {
            <Notification kind=Notice::Warning title=t.proposal_review_newer()>
                <p><a href=href>{t.proposal_review_newer_see()}</a></p>
            </Notification>
        }
    })
}

/// Where something is said of a field: open where there is something.
#[component]
fn SayOf(name: &'static str) -> impl IntoView {
    let t = use_texts();
    on(name).map(|field| {
        let open = use_form().field(field).text.with_untracked(|text| !text.is_empty());
        view! {
            <details class="say" open=open>
                <summary>{t.proposal_review_on_add()}<span class="visually-hidden">": "{labels::field(t, name)}</span></summary>
                <TextArea name=field most=COMMENT_MOST rows=3/>
            </details>
        }
    })
}
