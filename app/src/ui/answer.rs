//! What selects, radios and tick boxes offer.

use crate::texts::{Texts, use_texts};
use model::choice::{Choice, YesNo};
use std::borrow::Cow;

/// One of the answers that a field offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What is saved and posted.
    pub value: Cow<'static, str>,
    /// What people read.
    pub label: Cow<'static, str>,
    /// What the label leaves open; empty: nothing.
    pub hint: Cow<'static, str>,
    /// The language of the label, where it is not the page's.
    pub lang: Option<&'static str>,
}

impl Answer {
    /// An answer without a hint.
    #[must_use]
    pub fn new(value: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self { value: value.into(), label: label.into(), hint: Cow::Borrowed(""), lang: None }
    }

    /// Answers of values and what they are called, as lists of countries come to a page.
    #[must_use]
    pub fn named(all: impl IntoIterator<Item = (String, String)>) -> Vec<Self> {
        all.into_iter().map(|(value, label)| Self::new(value, label)).collect()
    }

    /// The same answer, whose label is in another language than the page.
    #[must_use]
    pub fn lang(self, lang: Option<&'static str>) -> Self {
        Self { lang, ..self }
    }

    /// The same answer with a sentence that explains it.
    #[must_use]
    pub fn hint(self, hint: impl Into<Cow<'static, str>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// Whether a field's text holds it: several answers stand on a line each, and an empty text is the answer without a value.
    pub(super) fn is_in(&self, text: &str) -> bool {
        text == self.value || text.lines().any(|chosen| chosen == self.value)
    }
}

/// All values of a closed list as answers, in its order.
#[must_use]
pub fn answers<C: Choice>(label: fn(Texts, C) -> &'static str) -> Vec<Answer> {
    let t = use_texts();
    C::ALL.iter().map(|choice| Answer::new(choice.slug(), label(t, *choice))).collect()
}

/// "Yes" and "No".
#[must_use]
pub fn yes_no() -> Vec<Answer> {
    answers(|t, answer| match answer {
        YesNo::Yes => t.form_yes(),
        YesNo::No => t.form_no(),
    })
}
