//! Drafts: what is typed, saved as it is typed, version by version, never overwritten unseen.

use crate::{Error, Services, Tx, args};
use model::{
    form::{Fields, Form, Outcome, Saved},
    problem::Problems,
};

/// Reads a draft; version 0 if there is none yet.
///
/// # Errors
/// The database is away.
pub async fn read(tx: &mut Tx, owner: &str, form: &Form) -> Result<Saved, Error> {
    tx.row("SELECT version, saved_at, fields, problems FROM draft WHERE owner = $1 AND form = $2", args![owner, form.to_string()])
        .await?
        .map_or(Ok(Saved::default()), |row| saved(&row))
}

fn saved(row: &crate::db::Row) -> Result<Saved, Error> {
    Ok(Saved {
        version: row.int("version")?,
        saved_at: row.int("saved_at")?,
        fields: row.json("fields")?,
        problems: row.json("problems")?,
    })
}

/// Saves a draft's next version, if it is based on the newest. Saving what stands there already makes no new version.
///
/// # Errors
/// The database is away.
pub async fn write(tx: &mut Tx, now: i64, owner: &str, form: &Form, base: i64, fields: &Fields, problems: &Problems) -> Result<Outcome, Error> {
    let newest = read(tx, owner, form).await?;
    if newest.version > 0 && newest.fields == *fields && newest.problems == *problems {
        return Ok(Outcome::Saved { version: newest.version, saved_at: newest.saved_at });
    }
    if newest.version != base {
        return Ok(Outcome::Stale(newest));
    }
    let (fields, problems) = (serde_json::to_string(fields)?, serde_json::to_string(problems)?);
    let written = if base == 0 {
        tx.execute(
            "INSERT INTO draft (owner, form, version, fields, problems, saved_at) VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT DO NOTHING",
            args![owner, form.to_string(), fields, problems, now],
        )
        .await?
    } else {
        tx.execute(
            "UPDATE draft SET version = version + 1, fields = $1, problems = $2, saved_at = $3 WHERE owner = $4 AND form = $5 AND version = $6",
            args![fields, problems, now, owner, form.to_string(), base],
        )
        .await?
    };
    if written == 0 {
        // On PostgreSQL another save may have come between the look and the write.
        return Ok(Outcome::Stale(read(tx, owner, form).await?));
    }
    Ok(Outcome::Saved { version: base + 1, saved_at: now })
}

impl Services {
    /// Whether the database answers, for the health check.
    ///
    /// # Errors
    /// It does not.
    pub async fn ready(&self) -> Result<(), Error> {
        self.db.ping().await
    }
}
