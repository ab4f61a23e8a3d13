//! What a profile may say besides: training, publications, memberships, references, and more about the person.

use super::{LINE_MOST, Listed, TypedPeriod};
use crate::{
    choice::Choice,
    choices,
    date::YearMonth,
    draft,
    draft::Checker,
    email::Email,
    problem::{Problem, Problems},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most UTF-16 code units of a remark.
pub const REMARK_MOST: usize = 1000;
/// The most UTF-16 code units of why somebody wants to work here.
pub const MOTIVATION_MOST: usize = 2000;

/// How many years ago something may have been published.
const PUBLISHED_YEARS: u32 = 80;

draft! {
    /// A course, beside what is education.
    pub struct TrainingDraft => Training, check_training {
        Panel course,
        Panel provider,
        Panel done_month,
        Panel done_year,
        Panel length,
        Panel certificate,
    }
}

/// A checked course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    pub course: String,
    pub provider: String,
    /// When it was completed.
    pub done: YearMonth,
    /// How long it was, in words; may be empty.
    pub length: String,
    /// What was obtained; may be empty.
    pub certificate: String,
}

fn check_training(draft: &TrainingDraft, today: Date) -> Result<Training, Problems> {
    let mut check = Checker::new(draft);
    let course = check.required_line("course", LINE_MOST);
    let provider = check.required_line("provider", LINE_MOST);
    let done = check.past_month("done_month", "done_year", today);
    let length = check.line("length", LINE_MOST);
    let certificate = check.line("certificate", LINE_MOST);
    let value = done.map(|done| Training { course, provider, done, length, certificate });
    check.or(value)
}

impl Listed for TrainingDraft {
    fn title(&self) -> String {
        super::joined(&[&self.course, &self.provider])
    }

    fn period(&self) -> TypedPeriod {
        let to = (self.done_month.clone(), self.done_year.clone());
        TypedPeriod { to, ..TypedPeriod::default() }
    }
}

draft! {
    /// Something that was published.
    pub struct PublicationDraft => Publication, check_publication {
        Panel publication,
        Panel authors,
        Panel published_in,
        Panel published_year,
        Panel link,
    }
}

/// A checked publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    pub publication: String,
    pub authors: String,
    /// The journal, the book or the publisher.
    pub published_in: String,
    pub year: u32,
    /// Where it can be read; may be empty.
    pub link: String,
}

fn check_publication(draft: &PublicationDraft, today: Date) -> Result<Publication, Problems> {
    let mut check = Checker::new(draft);
    let publication = check.required_line("publication", LINE_MOST);
    let authors = check.required_line("authors", LINE_MOST);
    let published_in = check.required_line("published_in", LINE_MOST);
    let year = check.recent_year("published_year", PUBLISHED_YEARS, today);
    let link = check.line("link", LINE_MOST);
    if !(link.is_empty() || link.starts_with("https://") || link.starts_with("http://")) {
        check.problems.add("link", Problem::NotALink);
    }
    let value = year.map(|year| Publication { publication, authors, published_in, year, link });
    check.or(value)
}

impl Listed for PublicationDraft {
    fn title(&self) -> String {
        super::joined(&[&self.publication, &self.published_in])
    }

    fn period(&self) -> TypedPeriod {
        TypedPeriod { to: (String::new(), self.published_year.clone()), ..TypedPeriod::default() }
    }
}

draft! {
    /// Belonging to a professional body.
    pub struct MembershipDraft => Membership, check_membership {
        Panel body,
        Panel position,
        Panel from_month,
        Panel from_year,
        Panel ended_month,
        Panel ended_year,
    }
}

/// A checked membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub body: String,
    /// May be empty.
    pub position: String,
    pub from: YearMonth,
    /// None: it lasts.
    pub to: Option<YearMonth>,
}

fn check_membership(draft: &MembershipDraft, today: Date) -> Result<Membership, Problems> {
    let mut check = Checker::new(draft);
    let body = check.required_line("body", LINE_MOST);
    let position = check.line("position", LINE_MOST);
    let from = check.past_month("from_month", "from_year", today);
    let lasts = draft.ended_month.trim().is_empty() && draft.ended_year.trim().is_empty();
    let to = if lasts { None } else { check.past_month("ended_month", "ended_year", today) };
    check.ends_after("ended_month", from, to);
    let value = from.map(|from| Membership { body, position, from, to });
    check.or(value)
}

impl Listed for MembershipDraft {
    fn title(&self) -> String {
        super::joined(&[&self.body, &self.position])
    }

    fn period(&self) -> TypedPeriod {
        let to = (self.ended_month.clone(), self.ended_year.clone());
        let current = to.0.trim().is_empty() && to.1.trim().is_empty() && !self.from_year.trim().is_empty();
        TypedPeriod { from: (self.from_month.clone(), self.from_year.clone()), to, current }
    }
}

