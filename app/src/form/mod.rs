//! The form engine: what stands in a form's fields, what is wrong with it, and when that is said.
//!
//! Fields render plain HTML and own nothing: the document holds the text, one listener on the form reads it. So text that
//! arrives without an event (speech software, a password manager, typing before the page was alive) counts as well.

mod autosave;
mod draft_form;
#[cfg(feature = "hydrate")]
mod later;
#[cfg(feature = "hydrate")]
mod local;
mod sign_out;
mod today;

pub use autosave::{Autosave, SaveState};
#[cfg(feature = "hydrate")]
pub(crate) use draft_form::put_all;
pub use draft_form::{CheckedForm, DraftForm, Words};
#[cfg(feature = "hydrate")]
pub(crate) use later::Later;
#[cfg(feature = "hydrate")]
pub(crate) use local::forget_old;
pub use sign_out::SignOut;
pub use today::{provide_today, today};

use crate::texts::Texts;
use jiff::civil::Date;
use leptos::prelude::*;
use model::{
    form::Fields,
    problem::{Problem, Problems},
};
use std::sync::Arc;

/// Removes the copies of what was typed and not saved: with the account, there is nobody any more to save them.
pub fn forget_copies() {
    #[cfg(feature = "hydrate")]
    local::forget_all();
}

/// What checks a form's fields on a date.
pub type Check = Arc<dyn Fn(&Fields, Date) -> Problems + Send + Sync>;

/// What names a form's fields in the reader's language.
pub type Label = fn(Texts, &str) -> &'static str;

/// One field while its form is on the page.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// What stands in it.
    pub text: RwSignal<String>,
    /// What is wrong with it, once that is to be said.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether what is wrong is to be said: the field was left, or the form submitted.
    told: StoredValue<bool>,
}

/// A form that is on the page: the context that its fields find themselves in.
#[derive(Clone, Copy)]
pub struct FormContext {
    fields: StoredValue<Vec<(&'static str, Field)>>,
    check: StoredValue<Check>,
    label: Label,
    /// What is called otherwise than its field.
    own_names: StoredValue<Vec<(&'static str, String)>>,
    /// All that is wrong, since the last submission: what the error summary lists.
    pub summary: RwSignal<Problems>,
    /// Whether anything was typed since the page was opened.
    pub touched: RwSignal<bool>,
}

impl FormContext {
    /// A form of these fields, with what stands in them and what was wrong when it was last submitted.
    #[must_use]
    pub fn new(
        names: &[&'static str],
        texts: &Fields,
        problems: Problems,
        check: Check,
        label: Label,
    ) -> Self {
        let field = |name: &&'static str| {
            let problem = problems.of(name).cloned();
            let field = Field {
                text: RwSignal::new(texts.get(name).to_owned()),
                told: StoredValue::new(problem.is_some()),
                problem: RwSignal::new(problem),
            };
            (*name, field)
        };
        Self {
            fields: StoredValue::new(names.iter().map(field).collect()),
            check: StoredValue::new(check),
            label,
            own_names: StoredValue::new(Vec::new()),
            summary: RwSignal::new(problems),
            touched: RwSignal::new(false),
        }
    }

    /// What a field is called, in the reader's language.
    #[must_use]
    pub fn name(&self, t: Texts, field: &str) -> String {
        let own = self.own_names.try_with_value(|own| {
            own.iter().find(|(name, _)| *name == field).map(|(_, called)| called.clone())
        });
        own.flatten().unwrap_or_else(|| (self.label)(t, field).to_owned())
    }

    /// Calls fields by names of their own, such as a vacancy's questions.
    pub fn call(&self, names: Vec<(&'static str, String)>) {
        self.own_names.set_value(names);
    }

    /// The field of a name. A name that is not of the form gives a field of its own, which is not saved.
    #[must_use]
    pub fn field(&self, name: &str) -> Field {
        self.find(name).unwrap_or_else(|| Field {
            text: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            told: StoredValue::new(false),
        })
    }

    fn find(&self, name: &str) -> Option<Field> {
        self.fields
            .try_with_value(|fields| fields.iter().find(|(n, _)| *n == name).map(|(_, field)| *field))
            .flatten()
    }

    /// All that stands in the form.
    #[must_use]
    pub fn texts(&self) -> Fields {
        let texts = self.fields.try_with_value(|fields| {
            fields
                .iter()
                .map(|(name, field)| ((*name).to_owned(), field.text.try_get_untracked().unwrap_or_default()))
                .collect()
        });
        Fields(texts.unwrap_or_default())
    }

    /// Takes what stands in a field of the document; says whether it is new.
    pub fn take(&self, name: &str, text: String) -> bool {
        let Some(field) = self.find(name) else { return false };
        if field.text.try_with_untracked(|known| *known == text).unwrap_or(true) {
            return false;
        }
        field.text.set(text);
        if !self.touched.get_untracked() {
            self.touched.set(true);
        }
        if field.told.get_value() {
            self.tell();
        }
        true
    }

    /// A field was left: what is wrong with it is said from now on, unless nothing was entered at all, which is said at
    /// submission only.
    pub fn left(&self, name: &str) {
        let Some(field) = self.find(name) else { return };
        let problem = self.problems().of(name).cloned();
        if problem.as_ref().is_some_and(|problem| *problem != Problem::Missing) {
            field.told.set_value(true);
            field.problem.set(problem);
        }
    }

    /// Checks the whole form and says all that is wrong, in the summary as well.
    pub fn submit(&self) -> Problems {
        self.fields.with_value(|fields| fields.iter().for_each(|(_, field)| field.told.set_value(true)));
        let problems = self.problems();
        self.tell();
        self.summary.set(problems.clone());
        problems
    }

    /// What is wrong with what stands there now.
    #[must_use]
    pub fn problems(&self) -> Problems {
        let check = self.check.get_value();
        check(&self.texts(), today())
    }

    /// Says what is wrong with the fields of which it is to be said, and no longer what is right now.
    fn tell(&self) {
        let problems = self.problems();
        self.fields.with_value(|fields| {
            for (name, field) in fields {
                let problem = problems.of(name).cloned().filter(|_| field.told.get_value());
                if field.problem.with_untracked(|known| *known != problem) {
                    field.problem.set(problem);
                }
            }
        });
    }

    /// The fields' names.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.fields.with_value(|fields| fields.iter().map(|(name, _)| *name).collect())
    }
}

/// The form that a field stands in.
#[must_use]
pub fn use_form() -> FormContext {
    expect_context()
}
