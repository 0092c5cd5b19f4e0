//! Articles, as lists show them, and what a program needs to know before it sends a comment.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::shared;
use super::paging::{Paging, next, pair};
use super::problems::{Board, Invalid, NotFound};
use super::refusal::Result;
use crate::app::App;
use crate::article::{Article, Slug, Teaser};
use crate::config::Guests;
use crate::error::Error;
use crate::web::page::QueryParams;

/// Article as a list shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleSummary {
    /// Name in addresses, unique on the board.
    slug: String,
    /// Headline.
    title: String,
    /// Introduction, or else the first paragraph, as plain text.
    lead: String,
    /// Name of the author.
    author: String,
    /// Categories, the first one first.
    categories: Vec<CategoryAnswer>,
    /// Time of publication.
    published: Option<Timestamp>,
    /// Number of visible comments.
    #[schema(minimum = 0)]
    comments: i64,
    /// Address of the article.
    #[schema(format = "uri")]
    url: String,
}

/// Category of articles.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CategoryAnswer {
    /// Name in addresses.
    slug: String,
    /// Name for readers.
    name: String,
}

/// Article with the state of its comments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleAnswer {
    #[serde(flatten)]
    summary: ArticleSummary,
    /// Number of words.
    #[schema(minimum = 0)]
    words: i64,
    /// Time of the last change.
    edited: Timestamp,
    /// True if the article takes comments now.
    takes_comments: bool,
    /// Time at which comments close by themselves.
    closes: Option<Timestamp>,
    /// True if only members may comment.
    members_only: bool,
    /// True if guests solve a code before they comment.
    asks_code: bool,
}

/// Page of articles, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleList {
    /// Articles.
    articles: Vec<ArticleSummary>,
    /// Address of the next page; null on the last one.
    #[schema(format = "uri")]
    next: Option<String>,
}

impl ArticleSummary {
    fn new(app: &App, article: Teaser) -> Self {
        let category = |category: crate::article::Category| CategoryAnswer {
            slug: category.slug.as_str().to_owned(),
            name: category.name,
        };
        Self {
            url: format!("{}/articles/{}", app.config.public_url, article.slug.as_str()),
            slug: article.slug.as_str().to_owned(),
            title: article.title,
            lead: article.lead,
            author: article.author,
            categories: article.categories.into_iter().map(category).collect(),
            published: article.published,
            comments: article.comments,
        }
    }
}

impl ArticleAnswer {
    fn new(app: &App, article: Article) -> Self {
        let (now, guard) = (app.now(), &app.config.guard);
        Self {
            words: article.words,
            edited: article.edited,
            takes_comments: article.takes_comments(now),
            closes: article.closes_at(now),
            members_only: article.members_only || guard.guests == Guests::Closed,
            asks_code: guard.captcha,
            summary: ArticleSummary::new(app, article.teaser),
        }
    }
}

/// Returns published articles, newest first.
#[utoipa::path(
    get,
    path = "/articles",
    operation_id = "listArticles",
    tag = "Reading",
    params(
        ("after" = Option<String>, Query, nullable = false, pattern = "^[0-9]{1,16}[.][0-9]{1,16}$",
            description = "Cursor of `next`."),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, nullable = false,
            description = "Greatest number of articles; 50 if it is missing."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "Page of articles.", body = ArticleList,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn list(State(app): State<App>, asked: QueryParams) -> Result<Response> {
    let Paging { after, limit } = Paging::new(&asked, pair)?;
    let mut found = app.store.newest_after(after, limit + 1, app.now()).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let is_last = found.len() <= most;
    found.truncate(most);
    let position =
        |article: &Teaser| Some(format!("{}.{}", article.published?.as_microsecond(), article.id));
    let after = found.last().filter(|_| !is_last).and_then(position);
    let list = ArticleList {
        next: after.map(|after| next(&app, "/api/v1/articles", &asked, &after)),
        articles: found.into_iter().map(|article| ArticleSummary::new(&app, article)).collect(),
    };
    shared(&app, list).await
}

/// Returns a published article.
#[utoipa::path(
    get,
    path = "/articles/{slug}",
    operation_id = "readArticle",
    tag = "Reading",
    params(
        ("slug" = String, Path, description = "Slug of the article.",
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "The article.", body = ArticleAnswer,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        NotFound,
        Board,
    )
)]
pub(in crate::web) async fn read(State(app): State<App>, slug: Slug) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let answer = ArticleAnswer::new(&app, article);
    shared(&app, answer).await
}
