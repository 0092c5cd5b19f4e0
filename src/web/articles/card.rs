//! The picture that goes with a link to an article.

use anyhow::Context;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::app::App;
use crate::article::{Article, Slug};
use crate::card::Card;
use crate::error::{Error, Result};
use crate::generation::Topic;
use crate::look::{Ground, Look};
use crate::web::page::{File, Keep, see_other};

/// What stands on the card of an article, on a board of this name and look.
fn card_of(board: &str, look: &Look, article: &Article) -> Card {
    let paper = look.light.unwrap_or_else(|| Ground::Light.shipped()).channels();
    Card {
        board: board.to_owned(),
        title: article.social_title().to_owned(),
        author: article.teaser.author.clone(),
        paper,
    }
}

/// Where the card of an article is.
pub(super) fn path(board: &str, look: &Look, article: &Article) -> String {
    format!(
        "/articles/{}/card/{}.png",
        article.teaser.slug.as_str(),
        card_of(board, look, article).hash()
    )
}

/// GET `/articles/{slug}/card/{file}`: the card as it is now, for ever under this name; a name from before leads to it.
pub(in crate::web) async fn card(
    State(app): State<App>,
    slug: Slug,
    Path((_, file)): Path<(String, String)>,
    keep: Keep,
) -> Result<Response> {
    let look = app.look().await?;
    let board = app.name();
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let card = card_of(&board, &look, &article);
    if file != format!("{}.png", card.hash()) {
        let is_a_name = file.strip_suffix(".png").is_some_and(|hash| hash.len() == 16);
        return if is_a_name {
            Ok(see_other(&path(&board, &look, &article)))
        } else {
            Err(Error::NotFound)
        };
    }
    let made = Box::pin(async {
        // Looked up again: what is kept must have been true after its making began.
        let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
        if card_of(&board, &*app.look().await?, &article) != card {
            return Err(Error::NotFound);
        }
        Ok(move || {
            let png = card.draw().context("drawing a card")?;
            Ok(File::new("image/png", png).of(Topic::Article(article.teaser.id)).immutable())
        })
    });
    keep.file(&app, made).await
}
