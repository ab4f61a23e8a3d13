//! The application as the panel will read it, before it is sent: what is missing, and at the end the declaration.

use super::{
    apply::{Missing, Sent, Until, slug_of_address},
    labels,
    questions::Answers,
    whole::WholeProfile,
};
use crate::{
    api::application::{Names, ReviewPage, review_application},
    at_once::Erase,
    form::{CheckedForm, FormContext},
    pages::{Load, loading, query},
    texts::{use_lang, use_texts},
    ui::{Button, Checkbox, Notice, Notification, PageTitle, SummaryList, SummaryRow, problem_text},
};
use leptos::prelude::*;
use model::{
    application::{DECLARATION, Review, undeclared},
    form::Fields,
    problem::Problems,
};
use std::sync::Arc;

/// The page at `/vacancies/{slug}/apply/review`.
#[component]
pub fn ReviewOf() -> impl IntoView {
    let lang = use_lang();
    let slug = slug_of_address();
    let page = loading(move || slug.get(), move |slug| review_application(slug, lang));
    view! { <Load resource=page view=move |page| view! { <Page page/> }/> }
}

#[component]
fn Page(page: ReviewPage) -> impl IntoView {
    let t = use_texts();
    let ReviewPage { review, names } = page;
    let apply = t.0.address(&format!("/vacancies/{}/apply", review.applying.vacancy.slug));
    let title = t.apply_review(review.applying.vacancy.title.clone());
    view! {
        <p class="back screen-only"><a href=apply.clone()>{t.apply_review_back()}</a></p>
        <PageTitle title/>
        {if review.applying.sent.is_some() {
            view! { <Sent applying=review.applying/> }.erase()
        } else {
            view! { <ToBeRead review names apply/> }.erase()
        }}
    }
}

#[component]
fn ToBeRead(review: Review, names: Names, apply: String) -> impl IntoView {
    let t = use_texts();
    let letter = review.fields().get("cover_letter").trim().to_owned();
    let personnel_number = review.fields().get("personnel_number").trim().to_owned();
    let (told, change_told) = (review.told.clone(), format!("{apply}#tell_needs"));
    let questions = review.applying.asking.questions.iter();
    let answers: Vec<_> =
        questions.map(|asked| (asked.clone(), review.fields().get(asked.field()).to_owned())).collect();
    let change_letter = format!("{apply}#cover_letter");
    let lead = review.applying.open.then(|| view! { <p>{t.apply_review_lead()}</p> });
    view! {
        <Unsent review=review.clone()/>
        <Until applying=review.applying.clone()/>
        {lead}
        {review.applying.open.then(|| view! { <Lacking review=review.clone() apply=apply.clone()/> })}
        <section aria-labelledby="panel">
            <h2 id="panel">{t.apply_review_panel()}</h2>
            {(!answers.is_empty()).then(|| view! {
                <h3>{t.apply_review_answers()}</h3>
                <Answers answers change=apply.clone()/>
            })}
            <h3>{t.apply_cover_letter()}</h3>
            {if letter.is_empty() {
                view! { <p class="empty">{t.apply_review_no_letter()}</p> }.erase()
            } else {
                view! { <p class="text">{letter}</p> }.erase()
            }}
            <p class="screen-only"><a href=change_letter>{t.apply_review_back()}</a></p>
        </section>
        <WholeProfile profile=review.profile.clone() names panel=true/>
        <section aria-labelledby="hrd">
            <h2 id="hrd">{t.apply_review_hrd()}</h2>
            <p>{t.apply_review_hrd_body()}</p>
            {(!personnel_number.is_empty()).then(|| view! {
                <SummaryList><SummaryRow term=t.apply_personnel_number() change=format!("{apply}#personnel_number")>{personnel_number}</SummaryRow></SummaryList>
            })}
            {(!told.is_empty()).then(|| view! {
                <h3>{t.apply_review_told()}</h3>
                <p class="text">{told}</p>
                <p class="screen-only"><a href=change_told>{t.apply_review_told_change()}</a></p>
            })}
        </section>
        {review.is_ready().then(|| view! { <Declare review/> })}
    }
}

