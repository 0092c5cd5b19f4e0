//! Comments: the discussion of an article, and single comments.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::shared;
use super::paging::{Paging, next, unknown_cursor};
use super::problems::{Board, Invalid, NotFound};
use super::refusal::Result;
use crate::app::App;
use crate::article::Slug;
use crate::comment::thread::{Order, Row, thread};
use crate::comment::{self, Author, Comment};
use crate::error::Error;
use crate::web::page::{Id, Problem, QueryParams, parse_id};

/// Comment as readers see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentAnswer {
    /// Number of the comment.
    #[schema(minimum = 1)]
    id: i64,
    /// Slug of its article.
    article: String,
    /// Number of the comment that it answers.
    #[schema(minimum = 1)]
    parent: Option<i64>,
    /// Author; null if the comment was removed or its author has left.
    author: Option<AuthorAnswer>,
    /// Text as HTML; null if the comment was removed.
    html: Option<String>,
    /// State of the comment.
    state: CommentState,
    /// Code of the reason for which it was removed.
    reason: Option<&'static str>,
    /// Time at which it was sent.
    posted: Timestamp,
    /// Number of readers who marked it as useful.
    #[schema(minimum = 0)]
    useful: i64,
    /// Address of its page.
    #[schema(format = "uri")]
    url: String,
}

/// Author of a comment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorAnswer {
    /// Name as it stands beside the comment.
    name: String,
    /// True for a member, false for a guest, whose name nobody has checked.
    member: bool,
    /// True if the author of the comment also wrote the article.
    wrote_article: bool,
}

/// State of a comment.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum CommentState {
    /// Not shown yet.
    Held,
    /// Shown.
    Visible,
    /// Removed; the reason stands in its place.
    Removed,
}

/// Threads of an article, each complete.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Discussion {
    /// Comments in the order of reading: each is followed by its answers, which name their parent.
    comments: Vec<CommentAnswer>,
    /// Number of visible comments of the article.
    #[schema(minimum = 0)]
    count: i64,
    /// Address of the next page of threads; null on the last one.
    #[schema(format = "uri")]
    next: Option<String>,
}

impl CommentAnswer {
    /// Creates the answer; `writer` is the account of the author of the article, if it is known.
    pub(super) fn new(app: &App, comment: &Comment, article: &str, writer: Option<i64>) -> Self {
        let is_removed = matches!(comment.state, comment::State::Removed(_));
        let author = (!is_removed).then(|| AuthorAnswer::new(&comment.author, writer)).flatten();
        let html = (!is_removed).then(|| comment.html.as_str().to_owned());
        Self { author, html, ..Self::uncovered(app, comment, article) }
    }

    /// Creates the answer for the author of the comment or a moderator: nothing is hidden.
    pub(super) fn uncovered(app: &App, comment: &Comment, article: &str) -> Self {
        let (state, reason) = match comment.state {
            comment::State::Held => (CommentState::Held, None),
            comment::State::Visible => (CommentState::Visible, None),
            comment::State::Removed(reason) => (CommentState::Removed, Some(reason.code())),
        };
        Self {
            id: comment.id,
            article: article.to_owned(),
            parent: comment.parent,
            author: AuthorAnswer::new(&comment.author, None),
            html: Some(comment.html.as_str().to_owned()).filter(|html| !html.is_empty()),
            state,
            reason,
            posted: comment.posted_at,
            useful: comment.useful,
            url: format!("{}/comments/{}", app.config.public_url, comment.id),
        }
    }
}

impl AuthorAnswer {
    fn new(author: &Author, writer: Option<i64>) -> Option<Self> {
        let id = match author {
            Author::Member { id, .. } => Some(*id),
            Author::Guest { .. } | Author::Former => None,
        };
        let wrote_article = id.is_some() && id == writer;
        Some(Self { name: author.name()?.to_owned(), member: id.is_some(), wrote_article })
    }
}

/// Returns the discussion of an article.
///
/// Pages hold whole threads: `limit` counts threads, not comments.
#[utoipa::path(
    get,
    path = "/articles/{slug}/comments",
    operation_id = "listComments",
    tag = "Reading",
    params(
        ("slug" = String, Path, description = "Slug of the article.",
            pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100),
        ("sort" = inline(Option<Sort>), Query, nullable = false,
            description = "Order of the threads; `oldest` if it is missing."),
        ("after" = Option<i64>, Query, minimum = 1, nullable = false,
            description = "Cursor of `next`."),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, nullable = false,
            description = "Greatest number of threads; 50 if it is missing."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "Page of threads.", body = Discussion,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        NotFound,
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn list(
    State(app): State<App>,
    slug: Slug,
    asked: QueryParams,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let order = match asked.text("sort") {
        None => Order::default(),
        Some(code) => Order::from_code(code)
            .ok_or_else(|| Problem::invalid(vec![("sort", "problem-sort".into())]))?,
    };
    let Paging { after, limit } = Paging::new(&asked, parse_id)?;
    // One more than asked for tells whether there is another page.
    let found = app.store.threads_after(article.teaser.id, order, after, limit + 1).await?;
    let comments = found.ok_or_else(unknown_cursor)?;
    let (rows, last) = first_threads(thread(comments, order), limit);
    let path = format!("/api/v1/articles/{}/comments", slug.as_str());
    let answer =
        |row: &Row| CommentAnswer::new(&app, &row.comment, slug.as_str(), article.author_id);
    let discussion = Discussion {
        comments: rows.iter().map(answer).collect(),
        count: article.teaser.comments,
        next: last.map(|last| next(&app, &path, &asked, &last.to_string())),
    };
    shared(&app, discussion).await
}

/// Returns the first threads, and if there are more the id of the comment that the last begins with.
fn first_threads(mut rows: Vec<Row>, limit: i64) -> (Vec<Row>, Option<i64>) {
    let (mut threads, mut begins, mut last) = (0, true, None);
    for (index, row) in rows.iter().enumerate() {
        if begins && threads == limit {
            rows.truncate(index);
            return (rows, last);
        }
        if begins {
            threads += 1;
            last = Some(row.comment.id);
        }
        begins = row.ends;
    }
    (rows, None)
}

/// Order of threads, as a parameter.
#[derive(ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the parameter, which `Order` parses")]
enum Sort {
    /// Oldest first.
    Oldest,
    /// Newest first.
    Newest,
    /// By the number of readers who marked the first comment as useful.
    Useful,
}

/// Returns a comment that readers can see, or what stands in its place.
#[utoipa::path(
    get,
    path = "/comments/{id}",
    operation_id = "readComment",
    tag = "Reading",
    params(
        ("id" = i64, Path, description = "Number of the comment.", minimum = 1),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "The comment.", body = CommentAnswer,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        NotFound,
        Board,
    )
)]
pub(in crate::web) async fn read(State(app): State<App>, Id(id): Id) -> Result<Response> {
    let place = app.store.place(id, app.now()).await?.ok_or(Error::NotFound)?;
    let comment = app.store.comment(id).await?.ok_or(Error::NotFound)?;
    let slug = Slug::parse(&place.slug).ok_or(Error::NotFound)?;
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    if comment.state == comment::State::Held {
        return Err(Error::NotFound.into());
    }
    let answer = CommentAnswer::new(&app, &comment, slug.as_str(), article.author_id);
    shared(&app, answer).await
}
