//! People for stories about accounts: who signs up, signs in, and reads the mail.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each uses a part of it")]

use model::{
    account::{Acceptance, Role, Viewer},
    country::Country,
    email::Email,
    form::Fields,
    language::Lang,
    problem::{Problem, Problems},
};
use services::{Actor, Error, Services, outbox::Letter, sign_up::Confirmed, staff::NewAccount, statement};

pub const PASSWORD: &str = "lantern mosaic orchid 7";
pub const ANOTHER: &str = "granite whistle harbour 9";
pub const ANA: &str = "ana.silva@example.org";

pub fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

/// A visitor at a network address.
pub fn visitor() -> Actor {
    visitor_from("192.0.2.1")
}

pub fn visitor_from(address: &str) -> Actor {
    Actor::at(address.parse().unwrap(), None)
}

/// Who holds a session's secret.
pub async fn holder(services: &Services, token: &str) -> Actor {
    Actor::at("192.0.2.1".parse().unwrap(), services.viewer(token).await.unwrap())
}

pub async fn viewer(services: &Services, token: &str) -> Option<Viewer> {
    services.viewer(token).await.unwrap()
}

pub fn accepted(residence: &str) -> Acceptance {
    let residence = country(residence);
    Acceptance { residence, version: statement::version(residence).into(), language: Lang::Fr }
}

pub fn details(email: &str) -> Fields {
    let fields = [
        ("family_name", "Silva"),
        ("given_names", "Ana"),
        ("email", email),
        ("language", "es"),
        ("alerts", "yes"),
    ];
    Fields(fields.map(|(n, t)| (n.to_owned(), t.to_owned())).to_vec())
}

/// The mails that are due, all sent now.
pub async fn mails(services: &Services) -> Vec<(String, Letter)> {
    let mut due = Vec::new();
    for mail in services.take_mail(100).await.unwrap() {
        due.extend(services.mail_to_send(mail).await.unwrap());
    }
    for mail in &due {
        services.mail_sent(&mail.id).await.unwrap();
    }
    let mut mails: Vec<_> = due.into_iter().map(|mail| (mail.id, mail.recipient, mail.letter)).collect();
    mails.sort_by(|a, b| a.0.cmp(&b.0));
    mails.into_iter().map(|(_, recipient, letter)| (recipient, letter)).collect()
}

/// The secret in the link of a letter.
pub fn secret(letter: &Letter) -> String {
    let (Letter::ConfirmAddress { path, .. }
    | Letter::NewPassword { path, .. }
    | Letter::DeleteAccount { path, .. }) = letter
    else {
        panic!("no link in {letter:?}")
    };
    path.split_once("?token=").unwrap().1.to_owned()
}

/// Signs up up to the mail, and gives the sign-up's secret.
pub async fn sign_up(services: &Services, email: &str, password: &str) -> String {
    let secret =
        services.begin_sign_up(&visitor(), &accepted("CH"), "/vacancies/x/apply", None).await.unwrap();
    services.sign_up(&visitor(), &secret, &details(email), password).await.unwrap();
    secret
}

/// Signs up and confirms the address, and gives the session's secret.
pub async fn member(services: &Services, email: &str) -> String {
    let sign_up = sign_up(services, email, PASSWORD).await;
    let (recipient, letter) = mails(services).await.pop().unwrap();
    assert_eq!(recipient, email);
    match services
        .confirm_address(&visitor(), &secret(&letter), Some(&sign_up), "Firefox/140 Linux")
        .await
        .unwrap()
    {
        Confirmed::SignedIn { session, .. } => session.token,
        other => panic!("{other:?}"),
    }
}

pub async fn sign_in(services: &Services, email: &str, password: &str) -> Result<String, Error> {
    services.sign_in(&visitor(), email, password, "Firefox/140 Windows").await.map(|s| s.token)
}

/// An account that the command line makes.
pub fn staff(email: &str, roles: &[Role], password: Option<&str>) -> NewAccount {
    NewAccount {
        email: Email::parse(email).unwrap(),
        given_names: "Bo".into(),
        family_name: "Berg".into(),
        language: Lang::En,
        roles: roles.to_vec(),
        residence: None,
        password: password.map(str::to_owned),
    }
}

/// The problem of a field in a refusal.
pub fn problem<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> Option<Problem> {
    match result {
        Err(Error::Invalid(problems)) => problems.of(field).cloned(),
        other => panic!("not refused as invalid: {other:?}"),
    }
}

pub fn wrong_password<T: std::fmt::Debug>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Invalid(problems)) if problems == Problems::from(("password", Problem::WrongPassword)))
}

/// How many rows of the audit tell of an action.
pub async fn audited(services: &Services, action: &str) -> usize {
    services.db.rows("SELECT id FROM audit WHERE action = $1", services::args![action]).await.unwrap().len()
}
