//! Pages that their handler returns unrendered: with status and headers, but without the body.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse, Response};

use super::{File, Page};
use crate::error::Result;

impl<T: Template + Send + 'static> IntoResponse for Page<T> {
    /// Returns a response without a body; `finalize` renders it in the pool for CPU-bound work.
    fn into_response(self) -> Response {
        let (status, policy, targets) =
            (self.file.status, self.file.policy, self.file.targets.clone());
        let site = self.file.site.clone();
        let unwritten = Unwritten::new(move || self.written());
        let mut response =
            (status, Extension(policy), Extension(targets), Extension(unwritten)).into_response();
        if let Some(site) = site {
            response.extensions_mut().insert(site);
        }
        response
    }
}

/// Page that is to be rendered once.
#[derive(Clone)]
pub(super) struct Unwritten(Arc<Mutex<Option<Write>>>);

type Write = Box<dyn FnOnce() -> Result<File> + Send>;

impl Unwritten {
    fn new(write: impl FnOnce() -> Result<File> + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::new(write)))))
    }

    /// Renders the page; `None` if that was done before.
    pub(super) fn written(&self) -> Option<Result<File>> {
        let write = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(write())
    }
}
