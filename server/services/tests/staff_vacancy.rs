//! Vacancies in HRD's hands: written by several, published once, changed in everybody's sight, told to those concerned.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/people.rs"]
mod people;

use common::{DAY, HOUR, fields, on_both};
use desk::{ID, OTHER, applicant, dates, extend, hrd, official, published, put, stage, step, text, write};
use model::{
    account::Role,
    application::State,
    form::{Form, Outcome, Save},
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{
        Category, Said,
        desk::Sought,
        draft::{Part, question::Move},
        life::{Stage, Step},
        search::Search,
    },
};
use people::{ANA, audited, holder, mails, member};
use services::{Error, args, board::Found, outbox::Letter, vacancy::Arrange};
use std::collections::BTreeSet;

#[tokio::test]
async fn what_is_written_is_published_under_a_number_by_rule_and_shown_at_once() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        services.begin_vacancy(&hrd, ID, Category::DevelopmentCooperation).await.unwrap();
        services.begin_vacancy(&hrd, ID, Category::Local).await.unwrap();
        let missing = step(&services, &hrd, ID, Step::Publish).await;
        let Err(Error::Invalid(problems)) = missing else { panic!("{missing:?}") };
        assert_eq!(
            problems.0.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(),
            ["basics", "text-en", "dates"]
        );
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let (preview, _) = services.preview_vacancy(&hrd, ID, Lang::Fr).await.unwrap();
        assert_eq!((preview.text.title.as_str(), preview.lang), ("Statistician", Lang::En));
        assert_eq!(preview.number, "DC/EMPLOYMENT/P/2026/…");
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        let Found::Open(notice) = services.notice("dc-employment-p-2026-01", Lang::En).await.unwrap() else {
            panic!("not open")
        };
        assert_eq!((notice.number.as_str(), notice.text.duties.len()), ("DC/EMPLOYMENT/P/2026/01", 2));
        assert_eq!(services.find_vacancies(&Search::default(), Lang::En, 1).await.unwrap().page.total, 1);
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Published);
        for action in ["vacancy.begin", "vacancy.publish"] {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
        assert_eq!(audited(&services, "vacancy.edit").await, 3);
        let again = step(&services, &hrd, ID, Step::Publish).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_number_is_given_once_however_many_publish_at_the_same_moment() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        // One of the series came by an import.
        applicant::vacancy(&services, "DC/EMPLOYMENT/P/2026/02", "2026-12-10").await;
        let mut rush = tokio::task::JoinSet::new();
        for n in 0..8 {
            let id = format!("019ab000-0000-7000-8000-00000000010{n}");
            write(&services, &hrd, &id, "Statistician", dates("", "10")).await;
            let (services, hrd) = (services.clone(), hrd.clone());
            rush.spawn(async move {
                step(&services, &hrd, &id, Step::Publish).await.unwrap();
                services.vacancy_file(&hrd, &id, Lang::En).await.unwrap().row.number
            });
        }
        let numbers: BTreeSet<String> = rush.join_all().await.into_iter().collect();
        let expected = [1, 3, 4, 5, 6, 7, 8, 9].map(|n| format!("DC/EMPLOYMENT/P/2026/0{n}"));
        assert_eq!(numbers, expected.into());
    })
    .await;
}

