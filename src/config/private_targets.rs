//! Targets of outgoing requests that are not public and may be called all the same.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;

use crate::text::domain;

/// Networks and hosts that the board may call although they are not public, also without TLS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivateTargets {
    networks: Vec<IpNet>,
    hosts: Vec<String>,
}

impl PrivateTargets {
    /// Parses a list of networks, addresses and host names, separated by commas or spaces.
    pub fn parse(list: &str) -> Option<Self> {
        let mut targets = Self::default();
        for item in list.split([',', ' ']).filter(|item| !item.is_empty()) {
            let network =
                item.parse().ok().or_else(|| item.parse::<IpAddr>().ok().map(IpNet::from));
            match network {
                Some(network) => targets.networks.push(network),
                None => targets.hosts.push(host(item)?),
            }
        }
        Some(targets)
    }

    /// Returns whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.networks.is_empty() && self.hosts.is_empty()
    }

    /// Returns whether a host is in the list by its name, whatever its addresses are.
    pub fn has_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Returns whether an address is in one of the networks.
    pub fn has_address(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// Returns a host name in ASCII; `None` if it is something else, such as a URL.
fn host(text: &str) -> Option<String> {
    let is_name = |host: &String| {
        host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    domain::to_ascii(text).filter(is_name)
}

impl fmt::Display for PrivateTargets {
    /// Writes the list as the setting has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let networks = self.networks.iter().map(ToString::to_string);
        let all: Vec<String> = networks.chain(self.hosts.iter().cloned()).collect();
        f.write_str(&all.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_networks_addresses_and_hosts() {
        let list = "10.1.0.0/16, ::1 relay.internal Büro.example";
        let targets = PrivateTargets::parse(list).unwrap();
        assert_eq!(targets.to_string(), "10.1.0.0/16,::1/128,relay.internal,xn--bro-hoa.example");
        for (address, is_there) in
            [("10.1.2.3", true), ("::ffff:10.1.2.3", true), ("10.2.0.1", false), ("::1", true)]
        {
            assert_eq!(targets.has_address(address.parse().unwrap()), is_there, "{address}");
        }
        assert!(targets.has_host("Relay.internal") && !targets.has_host("internal"));
        for bad in ["http://relay.internal", "relay.internal:80", "10.0.0.0/33", "a/b"] {
            assert_eq!(PrivateTargets::parse(bad), None, "{bad}");
        }
    }
}
