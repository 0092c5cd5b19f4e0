//! Pages that their handler returns unrendered: with status and headers, but without the body.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse, Response};

use super::{File, Page};
use crate::error::Result;

impl<T: Template + Send + 'static> IntoResponse for Page<T> {
    /// Returns a response without a body, which `finalize` renders.
    fn into_response(self) -> Response {
        let (status, policy, targets) =
            (self.file.status, self.file.policy, self.file.targets.clone());
        let site = self.file.site.clone();
        let is_filled = self.file.is_filled;
        let write: Write = Box::new(move || self.written());
        let unwritten = Unwritten { write: Arc::new(Mutex::new(Some(write))), is_filled };
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
pub(super) struct Unwritten {
    write: Arc<Mutex<Option<Write>>>,
    /// True if rendering costs no more than copying the bytes.
    pub(super) is_filled: bool,
}

type Write = Box<dyn FnOnce() -> Result<File> + Send>;

impl Unwritten {
    /// Renders the page; `None` if that was done before.
    pub(super) fn written(&self) -> Option<Result<File>> {
        let write = self.write.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(write())
    }
}
