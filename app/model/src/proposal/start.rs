//! What a new proposal begins with, as it is chosen.

use crate::{choices, draft, draft::Checker, problem::Problems, profile::LINE_MOST};
use jiff::civil::Date;

choices! {
    /// What a proposal can begin with, beside a form that is read in.
    pub enum Kind {
        Blank = "blank",
        /// An earlier proposal.
        Proposal = "proposal",
        /// A generic job description.
        Generic = "generic",
    }
}

draft! {
    /// What is chosen.
    pub struct StartDraft => Chosen, check_start {
        Public start,
        Public from_proposal,
        Public from_generic,
    }
}

/// What a proposal begins with: nothing, or something by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    Blank,
    Proposal(String),
    Generic(String),
}

/// What is begun with must be chosen.
fn check_start(draft: &StartDraft, _today: Date) -> Result<Chosen, Problems> {
    use crate::choice::Choice;
    let mut check = Checker::new(draft);
    let chosen = check.required_option("start", Kind::parse).map(|kind| match kind {
        Kind::Blank => Chosen::Blank,
        Kind::Proposal => Chosen::Proposal(check.required_line("from_proposal", LINE_MOST)),
        Kind::Generic => Chosen::Generic(check.required_line("from_generic", LINE_MOST)),
    });
    check.or(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draft::Draft, problem::Problem};

    #[test]
    fn what_is_begun_with_must_be_chosen() {
        let today = jiff::civil::date(2026, 11, 29);
        let check = |fields: &[(&str, &str)]| StartDraft::of(fields.iter().copied()).check(today);
        let missing = |field: &str| Err(Problems::from((field, Problem::Missing)));
        assert_eq!(check(&[]), missing("start"));
        assert_eq!(check(&[("start", "proposal")]), missing("from_proposal"));
        assert_eq!(check(&[("start", "generic"), ("from_proposal", "a")]), missing("from_generic"));
        assert_eq!(check(&[("start", "blank"), ("from_proposal", "a")]), Ok(Chosen::Blank));
        assert_eq!(check(&[("start", "proposal"), ("from_proposal", "a")]), Ok(Chosen::Proposal("a".into())));
    }
}
