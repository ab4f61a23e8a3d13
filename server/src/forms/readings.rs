//! Files are read few at a time: what has begun cannot be stopped, even if nobody waits for it any longer.

use services::Error;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// How many files are read at the same time.
const AT_ONCE: usize = 2;

/// The turns in which files are read. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Readings(Arc<Semaphore>);

impl Default for Readings {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Readings {
    /// Reads, once it is its turn. The turn ends with the reading, not with the request that asked for it.
    ///
    /// # Errors
    /// It went wrong, or the server stops.
    pub async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let not_read =
            |error: &dyn std::fmt::Display| Error::Unavailable(format!("a file was not read: {error}"));
        let turn = self.0.clone().acquire_owned().await.map_err(|error| not_read(&error))?;
        let read = tokio::task::spawn_blocking(move || {
            let read = reading();
            drop(turn);
            read
        });
        read.await.map_err(|error| not_read(&error))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::{sync::mpsc, time::Duration};

    #[tokio::test]
    async fn a_reading_keeps_its_turn_though_nobody_waits_for_it_any_longer() {
        let readings = Readings::default();
        let mut ends = Vec::new();
        for _ in 0..AT_ONCE {
            let (end, ended) = mpsc::channel::<()>();
            ends.push(end);
            let stuck = readings.read(move || ended.recv());
            assert!(tokio::time::timeout(Duration::from_millis(50), stuck).await.is_err());
        }
        let next = tokio::spawn({
            let readings = readings.clone();
            async move { readings.read(|| "read").await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!next.is_finished(), "it waits");
        ends.pop().unwrap().send(()).unwrap();
        assert_eq!(next.await.unwrap().unwrap(), "read");
        drop(ends);
    }
}
