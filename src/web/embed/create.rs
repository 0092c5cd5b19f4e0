//! Posting a comment from a page of another site.
//!
//! From another origin than the board's, only those of the site post, and only as guests: whatever
//! cookies the browser sends along give no rights. A form with a token of the site is that of its
//! user, wherever it was sent from.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::Response;
use serde::Deserialize;

use super::host::Host;
use super::refused::{Form as Shown, refused};
use crate::app::App;
use crate::comment::{Field, FieldError};
use crate::error::{Error, Result};
use crate::sites::PageAddress;
use crate::web::comments::attempt::{Attempt, Outcome};
use crate::web::comments::form::{CommentForm, Intent};
use crate::web::comments::site_login::SiteLogin;
use crate::web::page::{Form, one_line};
use crate::web::session::Visitor;

/// Comment form under a page of another site.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct EmbedForm {
    /// Address of the page.
    url: String,
    /// Title of a page without comments.
    title: String,
    /// Not empty if the form was shown in a frame.
    framed: String,
    #[serde(flatten)]
    comment: CommentForm,
}

/// Sender of a form, by the origin that the browser states.
enum Sender {
    /// Page of the board.
    Board,
    /// Page of this origin; empty for a program that states none.
    Other(String),
}

impl Sender {
    /// Determines the sender from headers that no script can set.
    ///
    /// [`Error::Forbidden`] if it is the page of an origin on which the board does not stand.
    async fn of(app: &App, headers: &HeaderMap) -> Result<Self> {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let origin = text(header::ORIGIN);
        match text(HeaderName::from_static("sec-fetch-site")) {
            Some("same-origin" | "none") => return Ok(Self::Board),
            Some(_) if origin.is_none() => return Err(forbidden()),
            _ => {}
        }
        match origin {
            None => Ok(Self::Other(String::new())),
            Some(origin) if origin == app.config.public_url => Ok(Self::Board),
            Some(origin) if app.sites().await?.with_origin(origin).is_some() => {
                Ok(Self::Other(origin.to_owned()))
            }
            Some(_) => Err(forbidden()),
        }
    }

    /// Returns whether the sender may post under a page of this host.
    fn may_post_under(&self, host: &Host) -> bool {
        match self {
            Self::Board => true,
            Self::Other(origin) => {
                origin.is_empty() || host.site.origins.iter().any(|own| own.as_str() == origin)
            }
        }
    }

    /// Returns the visitor with the rights of this sender.
    fn limited(&self, visitor: Visitor) -> Visitor {
        match self {
            Self::Board => visitor,
            Self::Other(_) => as_guest(visitor),
        }
    }
}

/// Returns the visitor without anything that the browser sent along.
fn as_guest(visitor: Visitor) -> Visitor {
    Visitor { member: None, session: None, browser: None, ..visitor }
}

fn forbidden() -> Error {
    Error::Forbidden("embed-origin".into())
}

/// Handles POST `/embed/comments`: posts, previews or confirms a comment under a page of a site.
pub(in crate::web) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let sender = Sender::of(&app, &headers).await?;
    let input = form.read::<EmbedForm>()?;
    let is_signed = !input.comment.user.is_empty();
    let visitor = if is_signed { as_guest(visitor) } else { sender.limited(visitor) };
    let framed = is_framed(&headers, &input);
    let EmbedForm { url, title, comment: input, .. } = input;
    let address = PageAddress::parse(&url);
    let found = match address.clone() {
        Some(address) => Host::find(&app, address, &one_line(&title)).await?,
        None => None,
    };
    let Some((host, article)) = found else {
        return refused(&app, address.as_ref(), Shown::Page).await;
    };
    if !sender.may_post_under(&host) {
        return Err(forbidden());
    }
    let (intent, is_first) = (input.intent(), input.challenge.is_empty());
    let host = host.framed(framed);
    let login =
        if is_signed { Some(SiteLogin::of(&app, &host.site, &input.user).await?) } else { None };
    let attempt = Attempt::new(&app, &visitor, article, input).await?;
    let attempt = attempt.under(host).signed_by(login).await?;
    let outcome = attempt.outcome(intent).await?;
    let outcome = if is_first { before_code(intent, outcome) } else { outcome };
    Box::pin(attempt.answer(outcome)).await
}

/// Returns whether the response is shown in a frame: as the browser says, else as the form says.
fn is_framed(headers: &HeaderMap, input: &EmbedForm) -> bool {
    match headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok()) {
        Some(target) => target == "iframe",
        None => !input.framed.is_empty(),
    }
}

/// Returns the result of a form that showed no code: its absence is no mistake, the code comes now.
fn before_code(intent: Option<Intent>, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Wrong(errors) if intent == Some(Intent::Post) => {
            let is_other = |error: &FieldError| error.field != Some(Field::Captcha);
            let errors: Vec<_> = errors.into_iter().filter(is_other).collect();
            if errors.is_empty() { Outcome::AnotherCode } else { Outcome::Wrong(errors) }
        }
        outcome => outcome,
    }
}
