//! Extractors for the identity of a request: session cookie, visitor cookie, network and role.
//!
//! Each extractor rejects a request by itself. A cookie holds 256 random bits; the database holds
//! only their SHA-256, so that a copy of the database opens no session.

mod whole_board;

use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use cookie::{Cookie, SameSite};
use jiff::SignedDuration;
use url::form_urlencoded;

pub use whole_board::BoardModerator;

use super::client_address::client_address;
use super::page::{KeepForm, see_other};
use super::security::{self, Refused};
use crate::account::second_factor::HALF_WAY;
use crate::account::{Account, Role};
use crate::app::App;
use crate::app::rate_limiter;
use crate::error::{Error, Result};
use crate::security::token::Token;
use crate::store::accounts::{Owner, Session};

/// Time without use after which a session ends: two weeks of holiday.
pub const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Maximum duration of a session.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Precision with which the last use of a session is stored.
///
/// A finer one would cause a database write for every page.
const PRECISION: SignedDuration = SignedDuration::from_mins(15);
/// Lifetime of the visitor cookie.
const VISITOR_COOKIE: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Sender of a request, logged in or not.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Account, if the sender is logged in.
    pub member: Option<Account>,
    /// SHA-256 of the session token, if the session is valid.
    pub session: Option<[u8; 32]>,
    /// SHA-256 of the token in the visitor cookie.
    pub browser: Option<[u8; 32]>,
    /// Network of the sender, for rate limits: an IPv4 address or an IPv6 /64.
    pub network: String,
}

/// Member who is logged in; anybody else is redirected to the log-in.
#[derive(Clone, Debug)]
pub struct Member {
    /// Account of the member.
    pub account: Account,
    /// Session, browser and network of the request.
    pub visitor: Visitor,
}

/// Member who may moderate comments; the others get an error.
#[derive(Clone, Debug)]
pub struct Moderator {
    /// Account of the moderator.
    pub account: Account,
    /// Session, browser and network of the request.
    pub visitor: Visitor,
}

/// Member who may edit articles; the others get an error.
#[derive(Clone, Debug)]
pub struct Editor {
    /// Account of the editor.
    pub account: Account,
}

/// Member who may administer the site; the others get an error.
#[derive(Clone, Debug)]
pub struct Admin {
    /// Account of the administrator.
    pub account: Account,
    /// Session, browser and network of the request.
    pub visitor: Visitor,
}

/// Log-in with a correct password that waits for its second factor.
#[derive(Clone, Debug)]
pub struct HalfWay {
    /// Account to log in to.
    pub account: Account,
    /// SHA-256 of the token of the half session.
    pub session: [u8; 32],
    /// Session, browser and network of the request.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let mut visitor = Self {
            member: None,
            session: cookie(app, &parts.headers, "weerwoord_session").map(|token| token.hash()),
            browser: browser(app, &parts.headers),
            network: rate_limiter::network(client_address(app, parts)),
        };
        if let Some(session) = visitor.session {
            let (now, is_read) = (app.now(), matches!(parts.method, Method::GET | Method::HEAD));
            let since = (now - ABSOLUTE, now - IDLE);
            let found = if is_read {
                app.sessions.recall(&app.store, &session, since).await?
            } else {
                app.store.session(&session, since.0, since.1).await?
            };
            match found {
                Some(Session { account, used_at, .. }) => {
                    if now.duration_since(used_at) > PRECISION {
                        app.sessions.forget(&session);
                        // On failure the session ends slightly earlier, which is no reason to
                        // reject the request.
                        if let Err(error) = app.store.touch_session(&session, now).await {
                            tracing::warn!(%error, "it could not be noted that a session was used");
                        }
                    }
                    visitor.member = Some(account);
                }
                None => visitor.session = None,
            }
        }
        Ok(visitor)
    }
}

/// Sender of a request to the API, where no cookie counts.
#[derive(Clone, Debug)]
pub struct Caller(pub Visitor);

