//! First log-in at a provider of somebody who has an account: it is joined after a log-in to the
//! account itself.
//!
//! The address that the provider verified leads to the account, and is never enough by itself.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Newcomer, in_use};
use crate::account::{Account, Email};
use crate::app::App;
use crate::error::Result;
use crate::store::accounts::{Identity, Joined};
use crate::web::accounts::pending::Pending;
use crate::web::page::{FormPage, Section, Shell, see_other};
use crate::web::session::{Member, Visitor};

/// Address of this page.
const HERE: &str = "/login/openid/join";
/// Log-in that leads back to it.
const LOG_IN: &str = "/login?next=/login/openid/join";

/// Handles GET `/login/openid/join`: asks for a log-in, and after it whether to join.
pub(in crate::web) async fn form(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let Some(newcomer) = waiting(&app, &visitor).await? else { return Ok(see_other("/login")) };
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::LogIn).await?;
    let name = in_use(&app, newcomer.provider).await?.settings.name;
    let email = newcomer.email.as_deref().unwrap_or_default();
    let page = FormPage::new(app.lang(), shell, "join-heading");
    let args = [("provider", name.into()), ("email", email.into())];
    Ok(match &visitor.member {
        None => page.with("join-text", &args).after("join-log-in", &[LOG_IN]).ok(),
        Some(member) if newcomer.is_of(member) => {
            page.with("join-sure", &args).to(HERE).button("join-button").ok()
        }
        Some(_) => page.with("join-other", &args).after("join-account", &["/account#logins"]).ok(),
    })
}

/// Handles POST `/login/openid/join`: joins the log-in to the account.
pub(in crate::web) async fn join(State(app): State<App>, member: Member) -> Result<Response> {
    let Some(newcomer) = waiting(&app, &member.visitor).await? else {
        return Ok(see_other("/account#logins"));
    };
    let provider = in_use(&app, newcomer.provider).await?;
    if !newcomer.is_of(&member.account) {
        return Ok(see_other(HERE));
    }
    let who = Identity { issuer: &newcomer.issuer, subject: &newcomer.subject };
    let joined =
        app.store.join_identity(member.owner(), who, &provider.settings.name, app.now()).await?;
    if joined == Joined::OfAnother {
        return taken(&app, &member).await;
    }
    forget(&app, &member.visitor).await?;
    tracing::info!(account = member.account.id, provider = provider.id, "a log-in was joined");
    let next = newcomer.next.as_str();
    Ok(see_other(if next.is_empty() { "/account?done=login#logins" } else { next }))
}

impl Newcomer {
    /// Returns whether the provider verified the address of this account.
    fn is_of(&self, account: &Account) -> bool {
        let email = self.email.as_deref().filter(|_| self.is_verified).map(Email::new);
        matches!(email, Some(Ok(email)) if email.key() == account.email.key())
    }
}

/// Returns the person who came to this browser from a provider, if anybody did.
pub(super) async fn waiting(app: &App, visitor: &Visitor) -> Result<Option<Newcomer>> {
    match &visitor.browser {
        Some(browser) => Pending::Newcomer.look(app, browser).await,
        None => Ok(None),
    }
}

/// Forgets the person who came to this browser.
pub(super) async fn forget(app: &App, visitor: &Visitor) -> Result<()> {
    if let Some(browser) = &visitor.browser {
        Pending::Newcomer.end::<Newcomer>(app, browser).await?;
    }
    Ok(())
}

/// Returns the page for a log-in that belongs to another account.
pub(super) async fn taken(app: &App, member: &Member) -> Result<Response> {
    let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
    Ok(FormPage::new(app.lang(), shell, "join-heading")
        .bad(&"join-taken".into())
        .after("join-account", &["/account#logins"])
        .answer(StatusCode::CONFLICT))
}
