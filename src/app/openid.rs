//! Log-in providers (OpenID Connect) as the board reaches them: discovery documents, keys, and the
//! person that a code stands for.
//!
//! Documents and keys are cached in memory. Whether an ID token is genuine is decided by
//! `account::id_token`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreAuthenticationFlow, CoreClientAuthMethod, CoreProviderMetadata};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse as _,
    UserInfoError,
};
use url::Url;

use super::App;
use crate::account::id_token::{
    Expected, IdToken, Person, ProviderClient, Refusal, UserInfo, person,
};
use crate::account::login_provider::{LoginProvider, PROVIDERS_MAX};
use crate::error::Result;
use crate::http_client::{Bounds, Excess, Failure};
use crate::security::encryption::Purpose;

/// Bounds of each request to a provider: people wait for it.
const BOUNDS: Bounds =
    Bounds { time: Duration::from_secs(8), bytes: 256 * 1024, excess: Excess::Refuse };
/// Time after which a discovery document and its keys are fetched again.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// Time before they are fetched again because a key is unknown, which anybody can cause.
const KEYS_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// Time before a provider that did not respond is tried again.
const FAILURE_PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// Discovery documents of the providers, by their issuer.
#[derive(Debug, Default)]
pub struct ProviderDocuments(Mutex<HashMap<String, Known>>);

/// Discovery document of a provider, if it was ever fetched.
#[derive(Clone, Debug, Default)]
struct Known {
    document: Option<Arc<CoreProviderMetadata>>,
    fetched_at: Option<Timestamp>,
    failed_at: Option<Timestamp>,
}

/// HTTP client for `openidconnect`. An error of the server is none of the person who logs in.
struct Door(App);

impl<'c> AsyncHttpClient<'c> for Door {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failure>> + Send>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let app = self.0.clone();
        Box::pin(async move {
            let response = app.http_client.send(request, BOUNDS).await?;
            if response.status().is_server_error() { Err(Failure::Protocol) } else { Ok(response) }
        })
    }
}

/// Secrets of one log-in: what the provider gives back, and what it never sees.
#[derive(Clone, Debug)]
pub struct LoginSecrets {
    /// Value that comes back with the browser.
    pub state: String,
    /// Value that comes back in the ID token.
    pub nonce: String,
    /// Value whose hash the provider gets first (PKCE, RFC 7636).
    pub verifier: String,
}

/// Reason for which nobody can be logged in by a provider. Its texts hold nothing of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFailure {
    /// The provider did not respond.
    #[error("the provider was not reached: {0}")]
    Unreachable(Failure),
    /// It responded with an error or something else than expected.
    #[error("the provider responded with something else: {0}")]
    Response(&'static str),
    /// The discovery document is of another issuer.
    #[error("the discovery document is of another issuer")]
    OtherIssuer,
    /// It did not accept the code or the client.
    #[error("the provider did not accept the code or the client")]
    Code,
    /// Its ID token is not accepted.
    #[error("the ID token was refused: {0}")]
    Token(Refusal),
}

impl ProviderDocuments {
    fn known(&self, issuer: &str) -> Known {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(issuer)
            .cloned()
            .unwrap_or_default()
    }

    fn keep(&self, issuer: &str, known: Known) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Issuers that are no longer among the settings.
        if all.len() >= 2 * PROVIDERS_MAX && !all.contains_key(issuer) {
            all.clear();
        }
        all.insert(issuer.to_owned(), known);
    }
}

impl LoginSecrets {
    /// Makes the secrets of a log-in of random bytes.
    pub fn new(state: String, nonce: [u8; 32], verifier: [u8; 32]) -> Self {
        Self { state, nonce: hex::encode(nonce), verifier: hex::encode(verifier) }
    }
}

impl App {
    /// Returns the address that a provider sends people back to.
    pub fn callback_address(&self, provider: i64) -> String {
        format!("{}/login/openid/{provider}/callback", self.config.public_url)
    }

