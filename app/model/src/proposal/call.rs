//! Calls for proposals: which country sponsors posts, and until when it is to be told of them.

use super::LEAD_MOST;
use crate::{
    country::Country,
    draft,
    draft::Checker,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most posts that a country sponsors in one call.
const PLACES_MOST: u32 = 100;

draft! {
    /// A call, as it is typed.
    pub struct CallDraft => Call, check_call {
        Public sponsor,
        Public deadline_day,
        Public deadline_month,
        Public deadline_year,
        Public places,
        Public note,
    }
}

/// A call for proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub sponsor: Country,
    /// The last day on which a proposal is submitted for it.
    #[serde(with = "crate::date::iso")]
    pub deadline: Date,
    /// How many posts it sponsors, where that is known.
    pub places: Option<u32>,
    pub note: String,
}

fn check_call(draft: &CallDraft, today: Date) -> Result<Call, Problems> {
    let mut check = Checker::new(draft);
    let sponsor = check.required_option("sponsor", Country::parse);
    let before = check.problems.0.len();
    let deadline = check.coming_date("deadline_day", "deadline_month", "deadline_year", today);
    if deadline.is_none() && check.problems.0.len() == before {
        check.problems.add("deadline_day", Problem::Missing);
    }
    let places = check.number("places", 1, PLACES_MOST);
    let note = check.paragraphs("note", LEAD_MOST);
    let value = sponsor.zip(deadline).map(|(sponsor, deadline)| Call { sponsor, deadline, places, note });
    check.or(value)
}
