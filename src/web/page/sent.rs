//! Form of the current request, for an error page that shows it again or for storage.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use futures_util::stream;
use tokio::time::timeout;

use super::input::collect;
use super::logged_out::{self, KeepForm};
use super::unsent::{Copied, FormCopy, UnsentForm};
use super::upload::fields_alone;
use crate::app::App;
use crate::web::session::{browser, remembering};

/// Largest form in bytes that is read after its handler left it unread.
const LONGEST: usize = 2 * 1024 * 1024;
/// Time limit for that.
const PATIENCE: Duration = Duration::from_secs(20);
/// Query parameter of a form that is sent again after logging in.
pub(super) const AGAIN: &str = "unsent";

/// Request with a form, with access to the form after the handler has run.
pub(super) struct SentForm {
    path: String,
    headers: HeaderMap,
    is_again: bool,
    copy: FormCopy,
    unread: Arc<Mutex<Unread>>,
}

/// Part of the request body that nobody has read.
struct Unread {
    stream: BodyDataStream,
    is_begun: bool,
}

impl SentForm {
    /// Wraps the body of a request, so that the unread part stays accessible.
    pub fn of(request: Request) -> (Self, Request) {
        let (mut parts, body) = request.into_parts();
        let copy = FormCopy::default();
        parts.extensions.insert(copy.clone());
        let is_again = parts.uri.query().is_some_and(|query| query.split('&').any(|p| p == AGAIN));
        let stream = body.into_data_stream();
        let unread = Arc::new(Mutex::new(Unread { stream, is_begun: false }));
        let source = Arc::clone(&unread);
        let pieces = stream::poll_fn(move |context| {
            let mut unread = source.lock().unwrap_or_else(PoisonError::into_inner);
            unread.is_begun = true;
            unread.stream.poll_next_unpin(context)
        });
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let sent = Self { path, headers, is_again, copy, unread };
        (sent, Request::from_parts(parts, Body::from_stream(pieces)))
    }

    /// Handles the form after the handler has responded.
    ///
    /// Stores the form of a user who turned out to be logged out, deletes a stored form that was
    /// now accepted, and reads an unread form that an error page will show.
    pub async fn settle(&self, app: &App, mut response: Response) -> Response {
        if let Some(KeepForm { network }) = response.extensions_mut().remove::<KeepForm>() {
            if !self.is_from_page() {
                return response;
            }
            self.read().await;
            let Some(form) = self.unsent().filter(UnsentForm::is_worth_keeping) else {
                return response;
            };
            return match logged_out::keep(app, &self.headers, &network, &form).await {
                Ok(fresh) => remembering(response, app, fresh),
                Err(error) => error.into_response(),
            };
        }
        if response.status().is_server_error() {
            self.read().await;
        }
        if self.is_again
            && response.status() == StatusCode::SEE_OTHER
            && let Some(browser) = browser(app, &self.headers)
            && let Err(error) = app.store.drop_unsent_form(&browser).await
        {
            tracing::warn!(%error, "a form that was sent after all is still kept");
        }
        response
    }

    /// Returns the form, if it was read.
    pub fn unsent(&self) -> Option<UnsentForm> {
        self.copy.unsent(&self.path)
    }

    /// Returns whether a user submitted the form; a script repeats its requests itself.
    fn is_from_page(&self) -> bool {
        self.headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
    }

    /// Reads the form if no handler began to read it.
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
        // A client that is too slow or disconnects gets no form shown.
        if kind.starts_with("application/x-www-form-urlencoded") {
            if let Ok(Ok((bytes, true))) = timeout(PATIENCE, collect(body, LONGEST)).await {
                self.copy.keep(Copied::Encoded(Bytes::from(bytes)));
            }
        } else if let Ok(Ok(typed)) = timeout(PATIENCE, fields_alone(kind, body)).await {
            self.copy.keep(Copied::Parts(typed));
        }
    }
}
