//! Log-in and log-out.
//!
//! An unknown address and a wrong password give the same response after the same work.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::attempt::Attempt;
use super::device::Device;
use super::{openid, passkeys};
use crate::account::Email;
use crate::account::login_provider::LoginProvider;
use crate::app::App;
use crate::error::Result;
use crate::locale::{Lang, Message};
use crate::security::token::Token;
use crate::store::accounts::{NewSession, Proof};
use crate::web::page::{
    Form, NextPath, Page, QueryParams, Section, Shell, see_other, too_many_requests,
};
use crate::web::security::{self, Refused};
use crate::web::session::{
    Visitor, half_session_cookie, no_session_cookie, remembering, session_cookie,
};

/// Hash that no password matches.
///
/// The password for an unknown address is compared with it, so that this takes as long as for a
/// known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$fzchntIfvQtluFfndXU2iQ$\
    bq7eWY58HHpd3hkp30MUzOJEhWI/7Rzhg3hDlGrWf+4";

/// Address of the page with a form that was sent while logged out.
const UNSENT: &str = "/unsent";

/// Beginnings of the addresses that only staff, and those invited to it, are sent on to.
const STAFF_PATHS: [&str; 3] = ["/desk", "/moderation", "/invitations/"];

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
    providers: Vec<LoginProvider>,
    /// The failure is none of the password.
    elsewhere: bool,
    /// Log-in leads to a page of the staff: nothing is said about commenting.
    is_for_staff: bool,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: NextPath,
}

/// Handles GET `/login`: shows the form.
pub(in crate::web) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
) -> Result<Response> {
    let mut next = asked.next_path().path(&app).unwrap_or_default();
    if visitor.member.is_some() {
        return Ok(see_other(if next.is_empty() { "/" } else { &next }));
    }
    // A stored form takes precedence over the page the user was going to.
    if has_unsent_form(&app, &visitor).await? {
        UNSENT.clone_into(&mut next);
    }
    let done = match asked.text("done") {
        _ if next == UNSENT => Some("login-done-unsent"),
        Some("registered") => Some("login-done-registered"),
        Some("joined") => Some("login-done-joined"),
        Some("reset") => Some("login-done-reset"),
        Some("email") => Some("login-done-email"),
        _ => None,
    };
    let page = LogInPage {
        done: done.map(|key| app.lang().say(key)),
        ..page(&app, String::new(), next, None).await?
    };
    Ok(page.answer(StatusCode::OK))
}

/// Returns whether a form is stored that this browser sent while logged out.
async fn has_unsent_form(app: &App, visitor: &Visitor) -> Result<bool> {
    let Some(browser) = &visitor.browser else { return Ok(false) };
    Ok(app.store.unsent_form(browser, app.now()).await?.is_some())
}

