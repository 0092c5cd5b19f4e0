//! Addresses among the settings: mail servers, the board's own, and networks.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;
use url::Url;

/// The address of a mail server, `smtps://USER:PASSWORD@HOST` or `smtp://HOST:25`, with `?from=` for the sender. It never prints whole.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|url| url.has_host())?;
        matches!(url.scheme(), "smtp" | "smtps").then(|| Self(text.to_owned()))
    }

    /// The whole of it, password included.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SmtpUrl {
    /// The address as typed, but never its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = Url::parse(&self.0).map_err(|_| fmt::Error)?;
        if url.password().is_some() {
            url.set_password(Some("***")).map_err(|()| fmt::Error)?;
        }
        f.write_str(url.as_str())
    }
}

/// A list of networks or single addresses, parted by commas or spaces.
pub(super) fn networks(list: &str) -> Option<Vec<IpNet>> {
    list.split([',', ' '])
        .filter(|item| !item.is_empty())
        .map(|item| item.parse().ok().or_else(|| item.parse::<IpAddr>().ok().map(IpNet::from)))
        .collect()
}

/// Scheme, host and port as a browser writes them in `Origin`.
pub(super) fn web_origin(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    plain.then(|| url.origin().ascii_serialization())
}
