//! Search for articles and comments.

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::shared;
use super::paging::{Paging, next};
use super::problems::{Board, Invalid, TooMany};
use super::refusal::Result;
use crate::app::App;
use crate::limits::LimitedAction;
use crate::search::{self, Query, Question, Stems};
use crate::store::search::{Found, FoundArticle, FoundComment};
use crate::web::page::{Problem, QueryParams};
use crate::web::session::Caller;

/// Results of a search.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SearchResults {
    /// Articles, those with the words in their title first; empty if comments are searched.
    articles: Vec<ArticleHit>,
    /// Comments, newest first; empty if articles are searched.
    comments: Vec<CommentHit>,
    /// Number of results; counting ends at 200 articles and 1,000 comments.
    #[schema(minimum = 0)]
    total: i64,
    /// Address of the next page; null on the last one.
    #[schema(format = "uri")]
    next: Option<String>,
}

/// Article that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleHit {
    /// Name in addresses.
    slug: String,
    /// Headline.
    title: String,
    /// Name of the author; null for a page of another site.
    author: Option<String>,
    /// Part of the text around the words.
    snippet: String,
    /// Time of publication.
    published: Timestamp,
    /// Address of the article.
    #[schema(format = "uri")]
    url: String,
}

/// Comment that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentHit {
    /// Number of the comment.
    #[schema(minimum = 1)]
    id: i64,
    /// Name of the author; null if the author has left.
    author: Option<String>,
    /// Title of its article.
    article_title: String,
    /// Part of the text around the words.
    snippet: String,
    /// Time at which it was sent.
    posted: Timestamp,
    /// Address of its page.
    #[schema(format = "uri")]
    url: String,
}

/// Kind of content that is searched, as a parameter.
#[derive(ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the parameter, which the handler parses")]
enum SearchIn {
    /// Comments.
    Comments,
    /// Articles.
    Articles,
}

/// Searches comments or articles.
#[utoipa::path(
    get,
    path = "/search",
    operation_id = "search",
    tag = "Reading",
    params(
        ("q" = String, Query, max_length = 200, min_length = 1,
            description = "Words; `\"words in this order\"`; `-without`."),
        ("in" = inline(Option<SearchIn>), Query, nullable = false,
            description = "What is searched; `comments` if it is missing."),
        ("after" = Option<i64>, Query, minimum = 1, maximum = 1000, nullable = false,
            description = "Cursor of `next`."),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, nullable = false,
            description = "Greatest number of results; 50 if it is missing."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "Page of results.", body = SearchResults,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Invalid,
        TooMany,
        Board,
    )
)]
pub(in crate::web) async fn find(
    State(app): State<App>,
    Caller(visitor): Caller,
    asked: QueryParams,
) -> Result<Response> {
    let is_for_articles = match asked.text("in") {
        None | Some("comments") => false,
        Some("articles") => true,
        Some(_) => return Err(Problem::invalid(vec![("in", "problem-search-in".into())]).into()),
    };
    let most = if is_for_articles { search::MOST_ARTICLES } else { search::MOST };
    let position =
        |text: &str| text.parse().ok().filter(|after| (1..=search::MOST).contains(after));
    let Paging { after, limit } = Paging::new(&asked, position)?;
    let mut stems = Stems::new(app.lang());
    let query = Query::parse(asked.text("q").unwrap_or_default(), &mut stems)
        .map_err(|error| Problem::invalid(vec![("q", error.sentence())]))?
        .ok_or_else(|| Problem::invalid(vec![("q", "search-no-words".into())]))?;
    let asks = [(LimitedAction::Search, visitor.network.as_str()), (LimitedAction::SearchAll, "")];
    app.rate_limiter.take(&asks, app.now()).await?.spend();
    let question = Question { query, ..Question::default() };
    let (now, skipped) = (app.now(), after.unwrap_or(0));
    let (mut articles, mut comments) = (Found::default(), Found::default());
    if is_for_articles {
        articles = app.store.find_articles(&question, (limit, skipped), &mut stems, now).await?;
    } else {
        comments = app.store.find_comments(&question, (limit, skipped), &mut stems, now).await?;
    }
    let total = (articles.total + comments.total).min(most);
    let following = Some(skipped + limit).filter(|end| *end < total);
    let next = following.map(|end| next(&app, "/api/v1/search", &asked, &end.to_string()));
    let home = app.config.public_url.clone();
    let hits = app.cpu_pool.run(move || {
        let article = |hit| ArticleHit::new(&home, hit, &question, &mut stems);
        let articles = articles.hits.into_iter().map(article).collect();
        let comment = |hit| CommentHit::new(&home, hit, &question, &mut stems);
        let comments = comments.hits.into_iter().map(comment).collect();
        SearchResults { articles, comments, total, next }
    });
    shared(&app, hits.await?).await
}

impl ArticleHit {
    fn new(home: &str, found: FoundArticle, question: &Question, stems: &mut Stems) -> Self {
        let text = format!("{} {}", found.intro.unwrap_or_default(), found.html.plain());
        Self {
            url: format!("{home}/articles/{}", found.slug),
            slug: found.slug,
            title: found.title,
            author: found.author,
            snippet: snippet(text.trim(), question, stems),
            published: found.published_at,
        }
    }
}

impl CommentHit {
    fn new(home: &str, found: FoundComment, question: &Question, stems: &mut Stems) -> Self {
        Self {
            id: found.id,
            url: format!("{home}/comments/{}", found.id),
            author: found.author,
            article_title: found.article,
            snippet: snippet(&found.html.plain(), question, stems),
            posted: found.posted_at,
        }
    }
}

/// Returns the part of a text around the words, without their marks.
fn snippet(text: &str, question: &Question, stems: &mut Stems) -> String {
    let parts = search::snippet(text, &question.query, stems);
    parts.into_iter().map(|part| part.text).collect()
}
