//! What is typed is kept version by version, and never overwritten unseen.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{MINUTE, on_both};
use model::{
    form::{Fields, Form, Outcome, Save, Saved},
    problem::{Problem, Problems},
    profile::Section,
};
use services::{Services, args, draft};

fn phone(number: &str) -> Fields {
    Fields(vec![("phone".into(), number.into())])
}

fn save(base: i64, fields: &Fields) -> Save {
    Save::posted(Form::Section(Section::Personal), base, fields.clone())
}

async fn write(services: &Services, save: &Save) -> Outcome {
    let mut tx = services.db.begin().await.unwrap();
    let outcome =
        draft::write(&mut tx, services.clock.now(), "ana", save, &Problems::default()).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn read(services: &Services, owner: &str) -> Saved {
    let mut tx = services.db.begin().await.unwrap();
    draft::read(&mut tx, owner, &Form::Section(Section::Personal)).await.unwrap()
}

#[tokio::test]
async fn a_draft_is_read_as_it_was_saved() {
    on_both(|services| async move {
        assert_eq!(read(&services, "ana").await, Saved::default());
        let now = services.clock.now();
        assert_eq!(
            write(&services, &save(0, &phone("+41 22 «1»"))).await,
            Outcome::Saved { version: 1, saved_at: now }
        );
        services.clock.forward(MINUTE);
        assert_eq!(
            write(&services, &save(1, &phone("2"))).await,
            Outcome::Saved { version: 2, saved_at: now + MINUTE }
        );
        let saved = read(&services, "ana").await;
        assert_eq!((saved.version, saved.fields), (2, phone("2")));
        assert_eq!(read(&services, "ben").await, Saved::default(), "it is its owner's alone");
    })
    .await;
}

#[tokio::test]
async fn a_draft_saved_from_a_stale_version_is_refused_with_the_newest() {
    on_both(|services| async move {
        write(&services, &save(0, &phone("1"))).await;
        write(&services, &save(1, &phone("from the telephone"))).await;
        for stale in [0, 1, 3] {
            let Outcome::Stale(newest) = write(&services, &save(stale, &phone("from the laptop"))).await
            else {
                panic!("taken from {stale}")
            };
            assert_eq!((newest.version, newest.fields), (2, phone("from the telephone")));
        }
        assert_eq!(read(&services, "ana").await.fields, phone("from the telephone"));
    })
    .await;
}

#[tokio::test]
async fn saving_the_same_text_makes_no_new_version_whatever_it_is_based_on() {
    on_both(|services| async move {
        let now = services.clock.now();
        write(&services, &save(0, &phone("1"))).await;
        services.clock.forward(MINUTE);
        for base in [0, 1] {
            assert_eq!(
                write(&services, &save(base, &phone("1"))).await,
                Outcome::Saved { version: 1, saved_at: now }
            );
        }
    })
    .await;
}

#[tokio::test]
async fn problems_of_a_submission_are_a_state_of_their_own() {
    on_both(|services| async move {
        write(&services, &save(0, &phone("1"))).await;
        let problems = Problems::from(("phone", Problem::Missing));
        let mut tx = services.db.begin().await.unwrap();
        let outcome = draft::write(&mut tx, services.clock.now(), "ana", &save(1, &phone("1")), &problems)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(outcome, Outcome::Saved { version: 2, .. }));
        assert_eq!(read(&services, "ana").await.problems, problems);
    })
    .await;
}

#[tokio::test]
async fn of_saves_at_the_same_moment_one_wins_and_the_others_are_told() {
    on_both(|services| async move {
        write(&services, &save(0, &phone("1"))).await;
        let mut saves = tokio::task::JoinSet::new();
        for i in 0..8 {
            let services = services.clone();
            saves.spawn(async move { write(&services, &save(1, &phone(&format!("from device {i}")))).await });
        }
        let outcomes = saves.join_all().await;
        assert_eq!(outcomes.iter().filter(|o| matches!(o, Outcome::Saved { .. })).count(), 1);
        assert_eq!(outcomes.iter().filter(|o| matches!(o, Outcome::Stale(s) if s.version == 2)).count(), 7);
    })
    .await;
}

#[tokio::test]
async fn a_page_whose_answer_was_lost_is_not_taken_for_another_one() {
    on_both(|services| async move {
        let from_page = |turn, fields: &Fields| Save { writer: "page".into(), turn, ..save(0, fields) };
        write(&services, &from_page(1, &phone("1"))).await;
        let outcome = write(&services, &from_page(2, &phone("12"))).await;
        assert!(
            matches!(outcome, Outcome::Saved { version: 2, .. }),
            "its base is old, but the newest is its own: {outcome:?}"
        );
        let late = write(&services, &from_page(1, &phone("1"))).await;
        assert!(
            matches!(late, Outcome::Saved { version: 2, .. }),
            "an older save that arrives late changes nothing"
        );
        assert_eq!(read(&services, "ana").await.fields, phone("12"));
    })
    .await;
}

#[tokio::test]
async fn a_removed_entry_is_not_made_again_by_another_tab() {
    on_both(|services| async move {
        write(&services, &save(0, &phone("1"))).await;
        services.db.execute("DELETE FROM draft", args![]).await.unwrap();
        assert_eq!(write(&services, &save(1, &phone("12"))).await, Outcome::Gone);
        assert_eq!(read(&services, "ana").await, Saved::default());
    })
    .await;
}
