//! Bans: their target, reason and duration.
//!
//! The banned person is always informed of the ban.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use jiff::{SignedDuration, Timestamp};

use crate::account::Email;
use crate::locale::Message;

/// Least length of a reason in characters: the banned person must be able to understand it.
pub const WHY_MIN: usize = 3;
/// Greatest length of a reason in characters.
pub const WHY_MAX: usize = 500;
/// Greatest length of a temporary ban in days: ten years.
const DAYS_MAX: i64 = 3_650;
/// Shortest prefixes that can be banned, IPv4 and IPv6: wider networks could be a whole country.
const WIDEST: (u8, u8) = (16, 32);
/// Longest useful IPv6 prefix: one subscriber (RFC 6177).
const SUBSCRIBER: u8 = 64;

/// Property that a ban matches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// E-mail address, of guests and members.
    Email,
    /// Network.
    Network,
    /// Account.
    Member,
    /// Browser of a guest, by the hash of its visitor cookie.
    Browser,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Email, Self::Network, Self::Member, Self::Browser];
    /// Kinds that a moderator can type; a browser is banned from one of its comments.
    pub const NAMED: [Self; 3] = [Self::Email, Self::Network, Self::Member];

    /// Returns the stable code of the kind, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Network => "network",
            Self::Member => "member",
            Self::Browser => "browser",
        }
    }

    /// Returns the kind with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Ban as stored.
#[derive(Clone, Debug)]
pub struct Ban {
    /// Row id.
    pub id: i64,
    /// Property that it matches on.
    pub kind: Kind,
    /// Value that it matches: key of an e-mail address, network, account id or hash of a cookie.
    ///
    /// Deleted a month after the ban ended.
    pub value: Option<String>,
    /// True if the address was confirmed when it was banned.
    ///
    /// If not, the ban does not apply to a person who confirms the address.
    pub proved: bool,
    /// Reason, as shown to the banned person.
    pub why: String,
    /// Name of the moderator who imposed it.
    pub moderator: String,
    /// Time at which it was imposed.
    pub made_at: Timestamp,
    /// Time at which it ends; `None` for a permanent ban.
    pub ends_at: Option<Timestamp>,
    /// Time at which it was lifted.
    pub lifted_at: Option<Timestamp>,
}

/// Origin of a comment, as far as bans match on it.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Key of the e-mail address: typed by a guest, or of an account.
    pub email: Option<&'a str>,
    /// Account id.
    pub account: Option<i64>,
    /// Hash of the visitor cookie of the browser.
    pub browser: Option<&'a [u8; 32]>,
    /// Network.
    pub network: &'a str,
}

impl Ban {
    /// Returns whether the ban has ended or was lifted.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.lifted_at.is_some() || self.ends_at.is_some_and(|end| end <= now)
    }

    /// Returns whether the ban applies to this origin now.
    ///
    /// A guest may still turn out to own the address: see [`Ban::spares_owner`].
    pub fn keeps_out(&self, origin: &Origin<'_>, now: Timestamp) -> bool {
        let is_value = |known: Option<String>| self.value.is_some() && self.value == known;
        let is_guest = origin.account.is_none();
        let is_about = match self.kind {
            Kind::Email => {
                (is_guest || !self.spares_owner()) && is_value(origin.email.map(str::to_owned))
            }
            Kind::Member => is_value(origin.account.map(|id| id.to_string())),
            // Others may log in with that browser: members are known by their account.
            Kind::Browser => is_guest && is_value(origin.browser.map(hex::encode)),
            Kind::Network => self.covers(origin.network),
        };
        is_about && !self.is_over(now)
    }

    /// Returns whether the ban is on an address that nobody had confirmed.
    ///
    /// It applies to guests who type that address, not to the person who proves to own it.
    pub fn spares_owner(&self) -> bool {
        self.kind == Kind::Email && !self.proved
    }

    /// Returns whether the ban covers this network, given as an IPv4 address or an IPv6 /64.
    pub fn covers(&self, network: &str) -> bool {
        let banned = self.value.as_deref().and_then(|value| value.parse::<IpNet>().ok());
        self.kind == Kind::Network
            && banned.zip(any_network(network)).is_some_and(|(banned, net)| banned.contains(&net))
    }
}

/// Parses a network, or an address as the network of that one address.
fn any_network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Checks and normalizes a network for storage; the error is a message key.
///
/// An IPv6 network narrower than a /64 is widened to it.
pub fn network(typed: &str) -> Result<IpNet, &'static str> {
    let net = any_network(typed.trim()).ok_or("ban-network-invalid")?;
    match net.trunc() {
        IpNet::V4(net) if net.prefix_len() < WIDEST.0 => Err("ban-network-wide"),
        IpNet::V6(net) if net.prefix_len() < WIDEST.1 => Err("ban-network-wide"),
        IpNet::V6(net) if net.prefix_len() > SUBSCRIBER => Ipv6Net::new(net.addr(), SUBSCRIBER)
            .map(|net| IpNet::V6(net.trunc()))
            .map_err(|_| "ban-network-invalid"),
        IpNet::V4(net) => Ok(IpNet::V4(Ipv4Net::trunc(&net))),
        net @ IpNet::V6(_) => Ok(net),
    }
}

