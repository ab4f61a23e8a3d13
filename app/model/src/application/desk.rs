//! Applications as HRD goes through them.

use super::{Flag, Snapshot, State, Step};
use crate::{
    language::Lang,
    vacancy::{Page, question::Asked},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An application for a vacancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    pub id: String,
    pub reference: String,
    /// Whose it is, as it was sent.
    pub name: String,
    pub state: State,
    /// The day at headquarters on which it was received.
    #[serde(with = "crate::date::iso")]
    pub received_on: Date,
    pub flagged: Vec<Flagged>,
}

/// What HRD is to look at, with what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flagged {
    /// The profile names no nationality that the vacancy is open to.
    Nationality,
    /// An answer, as it is typed, and the question as it was asked.
    Answer(Asked, String),
}

impl Flagged {
    /// What flags of an application speak of.
    #[must_use]
    pub fn of(flags: &[Flag], snapshot: &Snapshot) -> Vec<Self> {
        let said = |flag: &Flag| match flag {
            Flag::Nationality => Some(Flagged::Nationality),
            Flag::Question(id) => {
                let asked = snapshot.notice.questions.iter().find(|asked| asked.id == *id)?;
                let answer = snapshot.letter.answers.iter().find(|answer| answer.id == *id)?;
                Some(Flagged::Answer(asked.clone(), answer.said.typed()))
            }
        };
        flags.iter().filter_map(said).collect()
    }
}

/// The applications for a vacancy, the first to be received first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicants {
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    pub page: Page<Applicant>,
}

/// One of them, to be moved on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    pub applicant: Applicant,
    /// The earliest first.
    pub history: Vec<Step>,
}
