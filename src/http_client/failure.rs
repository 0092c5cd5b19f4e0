//! Reasons for which a request to another server got no answer.

use std::io;

use thiserror::Error;
use tokio_rustls::rustls;

/// Reason for which a request got no answer. Its texts hold no address and nothing that was sent.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Failure {
    /// The URL is none that can be called.
    #[error("the URL is not https:// with a host")]
    Url,
    /// All addresses of the host are private, and no setting allows them.
    #[error("the host has no public address, and WEERWOORD_PRIVATE_TARGETS does not allow it")]
    Private,
    /// The name of the host is unknown.
    #[error("the name of the host was not found")]
    Resolve,
    /// The host refused the connection, or cannot be reached.
    #[error("no connection was made")]
    Connect,
    /// The certificate is not one for this host of an authority that is known.
    #[error("the certificate is not trusted")]
    Certificate,
    /// Encryption could not be agreed on.
    #[error("TLS failed")]
    Tls,
    /// The host took too long.
    #[error("there was no answer in time")]
    Timeout,
    /// The answer was not HTTP, or ended in its middle.
    #[error("the answer was cut off or was not HTTP")]
    Protocol,
    /// The answer was longer than it may be.
    #[error("the answer was too long")]
    TooLong,
}

impl Failure {
    /// All failures.
    pub const ALL: [Self; 9] = [
        Self::Url,
        Self::Private,
        Self::Resolve,
        Self::Connect,
        Self::Certificate,
        Self::Tls,
        Self::Timeout,
        Self::Protocol,
        Self::TooLong,
    ];

    /// Returns the stable code of the failure.
    pub fn code(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Private => "private",
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Certificate => "certificate",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Protocol => "protocol",
            Self::TooLong => "too_long",
        }
    }

    /// Returns the failure of a TLS handshake.
    pub(super) fn of_tls(error: &io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        match inner {
            Some(rustls::Error::InvalidCertificate(_)) => Self::Certificate,
            _ => Self::Tls,
        }
    }
}