#[tokio::test]
async fn two_who_publish_the_same_draft_publish_one() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let edition = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().edition;
        let (one, two) = tokio::join!(
            services.take_step(&hrd, ID, Step::Publish, edition),
            services.take_step(&hrd, ID, Step::Publish, edition)
        );
        assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|ok| *ok).count(), 1);
        assert_eq!(audited(&services, "vacancy.publish").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_another_has_saved_is_neither_overwritten_nor_published_unseen() {
    on_both(|services| async move {
        let one = hrd(&services).await;
        let two = official(&services, "hrd.2@example.org", Role::Hrd).await;
        write(&services, &one, ID, "Statistician", dates("", "10")).await;
        let form = Form::Vacancy(ID.into(), Part::TextEn);
        let opened = services.open_form(&two, &form).await.unwrap();
        assert_eq!(opened.saved.fields.get("title"), "Statistician", "it is shared");
        let seen = services.vacancy_file(&two, ID, Lang::En).await.unwrap().edition;
        put(&services, &one, ID, Part::TextEn, text("Senior statistician")).await;
        let save = Save::posted(form.clone(), opened.saved.version, text("Junior statistician"));
        let Outcome::Stale(newer) = services.save_draft(&two, save.clone()).await.unwrap() else {
            panic!("overwritten")
        };
        assert_eq!(newer.fields.get("title"), "Senior statistician");
        assert!(matches!(services.post_draft(&two, save, false).await, Err(Error::Conflict)));
        let waits = services.open_form(&two, &form).await.unwrap().unsaved.unwrap();
        assert_eq!(waits.fields.get("title"), "Junior statistician");
        assert_eq!(services.open_form(&one, &form).await.unwrap().unsaved, None, "it is its writer's");
        let unseen = services.take_step(&two, ID, Step::Publish, seen).await;
        assert!(matches!(unseen, Err(Error::Conflict)), "{unseen:?}");
        step(&services, &two, ID, Step::Publish).await.unwrap();
        let gone = services.post_draft(&one, Save::posted(form, 2, text("Late")), false).await;
        assert!(matches!(gone, Err(Error::Gone)), "{gone:?}");
    })
    .await;
}

#[tokio::test]
async fn a_vacancy_appears_by_itself_on_its_day_and_can_be_changed_before() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("2", "20")).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Scheduled);
        let slug = "dc-employment-p-2026-01";
        assert_eq!(services.notice(slug, Lang::En).await.unwrap(), Found::NotFound);
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::TextEn, text("Senior statistician")).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        // 2 December begins in Geneva at 23:00 of the day before.
        services.clock.forward(10 * DAY + 14 * HOUR);
        let Found::Open(notice) = services.notice(slug, Lang::En).await.unwrap() else { panic!("not open") };
        assert_eq!(notice.text.title, "Senior statistician");
        assert_eq!(notice.changes, [], "nobody had seen what it said before");
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Published);
    })
    .await;
}

#[tokio::test]
async fn a_scheduled_vacancy_that_is_cancelled_never_appears() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("2", "20")).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        step(&services, &hrd, ID, Step::Cancel).await.unwrap();
        services.clock.forward(12 * DAY);
        assert_eq!(services.notice("dc-employment-p-2026-01", Lang::En).await.unwrap(), Found::NotFound);
        assert_eq!(stage(&services, &hrd, ID).await, Stage::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn an_extension_is_later_is_shown_and_is_told_once_to_each_who_has_applied_or_begun_to() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        applicant(&services, &slug).await;
        let ben = holder(&services, &member(&services, "ben@example.org").await).await;
        let begun = Save::posted(Form::Application(slug.clone()), 0, fields(&[("cover_letter", "I")]));
        services.post_draft(&ben, begun, false).await.unwrap();
        mails(&services).await;
        let earlier = extend(&services, &hrd, ID, "10").await;
        let Err(Error::Invalid(problems)) = earlier else { panic!("{earlier:?}") };
        assert_eq!(problems, Problems::from(("closes_day", Problem::NotLater)));
        let opened = services.open_form(&hrd, &Form::Vacancy(ID.into(), Part::Extension)).await.unwrap();
        assert_eq!(opened.saved.problems, problems, "the page says so");
        extend(&services, &hrd, ID, "17").await.unwrap();
        let Found::Open(notice) = services.notice(&slug, Lang::En).await.unwrap() else { panic!("not open") };
        assert_eq!(notice.closes_on, jiff::civil::date(2026, 12, 17));
        assert_eq!(notice.changes[0].said, Said::Extended { from: jiff::civil::date(2026, 12, 10) });
        let told = mails(&services).await;
        let mut recipients: Vec<&str> = told.iter().map(|(recipient, _)| recipient.as_str()).collect();
        recipients.sort_unstable();
        assert_eq!(recipients, [ANA, "ben@example.org"]);
        assert!(told.iter().all(|(_, letter)| matches!(letter, Letter::DeadlineExtended { .. })));
        services.clock.forward(20 * DAY);
        assert!(matches!(services.notice(&slug, Lang::En).await.unwrap(), Found::Open(_)), "11 December");
    })
    .await;
}

