//! Stopping mail with one click, without logging in. The link can do nothing else, and shows no more of the address than its owner needs.

use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use super::page::{Form, Section, Sheet, Shell, discard, see_other};
use crate::app::App;
use crate::error::{Error, Result};
use crate::notify::List;
use crate::store::Subscriber;

/// The largest form, in bytes: its two fields fit ten times.
const FORM_MAX: usize = 1024;
/// Number of hexadecimal digits of the key in a link.
const KEY_DIGITS: usize = 64;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    /// "again" takes it back.
    choice: String,
    /// What mail programs send for one click (RFC 8058, section 3.2).
    #[serde(rename = "List-Unsubscribe")]
    one_click: String,
}

/// GET `/unsubscribe/{token}`: what it stops, and a button.
pub(super) async fn form(State(app): State<App>, Path(link): Path<String>) -> Result<Response> {
    let (list, subscriber) = look(&app, &link).await?;
    Ok(sheet(&app, &link, list, &subscriber).ok())
}

/// POST `/unsubscribe/{token}`: stops it, or takes that back. The token says everything: mail
/// programs and servers post what they like, with any origin or none (RFC 8058, sections 3.2 and
/// 8), and a body that is no form of the board's only stops.
pub(super) async fn stop(
    State(app): State<App>,
    Path(link): Path<String>,
    request: Request,
) -> Result<Response> {
    let (list, subscriber) = look(&app, &link).await?;
    let typed = typed(&app, request).await?;
    let off = typed.as_ref().is_none_or(|typed| typed.choice != "again");
    app.store.unsubscribe(&subscriber.email, list, off, app.now()).await?;
    if typed.is_some_and(|typed| typed.one_click.is_empty()) {
        return Ok(see_other(&format!("/unsubscribe/{link}")));
    }
    // A mail program follows no redirect.
    Ok(sheet(&app, &link, list, &Subscriber { off, ..subscriber }).answer(StatusCode::OK))
}

/// Fields of a form as a browser sends it; `None` for any other body.
async fn typed(app: &App, request: Request) -> Result<Option<Typed>> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        discard(request).await;
        return Ok(None);
    }
    let Ok(form) = Form::<FORM_MAX>::from_request(request, app).await;
    match form.read() {
        Ok(typed) => Ok(Some(typed)),
        Err(Error::Invalid(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Kind of mail and its recipient; the part behind the key names the kind.
async fn look(app: &App, link: &str) -> Result<(List, Subscriber)> {
    let (key, list) = link.split_at_checked(KEY_DIGITS).ok_or(Error::NotFound)?;
    let list = List::from_code(list).ok_or(Error::NotFound)?;
    let key = hex::decode(key).map_err(|_| Error::NotFound)?;
    let subscriber = app.store.subscriber(&key, list).await?.ok_or(Error::NotFound)?;
    Ok((list, subscriber))
}

fn sheet(app: &App, link: &str, list: List, subscriber: &Subscriber) -> Sheet {
    let (on, off) = match list {
        List::Answers => ("stop-answers", "stop-answers-done"),
        List::Mentions => ("stop-mentions", "stop-mentions-done"),
        List::Digest => ("stop-digest", "stop-digest-done"),
        List::Follow(_) => ("stop-follow", "stop-follow-done"),
    };
    let sheet = Sheet::new(app.lang(), Shell::plain(app, Section::Elsewhere), "stop-heading");
    let to = format!("/unsubscribe/{link}");
    if subscriber.off {
        sheet.good(off).to(to).choice_button("stop-again", "choice", "again")
    } else {
        sheet
            .with(
                on,
                &[
                    ("email", subscriber.email.masked().into()),
                    ("title", subscriber.article.clone().unwrap_or_default().into()),
                ],
            )
            .to(to)
            .button("mail-unsubscribe")
    }
}
