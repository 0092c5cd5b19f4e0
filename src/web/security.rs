//! Security log for operators and programs such as fail2ban.
//!
//! Each line holds what was refused, the account concerned, and a keyed hash of the network that is
//! the same on every node and after every restart. It holds no address and no user input.
//! `docs/security-log.md` documents the format.

use crate::app::App;

/// Kind of attempt that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A wrong password, including where a logged-in member is asked for it again.
    Password,
    /// A wrong second factor or passkey.
    SecondFactor,
    /// Too many attempts; refused before any credential was checked.
    Limit,
    /// A log-in at a provider that was not begun in this browser, or is not genuine.
    Provider,
    /// An invalid token from an e-mail link or of the API, or an invalid log-in that waits for its
    /// second factor.
    Token,
    /// A page that requires a higher role.
    Role,
}

impl Refused {
    /// Returns the code of this kind in the log; it never changes.
    fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second_factor",
            Self::Limit => "limit",
            Self::Provider => "provider",
            Self::Token => "token",
            Self::Role => "role",
        }
    }
}

/// Writes one line to the security log.
pub(super) async fn refused(app: &App, what: Refused, account: Option<i64>, network: &str) {
    // The secret may be unknown while the database is unavailable: the line matters more than the
    // hash.
    let network = match app.keyed_hash("network", network).await {
        Ok(hash) => hex::encode(&hash[..8]),
        Err(_) => "unknown".to_owned(),
    };
    tracing::warn!(
        target: "weerwoord::security",
        refused = what.code(),
        account,
        network,
        "a log-in or a request was refused"
    );
}
