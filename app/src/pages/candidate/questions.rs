//! The questions that a vacancy asks of its applicants: as fields of their form, and with what was answered.

use crate::{
    at_once::Erase,
    texts::{Texts, use_texts},
    ui::{Answer, Radios, Select, SummaryList, SummaryRow, TextArea, TextField, yes_no},
};
use leptos::prelude::*;
use model::vacancy::question::{Asked, Way};

/// The most options that are all in sight.
const IN_SIGHT: usize = 7;

/// The fields in which questions are answered. They stand in the form of an application.
#[component]
pub fn Questions(questions: Vec<Asked>) -> impl IntoView {
    let t = use_texts();
    let fields = questions.into_iter().map(|asked| {
        let lang = t.other(asked.lang);
        view! { <div lang=lang>{field(asked)}</div> }
    });
    fields.collect::<Vec<_>>()
}

fn field(asked: Asked) -> AnyView {
    let (name, required, hint) = (asked.field(), asked.mandatory, asked.hint);
    match asked.way {
        Way::YesNo => view! { <Radios name answers=yes_no() required hint inline=true/> }.erase(),
        Way::Choice(options) => {
            let few = options.len() <= IN_SIGHT;
            let answers = options.into_iter().map(|(id, called)| Answer::new(id, called)).collect();
            if few {
                view! { <Radios name answers required hint/> }.erase()
            } else {
                view! { <Select name answers required hint/> }.erase()
            }
        }
        Way::Number { .. } => {
            view! { <TextField name required hint inputmode="numeric" width=10 autocomplete="off"/> }.erase()
        }
        Way::Text { most } => {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            view! { <TextArea name required hint most rows=3/> }.erase()
        }
    }
}

/// What was typed as an answer, in words.
pub fn said(t: Texts, asked: &Asked, typed: &str) -> String {
    match &asked.way {
        Way::Choice(options) => {
            let named = options.iter().find(|(id, _)| id == typed).map(|(_, called)| called.clone());
            named.unwrap_or_else(|| typed.to_owned())
        }
        Way::YesNo => match typed {
            "yes" => t.form_yes().to_owned(),
            "no" => t.form_no().to_owned(),
            other => other.to_owned(),
        },
        Way::Number { .. } | Way::Text { .. } => typed.to_owned(),
    }
}

/// Questions with what was typed as answers; what need not be answered and was not says so. `change` is the page where an answer
/// is changed; empty: none is.
#[component]
pub fn Answers(answers: Vec<(Asked, String)>, #[prop(optional, into)] change: String) -> impl IntoView {
    let t = use_texts();
    let rows: Vec<_> = answers
        .into_iter()
        .map(|(asked, typed)| {
            let answer = said(t, &asked, typed.trim());
            let answer = if answer.is_empty() { t.apply_review_no_answer().to_owned() } else { answer };
            let change =
                if change.is_empty() { String::new() } else { format!("{change}#{}", asked.field()) };
            view! { <SummaryRow term=asked.question change>{answer}</SummaryRow> }
        })
        .collect();
    view! { <SummaryList>{rows}</SummaryList> }
}
