//! Accounts: who people are to the platform, and what they may do.

use crate::{
    choices,
    country::Country,
    draft,
    draft::Checker,
    email::{self, Email},
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
    prose::Block,
    text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// What an account may do; an account can have several. Everybody is a visitor without one.
    pub enum Role {
        /// Own profile, applications, alerts, data export, deletion.
        Candidate = "candidate",
        /// Own position's job description.
        Official = "official",
        /// Supervisor or hiring manager: proposals and vacancies of the own unit.
        Manager = "manager",
        /// Endorses or returns what the own department or office submits.
        Director = "director",
        /// Approves or returns field positions of the own region.
        HrPartner = "hr-partner",
        /// Numbers, finalises and publishes JPO vacancies.
        JpoUnit = "jpo-unit",
        /// Human Resources Development Department: vacancies, competitions, reports.
        Hrd = "hrd",
        /// Reviews new duties added to a generic job description.
        StaffUnionCommittee = "staff-union-committee",
        /// Assesses the candidates of the competitions assigned.
        PanelMember = "panel-member",
        /// Help articles and tickets.
        SupportAgent = "support-agent",
        /// Accounts, roles, organisation chart, settings, audit log.
        Administrator = "administrator",
    }
}

/// The fewest characters a password has (NIST SP 800-63B-4, 3.1.1.2: single factor).
pub const PASSWORD_LEAST: usize = 15;

/// The most characters a password may have: more than any phrase, less than what would keep the hash busy.
pub const PASSWORD_MOST: usize = 200;

/// The most UTF-16 code units of a name.
pub const NAME_MOST: usize = 100;

/// What is wrong with a password as far as its length tells; whether it is easy to guess, the server decides.
#[must_use]
pub fn password_problem(password: &str) -> Option<Problem> {
    let characters = password.chars().count();
    match characters {
        0 => Some(Problem::Missing),
        n if n < PASSWORD_LEAST => Some(Problem::TooShort { least: PASSWORD_LEAST as u32 }),
        n if n > PASSWORD_MOST => {
            Some(Problem::TooLong { over: u32::try_from(n - PASSWORD_MOST).unwrap_or(u32::MAX) })
        }
        _ => None,
    }
}

draft! {
    /// The last step of signing up, after residence and data privacy statement. The password is not part of it: it is
    /// never saved as typed.
    pub struct SignUpDraft => SignUp, check_sign_up {
        Panel family_name,
        Panel given_names,
        Hrd email,
        Hrd language,
        Person alerts,
    }
}

/// What an account is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    pub family_name: String,
    pub given_names: String,
    pub email: Email,
    pub language: Lang,
    /// Whether the person wants to hear of new vacancies.
    pub alerts: bool,
}

fn check_sign_up(draft: &SignUpDraft, _today: Date) -> Result<SignUp, Problems> {
    let mut check = Checker::new(draft);
    let family_name = check.required_line("family_name", NAME_MOST);
    let given_names = check.required_line("given_names", NAME_MOST);
    let email = check_email(&mut check, "email");
    let language = check.required_option("language", |tag| tag.parse().ok());
    let alerts = check.ticked("alerts");
    let value = email.zip(language).map(|(email, language)| SignUp {
        family_name,
        given_names,
        email,
        language,
        alerts,
    });
    check.or(value)
}

draft! {
    /// What the holder of an account may change about it at any time. The e-mail address has a form of its own: it takes a
    /// password, and counts once it is confirmed.
    pub struct DetailsDraft => Details, check_details {
        Panel family_name,
        Panel given_names,
        Hrd language,
    }
}

/// The checked details of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub family_name: String,
    pub given_names: String,
    pub language: Lang,
}

fn check_details(draft: &DetailsDraft, _today: Date) -> Result<Details, Problems> {
    let mut check = Checker::new(draft);
    let family_name = check.required_line("family_name", NAME_MOST);
    let given_names = check.required_line("given_names", NAME_MOST);
    let language = check.required_option("language", |tag| tag.parse().ok());
    let value = language.map(|language| Details { family_name, given_names, language });
    check.or(value)
}

draft! {
    /// A form that asks for an e-mail address alone: signing in, a forgotten password, another address.
    pub struct AddressDraft => Email, check_address {
        Hrd email,
    }
}

fn check_address(draft: &AddressDraft, _today: Date) -> Result<Email, Problems> {
    let mut check = Checker::new(draft);
    let email = check_email(&mut check, "email");
    check.or(email)
}

/// Reads an e-mail address that must be there.
pub fn check_email<D: crate::draft::Draft>(check: &mut Checker<'_, D>, field: &str) -> Option<Email> {
    let typed = check.required_line(field, email::LONGEST);
    let address = Email::parse(&typed);
    if address.is_none() && !typed.is_empty() {
        check.problems.add(field, Problem::NotAnEmail);
    }
    address
}

/// A data privacy statement that was shown and accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The country or territory of residence, which decides the statement.
    pub residence: Country,
    /// The statement's own version, a date.
    pub version: String,
    pub language: Lang,
}

/// Who is signed in, as pages need to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account's id.
    pub account: String,
    /// Given and family names, for the header.
    pub name: String,
    pub language: Lang,
    pub roles: Vec<Role>,
    /// Names the session in lists; opens nothing.
    pub session: String,
    /// When the session ends if nothing is done: milliseconds since 1970.
    pub session_ends: i64,
    /// A newer data privacy statement waits to be accepted: until then everything else is refused.
    pub statement_due: bool,
}

/// The holder's own view of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    pub email: String,
    pub details: Details,
    /// An address that waits to be confirmed before it replaces the present one.
    pub new_email: Option<String>,
    /// How many job alerts there are.
    pub alerts: u32,
    pub sessions: Vec<Session>,
    /// Who arranges what candidates need during recruitment; empty where that is not set.
    pub accommodation: String,
}

/// A session in its owner's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: String,
    /// Browser and system, as "Firefox, Windows"; empty if they are not known.
    pub device: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, to the minute.
    pub last_seen_at: i64,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A data privacy statement, to be shown in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The country or territory of residence that it was asked for.
    pub residence: Country,
    /// A date, as 2026-09-01.
    pub version: String,
    /// The language that it is written in: the one asked for, unless there is no such text.
    pub language: Lang,
    pub text: Vec<Block>,
}

/// A sign-up under way: the statement is accepted, the account not confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpState {
    pub accepted: Acceptance,
    /// What was typed, but the password.
    pub fields: Fields,
    /// What was wrong with it when it was last sent.
    pub problems: Problems,
    /// The address that a mail was sent to, if one was.
    pub mailed: Option<String>,
}

impl Viewer {
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the person works here: has any role but that of a candidate.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|r| *r != Role::Candidate)
    }
}

/// A name as it is shown: given names first.
#[must_use]
pub fn full_name(given_names: &str, family_name: &str) -> String {
    text::line(&format!("{given_names} {family_name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use jiff::civil::date;

    #[test]
    fn a_password_is_judged_by_characters_not_bytes() {
        assert_eq!(password_problem("ééééééééééééééé"), None);
        assert_eq!(password_problem("ééé"), Some(Problem::TooShort { least: 15 }));
    }

    #[test]
    fn all_that_is_missing_is_named() {
        let problems = SignUpDraft::default().check(date(2026, 11, 21)).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["family_name", "given_names", "email", "language"]);
    }
}
