//! The forms whose drafts the server keeps, and the words in which browser and server speak about them.

use crate::{
    address::next_path,
    application::ApplicationDraft,
    choice::Choice,
    draft::{Draft, LONGEST_SAVED, over},
    language::Lang,
    problem::{Problem, Problems},
    profile::Section,
    proposal::{self, call::CallDraft, review::ReviewDraft},
    text,
    vacancy::draft::{
        Part,
        question::{self, QuestionDraft},
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

/// The most bytes that the texts of one form have together, to be kept: far below what the server takes at once.
pub const FORM_MOST: usize = 1_000_000;

/// What stands behind the address of a page for applying at the address of the review.
pub const REVIEW: &str = "/review";

/// A form of somebody, or one that several people share. Its text form, `profile/experience/{entry}`, is the key of the draft.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Form {
    /// A section of the profile that is no list.
    Section(Section),
    /// An entry of a list section, by its id.
    Entry(Section, String),
    /// An application, by the vacancy's slug.
    Application(String),
    /// A part of a vacancy that HRD writes, by its id.
    Vacancy(String, Part),
    /// A screening question of a vacancy that HRD writes, by the vacancy's id and its own.
    Question(String, u8),
    /// A part of a proposal, by its id.
    Proposal(String, proposal::draft::Part),
    /// What somebody on its route decides of a proposal, by its id.
    Review(String),
    /// A call for proposals, by its id.
    Call(String),
}

impl Form {
    /// The longest that its fields may be saved, in UTF-16 code units.
    #[must_use]
    pub const fn longest(&self) -> usize {
        match self {
            Form::Proposal(_, proposal::draft::Part::Rest) => proposal::REST_SAVED,
            _ => LONGEST_SAVED,
        }
    }

    /// Reads a key. None if there is no such form.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let plain = |id: &str| {
            (!id.is_empty()
                && id.len() <= 100
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
            .then(|| id.to_owned())
        };
        if let Some(slug) = key.strip_prefix("applications/") {
            return plain(slug).map(Form::Application);
        }
        if let Some(rest) = key.strip_prefix("vacancies/") {
            let (id, part) = rest.split_once('/')?;
            if let Some(question) = part.strip_prefix("questions/") {
                return Some(Form::Question(plain(id)?, question::id(&plain(question)?)?));
            }
            return Some(Form::Vacancy(plain(id)?, Part::parse(part)?));
        }
        if let Some(rest) = key.strip_prefix("proposals/") {
            return match rest.split_once('/')? {
                ("calls", id) => plain(id).map(Form::Call),
                (id, "review") => plain(id).map(Form::Review),
                (id, part) => Some(Form::Proposal(plain(id)?, proposal::draft::Part::parse(part)?)),
            };
        }
        let rest = key.strip_prefix("profile/")?;
        let (section, id) = match rest.split_once('/') {
            Some((section, id)) => (section, Some(plain(id)?)),
            None => (rest, None),
        };
        match (Section::parse(section)?, id) {
            (section, Some(id)) if section.is_list() => Some(Form::Entry(section, id)),
            (section, None) if !section.is_list() => Some(Form::Section(section)),
            _ => None,
        }
    }

    /// The section of the profile that the form belongs to.
    #[must_use]
    pub fn section(&self) -> Option<Section> {
        match self {
            Form::Section(section) | Form::Entry(section, _) => Some(*section),
            _ => None,
        }
    }

    /// What a form belongs to that several people share, and whose draft it is: none where it is one person's own.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        match self {
            Form::Vacancy(id, _) | Form::Question(id, _) => Some(format!("vacancies/{id}")),
            Form::Proposal(id, _) => Some(format!("proposals/{id}")),
            Form::Call(_) => Some(self.to_string()),
            Form::Section(_) | Form::Entry(..) | Form::Application(_) | Form::Review(_) => None,
        }
    }

    /// Whether it is one of the staff's, and its page in their area.
    const fn is_staff(&self) -> bool {
        !matches!(self, Form::Section(_) | Form::Entry(..) | Form::Application(_))
    }

    /// The form's page, in English.
    #[must_use]
    pub fn page(&self) -> String {
        match self {
            Form::Application(slug) => format!("/vacancies/{slug}/apply"),
            form if form.is_staff() => format!("/staff/{form}"),
            form => format!("/{form}"),
        }
    }

    /// The form of a page, by its English path. None where the page is not a form's.
    #[must_use]
    pub fn of_page(path: &str) -> Option<Self> {
        if let Some(key) = path.strip_prefix("/staff/") {
            return Form::parse(key).filter(Form::is_staff);
        }
        match path.strip_prefix("/vacancies/").and_then(|rest| rest.strip_suffix("/apply")) {
            Some(slug) => Form::parse(&format!("applications/{slug}")),
            None => Form::parse(path.strip_prefix('/')?).filter(|form| form.section().is_some()),
        }
    }

    /// The address of a page for applying or of the review before it, in whichever language, as it was asked for: where a section of
    /// the profile may lead back to. Any other gives nothing.
    #[must_use]
    pub fn page_for_applying(raw: &str) -> Option<&str> {
        let is_one = |page: &str| {
            let page = page.strip_suffix(REVIEW).unwrap_or(page);
            matches!(Form::of_page(page), Some(Form::Application(_)))
        };
        next_path(raw).filter(|address| is_one(Lang::of_path(address).1))
    }

    /// The names of the form's fields.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        let fields = match self {
            Form::Section(section) | Form::Entry(section, _) => section.fields(),
            Form::Application(_) => ApplicationDraft::FIELDS,
            Form::Vacancy(_, part) => part.fields(),
            Form::Question(..) => QuestionDraft::FIELDS,
            Form::Proposal(_, part) => part.fields(),
            Form::Review(_) => ReviewDraft::FIELDS,
            Form::Call(_) => CallDraft::FIELDS,
        };
        fields.iter().map(|(name, _)| *name).collect()
    }

    /// What is wrong with these fields if they were submitted today; of an application without what its vacancy asks, see
    /// [`Asking`](crate::application::Asking).
    #[must_use]
    pub fn problems(&self, fields: &Fields, today: Date) -> Problems {
        match self {
            Form::Section(section) | Form::Entry(section, _) => section.problems(fields, today),
            Form::Application(_) => fields.draft::<ApplicationDraft>().check(today).err().unwrap_or_default(),
            Form::Vacancy(_, part) => part.problems(fields, today),
            Form::Question(..) => fields.draft::<QuestionDraft>().check(today).err().unwrap_or_default(),
            Form::Proposal(_, part) => part.problems(fields, today),
            Form::Review(_) => fields.draft::<ReviewDraft>().check(today).err().unwrap_or_default(),
            Form::Call(_) => fields.draft::<CallDraft>().check(today).err().unwrap_or_default(),
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Section(section) => write!(f, "profile/{section}"),
            Form::Entry(section, id) => write!(f, "profile/{section}/{id}"),
            Form::Application(slug) => write!(f, "applications/{slug}"),
            Form::Vacancy(id, part) => write!(f, "vacancies/{id}/{part}"),
            Form::Question(id, question) => write!(f, "vacancies/{id}/questions/{question}"),
            Form::Proposal(id, part) => write!(f, "proposals/{id}/{part}"),
            Form::Review(id) => write!(f, "proposals/{id}/review"),
            Form::Call(id) => write!(f, "proposals/calls/{id}"),
        }
    }
}

