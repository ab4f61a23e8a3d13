//! What was found in a person's file waits until the person has decided, and is taken over only as far as it is ticked.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
#[path = "common/people.rs"]
mod people;

use common::{DAY, MINUTE, on_both};
use cv::{Format, Found, Had, Item, Leftover, Review};
use model::{
    draft::Draft,
    form::{Fields, Form, Save},
    problem::Problem,
    profile::{ENTRIES_MOST, Section},
};
use people::{ANA, audited, holder, member, visitor};
use services::{Actor, Error, Services, args};

fn item(section: Section, fields: &[(&str, &str)]) -> Item {
    let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Item { section, fields: Fields(fields) }
}

fn job(title: &str) -> Item {
    item(
        Section::Experience,
        &[("title", title), ("employer", "Council"), ("from_month", "3"), ("from_year", "2019")],
    )
}

fn found(items: Vec<Item>) -> Found {
    let unknown = vec![Leftover { path: "work.url".into(), text: "https://example.org".into() }];
    Found { format: Format::JsonResume, items, unknown, more: 0 }
}

fn personal() -> Item {
    let fields = [
        ("family_name", "Souza"),
        ("given_names", "ANA"),
        ("birth_day", "9"),
        ("birth_month", "4"),
        ("birth_year", "1988"),
        ("phone", "+41 22 1"),
    ];
    item(Section::Personal, &fields)
}

async fn ana(services: &Services) -> Actor {
    let token = member(services, ANA).await;
    holder(services, &token).await
}

async fn waits(services: &Services, ana: &Actor) -> Review {
    services.review(ana).await.unwrap().unwrap()
}

/// Decides with these names ticked, as the page shows it.
async fn decide(
    services: &Services,
    ana: &Actor,
    review: &Review,
    ticked: &[&str],
) -> Result<(usize, usize), Error> {
    let decided = services.decide_review(ana, &review.id, ticked, &review.bases).await?;
    Ok((decided.taken, decided.left_out))
}

fn had<'a>(review: &'a Review, name: &str) -> &'a Had {
    &review.offers.iter().find(|offer| offer.name == name).unwrap().had
}

#[tokio::test]
async fn what_is_found_is_offered_beside_what_the_profile_says() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![personal(), job("Clerk")])).await.unwrap();
        let review = waits(&services, &ana).await;
        // The account knows the name already: nothing of it may be replaced unasked.
        let there = Fields(vec![("family_name".into(), "Silva".into())]);
        assert_eq!(had(&review, "personal-family_name"), &Had::Another(there));
        assert_eq!(had(&review, "personal-given_names"), &Had::TheSame, "whatever its capitals");
        assert_eq!(had(&review, "personal-birth"), &Had::Nothing);
        assert_eq!(had(&review, "entry-1"), &Had::Nothing);
        assert_eq!(review.unknown[0].path, "work.url");
    })
    .await;
}

#[tokio::test]
async fn only_what_is_ticked_is_taken_over_and_then_nothing_waits() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![personal(), job("Clerk"), job("Chief")])).await.unwrap();
        let review = waits(&services, &ana).await;
        let taken = decide(&services, &ana, &review, &["personal-birth", "personal-phone", "entry-2"]).await;
        assert_eq!(taken.unwrap(), (3, 0));
        let profile = services.profile(&ana).await.unwrap();
        assert_eq!(
            (profile.personal.phone.as_str(), profile.personal.birth_month.as_str()),
            ("+41 22 1", "4")
        );
        assert_eq!(profile.personal.family_name, "Silva", "as the account says");
        assert_eq!(
            profile.experience.iter().map(|entry| entry.value.title.as_str()).collect::<Vec<_>>(),
            ["Chief"]
        );
        assert_eq!(services.review(&ana).await.unwrap(), None);
        assert!(
            matches!(decide(&services, &ana, &review, &["entry-1"]).await, Err(Error::Gone)),
            "a second press"
        );
        assert_eq!(
            (audited(&services, "review.keep").await, audited(&services, "review.decide").await),
            (1, 1)
        );
        let rows = services
            .db
            .rows("SELECT before, after FROM audit WHERE action = 'review.decide'", args![])
            .await
            .unwrap();
        assert_eq!(rows[0].text("after").unwrap(), "3 taken over, 0 without room", "and no text of a person");
    })
    .await;
}

