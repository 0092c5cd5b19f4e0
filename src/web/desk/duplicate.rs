//! A copy of an article, as a draft: the same words at another address, without comments.

use axum::extract::State;
use axum::response::Response;

use super::write::twin;
use crate::app::App;
use crate::article::{Slug, TITLE_MAX};
use crate::error::{Error, Result};
use crate::store::{Hand, SlugTaken};
use crate::web::page::{Number, see_other};
use crate::web::session::Editor;
use crate::writing::Piece;

/// The most copies of one article that are told apart by number.
const COPIES_MAX: usize = 100;

/// POST `/desk/articles/{id}/duplicate`. A copy that nobody has changed since is not made twice.
pub(in crate::web) async fn duplicate(
    State(app): State<App>,
    editor: Editor,
    Number(id): Number,
) -> Result<Response> {
    let original = app.store.written(id).await?.ok_or(Error::NotFound)?.piece;
    let title = app.lang().with("copy-title", &[("title", original.title.as_str().into())]);
    let title: String = title.chars().take(TITLE_MAX).collect();
    let first = Slug::of(&title).unwrap_or_else(|| original.slug.clone());
    // What this editor typed of an article that is not there yet is no part of this.
    let hand = Hand { editor: Some(editor.account.id), offered: Some(0) };
    for slug in first.numbered().take(COPIES_MAX) {
        let title = title.trim().to_owned();
        let copy = Piece { title, slug, published: None, planned: None, ..original.clone() };
        let made = match app.store.add_piece(&copy, hand, app.now()).await? {
            Ok(made) => {
                tracing::info!(article = made, of = id, "an article was duplicated");
                Some(made)
            }
            Err(SlugTaken) => twin(&app, &editor, &copy).await?,
        };
        if let Some(made) = made {
            return Ok(see_other(&format!("/desk/articles/{made}?done=duplicated")));
        }
    }
    Err(Error::Invalid("copy-too-many".into()))
}