impl TryFrom<String> for Form {
    type Error = &'static str;

    fn try_from(key: String) -> Result<Self, Self::Error> {
        Form::parse(&key).ok_or("no such form")
    }
}

impl From<Form> for String {
    fn from(form: Form) -> Self {
        form.to_string()
    }
}

/// The fields of a form by name, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The text of a field; empty if it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text)
    }

    /// Whether the same stands in all fields; one that was not sent is empty.
    #[must_use]
    pub fn same_as(&self, others: &Fields) -> bool {
        let agree = |(name, text): &(String, String)| others.get(name) == text && self.get(name) == text;
        self.0.iter().chain(&others.0).all(agree)
    }

    /// A number that differs where any text does, as good as certainly: it tells whether fields that come back were typed into.
    /// Only the same edition of the program gives the same number.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.0.iter().filter(|(_, text)| !text.is_empty()).for_each(|field| field.hash(&mut hasher));
        format!("{:x}", hasher.finish())
    }

    /// The draft that these are the fields of.
    #[must_use]
    pub fn draft<D: Draft>(&self) -> D {
        D::of(self.0.iter().map(|(name, text)| (name, text.as_str())))
    }

    /// Keeps a form's own fields only, in its order, as [`text::kept`] says, and refuses what is too long to be saved at all.
    ///
    /// # Errors
    /// The fields that are longer than [`Form::longest`]; the longest one, if all together are longer than [`FORM_MOST`].
    pub fn of_form(self, form: &Form) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut kept = Vec::new();
        for name in form.fields() {
            let text = self.get(name);
            if let Some(over) = over(text, form.longest()) {
                problems.add(name, Problem::TooLong { over });
            }
            if !text.is_empty() {
                kept.push((name.to_owned(), text::kept(text)));
            }
        }
        let bytes: usize = kept.iter().map(|(_, text): &(String, String)| text.len()).sum();
        let longest = kept.iter().max_by_key(|(_, text)| text.len());
        if let (Some((name, _)), true) = (longest, problems.is_empty() && bytes > FORM_MOST) {
            let over = u32::try_from(bytes - FORM_MOST).unwrap_or(u32::MAX);
            problems.add(name, Problem::TooLong { over });
        }
        problems.or(Some(Fields(kept)))
    }
}

