//! Files of pictures and avatars, under names that contain a hash of their content.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::page::{Id, OnOtherSites, immutable, parse_id, see_other};
use crate::app::App;
use crate::error::{Error, Result};
use crate::picture::{self, Kind};

/// Handles GET `/pictures/{id}`, the address in Markdown: redirects to the file.
pub(super) async fn short(State(app): State<App>, Id(id): Id) -> Result<Response> {
    let picture = app.store.picture(id).await?.ok_or(Error::NotFound)?;
    let size = picture.plain().ok_or(Error::NotFound)?;
    Ok(see_other(&picture.address(size)))
}

/// Handles GET `/pictures/{id}/{file}`: returns a file of a picture.
pub(super) async fn file(
    State(app): State<App>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response> {
    let id = parse_id(&id).ok_or(Error::NotFound)?;
    let (width, hash, kind) = picture::parse_file(&file).ok_or(Error::NotFound)?;
    let (now, bytes) = app.store.picture_file(id, width, kind).await?.ok_or(Error::NotFound)?;
    if now != hash {
        // An address with an outdated hash must not return other bytes, because responses are
        // immutable.
        return Ok(see_other(&format!("/pictures/{id}/{width}.{now}.{}", kind.code())));
    }
    Ok(immutable(kind.media_type(), bytes))
}

/// Handles GET `/avatars/{file}`: returns a file of an avatar.
///
/// The address of an avatar that was replaced or removed is not found, so that the old picture is
/// no longer accessible.
pub(super) async fn avatar(State(app): State<App>, Path(file): Path<String>) -> Result<Response> {
    let (side, hash, kind) = picture::parse_file(&file)
        .filter(|(.., kind)| *kind == Kind::Webp)
        .ok_or(Error::NotFound)?;
    let bytes = app.store.avatar_file(hash, side).await?.ok_or(Error::NotFound)?;
    // Pages of other sites show them beside the comments.
    Ok((Extension(OnOtherSites), immutable(kind.media_type(), bytes)).into_response())
}
