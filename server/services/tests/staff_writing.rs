//! How several write a vacancy: nothing that one has typed is lost by what another does, and it is known who wrote what.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
mod common;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/people.rs"]
mod people;

use common::{HOUR, fields, on_both};
use desk::{ID, OTHER, basics, dates, hrd, official, published, put, step, text, write};
use model::{
    account::Role,
    choice::Choice,
    form::{Form, Outcome, Save},
    language::Lang,
    problem::{Problem, Problems},
    vacancy::{Category, draft::Part, life::Step},
};
use people::{PASSWORD, audited, sign_in};
use services::{Actor, Error, Services, draft::Decision, vacancy::Arrange};

async fn colleague(services: &Services) -> Actor {
    official(services, "hrd.2@example.org", Role::Hrd).await
}

async fn add(services: &Services, actor: &Actor) -> u8 {
    let base = services.vacancy_questions(actor, ID).await.unwrap().base;
    services.arrange_questions(actor, ID, base, Arrange::Add).await.unwrap().unwrap()
}

async fn ask(services: &Services, actor: &Actor) -> u8 {
    let id = add(services, actor).await;
    let asks = fields(&[("kind", "yes-no"), ("question_en", "Do you drive?")]);
    let form = Form::Question(ID.into(), id);
    services.post_draft(actor, Save::posted(form, 0, asks), true).await.unwrap();
    id
}

async fn correct(services: &Services, actor: &Actor) {
    put(services, actor, ID, Part::Note, fields(&[("note_en", "Another question is asked.")])).await;
    step(services, actor, ID, Step::Publish).await.unwrap();
}