/// A draft as it is kept: its fields, and the version that a later save must be based on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// 0: nothing was saved yet.
    pub version: i64,
    /// Milliseconds since 1970; 0: nothing was saved yet.
    pub saved_at: i64,
    pub fields: Fields,
    /// What was wrong when it was last submitted; empty once it is saved again or was right.
    pub problems: Problems,
}

/// A save: what stands in a form now, and what it is based on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    pub form: Form,
    /// The version that the page began with or last saved.
    pub base: i64,
    /// The page that saves: a random name, so that a page whose last answer was lost is not taken for another one.
    /// Empty where there is no WebAssembly.
    pub writer: String,
    /// The page's own count of its saves, from 1.
    pub turn: i64,
    /// The text that waited beside the newest version, by its id, if the page's person has decided about it: it is dropped.
    #[serde(default)]
    pub decided: Option<String>,
    pub fields: Fields,
}

impl Save {
    /// A save without WebAssembly: whichever page it comes from.
    #[must_use]
    pub fn posted(form: Form, base: i64, fields: Fields) -> Self {
        Save { form, base, writer: String::new(), turn: 0, decided: None, fields }
    }
}

/// A form as a page opens it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub saved: Saved,
    pub unsaved: Option<Unsaved>,
    /// The last saves that were taken, of each page the last.
    pub taken: Vec<Taken>,
    /// Whether its section has all the entries that it can have, so that this one cannot be saved.
    pub full: bool,
}

impl Opened {
    /// Whether a save of a page was taken, itself or a later one, whatever was saved since.
    #[must_use]
    pub fn has_taken(&self, writer: &str, turn: i64) -> bool {
        !writer.is_empty() && self.taken.iter().any(|taken| taken.writer == writer && taken.turn >= turn)
    }
}

/// A save that was taken: the page that it came from, and the page's count. See [`Save`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub writer: String,
    pub turn: i64,
}

