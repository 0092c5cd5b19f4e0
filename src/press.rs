//! Pictures of codes made ahead, within a bound: asking for one is then a read of memory. And the one place where what people send
//! is made into pictures, one after the other: each takes a processor and the memory of all its pixels.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, OnceCell, Semaphore, SemaphorePermit};

use crate::captcha::{Picture, Style};
use crate::picture::{self, Developed, Purpose, Refusal};

/// Pictures kept ready: a burst of readers at one article, in two thirds of a megabyte.
const STOCK: usize = 96;

/// What pictures look like here, and those that are ready.
#[derive(Debug, Default)]
pub struct Press {
    /// The style of this board, once it is known.
    pub style: OnceCell<Style>,
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

/// Members' files that may be on their way, or wait for their turn: each takes ten megabytes of memory meanwhile.
const QUEUE: usize = 8;

/// Where pictures are developed, one at a time.
#[derive(Debug)]
pub struct Darkroom {
    turn: Arc<Semaphore>,
    queue: Semaphore,
}

impl Default for Darkroom {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), queue: Semaphore::new(QUEUE) }
    }
}

impl Darkroom {
    /// A place for a file that anybody with an account may bring, while there is one.
    pub fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.queue.try_acquire().ok()
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
