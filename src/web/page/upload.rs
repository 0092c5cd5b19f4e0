//! Form with a file beside its fields (`multipart/form-data`), as large as a picture may be.

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use futures_util::stream::{self, Stream};
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::input::{PATIENCE, broken_off, collect};
use super::unsent::{Copied, FormCopy, TypedParts};
use crate::app::App;
use crate::error::{Error, Result};
use crate::picture::UPLOAD_MAX;
use crate::picture::UploadPermit;
use crate::web::session::still_acts;

/// Largest size in bytes of all fields besides the file.
pub(super) const FIELDS_MAX: usize = 64 * 1024;

/// Time in which a form from a member has to arrive: ten megabytes over a slow connection.
///
/// A longer one would occupy a permit that others wait for.
const MEMBERS_TIMEOUT: Duration = Duration::from_mins(2);

/// Form with a file as it was sent.
///
/// [`Upload::read`] reports its errors, so that a handler can check other things first.
#[derive(Debug)]
pub struct Upload(Result<Uploaded>);

/// Fields and file of a form.
#[derive(Debug)]
pub struct Uploaded {
    fields: HashMap<String, String>,
    /// Bytes of the file; `None` if none was chosen.
    pub file: Option<Vec<u8>>,
    /// True if the form or its file is larger than the limit; then `file` is `None`.
    pub too_large: bool,
    _place: UploadPermit,
}

impl Upload {
    /// Reads a form from a member for whose file a permit is reserved.
    pub async fn from_member(app: &App, request: Request, permit: UploadPermit) -> Self {
        let parsed = timeout(MEMBERS_TIMEOUT, received(app, request, permit)).await;
        Self(parsed.unwrap_or(Err(Error::Slow)))
    }

    /// Returns the fields and the file.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if there was no permit for the file, [`Error::Slow`] if it arrived too
    /// slowly, [`Error::Invalid`] if it is no such form.
    pub fn read(self) -> Result<Uploaded> {
        self.0
    }
}

impl Uploaded {
    /// Returns the value of a field, empty if there is none; NUL becomes U+FFFD, as in other forms.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Infallible;

    /// Reads a form from an editor; nothing of it is read before there is a permit for its file.
    async fn from_request(request: Request, app: &App) -> Result<Self, Infallible> {
        let Some(permit) = app.image_processor.editor_permit().await else {
            let copy = FormCopy::of(&request);
            let kind = kind_of(&request);
            if let Ok(typed) = fields_alone(&kind, request.into_body()).await {
                copy.keep(Copied::Parts(typed));
            }
            return Ok(Self(Err(Error::Busy)));
        };
        Ok(Self(received(app, request, permit).await))
    }
}

/// Reads and discards the body of a request that is refused, so that the client gets the response.
pub async fn discard(request: Request) {
    // A client that disconnected needs no response.
    drop(collect(request.into_body(), 0).await);
}

/// Reads a form and checks that its sender is still logged in after it has arrived.
async fn received(app: &App, request: Request, permit: UploadPermit) -> Result<Uploaded> {
    let extensions = request.extensions().clone();
    let uploaded = parse(request, permit).await?;
    still_acts(app, &extensions).await?;
    Ok(uploaded)
}

