//! The sample data: loads into an empty database, whole, once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use common::on_both;
use model::{
    account::Role,
    choice::Choice,
    language::Lang,
    organisation::{Office, Place, field_regions},
    vacancy::{Region, search::Search},
};
use services::{Actor, Error, Services, args, sample};

async fn count(services: &Services, sql: &'static str) -> i64 {
    services.db.row(sql, args![]).await.unwrap().unwrap().int("n").unwrap()
}

#[tokio::test]
async fn the_samples_load_once_with_dates_of_today() {
    on_both(|services| async move {
        assert!(services.load_samples(&Actor::operator()).await.unwrap());
        let page = services.find_vacancies(&Search::default(), Lang::En, 1).await.unwrap().page;
        assert!(page.total >= 25, "{} are open", page.total);
        let now = services.clock.now();
        let row = services.db.row("SELECT COUNT(*) AS n FROM vacancy WHERE closes_at < $1", args![now]).await;
        assert!(row.unwrap().unwrap().int("n").unwrap() >= 1, "one has closed, to show what is said then");
        assert!(!services.load_samples(&Actor::operator()).await.unwrap(), "a second time nothing is done");
    })
    .await;
}

#[tokio::test]
async fn the_sample_people_are_of_every_role_and_have_applied() {
    on_both(|services| async move {
        services.load_samples(&Actor::operator()).await.unwrap();
        let accounts = sample::accounts();
        for role in Role::ALL {
            assert!(accounts.iter().any(|(_, roles)| roles.contains(role)), "nobody is {role}");
        }
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM account").await, accounts.len() as i64);
        assert!(count(&services, "SELECT COUNT(*) AS n FROM application").await >= 2);
        let (email, _) = &accounts[0];
        services.sign_in(&Actor::default(), email, sample::PASSWORD, "a browser").await.unwrap();
        assert_eq!(count(&services, "SELECT COUNT(*) AS n FROM outbox WHERE sent_at IS NULL").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_sample_organisation_has_offices_in_every_region_and_places_for_the_sample_people() {
    on_both(|services| async move {
        services.load_samples(&Actor::operator()).await.unwrap();
        let of = async |email: &str| {
            let session =
                services.sign_in(&Actor::default(), email, sample::PASSWORD, "a browser").await.unwrap();
            Actor::default().signed_in_as(services.viewer(&session.token).await.unwrap().unwrap())
        };
        let manager = of("manager@example.org").await;
        let offices = services.offices(&manager, Lang::En).await.unwrap();
        for region in field_regions() {
            assert!(offices.iter().any(|office| office.region == Some(region)), "{region}");
        }
        let places = |offices: &[Office]| offices.iter().map(|office| office.place).collect::<Vec<_>>();
        let both = [Place::Headquarters, Place::Field];
        let standing = services.own_places(&manager, Lang::En).await.unwrap();
        assert_eq!(places(&standing.member_of), both);
        let director = services.own_places(&of("director@example.org").await, Lang::En).await.unwrap();
        let all = |offices: &[Office]| standing.member_of.iter().all(|office| offices.contains(office));
        assert!(all(&director.directs));
        let second = services.own_places(&of("second-director@example.org").await, Lang::En).await.unwrap();
        assert!(all(&second.directs));
        let partner = services.own_places(&of("hr-partner@example.org").await, Lang::En).await.unwrap();
        assert_eq!(partner.partner_of, [Region::Africa]);
    })
    .await;
}

#[tokio::test]
async fn a_database_with_an_account_of_its_own_gets_no_samples() {
    on_both(|services| async move {
        services
            .db
            .execute(
                "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, created_at) \
                 VALUES ('1', 'a@example.org', 'a@example.org', 'A', 'B', 'en', '', 0)",
                args![],
            )
            .await
            .unwrap();
        assert!(!services.load_samples(&Actor::operator()).await.unwrap());
        assert_eq!(services.find_vacancies(&Search::default(), Lang::En, 1).await.unwrap().page.total, 0);
    })
    .await;
}

#[tokio::test]
async fn only_the_command_line_loads_samples() {
    on_both(|services| async move {
        assert!(matches!(services.load_samples(&Actor::default()).await, Err(Error::Forbidden)));
    })
    .await;
}

#[test]
fn every_file_of_samples_is_loaded() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/vacancies");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), sample::VACANCIES.len());
}

#[tokio::test]
async fn the_sample_proposals_stand_at_every_station_and_wait_for_somebody() {
    on_both(|services| async move {
        services.load_samples(&Actor::operator()).await.unwrap();
        let sql = "SELECT COUNT(DISTINCT state) AS n FROM proposal";
        assert_eq!(count(&services, sql).await, 6);
        for email in ["director@example.org", "hr-partner@example.org", "jpo-unit@example.org", "manager@example.org"] {
            let session =
                services.sign_in(&Actor::default(), email, sample::PASSWORD, "a browser").await.unwrap();
            let viewer = services.viewer(&session.token).await.unwrap().unwrap();
            let turns = services.staff_turns(&Actor::default().signed_in_as(viewer), Lang::En).await.unwrap();
            assert!(!turns.is_empty(), "nothing waits for {email}");
        }
        let sql = "SELECT COUNT(*) AS n FROM proposal_step s JOIN proposal p ON p.id = s.proposal WHERE s.account = p.begun_by AND s.action <> 'submit'";
        assert_eq!(count(&services, sql).await, 0, "nobody decides on their own");
    })
    .await;
}
