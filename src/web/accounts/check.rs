//! Asking for the password once more, before something is changed that whoever found an open browser must not change.

use std::time::Duration;

use crate::account::Password;
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::locale::Sentence;
use crate::web::session::Member;

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

/// Whether somebody knows the password of the account they are logged in to; guesses count like those of a log-in.
pub(super) async fn knows_password(app: &App, member: &Member, typed: &str) -> Result<Check> {
    let key = member.account.email.key();
    let deeds = [(Deed::LogIn, member.visitor.network.as_str()), (Deed::LogInEmail, key.as_str())];
    match app.gate.take(&deeds, app.now()).await {
        // Spent before the password is looked at: who hangs up meanwhile has tried all the same.
        Ok(permit) => permit.spend(),
        Err(Error::TooMany(wait)) => return Ok(Check::TooMany(wait)),
        Err(other) => return Err(other),
    }
    let Some(found) = app.store.credentials(&member.account.email).await? else {
        return Ok(Check::Wrong);
    };
    if !app.gate.verify(Password::attempt(typed.to_owned()), found.password).await? {
        tracing::info!(account = member.account.id, "a password asked for once more was wrong");
        return Ok(Check::Wrong);
    }
    app.gate.give_back(&deeds);
    Ok(Check::Right)
}
