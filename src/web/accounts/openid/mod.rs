//! Log-in at a provider (OpenID Connect): the way there, the way back, and what follows.
//!
//! A person at a provider is an issuer and a subject. An account is found by nothing else: who
//! comes for the first time logs in to the account once, or makes one.

pub(in crate::web) mod account;
pub(in crate::web) mod join;
pub(in crate::web) mod register;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::device::Device;
use super::login;
use super::pending::Pending;
use crate::account::id_token::Person;
use crate::account::login_provider::{LoginProvider, origin};
use crate::account::{Account, Role};
use crate::app::App;
use crate::app::openid::{LoginSecrets, ProviderFailure};
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::security::token::Token;
use crate::store::accounts::{Identity, Proof, RoleChange};
use crate::web::page::{
    Form, FormPage, Id, NextPath, QueryParams, Section, Shell, see_other, spend, too_many_requests,
};
use crate::web::security::{self, Refused};
use crate::web::session::{Visitor, remembering};

/// Log-in that went to a provider. Its state is in the key under which it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct Begun {
    provider: i64,
    nonce: String,
    verifier: String,
    next: String,
    /// Session whose account gets the log-in, if it is not to open one.
    session: Option<[u8; 32]>,
}

/// Person at a provider who has no account yet, or has not logged in to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Newcomer {
    provider: i64,
    issuer: String,
    subject: String,
    email: Option<String>,
    is_verified: bool,
    name: Option<String>,
    /// Role by claim of a new account.
    role: Option<String>,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StartForm {
    next: NextPath,
}

/// Handles POST `/login/openid/{id}`: leads to the provider.
pub(in crate::web) async fn start(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let typed: StartForm = form.read()?;
    let provider = in_use(&app, id).await?;
    let next = typed.next.path(&app).unwrap_or_default();
    go(&app, &visitor, &provider, next, None).await
}

/// Handles GET `/login/openid/{id}/callback`: logs in who comes back from the provider.
///
/// It changes something although it is a GET, as the protocol has it; its state is used once.
pub(in crate::web) async fn callback(
    State(app): State<App>,
    visitor: Visitor,
    device: Device,
    Id(id): Id,
    asked: QueryParams,
) -> Result<Response> {
    let provider = in_use(&app, id).await?;
    let state = asked.text("state").and_then(Token::parse);
    let begun = match (visitor.browser, state) {
        (Some(browser), Some(state)) => {
            Pending::Provider.end::<Begun>(&app, &key(&browser, &state)).await?.zip(Some(state))
        }
        _ => None,
    };
    let Some((begun, state)) = begun.filter(|(begun, _)| begun.provider == id) else {
        // Some providers leave out the state when somebody says no.
        if asked.text("error").is_some() {
            let key = "login-provider-cancelled";
            return again(&app, &visitor, &provider, String::new(), key).await;
        }
        security::refused(&app, Refused::Provider, None, &visitor.network).await;
        return again(&app, &visitor, &provider, String::new(), "login-provider-stale").await;
    };
    if asked.text("iss").is_some_and(|issuer| issuer != provider.settings.issuer) {
        security::refused(&app, Refused::Provider, None, &visitor.network).await;
        return again(&app, &visitor, &provider, begun.next, "login-provider-refused").await;
    }
    let Some(code) = asked.text("code").filter(|_| asked.text("error").is_none()) else {
        return again(&app, &visitor, &provider, begun.next, "login-provider-cancelled").await;
    };
    let secrets =
        LoginSecrets { state: state.text(), nonce: begun.nonce, verifier: begun.verifier };
    let person = match app.person_at(&provider, code.to_owned(), &secrets).await? {
        Ok(person) => person,
        Err(failure) => return failed(&app, &visitor, &provider, begun.next, failure).await,
    };
    app.rate_limiter.give_back(&[(LimitedAction::SecondFactor, visitor.network.as_str())]);
    match begun.session {
        Some(session) => account::finish(&app, &visitor, &session, &provider, &person).await,
        None => arrive(&app, (&visitor, &device), &provider, &person, begun.next).await,
    }
}

/// Leads to a provider, and remembers what is expected to come back in this browser.
async fn go(
    app: &App,
    visitor: &Visitor,
    provider: &LoginProvider,
    next: String,
    session: Option<[u8; 32]>,
) -> Result<Response> {
    if let Err(wait) =
        spend(app, &[(LimitedAction::SecondFactor, visitor.network.as_str())]).await?
    {
        security::refused(app, Refused::Limit, None, &visitor.network).await;
        let told = Message::with("login-too-many", "wait", app.lang().duration(wait));
        let page = login::failed(app, next, StatusCode::TOO_MANY_REQUESTS, told).await?;
        return Ok(too_many_requests(page, wait));
    }
    let state = Token::new(app.chance());
    let secrets = LoginSecrets::new(state.text(), app.chance(), app.chance());
    let address = match app.authorization_address(provider, &secrets).await? {
        Ok(address) => address,
        Err(failure) => return failed(app, visitor, provider, next, failure).await,
    };
    let (browser, fresh) = visitor.known_by(app);
    let LoginSecrets { nonce, verifier, .. } = secrets;
    let begun = Begun { provider: provider.id, nonce, verifier, next, session };
    Pending::Provider.begin(app, &key(&browser, &state), &begun).await?;
    Ok(remembering(see_other(&address), app, fresh))
}

