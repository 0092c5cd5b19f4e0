//! Description of the API (`OpenAPI` 3.1), made of the handlers and the shapes of their answers.

use axum::extract::State;
use axum::response::Response;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, Server};

use super::json::shared;
use super::refusal::Result;
use super::{account, articles, challenges, comments, counts, moderation, posting, search};
use crate::app::App;
use crate::web::page::{EarlierDecision, ProblemDetails};

/// Description without what only a running board knows.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Weerwoord",
        version = "1",
        description = "Articles, comments, search, posting and moderation of one board.\n\n\
            Errors are problem details (RFC 9457) in the language of the board. Lists have pages: \
            `next` is the address of the next one. Answers to GET carry an entity tag; with it in \
            `If-None-Match` the answer is 304 while nothing has changed. No cookie counts. \
            Times are in RFC 3339, in UTC.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        articles::list,
        articles::read,
        comments::list,
        comments::read,
        counts::read,
        search::find,
        challenges::make,
        posting::create,
        account::read,
        account::comments,
        moderation::queue,
        moderation::read,
        moderation::decide,
    ),
    components(schemas(ProblemDetails, EarlierDecision)),
    tags(
        (name = "Reading", description = "What every reader sees. No token is needed, none counts."),
        (name = "Posting", description = "Comments of guests, and of members with a token."),
        (name = "Account", description = "What belongs to the account of a token."),
        (name = "Moderation", description = "Queues and decisions, in the name of a moderator."),
    )
)]
struct Description;

/// Returns the description of the API of this board.
pub(super) fn description(app: &App) -> Document {
    let mut document = Description::openapi();
    document.servers = Some(vec![Server::new(format!("{}/api/v1", app.config.public_url))]);
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("wwt_ and 64 hexadecimal digits")
        .description(Some(
            "Token of an account, made on its page `/account/tokens`. Its scopes are `read`, \
             `post` and `moderate`; the last one ends with the role of a moderator.",
        ))
        .build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("token", SecurityScheme::Http(token));
    document
}

/// Handles GET `/api/v1/openapi.json`: returns the description.
pub(in crate::web) async fn document(State(app): State<App>) -> Result<Response> {
    let document = description(&app);
    shared(&app, document).await
}
