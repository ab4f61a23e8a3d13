//! From the first letter to the last state: deadlines, withdrawing and applying again, letters that are never sent unseen, the
//! vacancy's questions, and what the person is told on the way.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
#[path = "common/candidate.rs"]
mod candidate;
mod common;

use applicant::filled;
use candidate::{NUMBER, OTHER, ask, candidate, hrd, problem, read, send, states, write};
use common::{DAY, HOUR, fields, on_both};
use model::{
    application::{Flagged, State, Submission},
    choice::YesNo,
    form::{Form, Save},
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{
        Nationality,
        question::{Answer, Said},
        slug,
    },
};
use serde_json::json;
use services::{Error, Services, application::cancel_applications, args, outbox::Letter};

/// The letters that wait, in the order of their writing, all sent now.
async fn mails(services: &Services) -> Vec<Letter> {
    let mut due = services.take_mail(100).await.unwrap();
    due.sort_by(|a, b| a.id.cmp(&b.id));
    for mail in &due {
        services.mail_sent(&mail.id).await.unwrap();
    }
    due.into_iter()
        .map(|mail| {
            assert_eq!((mail.recipient.as_str(), mail.language), ("ana@example.org", Lang::Fr));
            mail.letter
        })
        .collect()
}

#[tokio::test]
async fn what_arrives_a_millisecond_before_the_deadline_is_sent_and_at_the_deadline_nothing_is() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        // The end of 24 November in Geneva; the story begins on the 21st at 9:00 UTC.
        let deadline = 3 * DAY + 14 * HOUR;
        for (number, letter) in [(NUMBER, "In time"), (OTHER, "Too late")] {
            write(&services, &ana, number, &[("cover_letter", letter)]).await.unwrap();
        }
        let (first, second) = (read(&services, &ana, NUMBER).await, read(&services, &ana, OTHER).await);
        services.clock.forward(deadline - 1);
        assert!(services.applying(&ana, &slug(OTHER), Lang::En).await.unwrap().applying.open);
        services.apply(&ana, &slug(NUMBER), &first, Lang::En).await.unwrap();
        services.clock.forward(1);
        let late = services.apply(&ana, &slug(OTHER), &second, Lang::En).await;
        assert!(matches!(late, Err(Error::Gone)), "{late:?}");
        // Sent before, and pressed again after it.
        services.apply(&ana, &slug(NUMBER), &first, Lang::En).await.unwrap();
        assert_eq!(services.applications(&ana).await.unwrap().len(), 1);
        // Nothing is lost, and what is typed still is kept.
        write(&services, &ana, OTHER, &[("cover_letter", "Too late, and more")]).await.unwrap();
        let opened = services.open_form(&ana, &Form::Application(slug(OTHER))).await.unwrap();
        assert_eq!(opened.saved.fields.get("cover_letter"), "Too late, and more");
        let applying = services.applying(&ana, &slug(OTHER), Lang::En).await.unwrap().applying;
        assert!(!applying.open && applying.sent.is_none());
    })
    .await;
}

