//! Accounts: e-mail addresses, roles and their permissions.
//!
//! The submodule `name` checks names; the submodule `password` checks and hashes passwords;
//! `id_token` and `site_user` check what others say of a person. Storing accounts and identifying
//! the account of a request are left to `store` and `web::session`.

pub mod api_token;
pub mod id_token;
pub mod login_provider;
mod name;
mod password;
mod scope;
pub mod second_factor;
pub mod site_user;

use std::fmt;

use email_address::{EmailAddress, Options};

pub use name::{NAME_MAX, Name};
pub use password::{PASSWORD_MAX, PASSWORD_MIN, Password};
pub use scope::Scope;

use crate::text::characters::is_invisible;
use crate::text::domain;

/// Role of an account; each role has all permissions of the roles before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Role {
    /// May comment without solving a captcha.
    Member,
    /// May also moderate comments.
    Moderator,
    /// May also write articles.
    Editor,
    /// May also administer the board.
    Admin,
}

impl Role {
    /// All roles, lowest first.
    pub const ALL: [Self; 4] = [Self::Member, Self::Moderator, Self::Editor, Self::Admin];

    /// Returns the stable code of the role, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Returns the role with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Returns the message key of its label in a list.
    pub fn label(self) -> &'static str {
        match self {
            Self::Member => "people-member",
            Self::Moderator => "people-moderator",
            Self::Editor => "people-editor",
            Self::Admin => "people-admin",
        }
    }

    /// Returns whether this role may moderate comments.
    pub fn may_moderate(self) -> bool {
        self >= Self::Moderator
    }

    /// Returns whether this role may write articles.
    pub fn may_write(self) -> bool {
        self >= Self::Editor
    }
}

/// Frequency at which a moderator gets e-mail about pending work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// As soon as something comes in.
    AtOnce,
    /// At most once an hour.
    Hourly,
    /// At most once a day.
    Daily,
    /// Never.
    Off,
}

impl Digest {
    /// All frequencies, the most frequent first.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Hourly, Self::Daily, Self::Off];

    /// Returns the stable code of the frequency, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// Returns the frequency with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.code() == code)
    }

    /// Returns the message key of its label in a list.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => "digest-at-once",
            Self::Hourly => "digest-hourly",
            Self::Daily => "digest-daily",
            Self::Off => "digest-off",
        }
    }
}

/// Account of a person who can log in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Row id.
    pub id: i64,
    /// Name shown beside comments.
    pub name: Name,
    /// E-mail address; shown to its owner and to moderators only.
    pub email: Email,
    /// Role of the account.
    pub role: Role,
    /// Part of the board that it decides about, if it may moderate.
    pub scope: Scope,
}

/// Valid e-mail address (RFC 5321) with a dot in its domain.
///
/// The domain is in ASCII, so that there is one spelling for sending, comparing and storing (RFC
/// 5890).
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Trims and checks an address; the error is a message key.
    ///
    /// A local part outside ASCII is refused, because few mail servers accept one.
    pub fn new(typed: &str) -> Result<Self, &'static str> {
        let email = Self::known(typed)?;
        if email.0.is_ascii() { Ok(email) } else { Err("email-local-not-ascii") }
    }

    /// Checks an address that may be stored already; the error is a message key.
    ///
    /// Accepts a local part outside ASCII, which earlier versions allowed.
    pub fn known(typed: &str) -> Result<Self, &'static str> {
        const MAX: usize = 254;
        let typed = typed.trim();
        let options =
            Options::default().with_required_tld().without_display_text().without_domain_literal();
        if typed.is_empty() {
            return Err("email-missing");
        }
        // Refuse longer input before the costly conversion.
        if typed.len() > MAX || typed.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err("email-invalid");
        }
        let email = Self::in_ascii(typed).ok_or("email-invalid")?;
        match EmailAddress::parse_with_options(&email, options) {
            Ok(address) if email.len() <= MAX => Ok(Self(address.to_string())),
            _ => Err("email-invalid"),
        }
    }

    /// Returns an address with its domain in ASCII, or `None` if the domain has no ASCII form.
    fn in_ascii(email: &str) -> Option<String> {
        let Some((local, domain)) = email.rsplit_once('@') else { return Some(email.to_owned()) };
        Some(format!("{local}@{}", domain::to_ascii(domain)?))
    }

    /// Wraps an address read from the database without checking it.
    ///
    /// Converts the domain to ASCII, because earlier versions stored it as typed.
    pub fn stored(email: String) -> Self {
        Self(Self::in_ascii(&email).unwrap_or(email))
    }

    /// Returns the address for sending: as typed, but with its domain in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address for display, with its domain in Unicode.
    pub fn readable(&self) -> String {
        let Some((local, domain)) = self.0.rsplit_once('@') else { return self.0.clone() };
        format!("{local}@{}", domain::to_unicode(domain))
    }

    /// Returns the form in which two spellings of one address are equal.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Returns a masked form for recognition only, such as "m…@voorbeeld.example".
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or(("", &self.0));
        format!("{}…@{domain}", local.chars().take(1).collect::<String>())
    }
}

impl fmt::Debug for Email {
    /// Hides the address, because this form ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plausible() {
        for good in ["mirjam@voorbeeld.example", " A.B+c@sub.voorbeeld.example ", "j@büro.example"]
        {
            assert!(Email::new(good).is_ok(), "{good}");
        }
        for bad in [
            "mirjam@",
            "@voorbeeld.example",
            "mirjam",
            "a b@voorbeeld.example",
            "a@localhost",
            "a@b.example\0",
        ] {
            assert_eq!(Email::new(bad), Err("email-invalid"), "{bad}");
        }
        assert_eq!(Email::new(""), Err("email-missing"));
        assert_eq!(
            Email::new("mirjam@voorbeeld.example").unwrap().masked(),
            "m…@voorbeeld.example"
        );
    }

    #[test]
    fn the_spellings_of_a_domain_are_one() {
        let key = |typed: &str| Email::new(typed).unwrap().key();
        for same in
            ["J@büro.example", "j@xn--bro-hoa.example", "j@BÜRO。example", "j@bu\u{308}ro.EXAMPLE"]
        {
            assert_eq!(key(same), "j@xn--bro-hoa.example");
            assert_eq!(Email::stored(same.to_owned()).key(), "j@xn--bro-hoa.example");
        }
        let email = Email::new("J@Büro.example").unwrap();
        assert_eq!(email.as_str(), "J@xn--bro-hoa.example");
        assert_eq!(email.readable(), "J@büro.example");
        assert_eq!(Email::new("A@B.example").unwrap().as_str(), "A@B.example");
        assert_eq!(Email::new("jürgen@büro.example"), Err("email-local-not-ascii"));
        assert_eq!(
            Email::known("jürgen@büro.example").unwrap().key(),
            "jürgen@xn--bro-hoa.example"
        );
        for bad in ["jürgen", "j@xn--\u{fc}.example", "j@xn--0.example", "j@bü ro.example", "j@ü"]
        {
            assert_eq!(Email::new(bad), Err("email-invalid"), "{bad}");
        }
        assert_eq!(Email::stored("left-3".to_owned()).key(), "left-3");
    }

    #[test]
    fn each_role_may_do_what_the_one_before_may() {
        assert!(Role::Member < Role::Moderator && Role::Editor < Role::Admin);
        assert!(!Role::Member.may_moderate() && Role::Editor.may_moderate());
        assert!(Role::ALL.into_iter().all(|role| Role::from_code(role.code()) == Some(role)));
    }
}
