//! Logging in and out. An unknown address and a wrong password give the same answer after the same work.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::device::Device;
use super::passkeys;
use crate::account::{Email, Password};
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::locale::{Lang, Sentence};
use crate::store::NewSession;
use crate::ticket::Token;
use crate::web::page::{Asked, Form, Page, Section, Shell, own_path, retry_after, see_other};
use crate::web::session::{Visitor, half_session_cookie, no_session_cookie, session_cookie};

/// The hash of no password anybody has: an unknown address is compared with it, and costs what a known one costs.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$fzchntIfvQtluFfndXU2iQ$bq7eWY58HHpd3hkp30MUzOJEhWI/7Rzhg3hDlGrWf+4";

#[derive(Template)]
#[template(path = "accounts/login.html")]
struct LogInPage {
    t: Lang,
    shell: Shell,
    email: String,
    next: String,
    failure: Option<String>,
    done: Option<String>,
    passkeys: bool,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// GET `/login`.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response> {
    let next = asked.text("next").and_then(|next| own_path(&app, next)).unwrap_or_default();
    if visitor.member.is_some() {
        return Ok(see_other(if next.is_empty() { "/" } else { &next }));
    }
    let done = match asked.text("done") {
        Some("registered") => Some("login-done-registered"),
        Some("reset") => Some("login-done-reset"),
        Some("email") => Some("login-done-email"),
        _ => None,
    };
    let page = LogInPage {
        done: done.map(|key| app.lang().say(key)),
        ..page(&app, String::new(), next, None)
    };
    Ok(Page::personal(page).into_response())
}

/// POST `/login`.
pub(in crate::web) async fn log_in(
    State(app): State<App>,
    visitor: Visitor,
    device: Device,
    asked: Asked,
    form: Form,
) -> Result<Response> {
    let typed: Credentials = form.read()?;
    // The page sends it as a field; who posts to the address they were sent to has it there.
    let next = [typed.next.as_str(), asked.text("next").unwrap_or_default()];
    let next = next.into_iter().find_map(|next| own_path(&app, next)).unwrap_or_default();
    let email = Email::known(&typed.email);
    let now = app.now();
    let key = email.as_ref().map_or_else(|_| typed.email.trim().to_lowercase(), Email::key);
    let deeds = [(Deed::LogIn, visitor.network.as_str()), (Deed::LogInEmail, key.as_str())];
    match app.gate.take(&deeds, now).await {
        // Spent before the password is looked at: who hangs up meanwhile has tried all the same.
        Ok(permit) => permit.spend(),
        Err(Error::TooMany(wait)) => return Ok(too_many(&app, typed.email, next, wait)),
        Err(other) => return Err(other),
    }

    let found = match &email {
        Ok(email) => app.store.credentials(email).await?,
        Err(_) => None,
    };
    let hash = found.as_ref().map_or(NOBODY, |found| &found.password).to_owned();
    let matches = app.gate.verify(Password::attempt(typed.password), hash).await?;
    let Some(found) = found.filter(|_| matches) else {
        tracing::info!("a log-in failed");
        let failed = page(&app, typed.email, next, Some("login-failed".into()));
        return Ok(Page::personal(failed).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };

    app.gate.give_back(&deeds);
    if app.store.has_second_factor(found.account.id).await? {
        return half_way(&app, &visitor, found.account.id, &next).await;
    }
    enter(&app, found.account.id, visitor.session.as_ref(), &device, &next).await
}

/// Opens a session for somebody who proved all they have to; the one this browser had before ends with it.
pub(super) async fn enter(
    app: &App,
    account: i64,
    old: Option<&[u8; 32]>,
    device: &Device,
    next: &str,
) -> Result<Response> {
    let token = Token::new(app.chance());
    app.store
        .open_session(
            &NewSession { token: &token.hash(), old, account, device: &device.0 },
            app.now(),
        )
        .await?;
    tracing::info!(account, "somebody logged in");
    let mut response = see_other(if next.is_empty() { "/" } else { next });
    response.headers_mut().append(header::SET_COOKIE, session_cookie(app, &token));
    Ok(response)
}

/// The password was right: a session that is good for nothing but the second step.
async fn half_way(app: &App, visitor: &Visitor, account: i64, next: &str) -> Result<Response> {
    // Its cookie is about to be written over: nobody could use it or log it out any more.
    if let Some(old) = &visitor.session {
        app.store.close_session(old).await?;
    }
    let token = Token::new(app.chance());
    app.store.open_half_session(&token.hash(), account, app.now()).await?;
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    let mut response = see_other(&if next.is_empty() {
        "/login/second".to_owned()
    } else {
        format!("/login/second?{query}")
    });
    response.headers_mut().append(header::SET_COOKIE, half_session_cookie(app, &token));
    Ok(response)
}

/// POST `/logout`.
pub(in crate::web) async fn log_out(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    if let Some(session) = visitor.session {
        app.store.close_session(&session).await?;
    }
    let mut response = see_other("/");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(&app));
    Ok(response)
}

/// The page after a passkey that was not right.
pub(super) fn refused(app: &App, next: String) -> Response {
    let page = page(app, String::new(), next, Some("login-passkey-failed".into()));
    Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn page(app: &App, email: String, next: String, failure: Option<Sentence>) -> LogInPage {
    let t = app.lang();
    let failure = failure.map(|sentence| t.tell(&sentence));
    LogInPage {
        t,
        shell: Shell::plain(app, Section::LogIn),
        email,
        next,
        failure,
        done: None,
        passkeys: passkeys::are_offered(app),
    }
}

fn too_many(app: &App, email: String, next: String, wait: Duration) -> Response {
    let sentence = Sentence::with("login-too-many", "wait", app.lang().duration(wait));
    let page = page(app, email, next, Some(sentence));
    let mut response = Page::personal(page).status(StatusCode::TOO_MANY_REQUESTS).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    response
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[test]
    fn nobody_s_hash_costs_what_a_real_one_costs() {
        let real = Password::attempt("lang genoeg".into()).hash(&[1; 16]).unwrap();
        let parameters = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(parameters(NOBODY), parameters(&real));
        assert_eq!(NOBODY.len(), real.len());
        assert!(
            PasswordHash::new(NOBODY).is_ok(),
            "one that cannot be read would be refused at once"
        );
        assert!(!Password::attempt("lang genoeg".into()).matches(NOBODY));
    }
}
