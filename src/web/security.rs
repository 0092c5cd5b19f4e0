//! Lines for those who watch for attacks, people and programs such as fail2ban: what was refused, whose
//! account it was about, and a keyed hash of the network, the same on every node and after every
//! start. No address and nothing that was typed. `docs/security-log.md` says how to read them.

use crate::app::App;

/// Something that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A wrong password, also one asked for once more.
    Password,
    /// A second factor, or a passkey, that was wrong.
    SecondFactor,
    /// Too many tries, before anything was looked at.
    Limit,
    /// A link from a mail, or a half session, that is none.
    Token,
    /// A page that asks for a higher role.
    Role,
}

impl Refused {
    /// The stable code.
    fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second_factor",
            Self::Limit => "limit",
            Self::Token => "token",
            Self::Role => "role",
        }
    }
}

/// Writes the line.
pub(super) async fn refused(app: &App, what: Refused, account: Option<i64>, network: &str) {
    // While the database is away the secret may not be known: the line is worth more than the hash.
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
