//! Applying: a complete profile and a letter, before the deadline, once, kept as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{DAY, on_both};
use model::{
    account::{Role, Viewer},
    application::State,
    form::{Fields, Form, Save},
    language::Lang,
    problem::Problem,
    profile::Section,
};
use serde_json::json;
use services::{Actor, Error, Services, args};

const SLUG: &str = "dc-x-2026-01";

/// A candidate whose account exists.
async fn candidate(services: &Services, name: &str) -> Actor {
    services
        .db
        .execute(
            "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, created_at) \
             VALUES ($1, $2, $2, $1, 'Example', 'en', '', 0)",
            args![name, format!("{name}@example.org")],
        )
        .await
        .unwrap();
    Actor { viewer: Some(viewer(name, Role::Candidate)), address: String::new() }
}

fn viewer(name: &str, role: Role) -> Viewer {
    Viewer {
        account: name.into(),
        name: format!("{name} Example"),
        language: Lang::En,
        roles: vec![role],
        session: String::new(),
        session_ends: i64::MAX,
        statement_due: false,
    }
}

async fn vacancy(services: &Services) {
    let text = json!({ "title": "Statistician", "overview": "Count.", "duties": ["Count."] });
    let vacancy = json!({
        "number": "DC/X/2026/01", "category": "international", "grade": "P3", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": "2026-11-24", "department": "STAT",
        "duty_station": { "city": "Geneva", "country": "CH" }, "original_language": "en", "texts": { "en": text },
    });
    services
        .import_vacancies(&Actor::operator(), &json!({ "vacancies": [vacancy] }).to_string())
        .await
        .unwrap();
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

fn save(form: Form, base: i64, fields: Fields) -> Save {
    Save { form, base, writer: String::new(), turn: 0, fields }
}

async fn fill_profile(services: &Services, actor: &Actor) {
    let personal = fields(&[
        ("family_name", "Example"),
        ("given_names", "Ana"),
        ("birth_day", "1"),
        ("birth_month", "2"),
        ("birth_year", "1990"),
        ("nationality", "PE"),
        ("residence", "CH"),
        ("address", "1 Lane"),
        ("phone", "+41 22 000 00 00"),
    ]);
    let job = fields(&[
        ("title", "Analyst"),
        ("employer", "Institute"),
        ("country", "PE"),
        ("from_month", "1"),
        ("from_year", "2015"),
        ("current", "yes"),
        ("duties", "Surveys."),
        ("achievements", "An index."),
    ]);
    let language = fields(&[
        ("language", "es"),
        ("reading", "mother-tongue"),
        ("writing", "mother-tongue"),
        ("speaking", "mother-tongue"),
        ("understanding", "mother-tongue"),
    ]);
    for (form, fields) in [
        (Form::Personal, personal),
        (Form::Experience("job-1".into()), job),
        (Form::Language("es".into()), language),
    ] {
        services.post_draft(actor, save(form, 0, fields), true).await.unwrap();
    }
}

fn letter(base: i64, text: &str) -> Save {
    let typed = fields(&[("cover_letter", text), ("truthful", "yes")]);
    save(Form::Application(SLUG.into()), base, typed)
}

#[tokio::test]
async fn an_application_keeps_profile_and_notice_as_they_were() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        fill_profile(&services, &ana).await;
        let applied = services.apply(&ana, SLUG, letter(0, "Dear panel"), Lang::En).await.unwrap();
        assert_eq!((applied.state, applied.vacancy_title.as_str()), (State::Received, "Statistician"));

        let changed = fields(&[("family_name", "Other")]);
        services.post_draft(&ana, save(Form::Personal, 1, changed), false).await.unwrap();
        services.clock.forward(30 * DAY);
        let receipt = services.application(&ana, &applied.id).await.unwrap();
        assert_eq!(receipt.snapshot.profile.personal.family_name, "Example");
        assert_eq!(receipt.snapshot.letter.cover_letter, "Dear panel");
        assert_eq!(receipt.snapshot.notice.text.title, "Statistician");
        let mails = services.take_mail(10).await.unwrap();
        assert_eq!(mails.iter().map(|m| m.recipient.as_str()).collect::<Vec<_>>(), ["ana@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn an_incomplete_profile_is_named_section_by_section_and_the_letter_is_kept() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        let Err(Error::Invalid(problems)) =
            services.apply(&ana, SLUG, letter(0, "Dear panel"), Lang::En).await
        else {
            panic!("accepted")
        };
        assert_eq!(problems.of("experience"), Some(&Problem::Incomplete));
        let applying = services.applying(&ana, SLUG, Lang::En).await.unwrap();
        assert_eq!(applying.missing, [Section::Personal, Section::Experience, Section::Languages]);
        let opened = services.open_form(&ana, &Form::Application(SLUG.into())).await.unwrap();
        assert_eq!(opened.saved.fields.get("cover_letter"), "Dear panel");
        assert_eq!(opened.saved.problems, problems, "the page says it when it is opened again");
    })
    .await;
}

