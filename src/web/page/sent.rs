//! A form on its way: what its request was, so that the form can be shown again when nobody took it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream;
use tokio::time::timeout;

use super::input::collect;
use super::unsent::{Copied, FormCopy, UnsentForm};
use super::upload::fields_alone;

/// Longest form that is read after its handler left it unread.
const LONGEST: usize = 2 * 1024 * 1024;
/// Longest time that takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request that brought a form, and a way to the form.
pub(super) struct SentForm {
    path: String,
    headers: HeaderMap,
    copy: FormCopy,
    unread: Arc<Mutex<Unread>>,
}

/// Body of a request, as far as nobody read it.
struct Unread {
    stream: BodyDataStream,
    is_begun: bool,
}

impl SentForm {
    /// Puts itself between a request and its body.
    pub fn of(request: Request) -> (Self, Request) {
        let (mut parts, body) = request.into_parts();
        let copy = FormCopy::default();
        parts.extensions.insert(copy.clone());
        let stream = body.into_data_stream();
        let unread = Arc::new(Mutex::new(Unread { stream, is_begun: false }));
        let source = Arc::clone(&unread);
        let pieces = stream::poll_fn(move |context| {
            let mut unread = source.lock().unwrap_or_else(PoisonError::into_inner);
            unread.is_begun = true;
            unread.stream.poll_next_unpin(context)
        });
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let sent = Self { path, headers, copy, unread };
        (sent, Request::from_parts(parts, Body::from_stream(pieces)))
    }

    /// Reads what no handler read where the page of an error needs it.
    pub async fn settle(&self, response: &Response) {
        if response.status().is_server_error() {
            self.read().await;
        }
    }

    /// Returns the form, if it was read.
    pub fn unsent(&self) -> Option<UnsentForm> {
        self.copy.unsent(&self.path)
    }

    /// Reads the form where no handler began to.
    async fn read(&self) {
        let body = {
            let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
            if unread.is_begun || self.copy.is_kept() {
                return;
            }
            unread.is_begun = true;
            std::mem::replace(&mut unread.stream, Body::empty().into_data_stream())
        };
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let Some(kind) = kind else { return };
        let body = Body::from_stream(body);
        // Who sends too slowly or breaks off has no form to be shown.
        if kind.starts_with("application/x-www-form-urlencoded") {
            if let Ok(Ok((bytes, true))) = timeout(PATIENCE, collect(body, LONGEST)).await {
                self.copy.keep(Copied::Encoded(Bytes::from(bytes)));
            }
        } else if let Ok(Ok(typed)) = timeout(PATIENCE, fields_alone(kind, body)).await {
            self.copy.keep(Copied::Parts(typed));
        }
    }
}
