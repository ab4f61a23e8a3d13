//! Proposals of vacancies for Junior Professional Officers: where one stands, and the only steps there are. One table of it all.
//!
//! The route is that of the organisation's form: a supervisor proposes, the director of the department or office endorses, the
//! regional HR partner approves what is in the field, the JPO unit accepts, numbers and publishes.

pub mod call;
pub mod desk;
pub mod draft;
mod example;
mod parts;
pub mod recognise;
pub mod review;
mod sought;
pub mod start;
#[cfg(test)]
mod tests;
mod vacancy;
pub mod versions;

pub use example::is_unchanged;
pub use parts::*;

use crate::{account::Role, choices, organisation::Place};

choices! {
    /// Where a proposal stands.
    pub enum State {
        /// It is being written.
        Draft = "draft",
        /// It waits for the director of the department or office.
        Submitted = "submitted",
        /// It is endorsed, and waits for the HR partner of the region.
        Endorsed = "endorsed",
        /// It waits for the JPO unit.
        Received = "received",
        /// It is with its supervisor again, with comments.
        Returned = "returned",
        /// The JPO unit has numbered it, and publishes it.
        Accepted = "accepted",
        Declined = "declined",
        /// It is a vacancy.
        Published = "published",
        Filled = "filled",
        Withdrawn = "withdrawn",
    }
}

choices! {
    /// What is done with a proposal.
    pub enum Action {
        /// Its text as it stands goes to the director, for the first time or again.
        Submit = "submit",
        Endorse = "endorse",
        Approve = "approve",
        /// It gets its number.
        Accept = "accept",
        Return = "return",
        Decline = "decline",
        /// It becomes a vacancy.
        Publish = "publish",
        Fill = "fill",
        Withdraw = "withdraw",
    }
}

choices! {
    /// In whose hand a step is.
    pub enum Hand {
        /// The supervisor who proposes, and the others of the office who write with them.
        Author = "author",
        Director = "director",
        HrPartner = "hr-partner",
        JpoUnit = "jpo-unit",
    }
}

impl Hand {
    /// The role without which nobody has this hand.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Hand::Author => Role::Manager,
            Hand::Director => Role::Director,
            Hand::HrPartner => Role::HrPartner,
            Hand::JpoUnit => Role::JpoUnit,
        }
    }
}

/// A step: from where, in whose hand, what, of posts that are where (none: anywhere), and where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub from: State,
    pub by: Hand,
    pub action: Action,
    pub place: Option<Place>,
    pub to: State,
}

const fn step(from: State, by: Hand, action: Action, place: Option<Place>, to: State) -> Step {
    Step { from, by, action, place, to }
}

/// Every step that there is.
pub const STEPS: [Step; 24] = {
    use {Action as A, Hand as H, State as S};
    const HEADQUARTERS: Option<Place> = Some(Place::Headquarters);
    const FIELD: Option<Place> = Some(Place::Field);
    [
        step(S::Draft, H::Author, A::Submit, None, S::Submitted),
        step(S::Draft, H::Author, A::Withdraw, None, S::Withdrawn),
        // A newer text takes the place of the one that waits; what was endorsed is endorsed again.
        step(S::Submitted, H::Author, A::Submit, None, S::Submitted),
        step(S::Submitted, H::Author, A::Withdraw, None, S::Withdrawn),
        step(S::Submitted, H::Director, A::Endorse, HEADQUARTERS, S::Received),
        step(S::Submitted, H::Director, A::Endorse, FIELD, S::Endorsed),
        step(S::Submitted, H::Director, A::Return, None, S::Returned),
        step(S::Endorsed, H::Author, A::Submit, None, S::Submitted),
        step(S::Endorsed, H::Author, A::Withdraw, None, S::Withdrawn),
        step(S::Endorsed, H::HrPartner, A::Approve, FIELD, S::Received),
        step(S::Endorsed, H::HrPartner, A::Return, FIELD, S::Returned),
        step(S::Received, H::Author, A::Submit, None, S::Submitted),
        step(S::Received, H::Author, A::Withdraw, None, S::Withdrawn),
        step(S::Received, H::JpoUnit, A::Accept, None, S::Accepted),
        step(S::Received, H::JpoUnit, A::Return, None, S::Returned),
        step(S::Received, H::JpoUnit, A::Decline, None, S::Declined),
        step(S::Returned, H::Author, A::Submit, None, S::Submitted),
        step(S::Returned, H::Author, A::Withdraw, None, S::Withdrawn),
        step(S::Accepted, H::JpoUnit, A::Publish, None, S::Published),
        step(S::Accepted, H::JpoUnit, A::Return, None, S::Returned),
        step(S::Accepted, H::JpoUnit, A::Decline, None, S::Declined),
        step(S::Accepted, H::JpoUnit, A::Withdraw, None, S::Withdrawn),
        step(S::Published, H::JpoUnit, A::Fill, None, S::Filled),
        step(S::Published, H::JpoUnit, A::Withdraw, None, S::Withdrawn),
    ]
};

