//! Signing up: no account without an accepted statement and a confirmed address, and nobody learns who has one.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, MINUTE, on_both};
use model::{account::Role, form::Fields, problem::Problem};
use people::*;
use services::{Error, args, id, limit::Limit, outbox::Letter, sign_up::Confirmed};

#[tokio::test]
async fn a_visitor_becomes_a_candidate_by_statement_details_and_mail() {
    on_both(|services| async move {
        let sign_up =
            services.begin_sign_up(&visitor(), &accepted("CH"), "/vacancies/x/apply", None).await.unwrap();
        services.clock.forward(MINUTE);
        services.sign_up(&visitor(), &sign_up, &details(ANA), PASSWORD).await.unwrap();
        assert_eq!(services.sign_up_state(&sign_up).await.unwrap().unwrap().mailed.as_deref(), Some(ANA));
        let mails = mails(&services).await;
        let [(recipient, letter)] = mails.as_slice() else { panic!("{mails:?}") };
        assert_eq!(recipient, ANA);
        let Letter::ConfirmAddress { name, path } = letter else { panic!("{letter:?}") };
        assert_eq!(name, "Ana Silva");
        assert!(path.starts_with("/es/account/confirm?token="), "{path}");

        let token = secret(letter);
        assert!(services.confirms_address(&token).await.unwrap());
        let Confirmed::SignedIn { session, next } =
            services.confirm_address(&visitor(), &token, Some(&sign_up), "").await.unwrap()
        else {
            panic!()
        };
        assert_eq!(next, "/vacancies/x/apply");
        let viewer = viewer(&services, &session.token).await.unwrap();
        assert_eq!(
            (viewer.name.as_str(), viewer.roles.as_slice(), viewer.statement_due),
            ("Ana Silva", [Role::Candidate].as_slice(), false)
        );

        let row = services.db.row("SELECT * FROM acceptance", args![]).await.unwrap().unwrap();
        assert_eq!(row.text("account").unwrap(), viewer.account);
        assert_eq!(row.text("residence").unwrap(), "CH");
        assert_eq!(row.text("version").unwrap(), accepted("CH").version);
        assert_eq!(row.text("language").unwrap(), "fr");
        assert_eq!(
            row.int("accepted_at").unwrap(),
            services.clock.now() - MINUTE,
            "when it was accepted, not when the account was made"
        );
        for action in
            ["account.sign-up", "account.accept-statement", "account.confirm-address", "account.sign-in"]
        {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
        assert!(
            matches!(services.confirm_address(&visitor(), &token, None, "").await, Err(Error::Gone)),
            "a link opens once"
        );
        assert!(services.sign_up_state(&sign_up).await.unwrap().is_none(), "nothing typed stays behind");
    })
    .await;
}

#[tokio::test]
async fn there_is_no_account_without_the_newest_statement_accepted() {
    on_both(|services| async move {
        assert!(matches!(
            services.sign_up(&visitor(), &id::secret().unwrap(), &details(ANA), PASSWORD).await,
            Err(Error::Gone)
        ));
        let mut old = accepted("CH");
        old.version = "2020-01-01".into();
        assert!(matches!(services.begin_sign_up(&visitor(), &old, "", None).await, Err(Error::Conflict)));
        let sign_up = services.begin_sign_up(&visitor(), &accepted("CH"), "", None).await.unwrap();
        services.clock.forward(DAY);
        assert!(
            matches!(services.sign_up(&visitor(), &sign_up, &details(ANA), PASSWORD).await, Err(Error::Gone)),
            "a day is long enough"
        );
        assert_eq!(services.db.rows("SELECT id FROM account", args![]).await.unwrap().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_is_kept_with_its_problems_and_never_the_password() {
    on_both(|services| async move {
        let sign_up = services.begin_sign_up(&visitor(), &accepted("CH"), "", None).await.unwrap();
        let mut typed = details("ana@");
        typed.0.push(("password".into(), PASSWORD.into()));
        let refused = services.sign_up(&visitor(), &sign_up, &typed, "short").await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.of("email"), Some(&Problem::NotAnEmail));
        assert_eq!(problems.of("password"), Some(&Problem::TooShort { least: 15 }));
        let state = services.sign_up_state(&sign_up).await.unwrap().unwrap();
        assert_eq!(state.fields, details("ana@"));
        assert_eq!(state.problems, problems);
        let easy = services.sign_up(&visitor(), &sign_up, &details(ANA), "Ana.Silva Ana.Silva").await;
        assert_eq!(problem(easy, "password"), Some(Problem::EasyToGuess));

        let elsewhere =
            services.begin_sign_up(&visitor(), &accepted("KE"), "", Some(&sign_up)).await.unwrap();
        let state = services.sign_up_state(&elsewhere).await.unwrap().unwrap();
        assert_eq!(
            (state.fields, state.accepted.residence),
            (details(ANA), country("KE")),
            "another residence keeps what was typed"
        );
        assert!(services.sign_up_state(&sign_up).await.unwrap().is_none());
        let row = services.db.row("SELECT fields FROM sign_up", args![]).await.unwrap().unwrap();
        assert!(!row.text("fields").unwrap().contains(PASSWORD));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_has_an_account_gets_the_same_answer_and_its_owner_a_mail() {
    on_both(|services| async move {
        let before = services.passwords.computed();
        let first = sign_up(&services, ANA, PASSWORD).await;
        let once = services.passwords.computed() - before;
        let letter = mails(&services).await.pop().unwrap().1;
        services.confirm_address(&visitor(), &secret(&letter), Some(&first), "").await.unwrap();

        let before = services.passwords.computed();
        let again = sign_up(&services, "ANA.Silva@Example.org", ANOTHER).await;
        assert_eq!(
            (services.passwords.computed() - before, once),
            (1, 1),
            "one hash on each path: the same time"
        );
        assert!(services.sign_up_state(&again).await.unwrap().unwrap().mailed.is_some(), "the same page");
        let mails = mails(&services).await;
        assert_eq!(mails, [(ANA.to_owned(), Letter::AlreadyRegistered { name: "Ana Silva".into() })]);
        assert!(sign_in(&services, ANA, PASSWORD).await.is_ok(), "the account is as it was");
        assert!(wrong_password(sign_in(&services, ANA, ANOTHER).await));
    })
    .await;
}

#[tokio::test]
async fn who_has_the_mailbox_has_the_account_whoever_signed_up_with_it() {
    on_both(|services| async move {
        let anas = sign_up(&services, ANA, PASSWORD).await;
        services.clock.forward(MINUTE);
        let mallorys = sign_up(&services, ANA, ANOTHER).await;
        let letters = mails(&services).await;
        assert!(
            !services.confirms_address(&secret(&letters[0].1)).await.unwrap(),
            "only the newest link opens"
        );
        // Ana, who has the mailbox but another browser than Mallory, follows the newest link.
        let confirmed =
            services.confirm_address(&visitor(), &secret(&letters[1].1), Some(&anas), "").await.unwrap();
        let Confirmed::SetPassword { path } = confirmed else { panic!("{confirmed:?}") };
        assert!(wrong_password(sign_in(&services, ANA, ANOTHER).await), "Mallory's password opens nothing");
        services.new_password(&visitor(), path.split_once("?token=").unwrap().1, PASSWORD).await.unwrap();
        assert!(sign_in(&services, ANA, PASSWORD).await.is_ok());
        drop(mallorys);
    })
    .await;
}

#[tokio::test]
async fn the_mail_is_sent_again_on_request_but_no_mailbox_is_flooded() {
    on_both(|services| async move {
        let sign_up = sign_up(&services, ANA, PASSWORD).await;
        for _ in 0..4 {
            services.clock.forward(MINUTE);
            services.mail_sign_up_again(&visitor(), &sign_up).await.unwrap();
        }
        let fifth = services.mail_sign_up_again(&visitor_from("198.51.100.7"), &sign_up).await;
        assert!(matches!(fifth, Err(Error::TooMany { seconds }) if seconds <= 3600), "{fifth:?}");
        let mails = mails(&services).await;
        assert_eq!(mails.len(), 5);
        services.clock.forward(HOUR);
        assert!(services.mail_sign_up_again(&visitor(), &sign_up).await.is_ok());
        let confirmed = services.confirm_address(&visitor(), &secret(&mails[4].1), Some(&sign_up), "").await;
        assert!(matches!(confirmed, Err(Error::Gone)), "only the newest link opens");
    })
    .await;
}

#[tokio::test]
async fn links_expire_and_accounts_that_nobody_confirmed_go() {
    on_both(|services| async move {
        let sign_up = sign_up(&services, ANA, PASSWORD).await;
        let letter = mails(&services).await.pop().unwrap().1;
        services.clock.forward(2 * DAY);
        assert!(matches!(
            services.confirm_address(&visitor(), &secret(&letter), Some(&sign_up), "").await,
            Err(Error::Gone)
        ));
        services.tidy().await.unwrap();
        assert!(
            wrong_password(sign_in(&services, ANA, PASSWORD).await),
            "not confirmed: refused as a wrong password is"
        );
        let (_, letter) = mails(&services).await.pop().unwrap();
        assert!(matches!(letter, Letter::ConfirmAddress { .. }), "but the mail is sent again");
        services.clock.forward(30 * DAY);
        services.tidy().await.unwrap();
        assert_eq!(services.db.rows("SELECT id FROM account", args![]).await.unwrap().len(), 0);
        assert_eq!(audited(&services, "account.never-confirm").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nul_and_too_much_are_refused_and_do_no_harm() {
    on_both(|services| async move {
        let sign_up =
            services.begin_sign_up(&visitor(), &accepted("CH"), "https://example.org", None).await.unwrap();
        let fields =
            Fields(vec![("family_name".into(), "a\0b".into()), ("given_names".into(), "x".repeat(200_000))]);
        assert!(matches!(
            problem(services.sign_up(&visitor(), &sign_up, &fields, PASSWORD).await, "given_names"),
            Some(Problem::TooLong { .. })
        ));
        let fields = Fields(vec![("family_name".into(), "a\0b".into())]);
        assert_eq!(
            problem(services.sign_up(&visitor(), &sign_up, &fields, PASSWORD).await, "family_name"),
            Some(Problem::ForbiddenCharacter)
        );
        let row = services.db.row("SELECT next FROM sign_up", args![]).await.unwrap().unwrap();
        assert_eq!(row.text("next").unwrap(), "", "no other site to go on to");
    })
    .await;
}

#[tokio::test]
async fn passwords_are_judged_so_often_and_no_more() {
    on_both(|services| async move {
        let sign_up = services.begin_sign_up(&visitor(), &accepted("CH"), "", None).await.unwrap();
        let judge = |password: &'static str| {
            let (services, sign_up) = (services.clone(), sign_up.clone());
            async move { services.sign_up(&visitor(), &sign_up, &Fields::default(), password).await }
        };
        for _ in 0..Limit::SignUpFromAddress.most() {
            assert_eq!(problem(judge("passwordpassword").await, "password"), Some(Problem::EasyToGuess));
        }
        let stopped = judge("passwordpassword").await;
        assert!(matches!(stopped, Err(Error::TooMany { .. })), "{stopped:?}");
        assert!(matches!(problem(judge("short").await, "password"), Some(Problem::TooShort { .. })));
    })
    .await;
}
