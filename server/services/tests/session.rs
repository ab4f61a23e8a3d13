//! Signing in and out, forgotten passwords, sessions, limits.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, MINUTE, SECOND, on_both};
use model::{language::Lang, problem::Problem};
use people::*;
use services::{Error, args, limit::Limit, outbox::Letter};

#[tokio::test]
async fn unknown_wrong_unconfirmed_and_disabled_are_refused_alike_with_one_hash_each() {
    on_both(|services| async move {
        member(&services, ANA).await;
        sign_up(&services, "unconfirmed@example.org", PASSWORD).await;
        let operator = services::Actor::operator();
        services
            .create_account(&operator, &staff("disabled@example.org", &[], Some(PASSWORD)))
            .await
            .unwrap();
        services.create_account(&operator, &staff("no.password@example.org", &[], None)).await.unwrap();
        services
            .set_account_enabled(&operator, &staff("disabled@example.org", &[], None).email, false)
            .await
            .unwrap();
        for (email, password) in [
            ("nobody@example.org", PASSWORD),
            (ANA, ANOTHER),
            ("unconfirmed@example.org", PASSWORD),
            ("unconfirmed@example.org", ANOTHER),
            ("disabled@example.org", PASSWORD),
            ("no.password@example.org", PASSWORD),
        ] {
            let before = services.passwords.computed();
            assert!(wrong_password(sign_in(&services, email, password).await), "{email}");
            assert_eq!(services.passwords.computed() - before, 1, "{email}: as long as any other");
        }
        let before = services.passwords.computed();
        assert!(sign_in(&services, " Ana.Silva@EXAMPLE.org ", PASSWORD).await.is_ok());
        assert_eq!(services.passwords.computed() - before, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_named_before_anything_is_tried() {
    on_both(|services| async move {
        let refused = services.sign_in(&visitor(), "ana", "", "").await;
        assert_eq!(problem(refused, "email"), Some(Problem::NotAnEmail));
        assert_eq!(
            problem(services.sign_in(&visitor(), "", "", "").await, "password"),
            Some(Problem::Missing)
        );
        assert_eq!(services.passwords.computed(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_use_and_after_twelve_in_any_case() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        services.clock.forward(59 * MINUTE);
        let ends = viewer(&services, &token).await.unwrap().session_ends;
        assert_eq!(ends, services.clock.now() + HOUR, "a request moves the end away");
        services.clock.forward(HOUR);
        assert_eq!(viewer(&services, &token).await, None);

        let token = sign_in(&services, ANA, PASSWORD).await.unwrap();
        let mut hours = 0;
        while viewer(&services, &token).await.is_some() {
            services.clock.forward(HOUR / 2);
            hours += 1;
        }
        assert_eq!(hours, 24);
    })
    .await;
}

#[tokio::test]
async fn looking_at_the_end_of_a_session_does_not_move_it() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ends = services.clock.now() + HOUR;
        services.clock.forward(55 * MINUTE);
        assert_eq!(services.session_ends(&token).await.unwrap(), Some(ends));
        services.clock.forward(5 * MINUTE);
        assert_eq!(services.session_ends(&token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn reading_does_not_write_more_than_once_a_minute() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let seen = || async {
            services
                .db
                .row("SELECT last_seen_at FROM session", args![])
                .await
                .unwrap()
                .unwrap()
                .int("last_seen_at")
                .unwrap()
        };
        let start = seen().await;
        services.clock.forward(59 * SECOND);
        viewer(&services, &token).await.unwrap();
        assert_eq!(seen().await, start);
        services.clock.forward(SECOND);
        viewer(&services, &token).await.unwrap();
        assert_eq!(seen().await, start + MINUTE);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    on_both(|services| async move {
        let first = member(&services, ANA).await;
        services.clock.forward(MINUTE);
        let second = sign_in(&services, ANA, PASSWORD).await.unwrap();
        let third = sign_in(&services, ANA, PASSWORD).await.unwrap();
        let stranger = member(&services, "ben@example.org").await;
        let ana = holder(&services, &second).await;
        let sessions = services.account_options(&ana).await.unwrap().sessions;
        assert_eq!(sessions.len(), 3);
        assert_eq!(sessions.iter().filter(|s| s.current).count(), 1);
        assert_eq!(sessions[0].device, "Firefox, Windows");
        let of_first = sessions.iter().find(|s| s.device == "Firefox, Linux").unwrap();

        let ben = holder(&services, &stranger).await;
        assert!(
            matches!(services.end_session(&ben, &of_first.id).await, Err(Error::NotFound)),
            "not another person's"
        );
        services.end_session(&ana, &of_first.id).await.unwrap();
        assert_eq!(viewer(&services, &first).await, None);
        services.end_other_sessions(&ana).await.unwrap();
        assert_eq!(viewer(&services, &third).await, None);
        assert!(viewer(&services, &second).await.is_some() && viewer(&services, &stranger).await.is_some());
        services.sign_out(&ana).await.unwrap();
        assert_eq!(viewer(&services, &second).await, None);
        assert_eq!(audited(&services, "account.sign-out").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail_and_all_sessions_end() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        services.forgotten(&visitor(), "nobody@example.org").await.unwrap();
        assert_eq!(mails(&services).await, [], "the same answer, and nothing else");
        services.forgotten(&visitor(), ANA).await.unwrap();
        services.clock.forward(SECOND);
        services.forgotten(&visitor(), ANA).await.unwrap();
        let letters = mails(&services).await;
        let link = secret(&letters[1].1);
        assert!(
            !services.opens_new_password(&secret(&letters[0].1)).await.unwrap(),
            "only the newest link opens"
        );
        assert!(services.opens_new_password(&link).await.unwrap());
        assert_eq!(
            problem(services.new_password(&visitor(), &link, "passwordpassword").await, "password"),
            Some(Problem::EasyToGuess)
        );
        services.new_password(&visitor(), &link, ANOTHER).await.unwrap();
        assert_eq!(viewer(&services, &token).await, None);
        assert_eq!(
            mails(&services).await,
            [(ANA.to_owned(), Letter::PasswordChanged { name: "Ana Silva".into() })]
        );
        assert!(wrong_password(sign_in(&services, ANA, PASSWORD).await));
        assert!(sign_in(&services, ANA, ANOTHER).await.is_ok());
        assert!(
            matches!(services.new_password(&visitor(), &link, PASSWORD).await, Err(Error::Gone)),
            "it opens once"
        );
        services.forgotten(&visitor(), ANA).await.unwrap();
        let link = secret(&mails(&services).await[0].1);
        services.clock.forward(HOUR);
        assert!(
            matches!(services.new_password(&visitor(), &link, PASSWORD).await, Err(Error::Gone)),
            "for an hour"
        );
    })
    .await;
}

#[tokio::test]
async fn guessing_a_password_is_stopped_and_locks_nobody_else_out() {
    on_both(|services| async move {
        member(&services, ANA).await;
        for _ in 0..Limit::SignInToAccountFromAddress.most() {
            assert!(wrong_password(sign_in(&services, ANA, ANOTHER).await));
        }
        let before = services.passwords.computed();
        let stopped = sign_in(&services, ANA, PASSWORD).await;
        assert!(
            matches!(stopped, Err(Error::TooMany { seconds }) if (1..=900).contains(&seconds)),
            "{stopped:?}"
        );
        assert_eq!(services.passwords.computed(), before, "and costs nothing");
        let restarted = services::Services::new(services.db.clone(), services.clock.clone());
        assert!(
            matches!(sign_in(&restarted, ANA, PASSWORD).await, Err(Error::TooMany { .. })),
            "a restart forgets nothing"
        );
        assert!(
            services.sign_in(&visitor_from("198.51.100.7"), ANA, PASSWORD, "").await.is_ok(),
            "Ana at home signs in"
        );
        for _ in 0..Limit::SignInToAccountFromAddress.most() {
            assert!(wrong_password(sign_in(&services, "nobody@example.org", ANOTHER).await));
        }
        assert!(
            matches!(sign_in(&services, "nobody@example.org", PASSWORD).await, Err(Error::TooMany { .. })),
            "the same for who has none"
        );
        services.clock.forward(15 * MINUTE);
        assert!(sign_in(&services, ANA, PASSWORD).await.is_ok());
        services.clock.forward(DAY);
        services.tidy().await.unwrap();
        assert_eq!(services.db.rows("SELECT name FROM attempt", args![]).await.unwrap().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn no_table_holds_what_opens_anything() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        services.forgotten(&visitor(), ANA).await.unwrap();
        let link = secret(&mails(&services).await[0].1);
        for sql in [
            "SELECT token_hash AS t FROM session",
            "SELECT token_hash AS t FROM token",
            "SELECT name AS t FROM attempt",
            "SELECT letter AS t FROM outbox WHERE sent_at IS NOT NULL",
        ] {
            for row in services.db.rows(sql, args![]).await.unwrap() {
                let text = row.text("t").unwrap();
                assert!(
                    !text.contains(&token) && !text.contains(&link) && !text.contains("example.org"),
                    "{sql}: {text}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_newer_statement_must_be_accepted_before_anything_else() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        assert!(services.statement_due(&holder(&services, &token).await, Lang::Es).await.unwrap().is_none());
        services.db.execute("UPDATE acceptance SET version = '2020-01-01'", args![]).await.unwrap();
        let ana = holder(&services, &token).await;
        assert!(ana.viewer.as_ref().unwrap().statement_due);
        assert!(matches!(services.account_options(&ana).await, Err(Error::StatementDue)));
        let due = services.statement_due(&ana, Lang::Es).await.unwrap().unwrap();
        assert_eq!((due.residence, due.language), (country("CH"), Lang::Es));
        assert!(
            matches!(services.accept_statement(&ana, "2020-01-01", Lang::Es).await, Err(Error::Conflict)),
            "not the old one"
        );
        services.clock.forward(MINUTE);
        services.accept_statement(&ana, &due.version, Lang::Es).await.unwrap();
        let ana = holder(&services, &token).await;
        assert!(services.account_options(&ana).await.is_ok());
        assert_eq!(
            services.db.rows("SELECT id FROM acceptance", args![]).await.unwrap().len(),
            2,
            "the first is not forgotten"
        );
        services.db.execute("UPDATE acceptance SET version = '2020-01-01'", args![]).await.unwrap();
        let ana = holder(&services, &token).await;
        assert!(services.sign_out(&ana).await.is_ok(), "who does not want to may leave");
    })
    .await;
}
