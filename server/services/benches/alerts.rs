//! Telling of new vacancies: 500,000 alerts against 200 vacancies that have opened, on each engine that is there (`tools/postgres` gives
//! PostgreSQL). Prints how long it took and the most memory it needed. Each run changes what it works on, so that it is one run,
//! and no sample of many.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{START, fresh};
use services::{
    Actor, Clock, Db, Services,
    alert::Telling,
    args,
    db::Value,
    sample::{self, PASSWORD},
};
use std::time::Instant;

/// The rows of one transaction while the alerts are made up.
const AT_ONCE: usize = 20_000;

/// What is looked for: all of them, little, and nothing that there is. With a word of its own, every tenth alert asks what no other does.
const SEARCHES: [&str; 10] = [
    "",
    "category=local",
    "grade=P3&grade=P4",
    "q=statistics&region=africa",
    "category=internships",
    "q=labour+officer",
    "country=KE&country=CH",
    "contract=fixed-term&region=americas",
    "q=auditor&grade=P5",
    "q=nothing",
];

fn main() {
    // `cargo test --benches` tries whether it works; `cargo bench` measures.
    let full = std::env::args().any(|arg| arg == "--bench");
    let (alerts, vacancies) = if full { (500_000, 200) } else { (2_000, 20) };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(fresh(|address| async move { measure(&address, alerts, vacancies).await }));
}

async fn measure(address: &str, alerts: usize, vacancies: usize) {
    let db = Db::open(address).await.unwrap();
    db.migrate().await.unwrap();
    let services = Services::new(db, Clock::stopped(START.parse().unwrap()));
    fill(&services, alerts).await;
    publish(&services, vacancies).await;
    forget_peak();
    let started = Instant::now();
    let mut telling = Telling::new(services.clone());
    while telling.go_on().await.unwrap() {}
    let seconds = started.elapsed().as_secs_f64();
    let (mails, _) = services.outbox_depth().await.unwrap();
    let engine = if matches!(services.db, Db::Sqlite { .. }) { "SQLite" } else { "PostgreSQL" };
    println!(
        "{alerts} alerts against {vacancies} new vacancies, {engine}: {seconds:.1} s, {} MB at most, {mails} mails",
        peak()
    );
    services.db.close().await;
}

/// As many people, each with an alert that tells at once.
async fn fill(services: &Services, alerts: usize) {
    let now = services.clock.now();
    for from in (0..alerts).step_by(AT_ONCE) {
        let people = from..alerts.min(from + AT_ONCE);
        let account = |n: usize| -> Vec<Value> {
            let email = format!("person{n}@example.org");
            args![format!("{n:032x}"), &email, &email, "Ana", "Silva", "es", PASSWORD, 0, now, now]
        };
        let alert = |n: usize| -> Vec<Value> {
            let id = format!("{n:032x}");
            let search = match n % 100 {
                own if own < 10 => format!("q=word{n}"),
                _ => SEARCHES[n % SEARCHES.len()].to_owned(),
            };
            args![&id, &id, "Mine", search, "at-once", "fr", "active", 0, now, now]
        };
        let mut tx = services.db.begin().await.unwrap();
        let into = "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, alerts, verified_at, created_at) ";
        tx.write_many(into, "", people.clone().map(account).collect()).await.unwrap();
        let into = "INSERT INTO alert (id, account, name, search, cadence, language, state, told, created_at, wanted_at) ";
        tx.write_many(into, "", people.map(alert).collect()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The vacancies of the sample data, over and over again, all open.
async fn publish(services: &Services, vacancies: usize) {
    let samples: Vec<serde_json::Value> = sample::VACANCIES
        .iter()
        .flat_map(|file| {
            let file: serde_json::Value = serde_json::from_str(file).unwrap();
            file["vacancies"].as_array().unwrap().clone()
        })
        .collect();
    let vacancies: Vec<serde_json::Value> = (0..vacancies)
        .map(|n| {
            let mut vacancy = samples[n % samples.len()].clone();
            vacancy["number"] = format!("BENCH/{n}").into();
            vacancy["published_on"] = "2026-11-20".into();
            vacancy["closes_on"] = "2026-12-20".into();
            vacancy
        })
        .collect();
    let file = serde_json::json!({ "vacancies": vacancies }).to_string();
    services.import_vacancies(&Actor::operator(), &file).await.unwrap();
}

/// Begins to note anew how much memory this process needs at most, where the system lets it.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that this process needed, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}
