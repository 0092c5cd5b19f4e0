//! Ceremonies of `WebAuthn`: what a browser is asked for, and whether its answer is valid.
//!
//! The relying party is the host of the public URL; over plain http browsers accept only localhost.

use anyhow::Context;
use serde_json::Value;
use url::{Host, Url};
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Uuid, Webauthn,
};

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::accounts::PasskeyEntry;
use crate::web::accounts::pending::Pending;
use crate::web::session::{HalfWay, Member, Visitor};

/// Returns whether this site can offer passkeys.
pub(in crate::web::accounts) fn are_offered(app: &App) -> bool {
    relying_party(app).is_some()
}

/// Returns the options for a new passkey of a member.
pub(super) async fn registration(app: &App, member: &Member, session: &[u8; 32]) -> Result<Value> {
    let rp = relying_party(app).ok_or(Error::NotFound)?;
    let known = app.store.factors(member.account.id).await?.passkeys;
    let known: Vec<_> = known.iter().map(stored).collect::<Result<Vec<Passkey>>>()?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
    let (email, name) = (member.account.email.as_str(), member.account.name.as_str());
    let (options, state) = rp
        .start_passkey_registration(handle(member.account.id), email, name, Some(known))
        .context("starting the registration of a passkey")?;
    Pending::NewPasskey.begin(app, session, &state).await?;
    let mut options = serde_json::to_value(&options).context("the options of a passkey as JSON")?;
    // The library discourages discoverable keys, but only those can replace a password.
    if let Some(choice) =
        options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut)
    {
        choice.insert("residentKey".to_owned(), "preferred".into());
    }
    Ok(options)
}

/// Returns the options for a request to any passkey.
pub(super) async fn log_in(app: &App, browser: &[u8; 32]) -> Result<Value> {
    let rp = relying_party(app).ok_or(Error::NotFound)?;
    let (mut options, state) =
        rp.start_discoverable_authentication().context("asking for any passkey")?;
    // A button was pressed: the browser shows its passkeys at once, not as suggestions of autofill.
    options.mediation = None;
    Pending::LogIn.begin(app, browser, &state).await?;
    Ok(serde_json::to_value(&options).context("the options of a passkey as JSON")?)
}

/// Returns the options for a request to a passkey of the account that is logging in.
pub(super) async fn second_step(app: &App, half: &HalfWay) -> Result<Value> {
    let rp = relying_party(app).ok_or(Error::NotFound)?;
    let keys = app.store.factors(half.account.id).await?.passkeys;
    let keys = keys.iter().map(stored).collect::<Result<Vec<Passkey>>>()?;
    if keys.is_empty() {
        return Err(Error::NotFound);
    }
    let (options, state) =
        rp.start_passkey_authentication(&keys).context("asking for a passkey")?;
    Pending::Second.begin(app, &half.session, &state).await?;
    Ok(serde_json::to_value(&options).context("the options of a passkey as JSON")?)
}

/// Returns whether the response is from a passkey of the account that is logging in.
pub(in crate::web::accounts) async fn is_right(
    app: &App,
    half: &HalfWay,
    credential: &str,
) -> Result<bool> {
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
pub(super) async fn discovered(
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

/// Returns the id and the data of the passkey that the browser created, if it was requested here.
pub(super) async fn registered(
    app: &App,
    session: &[u8; 32],
    credential: &str,
) -> Result<Option<(Vec<u8>, String)>> {
    let Some(rp) = relying_party(app) else { return Ok(None) };
    let Some(state) = Pending::NewPasskey.end::<PasskeyRegistration>(app, session).await? else {
        return Ok(None);
    };
    let Ok(credential) = serde_json::from_str::<RegisterPublicKeyCredential>(credential) else {
        return Ok(None);
    };
    let Ok(passkey) = rp.finish_passkey_registration(&credential, &state) else {
        return Ok(None);
    };
    let id: &[u8] = passkey.cred_id().as_ref();
    let data = serde_json::to_string(&passkey).context("a passkey as JSON")?;
    Ok(Some((id.to_vec(), data)))
}

async fn used(app: &App, entry: &PasskeyEntry, outcome: &AuthenticationResult) -> Result<()> {
    let mut passkey = stored(entry)?;
    passkey.update_credential(outcome);
    let data = serde_json::to_string(&passkey).context("a passkey as JSON")?;
    app.store.use_passkey(entry.id, &data, app.now()).await
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
