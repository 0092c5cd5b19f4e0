//! Anchors of imported comments: a redirect for the script of a page, and a list of all anchors of
//! an article for browsers without scripts.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::app::App;
use crate::article::Slug;
use crate::cache::invalidation::Topic;
use crate::error::{Error, Result};
use crate::import::{Format, anchor};
use crate::locale::{Calendar, Lang};
use crate::store::imports::{IMPORTED_PER_PAGE, ImportedComment};
use crate::web::page::{Cacheable, Page, Pager, QueryParams, Section, Shell, parse_id, see_other};
use crate::web::session::Visitor;

/// List of the imported comments of an article, each with its old anchor.
#[derive(Template)]
#[template(path = "old_addresses/comments.html")]
struct OldComments {
    t: Lang,
    shell: Shell,
    slug: String,
    title: String,
    comments: Vec<OldComment>,
    pager: Pager,
}

/// Comment in the list.
struct OldComment {
    id: i64,
    name: String,
    machine: String,
    moment: String,
    anchor: Option<String>,
}

/// Handles GET `/old/{slug}`: lists the imported comments of an article by their old anchors.
///
/// An address of the old site ends in one, which a server never sees: a browser without scripts
/// finds it here.
pub(in crate::web) async fn comments(
    State(app): State<App>,
    visitor: Visitor,
    slug: Slug,
    asked: QueryParams,
    cache: Cacheable,
) -> Result<Response> {
    let page = Box::pin(async {
        let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?.teaser;
        let (comments, total) = app.store.old_comments(article.id, asked.page()).await?;
        let pages = (total + IMPORTED_PER_PAGE - 1) / IMPORTED_PER_PAGE;
        let address = format!("/old/{}", article.slug.as_str());
        let pager = Pager::new(address, "", asked.page(), pages)
            .filter(|_| total > 0)
            .ok_or(Error::NotFound)?;
        let page = OldComments {
            t: app.lang(),
            shell: Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?,
            slug: article.slug.as_str().to_owned(),
            title: article.title,
            comments: OldComment::all(app.lang(), &app.calendar, comments),
            pager,
        };
        Ok(Page::reading(page, visitor.member.as_ref()).of(Topic::Article(article.id)))
    });
    cache.page(&app, page).await
}

impl OldComment {
    /// Creates the rows; of two comments with the same anchor the first has it.
    fn all(t: Lang, calendar: &Calendar, comments: Vec<ImportedComment>) -> Vec<Self> {
        let mut seen = HashSet::new();
        let row = |comment: ImportedComment| {
            let format = comment.origin.split(' ').next().and_then(Format::from_code);
            let anchor = format.and_then(|format| anchor::of(format, &comment.key));
            Self {
                id: comment.id,
                name: if comment.removed {
                    t.say("removed-comment")
                } else {
                    t.commenter(comment.name.as_deref())
                },
                machine: calendar.machine(comment.posted_at),
                moment: calendar.date_time(comment.posted_at),
                anchor: anchor.filter(|anchor| seen.insert(anchor.clone())),
            }
        };
        comments.into_iter().map(row).collect()
    }
}

/// Handles GET `/old/comments/{anchor}`: redirects from an old anchor to the comment.
///
/// `article` is the slug of the page that has the anchor. `comment-12` is a comment of this board
/// first, unless `old` tells that the page was reached by an old address. Without such a comment
/// the reader goes back to the article.
pub(in crate::web) async fn comment(
    State(app): State<App>,
    Path(anchor): Path<String>,
    asked: QueryParams,
) -> Result<Response> {
    let slug = asked.text("article").and_then(Slug::parse).ok_or(Error::NotFound)?;
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?.teaser;
    let own = || anchor.strip_prefix("comment-").and_then(parse_id);
    let found = if asked.text("old").is_some() {
        match old_comment(&app, &slug, &anchor).await? {
            Some(id) => Some(id),
            None => own(),
        }
    } else {
        match of_article(&app, article.slug.as_str(), own()).await? {
            Some(place) => return Ok(see_other(&place)),
            None => old_comment(&app, &slug, &anchor).await?,
        }
    };
    let place = of_article(&app, article.slug.as_str(), found).await?;
    Ok(see_other(&place.unwrap_or_else(|| format!("/articles/{}#comments", slug.as_str()))))
}

/// Returns the number on the board of a comment with this old anchor.
async fn old_comment(app: &App, article: &Slug, anchor: &str) -> Result<Option<i64>> {
    for (format, key) in anchor::comments(anchor) {
        let found = app.store.imported_comment(article, key, format.code()).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Returns the address of a comment, if it belongs to this article.
async fn of_article(app: &App, slug: &str, comment: Option<i64>) -> Result<Option<String>> {
    let Some(id) = comment else { return Ok(None) };
    let place = app.store.place(id, app.now()).await?;
    Ok(place.filter(|place| place.slug == slug).map(|place| place.address()))
}
