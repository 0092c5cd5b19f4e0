//! A form on its way: what its request was, so that the form can be shown again or kept when nobody took it.

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

/// Longest form that is read after its handler left it unread.
const LONGEST: usize = 2 * 1024 * 1024;
/// Longest time that takes.
const PATIENCE: Duration = Duration::from_secs(20);
/// Part of an address by which a form is known that is sent again after logging in.
pub(super) const AGAIN: &str = "unsent";

/// A request that brought a form, and a way to the form.
pub(super) struct SentForm {
    path: String,
    headers: HeaderMap,
    is_again: bool,
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

    /// Keeps the form for who was logged out, forgets one that was taken after all, and reads what no
    /// handler read where the page of an error needs it.
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

    /// Returns whether a person pressed a button: what a script sends by itself, it sends again.
    fn is_from_page(&self) -> bool {
        self.headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
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