/// Why nothing was sent, if that was tried, with the way to what is to be done about it.
#[component]
fn Unsent(review: Review) -> impl IntoView {
    let t = use_texts();
    let (title, body, place) = match query("unsent").as_str() {
        "changed" => (t.apply_review_changed(), t.apply_review_changed_body(), None),
        "declare" if review.is_ready() => (
            t.apply_review_undeclared(),
            t.apply_review_undeclared_body(),
            Some(("#truthful", t.apply_send())),
        ),
        "missing" if review.applying.open && !review.is_ready() => (
            t.apply_review_incomplete(),
            t.apply_review_incomplete_body(),
            Some(("#missing", t.apply_review_missing())),
        ),
        _ => return ().into_any(),
    };
    let place = place.map(|(href, name)| view! { <p><a href=href>{name}</a></p> });
    view! { <Notification kind=Notice::Warning title><p>{body}</p>{place}</Notification> }.erase()
}

/// What must be completed before the application can be sent, with links to where it is; nothing if nothing must.
#[component]
fn Lacking(review: Review, apply: String) -> impl IntoView {
    let t = use_texts();
    let here = format!("{apply}{}", model::form::REVIEW);
    let questions = review.applying.asking.questions.clone();
    let named = |field: &str| {
        let asked = questions.iter().find(|asked| asked.field() == field);
        let named = asked.map(|asked| (t.other(asked.lang), asked.question.clone()));
        named.unwrap_or_else(|| (None, labels::field(t, field).to_owned()))
    };
    let undecided = review.opened.unsaved.is_some().then(|| {
        view! { <li><a href=apply.clone()>{t.apply_review_undecided()}</a></li> }
    });
    let wrong: Vec<_> = review
        .problems
        .iter()
        .map(|wrong| {
            let (lang, name) = named(&wrong.field);
            let href = format!("{apply}#{}", wrong.field);
            view! { <li><a href=href><span lang=lang>{name}</span> " – " {problem_text(t, &wrong.problem)}</a></li> }
        })
        .collect();
    let in_form = undecided.is_some() || !wrong.is_empty();
    let missing = review.applying.missing;
    (in_form || !missing.is_empty()).then(|| {
        view! {
            <section class="screen-only" aria-labelledby="missing">
                <h2 id="missing">{t.apply_review_missing()}</h2>
                {in_form.then(|| view! { <p>{t.apply_review_missing_body()}</p><ul>{undecided} {wrong}</ul> })}
                {(!missing.is_empty()).then(|| view! { <Missing missing here/> })}
            </section>
        }
    })
}

/// The declaration, and the button that sends.
#[component]
fn Declare(review: Review) -> impl IntoView {
    let t = use_texts();
    let none = Fields::default();
    let problems = if query("unsent") == "declare" { undeclared(&none) } else { Problems::default() };
    let check = Arc::new(|fields: &Fields, _| undeclared(fields));
    let context = FormContext::new(&[DECLARATION], &none, problems, check, labels::field);
    let here =
        t.0.address(&format!("/vacancies/{}/apply{}", review.applying.vacancy.slug, model::form::REVIEW));
    view! {
        <section class="screen-only" aria-labelledby="send">
            <h2 id="send">{t.apply_send()}</h2>
            <p>{t.apply_review_send_body()}</p>
            <CheckedForm context action=here>
                <input type="hidden" name="seen" value=review.seen/>
                <input type="hidden" name="key" value=review.key/>
                <Checkbox name=DECLARATION required=true/>
                <p class="buttons"><Button action="submit">{t.apply_send_now()}</Button></p>
            </CheckedForm>
        </section>
    }
}