async fn asked(services: &Services, actor: &Actor) -> Vec<u8> {
    services.vacancy_questions(actor, ID).await.unwrap().rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn the_order_of_the_questions_is_arranged_and_never_typed() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        ask(&services, &hrd).await;
        ask(&services, &hrd).await;
        let base = services.vacancy_questions(&hrd, ID).await.unwrap().base;
        let form = Form::Vacancy(ID.into(), Part::Questions);
        let save = Save::posted(form.clone(), base, fields(&[]));
        assert_eq!(services.save_draft(&hrd, save.clone()).await.unwrap(), Outcome::Gone);
        assert!(matches!(services.post_draft(&hrd, save, false).await, Err(Error::Gone)));
        // A list that was posted after the session's end, by an earlier edition of the program.
        let session = sign_in(&services, "hrd@example.org", PASSWORD).await.unwrap();
        let secret = services.park(&hrd, &session, &form, base, fields(&[])).await.unwrap();
        assert_eq!(services.unpark(&hrd, &secret).await.unwrap(), None);
        assert_eq!(asked(&services, &hrd).await, [1, 2]);
        assert_eq!(services.waiting_at_desk(&hrd).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_waits_outlives_whatever_another_does_with_the_vacancy() {
    on_both(|services| async move {
        let one = hrd(&services).await;
        let two = colleague(&services).await;
        write(&services, &one, ID, "Statistician", dates("", "10")).await;
        let form = Form::Vacancy(ID.into(), Part::TextEn);
        let stale = Save::posted(form.clone(), 0, text("Junior statistician"));
        assert!(matches!(services.post_draft(&two, stale, false).await, Err(Error::Conflict)));
        services.let_go(&two, &form).await.unwrap();
        assert_eq!(
            services.waiting_at_desk(&two).await.unwrap(),
            std::slice::from_ref(&form),
            "it is decided about first"
        );
        step(&services, &one, ID, Step::Publish).await.unwrap();
        // Somebody who has no WebAssembly posts now, and somebody whose session had ended.
        let late = Save::posted(form.clone(), 1, text("Late statistician"));
        assert!(matches!(services.post_draft(&two, late, true).await, Err(Error::Gone)));
        let session = sign_in(&services, "hrd.2@example.org", PASSWORD).await.unwrap();
        let secret = services.park(&two, &session, &form, 1, text("Parked statistician")).await.unwrap();
        assert_eq!(services.unpark(&two, &secret).await.unwrap(), None);
        let left = services.left_texts(&two, &form).await.unwrap();
        let titles: Vec<_> = left.iter().map(|fields| fields.get("title")).collect();
        assert_eq!(titles, ["Junior statistician", "Late statistician", "Parked statistician"]);
        assert_eq!(services.left_texts(&one, &form).await.unwrap(), [], "it is their writer's");
        assert_eq!(
            services.vacancy_file(&two, ID, Lang::En).await.unwrap().waiting,
            std::slice::from_ref(&form)
        );
        // It is not begun again by what was decided too late; once it is written again, each is decided about.
        let waiting = services.db.row("SELECT MIN(id) AS id FROM unsaved", services::args![]).await.unwrap();
        let waiting = waiting.unwrap().text("id").unwrap();
        let decision = Decision { waiting: &waiting, shown: "", keep_mine: true };
        let page = Save::posted(form.clone(), 0, fields(&[]));
        assert!(matches!(services.settle(&two, &page, &decision).await, Err(Error::Conflict)));
        assert_eq!(services.left_texts(&two, &form).await.unwrap().len(), 3);
        step(&services, &one, ID, Step::Change).await.unwrap();
        let opened = services.open_form(&two, &form).await.unwrap();
        assert_eq!(opened.saved.fields.get("title"), "Statistician");
        assert_eq!(opened.unsaved.unwrap().fields.get("title"), "Junior statistician");
        step(&services, &one, ID, Step::Cancel).await.unwrap();
        assert_eq!(services.left_texts(&two, &form).await.unwrap().len(), 3);
        services.let_go(&two, &form).await.unwrap();
        assert_eq!(services.waiting_at_desk(&two).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_text_outlives_the_draft_and_the_question_that_another_deletes() {
    on_both(|services| async move {
        let one = hrd(&services).await;
        let two = colleague(&services).await;
        write(&services, &one, ID, "Statistician", dates("", "10")).await;
        let question = Form::Question(ID.into(), ask(&services, &one).await);
        services.remove_entry(&one, &question).await.unwrap();
        let asks = Save::posted(question.clone(), 1, fields(&[("question_en", "Do you ride?")]));
        assert!(matches!(services.post_draft(&two, asks, true).await, Err(Error::Gone)));
        assert_eq!(add(&services, &one).await, 2, "it does not wait beside another question");
        step(&services, &one, ID, Step::Discard).await.unwrap();
        assert!(matches!(services.vacancy_file(&two, ID, Lang::En).await, Err(Error::NotFound)));
        assert_eq!(services.waiting_at_desk(&two).await.unwrap(), std::slice::from_ref(&question));
        let left = services.left_texts(&two, &question).await.unwrap();
        assert_eq!(left[0].get("question_en"), "Do you ride?");
    })
    .await;
}

#[tokio::test]
async fn a_question_never_gets_the_id_under_which_another_was_answered() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        assert_eq!(ask(&services, &hrd).await, 1);
        step(&services, &hrd, ID, Step::Publish).await.unwrap();
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        services.remove_entry(&hrd, &Form::Question(ID.into(), 1)).await.unwrap();
        correct(&services, &hrd).await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        assert_eq!(ask(&services, &hrd).await, 2);
        correct(&services, &hrd).await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        for id in 3..=20 {
            assert_eq!(add(&services, &hrd).await, id);
        }
        let questions = services.vacancy_questions(&hrd, ID).await.unwrap();
        assert!(questions.full && questions.rows.len() == 19, "one was asked before");
    })
    .await;
}

#[tokio::test]
async fn a_question_must_be_asked_in_the_language_of_the_original() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let form = Form::Question(ID.into(), add(&services, &hrd).await);
        let french = fields(&[("kind", "yes-no"), ("question_fr", "Conduisez-vous ?")]);
        let posted = services.post_draft(&hrd, Save::posted(form.clone(), 0, french), true).await;
        let Err(Error::Invalid(problems)) = posted else { panic!("{posted:?}") };
        assert_eq!(problems, Problems::from(("question_en", Problem::Missing)));
        assert_eq!(
            services.open_form(&hrd, &form).await.unwrap().saved.problems,
            problems,
            "the page says so"
        );
    })
    .await;
}

