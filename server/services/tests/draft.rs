//! What is typed is kept version by version, and never overwritten unseen.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{MINUTE, on_both};
use model::{
    account::{Role, Viewer},
    form::{Fields, Form, Opened, Outcome, Save, Saved},
    language::Lang,
    problem::{Problem, Problems},
    profile::{ENTRIES_MOST, Section},
};
use services::{Actor, Error, Services, args, draft};

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

/// A candidate who is signed in.
fn ana(statement_due: bool) -> Actor {
    Actor::default().signed_in_as(Viewer {
        account: "ana".into(),
        name: "Ana".into(),
        language: Lang::En,
        roles: vec![Role::Candidate],
        session: String::new(),
        session_ends: i64::MAX,
        statement_due,
    })
}

#[tokio::test]
async fn a_save_that_was_taken_is_known_whatever_was_saved_since() {
    on_both(|services| async move {
        let from = |writer: &str, base, turn, number: &str| Save {
            writer: writer.into(),
            turn,
            ..save(base, &phone(number))
        };
        write(&services, &from("laptop", 0, 1, "1")).await;
        write(&services, &from("laptop", 1, 2, "12")).await; // whose answer the laptop never gets
        write(&services, &from("telephone", 2, 1, "123")).await;
        write(&services, &save(3, &phone("1234"))).await; // without WebAssembly
        let refused = write(&services, &from("tablet", 1, 1, "5")).await;
        assert!(matches!(refused, Outcome::Stale(_)));
        let opened = services.open_form(&ana(false), &Form::Section(Section::Personal)).await.unwrap();
        assert_eq!(opened.saved.fields, phone("1234"));
        for (writer, turn, taken) in [
            ("laptop", 1, true),
            ("laptop", 2, true),
            ("laptop", 3, false),
            ("telephone", 1, true),
            ("tablet", 1, false),
            ("", 0, false),
        ] {
            assert_eq!(opened.has_taken(writer, turn), taken, "{writer} {turn}");
        }
        for page in 0..30 {
            write(&services, &from(&format!("page {page}"), 4 + page, 1, &format!("{page}"))).await;
        }
        let opened = services.open_form(&ana(false), &Form::Section(Section::Personal)).await.unwrap();
        assert!(opened.has_taken("page 29", 1) && opened.taken.len() == 20, "of many pages, the last");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_was_typed_and_deleted_again_is_not_held_against_what_comes_later() {
    on_both(|services| async move {
        let from = |writer: &str, base, turn, number: &str| Save {
            writer: writer.into(),
            turn,
            ..save(base, &phone(number))
        };
        write(&services, &from("laptop", 0, 1, "1")).await;
        let now = services.clock.now();
        services.clock.forward(MINUTE);
        for writer in ["laptop", "tablet"] {
            let same = write(&services, &from(writer, 1, 3, "1")).await;
            assert_eq!(same, Outcome::Saved { version: 1, saved_at: now }, "no new version");
        }
        let late = write(&services, &from("laptop", 1, 2, "12")).await;
        assert_eq!(late, Outcome::Saved { version: 1, saved_at: now }, "the letter, overtaken on its way");
        let again = write(&services, &from("laptop", 1, 1, "1")).await;
        assert_eq!(again, Outcome::Saved { version: 1, saved_at: now });
        write(&services, &from("telephone", 1, 1, "2")).await;
        let opened = services.open_form(&ana(false), &Form::Section(Section::Personal)).await.unwrap();
        assert_eq!((opened.saved.version, &opened.saved.fields), (2, &phone("2")));
        for writer in ["laptop", "tablet"] {
            assert!(opened.has_taken(writer, 3) && !opened.has_taken(writer, 4), "{writer}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_new_statement_is_told_from_an_ended_session() {
    on_both(|services| async move {
        let outcome = services.save_draft(&ana(true), save(0, &phone("1"))).await.unwrap();
        assert_eq!(outcome, Outcome::StatementDue);
        let outcome = services.save_draft(&Actor::default(), save(0, &phone("1"))).await.unwrap();
        assert_eq!(outcome, Outcome::SignedOut);
    })
    .await;
}

fn entry(id: &str) -> Form {
    Form::Entry(Section::Training, id.into())
}

fn course(name: &str) -> Fields {
    Fields(vec![("course".into(), name.into())])
}

/// Posts a new entry without WebAssembly.
async fn post(services: &Services, id: &str, name: &str) -> Result<(), Error> {
    services.post_draft(&ana(false), Save::posted(entry(id), 0, course(name)), true).await
}

async fn open(services: &Services, id: &str) -> Opened {
    services.open_form(&ana(false), &entry(id)).await.unwrap()
}

#[tokio::test]
async fn one_entry_too_many_is_kept_until_another_makes_room() {
    on_both(|services| async move {
        for number in 0..ENTRIES_MOST {
            let save = Save::posted(entry(&format!("e{number}")), 0, course("Sampling"));
            let outcome = services.save_draft(&ana(false), save).await.unwrap();
            assert!(matches!(outcome, Outcome::Saved { .. }), "{number}: {outcome:?}");
        }
        let outcome =
            services.save_draft(&ana(false), Save::posted(entry("new"), 0, course("One too many"))).await;
        assert_eq!(outcome.unwrap(), Outcome::Full);
        assert!(open(&services, "new").await.full, "its page says so, and is there");

        for typed in ["One too many", "One too many, corrected"] {
            assert!(matches!(post(&services, "new", typed).await, Err(Error::Conflict)));
        }
        let opened = open(&services, "new").await;
        assert_eq!((opened.saved.version, opened.full), (0, true));
        assert_eq!(opened.saved.fields, course("One too many, corrected"));
        assert_eq!(opened.unsaved, None, "it stands against nothing");
        assert!(!open(&services, "e0").await.full, "what is there already goes on");

        services.remove_entry(&ana(false), &entry("e7")).await.unwrap();
        let opened = open(&services, "new").await;
        assert_eq!((opened.full, opened.saved.fields), (false, course("One too many, corrected")));
        assert!(
            matches!(post(&services, "new", "Room at last").await, Err(Error::Invalid(_))),
            "saved, and checked"
        );
        let opened = open(&services, "new").await;
        assert_eq!((opened.saved.version, opened.saved.fields), (1, course("Room at last")));
        assert_eq!(opened.unsaved, None, "what waited is saved");

        for id in 0..30 {
            services.clock.forward(1);
            assert!(matches!(post(&services, &format!("more{id}"), "x").await, Err(Error::Conflict)));
        }
        let waiting = services.db.rows("SELECT id FROM unsaved", vec![]).await.unwrap();
        assert_eq!(waiting.len(), 20, "not without an end");
        assert_eq!(open(&services, "more29").await.saved.fields, course("x"));
    })
    .await;
}
