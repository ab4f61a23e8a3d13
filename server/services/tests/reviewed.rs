//! What was read is what is sent, when it arrived is when it counts, and what the person is told of an end is so.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
#[path = "common/candidate.rs"]
mod candidate;
mod common;

use candidate::{NUMBER, OTHER, ask, candidate, hrd, read, send, states, write};
use common::{DAY, HOUR, fields, on_both};
use model::{
    application::{End, How, State},
    email::Email,
    form::{Form, Save},
    language::Lang,
    profile::Section,
    vacancy::{life::Step, slug},
};
use serde_json::json;
use services::{Error, Services, args};

async fn vacancy_id(services: &Services) -> String {
    let row = services.db.row("SELECT id FROM vacancy WHERE number = $1", args![NUMBER]).await.unwrap();
    row.unwrap().text("id").unwrap()
}

#[tokio::test]
async fn a_profile_that_is_being_rewritten_in_another_window_is_not_sent_half_way() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let seen = read(&services, &ana, NUMBER).await;
        let form = Form::Entry(Section::Experience, "entry-1".into());
        let opened = services.open_form(&ana, &form).await.unwrap().saved;
        let mut halfway = opened.fields.clone();
        for (name, text) in &mut halfway.0 {
            if name == "duties" {
                *text = "Led the".to_owned();
            }
        }
        services.post_draft(&ana, Save::posted(form, opened.version, halfway), true).await.unwrap();
        let sent = services.apply(&ana, &slug(NUMBER), &seen, Lang::En).await;
        assert!(matches!(sent, Err(Error::Conflict)), "{sent:?}");
        // Read again, it is sent.
        send(&services, &ana, NUMBER).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_not_sent_under_another_wording_of_its_question() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let asked = |question: &str| {
            json!({ "questions": [{
                "id": 3, "mandatory": true, "kind": { "yes-no": {} }, "texts": { "en": { "question": question } },
            }] })
        };
        ask(&services, asked("Can you travel?")).await;
        write(&services, &ana, NUMBER, &[("answer_3", "yes")]).await.unwrap();
        let seen = read(&services, &ana, NUMBER).await;
        ask(&services, asked("Do you need a visa to travel?")).await;
        let sent = services.apply(&ana, &slug(NUMBER), &seen, Lang::En).await;
        assert!(matches!(sent, Err(Error::Conflict)), "{sent:?}");
        // What changes nothing of what was read is in nobody's way.
        let seen = read(&services, &ana, NUMBER).await;
        ask(&services, json!({ "closes_on": "2026-11-30" })).await;
        services.apply(&ana, &slug(NUMBER), &seen, Lang::En).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_arrives_in_time_is_sent_however_long_it_waits_for_its_turn() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let seen = read(&services, &ana, NUMBER).await;
        let deadline = 3 * DAY + 14 * HOUR;
        services.clock.forward(deadline - 1);
        let arrived = ana.clone().arriving(services.clock.now());
        services.clock.forward(1);
        let late = services.apply(&ana, &slug(NUMBER), &seen, Lang::En).await;
        assert!(matches!(late, Err(Error::Gone)), "{late:?}");
        let sent = services.apply(&arrived, &slug(NUMBER), &seen, Lang::En).await.unwrap();
        assert_eq!(sent.submitted_on.to_string(), "2026-11-24");
    })
    .await;
}

