//! Tokens by which programs use the API on behalf of an account: form, name and permissions.

use jiff::SignedDuration;

use super::Role;
use crate::security::token::Token;

/// Prefix of a token, by which scanners for secrets recognize it.
pub const PREFIX: &str = "wwt_";
/// Maximum number of tokens of one account: enough for every program of a publisher.
pub const TOKENS_MAX: usize = 20;
/// Maximum length of the name of a token, in characters: a line on a phone.
pub const TOKEN_NAME_MAX: usize = 60;
/// Time without use after which a token ends: a program that runs once a year keeps its token.
pub const UNUSED: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Precision with which the last use is stored: a finer one would write for every request.
pub const PRECISION: SignedDuration = SignedDuration::from_mins(15);

/// Token of a program, of which only the hash is stored.
#[derive(Clone, Copy)]
pub struct ApiToken(Token);

impl ApiToken {
    /// Makes a token of random bytes.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(Token::new(chance))
    }

    /// Parses a token: its prefix and 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text.strip_prefix(PREFIX)?).map(Self)
    }

    /// Returns the token as its owner gives it to a program.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", self.0.text())
    }

    /// Returns the hash as stored, which never equals that of a session.
    pub fn hash(&self) -> [u8; 32] {
        self.0.key("api")
    }
}

/// Kind of requests that a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Reading one's own account and comments.
    Read,
    /// Posting comments as the member.
    Post,
    /// Reading queues and deciding about comments, as a moderator.
    Moderate,
}

impl Permission {
    /// All permissions, as they are offered.
    pub const ALL: [Self; 3] = [Self::Read, Self::Post, Self::Moderate];

    /// Returns the stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Post => "post",
            Self::Moderate => "moderate",
        }
    }

    /// Returns the permission with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.code() == code)
    }

    /// Returns the message key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "token-scope-read",
            Self::Post => "token-scope-post",
            Self::Moderate => "token-scope-moderate",
        }
    }

    /// Returns whether an account of this role may have it.
    pub fn is_for(self, role: Role) -> bool {
        match self {
            Self::Read | Self::Post => true,
            Self::Moderate => role.may_moderate(),
        }
    }
}

/// Permissions of one token, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(Vec<Permission>);

impl Permissions {
    /// Parses codes; unknown ones are skipped.
    pub fn from_codes<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let chosen: Vec<Permission> = codes.filter_map(Permission::from_code).collect();
        Self(Permission::ALL.into_iter().filter(|permission| chosen.contains(permission)).collect())
    }

    /// Parses permissions as stored.
    pub fn stored(codes: &str) -> Self {
        Self::from_codes(codes.split(' '))
    }

    /// Returns the permissions as stored.
    pub fn codes(&self) -> String {
        self.0.iter().map(|permission| permission.code()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the permissions that an account of this role still has: rights end with the role.
    pub fn of(&self, role: Role) -> Self {
        Self(self.0.iter().copied().filter(|permission| permission.is_for(role)).collect())
    }

    /// Returns whether a permission is among them.
    pub fn has(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the permissions.
    pub fn iter(&self) -> impl Iterator<Item = Permission> {
        self.0.iter().copied()
    }
}

/// Name that the owner gave a token, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenName(String);

impl TokenName {
    /// Checks a name; the error is the key of a message.
    pub fn new(typed: &str) -> Result<Self, &'static str> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err("token-name-missing"),
            length if length > TOKEN_NAME_MAX => Err("token-name-too-long"),
            _ => Ok(Self(name)),
        }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognized_by_its_prefix() {
        let token = ApiToken::new([7; 32]);
        assert_eq!(token.text().len(), 68);
        assert_eq!(ApiToken::parse(&token.text()).unwrap().hash(), token.hash());
        assert_ne!(token.hash(), Token::new([7; 32]).hash());
        for bad in ["", "wwt_", &token.text()[4..], "wwt_07", &format!("{}0", token.text())] {
            assert!(ApiToken::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn scopes_end_with_the_role() {
        let permissions = Permissions::stored("moderate read read other");
        assert_eq!(permissions.codes(), "read moderate");
        assert!(permissions.has(Permission::Moderate) && !permissions.has(Permission::Post));
        assert_eq!(permissions.of(Role::Member).codes(), "read");
        assert_eq!(permissions.of(Role::Moderator), permissions);
        assert!(Permissions::stored("").is_empty());
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(TokenName::new(" Wacht\n rij ").unwrap().as_str(), "Wacht rij");
        assert_eq!(TokenName::new(" \n"), Err("token-name-missing"));
        assert_eq!(TokenName::new(&"x".repeat(61)), Err("token-name-too-long"));
    }
}