#[tokio::test]
async fn pressing_often_sends_once() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "Once")]).await.unwrap();
        let (one, other) = (read(&services, &ana, NUMBER).await, read(&services, &ana, NUMBER).await);
        assert_ne!(one.key, other.key);
        let mut presses = tokio::task::JoinSet::new();
        for submission in [&one, &one, &one, &other, &other, &one] {
            let (services, ana, submission) = (services.clone(), ana.clone(), submission.clone());
            presses.spawn(async move {
                services.apply(&ana, &slug(NUMBER), &submission, Lang::En).await.unwrap().id
            });
        }
        let mut ids = presses.join_all().await;
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(services.applications(&ana).await.unwrap().len(), 1);
        assert_eq!(mails(&services).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_withdraws_before_the_deadline_applies_again_and_the_old_application_stays() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "First")]).await.unwrap();
        let submission = read(&services, &ana, NUMBER).await;
        let first = services.apply(&ana, &slug(NUMBER), &submission, Lang::En).await.unwrap();
        services.clock.forward(HOUR);
        services.withdraw(&ana, &first.id).await.unwrap();
        services.withdraw(&ana, &first.id).await.unwrap();
        assert_eq!(states(&services, &ana, &first.id).await, [State::Received, State::Withdrawn]);
        // The page that was sent before, sent again from the browser's history, makes no second one.
        let again = services.apply(&ana, &slug(NUMBER), &submission, Lang::En).await.unwrap();
        assert_eq!((again.id.as_str(), again.state), (first.id.as_str(), State::Withdrawn));

        let applying = services.applying(&ana, &slug(NUMBER), Lang::En).await.unwrap().applying;
        assert!(applying.sent.is_none() && applying.withdrawn.is_some_and(|w| w.may_apply_again()));
        write(&services, &ana, NUMBER, &[("cover_letter", "Second")]).await.unwrap();
        let second = send(&services, &ana, NUMBER).await.unwrap();
        assert_ne!((&second.id, &second.reference), (&first.id, &first.reference));
        let letter = |id: String| {
            let (services, ana) = (services.clone(), ana.clone());
            async move { services.application(&ana, &id).await.unwrap().snapshot.letter.cover_letter }
        };
        assert_eq!(letter(first.id.clone()).await, "First");
        assert_eq!(letter(second.id.clone()).await, "Second");
        let listed: Vec<State> =
            services.applications(&ana).await.unwrap().into_iter().map(|applied| applied.state).collect();
        assert_eq!(listed, [State::Received, State::Withdrawn]);

        // Later, it can be withdrawn still, and that is the end of it.
        services.clock.forward(30 * DAY);
        services.withdraw(&ana, &second.id).await.unwrap();
        let withdrawn = services.application(&ana, &second.id).await.unwrap().applied;
        assert!(!withdrawn.may_apply_again() && !withdrawn.may_withdraw());
        let late = send(&services, &ana, NUMBER).await;
        assert!(matches!(late, Err(Error::Gone)), "{late:?}");
        let told: Vec<_> = mails(&services)
            .await
            .into_iter()
            .map(|letter| match letter {
                Letter::ApplicationReceived { .. } => (State::Received, false),
                Letter::ApplicationMoved { state, again, .. } => (state, again),
                other => panic!("{other:?}"),
            })
            .collect();
        let (received, withdrawn) = ((State::Received, false), State::Withdrawn);
        assert_eq!(told, [received, (withdrawn, true), received, (withdrawn, false)]);
    })
    .await;
}

#[tokio::test]
async fn hrd_moves_an_application_on_and_the_person_is_told_each_step_in_their_language() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let id = send(&services, &ana, NUMBER).await.unwrap().id;
        let leap = services.move_application(&hrd(), &id, State::Received, State::Selected).await;
        assert!(matches!(leap, Err(Error::Conflict)), "{leap:?}");
        assert!(matches!(
            services.move_application(&ana, &id, State::Received, State::UnderReview).await,
            Err(Error::Forbidden)
        ));
        let way = [State::Received, State::UnderReview, State::Assessment, State::NotSelected];
        for step in way.windows(2) {
            services.clock.forward(DAY);
            // Pressing twice moves it once.
            services.move_application(&hrd(), &id, step[0], step[1]).await.unwrap();
            services.move_application(&hrd(), &id, step[0], step[1]).await.unwrap();
        }
        // Who saw it elsewhere decides anew.
        let late = services.move_application(&hrd(), &id, State::UnderReview, State::Assessment).await;
        assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        assert!(matches!(services.withdraw(&ana, &id).await, Err(Error::Conflict)), "it is over");
        let receipt = services.application(&ana, &id).await.unwrap();
        assert_eq!(receipt.applied.state, State::NotSelected);
        assert_eq!(receipt.applied.since.to_string(), "2026-11-24");
        let days: Vec<String> = receipt.history.iter().map(|step| step.on.to_string()).collect();
        assert_eq!(days, ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"]);
        let paths: Vec<_> = mails(&services)
            .await
            .into_iter()
            .filter_map(|letter| match letter {
                Letter::ApplicationMoved { state, path, .. } => Some((state, path)),
                _ => None,
            })
            .collect();
        assert_eq!(paths.len(), 3);
        assert_eq!(paths[2], (State::NotSelected, format!("/fr/applications/{id}")));
        let sql = "SELECT actor, before, after FROM audit WHERE action = 'application.move' ORDER BY at, id";
        let audited = services.db.rows(sql, args![]).await.unwrap();
        let (actor, after) = (audited[1].text("actor").unwrap(), audited[1].text("after").unwrap());
        assert_eq!((audited.len(), actor.as_str(), after.as_str()), (3, "hrd", "assessment"));
    })
    .await;
}

