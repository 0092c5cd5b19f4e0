//! Addresses among the settings: databases, mail servers, the board's own, and networks. Those that hold a password never print it.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use url::Url;

/// Which database, by the scheme of its address.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file beside the board.
    Sqlite(PathBuf),
    /// A server; the address holds a password, so it never prints whole.
    Postgres(String),
}

impl DatabaseUrl {
    /// Tells the two apart by their scheme.
    pub fn parse(url: &str) -> Option<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return (!path.is_empty()).then(|| Self::Sqlite(PathBuf::from(path)));
        }
        let parsed = Url::parse(url).ok()?;
        matches!(parsed.scheme(), "postgres" | "postgresql").then(|| Self::Postgres(url.to_owned()))
    }
}

impl fmt::Debug for DatabaseUrl {
    /// The address as typed, but never its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let mut url = Url::parse(url).map_err(|_| fmt::Error)?;
                if url.password().is_some() {
                    url.set_password(Some("***")).map_err(|()| fmt::Error)?;
                }
                let pairs: Vec<(String, String)> = url
                    .query_pairs()
                    .map(|(key, value)| (key.to_string(), if key == "password" { "***".into() } else { value.to_string() }))
                    .collect();
                if !pairs.is_empty() {
                    url.query_pairs_mut().clear().extend_pairs(pairs);
                }
                f.write_str(url.as_str())
            }
        }
    }
}

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