/// What was posted on the base of an older version, is neither saved nor lost, and waits for its writer to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaved {
    pub id: String,
    pub fields: Fields,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is the draft's version now.
    Saved { version: i64, saved_at: i64 },
    /// Another version came in between, from another tab or device: here it is; nothing was overwritten.
    Stale(Saved),
    /// A field is too long even to be kept.
    TooLong(Problems),
    /// The session has ended: sign in again, the text is still on the page.
    SignedOut,
    /// A newer data privacy statement must be accepted first; the text is still on the page.
    StatementDue,
    /// The section has all the entries that it can have: one must be removed first.
    Full,
    /// The form is no longer there, or no longer the person's: a withdrawn vacancy, a removed entry.
    Gone,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for key in [
            "profile/personal",
            "profile/experience/0190-a",
            "profile/languages/7",
            "applications/dc-x-2026-01",
            "vacancies/0190-a/text-fr",
            "vacancies/0190-a/questions/20",
            "proposals/0190-a/duties",
            "proposals/0190-a/review",
            "proposals/calls/0190-a",
        ] {
            assert_eq!(Form::parse(key).map(|f| f.to_string()).as_deref(), Some(key));
        }
        for key in [
            "",
            "profile",
            "profile/experience",
            "profile/experience/",
            "profile/experience/../x",
            "profile/personal/1",
            "applications/A",
            "vacancies/0190-a",
            "vacancies/0190-a/text-de",
            "vacancies/0190-a/questions/21",
            "vacancies/0190-a/questions/",
            "proposals/0190-a",
            "proposals/0190-a/x",
            "proposals/calls/",
            "x/y",
        ] {
            assert_eq!(Form::parse(key), None, "{key}");
        }
    }

    #[test]
    fn a_form_is_found_by_its_page() {
        for form in [
            Form::Section(Section::Personal),
            Form::Entry(Section::Experience, "a-1".into()),
            Form::Application("dc-1".into()),
            Form::Vacancy("a-1".into(), Part::Dates),
            Form::Question("a-1".into(), 3),
            Form::Proposal("a-1".into(), proposal::draft::Part::Duties),
            Form::Review("a-1".into()),
            Form::Call("a-1".into()),
        ] {
            assert_eq!(Form::of_page(&form.page()), Some(form));
        }
        for other in ["/applications/dc-1", "/staff/profile/personal", "/vacancies/a-1/dates"] {
            assert_eq!(Form::of_page(other), None, "{other}");
        }
    }

    #[test]
    fn a_section_leads_back_to_a_page_for_applying_only() {
        for page in ["/vacancies/dc-1/apply", "/fr/vacancies/dc-1/apply", "/es/vacancies/dc-1/apply/review"] {
            assert_eq!(Form::page_for_applying(page), Some(page));
        }
        for other in [
            "",
            "/profile",
            "/vacancies/dc-1",
            "/vacancies/dc-1/review",
            "/profile/review",
            "//evil.example/vacancies/dc-1/apply",
            "/vacancies/dc-1/apply?a=b",
        ] {
            assert_eq!(Form::page_for_applying(other), None, "{other}");
        }
    }

    #[test]
    fn a_field_that_was_not_sent_is_as_an_empty_one() {
        let fields = |all: &[(&str, &str)]| {
            Fields(all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
        };
        let sent = fields(&[("phone", "1"), ("address", "")]);
        for (other, same) in [
            (fields(&[("phone", "1")]), true),
            (fields(&[("address", ""), ("phone", "1")]), true),
            (fields(&[("phone", "2")]), false),
            (fields(&[]), false),
            (fields(&[("phone", "1"), ("residence", "KE")]), false),
        ] {
            assert_eq!((sent.same_as(&other), other.same_as(&sent)), (same, same), "{other:?}");
        }
    }

    #[test]
    fn a_form_that_is_too_long_altogether_is_refused_at_its_longest_text() {
        let form = Form::Entry(Section::Experience, "a".into());
        let text = |bytes: usize| "é".repeat(bytes / 2);
        let typed = |duties: usize| {
            let names = ["title", "employer", "leaving", "supervisor", "achievements", "duties"];
            let lengths = [190_000, 190_000, 190_000, 190_000, 190_000, duties];
            Fields(names.into_iter().zip(lengths).map(|(n, bytes)| (n.into(), text(bytes))).collect())
        };
        assert!(typed(50_000).of_form(&form).is_ok());
        let problems = typed(200_000).of_form(&form).err().unwrap_or_default();
        assert_eq!(problems, Problems::from(("duties", Problem::TooLong { over: 150_000 })));
    }

    #[test]
    fn only_a_forms_own_fields_are_kept() {
        let sent = Fields(vec![("phone".into(), "1".into()), ("admin".into(), "yes".into())]);
        assert_eq!(
            sent.of_form(&Form::Section(Section::Personal)),
            Ok(Fields(vec![("phone".into(), "1".into())]))
        );
    }
}
