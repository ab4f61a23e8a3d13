//! What both engines must do alike: migrate once for all, give way, be copied while in use.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{at_once, fresh, on_both};
use services::{Actor, Db, Error, args};

#[tokio::test]
async fn programs_that_start_at_once_migrate_once() {
    fresh(|address| async move {
        at_once(&address, |services| async move { services.db.ready().await.unwrap() }).await;
    })
    .await;
}

#[tokio::test]
async fn of_two_that_wait_for_each_other_one_is_told_of_a_conflict() {
    on_both(|services| async move {
        let Db::Postgres(_) = &services.db else { return };
        services.db.execute("INSERT INTO revision (name, value) VALUES ('other', 1)", args![]).await.unwrap();
        let touch = "UPDATE revision SET value = value + 1 WHERE name = $1";
        let (mut first, mut second) =
            (services.db.begin().await.unwrap(), services.db.begin().await.unwrap());
        first.execute(touch, args!["vacancies"]).await.unwrap();
        second.execute(touch, args!["other"]).await.unwrap();
        let waiting = tokio::spawn(async move { first.execute(touch, args!["other"]).await });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let ends = [second.execute(touch, args!["vacancies"]).await, waiting.await.unwrap()];
        assert_eq!(ends.iter().filter(|end| matches!(end, Err(Error::Conflict))).count(), 1, "{ends:?}");
    })
    .await;
}

#[tokio::test]
async fn an_import_that_is_stored_has_not_failed_because_it_cannot_be_shown_at_once() {
    on_both(|services| async move {
        let Db::Sqlite { read, .. } = &services.db else { return };
        read.close().await;
        let json = services::sample::VACANCIES[0];
        let imported = services.import_vacancies(&Actor::operator(), json).await.unwrap();
        assert!(imported.new > 0);
    })
    .await;
}

/// More rows than go into one statement.
const MANY: i64 = 2_500;

#[tokio::test]
async fn many_rows_are_written_and_changed_alike() {
    on_both(|services| async move {
        let mut tx = services.db.begin().await.unwrap();
        let into = "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, verified_at, created_at) ";
        let account = |n: i64| {
            let email = format!("{n}@example.org");
            let verified = (n % 2 == 0).then_some(n);
            args![n.to_string(), &email, &email, "Ana", "Silva", "es", "", verified, n]
        };
        tx.write_many(into, "", (0..MANY).map(account).collect()).await.unwrap();
        let changed = (0..MANY).filter(|n| n % 5 == 0).map(|n| args![n.to_string(), -n]).collect();
        let then = ") AS v WHERE account.id = v.column1";
        tx.write_many("UPDATE account SET created_at = v.column2 FROM (", then, changed).await.unwrap();
        tx.write_many(into, "", vec![]).await.unwrap();
        tx.commit().await.unwrap();

        let rows = services.db.rows("SELECT id, verified_at, created_at FROM account", args![]).await.unwrap();
        assert_eq!(rows.len() as i64, MANY);
        for row in rows {
            let n: i64 = row.text("id").unwrap().parse().unwrap();
            let created = if n % 5 == 0 { -n } else { n };
            assert_eq!(row.optional_int("verified_at").unwrap(), (n % 2 == 0).then_some(n));
            assert_eq!(row.int("created_at").unwrap(), created);
        }
    })
    .await;
}

#[tokio::test]
async fn postgresql_refuses_a_column_of_texts_and_numbers() {
    on_both(|services| async move {
        let Db::Postgres(_) = &services.db else { return };
        let mut tx = services.db.begin().await.unwrap();
        let rows = vec![args!["a", 1], args!["b", "2"]];
        let refused = tx.write_many("INSERT INTO revision (name, value) ", "", rows).await;
        assert!(matches!(&refused, Err(Error::Unavailable(why)) if why.contains("column 2")), "{refused:?}");
    })
    .await;
}
