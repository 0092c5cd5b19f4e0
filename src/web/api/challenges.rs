//! Challenges: tokens that hold the codes of a guest who has no cookie.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::private;
use super::problems::Board;
use super::refusal::Result;
use crate::app::App;
use crate::captcha::{self, Challenge};

/// Challenge for one form.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChallengeAnswer {
    /// Token to send with the comment.
    challenge: String,
    /// Address of a picture of a code. Each request draws another; the newest four count.
    #[schema(format = "uri")]
    picture: String,
    /// Address of a sound of a code, for whoever cannot see the picture.
    #[schema(format = "uri")]
    sound: String,
    /// Seconds for which a code can be answered after it was drawn.
    #[schema(minimum = 1)]
    code_lasts: i64,
}

/// Makes a challenge.
///
/// The code in its picture or its sound is the `code` of the comment.
#[utoipa::path(
    post,
    path = "/challenges",
    operation_id = "makeChallenge",
    tag = "Posting",
    responses(
        (status = 201, description = "The challenge.", body = ChallengeAnswer),
        Board,
    )
)]
pub(in crate::web) async fn make(State(app): State<App>) -> Result<Response> {
    let challenge = Challenge::new(app.chance());
    let home = &app.config.public_url;
    let answer = ChallengeAnswer {
        challenge: challenge.text(),
        picture: format!("{home}{}", challenge.picture()),
        sound: format!("{home}{}", challenge.sound()),
        code_lasts: captcha::LIFETIME.as_secs(),
    };
    private(&app, StatusCode::CREATED, answer).await
}
