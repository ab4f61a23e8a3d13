//! Job alerts by HTTP: a mail program stops one by its link, and what was typed when a session had ended is not lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use common::{Answer, CANDIDATE, Site, asked};
use model::alert::State;
use services::{
    Actor,
    alert::{Kept, Telling},
    outbox::Letter,
};

const ALERT: &str = "name=Kept+words&q=harbour&often=at-once&mail_language=fr";

async fn actor(site: &Site, session: &str) -> Actor {
    Actor::at("127.0.0.1".parse().unwrap(), site.services.viewer(session).await.unwrap())
}

async fn newest(site: &Site, session: &str) -> Kept {
    site.services.alerts(&actor(site, session).await).await.unwrap().pop().unwrap()
}

/// The path in a mail that stops the newest alert.
async fn stop_link(site: &Site, session: &str) -> String {
    let made = site.post("/alerts/new", Some(session), ALERT).await;
    assert_eq!(made.header(header::LOCATION), "/alerts?done=created");
    let json = r#"{"vacancies": [{"number": "DC/TEST/2026/02", "category": "local", "contract_type": "fixed-term",
        "published_on": "2026-11-20", "closes_on": "2026-12-22", "department": "TEST", "original_language": "en",
        "duty_station": {"city": "Geneva", "country": "CH"},
        "texts": {"en": {"title": "Harbour master", "overview": "Keeps.", "duties": ["Keep."]}}}]}"#;
    site.services.import_vacancies(&Actor::operator(), json).await.unwrap();
    let mut telling = Telling::new(site.services.clone());
    while telling.go_on().await.unwrap() {}
    let id = newest(site, session).await.id;
    let mails = site.services.take_mail(100).await.unwrap().into_iter();
    let mut links = mails.filter_map(|due| match due.letter {
        Letter::NewVacancies { path, id: of, .. } if of == id => Some(path),
        _ => None,
    });
    links.next().unwrap()
}

/// As a mail provider posts (RFC 8058): from elsewhere, without a cookie.
async fn one_click(site: &Site, path: &str) -> Answer {
    let request = asked(Method::POST, path, None)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, "https://mail.example.com")
        .header("sec-fetch-site", "cross-site");
    site.send(request.body(Body::from("List-Unsubscribe=One-Click")).unwrap()).await
}

#[tokio::test]
async fn a_mail_program_stops_an_alert_by_one_post_and_looking_changes_nothing() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    let path = stop_link(&site, &session).await;
    let page = site.get(&format!("/fr{path}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Kept words") && page.text().contains("method=\"post\""));
    assert_eq!(newest(&site, &session).await.state, State::Active);
    for _ in 0..2 {
        let stopped = one_click(&site, &format!("/fr{path}")).await;
        assert_eq!((stopped.status, stopped.header(header::LOCATION)), (StatusCode::OK, ""));
        assert_eq!(stopped.header(header::SET_COOKIE), "");
        assert_eq!(newest(&site, &session).await.state, State::Paused);
    }
    let alert = newest(&site, &session).await.id;
    site.services.delete_alert(&actor(&site, &session).await, &alert).await.unwrap();
    assert_eq!(one_click(&site, &path).await.status, StatusCode::OK, "nothing is left to be stopped");
    // A person's button leads on to the page.
    let pressed = site.post(&path, None, "").await;
    assert_eq!((pressed.status, pressed.header(header::LOCATION)), (StatusCode::SEE_OTHER, path.as_str()));
}

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_is_there_again_after_signing_in() {
    let site = Site::new().await;
    let session = site.session(CANDIDATE).await;
    site.services.clock.forward(13 * 3_600_000);
    let posted = site.post("/es/alerts/new", Some(&session), ALERT).await;
    let location = posted.header(header::LOCATION);
    assert_eq!(location, "/es/account/sign-in?next=/es/alerts/new", "no typed text is in an address");
    let parked = cookie(&posted, "__Host-parked");
    let sign_in = async |email: &str| {
        let request = asked(Method::POST, "/es/account/sign-in", None)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &parked);
        let fields = format!("email={email}&password=sample+account+password&next=/es/alerts/new");
        site.send(request.body(Body::from(fields)).unwrap()).await
    };
    let other = sign_in("itziar.quispe@example.org").await;
    assert!(!cookies(&other).iter().any(|set| set.contains("flash")), "it is nobody else's");
    let signed_in = sign_in(CANDIDATE).await;
    let session_of = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    let flash = cookie(&signed_in, app::api::account::FLASH_COOKIE);
    let session = cookie(&signed_in, "__Host-session");
    let request =
        asked(Method::GET, "/es/alerts/new", None).header(header::COOKIE, format!("{session}; {flash}"));
    let page = site.send(request.body(Body::empty()).unwrap()).await.text();
    assert!(page.contains("Kept words") && page.contains("harbour"), "{page}");
    let chosen = site.get_as("/alerts/new?country=KE&department=STAT", &session_of(&session)).await.text();
    for ticked in ["KE", "STAT"] {
        assert!(chosen.contains(&format!("value=\"{ticked}\" checked")), "{ticked}: {chosen}");
    }
    let nobody = site.post("/alerts/new", None, ALERT).await;
    assert_eq!(nobody.header(header::LOCATION), "/account/sign-in?next=/alerts/new");
    assert_eq!(nobody.header(header::SET_COOKIE), "", "nobody knows whose it was");
}

fn cookies(answer: &Answer) -> Vec<String> {
    let all = answer.headers.get_all(header::SET_COOKIE).into_iter();
    all.map(|set| set.to_str().unwrap().to_owned()).collect()
}

/// A cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer, name: &str) -> String {
    let all = cookies(answer);
    let set = all.iter().find(|set| set.starts_with(&format!("{name}="))).expect(name);
    set.split(';').next().unwrap().to_owned()
}
