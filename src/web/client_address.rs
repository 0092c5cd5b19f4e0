//! Address of the client that sent a request.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::app::App;

/// Returns the address of the client.
///
/// This is the peer, or behind trusted proxies the last forwarded address that is not a trusted
/// proxy.
pub(super) fn client_address(app: &App, parts: &Parts) -> IpAddr {
    static WARNED: AtomicBool = AtomicBool::new(false);
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let peer = peer.to_canonical();
    let trusted = &app.config.guard.trusted_proxies;
    let forwarded: Vec<&str> = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    if !forwarded.is_empty()
        && !is_in(trusted, peer)
        && is_local(peer)
        && !WARNED.swap(true, Ordering::Relaxed)
    {
        tracing::warn!(
            "a proxy on a private network forwards requests but is not in \
             WEERWOORD_TRUSTED_PROXIES: all its readers share one rate limit"
        );
    }
    let mut address = peer;
    for candidate in forwarded.iter().rev() {
        if !is_in(trusted, address) {
            break;
        }
        // Some proxies append the port.
        match candidate.parse().or_else(|_| candidate.parse().map(|peer: SocketAddr| peer.ip())) {
            Ok(before) => address = IpAddr::to_canonical(&before),
            Err(_) => break,
        }
    }
    address
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