#[tokio::test]
async fn after_the_deadline_nothing_is_sent_and_nothing_is_lost() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        fill_profile(&services, &ana).await;
        services.clock.forward(4 * DAY);
        assert!(matches!(
            services.apply(&ana, SLUG, letter(0, "Too late"), Lang::En).await,
            Err(Error::Gone)
        ));
        assert!(services.applications(&ana).await.unwrap().is_empty());
        let opened = services.open_form(&ana, &Form::Application(SLUG.into())).await.unwrap();
        assert_eq!(opened.saved.fields.get("cover_letter"), "Too late");
        assert!(!services.applying(&ana, SLUG, Lang::En).await.unwrap().open);
    })
    .await;
}

#[tokio::test]
async fn pressing_often_sends_once() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        fill_profile(&services, &ana).await;
        let mut presses = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let (services, ana) = (services.clone(), ana.clone());
            presses.spawn(async move {
                services.apply(&ana, SLUG, letter(0, "Once"), Lang::En).await.map(|a| a.id)
            });
        }
        let mut ids: Vec<String> = presses.join_all().await.into_iter().flatten().collect();
        assert!(!ids.is_empty());
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(services.applications(&ana).await.unwrap().len(), 1);
        assert_eq!(services.take_mail(10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_application_is_its_owners_alone() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        let ben = candidate(&services, "ben").await;
        fill_profile(&services, &ana).await;
        let id = services.apply(&ana, SLUG, letter(0, ""), Lang::En).await.unwrap().id;
        assert!(matches!(services.application(&ben, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.application(&Actor::default(), &id).await, Err(Error::SignedOut)));
        let director = Actor { viewer: Some(viewer("dir", Role::Director)), address: String::new() };
        assert!(matches!(services.applications(&director).await, Err(Error::Forbidden)));
        assert!(matches!(
            services.apply(&director, SLUG, letter(0, ""), Lang::En).await,
            Err(Error::Forbidden)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_stale_post_is_kept_beside_the_newer_text_until_it_is_settled() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        let form = Form::Personal;
        let phone = |number: &str| fields(&[("phone", number)]);
        services.post_draft(&ana, save(form.clone(), 0, phone("11111")), false).await.unwrap();
        services.post_draft(&ana, save(form.clone(), 1, phone("22222")), false).await.unwrap();
        let stale = services.post_draft(&ana, save(form.clone(), 1, phone("33333")), false).await;
        assert!(matches!(stale, Err(Error::Conflict)));
        let opened = services.open_form(&ana, &form).await.unwrap();
        assert_eq!(opened.saved.fields, phone("22222"));
        assert_eq!(opened.unsaved, Some(phone("33333")));
        services.settle(&ana, &form, true).await.unwrap();
        let opened = services.open_form(&ana, &form).await.unwrap();
        assert_eq!((opened.saved.fields, opened.unsaved), (phone("33333"), None));
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_removed_by_its_owner_only() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        let ben = candidate(&services, "ben").await;
        fill_profile(&services, &ana).await;
        let job = Form::Experience("job-1".into());
        assert!(matches!(services.remove_entry(&ben, &job).await, Err(Error::NotFound)));
        services.remove_entry(&ana, &job).await.unwrap();
        assert!(services.profile(&ana).await.unwrap().experience.is_empty());
        assert!(matches!(services.remove_entry(&ana, &Form::Personal).await, Err(Error::NotFound)));
    })
    .await;
}
