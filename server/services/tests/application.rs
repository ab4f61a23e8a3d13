//! Applying: a complete profile and a letter, before the deadline, once, kept as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{DAY, on_both};
use model::{
    account::{Role, Viewer},
    application::{Applied, State, Submission},
    degree::Reason,
    email::Email,
    form::{Fields, Form, Outcome, Save},
    language::Lang,
    problem::{Problem, Problems},
    profile::Section,
    requirements::{Evidence, Requirement, Rules, Source, Verdict, Why, compare},
    vacancy::Grade,
};
use serde_json::json;
use services::{
    Actor, Error, Services, args,
    draft::{self, Decision},
};

const SLUG: &str = "dc-x-2026-01";

/// A candidate whose account exists.
async fn candidate(services: &Services, name: &str) -> Actor {
    services
        .db
        .execute(
            "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, created_at) \
             VALUES ($1, $2, $2, $1, 'Example', 'en', '', 0)",
            args![name, format!("{name}@example.org")],
        )
        .await
        .unwrap();
    Actor::default().signed_in_as(viewer(name, Role::Candidate))
}

fn viewer(name: &str, role: Role) -> Viewer {
    Viewer {
        account: name.into(),
        name: format!("{name} Example"),
        language: Lang::En,
        roles: vec![role],
        session: String::new(),
        session_ends: i64::MAX,
        statement_due: false,
    }
}

async fn vacancy(services: &Services) {
    import(services, "Statistician").await;
}

async fn import(services: &Services, title: &str) {
    let text = json!({ "title": title, "overview": "Count.", "duties": ["Count."] });
    let vacancy = json!({
        "number": "DC/X/2026/01", "category": "international", "grade": "P3", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": "2026-11-24", "department": "STAT",
        "duty_station": { "city": "Geneva", "country": "CH" }, "original_language": "en", "texts": { "en": text },
    });
    services
        .import_vacancies(&Actor::operator(), &json!({ "vacancies": [vacancy] }).to_string())
        .await
        .unwrap();
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

fn save(form: Form, base: i64, fields: Fields) -> Save {
    Save::posted(form, base, fields)
}

async fn fill_profile(services: &Services, actor: &Actor) {
    let personal = fields(&[
        ("family_name", "Example"),
        ("given_names", "Ana"),
        ("birth_day", "1"),
        ("birth_month", "2"),
        ("birth_year", "1990"),
        ("nationality", "PE"),
        ("residence", "CH"),
        ("address", "1 Lane"),
        ("phone", "+41 22 000 00 00"),
        ("relatives", "no"),
        ("served", "no"),
    ]);
    let area = fields(&[("area", "statistics"), ("depth", "expert"), ("years", "9"), ("last_year", "2025")]);
    let degree = fields(&[
        ("country", "PE"),
        ("institution", "Instituto"),
        ("place", "Cusco"),
        ("level", "masters-degree"),
        ("degree", "Maestría"),
        ("from_month", "3"),
        ("from_year", "2010"),
        ("completion", "obtained"),
        ("to_month", "12"),
        ("to_year", "2012"),
    ]);
    let declarations = fields(&[
        ("declare_truth", "yes"),
        ("declare_conduct", "yes"),
        ("declare_checks", "yes"),
        ("signed_name", "Ana Example"),
        ("signed_day", "1"),
        ("signed_month", "2"),
        ("signed_year", "2026"),
    ]);
    let job = fields(&[
        ("title", "Analyst"),
        ("employer", "Institute"),
        ("country", "PE"),
        ("from_month", "1"),
        ("from_year", "2015"),
        ("current", "yes"),
        ("duties", "Surveys."),
        ("achievements", "An index."),
    ]);
    let language = fields(&[("language", "es"), ("mother_tongue", "yes")]);
    for (form, fields) in [
        (Form::Section(Section::Personal), personal),
        (Form::Entry(Section::Experience, "job-1".into()), job),
        (Form::Entry(Section::Expertise, "area-1".into()), area),
        (Form::Entry(Section::Education, "degree-1".into()), degree),
        (Form::Entry(Section::Languages, "es".into()), language),
        (Form::Section(Section::Declarations), declarations),
    ] {
        services.post_draft(actor, save(form, 0, fields), true).await.unwrap();
    }
}

fn letter(base: i64, text: &str) -> Save {
    save(Form::Application(SLUG.into()), base, fields(&[("cover_letter", text)]))
}

/// Types a letter, reads the review, declares and sends, as the pages do.
async fn apply(services: &Services, actor: &Actor, text: &str) -> Result<Applied, Error> {
    let form = Form::Application(SLUG.into());
    let base = services.open_form(actor, &form).await?.saved.version;
    services.post_draft(actor, letter(base, text), true).await?;
    send(services, actor).await
}

async fn send(services: &Services, actor: &Actor) -> Result<Applied, Error> {
    let submission = read_review(services, actor).await?;
    services.apply(actor, SLUG, &submission, Lang::En).await
}

async fn read_review(services: &Services, actor: &Actor) -> Result<Submission, Error> {
    let review = services.review_application(actor, SLUG, Lang::En).await?;
    Ok(Submission { seen: review.seen, key: review.key, truthful: true })
}

#[tokio::test]
async fn an_application_keeps_profile_and_notice_as_they_were() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        fill_profile(&services, &ana).await;
        let applied = apply(&services, &ana, "Dear panel").await.unwrap();
        assert_eq!((applied.state, applied.vacancy_title.as_str()), (State::Received, "Statistician"));

        let changed = fields(&[("family_name", "Other")]);
        services.post_draft(&ana, save(Form::Section(Section::Personal), 1, changed), false).await.unwrap();
        import(&services, "Demographer").await;
        let applying = services.applying(&ana, SLUG, Lang::En).await.unwrap().applying;
        assert_eq!(applying.vacancy.title, "Demographer");
        services.clock.forward(30 * DAY);
        let receipt = services.application(&ana, &applied.id).await.unwrap();
        assert_eq!(receipt.snapshot.profile.personal.family_name, "Example");
        assert_eq!(receipt.snapshot.letter.cover_letter, "Dear panel");
        assert_eq!(receipt.snapshot.notice.text.title, "Statistician");
        let mails = services.take_mail(10).await.unwrap();
        assert_eq!(mails.iter().map(|m| m.recipient.as_str()).collect::<Vec<_>>(), ["ana@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn an_incomplete_profile_is_named_section_by_section_and_the_letter_is_kept() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        let Err(Error::Invalid(problems)) = apply(&services, &ana, "Dear panel").await else {
            panic!("accepted")
        };
        assert_eq!(problems.of("experience"), Some(&Problem::Incomplete));
        let review = services.review_application(&ana, SLUG, Lang::En).await.unwrap();
        assert!(!review.is_ready());
        let missing: Vec<Section> = review.applying.missing.iter().map(|stand| stand.section).collect();
        assert_eq!(
            missing,
            [
                Section::Personal,
                Section::Experience,
                Section::Expertise,
                Section::Education,
                Section::Languages,
                Section::Declarations
            ]
        );
        let opened = services.open_form(&ana, &Form::Application(SLUG.into())).await.unwrap();
        assert_eq!(opened.saved.fields.get("cover_letter"), "Dear panel");
    })
    .await;
}

