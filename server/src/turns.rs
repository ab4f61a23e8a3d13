//! Long work is done few at a time: what has begun cannot be stopped, even if nobody waits for it any longer.

use services::Error;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The turns in which work of one kind is done. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Turns(Arc<Semaphore>);

impl Turns {
    /// So many at the same time.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// Works in a thread of its own, once it is its turn. The turn ends with the work, not with the request that asked for it.
    ///
    /// # Errors
    /// It went wrong, or the server stops.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Unavailable(format!("long work failed: {error}"));
        let turn = self.0.clone().acquire_owned().await.map_err(|error| failed(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::mpsc, time::Duration};

    #[tokio::test]
    async fn work_keeps_its_turn_though_nobody_waits_for_it_any_longer() {
        let turns = Turns::new(2);
        let mut ends = Vec::new();
        for _ in 0..2 {
            let (end, ended) = mpsc::channel::<()>();
            ends.push(end);
            let stuck = turns.work(move || ended.recv());
            assert!(tokio::time::timeout(Duration::from_millis(50), stuck).await.is_err());
        }
        let next = tokio::spawn({
            let turns = turns.clone();
            async move { turns.work(|| "done").await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!next.is_finished(), "it waits");
        ends.pop().unwrap().send(()).unwrap();
        assert_eq!(next.await.unwrap().unwrap(), "done");
        drop(ends);
    }
}
