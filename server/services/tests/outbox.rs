//! Mail is sent once, later when it fails, and never lost silently.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{DAY, MINUTE, SECOND, on_both};
use model::language::Lang;
use services::{
    Services, args,
    outbox::{self, Letter, TRIES},
};

async fn put(services: &Services, recipient: &str) {
    let mut tx = services.db.begin().await.unwrap();
    let letter = Letter::PasswordChanged { name: "Ana".into() };
    outbox::put(&mut tx, services.clock.now(), "ana", recipient, Lang::Fr, &letter).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_mail_is_taken_once_with_all_that_it_says() {
    on_both(|services| async move {
        put(&services, "ana@example.org").await;
        let due = services.take_mail(10).await.unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!(due[0].recipient, "ana@example.org");
        assert_eq!(due[0].language, Lang::Fr);
        assert_eq!(due[0].letter, Letter::PasswordChanged { name: "Ana".into() });
        assert_eq!(services.take_mail(10).await.unwrap(), vec![], "a worker holds it");
        services.mail_sent(&due[0].id).await.unwrap();
        services.clock.forward(60 * MINUTE);
        assert_eq!(services.take_mail(10).await.unwrap(), vec![], "it was sent");
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_transaction_is_undone_was_never_written() {
    on_both(|services| async move {
        let mut tx = services.db.begin().await.unwrap();
        let letter = Letter::PasswordChanged { name: "Ana".into() };
        outbox::put(&mut tx, services.clock.now(), "ana", "ana@example.org", Lang::En, &letter)
            .await
            .unwrap();
        drop(tx);
        assert_eq!(services.take_mail(10).await.unwrap(), vec![]);
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_dies_gives_its_mail_back_after_a_while() {
    on_both(|services| async move {
        put(&services, "ana@example.org").await;
        assert_eq!(services.take_mail(10).await.unwrap().len(), 1);
        services.clock.forward(4 * MINUTE);
        assert_eq!(services.take_mail(10).await.unwrap().len(), 0);
        services.clock.forward(MINUTE);
        assert_eq!(services.take_mail(10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn no_more_mails_are_taken_than_asked_for_the_oldest_first() {
    on_both(|services| async move {
        for recipient in ["first@example.org", "second@example.org", "third@example.org"] {
            put(&services, recipient).await;
            services.clock.forward(SECOND);
        }
        let mut recipients: Vec<String> =
            services.take_mail(2).await.unwrap().into_iter().map(|d| d.recipient).collect();
        recipients.sort();
        assert_eq!(recipients, ["first@example.org", "second@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_fails_is_tried_later_each_time_and_given_up_at_last() {
    on_both(|services| async move {
        put(&services, "ana@example.org").await;
        let mut pauses = Vec::new();
        for _ in 0..TRIES {
            let due = services.take_mail(1).await.unwrap();
            assert_eq!(due.len(), 1);
            services.mail_failed(&due[0].id, "the server is away").await.unwrap();
            let row = services.db.row("SELECT due_at, problem FROM outbox", args![]).await.unwrap().unwrap();
            assert_eq!(row.text("problem").unwrap(), "the server is away");
            let pause = row.int("due_at").unwrap() - services.clock.now();
            pauses.push(pause / SECOND);
            services.clock.forward(pause - 1);
            assert_eq!(services.take_mail(1).await.unwrap(), vec![], "not before its time");
            services.clock.forward(1);
        }
        assert_eq!(pauses[..4], [30, 60, 120, 240]);
        assert_eq!(pauses[11], 6 * 60 * 60, "never longer than six hours");
        assert_eq!(services.take_mail(1).await.unwrap(), vec![], "given up");
        let row = services.db.row("SELECT given_up_at FROM outbox", args![]).await.unwrap().unwrap();
        assert!(row.optional_int("given_up_at").unwrap().is_some(), "and it can be seen");
        services.clock.forward(29 * DAY);
        services.tidy().await.unwrap();
        assert_eq!(services.outbox_depth().await.unwrap(), (0, 1), "for a month");
        services.clock.forward(DAY);
        services.tidy().await.unwrap();
        assert_eq!(services.outbox_depth().await.unwrap(), (0, 0), "with the link in it");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_cannot_be_read_does_not_stop_the_others() {
    on_both(|services| async move {
        put(&services, "first@example.org").await;
        services.db.execute("UPDATE outbox SET letter = '{\"FromTheFuture\":{}}'", args![]).await.unwrap();
        put(&services, "second@example.org").await;
        let due = services.take_mail(10).await.unwrap();
        assert_eq!(due.iter().map(|d| d.recipient.as_str()).collect::<Vec<_>>(), ["second@example.org"]);
        let row = services
            .db
            .row("SELECT due_at, problem FROM outbox WHERE recipient = 'first@example.org'", args![])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            row.int("due_at").unwrap() - services.clock.now(),
            30 * SECOND,
            "tried again as any other"
        );
        assert_eq!(row.text("problem").unwrap(), "it cannot be read");
    })
    .await;
}