#[tokio::test]
async fn an_application_is_its_owners_alone() {
    on_both(|services| async move {
        vacancy(&services).await;
        let ana = candidate(&services, "ana").await;
        let ben = candidate(&services, "ben").await;
        fill_profile(&services, &ana).await;
        let id = apply(&services, &ana, "").await.unwrap().id;
        assert!(matches!(services.application(&ben, &id).await, Err(Error::NotFound)));
        assert!(matches!(services.application(&Actor::default(), &id).await, Err(Error::SignedOut)));
        let director = Actor::default().signed_in_as(viewer("dir", Role::Director));
        assert!(matches!(services.applications(&director).await, Err(Error::Forbidden)));
        let sent = services.apply(&director, SLUG, &Submission::default(), Lang::En).await;
        assert!(matches!(sent, Err(Error::Forbidden)));
    })
    .await;
}

/// A candidate with a text that waits beside a newer one: `22222` is saved, `33333` waits.
async fn undecided(services: &Services, name: &str) -> Actor {
    let ana = candidate(services, name).await;
    services
        .post_draft(&ana, save(Form::Section(Section::Personal), 0, phone("11111")), false)
        .await
        .unwrap();
    services
        .post_draft(&ana, save(Form::Section(Section::Personal), 1, phone("22222")), false)
        .await
        .unwrap();
    let stale =
        services.post_draft(&ana, save(Form::Section(Section::Personal), 1, phone("33333")), false).await;
    assert!(matches!(stale, Err(Error::Conflict)));
    ana
}

fn phone(number: &str) -> Fields {
    fields(&[("phone", number)])
}

