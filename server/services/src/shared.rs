//! What every server keeps in memory: read by all, replaced as a whole when its revision in the database has changed.

use std::sync::{Arc, PoisonError, RwLock};

/// What was read from the database at a revision.
pub trait Revised: Default {
    /// The revision that it was read at; 0 before the first reading.
    fn revision(&self) -> i64;
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
    pub(crate) fn put(&self, value: T) {
        let mut place = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if value.revision() > place.revision() {
            *place = Arc::new(value);
        }
    }
}