#[tokio::test]
async fn a_school_that_the_list_does_not_have_is_taken_over_as_one_whose_town_is_asked() {
    on_both(|services| async move {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("institutions.csv");
        std::fs::write(&path, "IAUCode,CountryCode,OrgName\n1,KE,University of Nairobi\n").unwrap();
        services.import_institutions(&Actor::operator(), &path, true).await.unwrap();
        let ana = ana(&services).await;
        let study = |name: &str| {
            item(Section::Education, &[("country", "KE"), ("institution", name), ("level", "doctorate")])
        };
        let studies = vec![study("Lenana School"), study("Nairobi University")];
        services.keep_review(&ana, found(studies)).await.unwrap();
        let review = waits(&services, &ana).await;
        assert_eq!(decide(&services, &ana, &review, &["entry-0", "entry-1"]).await.unwrap(), (2, 0));
        let education = services.profile(&ana).await.unwrap().education;
        let noted: Vec<_> =
            education.iter().map(|e| (e.value.institution.as_str(), e.value.unlisted.as_str())).collect();
        assert_eq!(noted, [("Lenana School", "yes"), ("Nairobi University", "")]);
        let problems = education[0].value.check(services.clock.today()).unwrap_err();
        assert_eq!(problems.of("place"), Some(&Problem::NotListed));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_wanted_is_forgotten() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![personal(), job("Clerk")])).await.unwrap();
        let review = waits(&services, &ana).await;
        assert_eq!(decide(&services, &ana, &review, &[]).await.unwrap(), (0, 0));
        assert_eq!(services.review(&ana).await.unwrap(), None);
        let profile = services.profile(&ana).await.unwrap();
        assert!(profile.experience.is_empty() && profile.personal.is_blank());
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_in_the_meantime_is_not_overwritten_and_all_waits_on() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![personal(), job("Clerk")])).await.unwrap();
        let review = waits(&services, &ana).await;
        let typed = Fields(vec![("phone".into(), "+41 22 2".into())]);
        let save = Save::posted(Form::Section(Section::Personal), 0, typed);
        services.post_draft(&ana, save, false).await.unwrap();
        let ticked = ["personal-phone", "entry-1"];
        assert!(matches!(decide(&services, &ana, &review, &ticked).await, Err(Error::Conflict)));
        let profile = services.profile(&ana).await.unwrap();
        assert!(profile.experience.is_empty(), "nothing was taken over by half");
        assert_eq!(profile.personal.phone, "+41 22 2");
        // The page shows both now, and this decision is a new one.
        let review = waits(&services, &ana).await;
        assert!(matches!(had(&review, "personal-phone"), Had::Another(_)));
        assert_eq!(decide(&services, &ana, &review, &ticked).await.unwrap(), (2, 0));
        assert_eq!(services.profile(&ana).await.unwrap().personal.phone, "+41 22 1");
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_is_there_already_is_offered_as_such() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        for expected in [Had::Nothing, Had::TheSame] {
            services.keep_review(&ana, found(vec![job("Clerk")])).await.unwrap();
            let review = waits(&services, &ana).await;
            assert_eq!(had(&review, "entry-0"), &expected);
            decide(&services, &ana, &review, if expected == Had::Nothing { &["entry-0"] } else { &[] })
                .await
                .unwrap();
        }
        assert_eq!(services.profile(&ana).await.unwrap().experience.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_section_holds_sixty_entries_and_what_has_no_room_is_counted() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let jobs =
            |from: usize, to: usize| (from..to).map(|n| job(&format!("Clerk {n}"))).collect::<Vec<_>>();
        let names: Vec<String> = (0..ENTRIES_MOST).map(|n| format!("entry-{n}")).collect();
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        services.keep_review(&ana, found(jobs(0, 58))).await.unwrap();
        let review = waits(&services, &ana).await;
        assert_eq!(decide(&services, &ana, &review, &all).await.unwrap(), (58, 0));
        services.keep_review(&ana, found(jobs(100, 105))).await.unwrap();
        let review = waits(&services, &ana).await;
        assert_eq!(decide(&services, &ana, &review, &all).await.unwrap(), (2, 3));
        assert_eq!(services.profile(&ana).await.unwrap().experience.len(), ENTRIES_MOST);
    })
    .await;
}

#[tokio::test]
async fn a_newer_file_takes_the_place_of_an_older_and_a_day_is_the_end() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![job("Clerk")])).await.unwrap();
        let old = waits(&services, &ana).await;
        services.clock.forward(MINUTE);
        services.keep_review(&ana, found(vec![job("Chief")])).await.unwrap();
        assert!(matches!(decide(&services, &ana, &old, &["entry-0"]).await, Err(Error::Gone)));
        assert_eq!(waits(&services, &ana).await.offers[0].fields.get("title"), "Chief");
        services.clock.forward(DAY);
        let review = services.review(&ana).await.unwrap();
        assert_eq!(review, None);
        services.tidy().await.unwrap();
        assert!(services.db.rows("SELECT id FROM review", args![]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_a_browser_claims_to_have_found_is_checked() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        let refused = |items: Vec<Item>| {
            let (services, ana) = (services.clone(), ana.clone());
            async move { services.keep_review(&ana, found(items)).await }
        };
        let declared = item(Section::Declarations, &[("declare_truth", "yes")]);
        let strange = item(Section::Experience, &[("is_admin", "yes")]);
        let long = "x".repeat(200_001);
        for items in [
            vec![],
            vec![strange],
            vec![declared],
            vec![item(Section::Experience, &[("duties", long.as_str())])],
            (0..=ENTRIES_MOST).map(|n| job(&n.to_string())).collect(),
            vec![personal(), personal()],
        ] {
            let refusal = people::problem(refused(items).await, "file");
            assert_eq!(refusal, Some(Problem::NotAnOption));
        }
        assert_eq!(services.review(&ana).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn it_is_its_owners_alone() {
    on_both(|services| async move {
        let ana = ana(&services).await;
        services.keep_review(&ana, found(vec![job("Clerk")])).await.unwrap();
        let review = waits(&services, &ana).await;
        let token = member(&services, "ben@example.org").await;
        let ben = holder(&services, &token).await;
        assert_eq!(services.review(&ben).await.unwrap(), None);
        assert!(matches!(decide(&services, &ben, &review, &["entry-0"]).await, Err(Error::Gone)));
        for refused in [
            services.may_bring_file(&visitor()).await,
            services.keep_review(&visitor(), found(vec![job("Clerk")])).await,
            services.review(&visitor()).await.map(|_| ()),
            decide(&services, &visitor(), &review, &[]).await.map(|_| ()),
        ] {
            assert!(matches!(refused, Err(Error::SignedOut)));
        }
        assert!(services.review(&ana).await.unwrap().is_some());
    })
    .await;
}