    /// Fetches the discovery document and the keys of an issuer.
    pub async fn discover(&self, issuer: &str) -> Result<CoreProviderMetadata, ProviderFailure> {
        let issuer = IssuerUrl::new(issuer.to_owned())
            .map_err(|_| ProviderFailure::Response("no issuer"))?;
        let http = Door(self.clone());
        let document = CoreProviderMetadata::discover_async(issuer, &http).await;
        let document = document.map_err(|error| match error {
            DiscoveryError::Request(failure) => ProviderFailure::Unreachable(failure),
            DiscoveryError::Validation(_) => ProviderFailure::OtherIssuer,
            DiscoveryError::Response(..) => ProviderFailure::Response("no discovery document"),
            _ => ProviderFailure::Response("not a discovery document"),
        })?;
        if document.token_endpoint().is_none() || document.jwks().keys().is_empty() {
            return Err(ProviderFailure::Response("no token endpoint or no keys"));
        }
        let is_web = |url: &Url| matches!(url.scheme(), "https" | "http");
        if !is_web(document.authorization_endpoint().url()) {
            return Err(ProviderFailure::Response("no authorization endpoint"));
        }
        Ok(document)
    }

    /// Returns the discovery document of an issuer, with its keys, from the cache if it is fresh.
    ///
    /// An older one is used while the provider does not respond.
    async fn document(&self, issuer: &str) -> Result<Arc<CoreProviderMetadata>, ProviderFailure> {
        let (known, now) = (self.provider_documents.known(issuer), self.now());
        let is_within = |at: Option<Timestamp>, time| {
            at.is_some_and(|at| at <= now && now.duration_since(at) < time)
        };
        match known.document {
            Some(document) if is_within(known.fetched_at, FRESH) => Ok(document),
            old if is_within(known.failed_at, FAILURE_PAUSE) => {
                old.ok_or(ProviderFailure::Unreachable(Failure::Timeout))
            }
            old => match self.fetched(issuer).await {
                Ok(document) => Ok(document),
                Err(failure) => old.ok_or(failure),
            },
        }
    }

    /// Fetches the discovery document of an issuer and caches it, or that it failed.
    async fn fetched(&self, issuer: &str) -> Result<Arc<CoreProviderMetadata>, ProviderFailure> {
        let document = self.discover(issuer).await.map(Arc::new);
        let now = Some(self.now());
        let known = match &document {
            Ok(document) => {
                Known { document: Some(Arc::clone(document)), fetched_at: now, failed_at: None }
            }
            Err(_) => Known { failed_at: now, ..self.provider_documents.known(issuer) },
        };
        self.provider_documents.keep(issuer, known);
        document
    }

    /// Returns whether the keys of an issuer may be fetched again, because one is unknown.
    fn may_fetch_keys(&self, issuer: &str) -> bool {
        let known = self.provider_documents.known(issuer);
        let last = known.fetched_at.max(known.failed_at);
        last.is_none_or(|at| self.now().duration_since(at) >= KEYS_PAUSE)
    }

    /// Returns the address at the provider to which a log-in goes.
    pub async fn authorization_address(
        &self,
        provider: &LoginProvider,
        secrets: &LoginSecrets,
    ) -> Result<Result<String, ProviderFailure>> {
        let document = match self.document(&provider.settings.issuer).await {
            Ok(document) => document,
            Err(failure) => return Ok(Err(failure)),
        };
        let client = self.client(provider, &document, None)?;
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let (state, nonce) = (secrets.state.clone(), secrets.nonce.clone());
        let scopes = provider.settings.scopes.split(' ').filter(|scope| !scope.is_empty());
        let (url, ..) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(Ok(url.into()))
    }

