//! Processing of uploaded pictures, one at a time: each takes a processor and the memory of all its
//! pixels. Permits bound the files that are held in memory meanwhile.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::{ProcessedImage, Purpose, Refusal};

/// Greatest number of files of members that are received, waiting or processed at once.
///
/// Each takes 10 MB of memory, and up to 20 MB while it is received.
const MEMBERS: usize = 2;
/// Same limit for editors, counted apart so that members never block them.
const EDITORS: usize = 2;
/// Time for which an editor's file waits, unread, for the files before it.
const EDITORS_WAIT: Duration = Duration::from_secs(20);

/// Processor of uploaded pictures, one at a time.
#[derive(Debug)]
pub struct ImageProcessor {
    turn: Arc<Semaphore>,
    members: Arc<Semaphore>,
    editors: Arc<Semaphore>,
}

/// Permit for one file in memory, from before it is read until it is dropped.
#[derive(Debug)]
pub struct UploadPermit(
    #[expect(dead_code, reason = "held until it is dropped")] OwnedSemaphorePermit,
);

impl Default for ImageProcessor {
    fn default() -> Self {
        let of = |count| Arc::new(Semaphore::new(count));
        Self { turn: of(1), members: of(MEMBERS), editors: of(EDITORS) }
    }
}

impl ImageProcessor {
    /// Returns a permit for a file of a member, if one is free.
    pub fn member_permit(&self) -> Option<UploadPermit> {
        Arc::clone(&self.members).try_acquire_owned().ok().map(UploadPermit)
    }

    /// Waits for a permit for a file of an editor; `None` after 20 seconds.
    pub async fn editor_permit(&self) -> Option<UploadPermit> {
        let permit = Arc::clone(&self.editors).acquire_owned();
        timeout(EDITORS_WAIT, permit).await.ok()?.ok().map(UploadPermit)
    }

    /// Decodes and encodes a picture when no other is being processed.
    ///
    /// If the caller is cancelled, the work still runs to its end before the next begins. The outer
    /// error is internal, the inner one a refusal of the file.
    pub async fn process(
        &self,
        bytes: Vec<u8>,
        purpose: Purpose,
    ) -> anyhow::Result<Result<ProcessedImage, Refusal>> {
        let turn = Arc::clone(&self.turn).acquire_owned().await?;
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            super::process(&bytes, purpose)
        });
        Ok(work.await?)
    }
}