#[tokio::test]
async fn with_its_vacancy_what_is_under_way_is_cancelled_and_what_is_over_stays() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        let withdrawn = send(&services, &ana, NUMBER).await.unwrap().id;
        services.withdraw(&ana, &withdrawn).await.unwrap();
        let under_way = send(&services, &ana, NUMBER).await.unwrap().id;
        let other = send(&services, &ana, OTHER).await.unwrap().id;
        let row = services.db.row("SELECT id FROM vacancy WHERE number = $1", args![NUMBER]).await.unwrap();
        let vacancy = row.unwrap().text("id").unwrap();
        let mut tx = services.db.begin().await.unwrap();
        let now = services.clock.now();
        assert_eq!(cancel_applications(&mut tx, now, "hrd", &vacancy).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(states(&services, &ana, &withdrawn).await, [State::Received, State::Withdrawn]);
        assert_eq!(states(&services, &ana, &under_way).await, [State::Received, State::Cancelled]);
        assert_eq!(states(&services, &ana, &other).await, [State::Received]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_was_written_for_another_vacancy_is_never_sent_unseen() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "Dear panel,\r\nI count.")]).await.unwrap();
        send(&services, &ana, NUMBER).await.unwrap();
        services.clock.forward(HOUR);

        // The last letter is offered, with the vacancy that it was written for.
        let form = Form::Application(slug(OTHER));
        let offered = services.open_form(&ana, &form).await.unwrap().saved;
        assert_eq!((offered.version, offered.fields.get("cover_letter")), (0, "Dear panel,\nI count."));
        let asking = services.applying(&ana, &slug(OTHER), Lang::En).await.unwrap().applying.asking;
        assert_eq!(asking.earlier.map(|earlier| earlier.number).as_deref(), Some(NUMBER));
        // It is not sent by who does not look, neither untouched nor saved on the way.
        assert_eq!(problem(send(&services, &ana, OTHER).await, "letter_read"), Some(Problem::NotRead));
        let same = [("cover_letter", " Dear panel,\nI count. \n")];
        assert_eq!(
            problem(write(&services, &ana, OTHER, &same).await, "letter_read"),
            Some(Problem::NotRead)
        );
        assert_eq!(problem(send(&services, &ana, OTHER).await, "letter_read"), Some(Problem::NotRead));
        let review = services.review_application(&ana, &slug(OTHER), Lang::En).await.unwrap();
        assert_eq!(review.problems, Problems::from(("letter_read", Problem::NotRead)));

        // Confirmed, edited or removed, it is.
        for letter in [
            &[("cover_letter", "Dear panel,\nI count."), ("letter_read", "yes")][..],
            &[("cover_letter", "Dear panel,\nI measure.")],
            &[("cover_letter", "")],
        ] {
            write(&services, &ana, OTHER, letter).await.unwrap();
            let sent = send(&services, &ana, OTHER).await.unwrap();
            services.withdraw(&ana, &sent.id).await.unwrap();
        }
        // What was removed is not offered again.
        assert_eq!(services.open_form(&ana, &form).await.unwrap().saved.fields.get("cover_letter"), "");
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_is_what_was_read() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "Read")]).await.unwrap();
        let seen = read(&services, &ana, NUMBER).await;
        let apply = |submission: Submission| {
            let (services, ana) = (services.clone(), ana.clone());
            async move { services.apply(&ana, &slug(NUMBER), &submission, Lang::En).await }
        };
        write(&services, &ana, NUMBER, &[("cover_letter", "Changed in another window")]).await.unwrap();
        assert!(matches!(apply(seen).await, Err(Error::Conflict)));
        let seen = read(&services, &ana, NUMBER).await;
        let unsigned = apply(Submission { truthful: false, ..seen.clone() }).await;
        assert_eq!(problem(unsigned, "truthful"), Some(Problem::NotAccepted));
        for key in [String::new(), "k".repeat(37)] {
            assert!(matches!(apply(Submission { key, ..seen.clone() }).await, Err(Error::Conflict)));
        }
        // A text that waits for a decision may be the one that is meant.
        let stale = Save::posted(Form::Application(slug(NUMBER)), 1, fields(&[("cover_letter", "Waits")]));
        assert!(matches!(services.post_draft(&ana, stale, true).await, Err(Error::Conflict)));
        assert!(matches!(apply(seen).await, Err(Error::Conflict)));
        assert!(services.applications(&ana).await.unwrap().is_empty());
    })
    .await;
}

/// The vacancy with two questions, open to nationals of the Netherlands.
async fn with_questions(services: &Services) {
    let questions = json!([
        {
            "id": 2, "mandatory": true, "kind": { "yes-no": { "disqualifying": "no" } },
            "texts": { "en": { "question": "May you work in Switzerland?" } },
        },
        {
            "id": 7, "kind": { "number": { "least": 0, "most": 40, "disqualifying_below": 5 } },
            "texts": {
                "en": { "question": "How many years have you led a team?" },
                "fr": { "question": "Combien d’années avez-vous dirigé une équipe ?" },
            },
        },
    ]);
    ask(services, json!({ "open_to": ["NL"], "questions": questions })).await;
}