impl FromRequestParts<App> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let network = rate_limiter::network(client_address(app, parts));
        Ok(Self(Visitor { member: None, session: None, browser: None, network }))
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor =
            Visitor::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        match visitor.member.clone() {
            None => Err(to_log_in(parts, &visitor)),
            Some(account) => {
                if let Some(session) = visitor.session {
                    parts.extensions.insert(Acting(session));
                }
                Ok(Self { account, visitor })
            }
        }
    }
}

impl FromRequestParts<App> for HalfWay {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor =
            Visitor::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let Some(token) = cookie(app, &parts.headers, "weerwoord_session") else {
            return Err(see_other("/login"));
        };
        let session = token.hash();
        match app
            .store
            .half_session(&session, app.now() - HALF_WAY)
            .await
            .map_err(IntoResponse::into_response)?
        {
            Some(account) => Ok(Self { account, session, visitor }),
            None => Err(see_other("/login")),
        }
    }
}

impl FromRequestParts<App> for Moderator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Member { account, visitor } = Member::from_request_parts(parts, app).await?;
        if account.role < Role::Moderator {
            return Err(too_low(app, &account, &visitor, "error-moderators-only").await);
        }
        second_factor(app, &account, parts).await?;
        note_host(app, parts);
        Ok(Self { account, visitor })
    }
}

impl FromRequestParts<App> for Editor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Member { account, visitor } = Member::from_request_parts(parts, app).await?;
        if account.role < Role::Editor {
            return Err(too_low(app, &account, &visitor, "error-editors-only").await);
        }
        second_factor(app, &account, parts).await?;
        note_host(app, parts);
        Ok(Self { account })
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Member { account, visitor } = Member::from_request_parts(parts, app).await?;
        if account.role < Role::Admin {
            return Err(too_low(app, &account, &visitor, "error-admins-only").await);
        }
        second_factor(app, &account, parts).await?;
        note_host(app, parts);
        Ok(Self { account, visitor })
    }
}

/// Returns the error for a role that is too low, and writes it to the security log.
async fn too_low(app: &App, who: &Account, visitor: &Visitor, key: &'static str) -> Response {
    security::refused(app, Refused::Role, Some(who.id), &visitor.network).await;
    Error::Forbidden(key.into()).into_response()
}

/// Requires a second factor of staff members, if the configuration demands it.
///
/// # Errors
///
/// A redirect to the page that sets one up for a GET or HEAD, [`Error::Forbidden`] otherwise.
async fn second_factor(app: &App, account: &Account, parts: &Parts) -> Result<(), Response> {
    let has_one =
        async || app.store.has_second_factor(account.id).await.map_err(IntoResponse::into_response);
    if !app.config.guard.staff_2fa || has_one().await? {
        Ok(())
    } else if parts.method == Method::GET || parts.method == Method::HEAD {
        Err(see_other("/account/second-factor"))
    } else {
        Err(Error::Forbidden("error-staff-factor".into()).into_response())
    }
}

/// Records the host at which a member of the staff uses the board.
fn note_host(app: &App, parts: &Parts) {
    // HTTP/2 sends the host in the URI.
    let header = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if let Some(host) = header.or(parts.uri.authority().map(Authority::as_str)) {
        app.note_host(host);
    }
}

/// Returns the redirect to the log-in.
///
/// After a GET the member returns to the same address; the form of a POST is stored.
fn to_log_in(parts: &Parts, visitor: &Visitor) -> Response {
    if parts.method != Method::GET && parts.method != Method::HEAD {
        let keep = KeepForm { network: visitor.network.clone() };
        return (Extension(keep), see_other("/login")).into_response();
    }
    let path =
        parts.extensions.get::<axum::extract::OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    let next = path.path_and_query().map_or("/", |path| path.as_str());
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    see_other(&format!("/login?{query}"))
}

impl Member {
    /// Returns the account and session of this request.
    pub fn owner(&self) -> Owner<'_> {
        Owner { account: self.account.id, session: self.visitor.session.as_ref() }
    }
}

