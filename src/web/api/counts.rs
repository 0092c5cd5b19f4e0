//! Numbers of comments, of many articles at once.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::shared;
use super::problems::{Board, Invalid};
use super::refusal::Result;
use crate::app::App;
use crate::article::Slug;
use crate::locale::Message;
use crate::web::page::{Problem, QueryParams};

/// Greatest number of articles in one request: more than any page of a site lists.
const MOST: usize = 100;

/// Numbers of visible comments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Counts {
    /// Number of each article that was asked for, by its slug; null if there is no such article.
    counts: BTreeMap<String, Option<i64>>,
}

/// Returns the numbers of visible comments of articles.
#[utoipa::path(
    get,
    path = "/counts",
    operation_id = "countComments",
    tag = "Reading",
    params(
        ("slug" = Vec<String>, Query, explode, min_items = 1, max_items = 100,
            description = "Slug of an article; may be repeated."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "The numbers.", body = Counts,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn read(State(app): State<App>, asked: QueryParams) -> Result<Response> {
    let names: Vec<&str> = asked.all("slug").collect();
    if names.is_empty() || names.len() > MOST {
        let told = Message::with("problem-slugs", "most", MOST);
        return Err(Problem::invalid(vec![("slug", told)]).into());
    }
    let mut counts: BTreeMap<String, Option<i64>> =
        names.iter().map(|name| ((*name).to_owned(), None)).collect();
    let slugs: Vec<Slug> = counts.keys().filter_map(|name| Slug::parse(name)).collect();
    for (slug, count) in app.store.comment_counts(&slugs, app.now()).await? {
        counts.insert(slug, Some(count));
    }
    shared(&app, Counts { counts }).await
}
