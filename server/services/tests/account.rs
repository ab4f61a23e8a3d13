//! What people do with their accounts, what the command line does, and what is kept for who was signed out.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, on_both};
use model::{
    account::{DetailsDraft, Role},
    choice::Choice,
    form::{Fields, Form},
    language::Lang,
    problem::{Problem, Problems},
    profile::Section,
};
use people::*;
use services::{Actor, Error, args, outbox::Letter, sign_up::Confirmed};

#[tokio::test]
async fn details_are_changed_by_who_is_signed_in() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ana = holder(&services, &token).await;
        let draft = DetailsDraft {
            family_name: "Silva Costa".into(),
            given_names: "Ana".into(),
            language: "fr".into(),
        };
        services.change_details(&ana, &draft).await.unwrap();
        let viewer = viewer(&services, &token).await.unwrap();
        assert_eq!((viewer.name.as_str(), viewer.language), ("Ana Silva Costa", Lang::Fr));
        let empty = services.change_details(&ana, &DetailsDraft::default()).await;
        assert_eq!(problem(empty, "family_name"), Some(Problem::Missing));
        assert!(matches!(services.change_details(&visitor(), &draft).await, Err(Error::SignedOut)));
    })
    .await;
}

#[tokio::test]
async fn another_address_counts_once_confirmed_and_the_old_one_is_told() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ana = holder(&services, &token).await;
        let refused = services.change_email(&ana, "ana@new.example.org", "a wrong password").await;
        assert_eq!(problem(refused, "current_password"), Some(Problem::WrongPassword));
        services.change_email(&ana, "ana@new.example.org", PASSWORD).await.unwrap();
        let options = services.account_options(&ana).await.unwrap();
        assert_eq!(
            (options.email.as_str(), options.new_email.as_deref()),
            (ANA, Some("ana@new.example.org"))
        );
        let letters = mails(&services).await;
        assert_eq!(letters[0].0, "ana@new.example.org");
        let confirmed = services.confirm_address(&visitor(), &secret(&letters[0].1), None, "").await.unwrap();
        assert_eq!(confirmed, Confirmed::AddressChanged);
        let told = Letter::AddressChanged { name: "Ana Silva".into(), to: "ana@new.example.org".into() };
        assert_eq!(mails(&services).await, [(ANA.to_owned(), told)]);
        assert!(sign_in(&services, "ana@new.example.org", PASSWORD).await.is_ok());
        assert!(wrong_password(sign_in(&services, ANA, PASSWORD).await));
    })
    .await;
}

