//! Texts of the person's that wait: in which forms, and those of a form that is no longer written.

use super::{proposal, vacancies};
use crate::{
    form::{Label, Words},
    texts::{Texts, use_texts},
    ui::{Button, Notice, Notification, PageTitle, SummaryList, SummaryRow, Weight},
};
use leptos::prelude::*;
use model::form::{Fields, Form};

/// The forms in which a text of the person's waits; nothing where none does.
#[component]
pub fn Waiting(forms: Vec<Form>) -> impl IntoView {
    let t = use_texts();
    let links: Vec<_> = forms
        .into_iter()
        .map(|form| view! { <li><a href=t.0.address(&form.page())>{name(t, &form)}</a></li> })
        .collect();
    (!links.is_empty())
        .then(|| view! { <Notification title=t.desk_waiting()><ul>{links}</ul></Notification> })
}

/// The person's texts of a form that is no longer written: to be read and copied, and to be let go.
#[component]
pub fn Left(
    form: Form,
    left: Vec<Fields>,
    /// Names the fields.
    label: Label,
    /// The language of the texts, where it is not the page's.
    lang: Option<&'static str>,
    /// Names the values.
    words: Words,
) -> impl IntoView {
    let t = use_texts();
    let text = |fields: Fields| {
        let row = |(name, text): (String, String)| {
            let said = words(&name, &text);
            view! { <SummaryRow term=label(t, &name)><span lang=lang>{said}</span></SummaryRow> }
        };
        let rows: Vec<_> = fields.0.into_iter().map(row).collect();
        view! { <SummaryList>{rows}</SummaryList> }
    };
    let texts: Vec<_> = left.into_iter().map(text).collect();
    let (back, body) = match form {
        Form::Vacancy(..) | Form::Question(..) => {
            (view! { <a href=t.0.address("/staff/vacancies")>{t.desk_title()}</a> }, t.desk_left_body())
        }
        _ => (
            view! { <a href=t.0.address("/staff/proposals")>{t.proposal_title()}</a> },
            t.proposal_left_body(),
        ),
    };
    view! {
        <p class="back">{back}</p>
        <PageTitle title=name(t, &form)/>
        <Notification kind=Notice::Warning title=t.desk_left()><p>{body}</p></Notification>
        {texts}
        <form method="post" action=t.0.address(&form.page())>
            <p class="buttons"><Button action="let-go" weight=Weight::Danger>{t.desk_let_go()}</Button></p>
        </form>
    }
}

/// What a form of the staff's is called.
pub fn name(t: Texts, form: &Form) -> String {
    match form {
        Form::Vacancy(_, part) => vacancies::labels::part(t, *part),
        Form::Proposal(_, part) => proposal::labels::part(t, *part).to_owned(),
        Form::Review(_) => t.proposal_review_title().to_owned(),
        Form::Call(_) => t.proposal_call_title().to_owned(),
        _ => t.desk_question().to_owned(),
    }
}
