//! Tokens of requests (RFC 6750), and what their permissions allow.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode, header};
use jiff::Timestamp;

use super::refusal::{Refusal, Result};
use crate::account::Account;
use crate::account::api_token::{ApiToken, PRECISION, Permission, UNUSED};
use crate::app::App;
use crate::store::accounts::{ApiTokenEntry, TokenHolder};
use crate::web::page::Problem;
use crate::web::security::{self, Refused};
use crate::web::session::{self, Caller, Visitor};

/// Program that may read what belongs to its account.
pub(in crate::web) struct Reader {
    pub(super) account: Account,
    pub(super) token: ApiTokenEntry,
}

/// Sender of a comment: a guest, or the account of a token that may post.
pub(in crate::web) struct Poster(pub(super) Visitor);

/// Program that may moderate.
pub(in crate::web) struct Moderator(pub(super) session::Moderator);

/// Request extension with the token of a request; it is checked again after the body arrived.
#[derive(Clone, Copy)]
struct Acting([u8; 32]);

impl FromRequestParts<App> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let (TokenHolder { account, token }, _) = holder(parts, app, Permission::Read).await?;
        Ok(Self { account, token })
    }
}

impl FromRequestParts<App> for Poster {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        if !parts.headers.contains_key(header::AUTHORIZATION) {
            return Ok(Self(caller(parts, app).await));
        }
        let (holder, visitor) = holder(parts, app, Permission::Post).await?;
        Ok(Self(Visitor { member: Some(holder.account), ..visitor }))
    }
}

impl FromRequestParts<App> for Moderator {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let (holder, visitor) = holder(parts, app, Permission::Moderate).await?;
        let account = holder.account;
        if app.config.guard.staff_2fa && !app.store.has_second_factor(account.id).await? {
            return Err(forbidden("error-staff-factor").into());
        }
        let visitor = Visitor { member: Some(account.clone()), ..visitor };
        Ok(Self(session::Moderator { account, visitor }))
    }
}

/// Returns the account of the token in a request, if it has a permission and the role for it.
async fn holder(
    parts: &mut Parts,
    app: &App,
    permission: Permission,
) -> Result<(TokenHolder, Visitor)> {
    let visitor = caller(parts, app).await;
    let refused = async |what, account| {
        security::refused(app, what, account, &visitor.network).await;
    };
    let Some(value) = parts.headers.get(header::AUTHORIZATION) else {
        return Err(Problem::unauthorized("problem-token-missing").into());
    };
    let token = value.to_str().ok().and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let hash = token.and_then(|(_, token)| ApiToken::parse(token.trim())).map(|token| token.hash());
    let found = match &hash {
        Some(hash) => app.store.api_token(hash, app.now() - UNUSED).await?,
        None => None,
    };
    let (Some(holder), Some(hash)) = (found, hash) else {
        refused(Refused::Token, None).await;
        return Err(Problem::unauthorized("problem-token-unknown").into());
    };
    touch(app, &holder.token, app.now()).await;
    let account = &holder.account;
    if !holder.token.permissions.of(account.role).has(permission) {
        refused(Refused::Role, Some(account.id)).await;
        return Err(forbidden(if holder.token.permissions.has(permission) {
            "error-moderators-only"
        } else {
            "problem-token-scope"
        })
        .into());
    }
    parts.extensions.insert(Acting(hash));
    Ok((holder, visitor))
}

/// Returns the sender without any account.
async fn caller(parts: &mut Parts, app: &App) -> Visitor {
    let Ok(Caller(visitor)) = Caller::from_request_parts(parts, app).await;
    visitor
}

fn forbidden(key: &'static str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden", key)
}

/// Records the use of a token, if the last record is old.
async fn touch(app: &App, token: &ApiTokenEntry, now: Timestamp) {
    let is_recent = |used| now.duration_since(used) <= PRECISION;
    // On failure the token ends slightly earlier, which is no reason to refuse the request.
    if !token.used_at.is_some_and(is_recent)
        && let Err(error) = app.store.touch_api_token(token.id, now).await
    {
        tracing::warn!(%error, "it could not be noted that a token was used");
    }
}

/// Checks that the token of a request was not revoked while its body arrived.
pub(super) async fn still_valid(app: &App, extensions: &Extensions) -> Result<()> {
    let Some(Acting(hash)) = extensions.get() else { return Ok(()) };
    match app.store.api_token(hash, app.now() - UNUSED).await? {
        Some(_) => Ok(()),
        None => Err(Problem::unauthorized("problem-token-unknown").into()),
    }
}
