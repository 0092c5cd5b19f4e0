//! The bytes of pictures, also of those beside names, under names that change with them.

use axum::extract::{Path, State};
use axum::response::Response;

use super::page::{Number, immutable, parse_id, see_other};
use crate::app::App;
use crate::error::{Error, Result};
use crate::picture::{self, Kind};

/// GET `/pictures/{id}`: the name it has in Markdown.
pub(super) async fn short(State(app): State<App>, Number(id): Number) -> Result<Response> {
    let picture = app.store.picture(id).await?.ok_or(Error::NotFound)?;
    let size = picture.plain().ok_or(Error::NotFound)?;
    Ok(see_other(&picture.address(size)))
}

/// GET `/pictures/{id}/{file}`.
pub(super) async fn file(
    State(app): State<App>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response> {
    let id = parse_id(&id).ok_or(Error::NotFound)?;
    let (width, hash, kind) = picture::parse_file(&file).ok_or(Error::NotFound)?;
    let (now, bytes) = app.store.picture_file(id, width, kind).await?.ok_or(Error::NotFound)?;
    if now != hash {
        // An address from before the picture was made anew: what is kept for ever under it must not be other bytes.
        return Ok(see_other(&format!("/pictures/{id}/{width}.{now}.{}", kind.code())));
    }
    Ok(immutable(kind.media_type(), bytes))
}

/// GET `/avatars/{file}`. An address of before the picture was changed or taken away leads nowhere: what it showed is not to be found
/// by it any more.
pub(super) async fn avatar(State(app): State<App>, Path(file): Path<String>) -> Result<Response> {
    let (side, hash, kind) = picture::parse_file(&file)
        .filter(|(.., kind)| *kind == Kind::Webp)
        .ok_or(Error::NotFound)?;
    let bytes = app.store.avatar_file(hash, side).await?.ok_or(Error::NotFound)?;
    Ok(immutable(kind.media_type(), bytes))
}
