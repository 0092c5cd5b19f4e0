//! Targets of a request, and the addresses that they may lead to.
//!
//! Only public addresses are called, and only with TLS, so that nobody who may type a URL reaches
//! the network that the board stands in: its database, its metrics, the service of the cloud that
//! hands out keys. The setting `WEERWOORD_PRIVATE_TARGETS` allows exceptions.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::Uri;
use ipnet::{Ipv4Net, Ipv6Net};

use super::{Failure, is_encrypted};
use crate::config::PrivateTargets;

/// Networks that are not public, by the IANA registry of special addresses and RFC 1112.
const NOT_PUBLIC_V4: [Ipv4Net; 15] = [
    v4([0, 0, 0, 0], 8),       // this network
    v4([10, 0, 0, 0], 8),      // private use
    v4([100, 64, 0, 0], 10),   // shared by the customers of a provider
    v4([127, 0, 0, 0], 8),     // loopback
    v4([169, 254, 0, 0], 16),  // link-local
    v4([172, 16, 0, 0], 12),   // private use
    v4([192, 0, 0, 0], 24),    // protocols
    v4([192, 0, 2, 0], 24),    // documentation
    v4([192, 88, 99, 0], 24),  // relays of 6to4
    v4([192, 168, 0, 0], 16),  // private use
    v4([198, 18, 0, 0], 15),   // benchmarks
    v4([198, 51, 100, 0], 24), // documentation
    v4([203, 0, 113, 0], 24),  // documentation
    v4([224, 0, 0, 0], 4),     // multicast
    v4([240, 0, 0, 0], 4),     // reserved, and broadcast
];
/// Network of all public IPv6 addresses. Outside it lie loopback, unique-local, link-local,
/// multicast and documentation.
const PUBLIC_V6: Ipv6Net = v6([0x2000, 0, 0, 0], 3);
/// Networks in it that are not public.
const NOT_PUBLIC_V6: [Ipv6Net; 4] = [
    v6([0x2001, 0, 0, 0], 23), // protocols, such as Teredo, which lead to IPv4 addresses
    v6([0x2001, 0xdb8, 0, 0], 32), // documentation
    v6([0x2002, 0, 0, 0], 16), // 6to4, which leads to IPv4 addresses
    v6([0x3fff, 0, 0, 0], 20), // documentation
];
/// IPv4 addresses as seen from a network that has IPv6 only (NAT64, RFC 6052).
const TRANSLATED: Ipv6Net = v6([0x64, 0xff9b, 0, 0], 96);

/// Host that a URL leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Name or address, without brackets.
    pub host: String,
    /// Port, that of the scheme if the URL has none.
    pub port: u16,
    /// True if the connection uses TLS.
    pub is_encrypted: bool,
}

impl Target {
    /// Returns the target of a URL.
    ///
    /// Fails if it is no web address, holds a password, or is one of an address or without TLS
    /// that no setting allows. A name may still lead to an address that is refused.
    pub(super) fn of(uri: &Uri, allowed: &PrivateTargets) -> Result<Self, Failure> {
        let (scheme, authority) = uri.scheme().zip(uri.authority()).ok_or(Failure::Url)?;
        let is_encrypted = is_encrypted(scheme).ok_or(Failure::Url)?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if authority.as_str().contains('@') || host.is_empty() {
            return Err(Failure::Url);
        }
        let port = authority.port_u16().unwrap_or(if is_encrypted { 443 } else { 80 });
        let target = Self { host, port, is_encrypted };
        match target.host.parse() {
            Ok(address) if target.may_lead_to(address, allowed) => Ok(target),
            Ok(_) if target.is_encrypted => Err(Failure::Private),
            Ok(address) => Err(if is_public(address) { Failure::Url } else { Failure::Private }),
            // Without TLS, a name may lead to an allowed network: its addresses decide.
            Err(_) => Ok(target),
        }
    }

    /// Returns whether a connection for this target may go to an address.
    pub(super) fn may_lead_to(&self, address: IpAddr, allowed: &PrivateTargets) -> bool {
        allowed.has_host(&self.host)
            || allowed.has_address(address)
            || (self.is_encrypted && is_public(address))
    }
}

/// Returns whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => !NOT_PUBLIC_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) if TRANSLATED.contains(&address) => {
            let [.., a, b, c, d] = address.octets();
            is_public(Ipv4Addr::new(a, b, c, d).into())
        }
        IpAddr::V6(address) => {
            PUBLIC_V6.contains(&address)
                && !NOT_PUBLIC_V6.iter().any(|network| network.contains(&address))
        }
    }
}

const fn v4([a, b, c, d]: [u8; 4], prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6([a, b, c, d]: [u16; 4], prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0), prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_public() {
        for public in [
            "1.1.1.1",
            "93.184.216.34",
            "172.15.255.255",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.170",
            "192.0.2.1",
            "192.168.1.1",
            "198.19.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }

    #[test]
    fn a_url_says_at_once_whether_it_may_be_called() {
        let none = PrivateTargets::default();
        let target = |url: &str| Target::of(&url.parse().unwrap(), &none);
        let there = target("https://hooks.example/a?b").unwrap();
        assert_eq!(
            (there.host.as_str(), there.port, there.is_encrypted),
            ("hooks.example", 443, true)
        );
        assert_eq!(target("https://[2606:4700:4700::1111]:8443/").unwrap().port, 8443);
        for (url, failure) in [
            ("https://127.0.0.1/", Failure::Private),
            ("https://[::1]/", Failure::Private),
            ("https://[::ffff:10.0.0.1]/", Failure::Private),
            ("http://127.0.0.1/", Failure::Private),
            ("http://1.1.1.1/", Failure::Url),
            ("ftp://hooks.example/", Failure::Url),
            ("https://user:geheim@hooks.example/", Failure::Url),
            ("/hooks", Failure::Url),
        ] {
            assert_eq!(target(url), Err(failure), "{url}");
        }
    }
}
