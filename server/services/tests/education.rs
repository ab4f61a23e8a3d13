//! The education of a profile beside the list of institutions: what is asked of one that is not in it, and what a degree
//! counts as.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::on_both;
use model::{
    degree::{Reason, Standing},
    draft::Draft,
    form::{Fields, Form, Outcome, Save},
    problem::{Problem, Problems},
    profile::{EducationDraft, Section},
};
use services::{Actor, Error, Services};

const WHED: &str = "IAUCode,CountryCode,OrgName,InstAcronym,FormerNames,Accredited\n\
    1,KE,The Technical University of Kenya,TUK,Kenya Polytechnic,\n\
    2,KE,University of Nairobi,UON,Royal Technical College,yes\n\
    3,KE,Mount Kenya Institute,,,no\n\
    4,KE,Rift Valley University,,,unknown\n";

async fn import(services: &Services, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("institutions.csv");
    std::fs::write(&path, text).unwrap();
    services.import_institutions(&Actor::operator(), &path, true).await.unwrap();
}

async fn ana(services: &Services) -> Actor {
    import(services, WHED).await;
    let token = people::member(services, people::ANA).await;
    people::holder(services, &token).await
}

fn form() -> Form {
    Form::Entry(Section::Education, "degree-1".into())
}

/// A master's degree, with what is changed of it.
fn degree(changes: &[(&str, &str)]) -> Fields {
    let mut all = vec![
        ("country", "KE"),
        ("institution", "University of Nairobi"),
        ("level", "masters-degree"),
        ("degree", "Master of Arts"),
        ("from_month", "9"),
        ("from_year", "2008"),
        ("completion", "obtained"),
        ("to_month", "12"),
        ("to_year", "2010"),
    ];
    all.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let fields = all.iter().chain(changes);
    Fields(fields.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

/// Submits it as a browser without WebAssembly does; gives what is wrong.
async fn post(services: &Services, actor: &Actor, fields: Fields) -> Problems {
    let base = services.open_form(actor, &form()).await.unwrap().saved.version;
    match services.post_draft(actor, Save::posted(form(), base, fields), true).await {
        Ok(()) => Problems::default(),
        Err(Error::Invalid(problems)) => problems,
        Err(error) => panic!("{error}"),
    }
}

async fn saved(services: &Services, actor: &Actor) -> Fields {
    services.open_form(actor, &form()).await.unwrap().saved.fields
}

async fn standing(services: &Services, changes: &[(&str, &str)]) -> Standing {
    let draft: EducationDraft = degree(changes).draft();
    let education = draft.check(services.clock.today()).unwrap();
    services.standing(&education).await.unwrap()
}

#[tokio::test]
async fn faq_how_do_i_find_my_university_in_the_list() {
    on_both(|services| async move {
        let actor = ana(&services).await;
        for (typed, name) in [
            // Some begin with "The".
            ("technical uni", "The Technical University of Kenya"),
            ("the tech", "The Technical University of Kenya"),
            // "University" stands at the beginning or at the end.
            ("nairobi", "University of Nairobi"),
            ("Nairobi University", "University of Nairobi"),
            ("university of nai", "University of Nairobi"),
            ("valley", "Rift Valley University"),
            // It is known by another name.
            ("tuk", "The Technical University of Kenya"),
            ("kenya polytechnic", "The Technical University of Kenya"),
        ] {
            let found = services.find_institutions(people::country("KE"), typed, 8).await.unwrap();
            assert_eq!(found.offered[0].name, name, "{typed}");
        }
        // Nor must it be chosen from the list: what means one is one.
        assert!(post(&services, &actor, degree(&[("institution", "nairobi university")])).await.is_empty());
        assert_eq!(saved(&services, &actor).await.get("unlisted"), "");
    })
    .await;
}

#[tokio::test]
async fn faq_i_did_not_go_to_any_of_the_listed_institutions() {
    on_both(|services| async move {
        let actor = ana(&services).await;
        let school = [("institution", "Lenana School"), ("level", "secondary-school")];
        let asked = post(&services, &actor, degree(&school)).await;
        assert_eq!(asked.0.len(), 1, "{asked:?}");
        assert_eq!(asked.of("place"), Some(&Problem::NotListed));
        let kept = saved(&services, &actor).await;
        assert_eq!(
            (kept.get("institution"), kept.get("unlisted")),
            ("Lenana School", "yes"),
            "nothing is lost"
        );
        let entered = [&school[..], &[("unlisted", "yes"), ("place", "Nairobi")]].concat();
        assert!(post(&services, &actor, degree(&entered)).await.is_empty());
        // Who then finds the institution in the list need not take the tick away.
        let listed = [("institution", "UON"), ("unlisted", "yes")];
        assert!(post(&services, &actor, degree(&listed)).await.is_empty());
        assert_eq!(saved(&services, &actor).await.get("unlisted"), "");
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_while_it_is_typed_says_as_well_whether_the_list_has_it() {
    on_both(|services| async move {
        let actor = ana(&services).await;
        let mut base = 0;
        for (institution, unlisted) in [("Lenana", "yes"), ("TUK", ""), ("", "yes")] {
            let fields = degree(&[("institution", institution), ("unlisted", "yes")]);
            let outcome = services.save_draft(&actor, Save::posted(form(), base, fields)).await.unwrap();
            let Outcome::Saved { version, .. } = outcome else { panic!("{outcome:?}") };
            base = version;
            assert_eq!(saved(&services, &actor).await.get("unlisted"), unlisted, "{institution}");
        }
    })
    .await;
}

#[tokio::test]
async fn faq_will_my_university_degree_be_accepted() {
    on_both(|services| async move {
        import(&services, WHED).await;
        let at = async |institution| standing(&services, &[("institution", institution)]).await;
        assert_eq!(at("The Technical University of Kenya").await, Standing::Advanced);
        // By the name that it had then.
        assert_eq!(at("Royal Technical College").await, Standing::Advanced);
        let verified = Standing::ToBeVerified;
        assert_eq!(at("Mount Kenya Institute").await, verified(Reason::InstitutionNotListed));
        assert_eq!(at("Lenana University").await, verified(Reason::InstitutionNotListed));
        assert_eq!(at("Rift Valley University").await, verified(Reason::InstitutionUnknown));
        // A source lists it no longer: it was accredited when the degree was given.
        let without: String =
            WHED.lines().filter(|line| !line.starts_with("2,")).flat_map(|line| [line, "\n"]).collect();
        import(&services, &without).await;
        assert_eq!(at("University of Nairobi").await, Standing::Advanced);
    })
    .await;
}

#[tokio::test]
async fn faq_what_constitutes_an_advanced_degree() {
    on_both(|services| async move {
        import(&services, WHED).await;
        let level = async |level| standing(&services, &[("level", level)]).await;
        assert_eq!(level("masters-degree").await, Standing::Advanced);
        assert_eq!(level("doctorate").await, Standing::Advanced);
        assert_eq!(level("first-level-degree").await, Standing::FirstLevel);
        let diploma = Standing::NotCounted(Reason::PostGraduateDiploma);
        assert_eq!(level("post-graduate-diploma").await, diploma);
    })
    .await;
}
