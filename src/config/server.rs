//! Socket that the server listens on, and the bounds of connections and requests.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::{Config, Source};

/// Socket that the server listens on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// Address and port.
    Tcp(SocketAddr),
    /// Path of a Unix socket.
    Unix(PathBuf),
}

/// Bounds of connections and requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Requests under way at once; others get 503. `WEERWOORD_MAX_REQUESTS`, 2000.
    pub max_requests: usize,
    /// Time for a client to send the head of a request, also after the one before on the same
    /// connection. `WEERWOORD_HEAD_TIMEOUT`, 15 seconds.
    pub head_timeout: Duration,
    /// Longest pause between two parts of a request body. `WEERWOORD_BODY_TIMEOUT`, 10 seconds.
    pub body_timeout: Duration,
}

impl Listen {
    /// Parses an address with a port, or a path after `unix:`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().strip_prefix("unix:") {
            Some("") => None,
            Some(path) => Some(Self::Unix(path.into())),
            None => text.trim().parse().ok().map(Self::Tcp),
        }
    }

    /// Returns the public URL of a board that nobody gave one.
    pub(super) fn url(&self) -> String {
        match self {
            Self::Tcp(address) => format!("http://{address}"),
            Self::Unix(_) => "http://localhost".to_owned(),
        }
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl Bounds {
    /// Parses the three settings; fails with the name of the one that is wrong and what it
    /// expects.
    pub(super) fn parse(
        text: impl Fn(&str) -> String,
    ) -> Result<Self, (&'static str, &'static str)> {
        let number = |name: &'static str, most: u64, expected: &'static str| {
            let number = text(name).trim().parse().ok();
            number.filter(|number| (1..=most).contains(number)).ok_or((name, expected))
        };
        let seconds = |name| number(name, 3_600, "a number of seconds from 1 to 3600");
        let requests = number("max_requests", 1_000_000, "a number from 1 to 1000000")?;
        Ok(Self {
            max_requests: usize::try_from(requests).unwrap_or(usize::MAX),
            head_timeout: Duration::from_secs(seconds("head_timeout")?),
            body_timeout: Duration::from_secs(seconds("body_timeout")?),
        })
    }

    /// Returns the settings in the form in which they are typed.
    pub(super) fn described(&self) -> [(&'static str, String); 3] {
        [
            ("max_requests", self.max_requests.to_string()),
            ("head_timeout", self.head_timeout.as_secs().to_string()),
            ("body_timeout", self.body_timeout.as_secs().to_string()),
        ]
    }
}

impl Config {
    /// Returns whether the public URL is not set.
    pub fn has_default_url(&self) -> bool {
        self.sources.get("public_url") == Some(&Source::Default)
    }

    /// Returns whether a `Host` header names the host of the public URL, on any port.
    ///
    /// The names and addresses of the machine itself count as one host.
    pub fn is_at_host(&self, header: &str) -> bool {
        let host = |url: &str| {
            let host = Url::parse(url).ok()?.host_str()?.to_owned();
            let is_own = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]" | "0.0.0.0");
            Some(if is_own { "localhost".to_owned() } else { host })
        };
        // A header that is no host names no other.
        host(&format!("http://{header}")).is_none_or(|named| host(&self.public_url) == Some(named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_is_an_address_or_a_path() {
        let unix = Listen::parse("unix:/run/weerwoord/weerwoord.sock").unwrap();
        assert_eq!(unix, Listen::Unix("/run/weerwoord/weerwoord.sock".into()));
        assert_eq!(unix.to_string(), "unix:/run/weerwoord/weerwoord.sock");
        assert_eq!(unix.url(), "http://localhost");
        let tcp = Listen::parse("[::1]:3000").unwrap();
        assert_eq!((tcp.to_string(), tcp.url()), ("[::1]:3000".into(), "http://[::1]:3000".into()));
        for bad in ["", "unix:", "/run/weerwoord.sock", "localhost:3000", "127.0.0.1"] {
            assert_eq!(Listen::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_bound_that_is_none_is_named() {
        let with = |wrong: &'static str, value: &'static str| {
            Bounds::parse(move |name| if name == wrong { value } else { "7" }.to_owned())
        };
        assert_eq!(with("", "").unwrap().head_timeout, Duration::from_secs(7));
        for (name, value) in
            [("max_requests", "0"), ("head_timeout", "15s"), ("body_timeout", "3601")]
        {
            assert_eq!(with(name, value).unwrap_err().0, name);
        }
    }
}
