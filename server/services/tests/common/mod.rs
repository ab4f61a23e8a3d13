//! The harness of the services' tests: one story, told on SQLite and on PostgreSQL.
//!
//! `TEST_POSTGRES_URL` is the address of a server where databases may be made (`tools/postgres` starts one); each story
//! gets a fresh database there, which is dropped at its end. Without it only SQLite is used, and that is said, unless
//! `CI` or `ILO_JOBS_TEST_ALL` is set: then the test fails, so that nobody believes that both were tried.

#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests; each uses a part of the harness"
)]

use jiff::Timestamp;
use model::{
    account::{Role, Viewer},
    form::Fields,
    language::Lang,
};
use services::{Actor, Clock, Db, Services, args};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, postgres::PgConnectOptions};
use std::{env, panic::AssertUnwindSafe, path::PathBuf, str::FromStr, task::Poll};

pub use services::clock::{DAY, HOUR, MINUTE, SECOND};

/// When every story begins.
pub const START: &str = "2026-11-21T09:00:00Z";

/// Tells a story on each engine, on a fresh database, with the clock standing at [`START`] until the story moves it.
///
/// The story runs as a task of its own, as in the server: what it calls must be `Send`.
pub async fn on_both<Story, Told>(story: Story)
where
    Story: Fn(Services) -> Told,
    Told: Future<Output = ()> + Send + 'static,
{
    fresh(|address| {
        let story = &story;
        async move {
            let db = Db::open(&address).await.expect("the database opens");
            db.migrate().await.expect("the database migrates");
            let services = Services::new(db.clone(), Clock::stopped(Timestamp::from_str(START).unwrap()));
            services.load_shipped_areas().await.expect("the areas are filled in");
            let end = tokio::spawn(story(services)).await;
            db.close().await;
            end.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
        }
    })
    .await;
}

/// Tells a story on the address of a fresh database of each engine, where nothing is yet.
pub async fn fresh<Story, Told>(story: Story)
where
    Story: Fn(String) -> Told,
    Told: Future<Output = ()>,
{
    on_sqlite(&story).await;
    match env::var("TEST_POSTGRES_URL") {
        Ok(server) if !server.is_empty() => on_postgres(&server, &story).await,
        _ if env::var("CI").is_ok() || env::var("ILO_JOBS_TEST_ALL").is_ok() => {
            panic!(
                "TEST_POSTGRES_URL is not set, and all engines must be tested: start one with tools/postgres"
            )
        }
        _ => println!("TEST_POSTGRES_URL is not set: told on SQLite only"),
    }
}

/// Starts several programs at once on the database at an address, and gives what each of them comes to. Each migrates it first.
pub async fn at_once<Does, Done, T>(address: &str, does: Does) -> Vec<T>
where
    Does: Fn(Services) -> Done + Clone + Send + 'static,
    Done: Future<Output = T> + Send,
    T: Send + 'static,
{
    let mut programs = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (address, does) = (address.to_owned(), does.clone());
        programs.spawn(async move {
            let db = Db::open(&address).await.unwrap();
            db.migrate().await.unwrap();
            let services = Services::new(db, Clock::default());
            let done = does(services.clone()).await;
            services.db.close().await;
            done
        });
    }
    programs.join_all().await
}

/// Tells a story to its end, good or bad, so that its database can be dropped; says on which engine it failed, if it did.
async fn tell(engine: &str, story: impl Future<Output = ()>) -> std::thread::Result<()> {
    let mut story = std::pin::pin!(story);
    let told = std::future::poll_fn(|context| {
        match std::panic::catch_unwind(AssertUnwindSafe(|| story.as_mut().poll(context))) {
            Ok(told) => told.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    });
    told.await.inspect_err(|_| eprintln!("the story failed on {engine}"))
}

async fn on_sqlite<Told: Future<Output = ()>>(story: &impl Fn(String) -> Told) {
    let folder: PathBuf =
        env::temp_dir().join(format!("ilo-jobs-{}", &services::id::secret().unwrap()[..16]));
    let end = tell("SQLite", story(folder.join("test.sqlite").to_string_lossy().into_owned())).await;
    std::fs::remove_dir_all(&folder).ok();
    end.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

async fn on_postgres<Told: Future<Output = ()>>(server: &str, story: &impl Fn(String) -> Told) {
    let name = format!("test_{}", &services::id::secret().unwrap()[..16]);
    let mut admin = PgConnectOptions::from_str(server)
        .expect("TEST_POSTGRES_URL is an address")
        .connect()
        .await
        .expect("PostgreSQL answers");
    admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a database can be made");
    let end = tell("PostgreSQL", story(with_database(server, &name))).await;
    admin
        .execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
        .await
        .expect("the database can be dropped");
    admin.close().await.ok();
    end.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) =
        server.split_once('?').map_or((server, String::new()), |(a, p)| (a, format!("?{p}")));
    let (scheme, rest) = address.split_once("://").expect("an address has a scheme");
    let authority = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{authority}/{name}{parameters}")
}

/// What stands in the fields of a form.
pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

/// Somebody who is signed in and reads English; there need not be such an account.
pub fn viewer(name: &str, role: Role) -> Viewer {
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

/// A candidate whose account exists, under an id that is the name.
pub async fn candidate(services: &Services, name: &str) -> Actor {
    let sql = "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, created_at) \
               VALUES ($1, $2, $2, $1, 'Example', 'en', '', 0)";
    services.db.execute(sql, args![name, format!("{name}@example.org")]).await.unwrap();
    Actor::default().signed_in_as(viewer(name, Role::Candidate))
}
