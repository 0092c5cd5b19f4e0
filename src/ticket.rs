//! Links by mail: 256 bits of chance that one person holds, what they are good for, and for how long.
//! The database knows a link by its SHA-256 only, so a copy of the database opens none. Sessions are kept the same way.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// 256 bits that only one browser or one mail has.
#[derive(Clone, Copy)]
pub struct Token([u8; 32]);

impl Token {
    /// A new one, from chance.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(chance)
    }

    /// One read back from an address or a cookie: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// What the database knows it by.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// Key that only the holder of the token can make; the hash that the database knows does not tell it.
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        Sha256::new().chain_update(purpose).chain_update([0]).chain_update(self.0).finalize().into()
    }

    /// As it stands in an address or a cookie.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }
}

/// What a link by mail is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the account that was asked for.
    Register,
    /// Gives an account another address.
    Email,
    /// Gives an account another password.
    Reset,
    /// Shows a guest's comment.
    Comment,
    /// Proves a guest's address.
    Address,
    /// Asks another moderator to look again.
    Appeal,
    /// Begins to follow an article by mail.
    Follow,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Register,
        Self::Email,
        Self::Reset,
        Self::Comment,
        Self::Address,
        Self::Appeal,
        Self::Follow,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Email => "email",
            Self::Reset => "reset",
            Self::Comment => "comment",
            Self::Address => "address",
            Self::Appeal => "appeal",
            Self::Follow => "follow",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// How long a link is good for it.
    pub fn lifetime(self) -> SignedDuration {
        SignedDuration::from_hours(match self {
            Self::Register | Self::Email | Self::Address | Self::Follow => 24, // mail that is read tomorrow
            Self::Reset => 1,         // whoever reads the mailbox holds the account
            Self::Comment => 7 * 24,  // a discussion is still alive after a week
            Self::Appeal => 184 * 24, // at least six months (EU DSA, art. 20, 1)
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
