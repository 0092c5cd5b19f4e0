//! Repeated password check before changes that require more than an unattended browser.
//!
//! The password is a field of the form itself, or of a separate page that sends the form again.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::Response;

use super::attempt::Attempt;
use crate::account::PASSWORD_MAX;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::web::page::{Field, FormPage, Section, Shell, retry_after};
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
        let told = check.and_then(|check| check.fault(app));
        let form_page = match told {
            Some(told) => form_page.faults(&[("password", told)]),
            None => form_page,
        };
        let Some(wait) = check.and_then(Check::wait) else {
            return Ok(Some(form_page.answer(StatusCode::UNPROCESSABLE_ENTITY)));
        };
        let mut response = form_page.answer(StatusCode::TOO_MANY_REQUESTS);
        response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
        Ok(Some(response))
    }
}

/// Result of a password check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Right,
    Wrong,
    TooMany(Duration),
}

impl Check {
    /// Returns the error message, unless the password was right.
    pub(super) fn fault(self, app: &App) -> Option<Message> {
        match self {
            Self::Right => None,
            Self::Wrong => Some("account-password-wrong".into()),
            Self::TooMany(wait) => {
                Some(Message::with("login-too-many", "wait", app.lang().duration(wait)))
            }
        }
    }

    /// Returns the time to wait before the next attempt, if a limit is exhausted.
    pub(super) fn wait(self) -> Option<Duration> {
        match self {
            Self::TooMany(wait) => Some(wait),
            Self::Right | Self::Wrong => None,
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
    match attempt.begin().await {
        Ok(()) => {}
        Err(Error::TooMany(wait)) => {
            told(Refused::Limit).await;
            return Ok(Check::TooMany(wait));
        }
        Err(other) => return Err(other),
    }
    let hash = app.store.password(member.account.id).await?.ok_or(Error::SessionEnded)?;
    match attempt.verify(typed.to_owned(), hash).await {
        Ok(true) => {
            attempt.right();
            Ok(Check::Right)
        }
        Ok(false) => {
            told(Refused::Password).await;
            Ok(Check::Wrong)
        }
        Err(Error::TooMany(wait)) => Ok(Check::TooMany(wait)),
        Err(other) => Err(other),
    }
}
