//! Challenge of a form without a visitor cookie: the token that its codes are bound to.

use crate::security::token::Token;

/// Token in a form that holds codes in place of the visitor cookie.
///
/// It holds nothing but codes: no confirmed address, no mark as useful, no stored form.
#[derive(Clone, Copy)]
pub struct Challenge(Token);

impl Challenge {
    /// Makes a challenge of random bytes.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(Token::new(chance))
    }

    /// Parses a challenge from a form or a URL: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(Self)
    }

    /// Returns the challenge as 64 hexadecimal digits, for a form or a URL.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// Returns the hash under which its codes are stored.
    ///
    /// It differs from the hash of a visitor cookie with the same digits, so that neither stands
    /// for the other.
    pub fn holder(&self) -> [u8; 32] {
        self.0.key("challenge")
    }

    /// Returns the address of a new picture for it.
    pub fn picture(&self) -> String {
        format!("/captcha.png?challenge={}", self.text())
    }

    /// Returns the address of a new sound for it.
    pub fn sound(&self) -> String {
        format!("/captcha.wav?challenge={}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_no_visitor_cookie() {
        let challenge = Challenge::new([7; 32]);
        let read = Challenge::parse(&challenge.text()).unwrap();
        assert_eq!(read.holder(), challenge.holder());
        assert_ne!(challenge.holder(), Token::new([7; 32]).hash());
        assert!(Challenge::parse("").is_none() && Challenge::parse("../").is_none());
    }
}
