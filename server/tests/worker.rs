//! The background work beside the requests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Site;
use model::language::Lang;
use server::{config::Config, post::Post, worker};
use services::outbox::{self, Letter};

#[tokio::test]
async fn a_worker_stops_when_it_is_asked_to_however_much_waits() {
    let site = Site::new().await;
    let mut tx = site.services.db.begin().await.unwrap();
    for n in 0..30 {
        let letter = Letter::PasswordChanged { name: "Ana".into() };
        outbox::put(
            &mut tx,
            site.services.clock.now(),
            "ana",
            &format!("ana{n}@example.org"),
            Lang::Fr,
            &letter,
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let data = ("ILO_JOBS_DATA".to_owned(), site.folder.path().to_string_lossy().into_owned());
    let post = Post::new(&Config::read(None, vec![data]).unwrap()).unwrap();
    worker::run(site.services.clone(), post, String::new(), std::future::ready(())).await;
    let (waiting, _) = site.services.outbox_depth().await.unwrap();
    assert_eq!(waiting, 22, "the mails that it had taken are sent, the others are left");
}
