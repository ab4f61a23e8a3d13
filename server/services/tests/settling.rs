//! Two texts of one form: the one that came too late is kept beside the newer one until its writer has decided between them.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{candidate, fields, on_both};
use model::{
    form::{Fields, Form, Outcome, Save},
    problem::Problems,
    profile::Section,
};
use services::{
    Actor, Error, Services,
    draft::{self, Decision},
};

const PERSONAL: Form = Form::Section(Section::Personal);

fn personal(base: i64, fields: Fields) -> Save {
    Save::posted(PERSONAL, base, fields)
}

/// A candidate with a text that waits beside a newer one: `22222` is saved, `33333` waits.
async fn undecided(services: &Services, name: &str) -> Actor {
    let ana = candidate(services, name).await;
    services.post_draft(&ana, personal(0, phone("11111")), false).await.unwrap();
    services.post_draft(&ana, personal(1, phone("22222")), false).await.unwrap();
    let stale = services.post_draft(&ana, personal(1, phone("33333")), false).await;
    assert!(matches!(stale, Err(Error::Conflict)));
    ana
}

fn phone(number: &str) -> Fields {
    fields(&[("phone", number)])
}

/// What is saved, and what waits beside it.
async fn both(services: &Services, ana: &Actor) -> (Fields, Option<Fields>) {
    let opened = services.open_form(ana, &PERSONAL).await.unwrap();
    (opened.saved.fields, opened.unsaved.map(|unsaved| unsaved.fields))
}

/// Decides as the page does that shows both texts, with what was typed into its fields.
async fn settle(services: &Services, ana: &Actor, typed: Fields, keep_mine: bool) -> Result<(), Error> {
    let opened = services.open_form(ana, &PERSONAL).await.unwrap();
    let page = personal(opened.saved.version, typed);
    let (waiting, shown) = (opened.unsaved.unwrap().id, opened.saved.fields.digest());
    services.settle(ana, &page, &Decision { waiting: &waiting, shown: &shown, keep_mine }).await
}

