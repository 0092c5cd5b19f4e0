//! Comments written as a guest.
//!
//! Whoever confirms their e-mail address can move them to an account or remove the name from them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use super::links::{too_many, within_limits};
use crate::account::Email;
use crate::app::App;
use crate::backup::journal;
use crate::error::Result;
use crate::notify::Event;
use crate::web::page::{Field, Form, FormPage, QueryParams, Section, Shell, see_other};
use crate::web::session::Visitor;

/// Time after the confirmation of an address in which the browser may decide on its comments.
///
/// Long enough to read them, too short for the next user of a shared computer.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ClaimForm {
    email: String,
    choice: String,
    sure: String,
}

/// Handles GET `/my-comments`: asks for the address, or shows the choices for a confirmed one.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
) -> Result<Response> {
    if let Some(email) = proved(&app, &visitor).await? {
        return Ok(choices(&app, &visitor, &email).await?.ok());
    }
    let form_page = ask(&app, &visitor, "").await?;
    Ok(match asked.text("done") {
        Some("claim") => form_page.good("my-claimed").ok(),
        Some("disown") => form_page.good("my-disowned").ok(),
        _ => form_page.ok(),
    })
}

/// Handles POST `/my-comments`: sends a link to the address, or shows the error.
pub(in crate::web) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let typed: ClaimForm = form.read()?;
    let again = ask(&app, &visitor, &typed.email).await?;
    let permit = match within_limits(&app, &visitor, &typed.email).await? {
        Ok(permit) => permit,
        Err(wait) => return Ok(too_many(&app, wait, |told| again.errors([told]))),
    };
    let email = match Email::new(&typed.email) {
        Ok(email) => email,
        Err(key) => {
            return Ok(again
                .errors([("email", key.into())])
                .answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    permit.spend();
    app.store.announce(&Event::Proof { email: email.as_str().to_owned() }, app.now()).await?;
    Ok(see_other("/my-comments/sent"))
}

/// Handles GET `/my-comments/sent`: confirms the request.
pub(in crate::web) async fn sent(State(app): State<App>) -> Response {
    let shell = Shell::plain(&app, Section::Elsewhere);
    FormPage::new(app.lang(), shell, "sent-heading").say("my-sent").hint("sent-hint").ok()
}

/// Handles POST `/my-comments/choose`: moves the comments to the account or removes their name.
pub(in crate::web) async fn choose(
    State(app): State<App>,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let typed: ClaimForm = form.read()?;
    let Some(email) = proved(&app, &visitor)
        .await?
        .filter(|email| email.key() == typed.email.trim().to_lowercase())
    else {
        return Ok(see_other("/my-comments"));
    };
    let refused = async |key: &'static str| -> Result<Response> {
        let again = choices(&app, &visitor, &email).await?;
        Ok(again.errors([("sure", key.into())]).answer(StatusCode::UNPROCESSABLE_ENTITY))
    };
    match (typed.choice.as_str(), &visitor.member) {
        ("claim", Some(member)) => {
            let count = app.store.claim_comments(&email, member.id).await?;
            tracing::info!(account = member.id, count, "a guest's comments were claimed");
            Ok(see_other("/my-comments?done=claim"))
        }
        ("claim", None) => Ok(see_other("/login?next=%2Fmy-comments")),
        ("disown", _) if typed.sure != "on" => refused("my-sure-missing").await,
        ("disown", _) => {
            let count = app.store.disown_guest(&email, app.now()).await?;
            journal::keep(&app).await;
            tracing::info!(count, "a guest was cut loose from what they wrote");
            Ok(see_other("/my-comments?done=disown"))
        }
        _ => refused("my-choice-missing").await,
    }
}

/// Returns the address that this browser confirmed within [`FRESH`], if it has guests' comments.
async fn proved(app: &App, visitor: &Visitor) -> Result<Option<Email>> {
    let Some(browser) = &visitor.browser else { return Ok(None) };
    let Some(email) = app.store.proved_since(browser, app.now() - FRESH).await? else {
        return Ok(None);
    };
    Ok(if app.store.comments_of_guest(&email).await?.is_empty() { None } else { Some(email) })
}

async fn ask(app: &App, visitor: &Visitor, email: &str) -> Result<FormPage> {
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?;
    Ok(FormPage::new(app.lang(), shell, "my-heading")
        .say("my-text")
        .to("/my-comments")
        .field(Field::email("email", "field-email").hint("my-email-hint").value(email))
        .button("my-button"))
}

async fn choices(app: &App, visitor: &Visitor, email: &Email) -> Result<FormPage> {
    let comments = app.store.comments_of_guest(email).await?;
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?;
    let count = comments.len();
    let mut form_page = FormPage::new(app.lang(), shell, "my-heading")
        .with("my-found", &[("count", count.into()), ("email", email.as_str().into())])
        .heading("my-claim-heading")
        .say(if visitor.member.is_some() { "my-claim" } else { "my-claim-log-in" })
        .heading("my-disown-heading")
        .say("my-disown")
        .to("/my-comments/choose")
        .field(Field::hidden("email", email.as_str()))
        .field(Field::tick("sure", "my-sure", false));
    for comment in comments.into_iter().take(20) {
        form_page = form_page.quote(comment.html);
    }
    Ok(form_page
        .choice_button("my-claim-button", "choice", "claim")
        .danger_button("my-disown-button", Some(("choice", "disown"))))
}
