//! The vacancies numbered in the order in which they were first seen to be open. A number belongs to one vacancy for good, so what
//! an alert has been told of is one number: all up to it.

use crate::{Error, Services, Tx, args};

/// The counter of the numbers, in the table `revision`.
const OPENED: &str = "opened";

/// What is open at `$1` and has no number yet.
const NEW: &str = "SELECT v.id FROM vacancy v WHERE v.closes_at > $1 AND v.published_at <= $1 \
    AND NOT EXISTS (SELECT 1 FROM opened o WHERE o.vacancy = v.id) ORDER BY v.published_at, v.id";

/// Numbers what has opened and has no number yet; gives the newest number.
///
/// # Errors
/// The database refused it.
pub(super) async fn newest(tx: &mut Tx, now: i64) -> Result<i64, Error> {
    // First of all: whoever else numbers waits here.
    let sql = "UPDATE revision SET value = value WHERE name = $1 RETURNING value";
    let row = tx.row(sql, args![OPENED]).await?;
    let mut newest = row.map_or(Ok(0), |row| row.int("value"))?;
    let new = tx.rows(NEW, args![now]).await?;
    if new.is_empty() {
        return Ok(newest);
    }
    let mut rows = Vec::with_capacity(new.len());
    for row in &new {
        newest += 1;
        rows.push(args![newest, row.text("id")?]);
    }
    tx.write_many("INSERT INTO opened (number, vacancy) ", "", rows).await?;
    tx.execute("UPDATE revision SET value = $1 WHERE name = $2", args![newest, OPENED]).await?;
    Ok(newest)
}

impl Services {
    /// The newest number. Writes nothing where nothing has opened, which is nearly always.
    pub(super) async fn newest_opened(&self) -> Result<i64, Error> {
        let now = self.clock.now();
        if self.db.row(NEW, args![now]).await?.is_some() {
            let mut tx = self.db.begin().await?;
            let newest = newest(&mut tx, now).await?;
            tx.commit().await?;
            return Ok(newest);
        }
        let row = self.db.row("SELECT value FROM revision WHERE name = $1", args![OPENED]).await?;
        row.map_or(Ok(0), |row| row.int("value"))
    }
}
