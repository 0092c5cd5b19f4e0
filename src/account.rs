//! People with an account: e-mail addresses, roles and what each role may do; `name.rs`: names; `password.rs`: which passwords may
//! be chosen, and their hashes.
//! Where accounts are kept and how a browser proves whose it is stands elsewhere (`store`, `web::session`).

mod name;
mod password;

use std::fmt;

use email_address::{EmailAddress, Options};

pub use name::{NAME_MAX, Name};
pub use password::{PASSWORD_MAX, PASSWORD_MIN, Password};

use crate::characters::is_invisible;
use crate::domain;

/// What somebody may do; each may do what the one before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Role {
    /// Comments without a code.
    Member,
    /// Judges comments.
    Moderator,
    /// Writes articles.
    Editor,
    /// Runs the board.
    Admin,
}

impl Role {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Member, Self::Moderator, Self::Editor, Self::Admin];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether this role judges comments.
    pub fn may_moderate(self) -> bool {
        self >= Self::Moderator
    }

    /// Whether this role writes articles.
    pub fn may_write(self) -> bool {
        self >= Self::Editor
    }
}

/// How often a moderator is told by mail what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// As soon as something comes in.
    AtOnce,
    /// Once an hour.
    Hourly,
    /// Once a day.
    Daily,
    /// Never.
    Off,
}

impl Digest {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Hourly, Self::Daily, Self::Off];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// The digest with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.code() == code)
    }

    /// The key of its name in a list.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => "digest-at-once",
            Self::Hourly => "digest-hourly",
            Self::Daily => "digest-daily",
            Self::Off => "digest-off",
        }
    }
}

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its row.
    pub id: i64,
    /// The name beside their comments.
    pub name: Name,
    /// Where mail goes; shown to its owner and moderators only.
    pub email: Email,
    /// What they may do.
    pub role: Role,
}

/// An e-mail address that can be one (RFC 5321, with a dot in its domain). Its domain is in ASCII:
/// what goes out, what is compared and what is kept is one spelling (RFC 5890).
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Trims and checks; the error is the key of a sentence. A local part outside ASCII is refused:
    /// few mail servers take one.
    pub fn new(typed: &str) -> Result<Self, &'static str> {
        let email = Self::known(typed)?;
        if email.0.is_ascii() { Ok(email) } else { Err("email-local-not-ascii") }
    }

    /// The same for an address that may be known already, also one that was accepted when any local
    /// part was.
    pub fn known(typed: &str) -> Result<Self, &'static str> {
        const MAX: usize = 254;
        let typed = typed.trim();
        let options =
            Options::default().with_required_tld().without_display_text().without_domain_literal();
        if typed.is_empty() {
            return Err("email-missing");
        }
        // What is longer is not worth the work of converting it.
        if typed.len() > MAX || typed.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err("email-invalid");
        }
        let email = Self::in_ascii(typed).ok_or("email-invalid")?;
        match EmailAddress::parse_with_options(&email, options) {
            Ok(address) if email.len() <= MAX => Ok(Self(address.to_string())),
            _ => Err("email-invalid"),
        }
    }

    /// An address with its domain in ASCII; `None` when that can't be.
    fn in_ascii(email: &str) -> Option<String> {
        let Some((local, domain)) = email.rsplit_once('@') else { return Some(email.to_owned()) };
        Some(format!("{local}@{}", domain::to_ascii(domain)?))
    }

    /// An address read back from where a checked one was kept, also by a version that kept domains
    /// as they were typed.
    pub fn stored(email: String) -> Self {
        Self(Self::in_ascii(&email).unwrap_or(email))
    }

    /// As mail goes there: typed, but for a domain outside ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As its owner reads it.
    pub fn readable(&self) -> String {
        let Some((local, domain)) = self.0.rsplit_once('@') else { return self.0.clone() };
        format!("{local}@{}", domain::to_unicode(domain))
    }

    /// The form in which two spellings of one address are equal.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Enough to recognise it, too little to write to: "m…@voorbeeld.example".
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or(("", &self.0));
        format!("{}…@{domain}", local.chars().take(1).collect::<String>())
    }
}

impl fmt::Debug for Email {
    /// Never whole: this is what lands in logs.
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