impl State {
    /// Where a step leads of a post that is there; none where it may not be taken.
    #[must_use]
    pub fn after(self, by: Hand, action: Action, place: Place) -> Option<State> {
        STEPS.iter().find(|step| step.is(self, by, place) && step.action == action).map(|step| step.to)
    }

    /// What may be done here by a hand, with a post that is there.
    pub fn actions(self, by: Hand, place: Place) -> impl Iterator<Item = Action> {
        STEPS.iter().filter(move |step| step.is(self, by, place)).map(|step| step.action)
    }

    /// Whose turn it is; none: nobody's, for it is over.
    #[must_use]
    pub const fn turn(self) -> Option<Hand> {
        match self {
            State::Draft | State::Returned => Some(Hand::Author),
            State::Submitted => Some(Hand::Director),
            State::Endorsed => Some(Hand::HrPartner),
            State::Received | State::Accepted | State::Published => Some(Hand::JpoUnit),
            State::Declined | State::Filled | State::Withdrawn => None,
        }
    }

    /// After how many days a turn is overdue, and its holder reminded. A draft's writer is not waited for, nor are those whose
    /// vacancy runs.
    #[must_use]
    pub const fn days(self) -> Option<u32> {
        match self {
            State::Submitted | State::Endorsed => Some(7),
            State::Received | State::Returned => Some(14),
            State::Accepted => Some(21),
            _ => None,
        }
    }

    /// The hand that a mail calls when a proposal comes here. A published one calls nobody: its vacancy takes its course.
    #[must_use]
    pub fn calls(self) -> Option<Hand> {
        self.turn().filter(|_| self != State::Published)
    }

    /// Whether whoever holds the turn has had it for longer than they should, after so many days.
    #[must_use]
    pub fn is_overdue(self, waited: u32) -> bool {
        self.days().is_some_and(|days| waited >= days)
    }

    /// Whether a text is with others, to be decided on, and a newer one can take its place.
    #[must_use]
    pub fn awaits_decision(self) -> bool {
        self.writer() == Some(Hand::Author) && self.turn() != Some(Hand::Author)
    }

    /// Whose hand may change the text here; none: nobody's.
    #[must_use]
    pub const fn writer(self) -> Option<Hand> {
        match self {
            State::Draft | State::Submitted | State::Endorsed | State::Received | State::Returned => {
                Some(Hand::Author)
            }
            State::Accepted => Some(Hand::JpoUnit),
            State::Declined | State::Published | State::Filled | State::Withdrawn => None,
        }
    }
}

impl Step {
    fn is(&self, from: State, by: Hand, place: Place) -> bool {
        self.from == from && self.by == by && self.place.is_none_or(|of| of == place)
    }
}

impl Action {
    /// Whether it is a decision: on a text that was read, and never on one's own.
    #[must_use]
    pub const fn is_decision(self) -> bool {
        !matches!(self, Action::Submit | Action::Withdraw | Action::Fill)
    }

    /// Whether it must be explained.
    #[must_use]
    pub const fn needs_comment(self) -> bool {
        matches!(self, Action::Return | Action::Decline)
    }
}