#[tokio::test]
async fn a_stale_post_is_kept_beside_the_newer_text_until_it_is_settled() {
    on_both(|services| async move {
        for (name, keep_mine, stands) in [("ana", true, "33333"), ("ben", false, "22222")] {
            let person = undecided(&services, name).await;
            assert_eq!(both(&services, &person).await, (phone("22222"), Some(phone("33333"))));
            settle(&services, &person, phone("22222"), keep_mine).await.unwrap();
            assert_eq!(both(&services, &person).await, (phone(stands), None));
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_beside_two_texts_is_not_lost_by_deciding_between_them() {
    on_both(|services| async move {
        for (name, keep_mine, stands) in [("ana", true, "33333"), ("ben", false, "22222")] {
            let person = undecided(&services, name).await;
            let left = settle(&services, &person, phone("22222 77"), keep_mine).await;
            assert!(matches!(left, Err(Error::Conflict)), "there is more to decide: {left:?}");
            assert_eq!(both(&services, &person).await, (phone(stands), Some(phone("22222 77"))));
            settle(&services, &person, phone(stands), true).await.unwrap();
            assert_eq!(both(&services, &person).await, (phone("22222 77"), None));
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_about_what_was_decided_about_elsewhere_changes_nothing() {
    on_both(|services| async move {
        let ana = undecided(&services, "ana").await;
        let seen = services.open_form(&ana, &PERSONAL).await.unwrap();
        services.clock.forward(1000);
        let again = services.post_draft(&ana, personal(1, phone("44444")), false).await;
        assert!(matches!(again, Err(Error::Conflict)));
        settle(&services, &ana, phone("22222"), false).await.unwrap();
        // Another tab still shows 33333, and would keep it; what waits now was not seen there.
        let page = personal(seen.saved.version, phone("22222"));
        let (waiting, shown) = (seen.unsaved.unwrap().id, seen.saved.fields.digest());
        let decision = Decision { waiting: &waiting, shown: &shown, keep_mine: true };
        let late = services.settle(&ana, &page, &decision).await;
        assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        assert_eq!(both(&services, &ana).await, (phone("22222"), Some(phone("44444"))));
    })
    .await;
}

#[tokio::test]
async fn a_text_that_waits_for_its_writer_is_not_erased_by_another_device() {
    on_both(|services| async move {
        let ana = undecided(&services, "ana").await;
        // The telephone has had the form open all the time, and knows nothing of the text that waits.
        let telephone = Save { writer: "telephone".into(), turn: 1, ..personal(2, phone("44444")) };
        let outcome = services.save_draft(&ana, telephone).await.unwrap();
        assert!(matches!(outcome, Outcome::Saved { version: 3, .. }), "{outcome:?}");
        assert_eq!(both(&services, &ana).await, (phone("44444"), Some(phone("33333"))));
        // Whose page shows it and keeps it decides: it comes as an ordinary save.
        let kept = Save { writer: "laptop".into(), turn: 1, ..personal(3, phone("33333")) };
        services.save_draft(&ana, kept).await.unwrap();
        assert_eq!(both(&services, &ana).await, (phone("33333"), None));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_decided_has_the_text_dropped_whatever_it_saves() {
    on_both(|services| async move {
        for (name, saved) in [("ana", "33333 and more"), ("ben", "22222")] {
            let person = undecided(&services, name).await;
            let waiting = services.open_form(&person, &PERSONAL).await.unwrap().unsaved.unwrap().id;
            let page =
                |decided| Save { writer: "page".into(), turn: 1, decided, ..personal(2, phone(saved)) };
            let other = undecided(&services, &format!("{name}2")).await;
            services.save_draft(&other, page(Some(waiting.clone()))).await.unwrap();
            assert_eq!(both(&services, &person).await.1, Some(phone("33333")), "it is its owner's alone");
            services.save_draft(&person, page(Some(waiting))).await.unwrap();
            assert_eq!(both(&services, &person).await, (phone(saved), None));
        }
    })
    .await;
}

#[tokio::test]
async fn of_several_texts_that_wait_each_is_shown_in_its_turn() {
    on_both(|services| async move {
        let ana = undecided(&services, "ana").await;
        let lines = |end: &str| phone(&format!("44444{end}55555"));
        for _ in 0..2 {
            services.clock.forward(1000);
            let again = services.post_draft(&ana, personal(1, lines("\r\n")), false).await;
            assert!(matches!(again, Err(Error::Conflict)));
        }
        for (waits, keep_mine, stands) in
            [(phone("33333"), false, phone("22222")), (lines("\n"), true, lines("\n"))]
        {
            assert_eq!(both(&services, &ana).await, (phone("22222"), Some(waits)));
            settle(&services, &ana, phone("22222"), keep_mine).await.unwrap();
            assert_eq!(both(&services, &ana).await.0, stands);
        }
        assert_eq!(both(&services, &ana).await.1, None);
    })
    .await;
}

#[tokio::test]
async fn deciding_for_a_text_in_the_moment_of_another_save_loses_neither() {
    on_both(|services| async move {
        let ana = undecided(&services, "ana").await;
        let waiting = services.open_form(&ana, &PERSONAL).await.unwrap().unsaved.unwrap().id;
        let mut tx = services.db.begin().await.unwrap();
        let other = personal(2, phone("44444"));
        draft::write(&mut tx, services.clock.now(), "ana", &other, &Problems::default()).await.unwrap();
        let deciding = {
            let (services, ana) = (services.clone(), ana.clone());
            let page = personal(2, phone("22222"));
            tokio::spawn(async move {
                let shown = phone("22222").digest();
                let decision = Decision { waiting: &waiting, shown: &shown, keep_mine: true };
                services.settle(&ana, &page, &decision).await
            })
        };
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        tx.commit().await.unwrap();
        let decided = deciding.await.unwrap();
        // The page shows the other save first.
        assert!(matches!(decided, Err(Error::Conflict)), "{decided:?}");
        let (saved, waits) = both(&services, &ana).await;
        assert_eq!((saved, waits), (phone("44444"), Some(phone("33333"))));
    })
    .await;
}