    /// Exchanges a code for an ID token and returns the person that it names.
    pub async fn person_at(
        &self,
        provider: &LoginProvider,
        code: String,
        secrets: &LoginSecrets,
    ) -> Result<Result<Person, ProviderFailure>> {
        let issuer = provider.settings.issuer.as_str();
        let document = match self.document(issuer).await {
            Ok(document) => document,
            Err(failure) => return Ok(Err(failure)),
        };
        let secret = self.client_secret(provider).await?;
        let client = self.client(provider, &document, secret)?;
        let http = Door(self.clone());
        let request = client
            .exchange_code(AuthorizationCode::new(code))
            .context("a discovery document without token endpoint was refused before")?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier.clone()));
        let tokens = match request.request_async(&http).await {
            Ok(tokens) => tokens,
            Err(error) => return Ok(Err(of_exchange(&error))),
        };
        let Some(token) = tokens.id_token() else {
            return Ok(Err(ProviderFailure::Response("no ID token")));
        };
        let checked =
            self.checked(provider, token, &document, (&secrets.nonce, tokens.access_token())).await;
        let mut person = match checked {
            Ok(person) => person,
            Err(failure) => return Ok(Err(failure)),
        };
        if person.email.is_none() || provider.settings.roles.is_missing(&person.claims) {
            let subject = openidconnect::SubjectIdentifier::new(person.subject.clone());
            if let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject)) {
                let more: Result<UserInfo, _> = request.request_async(&http).await;
                match more {
                    Ok(more) => person.complete(&more),
                    Err(error) => return Ok(Err(of_user_info(&error))),
                }
            }
        }
        Ok(Ok(person))
    }

    /// Checks an ID token, with newer keys if its key is unknown.
    async fn checked(
        &self,
        provider: &LoginProvider,
        token: &IdToken,
        document: &CoreProviderMetadata,
        (nonce, access_token): (&str, &openidconnect::AccessToken),
    ) -> Result<Person, ProviderFailure> {
        let nonce = &Nonce::new(nonce.to_owned());
        let settings = &provider.settings;
        let check = |document: &CoreProviderMetadata| {
            let expected = Expected {
                issuer: document.issuer(),
                keys: document.jwks(),
                client_id: &settings.client_id,
                nonce,
                access_token,
            };
            person(token, &expected, self.now())
        };
        match check(document) {
            Err(Refusal::UnknownKey) if self.may_fetch_keys(&settings.issuer) => {
                let newer = self.fetched(&settings.issuer).await?;
                check(&newer).map_err(ProviderFailure::Token)
            }
            checked => checked.map_err(ProviderFailure::Token),
        }
    }

    fn client(
        &self,
        provider: &LoginProvider,
        document: &CoreProviderMetadata,
        secret: Option<ClientSecret>,
    ) -> Result<ProviderClient> {
        let callback = RedirectUrl::new(self.callback_address(provider.id))
            .context("the public URL was checked")?;
        let client_id = ClientId::new(provider.settings.client_id.clone());
        let methods = document.token_endpoint_auth_methods_supported().map(Cow::Borrowed);
        let knows = |method| methods.as_ref().is_some_and(|methods| methods.contains(&method));
        // Basic authentication is what a document means that says nothing (Discovery, section 3).
        let is_in_body = knows(CoreClientAuthMethod::ClientSecretPost)
            && !knows(CoreClientAuthMethod::ClientSecretBasic);
        let auth = if is_in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
        let client = ProviderClient::from_provider_metadata(document.clone(), client_id, secret);
        Ok(client.set_redirect_uri(callback).set_auth_type(auth))
    }

    async fn client_secret(&self, provider: &LoginProvider) -> Result<Option<ClientSecret>> {
        let Some(kept) = self.store.provider_secret(provider.id).await? else { return Ok(None) };
        let secret = self.secrets.decrypt(Purpose::ClientSecret, provider.id, &kept)?;
        let secret = String::from_utf8(secret).context("a client secret that is no text")?;
        Ok(Some(ClientSecret::new(secret)))
    }
}

fn of_exchange<T: openidconnect::ErrorResponse + 'static>(
    error: &RequestTokenError<Failure, T>,
) -> ProviderFailure {
    match error {
        RequestTokenError::Request(failure) => ProviderFailure::Unreachable(*failure),
        RequestTokenError::ServerResponse(_) => ProviderFailure::Code,
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            ProviderFailure::Response("not a token response")
        }
    }
}

fn of_user_info(error: &UserInfoError<Failure>) -> ProviderFailure {
    match error {
        UserInfoError::Request(failure) => ProviderFailure::Unreachable(*failure),
        UserInfoError::ClaimsVerification(_) => ProviderFailure::Token(Refusal::Subject),
        _ => ProviderFailure::Response("no further claims"),
    }
}
