//! Fills a database that holds the samples with as much as the largest organisation of the kind has: what `make bench` measures on.
//! `scale DATABASE CANDIDATE [OPEN-VACANCIES CLOSED-VACANCIES CANDIDATES]`: the candidate, by the e-mail address, is one of the samples who has applied.
//!
//! All of it is made in the database, out of what is there: vacancies are the samples over and over again, with all their text.
//! Of candidates and applications there are the rows and the indexes, but no text: five million applications with it are sixty
//! gigabytes. The applications that are read are `MINE`: those of one of the samples' candidates, with all that was written.

use services::{
    args,
    db::{Db, Value},
};
use std::time::Instant;

const OPEN: i64 = 10_000;
const CLOSED: i64 = 200_000;
const CANDIDATES: i64 = 1_000_000;
/// How many applications a candidate has.
const EACH: i64 = 5;
/// How many the candidate has whose page is measured; fewer where fewer vacancies are made.
const MINE: i64 = 50;
/// How many rows a transaction writes.
const AT_ONCE: i64 = 250_000;

/// The numbers from `$1` to before `$2`, and what is made of each.
macro_rules! each {
    ($($insert:tt)*) => {
        concat!("WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2) ", $($insert)*)
    };
}

/// A vacancy for each number: a sample that is open, under a number of its own.
macro_rules! vacancies {
    ($published:literal, $closes:literal) => {
        each!("INSERT INTO vacancy (id, number, slug, body, published_at, closes_at, changed_at) \
             SELECT 'scale-' || i, number || '/' || i, slug || '-' || i, \
             REPLACE(body, '\"number\":\"' || number || '\"', '\"number\":\"' || number || '/' || i || '\"'), ",
            $published, ", ", $closes, ", ", $published,
            " FROM n JOIN (SELECT *, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place, COUNT(*) OVER () AS many FROM vacancy \
             WHERE id NOT LIKE 'scale-%' AND published_at <= $3 AND closes_at > $3) sample ON sample.place = i % sample.many")
    };
}

const OPEN_VACANCIES: &str = vacancies!("published_at - i", "closes_at");
/// They opened 400 days before the samples: in milliseconds, and as one number, for PostgreSQL multiplies small ones in 32 bits.
const CLOSED_VACANCIES: &str = vacancies!("published_at - 34560000000", "$3 - i * 1000");

const ACCOUNTS: &str = each!(
    "INSERT INTO account (id, email, email_key, given_names, family_name, language, password_hash, verified_at, created_at) \
     SELECT 'scale-' || i, 'candidate' || i || '@example.org', 'candidate' || i || '@example.org', 'Ana', 'Ruiz', 'es', '', $3 - i, $3 - i \
     FROM n"
);

const APPLICATIONS: &str = each!(
    "INSERT INTO application (id, reference, account, vacancy, state, submitted_at, snapshot) \
     SELECT 'scale-' || i, 'SCALE-' || i, 'scale-' || (i / $4), 'scale-' || (i % $5), 'received', $3 - i, '{}' FROM n"
);

const STEPS: &str = each!(
    "INSERT INTO application_step (id, application, account, state, at) \
     SELECT 'scale-' || i, 'scale-' || i, 'scale-' || (i / $4), 'received', $3 - i FROM n"
);

/// The first application that was sent, again for other vacancies.
const MY_APPLICATIONS: &str = each!(
    "INSERT INTO application (id, reference, account, vacancy, state, submitted_at, snapshot, title, language) \
     SELECT 'mine-' || i, 'MINE-' || i, account, 'scale-' || i, 'received', $3 - i, snapshot, title, language \
     FROM n CROSS JOIN (SELECT * FROM application WHERE account = $4 ORDER BY id LIMIT 1) sent"
);

const MY_STEPS: &str = each!(
    "INSERT INTO application_step (id, application, account, state, at) \
     SELECT 'mine-' || i, 'mine-' || i, $4, 'received', $3 - i FROM n"
);

/// Makes rows for the numbers from `from` to before `to`; `more` is what the statement reads beside them.
async fn make(
    db: &Db,
    what: &str,
    sql: &'static str,
    (from, to): (i64, i64),
    more: &[Value],
) -> Result<(), services::Error> {
    let started = Instant::now();
    let mut start = from;
    while start < to {
        let end = to.min(start + AT_ONCE);
        db.execute(sql, [args![start, end], more.to_vec()].concat()).await?;
        start = end;
    }
    println!("{what}: {} in {:.0} s", to - from, started.elapsed().as_secs_f64());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, or: i64| arguments.get(place).map_or(Ok(or), |text| text.parse());
    let [address, candidate, ..] = arguments.as_slice() else {
        return Err("scale DATABASE CANDIDATE [OPEN-VACANCIES CLOSED-VACANCIES CANDIDATES]".into());
    };
    let open = number(2, OPEN)?;
    let (vacancies, candidates) = (open + number(3, CLOSED)?, number(4, CANDIDATES)?);
    let db = Db::open_existing(address).await?;
    let now = i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis())?;
    let at = Value::from(now);

    make(&db, "open vacancies", OPEN_VACANCIES, (0, open), std::slice::from_ref(&at)).await?;
    make(&db, "closed vacancies", CLOSED_VACANCIES, (open, vacancies), std::slice::from_ref(&at)).await?;
    make(&db, "candidates", ACCOUNTS, (0, candidates), std::slice::from_ref(&at)).await?;
    let of_each = [at.clone(), EACH.into(), vacancies.into()];
    make(&db, "applications", APPLICATIONS, (0, candidates * EACH), &of_each).await?;
    make(&db, "their states", STEPS, (0, candidates * EACH), &of_each[..2]).await?;

    let sql = "SELECT id FROM account WHERE email_key = $1";
    let mine = db.row(sql, args![candidate]).await?.ok_or("nobody has this address")?.text("id")?;
    let mine = [at, mine.into()];
    make(&db, "applications of one", MY_APPLICATIONS, (0, MINE.min(vacancies)), &mine).await?;
    make(&db, "their states", MY_STEPS, (0, MINE.min(vacancies)), &mine).await?;
    db.execute("UPDATE revision SET value = value + 1 WHERE name = 'vacancies'", args![]).await?;
    // A database that has grown over years has been tidied, and knows how much it has of what.
    db.execute(if matches!(db, Db::Postgres(_)) { "VACUUM ANALYZE" } else { "ANALYZE" }, args![]).await?;
    db.close().await;
    Ok(())
}
