//! Account of a token: who it is, and what they wrote.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::bearer::Reader;
use super::comments::CommentAnswer;
use super::json::private;
use super::paging::{Paging, next};
use super::problems::{Board, Forbidden, Invalid, Unauthorized};
use super::refusal::Result;
use crate::account::api_token::Permission;
use crate::app::App;
use crate::web::page::{QueryParams, parse_id};

/// Account of a token.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountAnswer {
    /// Name of the account.
    name: String,
    /// Role of the account: `member`, `moderator`, `editor` or `admin`.
    role: &'static str,
    /// Token of the request.
    token: TokenAnswer,
}

/// Token of a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokenAnswer {
    /// Name that its owner gave it.
    name: String,
    /// Permissions that it has: those that were chosen and that the role still allows.
    scopes: Vec<&'static str>,
    /// Time at which it was made.
    made: Timestamp,
}

/// Own comments, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnComments {
    /// Comments, also those that readers do not see.
    comments: Vec<CommentAnswer>,
    /// Address of the next page; null on the last one.
    #[schema(format = "uri")]
    next: Option<String>,
}

/// Returns the account of the token.
#[utoipa::path(
    get,
    path = "/account",
    operation_id = "readAccount",
    tag = "Account",
    security(("token" = ["read"])),
    params(("If-None-Match" = Option<String>, Header, nullable = false,
        description = "Entity tag of an earlier answer.")),
    responses(
        (status = 200, description = "The account.", body = AccountAnswer,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Unauthorized,
        Forbidden,
        Board,
    )
)]
pub(in crate::web) async fn read(State(app): State<App>, reader: Reader) -> Result<Response> {
    let Reader { account, token } = reader;
    let answer = AccountAnswer {
        name: account.name.to_string(),
        role: account.role.code(),
        token: TokenAnswer {
            name: token.name,
            scopes: token.permissions.of(account.role).iter().map(Permission::code).collect(),
            made: token.made_at,
        },
    };
    private(&app, StatusCode::OK, answer).await
}

/// Returns one's own comments, newest first.
#[utoipa::path(
    get,
    path = "/account/comments",
    operation_id = "listOwnComments",
    tag = "Account",
    security(("token" = ["read"])),
    params(
        ("after" = Option<i64>, Query, minimum = 1, nullable = false,
            description = "Cursor of `next`."),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 100, nullable = false,
            description = "Greatest number of comments; 50 if it is missing."),
        ("If-None-Match" = Option<String>, Header, nullable = false,
            description = "Entity tag of an earlier answer."),
    ),
    responses(
        (status = 200, description = "Page of comments.", body = OwnComments,
            headers(("etag" = String, description = "Entity tag."))),
        (status = 304, description = "Nothing has changed."),
        Unauthorized,
        Forbidden,
        Invalid,
        Board,
    )
)]
pub(in crate::web) async fn comments(
    State(app): State<App>,
    reader: Reader,
    asked: QueryParams,
) -> Result<Response> {
    let Paging { after, limit } = Paging::new(&asked, parse_id)?;
    let mut found = app.store.comments_of(reader.account.id, after, limit + 1).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let is_last = found.len() <= most;
    found.truncate(most);
    let last = found.last().filter(|_| !is_last).map(|(comment, _)| comment.id.to_string());
    let answer = |(comment, slug): &(_, String)| CommentAnswer::uncovered(&app, comment, slug);
    let comments = OwnComments {
        comments: found.iter().map(answer).collect(),
        next: last.map(|last| next(&app, "/api/v1/account/comments", &asked, &last)),
    };
    private(&app, StatusCode::OK, comments).await
}