#[tokio::test]
async fn who_writes_a_part_is_noted_once_an_hour_however_it_is_saved() {
    on_both(|services| async move {
        let one = hrd(&services).await;
        let two = colleague(&services).await;
        services.begin_vacancy(&one, ID, Category::Local).await.unwrap();
        let form = Form::Vacancy(ID.into(), Part::TextEn);
        for (turn, title) in ["S", "Stat", "Statistician"].into_iter().enumerate() {
            let save = Save {
                writer: "page".into(),
                turn: i64::try_from(turn).unwrap() + 1,
                ..Save::posted(form.clone(), 0, text(title))
            };
            services.save_draft(&one, save).await.unwrap();
        }
        assert_eq!(audited(&services, "vacancy.edit").await, 1);
        let stale = Save::posted(form.clone(), 0, text("Junior statistician"));
        assert!(matches!(services.post_draft(&two, stale, false).await, Err(Error::Conflict)));
        assert_eq!(audited(&services, "vacancy.edit").await, 1, "what waits is not in the vacancy");
        let opened = services.open_form(&two, &form).await.unwrap();
        let waiting = opened.unsaved.unwrap().id;
        let decision = Decision { waiting: &waiting, shown: "", keep_mine: true };
        let page = Save::posted(form.clone(), opened.saved.version, fields(&[]));
        services.settle(&two, &page, &decision).await.unwrap();
        assert_eq!(audited(&services, "vacancy.edit").await, 2);
        services.clock.forward(HOUR);
        put(&services, &two, ID, Part::TextEn, text("Statistician")).await;
        let record = services.vacancy_file(&one, ID, Lang::En).await.unwrap().record;
        let wrote: Vec<_> = record.iter().filter(|done| done.part == Some(Part::TextEn)).collect();
        assert_eq!(wrote.len(), 3);
        assert_eq!(wrote[0].at - wrote[2].at, HOUR);
    })
    .await;
}

#[tokio::test]
async fn a_vacancy_that_has_its_number_keeps_the_category_that_it_names() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, OTHER, "Economist", dates("", "10")).await;
        let mut ungraded = basics();
        ungraded.0.retain(|(name, _)| name != "grade");
        let form = Form::Vacancy(OTHER.into(), Part::Basics);
        let base = services.open_form(&hrd, &form).await.unwrap().saved.version;
        let refused = services.post_draft(&hrd, Save::posted(form, base, ungraded), true).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems, Problems::from(("grade", Problem::Missing)));
        published(&services, &hrd, ID, "Statistician").await;
        step(&services, &hrd, ID, Step::Change).await.unwrap();
        let mut other = basics();
        other.0[0].1 = Category::Internships.slug().into();
        put(&services, &hrd, ID, Part::Basics, other).await;
        correct(&services, &hrd).await;
        let row = services.vacancy_file(&hrd, ID, Lang::En).await.unwrap().row;
        assert_eq!(
            (row.number.as_str(), row.category),
            ("DC/EMPLOYMENT/P/2026/01", Some(Category::DevelopmentCooperation))
        );
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_of_which_edition_it_is() {
    on_both(|services| async move {
        let hrd = hrd(&services).await;
        write(&services, &hrd, ID, "Statistician", dates("", "10")).await;
        let (_, seen) = services.preview_vacancy(&hrd, ID, Lang::En).await.unwrap();
        put(&services, &hrd, ID, Part::TextEn, text("Senior statistician")).await;
        let unseen = services.take_step(&hrd, ID, Step::Publish, seen).await;
        assert!(matches!(unseen, Err(Error::Conflict)), "{unseen:?}");
        let (_, seen) = services.preview_vacancy(&hrd, ID, Lang::En).await.unwrap();
        services.take_step(&hrd, ID, Step::Publish, seen).await.unwrap();
    })
    .await;
}
