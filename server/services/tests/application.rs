//! Applying: a complete profile and a letter, before the deadline, once, kept as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::{DAY, candidate, fields, on_both, viewer};
use model::{
    account::Role,
    application::{Applied, State, Submission},
    degree::Reason,
    email::Email,
    form::{Fields, Form, Outcome, Save},
    language::Lang,
    problem::Problem,
    profile::Section,
    requirements::{Evidence, Requirement, Rules, Source, Verdict, Why, compare},
    vacancy::Grade,
};
use serde_json::json;
use services::{Actor, Error, Services, args};

const SLUG: &str = "dc-x-2026-01";

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
