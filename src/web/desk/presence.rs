//! Presence: the colleagues who have the same article open.
//!
//! It is shown when the form is opened, and updated by the script from then on.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::app::App;
use crate::error::{Error, Result};
use crate::web::page::{Id, line};
use crate::web::session::Editor;

/// POST `/desk/articles/{id}/presence`: records that this editor has the article open.
///
/// The response is a line of text about the others who have it open, or is empty.
pub(in crate::web) async fn presence(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    if app.store.written(id).await?.is_none() {
        return Err(Error::NotFound);
    }
    app.store.note_presence(id, editor.account.id, app.now()).await?;
    Ok(line(StatusCode::OK, others(&app, &editor, id).await?.unwrap_or_default()))
}

/// Text about the others who have an article open; `None` if there are none.
///
/// For example "Naima El Idrissi heeft dit artikel nu ook open."
pub(super) async fn others(app: &App, editor: &Editor, id: i64) -> Result<Option<String>> {
    let names = app.store.present(id, editor.account.id, app.now()).await?;
    let Some((last, before)) = names.split_last() else { return Ok(None) };
    let t = app.lang();
    let named = if before.is_empty() {
        last.clone()
    } else {
        let places = [("names", before.join(", ").into()), ("last", last.as_str().into())];
        t.with("presence-names", &places)
    };
    let count = names.len();
    Ok(Some(t.with("presence-others", &[("count", count.into()), ("names", named.into())])))
}
