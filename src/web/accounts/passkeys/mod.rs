//! Passkeys (`WebAuthn`): creation, removal, and log-in, after a password or instead of it.
//!
//! The relying party is the host of the public URL; over plain http browsers accept only localhost.

use std::time::Duration;

use anyhow::Context;
use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::{Host, Url};
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Uuid, Webauthn,
};

use super::check::knows_password;
use super::device::Device;
use super::login;
use super::pending::Pending;
use super::second_factor::{self, fresh_codes, password_fault, session_of};
use crate::account::NAME_MAX;
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::store::accounts::{NewPasskey, PasskeyEntry, Proof};
use crate::web::page::{
    CachePolicy, Field, Form, FormPage, Id, Section, Shell, local_path, retry_after, see_other,
};
use crate::web::security::{self, Refused};
use crate::web::session::{HalfWay, Member, Visitor, remembering};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answer {
    name: String,
    credential: String,
    next: String,
    password: String,
}

/// Returns whether this site can offer passkeys.
pub(super) fn are_offered(app: &App) -> bool {
    relying_party(app).is_some()
}

/// Handles POST `/account/passkeys/start`: returns the options for a new passkey.
///
/// Requires the password. [`finish`] does not, because it accepts only a passkey requested here.
pub(in crate::web) async fn start(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let rp = relying_party(&app).ok_or(Error::NotFound)?;
    let typed: Answer = form.read()?;
    let session = session_of(&member)?;
    let check = knows_password(&app, &member, &typed.password).await?;
    if let Some(fault) = check.fault(&app) {
        return refused(&app, &fault, check.wait());
    }
    let known = app.store.factors(member.account.id).await?.passkeys;
    let known: Vec<_> = known.iter().map(stored).collect::<Result<Vec<Passkey>>>()?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
    let (email, name) = (member.account.email.as_str(), member.account.name.as_str());
    let (options, state) = rp
        .start_passkey_registration(handle(member.account.id), email, name, Some(known))
        .context("starting the registration of a passkey")?;
    Pending::NewPasskey.begin(&app, session, &state).await?;
    let mut options = serde_json::to_value(&options).context("the options of a passkey as JSON")?;
    // The library discourages discoverable keys, but only those can replace a password.
    if let Some(choice) =
        options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut)
    {
        choice.insert("residentKey".to_owned(), "preferred".into());
    }
    json(&options)
}

/// Returns an error that the script shows beside the field.
fn refused(app: &App, fault: &Message, wait: Option<Duration>) -> Result<Response> {
    let mut response = json(&serde_json::json!({ "fault": app.lang().tell(fault) }))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(wait) = wait {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
    }
    Ok(response)
}