/// Returns the fields of a form and discards its file.
pub(super) async fn fields_alone(kind: &str, body: Body) -> Result<TypedParts> {
    let boundary = multer::parse_boundary(kind).map_err(|_| Error::Invalid("error-form".into()))?;
    let mut form = multer::Multipart::new(patiently(body, UPLOAD_MAX), boundary);
    let (mut typed, mut room) = (TypedParts::default(), FIELDS_MAX);
    // Fields that arrived before the form broke off are returned.
    while let Ok(Some(mut field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        let (is_file, mut bytes, mut length) = (field.file_name().is_some(), Vec::new(), 0);
        while let Ok(Some(chunk)) = field.chunk().await {
            length += chunk.len();
            if !is_file && length <= room {
                bytes.extend_from_slice(&chunk);
            }
        }
        if is_file {
            typed.file = (length > 0).then_some(name).or(typed.file);
        } else if length <= room {
            room -= length;
            typed.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(typed)
}

pub(super) fn kind_of(request: &Request) -> String {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.unwrap_or_default().to_owned()
}

async fn parse(request: Request, permit: UploadPermit) -> Result<Uploaded> {
    let (copy, mut typed) = (FormCopy::of(&request), TypedParts::default());
    let parsed = parse_parts(request, permit, &mut typed).await;
    copy.keep(Copied::Parts(typed));
    parsed
}

async fn parse_parts(
    request: Request,
    permit: UploadPermit,
    copy: &mut TypedParts,
) -> Result<Uploaded> {
    let boundary = multer::parse_boundary(kind_of(&request))
        .map_err(|_| Error::Invalid("error-form".into()))?;
    let (parts, body) = request.into_parts();
    // Allocated once: a growing vector is copied and briefly takes twice the memory.
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    let room = length.unwrap_or(0).min(UPLOAD_MAX);
    let mut form = multer::Multipart::new(patiently(body, UPLOAD_MAX), boundary);
    let (fields, file, too_large) = (HashMap::new(), None, false);
    let mut uploaded = Uploaded { fields, file, too_large, _place: permit };
    let mut typed = 0;
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(uploaded),
            Err(error) => return uploaded.broken_off(error),
        };
        let (name, is_file) =
            (field.name().unwrap_or_default().to_owned(), field.file_name().is_some());
        let most = if is_file { UPLOAD_MAX } else { FIELDS_MAX - typed };
        let mut bytes = Vec::with_capacity(if is_file { room } else { 0 });
        let mut fits = true;
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) if fits && bytes.len() + chunk.len() <= most => {
                    bytes.extend_from_slice(&chunk);
                }
                // The rest is read and discarded.
                Ok(Some(_)) => {
                    fits = false;
                    uploaded.too_large = true;
                    bytes = Vec::new();
                }
                Ok(None) => break,
                Err(error) => return uploaded.broken_off(error),
            }
        }
        if is_file {
            // A browser sends an empty file if none was chosen.
            copy.file = (!bytes.is_empty()).then_some(name).or(copy.file.take());
            uploaded.file = (!bytes.is_empty()).then_some(bytes);
        } else if fits {
            typed += bytes.len();
            let text = String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}");
            copy.fields.push((name.clone(), text.clone()));
            uploaded.fields.entry(name).or_insert(text);
        }
    }
}

impl Uploaded {
    /// Returns the result of a form that broke off.
    ///
    /// Fields before a file that was too large are kept.
    fn broken_off(mut self, error: multer::Error) -> Result<Self> {
        match error {
            multer::Error::StreamReadFailed(cause) => match cause.downcast::<Stopped>() {
                Ok(stopped) => match *stopped {
                    Stopped::TooLong => {
                        self.too_large = true;
                        self.file = None;
                        Ok(self)
                    }
                    Stopped::Broken(error) => Err(error),
                },
                Err(_) => Err(Error::Invalid("error-form".into())),
            },
            _ if self.too_large => Ok(self),
            _ => Err(Error::Invalid("error-form".into())),
        }
    }
}

/// Reason for which the rest of a body is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    #[error("longer than any form")]
    TooLong,
    #[error(transparent)]
    Broken(Error),
}

/// Returns the chunks of a body whose file has `most` bytes at most.
///
/// Reads [`PATIENCE`] bytes more than the largest form, so that the client gets the response.
pub(super) fn patiently(
    body: Body,
    most: usize,
) -> impl Stream<Item = Result<Bytes, Stopped>> + Send + 'static {
    let most = most + FIELDS_MAX + PATIENCE;
    stream::try_unfold((body, 0), move |(mut body, seen)| async move {
        loop {
            let Some(frame) = body.frame().await else { return Ok(None) };
            let frame = frame.map_err(|error| Stopped::Broken(broken_off(&error)))?;
            let Ok(data) = frame.into_data() else { continue };
            let seen = seen + data.len();
            if seen > most {
                return Err(Stopped::TooLong);
            }
            return Ok(Some((data, (body, seen))));
        }
    })
}
