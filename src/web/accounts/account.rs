//! Account page, with a section for each setting.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::openid::account::{LoginView, of_member};
use crate::account::Digest;
use crate::account::login_provider::LoginProvider;
use crate::app::App;
use crate::comment::Avatar;
use crate::error::{Error, Result};
use crate::locale::{Lang, Message};
use crate::store::accounts::{OpenSession, Profile};
use crate::store::comments::Followed;
use crate::web::page::{FieldErrors, Page, QueryParams, Section, Shell, too_many_requests};
use crate::web::session::{ABSOLUTE, IDLE, Member};

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    t: Lang,
    shell: Shell,
    done: Option<&'static str>,
    errors: FieldErrors,
    name: String,
    email: String,
    new_email: String,
    staff: bool,
    profile: Profile,
    avatar: Avatar,
    sessions: Vec<SessionView>,
    /// True if the account has a password.
    has_password: bool,
    /// Log-ins at providers that belong to the account.
    logins: Vec<LoginView>,
    /// Providers at which another log-in may be joined.
    providers: Vec<LoginProvider>,
    /// Articles that the member follows by e-mail.
    followed: Vec<Followed>,
}

/// Session as the list shows it.
struct SessionView {
    id: String,
    device: String,
    opened: String,
    used: String,
    this: bool,
}

/// Rejected form: the errors, the values typed, and the time to wait if that is the reason.
#[derive(Default)]
pub(super) struct Refused {
    pub(super) errors: Vec<(&'static str, Message)>,
    pub(super) name: Option<String>,
    pub(super) new_email: String,
    pub(super) wait: Option<Duration>,
    pub(super) too_large: bool,
}

/// Handles GET `/account`: shows the account page.
pub(in crate::web) async fn show(
    State(app): State<App>,
    member: Member,
    asked: QueryParams,
) -> Result<Response> {
    let done = asked.text("done").and_then(done);
    let page = AccountPage { done, ..page(&app, &member).await? };
    Ok(Page::personal(page).into_response())
}

/// Shows the page again with the errors beside their fields.
///
/// The status is 422, 413 for a file that is too large, or 429 for a rate limit.
pub(super) async fn refuse(app: &App, member: &Member, refused: Refused) -> Result<Response> {
    let page = page(app, member).await?;
    let page = AccountPage {
        errors: FieldErrors::new(page.t, refused.errors),
        name: refused.name.unwrap_or(page.name),
        new_email: refused.new_email,
        ..page
    };
    let Some(wait) = refused.wait else {
        let status = if refused.too_large {
            StatusCode::PAYLOAD_TOO_LARGE
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return Ok(Page::personal(page).status(status).into_response());
    };
    Ok(too_many_requests(Page::personal(page).into_response(), wait))
}

async fn page(app: &App, member: &Member) -> Result<AccountPage> {
    let (account, now) = (&member.account, app.now());
    let sessions = app.store.sessions_of(account.id, now - ABSOLUTE, now - IDLE).await?;
    let (logins, providers) = of_member(app, member).await?;
    Ok(AccountPage {
        t: app.lang(),
        shell: Shell::new(app, member.visitor.member.as_ref(), Section::Elsewhere).await?,
        done: None,
        errors: FieldErrors::default(),
        name: account.name.to_string(),
        email: account.email.readable(),
        new_email: String::new(),
        staff: account.role.may_moderate(),
        profile: app.store.profile(account.id).await?.ok_or(Error::NotFound)?,
        avatar: Avatar::of(Some(account.name.as_str()), app.store.avatar(account.id).await?),
        has_password: app.store.has_password(account.id).await?,
        logins,
        providers,
        followed: app.store.followed_by(&account.email, now).await?,
        sessions: sessions
            .into_iter()
            .map(|session| SessionView::new(app, member, session))
            .collect(),
    })
}

/// Returns the message key for a completed change.
fn done(what: &str) -> Option<&'static str> {
    Some(match what {
        "name" => "account-done-name",
        "email" => "account-done-email",
        "password" => "account-done-password",
        "session" => "account-done-session",
        "mail" => "account-done-mail",
        "keys" => "account-done-keys",
        "login" => "account-done-login",
        "no-login" => "account-done-no-login",
        "picture" => "account-done-picture",
        "no-picture" => "account-done-no-picture",
        _ => return None,
    })
}

impl AccountPage {
    /// Returns the id and heading of each section.
    fn sections(&self) -> Vec<(&'static str, String)> {
        const SECTIONS: [(&str, &str, bool); 12] = [
            ("own-name", "account-name", false),
            ("own-picture", "account-picture", false),
            ("own-email", "account-email", false),
            ("own-password", "account-password", false),
            ("logins", "account-logins", false),
            ("factor", "account-factor", false),
            ("sessions", "account-sessions", false),
            ("tokens", "account-tokens", false),
            ("mail", "account-mail", false),
            ("keys", "account-keys", true),
            ("data", "account-data", false),
            ("leave", "account-leave", false),
        ];
        let seen = SECTIONS
            .iter()
            .filter(|(_, _, for_staff)| self.staff || !for_staff)
            .filter(|(id, ..)| *id != "logins" || self.has_logins());
        seen.map(|(id, heading, _)| (*id, self.t.say(heading))).collect()
    }

    /// Returns whether the page has a section about log-ins at providers.
    fn has_logins(&self) -> bool {
        !self.logins.is_empty() || !self.providers.is_empty()
    }

    /// Returns the options for the digest of moderators: code, label, and true if it is selected.
    fn digests(&self) -> [(&'static str, String, bool); 4] {
        Digest::ALL.map(|digest| {
            (digest.code(), self.t.say(digest.label()), digest == self.profile.digest)
        })
    }
}

impl SessionView {
    fn new(app: &App, member: &Member, session: OpenSession) -> Self {
        let this = member.visitor.session.is_some_and(|token| token.as_slice() == session.token);
        Self {
            id: hex::encode(&session.token),
            device: if session.device.is_empty() {
                app.lang().say("device-unknown")
            } else {
                session.device
            },
            opened: app.calendar.date_time(session.opened_at),
            used: app.calendar.ago(session.used_at, app.now()),
            this,
        }
    }
}
