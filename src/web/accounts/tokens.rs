//! Tokens by which programs use the API on behalf of the member.
//!
//! Making one requires the password, since a token outlives the session. It is shown once: to the
//! session that made it, until its owner confirms that it was saved.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::check::knows_password;
use super::pending::Pending;
use super::second_factor::session_of;
use crate::account::api_token::{
    ApiToken, Permission, Permissions, TOKEN_NAME_MAX, TOKENS_MAX, TokenName, UNUSED,
};
use crate::app::App;
use crate::error::Result;
use crate::locale::{Lang, Message};
use crate::security::encryption::Purpose;
use crate::store::accounts::{ApiTokenEntry, NewApiToken};
use crate::web::page::{
    FieldErrors, Form, Id, Page, QueryParams, Section, Shell, see_other, too_many_requests,
};
use crate::web::session::Member;

#[derive(Template)]
#[template(path = "accounts/tokens.html")]
struct TokensPage {
    t: Lang,
    shell: Shell,
    /// Token that was just made, until its owner has saved it.
    fresh: Option<String>,
    tokens: Vec<TokenView>,
    /// Permissions that are offered, each with its label, and true if it is chosen.
    permissions: Vec<(Permission, bool)>,
    name: String,
    is_full: bool,
    done: Option<&'static str>,
    errors: FieldErrors,
    /// True if the rules of the board ask this member of the staff for a second factor first.
    lacks_factor: bool,
}

/// Token as the list shows it.
struct TokenView {
    id: i64,
    name: String,
    permissions: Vec<&'static str>,
    made: String,
    used: Option<String>,
}

/// Fields of the form for a new token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewToken {
    name: String,
    scope: Vec<String>,
    password: String,
}

/// Handles GET `/account/tokens`: shows the tokens, and the form for a new one.
pub(in crate::web) async fn overview(
    State(app): State<App>,
    member: Member,
    asked: QueryParams,
) -> Result<Response> {
    let done = match asked.text("done") {
        Some("revoked") => Some("token-done-revoked"),
        Some("kept") => Some("token-done-kept"),
        _ => None,
    };
    let kept: Option<Vec<u8>> = Pending::Token.look(&app, session_of(&member)?).await?;
    // The key of secrets may have been replaced; the member can make another token.
    let fresh = kept.and_then(|kept| {
        let token = app.secrets.decrypt(Purpose::ApiToken, member.account.id, &kept).ok()?;
        String::from_utf8(token).ok()
    });
    let page = TokensPage { fresh, done, ..page(&app, &member, NewToken::default()).await? };
    Ok(Page::personal(page).into_response())
}

/// Handles POST `/account/tokens`: makes a token.
pub(in crate::web) async fn make(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: NewToken = form.read()?;
    let name = TokenName::new(&typed.name);
    let chosen = Permissions::from_codes(typed.scope.iter().map(String::as_str));
    let permissions = chosen.of(member.account.role);
    let check = knows_password(&app, &member, &typed.password).await?;
    let mut errors: Vec<(&'static str, Message)> = Vec::new();
    if let Err(key) = name {
        let told = Message::with(key, "most", TOKEN_NAME_MAX);
        errors.push(("name", if key == "token-name-too-long" { told } else { key.into() }));
    }
    if permissions.is_empty() {
        errors.push(("scope", "token-scope-missing".into()));
    }
    errors.extend(check.error(&app).map(|sentence| ("password", sentence)));
    let (true, Ok(name)) = (errors.is_empty(), name) else {
        return again(&app, &member, typed, errors, check.wait()).await;
    };
    app.shares_key().await?;
    let token = ApiToken::new(app.chance());
    let kept = app.encrypt(Purpose::ApiToken, member.account.id, token.text().as_bytes())?;
    let (ceremony, state) = Pending::Token.row(session_of(&member)?, &kept)?;
    let hash = token.hash();
    let new = NewApiToken { name: &name, permissions: &permissions, hash: &hash, ceremony, state };
    if !app.store.add_api_token(member.owner(), &new, app.now()).await? {
        let full = Message::with("token-too-many", "most", TOKENS_MAX);
        return again(&app, &member, typed, vec![("name", full)], None).await;
    }
    tracing::info!(account = member.account.id, "a token of the API was made");
    Ok(see_other("/account/tokens"))
}

/// Handles POST `/account/tokens/kept`: hides a new token after it was saved.
pub(in crate::web) async fn kept(State(app): State<App>, member: Member) -> Result<Response> {
    Pending::Token.end::<Vec<u8>>(&app, session_of(&member)?).await?;
    Ok(see_other("/account/tokens?done=kept"))
}

/// Handles POST `/account/tokens/{id}/revoke`: ends a token at once.
///
/// A token of another account, or one that has ended, gives the same response as success.
pub(in crate::web) async fn revoke(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
) -> Result<Response> {
    app.store.revoke_api_token(member.owner(), id, app.now()).await?;
    Ok(see_other("/account/tokens?done=revoked"))
}

/// Shows the page again with the errors beside their fields.
async fn again(
    app: &App,
    member: &Member,
    typed: NewToken,
    errors: Vec<(&'static str, Message)>,
    wait: Option<std::time::Duration>,
) -> Result<Response> {
    let errors = FieldErrors::new(app.lang(), errors);
    let page = TokensPage { errors, ..page(app, member, typed).await? };
    let response = Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response();
    Ok(match wait {
        Some(wait) => too_many_requests(response, wait),
        None => response,
    })
}

async fn page(app: &App, member: &Member, typed: NewToken) -> Result<TokensPage> {
    let (account, now) = (&member.account, app.now());
    let tokens = app.store.api_tokens_of(account.id, now - UNUSED).await?;
    let chosen = Permissions::from_codes(typed.scope.iter().map(String::as_str));
    let offered = Permission::ALL.into_iter().filter(|it| it.is_for(account.role));
    let has_factor = async || app.store.has_second_factor(account.id).await;
    let must_have = app.config.guard.staff_2fa && account.role.may_moderate();
    Ok(TokensPage {
        t: app.lang(),
        shell: Shell::new(app, Some(account), Section::Elsewhere).await?,
        fresh: None,
        is_full: tokens.len() >= TOKENS_MAX,
        tokens: tokens.into_iter().map(|token| TokenView::new(app, member, token)).collect(),
        permissions: offered.map(|it| (it, chosen.has(it))).collect(),
        name: typed.name,
        done: None,
        errors: FieldErrors::default(),
        lacks_factor: must_have && !has_factor().await?,
    })
}

impl TokensPage {
    /// Returns the sentence about tokens that nobody uses.
    fn unused_line(&self) -> String {
        let days = UNUSED.as_hours() / 24;
        self.t.with("token-unused", &[("days", days.into())])
    }

    /// Returns the sentence that no more tokens can be made.
    fn full_line(&self) -> String {
        self.t.with("token-too-many", &[("most", TOKENS_MAX.into())])
    }
}

impl TokenView {
    fn new(app: &App, member: &Member, token: ApiTokenEntry) -> Self {
        Self {
            id: token.id,
            permissions: token
                .permissions
                .of(member.account.role)
                .iter()
                .map(Permission::label)
                .collect(),
            name: token.name,
            made: app.calendar.date(token.made_at),
            used: token.used_at.map(|used| app.calendar.ago(used, app.now())),
        }
    }
}