/// Logs in a person whom the provider vouches for, or asks what is missing.
async fn arrive(
    app: &App,
    (visitor, device): (&Visitor, &Device),
    provider: &LoginProvider,
    person: &Person,
    next: String,
) -> Result<Response> {
    let who = Identity { issuer: &provider.settings.issuer, subject: &person.subject };
    if let Some((identity, account)) = app.store.known_identity(who).await? {
        take_role(app, &account, provider.settings.roles.change(account.role, &person.claims))
            .await?;
        let is_strong = provider.settings.trusts_factors && person.has_second_factor;
        return log_in(app, (visitor, device), (account.id, identity), is_strong, next).await;
    }
    let has_account = match person.verified_email() {
        Some(email) => app.store.account(email).await?.is_some(),
        None => false,
    };
    if !has_account && !provider.settings.may_register {
        return again(app, visitor, provider, next, "login-provider-unknown").await;
    }
    let newcomer = Newcomer {
        provider: provider.id,
        issuer: provider.settings.issuer.clone(),
        subject: person.subject.clone(),
        email: person.email.as_ref().map(|email| email.as_str().to_owned()),
        is_verified: person.verified_email().is_some(),
        name: person.name.clone(),
        role: provider
            .settings
            .roles
            .change(Role::Member, &person.claims)
            .map(|role| role.code().to_owned()),
        next,
    };
    let (browser, fresh) = visitor.known_by(app);
    Pending::Newcomer.begin(app, &browser, &newcomer).await?;
    let page = if has_account { "/login/openid/join" } else { "/login/openid/register" };
    Ok(remembering(see_other(page), app, fresh))
}

/// Opens a session for the account of a person at a provider, whole or half.
async fn log_in(
    app: &App,
    (visitor, device): (&Visitor, &Device),
    (account, identity): (i64, i64),
    is_strong: bool,
    next: String,
) -> Result<Response> {
    app.store.use_identity(identity, app.now()).await?;
    let gone = || see_other("/login");
    if !is_strong && app.store.has_second_factor(account).await? {
        let token = Token::new(app.chance());
        let hash = token.hash();
        let is_open = app.store.open_half_session_by(&hash, account, identity, app.now()).await?;
        return if is_open {
            login::to_second_step(app, visitor, &token, &next).await
        } else {
            Ok(gone())
        };
    }
    let proof = if is_strong { Proof::StrongIdentity(identity) } else { Proof::Identity(identity) };
    let old = visitor.session.as_ref();
    Ok(login::enter(app, (account, proof), old, device, &next).await?.unwrap_or_else(gone))
}

/// Gives an account the role that its claims stand for.
async fn take_role(app: &App, account: &Account, role: Option<Role>) -> Result<()> {
    let Some(role) = role else { return Ok(()) };
    match app.store.change_role_by_claim(account.id, role, app.now()).await? {
        RoleChange::Done => {
            tracing::info!(account = account.id, role = role.code(), "a claim changed a role");
        }
        RoleChange::LastAdmin => {
            tracing::warn!(
                account = account.id,
                "the last administrator keeps the role, whatever the claim says"
            );
        }
        RoleChange::Unknown => {}
    }
    Ok(())
}

/// Returns the provider with this number, if it is in use.
async fn in_use(app: &App, id: i64) -> Result<LoginProvider> {
    let provider = app.store.login_provider(id).await?;
    provider.filter(|provider| provider.settings.is_on).ok_or(Error::NotFound)
}

/// Returns the key of a log-in: nobody finds it without both the browser and the state.
fn key(browser: &[u8; 32], state: &Token) -> [u8; 32] {
    Sha256::new().chain_update(browser).chain_update(state.hash()).finalize().into()
}

/// Shows the log-in page with what went wrong at the provider, and the other ways.
async fn failed(
    app: &App,
    visitor: &Visitor,
    provider: &LoginProvider,
    next: String,
    failure: ProviderFailure,
) -> Result<Response> {
    tracing::warn!(provider = provider.id, %failure, "a log-in at a provider failed");
    let (status, key) = match failure {
        ProviderFailure::Unreachable(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, "login-provider-unreachable")
        }
        ProviderFailure::Response(_) | ProviderFailure::OtherIssuer => {
            (StatusCode::BAD_GATEWAY, "login-provider-unreachable")
        }
        ProviderFailure::Code | ProviderFailure::Token(_) => {
            security::refused(app, Refused::Provider, None, &visitor.network).await;
            (StatusCode::UNPROCESSABLE_ENTITY, "login-provider-refused")
        }
    };
    told(app, visitor, provider, next, (status, key)).await
}

/// Shows the reason for which nobody was logged in.
async fn again(
    app: &App,
    visitor: &Visitor,
    provider: &LoginProvider,
    next: String,
    key: &'static str,
) -> Result<Response> {
    told(app, visitor, provider, next, (StatusCode::UNPROCESSABLE_ENTITY, key)).await
}

/// Shows the log-in page with a reason, and the other ways; a member sees the reason alone.
async fn told(
    app: &App,
    visitor: &Visitor,
    provider: &LoginProvider,
    next: String,
    (status, key): (StatusCode, &'static str),
) -> Result<Response> {
    let told = Message::with(key, "provider", provider.settings.name.clone());
    if visitor.member.is_none() {
        return login::failed(app, next, status, told).await;
    }
    let shell = Shell::new(app, visitor.member.as_ref(), Section::Elsewhere).await?;
    Ok(FormPage::new(app.lang(), shell, "logins-join-heading")
        .bad(&told)
        .after("logins-back", &["/account#logins"])
        .answer(status))
}

/// Returns the origins that log-ins at these providers pass, for the policy of a page that has
/// their buttons: Chromium also blocks a redirect of a form to an origin that is not listed.
pub(super) fn targets<'p>(providers: impl IntoIterator<Item = &'p LoginProvider>) -> String {
    let mut targets: Vec<String> = Vec::new();
    for LoginProvider { settings, .. } in providers {
        targets.extend(origin(&settings.issuer));
        targets.extend(settings.origins.split(' ').filter_map(origin));
    }
    targets.sort();
    targets.dedup();
    targets.join(" ")
}