draft! {
    /// Somebody who can speak of the person's work.
    pub struct ReferenceDraft => Reference, check_reference {
        Hrd referee,
        Hrd referee_position,
        Hrd referee_email,
        Hrd referee_phone,
        Hrd relation,
    }
}

/// A checked reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub referee: String,
    /// Position and employer.
    pub position: String,
    pub email: String,
    /// May be empty.
    pub phone: String,
    /// How they worked together.
    pub relation: String,
}

fn check_reference(draft: &ReferenceDraft, _today: Date) -> Result<Reference, Problems> {
    let mut check = Checker::new(draft);
    let referee = check.required_line("referee", LINE_MOST);
    let position = check.required_line("referee_position", LINE_MOST);
    let email = check.required_line("referee_email", LINE_MOST);
    if !email.is_empty() && Email::parse(&email).is_none() {
        check.problems.add("referee_email", Problem::NotAnEmail);
    }
    let phone = check.line("referee_phone", LINE_MOST);
    let relation = check.required_line("relation", LINE_MOST);
    check.or(Some(Reference { referee, position, email, phone, relation }))
}

impl Listed for ReferenceDraft {
    fn title(&self) -> String {
        super::joined(&[&self.referee, &self.referee_position])
    }
}

choices! {
    /// Where the person would work.
    pub enum Mobility {
        Anywhere = "anywhere",
        SomePlaces = "some-places",
        Home = "home",
    }
}

choices! {
    /// How the person heard of the platform.
    pub enum Source {
        OwnSite = "own-site",
        Alert = "alert",
        SearchEngine = "search-engine",
        JobBoard = "job-board",
        SocialMedia = "social-media",
        Fair = "fair",
        University = "university",
        Colleague = "colleague",
        Government = "government",
        Other = "other",
    }
}

draft! {
    /// What else the person wants to say.
    pub struct MoreDraft => More, check_more {
        Panel motivation,
        Panel skills,
        Panel computer_skills,
        Panel mobility,
        Panel places,
        Panel notice,
        Hrd source,
    }
}

/// Checked further remarks; what was not said is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct More {
    pub motivation: String,
    pub skills: String,
    pub computer_skills: String,
    pub mobility: Option<Mobility>,
    /// Where, if not anywhere.
    pub places: String,
    /// From when the person could work.
    pub notice: String,
    pub source: Option<Source>,
}

fn check_more(draft: &MoreDraft, _today: Date) -> Result<More, Problems> {
    let mut check = Checker::new(draft);
    let motivation = check.paragraphs("motivation", MOTIVATION_MOST);
    let skills = check.paragraphs("skills", REMARK_MOST);
    let computer_skills = check.paragraphs("computer_skills", REMARK_MOST);
    let mobility = check.option("mobility", Mobility::parse);
    let places = match mobility {
        Some(Mobility::SomePlaces) => check.required_line("places", LINE_MOST),
        _ => String::new(),
    };
    let notice = check.line("notice", LINE_MOST);
    let source = check.option("source", Source::parse);
    check.or(Some(More { motivation, skills, computer_skills, mobility, places, notice, source }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use jiff::civil::date as day;

    const TODAY: Date = day(2026, 11, 21);

    #[test]
    fn a_link_that_would_run_is_none() {
        let draft = |link: &str| {
            PublicationDraft::of([
                ("publication", "On wages"),
                ("authors", "A. Silva"),
                ("published_in", "Review"),
                ("published_year", "2020"),
                ("link", link),
            ])
            .check(TODAY)
        };
        assert!(draft("").is_ok() && draft("https://example.org/1").is_ok());
        assert_eq!(draft("javascript:alert(1)").unwrap_err().of("link"), Some(&Problem::NotALink));
    }

    #[test]
    fn a_membership_without_an_end_lasts_and_a_half_one_is_told() {
        let draft = |month: &str, year: &str| {
            MembershipDraft::of([
                ("body", "Bar"),
                ("from_month", "2"),
                ("from_year", "2020"),
                ("ended_month", month),
                ("ended_year", year),
            ])
            .check(TODAY)
        };
        assert_eq!(draft("", " ").map(|m| m.to), Ok(None));
        assert_eq!(draft("3", "").unwrap_err().of("ended_month"), Some(&Problem::IncompleteDate));
        assert_eq!(draft("1", "2020").unwrap_err().of("ended_month"), Some(&Problem::EndsBeforeItStarts));
    }

    #[test]
    fn places_are_asked_of_who_would_not_go_anywhere() {
        let draft = MoreDraft::of([("mobility", "some-places")]);
        assert_eq!(draft.check(TODAY).unwrap_err().of("places"), Some(&Problem::Missing));
        assert!(MoreDraft::of([("mobility", "anywhere")]).check(TODAY).is_ok());
    }
}
