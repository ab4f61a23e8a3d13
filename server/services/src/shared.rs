//! What every server keeps in memory of a part of the database: read by all, replaced as a whole when its counter in the table
//! `revision` has gone on.

use crate::{Error, Services, args};
use std::{
    future::Future,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// How often the database is asked whether another server has changed what is in memory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What was read from the database at a revision.
pub trait Revised: Default + Send + Sync + 'static {
    /// The counter, in the table `revision`, that goes on with each change.
    const COUNTER: &'static str;

    /// The revision that it was read at; 0 before the first reading.
    fn revision(&self) -> i64;

    /// Where it is kept.
    fn place(services: &Services) -> &Shared<Self>;

    /// Reads it from the database, as it stands at a revision or later.
    ///
    /// # Errors
    /// The database is away.
    fn read(services: &Services, revision: i64) -> impl Future<Output = Result<Self, Error>> + Send;
}

/// A place in memory for one value, which all copies share.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<RwLock<Arc<T>>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Revised> Shared<T> {
    pub(crate) fn get(&self) -> Arc<T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts what was read in place, unless a newer one came first.
    fn put(&self, value: T) {
        let mut place = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if value.revision() > place.revision() {
            *place = Arc::new(value);
        }
    }
}

/// What takes a while to be prepared, beside what serves requests.
pub(crate) async fn aside<T: Send + 'static>(
    prepare: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(prepare).await.map_err(|error| Error::Unavailable(error.to_string()))
}

impl Services {
    /// What is in memory. Reads it from the database if that was never done.
    ///
    /// # Errors
    /// It was never read, and the database is away.
    pub(crate) async fn in_memory<T: Revised>(&self) -> Result<Arc<T>, Error> {
        if T::place(self).get().revision() == 0 {
            self.refresh::<T>().await?;
        }
        Ok(T::place(self).get())
    }

    /// Reads what is in memory again if it has changed since. Says whether it had.
    ///
    /// # Errors
    /// The database is away: what is in memory stays.
    pub async fn refresh<T: Revised>(&self) -> Result<bool, Error> {
        // The revision first: what changes after it is read again at the next look.
        let row = self.db.row("SELECT value FROM revision WHERE name = $1", args![T::COUNTER]).await?;
        let revision = row.map_or(Ok(0), |row| row.int("value"))?;
        if revision == T::place(self).get().revision() {
            return Ok(false);
        }
        T::place(self).put(T::read(self, revision).await?);
        Ok(true)
    }

    /// Keeps what is in memory up to date with what other servers and the command line change. Never returns: a server runs it beside
    /// its requests.
    pub async fn follow<T: Revised>(self) {
        loop {
            if let Err(error) = self.refresh::<T>().await {
                tracing::warn!(%error, "the {} could not be read again; those in memory are shown", T::COUNTER);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
