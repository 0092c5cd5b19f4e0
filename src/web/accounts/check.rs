//! Asking for the password once more, before something is changed that whoever found an open browser must not change: as a
//! field of the form itself, or on a page of its own that sends the form again with the password.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::Response;

use super::attempt::Attempt;
use crate::account::PASSWORD_MAX;
use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Sentence;
use crate::web::page::{Field, Section, Sheet, Shell, retry_after};
use crate::web::security::{self, Refused};
use crate::web::session::Member;

/// A form that is sent again with the password.
pub(super) struct Guarded {
    /// Where the form goes.
    pub(super) action: &'static str,
    /// The key of a sentence that says what is about to happen.
    pub(super) why: &'static str,
    /// The key of the words on the button.
    pub(super) button: &'static str,
    /// The key of a line with a link back, and where it leads.
    pub(super) back: (&'static str, &'static str),
    /// Fields that are sent along again.
    pub(super) fields: Vec<(&'static str, String)>,
}

impl Guarded {
    /// Asks for the password: the page that does so, until it is right. A form that brings none yet has not guessed.
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
        let mut sheet = Sheet::new(app.lang(), shell, "identity-heading")
            .say(self.why)
            .to(self.action)
            .field(password.hint("account-password-why").max(PASSWORD_MAX))
            .button(self.button)
            .after(back, &[to]);
        for (name, value) in self.fields {
            sheet = sheet.field(Field::hidden(name, value));
        }
        let told = check.and_then(|check| check.fault(app));
        let sheet = match told {
            Some(told) => sheet.faults(&[("password", told)]),
            None => sheet,
        };
        let Some(wait) = check.and_then(Check::wait) else {
            return Ok(Some(sheet.answer(StatusCode::UNPROCESSABLE_ENTITY)));
        };
        let mut response = sheet.answer(StatusCode::TOO_MANY_REQUESTS);
        response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
        Ok(Some(response))
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Right,
    Wrong,
    TooMany(Duration),
}

impl Check {
    /// What to tell, unless it was right.
    pub(super) fn fault(self, app: &App) -> Option<Sentence> {
        match self {
            Self::Right => None,
            Self::Wrong => Some("account-password-wrong".into()),
            Self::TooMany(wait) => {
                Some(Sentence::with("login-too-many", "wait", app.lang().duration(wait)))
            }
        }
    }

    /// How long to wait before another try.
    pub(super) fn wait(self) -> Option<Duration> {
        match self {
            Self::TooMany(wait) => Some(wait),
            Self::Right | Self::Wrong => None,
        }
    }
}

/// Whether somebody knows the password of the account they are logged in to; guesses are counted by the
/// account, so that strangers who try its address do not keep its owner from it.
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
