//! The public pages of vacancies: what they say of the days that are left, how they are passed on, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{StatusCode, header};
use common::{CANDIDATE, Site};
use jiff::Timestamp;
use model::language::Lang;
use services::Actor;

async fn import(site: &Site, zone: &str, department: &str) {
    let json = format!(
        r#"{{"vacancies": [{{"number": "LOC/TEST/G/2026/01", "category": "local", "contract_type": "fixed-term",
        "published_on": "2026-01-05", "closes_on": "2026-12-02", "zone": "{zone}", "department": "{department}",
        "original_language": "en", "duty_station": {{"city": "Delhi", "country": "IN"}},
        "texts": {{"en": {{"title": "Keeper of clocks", "department": "Department of Time", "overview": "Keeps clocks.",
        "duties": ["Wind them."]}}}}}}]}}"#
    );
    if let Err(error) = site.services.import_vacancies(&Actor::operator(), &json).await {
        panic!("{error}");
    }
}

/// Stops the clock at an instant.
fn at(site: &Site, instant: &str) {
    let instant: Timestamp = instant.parse().unwrap();
    site.services.clock.forward(instant.as_millisecond() - site.services.clock.now());
}

#[tokio::test]
async fn a_kept_page_says_that_it_is_the_last_day_from_its_first_minute_in_every_zone() {
    for (zone, before) in [
        ("Europe/Zurich", "2026-12-01T22:59:59Z"),
        ("Asia/Kolkata", "2026-12-01T18:29:59Z"),
        ("Asia/Kathmandu", "2026-12-01T18:14:59Z"),
    ] {
        let site = Site::new().await;
        import(&site, zone, "TIME").await;
        at(&site, before);
        let notice = || site.get("/vacancies/loc-test-g-2026-01");
        assert!(notice().await.text().contains("1 day left"), "{zone}");
        site.services.clock.forward(1_000);
        assert!(notice().await.text().contains("last day"), "{zone}");
    }
}

#[tokio::test]
async fn every_public_page_says_what_is_shown_of_it_where_it_is_passed_on() {
    let site = Site::new().await;
    import(&site, "Asia/Kolkata", "TIME").await;
    for page in [
        "/",
        "/vacancies",
        "/vacancies/categories/local",
        "/accessibility",
        "/privacy",
        "/terms",
        "/api",
        "/vacancies/loc-test-g-2026-01",
    ] {
        for (lang, locale) in [(Lang::En, "en_GB"), (Lang::Fr, "fr_FR"), (Lang::Es, "es_ES")] {
            let address = lang.address(page);
            let text = site.get(&address).await.text();
            let said = |property: &str| {
                let from = text.split(&format!("property=\"og:{property}\" content=\"")).nth(1);
                assert_eq!(
                    text.matches(&format!("property=\"og:{property}\"")).count(),
                    1,
                    "{property} of {address}"
                );
                from.unwrap().split('"').next().unwrap().to_owned()
            };
            assert!(!said("title").is_empty() && !said("description").is_empty() && !said("type").is_empty());
            assert_eq!(
                said("url").trim_end_matches('/'),
                format!("http://localhost:3000{address}").trim_end_matches('/')
            );
            assert_eq!(said("locale"), locale);
            assert_eq!(said("image"), "http://localhost:3000/share.png");
        }
    }
    assert!(include_bytes!("../../public/share.png").starts_with(b"\x89PNG"));
    let session = site.session(CANDIDATE).await;
    assert!(
        !site.get_as("/profile", &session).await.text().contains("og:"),
        "what is private is passed on by nobody"
    );
}

#[tokio::test]
async fn whatever_a_department_is_called_it_is_offered_by_its_name_and_finds_its_vacancies() {
    let site = Site::new().await;
    import(&site, "Asia/Kolkata", &"D".repeat(60)).await;
    let found = site.get(&format!("/vacancies?department={}", "D".repeat(60))).await.text();
    assert!(found.contains("1 vacancy found."));
    assert!(found.contains("Remove: Department of Time"), "the full name");
    let feed = format!("/feeds/vacancies.atom?department={}", "D".repeat(60));
    assert_eq!(found.matches(&feed).count(), 2, "in the head and beside the alert");
    assert_eq!(site.get(&feed).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_that_a_list_cannot_have_is_not_found() {
    let site = Site::new().await;
    for list in ["/vacancies", "/vacancies/categories/local"] {
        for page in ["abc", "0", "-1", "99"] {
            let address = format!("{list}?page={page}");
            assert_eq!(site.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(site.get(&format!("{list}?page=1")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_visitor_who_saves_a_vacancy_is_told_that_it_is_not_saved_yet() {
    let site = Site::new().await;
    import(&site, "Asia/Kolkata", "TIME").await;
    let save = "/vacancies/loc-test-g-2026-01/save";
    let sent = site.post(save, None, "action=save").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = site.get(sent.header(header::LOCATION)).await.text();
    assert!(page.contains("press “Save” again"));
    let session = site.session(CANDIDATE).await;
    let sent = site.post(save, Some(&session), "action=save").await;
    assert_eq!(sent.header(header::LOCATION), "/vacancies/loc-test-g-2026-01");
    assert!(site.get_as("/vacancies/saved", &session).await.text().contains("Keeper of clocks"));
    let full = site.get_as("/vacancies/saved?done=full", &session).await.text();
    assert!(full.contains("You have saved 200 vacancies"));
}

#[tokio::test]
async fn search_engines_are_asked_to_leave_what_is_not_for_everybody() {
    let site = Site::new().await;
    let text = site.get("/robots.txt").await.text();
    for area in [
        "/account",
        "/profile",
        "/applications",
        "/alerts",
        "/staff",
        "/vacancies/saved",
        "/vacancies/*/apply",
        "/vacancies/*/compare",
    ] {
        for lang in Lang::ALL {
            let line = format!("Disallow: {}", lang.address(area));
            assert!(text.lines().any(|known| known == line), "{line}");
        }
    }
}
