//! Drafts: what is typed, kept as it was typed, until it is checked.
//!
//! A draft has every field as text, so that anything can be saved; [`Draft::check`] turns it into a valid value or into
//! [`Problems`]. The [`draft!`](crate::draft!) macro declares one, and makes each field say who may see it.

use crate::{
    problem::{Problem, Problems},
    text,
};
use jiff::civil::Date;

/// Who may see a field of a person. Views, exports, snapshots for panels, logs and reports follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// The panel, HRD and the person.
    Panel,
    /// HRD and the person.
    Hrd,
    /// The person, and those alone whom the person asks for help.
    Person,
}

/// A form's fields as text.
pub trait Draft: Default + Clone + PartialEq + Send + Sync + 'static {
    /// What a valid draft becomes.
    type Value;

    /// The names of the fields, in the order of the form, with who may see them.
    const FIELDS: &'static [(&'static str, Privacy)];

    /// The text of a field; empty for a name that is not one.
    fn get(&self, field: &str) -> &str;

    /// Sets a field, and says whether there is one of that name.
    fn set(&mut self, field: &str, text: String) -> bool;

    /// Checks the draft.
    ///
    /// # Errors
    /// All that is wrong with it, field by field.
    fn check(&self, today: Date) -> Result<Self::Value, Problems>;

    /// A draft of these fields; names that are not fields are passed over.
    fn of<N: AsRef<str>, T: Into<String>>(fields: impl IntoIterator<Item = (N, T)>) -> Self {
        let mut draft = Self::default();
        for (name, text) in fields {
            draft.set(name.as_ref(), text.into());
        }
        draft
    }

    /// Whether nothing was typed yet.
    fn is_blank(&self) -> bool {
        Self::FIELDS.iter().all(|(name, _)| self.get(name).trim().is_empty())
    }
}

/// The longest that any field may be saved, in UTF-16 code units: far beyond every field's own limit, so that a paste that
/// is too long is kept until its writer has cut it.
pub const LONGEST_SAVED: usize = 100_000;

/// Declares a draft: `draft! { /// doc  pub struct NameDraft { Panel employer, Hrd salary, } }`.
#[macro_export]
macro_rules! draft {
    ($(#[$doc:meta])* pub struct $name:ident => $value:ty, $check:path { $($privacy:ident $field:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $(#[serde(skip_serializing_if = "String::is_empty")] pub $field: String,)+ }

        impl $crate::draft::Draft for $name {
            type Value = $value;

            const FIELDS: &'static [(&'static str, $crate::draft::Privacy)] =
                &[$((stringify!($field), $crate::draft::Privacy::$privacy),)+];

            fn get(&self, field: &str) -> &str {
                match field {
                    $(stringify!($field) => &self.$field,)+
                    _ => "",
                }
            }

            fn set(&mut self, field: &str, text: String) -> bool {
                match field {
                    $(stringify!($field) => self.$field = text,)+
                    _ => return false,
                }
                true
            }

            fn check(&self, today: jiff::civil::Date) -> Result<$value, $crate::problem::Problems> {
                $check(self, today)
            }
        }
    };
}

/// Reads a draft's fields one after the other, and collects what is wrong.
#[derive(Debug)]
pub struct Checker<'a, D> {
    draft: &'a D,
    pub problems: Problems,
}

impl<'a, D: Draft> Checker<'a, D> {
    #[must_use]
    pub fn new(draft: &'a D) -> Self {
        Self { draft, problems: Problems::default() }
    }

    fn text(&mut self, field: &str, cleaned: String, most: usize) -> String {
        if text::forbidden(&cleaned).is_some() {
            self.problems.add(field, Problem::ForbiddenCharacter);
        }
        if let Some(over) = over(&cleaned, most) {
            self.problems.add(field, Problem::TooLong { over });
        }
        cleaned
    }

    /// A one-line text of at most `most` UTF-16 code units; may be empty.
    pub fn line(&mut self, field: &str, most: usize) -> String {
        let cleaned = text::line(self.draft.get(field));
        self.text(field, cleaned, most)
    }

    /// A one-line text that must not be empty.
    pub fn required_line(&mut self, field: &str, most: usize) -> String {
        let cleaned = self.line(field, most);
        self.required(field, cleaned)
    }

    /// A text of several lines of at most `most` UTF-16 code units; may be empty.
    pub fn paragraphs(&mut self, field: &str, most: usize) -> String {
        let cleaned = text::paragraphs(self.draft.get(field));
        self.text(field, cleaned, most)
    }

    /// A text of several lines that must not be empty.
    pub fn required_paragraphs(&mut self, field: &str, most: usize) -> String {
        let cleaned = self.paragraphs(field, most);
        self.required(field, cleaned)
    }

    fn required(&mut self, field: &str, cleaned: String) -> String {
        if cleaned.is_empty() {
            self.problems.add(field, Problem::Missing);
        }
        cleaned
    }

    /// One of the values on offer, as `parse` knows them; none if the field is empty.
    pub fn option<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = self.draft.get(field).trim();
        if chosen.is_empty() {
            return None;
        }
        let value = parse(chosen);
        if value.is_none() {
            self.problems.add(field, Problem::NotAnOption);
        }
        value
    }

    /// One of the values on offer, which must be chosen.
    pub fn required_option<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.draft.get(field).trim().is_empty() {
            self.problems.add(field, Problem::Missing);
        }
        self.option(field, parse)
    }

    /// Whether a single tick box is ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> bool {
        !self.draft.get(field).trim().is_empty()
    }
}

/// How many UTF-16 code units a text has too many, if it has.
#[must_use]
pub fn over(text: &str, most: usize) -> Option<u32> {
    let count = text::count(text);
    (count > most).then(|| u32::try_from(count - most).unwrap_or(u32::MAX))
}