#[tokio::test]
async fn a_correction_needs_a_note_keeps_what_was_said_and_leaves_applications_as_they_were() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, application) = applicant(&services, &slug).await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::TextEn, text("Senior statistician")).await;
        let unsaid = step(&services, &hrd, ID, Step::Publish).await;
        assert!(matches!(unsaid, Err(Error::Invalid(_))), "{unsaid:?}");
        put(&services, &hrd, ID, Part::Note, fields(&[("note_fr", "Le titre était faux.")])).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        let Found::Open(notice) = services.notice(&slug, Lang::En).await.unwrap() else { panic!("not open") };
        assert_eq!(notice.text.title, "Senior statistician");
        let said = Said::Corrected { note: "Le titre était faux.".into(), lang: Lang::Fr };
        assert_eq!(notice.changes[0].said, said);
        let sent = services.application(&ana, &application).await.unwrap();
        assert_eq!(sent.snapshot.notice.text.title, "Statistician");
        let sql = "SELECT body FROM vacancy_version WHERE vacancy = $1 AND version = 1";
        let kept = services.db.row(sql, args![ID]).await.unwrap().unwrap();
        let kept: model::vacancy::Vacancy = kept.json("body").unwrap();
        assert_eq!(kept.texts[&Lang::En].title, "Statistician");
        // A second correction adds to what readers are told.
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::Note, fields(&[("note_en", "The unit was wrong.")])).await;
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        let stored = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!(stored.version, 3);
        let (preview, _) = services.preview_vacancy(&hrd, ID, Lang::En).await.unwrap();
        assert_eq!(preview.changes.len(), 2);
        assert!(
            matches!(&preview.changes[0].said, Said::Corrected { note, .. } if note == "The unit was wrong.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_that_is_given_up_leaves_the_notice_as_it_was() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        put(&services, &hrd, ID, Part::TextEn, text("Senior statistician")).await;
        step(&services, &hrd, ID, Step::Discard).await.unwrap();
        let Found::Open(notice) = services.notice(&slug, Lang::En).await.unwrap() else { panic!("not open") };
        assert_eq!(notice.text.title, "Statistician");
        services.begin_vacancy(&hrd, OTHER, Category::Local).await.unwrap();
        step(&services, &hrd, OTHER, Step::Discard).await.unwrap();
        let gone = services.vacancy_file(&hrd, OTHER, Lang::En).await;
        assert!(matches!(gone, Err(Error::NotFound)), "a draft that was never published is deleted");
    })
    .await;
}

#[tokio::test]
async fn cancelling_tells_applicants_and_cancels_their_applications() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let slug = published(&services, &hrd, ID, "Statistician").await;
        let (ana, application) = applicant(&services, &slug).await;
        step(&services, &hrd, ID, Step::Close).await.unwrap();
        assert!(matches!(services.notice(&slug, Lang::En).await.unwrap(), Found::Closed { .. }));
        assert_eq!(mails(&services).await, [], "what closes goes on");
        step(&services, &hrd, ID, Step::Cancel).await.unwrap();
        let told = mails(&services).await;
        assert!(matches!(&told[..], [(to, Letter::VacancyCancelled { .. })] if to == ANA), "{told:?}");
        let sent = services.application(&ana, &application).await.unwrap();
        assert_eq!(sent.applied.state, State::Cancelled);
        for action in ["vacancy.close", "vacancy.cancel", "application.move"] {
            assert_eq!(audited(&services, action).await, 1, "{action}");
        }
        let again = step(&services, &hrd, ID, Step::Cancel).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn questions_are_added_moved_and_removed_and_asked_once_published() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let base = async || services.vacancy_questions(&hrd, ID).await.unwrap().base;
        for id in [1, 2, 3] {
            let new = services.arrange_questions(&hrd, ID, base().await, Arrange::Add).await.unwrap();
            assert_eq!(new, Some(id));
        }
        let stale = services.arrange_questions(&hrd, ID, 0, Arrange::Add).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        let unasked = step(&services, &hrd, ID, Step::Publish).await;
        let Err(Error::Invalid(problems)) = unasked else { panic!("{unasked:?}") };
        assert_eq!(problems, Problems::from(("questions", Problem::Incomplete)));
        for id in [1, 3] {
            let form = Form::Question(ID.into(), id);
            let asks = fields(&[
                ("kind", "yes-no"),
                ("question_en", &format!("Question {id}?")),
                ("mandatory", "yes"),
            ]);
            services.post_draft(&hrd, Save::posted(form, 0, asks), true).await.unwrap();
        }
        services.remove_entry(&hrd, &Form::Question(ID.into(), 2)).await.unwrap();
        let gone = services.open_form(&hrd, &Form::Question(ID.into(), 2)).await;
        assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
        services.arrange_questions(&hrd, ID, base().await, Arrange::Move(3, Move::Up)).await.unwrap();
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        let Found::Open(notice) = services.notice("dc-employment-p-2026-01", Lang::En).await.unwrap() else {
            panic!("not open")
        };
        assert_eq!(notice.questions.iter().map(|q| q.id).collect::<Vec<_>>(), [3, 1]);
        // In a change, they are there as they were; another one gets an id of its own.
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        services.remove_entry(&hrd, &Form::Question(ID.into(), 1)).await.unwrap();
        let rows = services.vacancy_questions(&hrd, ID).await.unwrap().rows;
        assert_eq!(
            rows.iter().map(|row| (row.asks.as_str(), row.wrong)).collect::<Vec<_>>(),
            [("Question 3?", false)]
        );
        let new = services.arrange_questions(&hrd, ID, base().await, Arrange::Add).await.unwrap();
        assert_eq!(new, Some(2), "1 was asked before");
    })
    .await;
}

