//! Importing institutions: shown first, then done, whole or not at all.

use super::{
    INTO, OR_CHANGE, Source, Stored,
    file::{self, Listing},
    read_source,
};
use crate::{
    Actor, Error, Services, Tx, args,
    audit::{self, Action},
    db::Value,
    id,
    import::ImportError,
};
use model::choice::Choice;
use std::{collections::HashMap, fmt, path::Path};

/// The most examples that are named of a kind of change.
const EXAMPLES_MOST: usize = 5;

/// Some of many, and how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Several {
    pub count: usize,
    pub examples: Vec<String>,
}

impl Several {
    fn add(&mut self, example: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES_MOST {
            self.examples.push(example());
        }
    }
}

impl fmt::Display for Several {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.count)?;
        for (place, example) in self.examples.iter().enumerate() {
            write!(f, "{}{example}", if place == 0 { ": " } else { "; " })?;
        }
        f.write_str(if self.count > self.examples.len() && !self.examples.is_empty() { "; …" } else { "" })
    }
}

/// What an import changes, or would change, of what its source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pub source: Source,
    pub new: Several,
    pub changed: Several,
    /// No longer listed: offered to nobody, unless another source lists them too.
    pub retired: Several,
    /// Retired before, and listed again.
    pub revived: Several,
    /// As they were.
    pub same: usize,
    /// Not institutions of higher education, or no longer active.
    pub passed_over: usize,
    /// Lines that repeat another.
    pub repeated: usize,
    /// Left out, because their country's code is none of ISO 3166-1.
    pub elsewhere: Several,
    /// Columns that are not read.
    pub unread: Vec<String>,
}

impl Changes {
    /// Whether there is nothing to change.
    #[must_use]
    pub const fn none(&self) -> bool {
        self.new.count + self.changed.count + self.retired.count + self.revived.count == 0
    }

    /// The numbers alone.
    fn counts(&self) -> String {
        format!(
            "{} new, {} changed, {} retired, {} revived, {} as they were",
            self.new.count, self.changed.count, self.retired.count, self.revived.count, self.same
        )
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "source       {}", self.source)?;
        writeln!(f, "new          {}", self.new)?;
        writeln!(f, "changed      {}", self.changed)?;
        writeln!(f, "retired      {}", self.retired)?;
        writeln!(f, "revived      {}", self.revived)?;
        writeln!(f, "as they were {}", self.same)?;
        if self.passed_over > 0 {
            writeln!(
                f,
                "passed over  {} that are not of higher education or no longer active",
                self.passed_over
            )?;
        }
        if self.repeated > 0 {
            writeln!(f, "repeated     {} with the country and the name of another", self.repeated)?;
        }
        if self.elsewhere.count > 0 {
            writeln!(f, "left out     {} (the code of the country is not in ISO 3166-1)", self.elsewhere)?;
        }
        if !self.unread.is_empty() {
            writeln!(f, "not read     columns {}", self.unread.join(", "))?;
        }
        Ok(())
    }
}

/// Compares what a file lists with what is stored of its source: what changes, and the rows to write.
fn compare(stored: Vec<Stored>, listing: Listing, now: i64) -> Result<(Changes, Vec<Vec<Value>>), Error> {
    let mut changes = Changes {
        source: listing.source,
        new: Several::default(),
        changed: Several::default(),
        retired: Several::default(),
        revived: Several::default(),
        same: 0,
        passed_over: listing.passed_over,
        repeated: listing.repeated,
        elsewhere: Several::default(),
        unread: listing.unread,
    };
    for name in listing.elsewhere {
        changes.elsewhere.add(|| name);
    }
    let mut before: HashMap<String, Stored> =
        stored.into_iter().map(|stored| (stored.facts.source_id.clone(), stored)).collect();
    let mut rows = Vec::new();
    for facts in listing.facts {
        let shown = format!("{} {}", facts.country, facts.name);
        let Some(was) = before.remove(&facts.source_id) else {
            changes.new.add(|| shown);
            let new = Stored { id: id::new(now), source: listing.source, facts, retired_at: None };
            rows.push(new.values(now)?);
            continue;
        };
        let facts = facts.after(&was.facts);
        if was.retired_at.is_some() {
            changes.revived.add(|| shown);
        } else if was.facts == facts {
            changes.same += 1;
            continue;
        } else if was.facts.name == facts.name && was.facts.country == facts.country {
            changes.changed.add(|| shown);
        } else {
            changes.changed.add(|| format!("{} {} is now {shown}", was.facts.country, was.facts.name));
        }
        rows.push(Stored { facts, retired_at: None, ..was }.values(now)?);
    }
    let mut gone: Vec<Stored> = before.into_values().filter(|was| was.retired_at.is_none()).collect();
    gone.sort_by(|a, b| (a.facts.country, &a.facts.name).cmp(&(b.facts.country, &b.facts.name)));
    for was in gone {
        changes.retired.add(|| format!("{} {}", was.facts.country, was.facts.name));
        rows.push(Stored { retired_at: Some(now), ..was }.values(now)?);
    }
    Ok((changes, rows))
}

/// Stores what a file lists, with its audit: one row for all, as it is one decision.
pub(super) async fn store(tx: &mut Tx, now: i64, actor: &str, listing: Listing) -> Result<Changes, Error> {
    // First of all, so that two imports at once wait for each other.
    tx.execute("UPDATE revision SET value = value + 1 WHERE name = 'institutions'", args![]).await?;
    let stored = read_source(tx, listing.source).await?;
    let (changes, rows) = compare(stored, listing, now)?;
    tx.write_many(INTO, OR_CHANGE, rows).await?;
    if !changes.none() {
        let source = changes.source.slug();
        audit::note(tx, now, actor, Action::ImportInstitutions, source, "", &changes.counts()).await?;
    }
    Ok(changes)
}

impl Services {
    /// Reads a file of institutions, for the command line, and says what it changes; with `apply`, changes it: all of it or
    /// nothing. Only what the file's own source says is touched, and what that no longer lists is retired, not deleted.
    ///
    /// # Errors
    /// [`ImportError::Refused`] with what is wrong in the file; [`ImportError::Failed`] for anybody else, or if the database
    /// is away.
    pub async fn import_institutions(
        &self,
        actor: &Actor,
        file: &Path,
        apply: bool,
    ) -> Result<Changes, ImportError> {
        if !actor.is_operator() {
            return Err(Error::Forbidden.into());
        }
        let path = file.to_owned();
        let listing = tokio::task::spawn_blocking(move || file::read(&path)).await;
        let listing = listing.map_err(|error| Error::Unavailable(error.to_string()))?;
        let listing = listing.map_err(ImportError::Refused)?;
        let now = self.clock.now();
        if !apply {
            let stored = read_source(&mut self.db.begin_reading().await?, listing.source).await?;
            return Ok(compare(stored, listing, now)?.0);
        }
        let mut tx = self.db.begin().await?;
        let changes = store(&mut tx, now, actor.name(), listing).await?;
        if !changes.none() {
            tx.commit().await?;
            // They are imported, whatever comes now; every server looks for what is new each second.
            if let Err(error) = self.refresh::<super::directory::Institutions>().await {
                tracing::warn!(%error, "the institutions that were imported are not offered yet");
            }
        }
        Ok(changes)
    }
}
