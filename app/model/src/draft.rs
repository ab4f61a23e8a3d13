//! Drafts: what is typed, kept as it was typed, until it is checked.
//!
//! A draft has every field as text, so that anything can be saved; [`Draft::check`] turns it into a valid value or into
//! [`Problems`]. The [`draft!`](crate::draft!) macro declares one, and makes each field say who may see it.

use crate::{
    choice::{Choice, YesNo},
    date::{self, YearMonth},
    list,
    names::Names,
    problem::{Problem, Problems},
    text,
};
use jiff::civil::Date;

/// Who may see a field of a person. So far the person alone is shown any of it; whatever shows a person's fields to others
/// (panels, exports, reports) must follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// The panel, HRD and the person.
    Panel,
    /// HRD and the person.
    Hrd,
    /// The person, and those alone whom the person asks for help.
    Person,
    /// Everybody, once it is published: it is nobody's own.
    Public,
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
pub const LONGEST_SAVED: usize = 200_000;

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

    /// A name in every language, in `name_en`, `name_fr` and `name_es`: none may be empty.
    pub fn names(&mut self, most: usize) -> Names {
        let [en, fr, es] = Names::FIELDS.map(|field| self.required_line(field, most));
        Names { en, fr, es }
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

    /// A list, an item a line as [`list::items`] reads it: `most` items at most, each of at most `long` UTF-16 code units.
    pub fn list(&mut self, field: &str, most: usize, long: usize) -> Vec<String> {
        let items = list::items(self.draft.get(field));
        if items.len() > most {
            self.problems.add(field, Problem::TooMany { most: u32::try_from(most).unwrap_or(u32::MAX) });
        }
        items.into_iter().map(|item| self.text(field, item, long)).collect()
    }

    /// A list that must not be empty.
    pub fn required_list(&mut self, field: &str, most: usize, long: usize) -> Vec<String> {
        let items = self.list(field, most, long);
        if items.is_empty() {
            self.problems.add(field, Problem::Missing);
        }
        items
    }

    /// A date, whenever it is. None if all its fields are empty; the problem stands at the day's field.
    pub fn date(&mut self, day: &str, month: &str, year: &str, today: Date) -> Option<Date> {
        let get = |field| self.draft.get(field);
        match date::date(get(day), get(month), get(year), today) {
            Ok(date) => date,
            Err(problem) => {
                self.problems.add(day, problem);
                None
            }
        }
    }

    /// A date on which something is to be: not one that is over. None if all its fields are empty; the problem stands at the
    /// day's field.
    pub fn coming_date(&mut self, day: &str, month: &str, year: &str, today: Date) -> Option<Date> {
        let date = self.date(day, month, year, today)?;
        if date < today {
            self.problems.add(day, Problem::InThePast);
            return None;
        }
        Some(date)
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

    /// Those of the values on offer that stand in the field, a line each.
    pub fn options<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let chosen = self.draft.get(field).lines().map(str::trim).filter(|line| !line.is_empty());
        let values: Vec<Option<T>> = chosen.map(parse).collect();
        if values.iter().any(Option::is_none) {
            self.problems.add(field, Problem::NotAnOption);
        }
        values.into_iter().flatten().collect()
    }

    /// One of the values on offer, which must be chosen.
    pub fn required_option<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.draft.get(field).trim().is_empty() {
            self.problems.add(field, Problem::Missing);
        }
        self.option(field, parse)
    }

    /// A whole number from `least` to `most`; none if the field is empty.
    pub fn number(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        let typed = self.draft.get(field).trim();
        if typed.is_empty() {
            return None;
        }
        let value = typed.parse().ok().filter(|number| (least..=most).contains(number));
        if value.is_none() {
            self.problems.add(field, Problem::NotBetween { least, most });
        }
        value
    }

    /// A whole number from `least` to `most`, which must be there.
    pub fn required_number(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        if self.draft.get(field).trim().is_empty() {
            self.problems.add(field, Problem::Missing);
        }
        self.number(field, least, most)
    }

    /// A question that must be answered with yes or no. Gives what is said about a yes, in the lines of `detail`, which a
    /// yes asks for; empty for a no.
    pub fn required_answer(&mut self, field: &str, detail: &str, most: usize) -> Option<String> {
        Some(match self.required_option(field, YesNo::parse)? {
            YesNo::Yes => self.required_paragraphs(detail, most),
            YesNo::No => String::new(),
        })
    }

    /// A month that must be there; the problem stands at the month's field.
    pub fn month(&mut self, month: &str, year: &str, today: Date) -> Option<YearMonth> {
        let problem = match date::year_month(self.draft.get(month), self.draft.get(year), today) {
            Ok(Some(value)) => return Some(value),
            Ok(None) => Problem::Missing,
            Err(problem) => problem,
        };
        self.problems.add(month, problem);
        None
    }

    /// A month that must be there and not lie ahead.
    pub fn past_month(&mut self, month: &str, year: &str, today: Date) -> Option<YearMonth> {
        let value = self.month(month, year, today)?;
        if value > YearMonth::of(today) {
            self.problems.add(month, Problem::InTheFuture);
            return None;
        }
        Some(value)
    }

    /// From when to when, in the fields `from_…`, `to_…` and `current`: neither lies ahead, and the end not before the
    /// beginning. What is ticked to be current has no end, whatever stands in its fields.
    pub fn period(&mut self, today: Date) -> Option<(YearMonth, Option<YearMonth>)> {
        let from = self.past_month("from_month", "from_year", today);
        if self.ticked("current") {
            return Some((from?, None));
        }
        let to = self.past_month("to_month", "to_year", today);
        self.ends_after("to_month", from, to);
        Some((from?, Some(to?)))
    }

    /// Notes at the field of an end that it comes before the beginning, where both are there.
    pub fn ends_after(&mut self, field: &str, from: Option<YearMonth>, to: Option<YearMonth>) {
        if to.is_some() && to < from {
            self.problems.add(field, Problem::EndsBeforeItStarts);
        }
    }

    /// A date that must be there and not lie ahead; the problem stands at the day's field.
    pub fn past_date(&mut self, day: &str, month: &str, year: &str, today: Date) -> Option<Date> {
        let get = |field| self.draft.get(field);
        let problem = match date::date(get(day), get(month), get(year), today) {
            Ok(Some(date)) if date > today => Problem::InTheFuture,
            Ok(Some(date)) => return Some(date),
            Ok(None) => Problem::Missing,
            Err(problem) => problem,
        };
        self.problems.add(day, problem);
        None
    }

    /// This year, or one of so many before it; it must be there.
    pub fn recent_year(&mut self, field: &str, years: u32, today: Date) -> Option<u32> {
        let this_year = u32::try_from(today.year()).unwrap_or_default();
        self.required_number(field, this_year.saturating_sub(years), this_year)
    }

    /// The value, if nothing is wrong.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form's fields.
    pub fn or<T>(mut self, value: Option<T>) -> Result<T, Problems> {
        let place = |name: &str| D::FIELDS.iter().position(|(field, _)| *field == name);
        self.problems.0.sort_by_key(|problem| place(&problem.field));
        self.problems.or(value)
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
    // It has no more units than bytes.
    if text.len() <= most {
        return None;
    }
    let count = text::count(text);
    (count > most).then(|| u32::try_from(count - most).unwrap_or(u32::MAX))
}
