//! Repeated password check before changes that require more than an unattended browser.
//!
//! The password is a field of the form itself, or of a separate page that sends the form again.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use super::attempt::Attempt;
use crate::account::PASSWORD_MAX;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::web::page::{Field, FormPage, Section, Shell, too_many_requests};
use crate::web::security::{self, Refused};
use crate::web::session::Member;

/// Form that is sent again with the password.
pub(super) struct Guarded {
    /// Address of the form.
    pub(super) action: &'static str,
    /// Message key of the explanation of the change.
    pub(super) why: &'static str,
    /// Message key of the label of the button.
    pub(super) button: &'static str,
    /// Message key and address of the link back.
    pub(super) back: (&'static str, &'static str),
    /// Fields that are sent again.
    pub(super) fields: Vec<(&'static str, String)>,
}

impl Guarded {
    /// Checks the password; returns the page that asks for it unless it is right.
    ///
    /// An empty password does not count as an attempt.
    pub(super) async fn unless_known(
        self,
        app: &App,
        member: &Member,
        typed: &str,
    ) -> Result<Option<Response>> {
        let check = match typed {
            "" => None,
            typed => Some(knows_password(app, member, typed).await?),
        };
        if check == Some(Check::Right) {
            return Ok(None);
        }
        let shell = Shell::new(app, Some(&member.account), Section::Elsewhere).await?;
        let password = Field::password("password", "account-password-current", "current-password");
        let (back, to) = self.back;
        let mut form_page = FormPage::new(app.lang(), shell, "identity-heading")
            .say(self.why)
            .to(self.action)
            .field(password.hint("account-password-why").max(PASSWORD_MAX))
            .button(self.button)
            .after(back, &[to]);
        for (name, value) in self.fields {
            form_page = form_page.field(Field::hidden(name, value));
        }
        let error = check.and_then(|check| check.error(app));
        let form_page = form_page.errors(error.map(|error| ("password", error)));
        let response = form_page.answer(StatusCode::UNPROCESSABLE_ENTITY);
        Ok(Some(match check.and_then(Check::wait) {
            Some(wait) => too_many_requests(response, wait),
            None => response,
        }))
    }
}

/// Result of a password check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Right,
    Wrong,
    /// The account has no password.
    Missing,
    TooMany(Duration),
}

impl Check {
    /// Returns the error message, unless the password was right.
    pub(super) fn error(self, app: &App) -> Option<Message> {
        match self {
            Self::Right => None,
            Self::Wrong => Some("account-password-wrong".into()),
            Self::Missing => Some("account-password-missing".into()),
            Self::TooMany(wait) => {
                Some(Message::with("login-too-many", "wait", app.lang().duration(wait)))
            }
        }
    }

    /// Returns the time to wait before the next attempt, if a limit is exhausted.
    pub(super) fn wait(self) -> Option<Duration> {
        match self {
            Self::TooMany(wait) => Some(wait),
            Self::Right | Self::Wrong | Self::Missing => None,
        }
    }
}

/// Checks the password of a member who is logged in.
///
/// Attempts are counted by account, so that log-in attempts by others do not block the owner.
pub(super) async fn knows_password(app: &App, member: &Member, typed: &str) -> Result<Check> {
    let (account, network) = (Some(member.account.id), member.visitor.network.as_str());
    let told = async |what| security::refused(app, what, account, network).await;
    let attempt = Attempt::of_member(app, member);
    if let Err(wait) = attempt.begin().await? {
        told(Refused::Limit).await;
        return Ok(Check::TooMany(wait));
    }
    let hash = app.store.password(member.account.id).await?.ok_or(Error::SessionEnded)?;
    if hash.is_empty() {
        attempt.right();
        return Ok(Check::Missing);
    }
    match attempt.verify(typed.to_owned(), hash).await? {
        Ok(true) => {
            attempt.right();
            Ok(Check::Right)
        }
        Ok(false) => {
            told(Refused::Password).await;
            Ok(Check::Wrong)
        }
        Err(wait) => Ok(Check::TooMany(wait)),
    }
}
