//! What somebody on the route decides, and says of a proposal: one draft of the person's own, kept until it is decided.

use super::{Action, draft::document_fields};
use crate::{
    choice::Choice,
    draft,
    draft::{Checker, Draft},
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of a comment.
pub const COMMENT_MOST: usize = 2_000;

/// The highest post number.
pub const NUMBER_MOST: u32 = 999_999;

draft! {
    /// A decision, what is said with it, and what is said of single fields: `on_title` of `title`.
    pub struct ReviewDraft => Review, check_review {
        Hrd decision,
        Hrd comment,
        Hrd post_number,
        Hrd issue_month,
        Hrd issue_year,
        Hrd on_language,
        Hrd on_title,
        Hrd on_place,
        Hrd on_city,
        Hrd on_country,
        Hrd on_duration,
        Hrd on_renewable,
        Hrd on_grade,
        Hrd on_office,
        Hrd on_unit,
        Hrd on_supervisor_name,
        Hrd on_supervisor_title,
        Hrd on_supervision,
        Hrd on_introduction,
        Hrd on_duties_lead,
        Hrd on_duties,
        Hrd on_outputs_lead,
        Hrd on_outputs,
        Hrd on_education_minimum,
        Hrd on_education_desirable,
        Hrd on_experience_minimum,
        Hrd on_experience_desirable,
        Hrd on_skills_minimum,
        Hrd on_skills_desirable,
        Hrd on_languages_minimum,
        Hrd on_languages_desirable,
        Hrd on_competencies,
        Hrd on_training,
        Hrd on_learning,
        Hrd on_background,
        Hrd on_sponsor,
        Hrd on_nationals,
        Hrd on_nationality,
    }
}

/// A checked decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub action: Action,
    pub comment: String,
    /// What the JPO unit gives when it accepts.
    pub issue: Option<Issue>,
    /// What is said of fields, in the order of the document.
    pub remarks: Vec<Remark>,
}

/// A post's number, and the month of its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub number: u32,
    pub month: u8,
    pub year: u16,
}

/// A comment on a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub field: String,
    pub text: String,
}

/// Which decisions the person has, the services know.
fn check_review(draft: &ReviewDraft, today: Date) -> Result<Review, Problems> {
    let mut check = Checker::new(draft);
    let action = check.required_option("decision", |slug| Action::parse(slug).filter(|a| a.is_decision()));
    let comment = check.paragraphs("comment", COMMENT_MOST);
    let mut remarks = Vec::new();
    for (_, field) in document_fields() {
        let text = on(field).map(|on| check.paragraphs(on, COMMENT_MOST)).unwrap_or_default();
        if !text.is_empty() {
            remarks.push(Remark { field: field.to_owned(), text });
        }
    }
    // A return says what is to be changed, here or at a field; a refusal says why.
    let said = !comment.is_empty() || (action == Some(Action::Return) && !remarks.is_empty());
    if !said && action.is_some_and(Action::needs_comment) {
        check.problems.add("comment", Problem::Missing);
    }
    let issue = match action {
        Some(Action::Accept) => {
            let number = check.required_number("post_number", 1, NUMBER_MOST);
            let month = check.month("issue_month", "issue_year", today);
            number.zip(month).and_then(|(number, month)| {
                let (year, month) = (u16::try_from(month.year).ok()?, u8::try_from(month.month).ok()?);
                Some(Issue { number, month, year })
            })
        }
        _ => None,
    };
    check.or(action.map(|action| Review { action, comment, issue, remarks }))
}

/// The field in which something is said of a field of the document; none if there is no such field.
#[must_use]
pub fn on(field: &str) -> Option<&'static str> {
    let names = ReviewDraft::FIELDS.iter().map(|(name, _)| *name);
    names.into_iter().find(|name| name.strip_prefix("on_") == Some(field))
}

/// The field of the document that a field of a review is about; none where it is about the whole.
#[must_use]
pub fn about(field: &str) -> Option<&'static str> {
    let name = field.strip_prefix("on_")?;
    document_fields().map(|(_, field)| field).find(|field| *field == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_can_be_said_of_every_field_of_the_document() {
        for (_, field) in document_fields() {
            assert_eq!(on(field).and_then(about), Some(field), "{field}");
        }
        assert_eq!(ReviewDraft::FIELDS.len(), 5 + document_fields().count());
    }

    #[test]
    fn a_return_says_what_is_to_be_changed() {
        let today = jiff::civil::date(2026, 11, 29);
        let problems = |fields: &[(&str, &str)]| ReviewDraft::of(fields.iter().copied()).check(today).err();
        let missing = Problems::from(("comment", Problem::Missing));
        assert_eq!(problems(&[("decision", "return")]), Some(missing.clone()));
        assert_eq!(problems(&[("decision", "return"), ("on_title", "Too long.")]), None);
        assert_eq!(problems(&[("decision", "decline"), ("on_title", "Too long.")]), Some(missing));
        assert_eq!(problems(&[("decision", "endorse")]), None);
        assert_eq!(
            problems(&[("decision", "submit")]),
            Some(Problems::from(("decision", Problem::NotAnOption)))
        );
        assert!(problems(&[("decision", "accept")]).is_some_and(|p| p.of("post_number").is_some()));
    }
}
