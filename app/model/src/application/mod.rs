//! Applications: a profile, a cover letter and answers, sent for a vacancy.

mod applicant;
mod asking;
mod desk;
mod left;
mod state;

pub use applicant::nationalities;
pub use asking::{Asking, EarlierLetter};
pub use desk::{Applicant, Applicants, Examined, Flagged};
pub use left::Left;
pub use state::{By, State, Step};

use crate::{
    country::Country,
    draft,
    form::{Fields, Opened},
    language::Lang,
    problem::{Problem, Problems},
    profile::{Parts, Profile, Stand},
    requirements::Rules,
    vacancy::{Listed, Nationality, Notice, Vacancy, nationality, question::Answer},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of a cover letter.
pub const COVER_LETTER_MOST: usize = 4000;

draft! {
    /// What is typed when applying. The answers are to the vacancy's own questions, by their ids.
    pub struct ApplicationDraft => Letter, check_application {
        Panel answer_1,
        Panel answer_2,
        Panel answer_3,
        Panel answer_4,
        Panel answer_5,
        Panel answer_6,
        Panel answer_7,
        Panel answer_8,
        Panel answer_9,
        Panel answer_10,
        Panel answer_11,
        Panel answer_12,
        Panel answer_13,
        Panel answer_14,
        Panel answer_15,
        Panel answer_16,
        Panel answer_17,
        Panel answer_18,
        Panel answer_19,
        Panel answer_20,
        Panel cover_letter,
        Person letter_read,
        Hrd personnel_number,
        Person tell_needs,
    }
}

/// What is right of itself, whatever the vacancy asks: [`Asking`] knows that.
fn check_application(draft: &ApplicationDraft, today: Date) -> Result<Letter, Problems> {
    Asking::default().check(draft, today)
}

/// The checked part of an application that is not the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Recommended, not mandatory (FAQ).
    pub cover_letter: String,
    /// Given by officials on secondment outside the organisation (FAQ).
    pub personnel_number: String,
    /// To the vacancy's questions, in their order; those that need not be answered may be left out.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// What HRD is to look at before anything else. It decides nothing, and nobody else is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// The answer to a question, by the question's id.
    Question(u8),
    /// The profile names no nationality that the vacancy is open to.
    Nationality,
}

/// What HRD is to look at in an application for a vacancy.
#[must_use]
pub fn flags(vacancy: &Vacancy, profile: &Profile, letter: &Letter) -> Vec<Flag> {
    let is_among = nationality(&vacancy.open_to, &nationalities(&profile.personal));
    let other = matches!(is_among, Nationality::NotAmong | Nationality::NotSaid).then_some(Flag::Nationality);
    let answered = letter.answers.iter().filter(|answer| {
        vacancy.questions.iter().any(|question| question.id == answer.id && question.flags(&answer.said))
    });
    other.into_iter().chain(answered.map(|answer| Flag::Question(answer.id))).collect()
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
    /// The day at headquarters since which it stands where it does.
    #[serde(with = "crate::date::iso")]
    pub since: Date,
    pub vacancy_number: String,
    pub vacancy_title: String,
    /// The language of the title.
    pub lang: Lang,
    pub vacancy_slug: String,
    /// Whether its vacancy takes applications now, by the server's clock.
    pub open: bool,
}

impl Applied {
    /// Whether the person can withdraw it.
    #[must_use]
    pub fn may_withdraw(&self) -> bool {
        self.state.may_become(State::Withdrawn, By::Applicant)
    }

    /// Whether the person can apply for its vacancy once more.
    #[must_use]
    pub fn may_apply_again(&self) -> bool {
        self.state == State::Withdrawn && self.open
    }
}

/// An application as its owner reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub applied: Applied,
    /// The earliest first.
    pub history: Vec<Step>,
    pub snapshot: Snapshot,
    /// The last day for applications as it stands now: it may have been extended since.
    #[serde(with = "crate::date::iso")]
    pub closes_on: Date,
}

/// How applications for a vacancy come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// On the day that the notice names.
    Deadline,
    /// Before that day.
    Early,
    /// With the vacancy.
    Cancelled,
}

/// How and when applications for a vacancy come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub how: How,
    /// The day in the vacancy's zone.
    #[serde(with = "crate::date::iso")]
    pub on: Date,
}

/// What the pages for applying need to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applying {
    pub vacancy: Listed,
    /// The rules by which the profile is compared with what the vacancy's grade asks for.
    pub rules: Rules,
    /// Whether applications are taken now, by the server's clock.
    pub open: bool,
    pub end: End,
    /// The server's clock: milliseconds since 1970.
    pub now: i64,
    /// The sections of the profile that must be completed first.
    pub missing: Vec<Stand>,
    /// How the person's nationalities stand to those that the vacancy is open to.
    pub nationality: Nationality,
    pub open_to: Vec<Country>,
    /// Whether the profile says that the person works in the organisation now.
    pub serves: bool,
    /// Where serving officials apply; empty where that is not set.
    pub internal_platform: String,
    /// Who arranges what candidates need during recruitment; empty where that is not set.
    pub accommodation: String,
    /// Whether what the person needs during recruitment can be told to those who arrange it.
    pub needs: bool,
    pub asking: Asking,
    /// The application that the person has sent for this vacancy already, and has not withdrawn.
    pub sent: Option<Applied>,
    /// The last one that the person has withdrawn.
    pub withdrawn: Option<Applied>,
}

/// What an application would be if it were sent now, to be read once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub applying: Applying,
    /// What is complete of the profile.
    pub profile: Parts,
    /// What is typed.
    pub opened: Opened,
    /// What is wrong with it.
    pub problems: Problems,
    /// What those who arrange it are told that the person needs; empty: they are told nothing.
    pub told: String,
    /// Names the submission, so that it is made once however often it comes.
    pub key: String,
    /// Marks what is shown, so that nothing else is sent.
    pub seen: String,
}

impl Review {
    /// Whether nothing is in the way of sending it but the declaration.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.applying.open
            && self.applying.sent.is_none()
            && self.applying.missing.is_empty()
            && self.opened.unsaved.is_none()
            && self.problems.is_empty()
    }

    /// What is typed.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.opened.saved.fields
    }
}

/// What is wrong with the declaration under a review.
#[must_use]
pub fn undeclared(fields: &Fields) -> Problems {
    let declared = !fields.get(DECLARATION).trim().is_empty();
    if declared { Problems::default() } else { (DECLARATION, Problem::NotAccepted).into() }
}

/// The field in which it is declared that all of an application is true.
pub const DECLARATION: &str = "truthful";

/// A review that is sent off: what was read, and that it is true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// [`Review::seen`].
    pub seen: String,
    /// [`Review::key`].
    pub key: String,
    /// Whether the person declares that all of it is true.
    pub truthful: bool,
}
