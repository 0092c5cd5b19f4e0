//! Featuring a comment above its discussion, and undoing that. The comment keeps its place.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::shell;
use crate::app::App;
use crate::comment::Author;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::store::comments::{FEATURED_MAX, Featuring};
use crate::web::page::{Form, FormPage, Id, NextPath, see_other};
use crate::web::session::Moderator;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FeatureForm {
    /// Value "off" ends the featuring; any other value features the comment.
    choice: String,
    next: NextPath,
}

/// POST `/moderation/comments/{id}/feature`: features a comment, or ends its featuring.
///
/// Responds with 409 for the moderator's own comment, for one that readers do not see, and for an
/// article that has `FEATURED_MAX` featured comments already.
pub(in crate::web) async fn feature(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let comment = app.store.comment_within(moderator.scope(), id).await?.ok_or(Error::NotFound)?;
    let typed: FeatureForm = form.read()?;
    let by = moderator.account.id;
    let next = typed.next.path_or(&app, &format!("/comments/{id}"));
    if typed.choice == "off" {
        app.store.stop_featuring(moderator.scope(), id, by, app.now()).await?;
        tracing::info!(comment = id, account = by, "a comment is featured no more");
        return Ok(see_other(&next));
    }
    if matches!(comment.author, Author::Member { id, .. } if id == by) {
        return refuse(&app, &moderator, "feature-own".into(), &next).await;
    }
    match app.store.feature(moderator.scope(), &comment, by, app.now()).await? {
        Featuring::Done => {
            tracing::info!(comment = id, account = by, "a comment was featured");
            Ok(see_other(&next))
        }
        Featuring::Full => {
            let full = Message::with("feature-full", "count", FEATURED_MAX);
            refuse(&app, &moderator, full, &next).await
        }
        Featuring::Hidden => refuse(&app, &moderator, "feature-hidden".into(), &next).await,
    }
}

/// Responds with 409: the reason for the refusal and a link back.
async fn refuse(app: &App, moderator: &Moderator, why: Message, next: &str) -> Result<Response> {
    let shell = shell(app, moderator).await?;
    Ok(FormPage::new(app.lang(), shell, "feature-heading")
        .bad(&why)
        .after("follow-back", &[next])
        .answer(StatusCode::CONFLICT))
}