#[tokio::test]
async fn an_application_without_a_history_is_listed_all_the_same() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let id = send(&services, &ana, NUMBER).await.unwrap().id;
        // Sent by an edition that kept no history, and did not copy the title.
        services.db.execute("DELETE FROM application_step", args![]).await.unwrap();
        services.db.execute("UPDATE application SET title = '', language = ''", args![]).await.unwrap();
        let listed = services.applications(&ana).await.unwrap().remove(0);
        assert_eq!(
            (listed.since, listed.vacancy_title.as_str()),
            (listed.submitted_on, "Officer of DC/OPEN/2026/01")
        );
        assert_eq!((listed.vacancy_number.as_str(), listed.lang), (NUMBER, Lang::En));
        assert!(services.application(&ana, &id).await.unwrap().history.is_empty());
        services.withdraw(&ana, &id).await.unwrap();
        assert_eq!(states(&services, &ana, &id).await, [State::Withdrawn]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_ascribed_to_the_vacancy_it_was_written_for_and_never_to_a_copy() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let letter = ("cover_letter", "Dear panel,\nI count.");
        write(&services, &ana, NUMBER, &[letter]).await.unwrap();
        services.clock.forward(HOUR);
        // Begun with the copy, as it is offered: saved on the way, then confirmed.
        let form = Form::Application(slug(OTHER));
        services.post_draft(&ana, Save::posted(form, 0, fields(&[letter])), false).await.unwrap();
        let earlier = |number: &'static str| {
            let (services, ana) = (services.clone(), ana.clone());
            async move {
                let begun = services.applying(&ana, &slug(number), Lang::En).await.unwrap();
                begun.applying.asking.earlier.map(|earlier| earlier.number)
            }
        };
        for confirmed in [false, true] {
            if confirmed {
                write(&services, &ana, OTHER, &[letter, ("letter_read", "yes")]).await.unwrap();
            }
            assert_eq!(earlier(OTHER).await.as_deref(), Some(NUMBER));
            assert_eq!(earlier(NUMBER).await, None);
            services.clock.forward(HOUR);
            write(
                &services,
                &ana,
                NUMBER,
                &[letter, ("personnel_number", if confirmed { "1" } else { "2" })],
            )
            .await
            .unwrap();
        }
        // The original is rewritten: the copy is the earliest now.
        write(&services, &ana, NUMBER, &[("cover_letter", "Dear panel,\nI draw.")]).await.unwrap();
        assert_eq!(earlier(OTHER).await, None);
    })
    .await;
}

#[tokio::test]
async fn how_applications_came_to_an_end_is_told_as_it_was() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let end = |how: How, day: &str| End { how, on: day.parse().unwrap() };
        let told = || {
            let (services, ana) = (services.clone(), ana.clone());
            async move { services.applying(&ana, &slug(NUMBER), Lang::En).await.unwrap().applying.end }
        };
        assert_eq!(told().await, end(How::Deadline, "2026-11-24"));
        let vacancy = vacancy_id(&services).await;
        let take = |step: Step| {
            let (services, vacancy) = (services.clone(), vacancy.clone());
            async move {
                let edition = services.vacancy_file(&hrd(), &vacancy, Lang::En).await.unwrap().edition;
                services.take_step(&hrd(), &vacancy, step, edition).await.unwrap();
            }
        };
        services.clock.forward(DAY);
        take(Step::Close).await;
        assert_eq!(told().await, end(How::Early, "2026-11-22"));
        services.clock.forward(DAY);
        take(Step::Cancel).await;
        assert_eq!(told().await, end(How::Cancelled, "2026-11-23"));
    })
    .await;
}

#[tokio::test]
async fn until_when_one_can_apply_again_is_told_as_the_vacancy_stands_now() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let id = send(&services, &ana, NUMBER).await.unwrap().id;
        ask(&services, json!({ "closes_on": "2026-11-30" })).await;
        let receipt = services.application(&ana, &id).await.unwrap();
        assert_eq!(receipt.closes_on.to_string(), "2026-11-30");
        assert_eq!(receipt.snapshot.notice.closes_on.to_string(), "2026-11-24");
    })
    .await;
}

#[tokio::test]
async fn that_those_who_arrange_it_are_told_stands_in_the_review() {
    on_both(|mut services| async move {
        services.accommodation = Email::parse("accommodation@example.org");
        let ana = candidate(&services).await;
        let told = |services: Services| {
            let ana = ana.clone();
            async move { services.review_application(&ana, &slug(NUMBER), Lang::En).await.unwrap().told }
        };
        assert_eq!(told(services.clone()).await, "");
        write(&services, &ana, NUMBER, &[("tell_needs", "yes")]).await.unwrap();
        assert_eq!(told(services.clone()).await, applicant::MARK);
        services.accommodation = None;
        assert_eq!(told(services.clone()).await, "", "nobody is told");
    })
    .await;
}
