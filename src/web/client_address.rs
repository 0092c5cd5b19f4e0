//! Address of the client that sent a request.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::ConnectInfo;
use axum::extract::connect_info::Connected;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::app::App;

/// Other end of a connection, as request information ([`ConnectInfo`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// Address of a TCP connection.
    Tcp(SocketAddr),
    /// Unix socket, which has no address.
    ///
    /// Its permissions let only the proxy connect, which is therefore trusted.
    Unix,
}

impl Connected<Self> for Peer {
    fn connect_info(peer: Self) -> Self {
        peer
    }
}

impl Peer {
    /// Returns the other end of the connection of a request.
    ///
    /// Other servers than that of `serve`, such as `axum::serve`, tell only an address.
    fn of(parts: &Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<Self>>().map(|peer| peer.0);
        let address = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0);
        peer.or_else(|| address().map(Self::Tcp))
            .unwrap_or(Self::Tcp(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))))
    }

    /// Returns the address; `None` for a Unix socket.
    fn address(self) -> Option<IpAddr> {
        match self {
            Self::Tcp(peer) => Some(peer.ip().to_canonical()),
            Self::Unix => None,
        }
    }
}

/// Returns the address of the client.
///
/// This is the peer, or behind trusted proxies the last forwarded address that is not a trusted
/// proxy. Behind a Unix socket it is the address that the proxy forwards.
pub(super) fn client_address(app: &App, parts: &Parts) -> IpAddr {
    let peer = Peer::of(parts);
    let trusted = &app.config.guard.trusted_proxies;
    let forwarded: Vec<&str> = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    warn(peer, trusted, !forwarded.is_empty());
    let mut address = peer.address();
    for candidate in forwarded.iter().rev() {
        if address.is_some_and(|address| !is_in(trusted, address)) {
            break;
        }
        // Some proxies append the port.
        match candidate.parse().or_else(|_| candidate.parse().map(|peer: SocketAddr| peer.ip())) {
            Ok(before) => address = Some(IpAddr::to_canonical(&before)),
            Err(_) => break,
        }
    }
    address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Returns whether a request comes from a proxy that is trusted.
pub(super) fn is_from_proxy(app: &App, parts: &Parts) -> bool {
    let trusted = &app.config.guard.trusted_proxies;
    Peer::of(parts).address().is_none_or(|address| is_in(trusted, address))
}

/// Warns once if all readers share one rate limit because their addresses are not known.
fn warn(peer: Peer, trusted: &[IpNet], forwards: bool) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    let warning = match peer.address() {
        Some(peer) if forwards && !is_in(trusted, peer) && is_local(peer) => {
            "a proxy on a private network forwards requests but is not in \
             WEERWOORD_TRUSTED_PROXIES: all its readers share one rate limit"
        }
        None if !forwards => {
            "the proxy at the Unix socket sends no X-Forwarded-For: all its readers share one \
             rate limit"
        }
        _ => return,
    };
    if !WARNED.swap(true, Ordering::Relaxed) {
        tracing::warn!("{warning}");
    }
}

fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address))
}

fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_private() || address.is_loopback() || address.is_link_local()
        }
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_has_no_address_and_others_lose_their_mapping() {
        assert_eq!(Peer::Unix.address(), None);
        let mapped = Peer::Tcp("[::ffff:192.0.2.7]:4000".parse().unwrap());
        assert_eq!(mapped.address(), Some("192.0.2.7".parse().unwrap()));
    }
}
