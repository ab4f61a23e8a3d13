//! What stands around every field: label, hint, required mark, error.

use crate::{
    form::use_form,
    pages::staff::today::name as role_name,
    texts::{Texts, use_texts},
};
use leptos::{
    attr::{Attribute, aria_describedby, aria_invalid},
    prelude::*,
};
use model::problem::Problem;

/// A problem in the reader's words: what to do about it.
#[must_use]
pub fn problem_text(t: Texts, problem: &Problem) -> String {
    match problem {
        Problem::Missing => t.form_missing().into(),
        Problem::TooLong { over } => t.form_too_long(u64::from(*over)),
        Problem::TooShort { least } => t.form_too_short(least),
        Problem::ForbiddenCharacter => t.form_forbidden_character().into(),
        Problem::NotAnOption => t.form_not_an_option().into(),
        Problem::NotListed => t.form_not_listed().into(),
        Problem::NotAnEmail => t.form_not_an_email().into(),
        Problem::NoAddress { line } => t.form_no_address(line),
        Problem::NoAccount { address } => t.form_no_account(address),
        Problem::WithoutRole { address, role } => t.form_without_role(address, role_name(t, *role)),
        Problem::SamePerson => t.form_same_person().into(),
        Problem::Taken => t.form_taken().into(),
        Problem::NotALink => t.form_not_a_link().into(),
        Problem::NotADate => t.form_not_a_date().into(),
        Problem::IncompleteDate => t.form_incomplete_date().into(),
        Problem::InTheFuture => t.form_in_the_future().into(),
        Problem::InThePast => t.form_in_the_past().into(),
        Problem::NotLater => t.form_not_later().into(),
        Problem::Settled => t.form_settled().into(),
        Problem::TooMany { most } => t.form_too_many(most),
        Problem::UnlikelyYear => t.form_unlikely_year().into(),
        Problem::TooYoung { least } => t.form_too_young(least),
        Problem::SignedLongAgo => t.form_signed_long_ago().into(),
        Problem::EndsBeforeItStarts => t.form_ends_before_it_starts().into(),
        Problem::EasyToGuess => t.form_easy_to_guess().into(),
        Problem::NotAccepted => t.form_not_accepted().into(),
        Problem::NotRead => t.form_not_read().into(),
        Problem::TooFew { least } => t.form_too_few(least),
        Problem::NotPlaced => t.form_not_placed().into(),
        Problem::Enough { most } => t.form_enough(most),
        Problem::NotAsMany { count } => t.form_not_as_many(u64::from(*count)),
        Problem::NotANumber => t.form_not_a_number().into(),
        Problem::NotBetween { least, most } => t.form_not_between(least, most),
        Problem::WrongPassword => t.form_wrong_password().into(),
        Problem::Incomplete => t.form_incomplete().into(),
    }
}

/// What assistive technology is told of a control: that something is wrong with the field `name`, and what describes it. That it is
/// required is in its name already, and would be said twice. Spread over the control: `<input {..described(name, hint, counter)}/>`.
pub(super) fn described(name: &'static str, hint: bool, counter: bool) -> impl Attribute + use<> {
    let problem = use_form().field(name).problem;
    (
        aria_invalid(move || problem.with(Option::is_some).then_some("true")),
        aria_describedby(move || described_by(name, hint, counter, problem.with(Option::is_some))),
    )
}

/// The ids that describe a field: its hint, its counter, its error, in this order; None if there are none.
#[must_use]
pub(super) fn described_by(name: &str, hint: bool, counter: bool, problem: bool) -> Option<String> {
    let parts = [(hint, "hint"), (counter, "counter"), (problem, "error")];
    let ids: Vec<String> =
        parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{name}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The frame of a field with one control: label above, hint, error, then the control. The control has the id `name`, and
/// [`described_by`] names its descriptions.
#[component]
pub fn FieldFrame(
    name: &'static str,
    #[prop(optional)] required: bool,
    /// A sentence on what is expected; empty: none.
    #[prop(optional, into)]
    hint: String,
    /// The language of label and hint, where it is not the page's.
    #[prop(optional_no_strip)]
    asked_in: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let form = use_form();
    let label = form.name(t, name);
    let problem = form.field(name).problem;
    view! {
        <div class="field" class:field-error=move || problem.with(Option::is_some)>
            <label for=name><span lang=asked_in>{label}</span><RequiredMark required/></label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint") lang=asked_in>{hint}</p> })}
            <FieldError name/>
            {children()}
        </div>
    }
}

/// The red star beside a label, read as "required".
#[component]
pub fn RequiredMark(required: bool) -> impl IntoView {
    let t = use_texts();
    required.then(|| {
        view! {
            <span class="required" aria-hidden="true">" *"</span>
            <span class="visually-hidden">" ("{t.form_required()}")"</span>
        }
    })
}

/// What is wrong with a field, beside it.
#[component]
pub fn FieldError(name: &'static str) -> impl IntoView {
    let t = use_texts();
    let problem = use_form().field(name).problem;
    move || {
        problem.get().map(|problem| {
            view! {
                <p class="error" id=format!("{name}-error")>
                    <span class="visually-hidden">{t.form_error_prefix()} " "</span>
                    {problem_text(t, &problem)}
                </p>
            }
        })
    }
}
