//! Applications: a profile and a cover letter, sent for a vacancy.

use crate::{
    choices, draft,
    draft::Checker,
    problem::{Problem, Problems},
    profile::{LINE_MOST, Profile, Stand},
    requirements::Rules,
    vacancy::{Listed, Notice},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of a cover letter.
pub const COVER_LETTER_MOST: usize = 4000;

choices! {
    /// Where an application stands, in words that a candidate understands.
    pub enum State {
        Received = "received",
        UnderReview = "under-review",
        Assessment = "assessment",
        NotSelected = "not-selected",
        Selected = "selected",
        Withdrawn = "withdrawn",
        Cancelled = "cancelled",
    }
}

draft! {
    /// What is typed when applying.
    pub struct ApplicationDraft => Letter, check_application {
        Panel cover_letter,
        Hrd personnel_number,
        Person tell_needs,
        Hrd truthful,
    }
}

/// The checked part of an application that is not the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Recommended, not mandatory (FAQ).
    pub cover_letter: String,
    /// Given by officials on secondment outside the organisation (FAQ).
    pub personnel_number: String,
}

fn check_application(draft: &ApplicationDraft, _today: Date) -> Result<Letter, Problems> {
    let mut check = Checker::new(draft);
    let cover_letter = check.paragraphs("cover_letter", COVER_LETTER_MOST);
    let personnel_number = check.line("personnel_number", LINE_MOST);
    if !check.ticked("truthful") {
        check.problems.add("truthful", Problem::NotAccepted);
    }
    check.or(Some(Letter { cover_letter, personnel_number }))
}

/// What was sent, as it was at that moment: neither the profile's later changes nor the notice's reach it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The address of the account.
    #[serde(default)]
    pub email: String,
    pub profile: Profile,
    pub letter: Letter,
    pub notice: Notice,
}

/// An application in its owner's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub id: String,
    /// The number by which the person and the organisation speak of it.
    pub reference: String,
    pub state: State,
    /// The day at headquarters on which it was sent.
    #[serde(with = "crate::date::iso")]
    pub submitted_on: Date,
    pub vacancy_number: String,
    pub vacancy_title: String,
    pub vacancy_slug: String,
}

/// An application as its owner reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub applied: Applied,
    pub snapshot: Snapshot,
}

/// What the page for applying needs to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applying {
    pub vacancy: Listed,
    /// The rules by which the profile is compared with what the vacancy's grade asks for.
    pub rules: Rules,
    /// Whether applications are taken now, by the server's clock.
    pub open: bool,
    /// The sections of the profile that must be completed first.
    pub missing: Vec<Stand>,
    /// Whether what the person needs during recruitment can be told to those who arrange it.
    pub needs: bool,
    /// The application that the person has sent for this vacancy already.
    pub sent: Option<Applied>,
}
