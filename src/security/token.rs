//! Tokens in e-mail links: 256 random bits, with a purpose and a lifetime.
//!
//! The database stores only their SHA-256 hash, so that a copy of the database grants no access.
//! Sessions are stored in the same way.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// Token of 256 bits that only one browser or one e-mail holds.
#[derive(Clone, Copy)]
pub struct Token([u8; 32]);

impl Token {
    /// Makes a token of random bytes.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(chance)
    }

    /// Parses a token from a URL or a cookie: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// Returns the SHA-256 hash, as stored in the database.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// Derives a key for a purpose, which cannot be computed from the stored hash.
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        Sha256::new().chain_update(purpose).chain_update([0]).chain_update(self.0).finalize().into()
    }

    /// Returns the token as 64 hexadecimal digits, for a URL or a cookie.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }
}

/// Purpose of a token in an e-mail link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Creates the requested account.
    Register,
    /// Changes the e-mail address of an account.
    Email,
    /// Resets the password of an account.
    Reset,
    /// Publishes a guest's comment.
    Comment,
    /// Confirms a guest's e-mail address.
    Address,
    /// Submits an appeal.
    Appeal,
    /// Starts following an article by e-mail.
    Follow,
    /// Accepts an invitation to the staff.
    Invitation,
    /// Makes the first administrator of a board.
    Setup,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 9] = [
        Self::Register,
        Self::Email,
        Self::Reset,
        Self::Comment,
        Self::Address,
        Self::Appeal,
        Self::Follow,
        Self::Invitation,
        Self::Setup,
    ];

    /// Returns the stable code of the purpose, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Email => "email",
            Self::Reset => "reset",
            Self::Comment => "comment",
            Self::Address => "address",
            Self::Appeal => "appeal",
            Self::Follow => "follow",
            Self::Invitation => "invitation",
            Self::Setup => "setup",
        }
    }

    /// Returns the purpose with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// Returns the lifetime of a token for this purpose.
    pub const fn lifetime(self) -> SignedDuration {
        SignedDuration::from_hours(match self {
            // E-mail is often read the next day.
            Self::Register | Self::Email | Self::Address | Self::Follow => 24,
            // Anybody with access to the mailbox can take over the account.
            Self::Reset => 1,
            // A discussion is still active after a week, and whoever is invited has been asked.
            Self::Comment | Self::Invitation => 7 * 24,
            // The process that logged the link extends it every hour, and may fail to do so once.
            Self::Setup => 2,
            // At least six months (EU DSA, art. 20, 1).
            Self::Appeal => 184 * 24,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_and_the_database_knows_only_their_hash() {
        let token = Token::new([7; 32]);
        let read = Token::parse(&token.text()).unwrap();
        assert_eq!(read.hash(), token.hash());
        assert_ne!(read.hash(), [7; 32]);
        assert_ne!(read.key("form"), read.hash());
        assert_ne!(read.key("form"), read.key("other"));
        for bad in ["", "07", &"g".repeat(64), &"07".repeat(33)] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn every_purpose_has_its_code() {
        assert!(
            Purpose::ALL
                .into_iter()
                .all(|purpose| Purpose::from_code(purpose.code()) == Some(purpose))
        );
    }
}
