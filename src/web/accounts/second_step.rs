//! Second step of a log-in: an authenticator code, a recovery code or a passkey after the password.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::device::Device;
use super::{login, passkeys};
use crate::account::second_factor::TypedCode as Code;
use crate::app::App;
use crate::error::Result;
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::store::accounts::Proof;
use crate::web::page::{
    FieldErrors, Form, NextPath, Page, QueryParams, Section, Shell, see_other, spend,
    too_many_requests,
};
use crate::web::security::{self, Refused};
use crate::web::session::HalfWay;

#[derive(Template)]
#[template(path = "accounts/second_step.html")]
struct SecondStepPage {
    t: Lang,
    shell: Shell,
    next: String,
    errors: FieldErrors,
    passkeys: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SecondStepForm {
    code: String,
    credential: String,
    next: NextPath,
}

/// Handles GET `/login/second`: asks for the second factor.
pub(in crate::web) async fn form(
    State(app): State<App>,
    _: HalfWay,
    asked: QueryParams,
) -> Response {
    let next = asked.next_path().path(&app).unwrap_or_default();
    Page::personal(page(&app, next, None)).into_response()
}

/// Handles POST `/login/second`: checks the second factor and opens a session.
pub(in crate::web) async fn check(
    State(app): State<App>,
    half: HalfWay,
    device: Device,
    asked: QueryParams,
    form: Form,
) -> Result<Response> {
    let typed: SecondStepForm = form.read()?;
    let next = [typed.next, asked.next_path()];
    let next = next.iter().find_map(|next| next.path(&app)).unwrap_or_default();
    let network = half.visitor.network.as_str();
    let told = async |what| security::refused(&app, what, Some(half.account.id), network).await;
    let account = half.account.id.to_string();
    let actions = [
        (LimitedAction::SecondFactor, half.visitor.network.as_str()),
        (LimitedAction::SecondFactorAccount, account.as_str()),
    ];
    // Spent before the code is checked: the attempt counts even if the client disconnects.
    if let Err(wait) = spend(&app, &actions).await? {
        told(Refused::Limit).await;
        return Ok(too_many(&app, next, wait));
    }
    let is_right = if typed.credential.is_empty() {
        code_is_right(&app, half.account.id, &typed.code).await?
    } else {
        passkeys::is_right(&app, &half, &typed.credential).await?
    };
    if !is_right {
        told(Refused::SecondFactor).await;
        let again = page(&app, next, Some("second-failed".into()));
        return Ok(Page::personal(again).status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    app.rate_limiter.give_back(&actions);
    let proof = Proof::SecondFactor(&half.session);
    let entered = login::enter(&app, (half.account.id, proof), None, &device, &next).await?;
    Ok(entered.unwrap_or_else(|| see_other("/login")))
}

/// Handles POST `/login/second/passkey`: returns the options for a request to the passkey.
pub(in crate::web) async fn start_passkey(
    State(app): State<App>,
    half: HalfWay,
) -> Result<Response> {
    passkeys::start_second(&app, &half).await
}

/// Checks a code and consumes it if it is right.
///
/// Authenticator codes and recovery codes work once.
async fn code_is_right(app: &App, account: i64, typed: &str) -> Result<bool> {
    match Code::read(typed) {
        Code::Recovery(hash) => app.store.use_recovery_code(account, &hash).await,
        Code::Code(code) => {
            let secret = app.totp(account).await?;
            match secret.and_then(|secret| secret.step_of(&code, app.now())) {
                Some(step) => app.store.use_step(account, step).await,
                None => Ok(false),
            }
        }
    }
}

fn page(app: &App, next: String, error: Option<Message>) -> SecondStepPage {
    let t = app.lang();
    SecondStepPage {
        t,
        shell: Shell::plain(app, Section::LogIn),
        next,
        errors: FieldErrors::new(t, error.map(|sentence| ("code", sentence))),
        passkeys: passkeys::are_offered(app),
    }
}

fn too_many(app: &App, next: String, wait: Duration) -> Response {
    let sentence = Message::with("login-too-many", "wait", app.lang().duration(wait));
    too_many_requests(Page::personal(page(app, next, Some(sentence))).into_response(), wait)
}
