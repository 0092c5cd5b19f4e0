//! A form that brings a file beside its fields (`multipart/form-data`), as large as a picture may be. Other forms stay small.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::extract::{FromRequest, Request};
use axum::http::header;
use futures_util::stream;

use super::input::collect;
use crate::error::{Error, Result};
use crate::picture::UPLOAD_MAX;

/// What may stand round the file: the other fields, and the lines between them.
const FIELDS_MAX: usize = 64 * 1024;

/// A form with a file, as it was sent. Its faults are told by [`Upload::read`], so that a handler can look at other things first.
#[derive(Debug)]
pub struct Upload(Result<Uploaded>);

/// What came in the form.
#[derive(Clone, Debug, Default)]
pub struct Uploaded {
    fields: HashMap<String, String>,
    /// The file; `None` where none was chosen.
    pub file: Option<Vec<u8>>,
    /// Whether the file is larger than any that is taken; then there is none here.
    pub too_large: bool,
}

impl Upload {
    /// The fields and the file.
    pub fn read(self) -> Result<Uploaded> {
        self.0
    }
}

impl Uploaded {
    /// A field as it was typed; NUL becomes U+FFFD, as in other forms.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parse(request).await))
    }
}

/// Lets the sender of a form that is not looked at hear so, without keeping any of it.
pub async fn discard(request: Request) {
    // Who broke off hears nothing anyway.
    drop(collect(request.into_body(), 0).await);
}

async fn parse(request: Request) -> Result<Uploaded> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Error::Invalid("error-form".into()))?;
    let (bytes, whole) = collect(request.into_body(), UPLOAD_MAX + FIELDS_MAX).await?;
    let mut form = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(bytes)]), boundary);
    let mut uploaded = Uploaded { too_large: !whole, ..Uploaded::default() };
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(uploaded),
            // The fields before a file that was too large were read all the same.
            Err(_) if uploaded.too_large => return Ok(uploaded),
            Err(_) => return Err(Error::Invalid("error-form".into())),
        };
        let (name, is_file) =
            (field.name().unwrap_or_default().to_owned(), field.file_name().is_some());
        match field.bytes().await {
            Ok(bytes) if is_file && bytes.len() > UPLOAD_MAX => uploaded.too_large = true,
            // A browser sends an empty file where none was chosen.
            Ok(bytes) if is_file => uploaded.file = (!bytes.is_empty()).then(|| bytes.to_vec()),
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}");
                uploaded.fields.entry(name).or_insert(text);
            }
            Err(_) if uploaded.too_large => return Ok(uploaded),
            Err(_) => return Err(Error::Invalid("error-form".into())),
        }
    }
}
