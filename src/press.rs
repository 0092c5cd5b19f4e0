//! Pictures of codes made ahead, within a bound: asking for one is then a read of memory. And the one place where what people send
//! is made into pictures, one after the other: each takes a processor and the memory of all its pixels.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::captcha::Picture;
use crate::picture::{self, Developed, Purpose, Refusal};

/// Pictures kept ready: a burst of readers at one article, in two thirds of a megabyte.
const STOCK: usize = 96;

/// Pictures that are ready.
#[derive(Debug, Default)]
pub struct Press {
    stock: Mutex<Vec<Picture>>,
    taken: Notify,
}

impl Press {
    /// A picture that nobody has seen, where one is ready.
    pub fn take(&self) -> Option<Picture> {
        let ready = self.stock.lock().unwrap_or_else(PoisonError::into_inner).pop();
        self.taken.notify_one();
        ready
    }

    /// How many are ready.
    pub fn ready(&self) -> usize {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Puts one in stock; says whether there is room for another.
    pub fn put(&self, picture: Picture) -> bool {
        let mut stock = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        stock.push(picture);
        stock.len() < STOCK
    }

    /// Waits until one was taken.
    pub async fn taken(&self) {
        self.taken.notified().await;
    }
}

/// Files of members that may be on their way, wait or be worked on at once: each takes ten megabytes of
/// memory, and up to twenty while it comes in.
const MEMBERS: usize = 2;
/// The same for who works at the desk, apart: members never keep them from their work.
const EDITORS: usize = 2;
/// How long a file from the desk waits, unread, for the files before it.
const EDITORS_WAIT: Duration = Duration::from_secs(20);

/// Where pictures are developed, one at a time.
#[derive(Debug)]
pub struct Darkroom {
    turn: Arc<Semaphore>,
    members: Arc<Semaphore>,
    editors: Arc<Semaphore>,
}

/// Room for one file in memory, from before it is read until it is dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held until it is dropped")] OwnedSemaphorePermit);

impl Default for Darkroom {
    fn default() -> Self {
        let of = |count| Arc::new(Semaphore::new(count));
        Self { turn: of(1), members: of(MEMBERS), editors: of(EDITORS) }
    }
}

impl Darkroom {
    /// A place for a file that anybody with an account may bring, while there is one.
    pub fn place(&self) -> Option<Place> {
        Arc::clone(&self.members).try_acquire_owned().ok().map(Place)
    }

    /// A place for a file from the desk; `None` when others did not make room for it in time.
    pub async fn editors_place(&self) -> Option<Place> {
        let place = Arc::clone(&self.editors).acquire_owned();
        timeout(EDITORS_WAIT, place).await.ok()?.ok().map(Place)
    }

    /// Makes the files of a picture, when its turn comes. Who leaves meanwhile leaves the work to be finished before the next begins.
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
