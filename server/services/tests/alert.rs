//! Job alerts: kept by their people, told once of what is new, stopped by a link.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, MINUTE, on_both};
use model::{
    alert::{ALERTS_MOST, AlertDraft, Cadence, DIGEST_MOST, State},
    draft::Draft,
    email::Email,
    language::Lang,
    problem::Problem,
};
use people::*;
use serde_json::json;
use services::{Actor, Error, Services, alert::Telling, args, outbox::Letter};
use std::{collections::BTreeMap, time::Duration};

/// Publishes vacancies: number, grade, first and last day.
async fn publish(services: &Services, vacancies: &[(&str, &str, &str, &str)]) {
    let vacancies: Vec<_> = vacancies
        .iter()
        .map(|(number, grade, from, to)| {
            let text = json!({ "title": format!("Officer {number}"), "overview": "Count.", "duties": ["Count."] });
            json!({
                "number": number, "category": "international", "grade": grade, "contract_type": "fixed-term",
                "published_on": from, "closes_on": to, "department": "STAT",
                "duty_station": { "city": "Geneva", "country": "CH" }, "original_language": "en", "texts": { "en": text },
            })
        })
        .collect();
    let file = json!({ "vacancies": vacancies }).to_string();
    services.import_vacancies(&Actor::operator(), &file).await.unwrap();
}

async fn open(services: &Services, numbers: &[&str]) {
    let vacancies: Vec<_> =
        numbers.iter().map(|number| (*number, "P3", "2026-11-20", "2027-11-20")).collect();
    publish(services, &vacancies).await;
}

fn draft(name: &str, often: &str) -> AlertDraft {
    AlertDraft::of([
        ("name", name),
        ("grade", "P3"),
        ("often", often),
        ("day", "friday"),
        ("mail_language", "fr"),
    ])
}

/// Somebody who has wished for nothing, and has no profile.
async fn person(services: &Services) -> Actor {
    let ana = holder(services, &member(services, ANA).await).await;
    for kept in services.alerts(&ana).await.unwrap() {
        services.delete_alert(&ana, &kept.id).await.unwrap();
    }
    ana
}

/// Goes through all that is due.
async fn tell(services: &Services) {
    let mut telling = Telling::new(services.clone());
    while telling.go_on().await.unwrap() {}
}

/// The mails of alerts that are due: the alert's name, what it tells, how much more there is.
async fn told(services: &Services) -> Vec<(String, Vec<String>, u32)> {
    tell(services).await;
    let told = mails(services).await.into_iter().filter_map(|(_, letter)| match letter {
        Letter::NewVacancies { alert, listed, more, .. } => {
            Some((alert, listed.into_iter().map(|listed| listed.slug).collect(), more))
        }
        _ => None,
    });
    told.collect()
}

fn one(alert: &str, slugs: &[&str]) -> Vec<(String, Vec<String>, u32)> {
    vec![(alert.to_owned(), slugs.iter().map(|&slug| slug.to_owned()).collect(), 0)]
}

#[tokio::test]
async fn who_wishes_at_sign_up_to_hear_of_vacancies_has_an_alert_of_all_of_them() {
    on_both(|services| async move {
        let ana = holder(&services, &member(&services, ANA).await).await;
        let alerts = services.alerts(&ana).await.unwrap();
        assert_eq!(alerts.len(), 1);
        assert!(alerts[0].alert.search.is_empty());
        assert_eq!((alerts[0].alert.cadence, alerts[0].alert.language), (Cadence::Mondays, Lang::Es));
        assert_eq!(services.account_options(&ana).await.unwrap().alerts, 1);
    })
    .await;
}