#[tokio::test]
async fn asking_for_an_address_that_is_taken_tells_its_owner_only() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        member(&services, "ben@example.org").await;
        let ana = holder(&services, &token).await;
        services.change_email(&ana, "Ben@example.org", PASSWORD).await.unwrap();
        assert_eq!(
            services.account_options(&ana).await.unwrap().new_email.as_deref(),
            Some("Ben@example.org"),
            "the same answer"
        );
        let letters = mails(&services).await;
        assert!(
            matches!(letters.as_slice(), [(to, Letter::AlreadyRegistered { .. })] if to == "ben@example.org"),
            "{letters:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_nobody_confirmed_is_free_for_who_has_the_mailbox() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        sign_up(&services, "ana@new.example.org", ANOTHER).await;
        mails(&services).await;
        let ana = holder(&services, &token).await;
        services.change_email(&ana, "ana@new.example.org", PASSWORD).await.unwrap();
        let letters = mails(&services).await;
        let [(to, letter @ Letter::ConfirmAddress { .. })] = letters.as_slice() else {
            panic!("{letters:?}")
        };
        assert_eq!(to, "ana@new.example.org");
        let confirmed = services.confirm_address(&visitor(), &secret(letter), None, "").await.unwrap();
        assert_eq!(confirmed, Confirmed::AddressChanged);
        assert!(sign_in(&services, "ana@new.example.org", PASSWORD).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_address_that_was_taken_in_the_meantime_is_refused() {
    on_both(|services| async move {
        let token = member(&services, ANA).await;
        let ana = holder(&services, &token).await;
        services.change_email(&ana, "ben@example.org", PASSWORD).await.unwrap();
        let link = secret(&mails(&services).await[0].1);
        member(&services, "ben@example.org").await;
        assert!(matches!(services.confirm_address(&visitor(), &link, None, "").await, Err(Error::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_asks_the_current_one_and_ends_the_other_sessions() {
    on_both(|services| async move {
        let other = member(&services, ANA).await;
        let token = sign_in(&services, ANA, PASSWORD).await.unwrap();
        let ana = holder(&services, &token).await;
        let refused = services.change_password(&ana, ANOTHER, ANOTHER).await;
        assert_eq!(problem(refused, "current_password"), Some(Problem::WrongPassword));
        assert_eq!(problem(services.change_password(&ana, "", "").await, "password"), Some(Problem::Missing));
        services.change_password(&ana, PASSWORD, ANOTHER).await.unwrap();
        assert!(viewer(&services, &token).await.is_some());
        assert_eq!(viewer(&services, &other).await, None);
        assert!(sign_in(&services, ANA, ANOTHER).await.is_ok());
        for _ in 0..10 {
            services.change_password(&ana, PASSWORD, "marble lighthouse 42 river").await.unwrap_err();
        }
        let stopped = services.change_password(&ana, ANOTHER, PASSWORD).await;
        assert!(
            matches!(stopped, Err(Error::TooMany { .. })),
            "a stolen session does not guess the password: {stopped:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_command_line_makes_accounts_and_roles_which_count_at_once() {
    on_both(|services| async move {
        let operator = Actor::operator();
        let bo = staff("bo@example.org", &[Role::Hrd], None);
        services.create_account(&operator, &bo).await.unwrap();
        assert!(matches!(services.create_account(&operator, &bo).await, Err(Error::Conflict)));
        let path = services.password_link(&operator, &bo.email).await.unwrap();
        services
            .new_password(&visitor(), path.strip_prefix("/account/password?token=").unwrap(), PASSWORD)
            .await
            .unwrap();
        let token = sign_in(&services, "bo@example.org", PASSWORD).await.unwrap();
        assert_eq!(viewer(&services, &token).await.unwrap().roles, [Role::Hrd]);
        services.grant_role(&operator, &bo.email, Role::Administrator).await.unwrap();
        services.revoke_role(&operator, &bo.email, Role::Hrd).await.unwrap();
        assert_eq!(viewer(&services, &token).await.unwrap().roles, [Role::Administrator]);
        let summaries = services.account_summaries(&operator).await.unwrap();
        assert_eq!(
            (summaries.len(), summaries[0].roles.as_slice(), summaries[0].enabled),
            (1, [Role::Administrator].as_slice(), true)
        );

        let administrator = holder(&services, &token).await;
        services.mail_password_link(&administrator, &bo.email).await.unwrap();
        assert!(
            matches!(services.password_link(&administrator, &bo.email).await, Err(Error::Forbidden)),
            "an administrator sees no link"
        );
        services.set_account_enabled(&operator, &bo.email, false).await.unwrap();
        assert_eq!(viewer(&services, &token).await, None);
        assert!(wrong_password(sign_in(&services, "bo@example.org", PASSWORD).await));
        services.set_account_enabled(&operator, &bo.email, true).await.unwrap();
        assert!(sign_in(&services, "bo@example.org", PASSWORD).await.is_ok());
        for action in
            ["account.create", "account.grant", "account.revoke", "account.disable", "account.enable"]
        {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_but_administrators_and_the_command_line_touches_others_accounts() {
    on_both(|services| async move {
        let ana = member(&services, ANA).await;
        let email = staff(ANA, &[], None).email;
        let everybody = Role::ALL.iter().filter(|role| **role != Role::Administrator);
        let mut actors = vec![visitor(), Actor::default()];
        for role in everybody {
            let mut actor = holder(&services, &ana).await;
            actor.viewer.as_mut().unwrap().roles = vec![*role];
            actors.push(actor);
        }
        for actor in actors {
            let refused =
                |result: Result<(), Error>| matches!(result, Err(Error::Forbidden | Error::SignedOut));
            assert!(refused(
                services
                    .create_account(&actor, &staff("new@example.org", &[Role::Administrator], None))
                    .await
                    .map(|_| ())
            ));
            assert!(refused(services.grant_role(&actor, &email, Role::Administrator).await));
            assert!(refused(services.revoke_role(&actor, &email, Role::Candidate).await));
            assert!(refused(services.set_account_enabled(&actor, &email, false).await));
            assert!(refused(services.password_link(&actor, &email).await.map(|_| ())));
            assert!(refused(services.mail_password_link(&actor, &email).await));
            assert!(refused(services.account_summaries(&actor).await.map(|_| ())));
        }
        assert_eq!(viewer(&services, &ana).await.unwrap().roles, [Role::Candidate]);
    })
    .await;
}

fn phone(number: &str) -> Fields {
    Fields(vec![("phone".into(), number.into())])
}

#[tokio::test]
async fn a_form_posted_too_late_becomes_its_writers_draft_and_nobody_elses() {
    on_both(|services| async move {
        let session = member(&services, ANA).await;
        let ben = member(&services, "ben@example.org").await;
        services.clock.forward(2 * HOUR);
        let parked = services
            .park(&visitor(), &session, &Form::Section(Section::Personal), 0, phone("1"))
            .await
            .unwrap();
        assert!(matches!(services.unpark(&visitor(), &parked).await, Err(Error::SignedOut)));
        let ben_again = sign_in(&services, "ben@example.org", PASSWORD).await.unwrap();
        assert_eq!(
            services.unpark(&holder(&services, &ben_again).await, &parked).await.unwrap(),
            None,
            "at a shared computer"
        );
        let ana_again = sign_in(&services, ANA, PASSWORD).await.unwrap();
        let ana = holder(&services, &ana_again).await;
        assert_eq!(services.unpark(&ana, &parked).await.unwrap(), Some(Form::Section(Section::Personal)));
        assert_eq!(
            services.open_form(&ana, &Form::Section(Section::Personal)).await.unwrap().saved.fields,
            phone("1")
        );
        assert_eq!(services.unpark(&ana, &parked).await.unwrap(), None, "once");

        let parked = services
            .park(&visitor(), &session, &Form::Section(Section::Personal), 0, phone("2"))
            .await
            .unwrap();
        assert_eq!(services.unpark(&ana, &parked).await.unwrap(), Some(Form::Section(Section::Personal)));
        let opened = services.open_form(&ana, &Form::Section(Section::Personal)).await.unwrap();
        assert_eq!(opened.saved.fields, phone("1"), "never overwritten unseen");
        assert_eq!(opened.unsaved.unwrap().fields, phone("2"), "both are shown");
        services.clock.forward(2 * DAY);
        services.tidy().await.unwrap();
        assert!(
            matches!(
                services.park(&visitor(), &ben, &Form::Section(Section::Personal), 0, phone("3")).await,
                Err(Error::SignedOut)
            ),
            "whose was it?"
        );
    })
    .await;
}

#[tokio::test]
async fn a_small_form_is_given_back_once_without_its_password() {
    on_both(|services| async move {
        let typed = Fields(vec![
            ("email".into(), "ana@".into()),
            ("password".into(), PASSWORD.into()),
            ("current_password".into(), PASSWORD.into()),
        ]);
        let problems = Problems::from(("email", Problem::NotAnEmail));
        let secret = services.keep_flash(&visitor(), "sign-in", &typed, &problems).await.unwrap();
        assert_eq!(services.take_flash(&secret, "forgotten").await.unwrap(), None, "not to another form");
        let kept = Fields(vec![("email".into(), "ana@".into())]);
        assert_eq!(services.take_flash(&secret, "sign-in").await.unwrap(), Some((kept, problems)));
        assert_eq!(services.take_flash(&secret, "sign-in").await.unwrap(), None);
        let rows = services.db.rows("SELECT fields FROM flash", args![]).await.unwrap();
        assert!(rows.is_empty());
    })
    .await;
}
