//! A vacancy as HRD has it on the desk: a row of the list, and its own page.

use super::{
    Category, Grade, Vacancy,
    draft::{Part, Stand, question::Answered},
    life::{Stage, Step},
};
use crate::{form::Form, language::Lang, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

impl Vacancy {
    /// What it is found by on the desk beside its number: its titles in every language, folded.
    #[must_use]
    pub fn titles(&self) -> String {
        let titles: Vec<String> = self.texts.values().map(|in_lang| text::fold(&in_lang.title)).collect();
        titles.join("\n")
    }
}

/// What a list is narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Where the vacancies stand; none: those that are open.
    pub stage: Option<Stage>,
    pub category: Option<Category>,
    /// Part of a number or a title; of vacancies that are over, of the number alone.
    pub words: String,
    /// From 1.
    pub page: u32,
}

/// A vacancy in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    /// Empty until it is published.
    pub number: String,
    /// Empty as long as none is typed.
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    pub category: Option<Category>,
    pub grade: Option<Grade>,
    pub stage: Stage,
    /// Whether a change to it is begun; a draft is one.
    pub changing: bool,
    pub applications: u32,
    /// Days as they are written in the notice; none in a draft.
    pub days: Option<Days>,
}

/// From when to when a vacancy takes applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    #[serde(with = "crate::date::iso")]
    pub published_on: Date,
    #[serde(with = "crate::date::iso")]
    pub closes_on: Date,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub rows: Vec<Row>,
    pub stage: Stage,
    pub page: u32,
    pub pages: u32,
    /// How many vacancies stand where, whatever else is sought.
    pub counts: Vec<(Stage, u32)>,
}

/// A vacancy's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub row: Row,
    /// The address of its notice, once it is published.
    pub slug: String,
    /// The number that it would get now, with its place left open; empty once it has one, or as long as it is not known.
    pub series: String,
    /// The parts of it that are being written, in their order.
    pub parts: Vec<Stand>,
    /// What may be done with it now.
    pub steps: Vec<Step>,
    /// A number that changes with whatever is saved of it: a step is taken on what was seen.
    pub edition: i64,
    /// The version that is or was published; 0: none yet.
    pub version: i64,
    /// What was done with it, the latest first.
    pub record: Vec<Done>,
    /// Its forms in which a text of the person's waits.
    pub waiting: Vec<Form>,
}

/// Something that was done with a vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The action's slug.
    pub action: String,
    /// What was written, where that is what was done.
    pub part: Option<Part>,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who did it; empty: the platform, or somebody who is no longer there.
    pub by: String,
}

/// The screening questions of a vacancy that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    /// The version of their order.
    pub base: i64,
    /// In their order.
    pub rows: Vec<QuestionRow>,
    /// Whether there are all that there can be.
    pub full: bool,
}

/// A question in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRow {
    pub id: u8,
    /// What it asks; empty as long as nothing is typed.
    pub asks: String,
    /// The language of it.
    pub lang: Lang,
    pub answered: Option<Answered>,
    /// Whether something is missing.
    pub wrong: bool,
}
