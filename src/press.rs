//! Pool of captcha images drawn in advance, and processor of uploaded pictures.
//!
//! The size of the pool is bounded; a request for a captcha image is then a read of memory.
//! Uploaded pictures are processed one at a time, since each takes a core and the memory of all its
//! pixels.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::captcha::Picture;
use crate::picture::{self, Developed, Purpose, Refusal};

/// Captcha images kept ready: enough for a burst of readers, in two thirds of a megabyte.
const STOCK: usize = 96;

/// Pool of captcha images.
#[derive(Debug, Default)]
pub struct Press {
    stock: Mutex<Vec<Picture>>,
    taken: Notify,
}

impl Press {
    /// Takes an unused image from the pool, if there is one.
    pub fn take(&self) -> Option<Picture> {
        let ready = self.stock.lock().unwrap_or_else(PoisonError::into_inner).pop();
        self.taken.notify_one();
        ready
    }

    /// Returns the number of images in the pool.
    pub fn ready(&self) -> usize {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Adds an image to the pool; returns whether there is room for another.
    pub fn put(&self, picture: Picture) -> bool {
        let mut stock = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        stock.push(picture);
        stock.len() < STOCK
    }

    /// Waits until an image is taken.
    pub async fn taken(&self) {
        self.taken.notified().await;
    }
}

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
pub struct Darkroom {
    turn: Arc<Semaphore>,
    members: Arc<Semaphore>,
    editors: Arc<Semaphore>,
}

/// Permit for one file in memory, from before it is read until it is dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held until it is dropped")] OwnedSemaphorePermit);

impl Default for Darkroom {
    fn default() -> Self {
        let of = |count| Arc::new(Semaphore::new(count));
        Self { turn: of(1), members: of(MEMBERS), editors: of(EDITORS) }
    }
}

impl Darkroom {
    /// Returns a permit for a file of a member, if one is free.
    pub fn place(&self) -> Option<Place> {
        Arc::clone(&self.members).try_acquire_owned().ok().map(Place)
    }

    /// Waits for a permit for a file of an editor; `None` after 20 seconds.
    pub async fn editors_place(&self) -> Option<Place> {
        let place = Arc::clone(&self.editors).acquire_owned();
        timeout(EDITORS_WAIT, place).await.ok()?.ok().map(Place)
    }

    /// Decodes and encodes a picture when no other is being processed.
    ///
    /// If the caller is cancelled, the work still runs to its end before the next begins. The outer
    /// error is internal, the inner one a refusal of the file.
    pub async fn develop(
        &self,
        bytes: Vec<u8>,
        purpose: Purpose,
    ) -> anyhow::Result<Result<Developed, Refusal>> {
        let turn = Arc::clone(&self.turn).acquire_owned().await?;
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            picture::develop(&bytes, purpose)
        });
        Ok(work.await?)
    }
}
