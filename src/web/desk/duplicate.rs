//! Copy of an article, as a draft: the same content at another address, without comments.

use axum::extract::State;
use axum::response::Response;

use super::write::twin;
use crate::app::App;
use crate::article::{Slug, TITLE_MAX};
use crate::error::{Error, Result};
use crate::store::articles::{SavedBy, SlugTaken};
use crate::web::page::{Id, see_other};
use crate::web::session::Editor;
use crate::writing::ArticleContent;

/// Largest number of copies of one article that numbers in the address tell apart.
const COPIES_MAX: usize = 100;

/// POST `/desk/articles/{id}/duplicate`: copies an article.
///
/// Redirects to the copy. An unchanged copy that the same editor made before is used again. Fails
/// with `Error::Invalid` if there are `COPIES_MAX` copies.
pub(in crate::web) async fn duplicate(
    State(app): State<App>,
    editor: Editor,
    Id(id): Id,
) -> Result<Response> {
    let original = app.store.written(id).await?.ok_or(Error::NotFound)?.content;
    let title = app.lang().with("copy-title", &[("title", original.title.as_str().into())]);
    let title: String = title.chars().take(TITLE_MAX).collect();
    let first = Slug::of(&title).unwrap_or_else(|| original.slug.clone());
    // The editor's autosaved draft of a new article is not part of the copy: it stays.
    let hand = SavedBy { editor: Some(editor.account.id), offered: Some(0) };
    for slug in first.numbered().take(COPIES_MAX) {
        let title = title.trim().to_owned();
        let copy =
            ArticleContent { title, slug, published: None, planned: None, ..original.clone() };
        let made = match app.store.add_content(&copy, hand, app.now()).await? {
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