/// Returns the key of an e-mail address for storage; the error is a message key.
pub fn email(typed: &str) -> Result<String, &'static str> {
    Email::known(typed).map(|email| email.key())
}

/// Returns the end of a ban of this many days (1 to 3650), or `None` if the field is empty.
pub fn ends_at(days: &str, now: Timestamp) -> Result<Option<Timestamp>, Message> {
    match days.trim() {
        "" => Ok(None),
        days => match days.parse::<i64>() {
            Ok(days @ 1..=DAYS_MAX) => Ok(Some(now + SignedDuration::from_hours(24 * days))),
            _ => Err(Message::with("ban-days-invalid", "max", DAYS_MAX.to_string())),
        },
    }
}

/// Checks and normalizes a reason for storage; the error is a message key.
pub fn why(typed: &str) -> Result<String, &'static str> {
    let why: String = typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match why.chars().count() {
        ..WHY_MIN => Err("ban-why-missing"),
        n if n > WHY_MAX => Err("ban-why-too-long"),
        _ => Ok(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ban(value: &str) -> Ban {
        let made_at = Timestamp::UNIX_EPOCH;
        let (why, moderator) = (String::new(), String::new());
        Ban {
            id: 1,
            kind: Kind::Network,
            value: Some(value.into()),
            proved: true,
            why,
            moderator,
            made_at,
            ends_at: None,
            lifted_at: None,
        }
    }

    #[test]
    fn networks_are_whole_and_not_too_wide() {
        assert_eq!(network(" 192.0.2.7 ").unwrap().to_string(), "192.0.2.7/32");
        assert_eq!(network("192.0.2.7/24").unwrap().to_string(), "192.0.2.0/24");
        assert_eq!(network("2001:db8:1:2:3::4").unwrap().to_string(), "2001:db8:1:2::/64");
        assert_eq!(network("10.0.0.0/8"), Err("ban-network-wide"));
        assert_eq!(network("2001::/16"), Err("ban-network-wide"));
        assert_eq!(network("thuis"), Err("ban-network-invalid"));
    }

    #[test]
    fn a_network_covers_what_lies_in_it() {
        assert!(
            ban("192.0.2.0/24").covers("192.0.2.7") && !ban("192.0.2.0/24").covers("192.0.3.7")
        );
        assert!(
            ban("2001:db8:1::/48").covers("2001:db8:1:2::/64")
                && !ban("2001:db8:1::/48").covers("2001:db8:2:2::/64")
        );
        assert!(!ban("192.0.2.0/24").covers("onzin"));
    }

    #[test]
    fn a_ban_keeps_out_whom_it_is_about() {
        let now = Timestamp::UNIX_EPOCH;
        let of = |kind, value: &str| Ban { kind, ..ban(value) };
        let somebody = Origin { email: None, account: None, browser: None, network: "192.0.2.7" };
        let guest = Origin { email: Some("a@post.example"), browser: Some(&[7; 32]), ..somebody };
        let member = Origin { account: Some(7), ..guest };
        let address = of(Kind::Email, "a@post.example");
        assert!(address.keeps_out(&guest, now) && address.keeps_out(&member, now));
        assert!(!address.keeps_out(&somebody, now));
        let unproved = Ban { proved: false, ..address };
        assert!(unproved.keeps_out(&guest, now) && !unproved.keeps_out(&member, now));
        assert!(of(Kind::Member, "7").keeps_out(&member, now));
        let browser = of(Kind::Browser, &"07".repeat(32));
        assert!(browser.keeps_out(&guest, now) && !browser.keeps_out(&member, now));
        assert!(ban("192.0.2.0/24").keeps_out(&somebody, now));
        assert!(!Ban { value: None, ..ban("") }.keeps_out(&somebody, now));
        assert!(!Ban { value: None, ..of(Kind::Browser, "") }.keeps_out(&somebody, now));
    }

    #[test]
    fn a_ban_ends_on_its_day() {
        let now = Timestamp::UNIX_EPOCH;
        let end = ends_at("7", now).unwrap().unwrap();
        let ban = Ban { ends_at: Some(end), ..ban("192.0.2.7/32") };
        assert!(!ban.is_over(end - SignedDuration::from_secs(1)) && ban.is_over(end));
        assert_eq!(ends_at(" ", now), Ok(None));
        for bad in ["0", "-1", "x", "3651"] {
            assert!(ends_at(bad, now).is_err(), "{bad}");
        }
    }
}
