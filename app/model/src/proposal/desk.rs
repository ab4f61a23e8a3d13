//! A proposal as those on its route have it before them: a row of a list, and its own page.

use super::{
    Action, Hand, State,
    call::Call,
    draft::{Part, ProposalDraft, Stand},
    review::{Issue, Remark},
};
use crate::{country::Country, form::Form, language::Lang, organisation::Place, vacancy::Region};
use serde::{Deserialize, Serialize};

/// What a list is narrowed and ordered by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    pub state: Option<State>,
    pub region: Option<Region>,
    /// A department or office, by its id.
    pub office: String,
    pub sponsor: Option<Country>,
    /// Part of a title, or a post number.
    pub words: String,
    pub order: Option<Order>,
    /// From 1.
    pub page: u32,
}

crate::choices! {
    /// What a list is ordered by.
    pub enum Order {
        /// Those that wait longest first.
        Age = "age",
        Number = "number",
        Title = "title",
        State = "state",
        Office = "office",
        Sponsor = "sponsor",
    }
}

/// A proposal in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub id: String,
    /// The post number, once it has one.
    pub number: Option<u32>,
    /// Empty as long as none is typed.
    pub title: String,
    pub lang: Lang,
    pub state: State,
    pub place: Option<Place>,
    pub region: Option<Region>,
    /// The name of the department or office; empty as long as none is chosen.
    pub office: String,
    /// The sponsoring country's name; empty as long as none is known.
    pub sponsor: String,
    /// Since when it stands where it does: milliseconds since 1970.
    pub since: i64,
    /// How many days that is.
    pub days: u32,
    /// Whether it has waited longer there than it should.
    pub overdue: bool,
    /// Whether nobody is there whose turn it is.
    pub stuck: bool,
    /// The address of the vacancy's notice; empty until it is one.
    pub slug: String,
    /// Whether it was submitted after the call for its sponsor had ended.
    pub late: bool,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub rows: Vec<Row>,
    pub page: u32,
    pub pages: u32,
    pub total: u32,
    /// Whether the person may begin a proposal.
    pub may_propose: bool,
    /// Whether the person sees all proposals: the JPO unit.
    pub all: bool,
    /// The calls that are open.
    pub calls: Vec<Called>,
}

/// A call, and how many proposals were submitted for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    pub id: String,
    pub call: Call,
    /// The sponsoring country's name.
    pub sponsor: String,
    pub proposals: u32,
    pub open: bool,
}

/// Something that was done with a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub action: Action,
    /// Who did it.
    pub by: String,
    pub at: i64,
    /// Where it led.
    pub to: State,
    /// The version that it was done with.
    pub version: u32,
    pub comment: String,
    pub remarks: Vec<Remark>,
}

/// A proposal's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub row: Row,
    pub issue: Option<Issue>,
    /// The parts that the person may write; empty: none.
    pub parts: Vec<Stand>,
    /// What the person may do now.
    pub actions: Vec<Action>,
    /// Whose turn it is, by name; empty: nobody is there.
    pub turn: Vec<String>,
    /// What stands in the way of submitting it, beside what is not written.
    pub hindrances: Vec<Hindrance>,
    /// A number that changes with whatever is saved of it.
    pub edition: i64,
    /// The version that was submitted last; 0: none yet.
    pub version: u32,
    /// Whether what is written differs from it.
    pub changed: bool,
    /// What was done with it, the latest first.
    pub record: Vec<Done>,
    /// The person's texts that wait beside newer ones.
    pub waiting: Vec<Form>,
    /// The vacancy that it became, by its id.
    pub vacancy: String,
}

impl File {
    /// The part that a return asks to be changed first: the first in the document's order of which something was said.
    #[must_use]
    pub fn first_remark(&self) -> Option<(Part, &Remark)> {
        let returned = self.record.iter().find(|done| done.action != Action::Submit)?;
        let remark = returned.remarks.first().filter(|_| self.row.state == State::Returned)?;
        Some((Part::of_field(&remark.field)?, remark))
    }
}

/// What a proposal says, to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub draft: ProposalDraft,
    /// The version that this is; 0: it is not submitted.
    pub version: u32,
    pub edition: i64,
    /// The name of the department or office, in the proposal's language.
    pub office: String,
    pub issue: Option<Issue>,
    pub state: State,
    /// What was said of fields when it was returned last; empty unless it is with its supervisor again.
    pub remarks: Vec<Remark>,
}

/// What waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub row: Row,
    pub hand: Hand,
}

/// What a new proposal can begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starts {
    /// Earlier proposals that the person may read, the latest first.
    pub proposals: Vec<Beginning>,
    /// Generic job descriptions.
    pub generic: Vec<Beginning>,
}

/// Something to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    pub id: String,
    pub title: String,
    pub lang: Lang,
}

crate::choices! {
    /// Why a proposal that is written in full cannot be submitted.
    pub enum Hindrance {
        /// No such department or office is there any longer.
        OfficeClosed = "office-closed",
        /// It is not one of the person's own.
        NotYours = "not-yours",
        /// A field office, and a post at headquarters.
        OfficeInField = "office-in-field",
        /// Nobody directs the department or office who may decide on this proposal.
        NoDirector = "no-director",
        /// The region has no HR partner who may decide on this proposal.
        NoPartner = "no-partner",
        /// Nothing has changed since it was submitted.
        Unchanged = "unchanged",
    }
}
