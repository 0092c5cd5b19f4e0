//! Pages that left their handler unwritten: the status and the headers are there, the bytes follow.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse, Response};

use super::{File, Page};
use crate::error::Result;

impl<T: Template + Send + 'static> IntoResponse for Page<T> {
    /// Everything but the bytes: `finish` has them written where that keeps nobody else waiting.
    fn into_response(self) -> Response {
        let (status, policy, targets) = (self.file.status, self.file.policy, self.file.targets);
        let unwritten = Unwritten::new(move || self.written());
        (status, Extension(policy), Extension(targets), Extension(unwritten)).into_response()
    }
}

/// A page on its way to being written.
#[derive(Clone)]
pub(super) struct Unwritten(Arc<Mutex<Option<Write>>>);

type Write = Box<dyn FnOnce() -> Result<File> + Send>;

impl Unwritten {
    fn new(write: impl FnOnce() -> Result<File> + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::new(write)))))
    }

    /// Writes the page; `None` when it was written before.
    pub(super) fn written(&self) -> Option<Result<File>> {
        let write = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(write())
    }
}