impl Admin {
    /// Returns the account and session of this request.
    pub fn owner(&self) -> Owner<'_> {
        Owner { account: self.account.id, session: self.visitor.session.as_ref() }
    }
}

/// Request extension with the session of a request; it is checked again after the body arrived.
#[derive(Clone, Copy, Debug)]
struct Acting([u8; 32]);

/// Checks that the session of a request did not end while its body arrived, which may take minutes.
///
/// # Errors
///
/// [`Error::SessionEnded`] if it did.
pub(super) async fn still_acts(app: &App, extensions: &Extensions) -> Result<()> {
    let Some(Acting(session)) = extensions.get() else { return Ok(()) };
    let now = app.now();
    match app.store.session(session, now - ABSOLUTE, now - IDLE).await? {
        Some(_) => Ok(()),
        None => Err(Error::SessionEnded),
    }
}

impl Visitor {
    /// Returns the hash that identifies this browser, and a new token if it has no visitor cookie.
    ///
    /// The response must pass the new token through [`remembering`].
    pub fn known_by(&self, app: &App) -> ([u8; 32], Option<Token>) {
        if let Some(browser) = self.browser {
            return (browser, None);
        }
        let fresh = Token::new(app.chance());
        (fresh.hash(), Some(fresh))
    }
}

/// Adds the visitor cookie to a response, if there is a new token.
pub fn remembering(mut response: Response, app: &App, fresh: Option<Token>) -> Response {
    if let Some(token) = fresh {
        let cookie = write(app, "weerwoord_visitor", &token.text(), VISITOR_COOKIE);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Returns the `Set-Cookie` value for a new session.
pub fn session_cookie(app: &App, token: &Token) -> HeaderValue {
    write(app, "weerwoord_session", &token.text(), ABSOLUTE)
}

/// Returns the `Set-Cookie` value for a half session, which waits for its second factor.
pub fn half_session_cookie(app: &App, token: &Token) -> HeaderValue {
    write(app, "weerwoord_session", &token.text(), HALF_WAY)
}

/// Returns the `Set-Cookie` value that deletes the session cookie.
pub fn no_session_cookie(app: &App) -> HeaderValue {
    write(app, "weerwoord_session", "", SignedDuration::ZERO)
}

/// Returns whether a request may have a session; searches the headers without parsing the cookies.
pub fn may_have_session(app: &App, headers: &HeaderMap) -> bool {
    let name =
        if app.config.is_https() { "__Host-weerwoord_session=" } else { "weerwoord_session=" };
    let is_named = |value: &HeaderValue| {
        value.as_bytes().windows(name.len()).any(|part| part == name.as_bytes())
    };
    headers.get_all(header::COOKIE).iter().any(is_named)
}

/// Returns the token in the visitor cookie, if the request has one.
pub fn visitor_token(app: &App, headers: &HeaderMap) -> Option<Token> {
    cookie(app, headers, "weerwoord_visitor")
}

/// Returns the SHA-256 of the token in the visitor cookie, if the request has one.
pub fn browser(app: &App, headers: &HeaderMap) -> Option<[u8; 32]> {
    visitor_token(app, headers).map(|token| token.hash())
}

fn cookie(app: &App, headers: &HeaderMap, name: &str) -> Option<Token> {
    let name = full_name(app, name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value).flatten())
        .find(|cookie| cookie.name() == name)
        .and_then(|cookie| Token::parse(cookie.value()))
}

fn write(app: &App, name: &str, value: &str, lasts: SignedDuration) -> HeaderValue {
    let cookie = Cookie::build((full_name(app, name), value.to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .max_age(cookie::time::Duration::seconds(lasts.as_secs()));
    HeaderValue::try_from(cookie.to_string())
        .expect("names and hexadecimal digits are fit for a header")
}

/// Returns the full name of a cookie.
///
/// With https its prefix binds the cookie to this host (RFC 6265bis, section 4.1.3.2).
fn full_name(app: &App, name: &str) -> String {
    if app.config.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}