#[tokio::test]
async fn answers_are_checked_kept_and_flagged_for_hrd_alone() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        with_questions(&services).await;
        let applying = services.applying(&ana, &slug(NUMBER), Lang::Fr).await.unwrap().applying;
        let asked: Vec<&str> = applying.asking.questions.iter().map(|q| q.question.as_str()).collect();
        assert_eq!(
            asked,
            ["May you work in Switzerland?", "Combien d’années avez-vous dirigé une équipe ?"],
            "in the reader's language, else in the original"
        );
        assert_eq!(applying.nationality, Nationality::NotAmong, "it is said before they begin");
        assert_eq!(problem(send(&services, &ana, NUMBER).await, "answer_2"), Some(Problem::Missing));
        let wrong = write(&services, &ana, NUMBER, &[("answer_2", "no"), ("answer_7", "41")]).await;
        assert_eq!(problem(wrong, "answer_7"), Some(Problem::NotBetween { least: 0, most: 40 }));
        write(&services, &ana, NUMBER, &[("answer_2", "no"), ("answer_7", " 4 "), ("answer_9", "x")])
            .await
            .unwrap();
        let id = send(&services, &ana, NUMBER).await.unwrap().id;
        let receipt = services.application(&ana, &id).await.unwrap();
        let answers =
            [Answer { id: 2, said: Said::YesNo(YesNo::No) }, Answer { id: 7, said: Said::Number(4) }];
        assert_eq!(receipt.snapshot.letter.answers, answers);
        // Nobody is refused by a machine, and the applicant is not told what is looked at.
        let row = services.db.row("SELECT id FROM vacancy WHERE number = $1", args![NUMBER]).await.unwrap();
        let vacancy = row.unwrap().text("id").unwrap();
        let listed = services.applicants(&hrd(), &vacancy, 1, Lang::En).await.unwrap();
        let flagged = &listed.page.items[0].flagged;
        assert_eq!(flagged[0], Flagged::Nationality);
        let said = |flagged: &Flagged| match flagged {
            Flagged::Answer(asked, said) => (asked.id, said.clone()),
            Flagged::Nationality => (0, String::new()),
        };
        let said: Vec<_> = flagged.iter().map(said).collect();
        assert_eq!(said, [(0, String::new()), (2, "no".to_owned()), (7, "4".to_owned())]);
        let examined = services.applicant(&hrd(), &vacancy, &id, Lang::En).await.unwrap();
        assert_eq!((examined.applicant, listed.page.total), (listed.page.items[0].clone(), 1));
        let elsewhere = services.applicant(&hrd(), "elsewhere", &id, Lang::En).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)), "{elsewhere:?}");
        for refused in [
            services.applicants(&ana, &vacancy, 1, Lang::En).await.err(),
            services.applicant(&ana, &vacancy, &id, Lang::En).await.err(),
        ] {
            assert!(matches!(refused, Some(Error::Forbidden)), "{refused:?}");
        }
        let told = serde_json::to_string(&receipt).unwrap() + &serde_json::to_string(&applying).unwrap();
        assert!(!told.contains("disqualif") && !told.contains("flag"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_new_question_is_asked_of_who_has_begun_already() {
    on_both(|services| async move {
        let ana = candidate(&services).await;
        write(&services, &ana, NUMBER, &[("cover_letter", "Ready")]).await.unwrap();
        let seen = read(&services, &ana, NUMBER).await;
        with_questions(&services).await;
        let sent = services.apply(&ana, &slug(NUMBER), &seen, Lang::En).await;
        assert!(matches!(sent, Err(Error::Conflict)), "{sent:?}");
        assert_eq!(problem(send(&services, &ana, NUMBER).await, "answer_2"), Some(Problem::Missing));
        let form = Form::Application(slug(NUMBER));
        assert_eq!(services.open_form(&ana, &form).await.unwrap().saved.fields.get("cover_letter"), "Ready");
        assert!(filled(&form).0.iter().any(|(name, _)| name == "answer_2"), "it is a field as any other");
    })
    .await;
}

#[tokio::test]
async fn who_serves_now_and_what_operators_set_is_told_on_the_page() {
    on_both(|mut services| async move {
        services.internal_platform = Some("https://people.example.org/".into());
        let ana = candidate(&services).await;
        let applying = services.applying(&ana, &slug(NUMBER), Lang::En).await.unwrap().applying;
        // The applicant of these stories has ticked every box.
        assert!(applying.serves);
        assert_eq!(applying.internal_platform, "https://people.example.org/");
        assert_eq!((applying.accommodation.as_str(), applying.needs), ("", false), "nothing is promised");
        assert_eq!(applying.nationality, Nationality::Everybody);
    })
    .await;
}
