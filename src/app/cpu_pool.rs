//! Bounded thread pool for CPU-bound work, such as rendering user content.
//!
//! The work runs on blocking threads, at most as many at once as there are processors, so that the
//! threads that answer requests never wait for it.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::error::{Error, Result};

/// Longest wait for a free slot: beyond this the board is overloaded.
const WAIT: Duration = Duration::from_secs(5);

/// Pool with as many slots as there are processors.
#[derive(Debug)]
pub struct CpuPool {
    turns: Arc<Semaphore>,
    wait: Duration,
}

impl Default for CpuPool {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(processors())), wait: WAIT }
    }
}

/// Returns the number of processors that the program may use, at least 1.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

impl CpuPool {
    /// Runs work when a slot is free, or returns [`Error::Busy`] after 5 seconds.
    ///
    /// If the caller is cancelled, the work still runs to its end before its slot becomes free.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = timeout(self.wait, turn).await.map_err(|_| Error::Busy)?;
        let turn = turn.context("the pool is never closed")?;
        let working = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        Ok(working.await.context("making a page")?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Returns a pool with one slot.
    fn pool(wait: Duration) -> CpuPool {
        CpuPool { turns: Arc::new(Semaphore::new(1)), wait }
    }

    #[tokio::test]
    async fn what_has_no_turn_in_time_is_told_that_the_board_is_busy() {
        let pool = pool(Duration::ZERO);
        let (finish, wait) = mpsc::channel::<()>();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let mut first = Box::pin(pool.run(move || {
            begun.send(()).unwrap();
            wait.recv().unwrap_err()
        }));
        tokio::select! {
            _ = &mut first => panic!("nobody let it finish"),
            outcome = begins => outcome.unwrap(),
        }
        assert!(matches!(pool.run(|| ()).await, Err(Error::Busy)));
        drop(finish);
        first.await.unwrap();
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_keeps_its_turn_until_it_ends() {
        let pool = pool(WAIT);
        let (finish, wait) = mpsc::channel::<()>();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let working = pool.run(move || {
            begun.send(()).unwrap();
            wait.recv().unwrap_err()
        });
        tokio::select! {
            _ = working => panic!("nobody let it finish"),
            outcome = begins => outcome.unwrap(),
        }
        assert_eq!(pool.turns.available_permits(), 0);
        drop(finish);
        pool.run(|| ()).await.unwrap();
    }
}
