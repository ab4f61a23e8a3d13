//! All problems of a form at its top: it takes the focus when a submission is refused.

use super::{focus, problem_text};
use crate::{at_once::Erase, form::FormContext, texts::use_texts};
use leptos::prelude::*;

/// The id of the summary.
pub(crate) const ERROR_SUMMARY: &str = "error-summary";

/// The problems that a submission found, each with a link to its field.
#[component]
pub fn ErrorSummary(context: FormContext) -> impl IntoView {
    let t = use_texts();
    move || {
        let problems = context.summary.get();
        (!problems.is_empty()).then(|| {
            let items: Vec<_> = problems
                .0
                .into_iter()
                .map(|p| {
                    let label = context.name(t, &p.field);
                    let text = problem_text(t, &p.problem);
                    let words = if label.is_empty() { text } else { format!("{label} – {text}") };
                    let target = p.field.clone();
                    view! { <li><a href=format!("#{}", p.field) on:click=move |event| follow(&event, &target)>{words}</a></li> }
                })
                .collect();
            view! { <Refusal><ul>{items}</ul></Refusal> }
        })
    }
}

/// Says at the top of a form that it was refused, and why.
#[component]
pub fn Refusal(children: Children) -> impl IntoView {
    view! {
        <div id=ERROR_SUMMARY class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
            <h2 id="error-summary-title">{use_texts().form_summary_title()}</h2>
            {children()}
        </div>
    }
}

/// Says at the top of a form that it was refused for one reason, and leads to the field that it is about.
pub(crate) fn refusal_box(words: &'static str, field: &'static str) -> AnyView {
    let link = format!("#{field}");
    view! {
        <Refusal>
            <ul><li><a href=link on:click=move |event| follow(&event, field)>{words}</a></li></ul>
        </Refusal>
    }
    .erase()
}

/// Moves the focus to the field that a link leads to; the router would only change the address.
pub(crate) fn follow(event: &leptos::ev::MouseEvent, id: &str) {
    if focus(id) {
        event.prevent_default();
    }
}