#[tokio::test]
async fn a_wish_of_before_there_were_alerts_becomes_one_once() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.db.execute("UPDATE account SET alerts = 1", args![]).await.unwrap();
        open(&services, &["BEFORE/1"]).await;
        for _ in 0..2 {
            services.upgrade().await.unwrap();
            let alerts = services.alerts(&ana).await.unwrap();
            assert_eq!(alerts.len(), 1);
            assert_eq!((alerts[0].alert.cadence, alerts[0].alert.language), (Cadence::Mondays, Lang::Es));
        }
        assert_eq!(audited(&services, "alert.create").await, 2, "at sign-up, and now");
        let row = services.db.row("SELECT alerts FROM account", args![]).await.unwrap().unwrap();
        assert_eq!(row.int("alerts").unwrap(), 0, "the wish is kept");
        let sql = "SELECT MIN(since) AS since, MIN(upto) AS upto FROM alert_run";
        let row = services.db.row(sql, args![]).await.unwrap().unwrap();
        assert_eq!(
            (row.int("since").unwrap(), row.int("upto").unwrap()),
            (1, 1),
            "what was open is not read"
        );
    })
    .await;
}

#[tokio::test]
async fn alerts_are_made_changed_and_deleted_by_their_person_alone() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "weekly")).await.unwrap();
        let kept = services.alert(&ana, &id).await.unwrap();
        assert_eq!((kept.alert.search.query().as_str(), kept.state), ("grade=P3", State::Active));
        let mut other = draft("Still mine", "daily");
        other.grade = "P4".into();
        services.change_alert(&ana, &id, &other).await.unwrap();
        let kept = services.alert(&ana, &id).await.unwrap();
        assert_eq!((kept.alert.name.as_str(), kept.alert.cadence), ("Still mine", Cadence::Daily));
        let bo = holder(&services, &member(&services, "bo@example.org").await).await;
        assert!(matches!(services.alert(&bo, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.change_alert(&bo, &id, &other).await, Err(Error::NotFound)));
        assert!(matches!(services.pause_alert(&bo, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.resume_alert(&bo, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.delete_alert(&bo, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.create_alert(&visitor(), &other).await, Err(Error::SignedOut)));
        assert!(matches!(services.alerts(&visitor()).await, Err(Error::SignedOut)));
        services.delete_alert(&ana, &id).await.unwrap();
        assert!(matches!(services.alert(&ana, &id).await, Err(Error::NotFound)));
        assert_eq!(audited(&services, "alert.change").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_has_more_alerts_than_there_may_be_however_many_are_made_at_once() {
    on_both(|services| async move {
        let ana = person(&services).await;
        for _ in 1..ALERTS_MOST {
            services.create_alert(&ana, &draft("One of many", "daily")).await.unwrap();
        }
        let (first, second) = (draft("The last", "daily"), draft("One too many", "daily"));
        let (first, second) =
            tokio::join!(services.create_alert(&ana, &first), services.create_alert(&ana, &second));
        let (made, refused) = if first.is_ok() { (first, second) } else { (second, first) };
        made.unwrap();
        assert_eq!(problem(refused, "name"), Some(Problem::Enough { most: ALERTS_MOST as u32 }));
        assert_eq!(services.alerts(&ana).await.unwrap().len(), ALERTS_MOST);
    })
    .await;
}

#[tokio::test]
async fn an_alert_tells_at_once_and_once_of_what_opens_after_it_was_made() {
    on_both(|services| async move {
        let ana = person(&services).await;
        open(&services, &["BEFORE/1"]).await;
        services.create_alert(&ana, &draft("At once", "at-once")).await.unwrap();
        assert_eq!(told(&services).await, [], "it was there to be seen");
        open(&services, &["NEW/1"]).await;
        publish(&services, &[("OTHER/1", "P5", "2026-11-20", "2027-11-20")]).await;
        assert_eq!(told(&services).await, one("At once", &["new-1"]));
        assert_eq!(told(&services).await, []);
        open(&services, &["NEW/1", "NEW/2"]).await;
        assert_eq!(told(&services).await, one("At once", &["new-2"]), "an import again opens nothing again");
    })
    .await;
}

#[tokio::test]
async fn what_is_published_later_is_told_when_it_opens() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.create_alert(&ana, &draft("At once", "at-once")).await.unwrap();
        publish(&services, &[("LATER/1", "P3", "2026-11-23", "2026-12-23")]).await;
        assert_eq!(told(&services).await, []);
        services.clock.forward(2 * DAY);
        assert_eq!(told(&services).await, one("At once", &["later-1"]));
    })
    .await;
}

#[tokio::test]
async fn a_digest_comes_on_its_day_at_seven_in_geneva_without_what_has_closed() {
    on_both(|services| async move {
        let ana = person(&services).await;
        tell(&services).await;
        services.create_alert(&ana, &draft("Fridays", "weekly")).await.unwrap();
        services.create_alert(&ana, &draft("Daily", "daily")).await.unwrap();
        // It is Saturday, ten in the morning there.
        open(&services, &["NEW/1"]).await;
        publish(&services, &[("SHORT/1", "P3", "2026-11-20", "2026-11-25")]).await;
        services.clock.forward(20 * HOUR + 59 * MINUTE);
        assert_eq!(told(&services).await, [], "today's were written before; tomorrow's are not due");
        services.clock.forward(MINUTE);
        assert_eq!(told(&services).await, one("Daily", &["new-1", "short-1"]));
        services.clock.forward(4 * DAY);
        assert_eq!(told(&services).await, []);
        open(&services, &["NEW/2"]).await;
        assert_eq!(told(&services).await, [], "Thursday: what opened after seven waits for tomorrow");
        services.clock.forward(DAY);
        let mut both = told(&services).await;
        both.sort();
        let expected = [one("Daily", &["new-2"]), one("Fridays", &["new-1", "new-2"])].concat();
        assert_eq!(both, expected, "the short one has closed");
        services.clock.forward(7 * DAY);
        assert_eq!(told(&services).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_was_away_on_the_day_tells_later() {
    on_both(|services| async move {
        let ana = person(&services).await;
        tell(&services).await;
        services.create_alert(&ana, &draft("Fridays", "weekly")).await.unwrap();
        open(&services, &["NEW/1"]).await;
        services.clock.forward(9 * DAY);
        assert_eq!(told(&services).await, one("Fridays", &["new-1"]));
        assert_eq!(told(&services).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_mail_names_fifty_vacancies_and_says_how_many_more_there_are() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.create_alert(&ana, &draft("At once", "at-once")).await.unwrap();
        let numbers: Vec<String> = (0..DIGEST_MOST + 3).map(|n| format!("MANY/{n:03}")).collect();
        open(&services, &numbers.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let told = told(&services).await;
        assert_eq!((told.len(), told[0].1.len(), told[0].2), (1, DIGEST_MOST, 3));
    })
    .await;
}

#[tokio::test]
async fn what_closes_while_a_mail_waits_is_not_told_and_a_mail_of_nothing_is_not_sent() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.create_alert(&ana, &draft("At once", "at-once")).await.unwrap();
        publish(&services, &[("SHORT/1", "P3", "2026-11-20", "2026-11-22")]).await;
        tell(&services).await;
        services.clock.forward(3 * DAY);
        assert_eq!(told(&services).await, []);
        assert_eq!(services.outbox_depth().await.unwrap(), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_change_of_cadence_tells_nothing_twice_and_loses_nothing() {
    on_both(|services| async move {
        let ana = person(&services).await;
        tell(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "weekly")).await.unwrap();
        open(&services, &["A/1"]).await;
        tell(&services).await;
        services.change_alert(&ana, &id, &draft("Mine", "at-once")).await.unwrap();
        open(&services, &["A/2"]).await;
        assert_eq!(told(&services).await, one("Mine", &["a-1", "a-2"]), "what waited for Friday comes along");
        services.change_alert(&ana, &id, &draft("Mine", "weekly")).await.unwrap();
        open(&services, &["A/3"]).await;
        assert_eq!(told(&services).await, []);
        services.clock.forward(7 * DAY);
        assert_eq!(told(&services).await, one("Mine", &["a-3"]));
        services.change_alert(&ana, &id, &draft("Mine", "daily")).await.unwrap();
        services.change_alert(&ana, &id, &draft("Mine", "at-once")).await.unwrap();
        services.clock.forward(7 * DAY);
        open(&services, &["A/4"]).await;
        assert_eq!(told(&services).await, one("Mine", &["a-4"]));
    })
    .await;
}

#[tokio::test]
async fn an_alert_that_matches_something_else_tells_of_it_from_now_on() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        publish(&services, &[("DIRECTOR/1", "D1", "2026-11-20", "2027-11-20")]).await;
        tell(&services).await;
        let mut other = draft("Mine", "at-once");
        other.grade = "D1".into();
        services.change_alert(&ana, &id, &other).await.unwrap();
        publish(&services, &[("DIRECTOR/2", "D1", "2026-11-20", "2027-11-20")]).await;
        assert_eq!(told(&services).await, one("Mine", &["director-2"]));
    })
    .await;
}

#[tokio::test]
async fn a_paused_alert_tells_nothing_and_a_resumed_one_nothing_of_what_opened_meanwhile() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        services.pause_alert(&ana, &id).await.unwrap();
        open(&services, &["A/1"]).await;
        assert_eq!(told(&services).await, []);
        services.resume_alert(&ana, &id).await.unwrap();
        open(&services, &["A/2"]).await;
        assert_eq!(told(&services).await, one("Mine", &["a-2"]));
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_closed_or_not_confirmed_is_told_nothing() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        services.db.execute("UPDATE account SET disabled_at = 1", args![]).await.unwrap();
        open(&services, &["A/1"]).await;
        assert_eq!(told(&services).await, []);
        let sql = "UPDATE account SET disabled_at = NULL, verified_at = NULL";
        services.db.execute(sql, args![]).await.unwrap();
        open(&services, &["A/2"]).await;
        assert_eq!(told(&services).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_link_stops_its_alert_without_signing_in_and_looking_at_it_changes_nothing() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        let other = services.create_alert(&ana, &draft("Another", "at-once")).await.unwrap();
        open(&services, &["A/1"]).await;
        tell(&services).await;
        let path = mails(&services).await.into_iter().find_map(|(_, letter)| match letter {
            Letter::NewVacancies { path, id: of, .. } if of == id => Some(path),
            _ => None,
        });
        let path = path.unwrap();
        let token = path.strip_prefix("/alerts/stop?token=").unwrap();
        for _ in 0..2 {
            let stopping = services.stopping(token).await.unwrap();
            assert_eq!((stopping.name.as_str(), stopping.tells), ("Mine", true));
        }
        let forged = token.replace(&id, &other);
        assert!(matches!(services.stop_alert(&forged).await, Err(Error::Gone)), "each has its own");
        for nothing in ["", ".", "x", &id, &format!("{id}."), &format!("{id}.00")] {
            assert!(matches!(services.stop_alert(nothing).await, Err(Error::Gone)), "{nothing}");
        }
        services.stop_alert(token).await.unwrap();
        services.stop_alert(token).await.unwrap();
        assert_eq!(services.alert(&ana, &id).await.unwrap().state, State::Paused);
        assert_eq!(services.alert(&ana, &other).await.unwrap().state, State::Active);
        assert_eq!(audited(&services, "alert.stop").await, 1);
        assert!(!services.stopping(token).await.unwrap().tells);
        services.delete_alert(&ana, &id).await.unwrap();
        assert!(matches!(services.stopping(token).await, Err(Error::Gone)));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_takes_no_mail_pauses_the_alerts_of_its_person_until_they_are_resumed() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let ids = [
            services.create_alert(&ana, &draft("One", "at-once")).await.unwrap(),
            services.create_alert(&ana, &draft("Two", "at-once")).await.unwrap(),
        ];
        open(&services, &["A/1"]).await;
        tell(&services).await;
        let due = services.take_mail(1).await.unwrap().remove(0);
        services.mail_refused(&due.id, "550 nobody", 2).await.unwrap();
        assert_eq!(
            services.alert(&ana, &ids[0]).await.unwrap().state,
            State::Active,
            "it does not count yet"
        );
        services.clock.forward(MINUTE);
        let due = services.take_mail(2).await.unwrap().into_iter().find(|again| again.id == due.id).unwrap();
        services.mail_refused(&due.id, "550 nobody", 2).await.unwrap();
        for id in &ids {
            assert_eq!(services.alert(&ana, id).await.unwrap().state, State::Bounced);
        }
        services.clock.forward(DAY);
        assert_eq!(told(&services).await, [], "neither again nor the other");
        services.resume_alert(&ana, &ids[0]).await.unwrap();
        open(&services, &["A/2"]).await;
        assert_eq!(told(&services).await, one("One", &["a-2"]));
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_stopped_or_deleted_alert_is_not_sent() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let ids = [
            services.create_alert(&ana, &draft("Paused", "at-once")).await.unwrap(),
            services.create_alert(&ana, &draft("Deleted", "at-once")).await.unwrap(),
            services.create_alert(&ana, &draft("Left", "at-once")).await.unwrap(),
        ];
        open(&services, &["A/1"]).await;
        tell(&services).await;
        services.pause_alert(&ana, &ids[0]).await.unwrap();
        services.delete_alert(&ana, &ids[1]).await.unwrap();
        assert_eq!(told(&services).await, one("Left", &["a-1"]));
        assert_eq!(services.outbox_depth().await.unwrap(), (0, 0), "the others are forgotten");
        services.clock.forward(366 * DAY);
        services.ask_about_alerts().await.unwrap();
        services.resume_alert(&ana, &ids[2]).await.unwrap();
        assert_eq!(mails(&services).await, [], "it need not be asked any more");
    })
    .await;
}

#[tokio::test]
async fn what_waits_goes_to_the_present_address_which_is_the_one_that_may_refuse_it() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        open(&services, &["A/1"]).await;
        tell(&services).await;
        let sql = "UPDATE account SET email = 'new@example.org', email_key = 'new@example.org'";
        services.db.execute(sql, args![]).await.unwrap();
        let due = services.take_mail(1).await.unwrap().remove(0);
        let due = services.mail_to_send(due).await.unwrap().unwrap();
        assert_eq!(due.recipient, "new@example.org");
        services.mail_refused(&due.id, "550 5.1.1 nobody", 1).await.unwrap();
        assert_eq!(services.alert(&ana, &id).await.unwrap().state, State::Bounced);
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_sent_by_a_server_whose_clock_is_behind() {
    on_both(|services| async move {
        let ana = person(&services).await;
        services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        open(&services, &["A/1"]).await;
        tell(&services).await;
        let due = services.take_mail(1).await.unwrap().remove(0);
        services.clock.forward(-2 * DAY);
        assert!(services.mail_to_send(due).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn the_mails_of_alerts_wait_for_all_others() {
    on_both(|services| async move {
        let ana = person(&services).await;
        for name in ["One", "Two", "Three"] {
            services.create_alert(&ana, &draft(name, "at-once")).await.unwrap();
        }
        open(&services, &["A/1"]).await;
        tell(&services).await;
        services.clock.forward(MINUTE);
        services.forgotten(&visitor(), ANA).await.unwrap();
        let first = services.take_mail(1).await.unwrap().remove(0);
        assert!(matches!(first.letter, Letter::NewPassword { .. }), "{first:?}");
        assert_eq!(services.take_mail(9).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn operators_pause_the_alerts_of_an_address_whose_mails_came_back() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        let address = Email::parse(ANA).unwrap();
        assert!(matches!(services.mail_came_back(&ana, &address).await, Err(Error::Forbidden)));
        let operator = Actor::operator();
        let nobody = Email::parse("nobody@example.org").unwrap();
        assert!(matches!(services.mail_came_back(&operator, &nobody).await, Err(Error::NotFound)));
        assert_eq!(services.mail_came_back(&operator, &address).await.unwrap(), 1);
        assert_eq!(services.mail_came_back(&operator, &address).await.unwrap(), 0, "twice is once");
        assert_eq!(services.alert(&ana, &id).await.unwrap().state, State::Bounced);
    })
    .await;
}

#[tokio::test]
async fn a_refused_mail_to_another_address_pauses_nothing() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let id = services.create_alert(&ana, &draft("Mine", "at-once")).await.unwrap();
        services.change_email(&ana, "elsewhere@example.org", PASSWORD).await.unwrap();
        let due = services.take_mail(1).await.unwrap().remove(0);
        services.mail_refused(&due.id, "550 5.1.1 nobody", 1).await.unwrap();
        assert_eq!(services.alert(&ana, &id).await.unwrap().state, State::Active);
        assert_eq!(services.outbox_depth().await.unwrap(), (1, 0), "it is tried again");
    })
    .await;
}

#[tokio::test]
async fn after_a_year_it_is_asked_once_whether_an_alert_is_still_wanted() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let kept = services.create_alert(&ana, &draft("Kept", "at-once")).await.unwrap();
        let left = services.create_alert(&ana, &draft("Left", "at-once")).await.unwrap();
        let asked = async || {
            services.ask_about_alerts().await.unwrap();
            let letters = mails(&services).await.into_iter();
            letters.filter(|(_, letter)| matches!(letter, Letter::AlertWanted { .. })).count()
        };
        services.clock.forward(364 * DAY);
        assert_eq!(asked().await, 0);
        services.clock.forward(DAY);
        assert_eq!(asked().await, 2);
        assert_eq!(asked().await, 0, "once");
        let until = services.alert(&ana, &kept).await.unwrap().until.unwrap();
        assert_eq!(until.to_string(), "2027-12-21");
        services.resume_alert(&ana, &kept).await.unwrap();
        services.clock.forward(29 * DAY);
        services.ask_about_alerts().await.unwrap();
        assert_eq!(services.alert(&ana, &left).await.unwrap().state, State::Asked);
        services.clock.forward(DAY + 13 * HOUR);
        services.ask_about_alerts().await.unwrap();
        assert_eq!(
            services.alert(&ana, &left).await.unwrap().state,
            State::Asked,
            "on the day that was stated"
        );
        services.clock.forward(2 * HOUR);
        services.ask_about_alerts().await.unwrap();
        assert_eq!(services.alert(&ana, &left).await.unwrap().state, State::Unanswered);
        assert_eq!(services.alert(&ana, &kept).await.unwrap().state, State::Active);
        services.clock.forward(336 * DAY);
        assert_eq!(asked().await, 1, "a year after it was kept");
    })
    .await;
}

#[tokio::test]
async fn each_vacancy_is_told_once_however_many_workers_are_killed_at_it() {
    on_both(|services| async move {
        let ana = person(&services).await;
        let account = &ana.viewer.as_ref().unwrap().account;
        let mut tx = services.db.begin().await.unwrap();
        let rows = (0..300).map(|n| args![format!("{n:04}"), account, n % 2]).collect();
        let into = "INSERT INTO alert (id, account, name, search, cadence, language, state, told, created_at, wanted_at) \
             SELECT column1, column2, 'Mine', CASE column3 WHEN 0 THEN 'grade=P3' ELSE 'q=officer' END, 'at-once', 'en', 'active', 0, 0, 0 FROM (";
        tx.write_many(into, ") AS v", rows).await.unwrap();
        tx.commit().await.unwrap();
        for wave in 0..3 {
            open(&services, &[&format!("A/{wave}"), &format!("B/{wave}")]).await;
            let workers = (0..4).map(|worker| {
                let services = services.clone();
                tokio::spawn(async move {
                    // Each is killed a little later than the last, in the middle of whatever it does.
                    for life in 0..20 {
                        let mut telling = Telling::in_batches_of(7, services.clone());
                        let work = async { while telling.go_on().await.unwrap_or(true) {} };
                        let life = Duration::from_millis(life * 3 + worker);
                        if tokio::time::timeout(life, work).await.is_ok() {
                            break;
                        }
                    }
                })
            });
            for worker in workers.collect::<Vec<_>>() {
                worker.await.unwrap();
            }
            tell(&services).await;
        }
        let mut told: BTreeMap<(String, String), usize> = BTreeMap::new();
        for row in services.db.rows("SELECT letter FROM outbox WHERE sent_at IS NULL", args![]).await.unwrap() {
            if let Letter::NewVacancies { id, slugs, .. } = row.json("letter").unwrap() {
                for slug in slugs {
                    *told.entry((id.clone(), slug)).or_default() += 1;
                }
            }
        }
        assert_eq!(told.len(), 300 * 6, "every alert is told of every vacancy");
        assert!(told.values().all(|times| *times == 1), "and of none twice");
    })
    .await;
}