/// What is saved, and what waits beside it.
async fn both(services: &Services, ana: &Actor) -> (Fields, Option<Fields>) {
    let opened = services.open_form(ana, &Form::Section(Section::Personal)).await.unwrap();
    (opened.saved.fields, opened.unsaved.map(|unsaved| unsaved.fields))
}

/// Decides as the page does that shows both texts, with what was typed into its fields.
async fn settle(services: &Services, ana: &Actor, typed: Fields, keep_mine: bool) -> Result<(), Error> {
    let opened = services.open_form(ana, &Form::Section(Section::Personal)).await.unwrap();
    let page = save(Form::Section(Section::Personal), opened.saved.version, typed);
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
        let seen = services.open_form(&ana, &Form::Section(Section::Personal)).await.unwrap();
        services.clock.forward(1000);
        let again =
            services.post_draft(&ana, save(Form::Section(Section::Personal), 1, phone("44444")), false).await;
        assert!(matches!(again, Err(Error::Conflict)));
        settle(&services, &ana, phone("22222"), false).await.unwrap();
        // Another tab still shows 33333, and would keep it; what waits now was not seen there.
        let page = save(Form::Section(Section::Personal), seen.saved.version, phone("22222"));
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
        let telephone = Save {
            writer: "telephone".into(),
            turn: 1,
            ..save(Form::Section(Section::Personal), 2, phone("44444"))
        };
        let outcome = services.save_draft(&ana, telephone).await.unwrap();
        assert!(matches!(outcome, Outcome::Saved { version: 3, .. }), "{outcome:?}");
        assert_eq!(both(&services, &ana).await, (phone("44444"), Some(phone("33333"))));
        // Whose page shows it and keeps it decides: it comes as an ordinary save.
        let kept = Save {
            writer: "laptop".into(),
            turn: 1,
            ..save(Form::Section(Section::Personal), 3, phone("33333"))
        };
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
            let waiting = services
                .open_form(&person, &Form::Section(Section::Personal))
                .await
                .unwrap()
                .unsaved
                .unwrap()
                .id;
            let page = |decided| Save {
                writer: "page".into(),
                turn: 1,
                decided,
                ..save(Form::Section(Section::Personal), 2, phone(saved))
            };
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
            let again = services
                .post_draft(&ana, save(Form::Section(Section::Personal), 1, lines("\r\n")), false)
                .await;
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
        let waiting =
            services.open_form(&ana, &Form::Section(Section::Personal)).await.unwrap().unsaved.unwrap().id;
        let mut tx = services.db.begin().await.unwrap();
        let other = save(Form::Section(Section::Personal), 2, phone("44444"));
        draft::write(&mut tx, services.clock.now(), "ana", &other, &Problems::default()).await.unwrap();
        let deciding = {
            let (services, ana) = (services.clone(), ana.clone());
            let page = save(Form::Section(Section::Personal), 2, phone("22222"));
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

#[tokio::test]
async fn a_form_posted_for_an_entry_that_was_removed_is_not_lost() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        fill_profile(&services, &ana).await;
        let job = Form::Entry(Section::Experience, "job-1".into());
        services.remove_entry(&ana, &job).await.unwrap();
        let employer = fields(&[("employer", "Harbour")]);
        let autosave = Save { writer: "tab".into(), turn: 1, ..save(job.clone(), 1, employer.clone()) };
        assert_eq!(services.save_draft(&ana, autosave).await.unwrap(), Outcome::Gone);
        assert!(services.profile(&ana).await.unwrap().experience.is_empty());
        services.post_draft(&ana, save(job.clone(), 1, employer.clone()), false).await.unwrap();
        assert_eq!(services.open_form(&ana, &job).await.unwrap().saved.fields, employer);
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_removed_by_its_owner_only() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        let ben = candidate(&services, "ben").await;
        fill_profile(&services, &ana).await;
        let job = Form::Entry(Section::Experience, "job-1".into());
        assert!(matches!(services.remove_entry(&ben, &job).await, Err(Error::NotFound)));
        services.remove_entry(&ana, &job).await.unwrap();
        assert!(services.profile(&ana).await.unwrap().experience.is_empty());
        assert!(matches!(
            services.remove_entry(&ana, &Form::Section(Section::Personal)).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn what_an_applicant_needs_is_told_to_who_arranges_it_alone_and_only_when_asked_for() {
    const NEEDS: &str = "A sign language interpreter";
    on_both(|mut services| async move {
        services.accommodation = Email::parse("arrangements@example.org");
        vacancy(&services).await;
        for (name, tell) in [("ana", false), ("bea", true)] {
            let person = candidate(&services, name).await;
            fill_profile(&services, &person).await;
            assert!(!services.applying(&person, SLUG, Lang::En).await.unwrap().applying.needs);
            let needs = save(Form::Section(Section::Needs), 0, fields(&[("needs", NEEDS)]));
            services.post_draft(&person, needs, true).await.unwrap();
            assert!(services.applying(&person, SLUG, Lang::En).await.unwrap().applying.needs);
            let mut typed = letter(0, "");
            typed.fields.0.extend(tell.then(|| ("tell_needs".to_owned(), "yes".to_owned())));
            services.post_draft(&person, typed, true).await.unwrap();
            let sent = send(&services, &person).await.unwrap();
            let told: Vec<_> = services
                .take_mail(9)
                .await
                .unwrap()
                .into_iter()
                .filter(|due| serde_json::to_string(&due.letter).unwrap().contains(NEEDS))
                .map(|due| due.recipient)
                .collect();
            assert_eq!(told, if tell { vec!["arrangements@example.org"] } else { vec![] });
            let receipt = services.application(&person, &sent.id).await.unwrap();
            assert!(!serde_json::to_string(&receipt).unwrap().contains(NEEDS));
        }
        services.accommodation = None;
        let person = candidate(&services, "cleo").await;
        services
            .post_draft(&person, save(Form::Section(Section::Needs), 0, fields(&[("needs", NEEDS)])), true)
            .await
            .unwrap();
        assert!(
            !services.applying(&person, SLUG, Lang::En).await.unwrap().applying.needs,
            "nobody could be told"
        );
    })
    .await;
}

#[tokio::test]
async fn what_an_earlier_edition_has_kept_is_found_in_its_new_places() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        let sql = "INSERT INTO draft (owner, form, version, fields, problems, writer, turn, saved_at) \
                   VALUES ('ana', $1, 3, $2, '[]', '', 0, 0)";
        for (form, kept) in [
            ("profile/personal", json!([["family_name", "Silva"], ["needs", "More time"]])),
            (
                "profile/languages/a",
                json!([["language", "qu"], ["writing", "basic"], ["speaking", "mother-tongue"]]),
            ),
        ] {
            services.db.execute(sql, args![form, kept.to_string()]).await.unwrap();
        }
        services.upgrade().await.unwrap();
        services.upgrade().await.unwrap();
        let profile = services.profile(&ana).await.unwrap();
        assert_eq!(
            (profile.personal.family_name.as_str(), profile.needs.needs.as_str()),
            ("Silva", "More time")
        );
        let language = &profile.languages[0].value;
        assert_eq!((language.mother_tongue.as_str(), language.speaking.as_str()), ("yes", ""));
        assert_eq!(language.writing, "basic");
        let opened = services.open_form(&ana, &Form::Section(Section::Personal)).await.unwrap();
        assert_eq!(opened.saved.version, 3, "nobody has typed anything");
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_compared_with_a_grade_from_what_its_owner_typed() {
    on_both(|services| async move {
        let ana = candidate(&services, "ana").await;
        let today = services.clock.today();
        let compared = |evidence: &Evidence, grade| compare(grade, evidence, &Rules::default(), today);
        let nothing = compared(&services.evidence(&ana).await.unwrap(), Grade::P3).unwrap();
        assert!(nothing.iter().all(|line| line.verdict != Verdict::Met), "{nothing:?}");
        fill_profile(&services, &ana).await;
        let evidence = services.evidence(&ana).await.unwrap();
        let lines = compared(&evidence, Grade::P3).unwrap();
        let of =
            |wanted: fn(&Requirement) -> bool| lines.iter().find(|line| wanted(&line.requirement)).unwrap();
        let years = of(|requirement| matches!(requirement, Requirement::Experience { .. }));
        assert_eq!(years.verdict, Verdict::Met);
        assert_eq!(years.entries, [Source::Job("experience/job-1".into())]);
        // Nobody has listed "Instituto" of Peru.
        let degree = of(|requirement| matches!(requirement, Requirement::Education { .. }));
        assert_eq!(degree.verdict, Verdict::ToBeVerified(Why::Degree(Reason::InstitutionNotListed)));
        assert_eq!(compared(&evidence, Grade::D2), None);
        assert!(matches!(services.evidence(&Actor::default()).await, Err(Error::SignedOut)));
    })
    .await;
}
