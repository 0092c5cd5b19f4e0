//! Password reset: a link by e-mail, and a new password by that link.
//!
//! Known and unknown addresses get the same response.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::links::{spent, too_many, within_limits};
use crate::account::{Account, Email, PASSWORD_MAX, Password};
use crate::app::App;
use crate::app::rate_limiter::Lane;
use crate::error::Result;
use crate::notify::Event;
use crate::security::token::{Purpose, Token};
use crate::store::accounts::EmailToken;
use crate::web::page::{Field, Form, FormPage, Section, Shell, or_wait, see_other};
use crate::web::session::{Visitor, remembering};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ForgotForm {
    email: String,
    password: String,
}

/// Handles GET `/forgot`: asks for the e-mail address.
pub(in crate::web) async fn form(State(app): State<App>) -> Response {
    ask(&app, "").ok()
}

/// Handles POST `/forgot`: requests an e-mail with a link.
pub(in crate::web) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    form: Form,
) -> Result<Response> {
    let typed: ForgotForm = form.read()?;
    let permit = match within_limits(&app, &visitor, &typed.email).await? {
        Ok(permit) => permit,
        Err(wait) => {
            return Ok(too_many(&app, wait, |told| ask(&app, &typed.email).errors([told])));
        }
    };
    let email = match Email::new(&typed.email) {
        Ok(email) => email,
        Err(key) => {
            let again = ask(&app, &typed.email).errors([("email", key.into())]);
            return Ok(again.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    permit.spend();
    app.store.announce(&Event::Forgot { email: email.as_str().to_owned() }, app.now()).await?;
    Ok(see_other("/forgot/sent"))
}

/// Handles GET `/forgot/sent`: confirms the request.
pub(in crate::web) async fn sent(State(app): State<App>) -> Response {
    let shell = Shell::plain(&app, Section::LogIn);
    FormPage::new(app.lang(), shell, "sent-heading").say("forgot-sent").hint("sent-hint").ok()
}

/// Handles GET `/reset/{token}`: asks for a new password.
pub(in crate::web) async fn reset_form(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response> {
    match holder(&app, &link).await? {
        Some(_) => Ok(choose(&app, &link).ok()),
        None => Ok(spent(&app, &visitor).await),
    }
}

/// Handles POST `/reset/{token}`: changes the password.
pub(in crate::web) async fn reset(
    State(app): State<App>,
    visitor: Visitor,
    Path(link): Path<String>,
    form: Form,
) -> Result<Response> {
    let Some((token, account)) = holder(&app, &link).await? else {
        return Ok(spent(&app, &visitor).await);
    };
    let typed: ForgotForm = form.read()?;
    let board = app.name();
    let about = [account.name.as_str(), account.email.as_str(), board.as_str()];
    let password = match Password::chosen(typed.password, &about) {
        Ok(password) => password,
        Err(key) => {
            let again = choose(&app, &link).errors([("password", key.into())]);
            return Ok(again.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    // The link proves access to the e-mail of the account.
    let lane = Lane::Link(account.id, &visitor.network);
    let hash = match or_wait(app.rate_limiter.hash(lane, password, app.chance()).await)? {
        Ok(hash) => hash,
        Err(wait) => {
            return Ok(too_many(&app, wait, |told| choose(&app, &link).errors([told])));
        }
    };
    if !app.store.reset_password(&token, account.id, &hash, app.now()).await? {
        return Ok(spent(&app, &visitor).await);
    }
    tracing::info!(account = account.id, "somebody chose a new password by a link");
    // Knowing the browser keeps the next log-in apart from attempts by others on this address.
    let (browser, fresh) = visitor.known_by(&app);
    app.store.know(account.id, &browser, app.now()).await?;
    Ok(remembering(see_other("/login?done=reset"), &app, fresh))
}

/// Returns the account whose password a link may change, with the token of the link.
async fn holder(app: &App, link: &str) -> Result<Option<(Token, Account)>> {
    let Some(token) = Token::parse(link) else { return Ok(None) };
    let ticket = app
        .store
        .email_token(&token, app.now())
        .await?
        .filter(|ticket| ticket.purpose == Purpose::Reset);
    let Some(EmailToken { account: Some(id), email, .. }) = ticket else { return Ok(None) };
    let account = app.store.account_by_id(id).await?;
    // A link can briefly outlive a change of the e-mail address: the owner of the old address must
    // not use it.
    let is_current = |account: &Account| {
        email.is_none_or(|email| Email::stored(email).key() == account.email.key())
    };
    Ok(account.filter(is_current).map(|account| (token, account)))
}

fn ask(app: &App, email: &str) -> FormPage {
    FormPage::new(app.lang(), Shell::plain(app, Section::LogIn), "forgot-heading")
        .hint("forgot-hint")
        .to("/forgot")
        .field(Field::email("email", "field-email").value(email))
        .button("forgot-button")
        .after("register-log-in", &["/login"])
}

fn choose(app: &App, link: &str) -> FormPage {
    FormPage::new(app.lang(), Shell::plain(app, Section::LogIn), "reset-heading")
        .hint("reset-hint")
        .to(format!("/reset/{link}"))
        .field(
            Field::password("password", "field-password-new", "new-password")
                .hint("password-hint")
                .max(PASSWORD_MAX),
        )
        .button("reset-button")
}
