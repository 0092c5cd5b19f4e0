//! Preview picture for links to an article.

use anyhow::Context;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::app::App;
use crate::article::og_image::OgImage;
use crate::article::{Article, Slug};
use crate::branding::{Branding, Ground};
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::web::page::{Cacheable, File, see_other};

/// Returns the content of an article's preview picture, on a site with this name and branding.
fn image_of(board: &str, branding: &Branding, article: &Article) -> OgImage {
    let paper = branding.light.unwrap_or_else(|| Ground::Light.shipped()).channels();
    OgImage {
        board: board.to_owned(),
        title: article.social_title().to_owned(),
        author: article.teaser.author.clone(),
        paper,
    }
}

/// Returns the path of an article's preview picture.
pub(super) fn path(board: &str, branding: &Branding, article: &Article) -> String {
    format!(
        "/articles/{}/card/{}.png",
        article.teaser.slug.as_str(),
        image_of(board, branding, article).hash()
    )
}

/// Handles GET `/articles/{slug}/card/{file}`: returns the preview picture.
///
/// The file name is a hash of its content, so that the response is immutable; an outdated name is
/// redirected to the current one.
pub(in crate::web) async fn og_image(
    State(app): State<App>,
    slug: Slug,
    Path((_, file)): Path<(String, String)>,
    cache: Cacheable,
) -> Result<Response> {
    let branding = app.branding().await?;
    let board = app.name();
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let image = image_of(&board, &branding, &article);
    if file != format!("{}.png", image.hash()) {
        let is_a_name = file.strip_suffix(".png").is_some_and(|hash| hash.len() == 16);
        return if is_a_name {
            Ok(see_other(&path(&board, &branding, &article)))
        } else {
            Err(Error::NotFound)
        };
    }
    let made = Box::pin(async {
        // Queried again: cached data must have been read after the cache entry was begun.
        let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
        if image_of(&board, &*app.branding().await?, &article) != image {
            return Err(Error::NotFound);
        }
        Ok(move || {
            let png = image.draw().context("drawing a card")?;
            Ok(File::new("image/png", png).of(Topic::Article(article.teaser.id)).immutable())
        })
    });
    cache.file(&app, made).await
}