/// Handles POST `/login`: checks the password and opens a session, whole or half.
pub(in crate::web) async fn log_in(
    State(app): State<App>,
    visitor: Visitor,
    device: Device,
    asked: QueryParams,
    form: Form,
) -> Result<Response> {
    let typed: Credentials = form.read()?;
    // The page sends it as a field; a client that posts to the redirect's URL has it in the query.
    let next = [typed.next, asked.next_path()];
    let next = next.iter().find_map(|next| next.path(&app)).unwrap_or_default();
    let attempt = Attempt::log_in(&app, &visitor, &typed.email).await?;
    if let Err(wait) = attempt.begin().await? {
        security::refused(&app, Refused::Limit, None, &visitor.network).await;
        return too_many(&app, typed.email, next, ("login-too-many", wait)).await;
    }

    let found = match &Email::known(&typed.email) {
        Ok(email) => app.store.credentials(email).await?,
        Err(_) => None,
    };
    // An account without a password is one that no password matches.
    let hash = found.as_ref().map_or("", |found| &found.password);
    let hash = if hash.is_empty() { NOBODY } else { hash }.to_owned();
    let matches = match attempt.verify(typed.password, hash).await? {
        Ok(matches) => matches,
        Err(wait) => {
            let account = found.map(|found| found.account.id);
            security::refused(&app, Refused::Limit, account, &visitor.network).await;
            return too_many(&app, typed.email, next, ("login-busy", wait)).await;
        }
    };
    let known = found.as_ref().map(|found| found.account.id);
    let mut response = None;
    if let Some(found) = found.filter(|_| matches) {
        attempt.right();
        let account = found.account.id;
        response = if app.store.has_second_factor(account).await? {
            half_way(&app, &visitor, (account, &found.password), &next).await?
        } else {
            let proof = Proof::Password(&found.password);
            enter(&app, (account, proof), visitor.session.as_ref(), &device, &next).await?
        };
    }
    if let Some(entered) = response {
        return Ok(entered);
    }
    security::refused(&app, Refused::Password, known, &visitor.network).await;
    let page = page(&app, typed.email, next, Some("login-failed".into())).await?;
    Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Opens a session for an account after all required factors were checked.
///
/// Ends the session that this browser had before. Returns `None` if the proof is no longer valid.
pub(super) async fn enter(
    app: &App,
    (account, proof): (i64, Proof<'_>),
    old: Option<&[u8; 32]>,
    device: &Device,
    next: &str,
) -> Result<Option<Response>> {
    let token = Token::new(app.chance());
    // Recognised at the next log-in, even after a log-out.
    let fresh = device.browser.is_none().then(|| Token::new(app.chance()));
    let browser = device.browser.or(fresh.map(|fresh| fresh.hash()));
    let new = NewSession {
        proof,
        token: &token.hash(),
        old,
        account,
        device: &device.name,
        browser: browser.as_ref(),
    };
    if !app.store.open_session(&new, app.now()).await? {
        return Ok(None);
    }
    tracing::info!(account, "somebody logged in");
    let mut response = see_other(if next.is_empty() { "/" } else { next });
    response.headers_mut().append(header::SET_COOKIE, session_cookie(app, &token));
    Ok(Some(remembering(response, app, fresh)))
}

/// Opens a half session after a correct password, which permits only the second step.
///
/// Returns `None` if the password was changed in the meantime.
async fn half_way(
    app: &App,
    visitor: &Visitor,
    (account, hash): (i64, &str),
    next: &str,
) -> Result<Option<Response>> {
    let token = Token::new(app.chance());
    if !app.store.open_half_session(&token.hash(), account, hash, app.now()).await? {
        return Ok(None);
    }
    to_second_step(app, visitor, &token, next).await.map(Some)
}

/// Leads to the second step, with the cookie of the half session and without the previous session.
pub(super) async fn to_second_step(
    app: &App,
    visitor: &Visitor,
    token: &Token,
    next: &str,
) -> Result<Response> {
    // Its cookie is about to be overwritten, so nobody could use or end that session any more.
    if let Some(old) = &visitor.session {
        app.store.close_session(old).await?;
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    let mut response = see_other(&if next.is_empty() {
        "/login/second".to_owned()
    } else {
        format!("/login/second?{query}")
    });
    response.headers_mut().append(header::SET_COOKIE, half_session_cookie(app, token));
    Ok(response)
}

/// Handles POST `/logout`: ends the session.
pub(in crate::web) async fn log_out(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    if let Some(session) = visitor.session {
        app.store.close_session(&session).await?;
    }
    let mut response = see_other("/");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(&app));
    Ok(response)
}

/// Shows the page again after an invalid passkey.
pub(super) async fn refused(app: &App, next: String) -> Result<Response> {
    let page = page(app, String::new(), next, Some("login-passkey-failed".into())).await?;
    Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Shows the page again with the reason for which another way in failed.
pub(super) async fn failed(
    app: &App,
    next: String,
    status: StatusCode,
    failure: Message,
) -> Result<Response> {
    let page = page(app, String::new(), next, Some(failure)).await?;
    Ok(LogInPage { elsewhere: true, ..page }.answer(status))
}

impl LogInPage {
    /// Returns the page as a response with this status.
    ///
    /// Its buttons lead to the providers, whose hosts the policy of the page lists.
    fn answer(self, status: StatusCode) -> Response {
        let targets = openid::targets(&self.providers);
        Page::personal(self).leading_to(targets).status(status).into_response()
    }
}

async fn page(
    app: &App,
    email: String,
    next: String,
    failure: Option<Message>,
) -> Result<LogInPage> {
    let t = app.lang();
    let mut providers = app.store.login_providers().await?;
    providers.retain(|provider| provider.settings.is_on);
    let failure = failure.map(|sentence| t.tell(&sentence));
    let is_for_staff = STAFF_PATHS.iter().any(|path| next.starts_with(path));
    Ok(LogInPage {
        t,
        shell: Shell::plain(app, Section::LogIn),
        email,
        next,
        failure,
        done: None,
        passkeys: passkeys::are_offered(app),
        providers,
        elsewhere: false,
        is_for_staff,
    })
}

/// Shows the form again with the reason and the time to wait.
async fn too_many(
    app: &App,
    email: String,
    next: String,
    (why, wait): (&'static str, Duration),
) -> Result<Response> {
    let sentence = Message::with(why, "wait", app.lang().duration(wait));
    let page = page(app, email, next, Some(sentence)).await?;
    Ok(too_many_requests(page.answer(StatusCode::OK), wait))
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;
    use crate::account::Password;

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
