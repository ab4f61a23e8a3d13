//! The questions that a vacancy asks of its applicants: as fields of their form, and with what was answered.

use crate::{
    at_once::Erase,
    dates,
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
    questions.into_iter().map(|asked| field(t, asked)).collect::<Vec<_>>()
}

fn field(t: Texts, asked: Asked) -> AnyView {
    let (name, required, hint) = (asked.field(), asked.mandatory, asked.hint);
    let asked_in = t.other(asked.lang);
    // What need not be answered can be taken back.
    let none = (!required).then(|| Answer::new("", t.apply_no_answer()));
    match asked.way {
        Way::YesNo => {
            let answers = yes_no().into_iter().chain(none).collect();
            view! { <Radios name answers required hint asked_in inline=true/> }.erase()
        }
        Way::Choice(options) => {
            let few = options.len() <= IN_SIGHT;
            let named = |(id, called): (String, String)| Answer::new(id, called).lang(asked_in);
            let answers = options.into_iter().map(named);
            if few {
                let answers = answers.chain(none).collect();
                view! { <Radios name answers required hint asked_in/> }.erase()
            } else {
                view! { <Select name answers=answers.collect() required hint asked_in/> }.erase()
            }
        }
        Way::Number { least, most } => {
            let limit = t.apply_between(dates::number(t.0, least), dates::number(t.0, most));
            view! { <TextField name required hint asked_in limit inputmode="numeric" width=10 autocomplete="off"/> }
                .erase()
        }
        Way::Text { most } => {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            view! { <TextArea name required hint asked_in most rows=3/> }.erase()
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
            let (lang, typed) = (t.other(asked.lang), typed.trim());
            let chosen =
                matches!(&asked.way, Way::Choice(options) if options.iter().any(|(id, _)| id == typed));
            let answer = said(t, &asked, typed);
            let answer = if answer.is_empty() { t.apply_review_no_answer().to_owned() } else { answer };
            let answer = view! { <span lang=lang.filter(|_| chosen)>{answer}</span> };
            let change =
                if change.is_empty() { String::new() } else { format!("{change}#{}", asked.field()) };
            view! { <SummaryRow term=asked.question change lang>{answer}</SummaryRow> }
        })
        .collect();
    view! { <SummaryList>{rows}</SummaryList> }
}