#[tokio::test]
async fn a_zone_that_there_is_not_is_said_where_it_is_typed() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        let mut dates = dates("", "10");
        dates.0.last_mut().unwrap().1 = "Europe/Geneva".into();
        write(&services, &hrd, ID, "Statistician", dates).await;
        assert!(matches!(step(&services, &hrd, ID, Step::Publish).await, Err(Error::Invalid(_))));
        let opened = services.open_form(&hrd, &Form::Vacancy(ID.into(), Part::Dates)).await.unwrap();
        assert_eq!(opened.saved.problems.of("zone"), Some(&Problem::NotAnOption));
    })
    .await;
}

#[tokio::test]
async fn the_desk_lists_and_counts_by_where_they_stand() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        published(&services, &hrd, ID, "Statistician").await;
        applicant::vacancy(&services, "INT/STAT/P3/2026/01", "2026-11-22").await;
        write(&services, &hrd, OTHER, "Économiste", dates("", "12")).await;
        let listed = async |sought: Sought| {
            let desk = services.desk(&hrd, &sought, Lang::En).await.unwrap();
            desk.rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
        };
        let of = |stage| Sought { stage: Some(stage), ..Sought::default() };
        assert_eq!(listed(Sought::default()).await, ["Officer of INT/STAT/P3/2026/01", "Statistician"]);
        assert_eq!(listed(of(Stage::Draft)).await, ["Économiste"]);
        assert_eq!(listed(Sought { words: "STATIST".into(), ..Sought::default() }).await, ["Statistician"]);
        assert_eq!(listed(Sought { words: "int/stat".into(), ..Sought::default() }).await.len(), 1);
        let local = Sought { category: Some(Category::Local), ..Sought::default() };
        assert_eq!(listed(local).await, <[&str; 0]>::default());
        services.clock.forward(3 * DAY);
        assert_eq!(listed(of(Stage::Closed)).await, ["Officer of INT/STAT/P3/2026/01"]);
        let counts = services.desk(&hrd, &Sought::default(), Lang::En).await.unwrap().counts;
        assert_eq!(counts.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [1, 0, 1, 1, 0]);
    })
    .await;
}

#[tokio::test]
async fn nobody_but_hrd_has_a_vacancy_on_the_desk() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let manager = official(&services, "manager@example.org", Role::Manager).await;
        let form = Form::Vacancy(ID.into(), Part::TextEn);
        let refused =
            |result: Result<(), Error>| assert!(matches!(result, Err(Error::Forbidden)), "{result:?}");
        refused(services.open_form(&manager, &form).await.map(|_| ()));
        refused(services.save_draft(&manager, Save::posted(form, 1, text("X"))).await.map(|_| ()));
        refused(services.take_step(&manager, ID, Step::Publish, 0).await);
        refused(services.vacancy_file(&manager, ID, Lang::En).await.map(|_| ()));
        refused(services.preview_vacancy(&manager, ID, Lang::En).await.map(|_| ()));
        refused(services.begin_vacancy(&manager, OTHER, Category::Local).await);
    })
    .await;
}
