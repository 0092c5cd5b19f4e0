//! Posting a comment, by the rules of the form.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bearer::Poster;
use super::json::{Json, private};
use super::problems::{Board, Body, Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthorized};
use super::refusal::Result;
use crate::account::Scope;
use crate::app::App;
use crate::article::Slug;
use crate::comment::{self, Field, FieldError};
use crate::error::Error;
use crate::locale::Message;
use crate::web::comments::{Attempt, CommentForm, Outcome, next_step, wait_keys};
use crate::web::page::{Problem, posting};

/// Comment to be posted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct NewComment {
    /// Text, with the marks that comments know: 3 to 10,000 characters.
    body: String,
    /// Name of a guest.
    name: Option<String>,
    /// E-mail address of a guest; it is never published.
    email: Option<String>,
    /// Number of the comment that it answers.
    #[schema(minimum = 1)]
    parent: Option<i64>,
    /// Challenge of a guest.
    challenge: Option<String>,
    /// Code in the picture or the sound of the challenge.
    code: Option<String>,
    /// Way in which a guest posts; `code` if it is missing.
    way: Option<Way>,
    /// True if the author wants e-mails about answers.
    #[serde(default)]
    notify: bool,
}

/// Way in which a guest posts a comment.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::web) enum Way {
    /// With the code of a challenge.
    Code,
    /// Without a code: the comment is shown once a link in an e-mail was opened.
    Confirm,
    /// Without a code: the comment waits for a moderator.
    Unreadable,
}

/// Comment that is stored.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PostedComment {
    /// Number of the comment.
    #[schema(minimum = 1)]
    id: i64,
    /// True if readers see it.
    visible: bool,
    /// Sentence about what happens next to a comment that readers do not see yet.
    held: Option<String>,
    /// Address of the comment, or of the page that says what it waits for.
    #[schema(format = "uri")]
    url: String,
}

impl NewComment {
    /// Returns the fields as the form sends them.
    fn form(self) -> CommentForm {
        let intent = match self.way {
            None | Some(Way::Code) => "post",
            Some(Way::Confirm) => "confirm",
            Some(Way::Unreadable) => "unreadable",
        };
        CommentForm {
            name: self.name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            body: self.body,
            captcha: self.code.unwrap_or_default(),
            challenge: self.challenge.unwrap_or_default(),
            reply_to: self.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            notify: if self.notify { "on".to_owned() } else { String::new() },
            intent: intent.to_owned(),
            ..CommentForm::default()
        }
    }
}

/// Posts a comment, as a guest with a challenge and its code, or as the member of a token.
///
/// The rules are those of the form, and so are the rate limits. The same comment, sent again within
/// an hour, gets the answer of the first time and is stored once.
#[utoipa::path(
    post,
    path = "/articles/{slug}/comments",
    operation_id = "postComment",
    tag = "Posting",
    security((), ("token" = ["post"])),
    params(("slug" = String, Path, description = "Slug of the article.",
        pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100)),
    request_body = NewComment,
    responses(
        (status = 201, description = "Readers see the comment.", body = PostedComment,
            headers(("location" = String, description = "Address of the comment."))),
        (status = 202, description = "The comment is stored and waits.", body = PostedComment),
        Unauthorized,
        Forbidden,
        NotFound,
        Conflict,
        Invalid,
        TooMany,
        Body,
        Board,
    )
)]
pub(in crate::web) async fn create(
    State(app): State<App>,
    slug: Slug,
    Poster(visitor): Poster,
    Json(new): Json<NewComment>,
) -> Result<Response> {
    let article = app.store.article(&slug, app.now()).await?.ok_or(Error::NotFound)?;
    let form = new.form();
    let intent = form.intent();
    let article_id = article.teaser.id;
    let handling = Box::pin(async {
        let attempt = Attempt::new(&app, &visitor, article, form).await?;
        match attempt.outcome(intent).await? {
            Outcome::Placed { id, .. } => placed(&app, id).await,
            other => Err(problem(&app, other).into()),
        }
    });
    posting(&app, article_id, handling).await
}

/// Returns the answer for a comment that is stored.
async fn placed(app: &App, id: i64) -> Result<Response> {
    let home = &app.config.public_url;
    let case = app.store.case(Scope::Board, id, app.now()).await?.ok_or(Error::NotFound)?;
    if case.comment.state == comment::State::Held {
        let held = Some(app.lang().say(next_step(case.comment.held_for, case.brake).1));
        let url = format!("{home}/comments/{id}/held");
        let answer = PostedComment { id, visible: false, held, url };
        return private(app, StatusCode::ACCEPTED, answer).await;
    }
    let url = format!("{home}/comments/{id}");
    let visible = case.comment.state == comment::State::Visible;
    let place = HeaderValue::try_from(format!("{home}/api/v1/comments/{id}"));
    let answer = PostedComment { id, visible, held: None, url };
    let mut response = private(app, StatusCode::CREATED, answer).await?;
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// Returns the problem of a comment that is not stored.
fn problem(app: &App, outcome: Outcome) -> Problem {
    match outcome {
        Outcome::Wrong(errors) => Problem::invalid(
            errors.into_iter().map(|error| (field(&error), error.sentence)).collect(),
        ),
        Outcome::Closed => Problem::new(StatusCode::CONFLICT, "closed", "comments-closed"),
        Outcome::MembersOnly => {
            Problem::new(StatusCode::FORBIDDEN, "members-only", "problem-members-only-text")
        }
        Outcome::TooMany { wait, by_others } => {
            let detail = Message::with(wait_keys(by_others).1, "wait", app.lang().duration(wait));
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many", detail).with_wait(wait)
        }
        Outcome::Banned(banned) => {
            let problem = Problem::new(StatusCode::FORBIDDEN, "banned", banned.text);
            problem.with_appeal(banned.appeal)
        }
        // The API has no preview, no button for another code and no log-in that ends.
        Outcome::Placed { .. }
        | Outcome::Preview(_)
        | Outcome::AnotherCode
        | Outcome::LoggedOut
        | Outcome::RefusedLogin(_) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "problem-json")
        }
    }
}

/// Returns the name of the field that an error concerns.
fn field(error: &FieldError) -> &'static str {
    match error.field {
        Some(Field::Name) => "name",
        Some(Field::Email) => "email",
        Some(Field::Body) => "body",
        Some(Field::Captcha) => "code",
        // Of the fields that readers do not see, the API has this one alone.
        None => "parent",
    }
}
