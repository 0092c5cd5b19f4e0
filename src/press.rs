//! Pictures of codes made ahead, within a bound: asking for one is then a read of memory.

use std::sync::{Mutex, PoisonError};

use tokio::sync::{Notify, OnceCell};

use crate::captcha::{Picture, Style};

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
