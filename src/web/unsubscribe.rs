//! Unsubscribing from e-mails with one click, without logging in.
//!
//! The link allows nothing else, and its page masks the e-mail address.

use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use super::page::{Form, FormPage, Section, Shell, discard, see_other};
use crate::app::App;
use crate::error::{Error, Result};
use crate::notify::List;
use crate::store::mail::Subscriber;

/// Maximum size of the form in bytes: ten times that of its two fields.
const FORM_MAX: usize = 1024;
/// Number of hexadecimal digits of the key in a link.
const KEY_DIGITS: usize = 64;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UnsubscribeForm {
    /// "again" subscribes again.
    choice: String,
    /// Field sent by mail programs for one-click unsubscription (RFC 8058, section 3.2).
    #[serde(rename = "List-Unsubscribe")]
    one_click: String,
}

/// Handles GET `/unsubscribe/{token}`: shows the kind of e-mail and a button.
pub(super) async fn form(State(app): State<App>, Path(link): Path<String>) -> Result<Response> {
    let (list, subscriber) = look(&app, &link).await?;
    Ok(form_page(&app, &link, list, &subscriber).ok())
}

/// Handles POST `/unsubscribe/{token}`: unsubscribes, or subscribes again.
///
/// The token is the only authorization: mail programs and servers send any body, with any origin or
/// none (RFC 8058, sections 3.2 and 8). A body that is not the form of the page unsubscribes.
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
    // Mail programs do not follow redirects.
    Ok(form_page(&app, &link, list, &Subscriber { off, ..subscriber }).answer(StatusCode::OK))
}

/// Returns the fields of a form from a browser, or `None` for any other body.
async fn typed(app: &App, request: Request) -> Result<Option<UnsubscribeForm>> {
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

/// Returns the kind of e-mail and its recipient.
///
/// The part of the link after the key is the code of the kind.
async fn look(app: &App, link: &str) -> Result<(List, Subscriber)> {
    let (key, list) = link.split_at_checked(KEY_DIGITS).ok_or(Error::NotFound)?;
    let list = List::from_code(list).ok_or(Error::NotFound)?;
    let key = hex::decode(key).map_err(|_| Error::NotFound)?;
    let subscriber = app.store.subscriber(&key, list).await?.ok_or(Error::NotFound)?;
    Ok((list, subscriber))
}

fn form_page(app: &App, link: &str, list: List, subscriber: &Subscriber) -> FormPage {
    let (on, off) = match list {
        List::Answers => ("stop-answers", "stop-answers-done"),
        List::Mentions => ("stop-mentions", "stop-mentions-done"),
        List::Digest => ("stop-digest", "stop-digest-done"),
        List::Follow(_) => ("stop-follow", "stop-follow-done"),
    };
    let form_page =
        FormPage::new(app.lang(), Shell::plain(app, Section::Elsewhere), "stop-heading");
    let to = format!("/unsubscribe/{link}");
    if subscriber.off {
        form_page.good(off).to(to).choice_button("stop-again", "choice", "again")
    } else {
        form_page
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
