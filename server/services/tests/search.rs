//! Finding vacancies: searched in memory, saved by candidates.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "common/applicant.rs"]
mod applicant;
mod common;
#[path = "common/people.rs"]
mod people;

use applicant::vacancy;
use common::{DAY, on_both};
use model::{
    account::Role,
    language::Lang,
    vacancy::{SAVED_MOST, search::Search},
};
use people::*;
use services::{Actor, Error, Services, args};

async fn found(services: &Services, query: &str) -> Vec<String> {
    let found = services.find_vacancies(&Search::parse(query), Lang::En, 1).await.unwrap();
    found.page.items.into_iter().map(|listed| listed.slug).collect()
}

/// What somebody has saved: open, and closed.
async fn saved(services: &Services, actor: &Actor) -> (Vec<String>, Vec<String>) {
    let saved = services.saved_vacancies(actor, Lang::En).await.unwrap();
    let slugs = |listed: Vec<model::vacancy::Listed>| listed.into_iter().map(|l| l.slug).collect();
    (slugs(saved.open), slugs(saved.closed))
}

#[tokio::test]
async fn what_is_imported_is_found_and_what_has_closed_is_not() {
    on_both(|services| async move {
        vacancy(&services, "DC/A/2026/01", "2026-11-24").await;
        vacancy(&services, "DC/B/2026/02", "2026-12-24").await;
        assert_eq!(found(&services, "q=officers+count&grade=P3&closing=30").await.len(), 1, "closing");
        assert_eq!(found(&services, "q=officers+count&region=headquarters").await.len(), 2);
        assert_eq!(found(&services, "q=2026/02+dc").await, ["dc-b-2026-02"]);
        assert!(found(&services, "q=driver").await.is_empty());
        services.clock.forward(4 * DAY);
        assert_eq!(found(&services, "q=officer").await, ["dc-b-2026-02"]);
    })
    .await;
}

#[tokio::test]
async fn a_candidate_saves_a_vacancy_once_and_takes_it_off() {
    on_both(|services| async move {
        vacancy(&services, "DC/A/2026/01", "2026-11-24").await;
        vacancy(&services, "DC/B/2026/02", "2026-12-24").await;
        let ana = holder(&services, &member(&services, ANA).await).await;
        for slug in ["dc-b-2026-02", "dc-a-2026-01", "dc-a-2026-01"] {
            services.save_vacancy(&ana, slug).await.unwrap();
        }
        assert_eq!(
            saved(&services, &ana).await,
            (vec!["dc-a-2026-01".into(), "dc-b-2026-02".into()], vec![])
        );
        assert_eq!(services.saved_slugs(&ana).await.unwrap().len(), 2);
        assert!(services.is_saved(&ana, "dc-a-2026-01").await.unwrap());
        assert_eq!(audited(&services, "vacancy.save").await, 2, "twice is once");
        let other = holder(&services, &member(&services, "bo@example.org").await).await;
        assert!(services.saved_slugs(&other).await.unwrap().is_empty(), "each has their own");
        services.unsave_vacancy(&other, "dc-b-2026-02").await.unwrap();
        services.unsave_vacancy(&ana, "dc-b-2026-02").await.unwrap();
        services.unsave_vacancy(&ana, "dc-b-2026-02").await.unwrap();
        assert_eq!(audited(&services, "vacancy.unsave").await, 1);
        assert!(!services.is_saved(&ana, "dc-b-2026-02").await.unwrap());
        assert_eq!(saved(&services, &ana).await.0, ["dc-a-2026-01"]);
    })
    .await;
}

#[tokio::test]
async fn a_saved_vacancy_that_closes_stays_among_the_saved_ones_until_it_is_taken_off() {
    on_both(|services| async move {
        vacancy(&services, "DC/A/2026/01", "2026-11-24").await;
        let ana = holder(&services, &member(&services, ANA).await).await;
        services.save_vacancy(&ana, "dc-a-2026-01").await.unwrap();
        services.clock.forward(4 * DAY);
        assert_eq!(saved(&services, &ana).await, (vec![], vec!["dc-a-2026-01".into()]));
        assert!(matches!(services.save_vacancy(&ana, "dc-a-2026-01").await, Err(Error::Gone)));
        services.unsave_vacancy(&ana, "dc-a-2026-01").await.unwrap();
        assert_eq!(saved(&services, &ana).await, (vec![], vec![]));
    })
    .await;
}

#[tokio::test]
async fn nobody_saves_without_end_and_what_is_saved_can_be_saved_again() {
    on_both(|services| async move {
        vacancy(&services, "DC/A/2026/01", "2026-12-24").await;
        vacancy(&services, "DC/B/2026/02", "2026-12-24").await;
        let ana = holder(&services, &member(&services, ANA).await).await;
        for n in 1..SAVED_MOST {
            let sql = "INSERT INTO vacancy (id, slug, number, body, published_at, closes_at, changed_at) \
                SELECT $1, $1, $1, body, published_at, closes_at, changed_at FROM vacancy WHERE slug = 'dc-a-2026-01'";
            services.db.execute(sql, args![format!("more-{n}")]).await.unwrap();
            services.save_vacancy(&ana, &format!("more-{n}")).await.unwrap();
        }
        services.save_vacancy(&ana, "dc-a-2026-01").await.unwrap();
        let full = services.save_vacancy(&ana, "dc-b-2026-02").await;
        assert!(matches!(full, Err(Error::Invalid(_))), "{full:?}");
        services.save_vacancy(&ana, "dc-a-2026-01").await.unwrap();
        services.unsave_vacancy(&ana, "dc-a-2026-01").await.unwrap();
        services.save_vacancy(&ana, "dc-b-2026-02").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn only_candidates_save_and_only_what_is_published() {
    on_both(|services| async move {
        vacancy(&services, "DC/A/2026/01", "2026-11-24").await;
        assert!(matches!(services.save_vacancy(&visitor(), "dc-a-2026-01").await, Err(Error::SignedOut)));
        assert!(matches!(services.unsave_vacancy(&visitor(), "dc-a-2026-01").await, Err(Error::SignedOut)));
        assert!(matches!(services.saved_vacancies(&visitor(), Lang::En).await, Err(Error::SignedOut)));
        assert!(services.saved_slugs(&visitor()).await.unwrap().is_empty());
        let ana = holder(&services, &member(&services, ANA).await).await;
        assert!(matches!(services.save_vacancy(&ana, "none").await, Err(Error::NotFound)));
        services
            .create_account(&Actor::operator(), &staff("hrd@example.org", &[Role::Hrd], Some(PASSWORD)))
            .await
            .unwrap();
        let hrd = holder(&services, &sign_in(&services, "hrd@example.org", PASSWORD).await.unwrap()).await;
        assert!(matches!(services.save_vacancy(&hrd, "dc-a-2026-01").await, Err(Error::Forbidden)));
    })
    .await;
}
