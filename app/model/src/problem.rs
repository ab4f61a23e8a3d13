//! What is wrong with a draft, as data: worded by `app` in the reader's language.

use crate::account::Role;
use serde::{Deserialize, Serialize};

/// What is wrong with a field, or with an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was entered where something must be.
    Missing,
    /// More UTF-16 code units than the field takes, by so many.
    TooLong { over: u32 },
    /// Fewer characters than the field needs at least.
    TooShort { least: u32 },
    /// A control character, which a paste from a broken document brings along.
    ForbiddenCharacter,
    /// Not one of the values on offer.
    NotAnOption,
    /// Where an institution is that the list of institutions does not have was not said.
    NotListed,
    /// Not an e-mail address.
    NotAnEmail,
    /// A line of a list that is not an e-mail address.
    NoAddress { line: String },
    /// An e-mail address that no account has which can be used.
    NoAccount { address: String },
    /// The account of an address has not the role that is asked for.
    WithoutRole { address: String, role: Role },
    /// The person who stands in another field already.
    SamePerson,
    /// A name or code that another one has.
    Taken,
    /// Not the address of a page on the web.
    NotALink,
    /// Not a date of the calendar.
    NotADate,
    /// A part of a date is missing.
    IncompleteDate,
    /// A date later than today, where only the past makes sense.
    InTheFuture,
    /// A date that is over, where only one to come makes sense.
    InThePast,
    /// A day that is not later than the one that it is to take the place of.
    NotLater,
    /// Another value than one that can no longer be changed.
    Settled,
    /// More lines than a list takes.
    TooMany { most: u32 },
    /// A year so early or late that it must be a slip.
    UnlikelyYear,
    /// A date of birth that makes the person younger than the least age, in years.
    TooYoung { least: u32 },
    /// A signature so old that it must be given anew.
    SignedLongAgo,
    /// A period that ends before it starts.
    EndsBeforeItStarts,
    /// A password that is among the first that anybody would try.
    EasyToGuess,
    /// A password that is not the account's.
    WrongPassword,
    /// A thing that must be accepted or confirmed was not.
    NotAccepted,
    /// A text for another occasion that was not read again.
    NotRead,
    /// A list that needs so many entries at least has fewer.
    TooFew { least: u32 },
    /// A text that was read in and has no place yet.
    NotPlaced,
    /// As many as there may be are there already.
    Enough { most: u32 },
    /// A number that is not one, or out of its bounds.
    NotANumber,
    /// Not as many lines as in the first language.
    NotAsMany { count: u32 },
    /// Not a whole number from one to the other.
    NotBetween { least: u32, most: u32 },
    /// A section of the profile that is not complete; the field names it.
    Incomplete,
}

/// A problem and the field it concerns, by the name under which the field is saved and posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    pub field: String,
    pub problem: Problem,
}

/// All that is wrong with a draft, in the order of its fields. Never empty where it is the error of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<FieldProblem>);

impl Problems {
    /// Notes a problem of a field.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.0.push(FieldProblem { field: field.into(), problem });
    }

    /// The first problem of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|p| p.field == field).map(|p| &p.problem)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &FieldProblem> {
        self.0.iter()
    }

    /// The value, if nothing was noted.
    ///
    /// # Errors
    /// These problems, if there are any or the value could not be made.
    pub fn or<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

impl From<(&str, Problem)> for Problems {
    fn from((field, problem): (&str, Problem)) -> Self {
        Problems(vec![FieldProblem { field: field.to_owned(), problem }])
    }
}