/// Handles POST `/account/passkeys/finish`: stores the new passkey.
pub(in crate::web) async fn finish(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let answer: Answer = form.read()?;
    let session = session_of(&member)?;
    let Some(passkey) = registered(&app, session, &answer.credential).await? else {
        return second_factor::again(&app, &member, "passkey-refused").await;
    };
    let id: &[u8] = passkey.cred_id().as_ref();
    let new = NewPasskey {
        credential: id.to_vec(),
        data: serde_json::to_string(&passkey).context("a passkey as JSON")?,
        name: name_of(&app, &answer.name),
    };
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
    if let Some((status, fault)) = password_fault(&app, &member, answer.password).await? {
        return Ok(again.faults(&[("password", fault)]).answer(status));
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
    let rp = relying_party(&app).ok_or(Error::NotFound)?;
    app.rate_limiter
        .take(&[(LimitedAction::SecondFactor, visitor.network.as_str())], app.now())
        .await?
        .spend();
    let (browser, fresh) = visitor.known_by(&app);
    let (mut options, state) =
        rp.start_discoverable_authentication().context("asking for any passkey")?;
    // A button was pressed: the browser shows its passkeys at once, not as suggestions of autofill.
    options.mediation = None;
    Pending::LogIn.begin(&app, &browser, &state).await?;
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
    let next = local_path(&app, &answer.next).unwrap_or_default();
    if let Some(entry) = discovered(&app, &visitor, &answer.credential).await? {
        app.rate_limiter.give_back(&[(LimitedAction::SecondFactor, visitor.network.as_str())]);
        let who = (entry.account, Proof::Passkey(entry.id));
        let old = visitor.session.as_ref();
        if let Some(entered) = login::enter(&app, who, old, &device, &next).await? {
            return Ok(entered);
        }
    }
    security::refused(&app, Refused::SecondFactor, None, &visitor.network).await;
    Ok(login::refused(&app, next))
}

/// Returns the options for a request to a passkey of the account that is logging in.
pub(super) async fn start_second(app: &App, half: &HalfWay) -> Result<Response> {
    let rp = relying_party(app).ok_or(Error::NotFound)?;
    let keys = app.store.factors(half.account.id).await?.passkeys;
    let keys = keys.iter().map(stored).collect::<Result<Vec<Passkey>>>()?;
    if keys.is_empty() {
        return Err(Error::NotFound);
    }
    let (options, state) =
        rp.start_passkey_authentication(&keys).context("asking for a passkey")?;
    Pending::Second.begin(app, &half.session, &state).await?;
    json(&options)
}

/// Returns whether the response is from a passkey of the account that is logging in.
pub(super) async fn is_right(app: &App, half: &HalfWay, credential: &str) -> Result<bool> {
    let Some(rp) = relying_party(app) else { return Ok(false) };
    let Some(state) = Pending::Second.end::<PasskeyAuthentication>(app, &half.session).await?
    else {
        return Ok(false);
    };
    let Ok(credential) = serde_json::from_str::<PublicKeyCredential>(credential) else {
        return Ok(false);
    };
    let Ok(outcome) = rp.finish_passkey_authentication(&credential, &state) else {
        return Ok(false);
    };
    match app.store.passkey(outcome.cred_id()).await? {
        Some(entry) if entry.account == half.account.id => {
            used(app, &entry, &outcome).await.map(|()| true)
        }
        _ => Ok(false),
    }
}

/// Returns the passkey that the browser chose, if its response is valid.
async fn discovered(
    app: &App,
    visitor: &Visitor,
    credential: &str,
) -> Result<Option<PasskeyEntry>> {
    let (Some(rp), Some(browser)) = (relying_party(app), visitor.browser) else { return Ok(None) };
    let Some(state) = Pending::LogIn.end::<DiscoverableAuthentication>(app, &browser).await? else {
        return Ok(None);
    };
    let Ok(credential) = serde_json::from_str::<PublicKeyCredential>(credential) else {
        return Ok(None);
    };
    let Ok((whose, id)) = rp.identify_discoverable_authentication(&credential) else {
        return Ok(None);
    };
    let Some(entry) = app.store.passkey(id).await?.filter(|entry| handle(entry.account) == whose)
    else {
        return Ok(None);
    };
    let key = DiscoverableKey::from(stored(&entry)?);
    let Ok(outcome) = rp.finish_discoverable_authentication_v2(&credential, state, &key) else {
        return Ok(None);
    };
    if app.store.account_by_id(entry.account).await?.is_none() {
        return Ok(None);
    }
    used(app, &entry, &outcome).await?;
    Ok(Some(entry))
}

/// Returns the passkey that the browser created, if it was requested here.
async fn registered(app: &App, session: &[u8; 32], credential: &str) -> Result<Option<Passkey>> {
    let Some(rp) = relying_party(app) else { return Ok(None) };
    let Some(state) = Pending::NewPasskey.end::<PasskeyRegistration>(app, session).await? else {
        return Ok(None);
    };
    let Ok(credential) = serde_json::from_str::<RegisterPublicKeyCredential>(credential) else {
        return Ok(None);
    };
    Ok(rp.finish_passkey_registration(&credential, &state).ok())
}

async fn used(app: &App, entry: &PasskeyEntry, outcome: &AuthenticationResult) -> Result<()> {
    let mut passkey = stored(entry)?;
    passkey.update_credential(outcome);
    let data = serde_json::to_string(&passkey).context("a passkey as JSON")?;
    app.store.use_passkey(entry.id, &data, app.now()).await
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

/// Returns the relying party, or `None` if browsers would reject it.
fn relying_party(app: &App) -> Option<Webauthn> {
    let url = Url::parse(&app.config.public_url).ok()?;
    let Some(Host::Domain(host)) = url.host() else { return None };
    let is_safe = app.config.is_https() || host == "localhost" || host.ends_with(".localhost");
    let builder = WebauthnBuilder::new(host, &url).ok().filter(|_| is_safe)?;
    builder.rp_name(&app.name()).build().ok()
}

/// Returns the user handle of an account for authenticators; it reveals nothing about the person.
fn handle(account: i64) -> Uuid {
    Uuid::from_u128(u128::from(account.unsigned_abs()))
}

fn stored(entry: &PasskeyEntry) -> Result<Passkey> {
    Ok(serde_json::from_str(&entry.data).context("a passkey from JSON")?)
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
