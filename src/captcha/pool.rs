//! Pictures of codes made ahead, up to a bound: a request for one is then a read of memory.

use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;

use super::Picture;

/// Captcha images kept ready: enough for a burst of readers, in two thirds of a megabyte.
const STOCK: usize = 96;

/// Pool of captcha images.
#[derive(Debug, Default)]
pub struct CaptchaPool {
    stock: Mutex<Vec<Picture>>,
    taken: Notify,
}

impl CaptchaPool {
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
