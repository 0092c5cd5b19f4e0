//! Passkeys: creation, removal, and log-in, after a password or instead of it.
//!
//! Without the feature `passkeys` none is offered, and existing ones are only listed and removed.

#[cfg(feature = "passkeys")]
mod ceremony;
#[cfg(not(feature = "passkeys"))]
#[path = "no_ceremony.rs"]
mod ceremony;

use std::time::Duration;

use anyhow::Context;
use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

pub(super) use ceremony::{are_offered, is_right};

use super::check::knows_password;
use super::device::Device;
use super::login;
use super::second_factor::{self, fresh_codes, password_error, session_of};
use crate::account::NAME_MAX;
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::store::accounts::{NewPasskey, Proof};
use crate::web::page::{
    CachePolicy, Field, Form, FormPage, Id, NextPath, Section, Shell, see_other, too_many_requests,
};
use crate::web::security::{self, Refused};
use crate::web::session::{HalfWay, Member, Visitor, remembering};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answer {
    name: String,
    credential: String,
    next: NextPath,
    password: String,
}

/// Handles POST `/account/passkeys/start`: returns the options for a new passkey.
///
/// Requires the password. [`finish`] does not, because it accepts only a passkey requested here.
pub(in crate::web) async fn start(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    if !are_offered(&app) {
        return Err(Error::NotFound);
    }
    let typed: Answer = form.read()?;
    let session = session_of(&member)?;
    let check = knows_password(&app, &member, &typed.password).await?;
    if let Some(error) = check.error(&app) {
        return refused(&app, &error, check.wait());
    }
    json(&ceremony::registration(&app, &member, session).await?)
}

/// Returns an error that the script shows beside the field.
fn refused(app: &App, error: &Message, wait: Option<Duration>) -> Result<Response> {
    let mut response = json(&serde_json::json!({ "fault": app.lang().tell(error) }))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(match wait {
        Some(wait) => too_many_requests(response, wait),
        None => response,
    })
}

/// Handles POST `/account/passkeys/finish`: stores the new passkey.
pub(in crate::web) async fn finish(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let answer: Answer = form.read()?;
    let session = session_of(&member)?;
    let Some((credential, data)) = ceremony::registered(&app, session, &answer.credential).await?
    else {
        return second_factor::again(&app, &member, "passkey-refused").await;
    };
    let new = NewPasskey { credential, data, name: name_of(&app, &answer.name) };
    let is_first = !app.store.factors(member.account.id).await?.any();
    let codes = if is_first { Some(fresh_codes(&app, &member).await?) } else { None };
    if !app.store.add_passkey(member.owner(), &new, codes.as_ref(), app.now()).await? {
        return second_factor::again(&app, &member, "passkey-refused").await;
    }
    tracing::info!(account = member.account.id, "a passkey was added");
    if is_first {
        return Ok(see_other("/account/second-factor/codes"));
    }
    Ok(see_other("/account/second-factor?done=passkey"))
}

/// Handles GET `/account/passkeys/{id}/remove`: asks for the password.
pub(in crate::web) async fn remove_form(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
) -> Result<Response> {
    Ok(remove_sheet(&app, &member, id).await?.ok())
}

/// Handles POST `/account/passkeys/{id}/remove`: removes the passkey.
pub(in crate::web) async fn remove(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let answer: Answer = form.read()?;
    let again = remove_sheet(&app, &member, id).await?;
    if let Some((status, error)) = password_error(&app, &member, answer.password).await? {
        return Ok(again.errors([("password", error)]).answer(status));
    }
    app.store.drop_passkey(member.owner(), id, app.now()).await?;
    tracing::info!(account = member.account.id, "a passkey was taken away");
    Ok(see_other("/account/second-factor?done=removed"))
}

/// Handles POST `/login/passkey/start`: returns the options for a request to any passkey.
pub(in crate::web) async fn start_log_in(
    State(app): State<App>,
    visitor: Visitor,
) -> Result<Response> {
    if !are_offered(&app) {
        return Err(Error::NotFound);
    }
    app.rate_limiter
        .take(&[(LimitedAction::SecondFactor, visitor.network.as_str())], app.now())
        .await?
        .spend();
    let (browser, fresh) = visitor.known_by(&app);
    let options = ceremony::log_in(&app, &browser).await?;
    Ok(remembering(json(&options)?, &app, fresh))
}

/// Handles POST `/login/passkey/finish`: opens a session.
///
/// The device verified a fingerprint or PIN, so this counts as two factors without a password.
pub(in crate::web) async fn finish_log_in(
    State(app): State<App>,
    visitor: Visitor,
    device: Device,
    form: Form,
) -> Result<Response> {
    let answer: Answer = form.read()?;
    let next = answer.next.path(&app).unwrap_or_default();
    if let Some(entry) = ceremony::discovered(&app, &visitor, &answer.credential).await? {
        app.rate_limiter.give_back(&[(LimitedAction::SecondFactor, visitor.network.as_str())]);
        let who = (entry.account, Proof::Passkey(entry.id));
        let old = visitor.session.as_ref();
        if let Some(entered) = login::enter(&app, who, old, &device, &next).await? {
            return Ok(entered);
        }
    }
    security::refused(&app, Refused::SecondFactor, None, &visitor.network).await;
    login::refused(&app, next).await
}

/// Returns the options for a request to a passkey of the account that is logging in.
pub(super) async fn start_second(app: &App, half: &HalfWay) -> Result<Response> {
    json(&ceremony::second_step(app, half).await?)
}

async fn remove_sheet(app: &App, member: &Member, id: i64) -> Result<FormPage> {
    let passkeys = app.store.factors(member.account.id).await?.passkeys;
    let entry = passkeys.into_iter().find(|entry| entry.id == id).ok_or(Error::NotFound)?;
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    Ok(FormPage::new(app.lang(), shell, "passkey-remove-heading")
        .with("passkey-remove", &[("name", entry.name.into())])
        .to(format!("/account/passkeys/{id}/remove"))
        .field(Field::password("password", "field-password", "current-password"))
        .danger_button("passkey-remove-button", None)
        .after("factor-back", &["/account/second-factor"]))
}

/// Returns the name of a passkey on one line, with a default for an empty one.
fn name_of(app: &App, typed: &str) -> String {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        app.lang().say("passkey-unnamed")
    } else {
        name.chars().take(NAME_MAX).collect()
    }
}

fn json(value: &impl Serialize) -> Result<Response> {
    let text = serde_json::to_string(value).context("an answer to a script as JSON")?;
    Ok((
        StatusCode::OK,
        Extension(CachePolicy::Private),
        [(header::CONTENT_TYPE, "application/json")],
        text,
    )
        .into_response())
}
