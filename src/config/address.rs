//! Addresses in the settings: mail servers, the public URL, and networks.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::sites::Origin;
use crate::text::domain;

/// URL of a mail server.
///
/// `smtps://USER:PASSWORD@HOST` uses TLS from the first byte. `smtp://HOST` requires STARTTLS,
/// except on the local machine or with `?tls=none`. `?from=` sets the sender's address. Its `Debug`
/// output masks the password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(Url);

/// Security of the connection to a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a plain greeting (STARTTLS); without it nothing is sent.
    StartTls,
    /// No encryption.
    Plain,
}

impl SmtpUrl {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        // The parser converts hosts to ASCII only for web URLs.
        let host = percent_decode_str(url.host_str()?).decode_utf8().ok()?.into_owned();
        url.set_host(Some(&domain::to_ascii(&host)?)).ok()?;
        let tls = url
            .query_pairs()
            .find(|(name, _)| name == "tls")
            .map_or_else(|| "yes".to_owned(), |(_, value)| value.to_string());
        let known = url.query_pairs().all(|(name, _)| matches!(&*name, "from" | "tls"))
            && matches!(&*tls, "yes" | "none");
        let plain = matches!(url.scheme(), "smtp" | "smtps") && matches!(url.path(), "" | "/");
        (known && plain && url.host_str().is_some_and(|host| !host.is_empty())).then_some(Self(url))
    }

    /// Returns the host name or IP address of the server.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default().trim_matches(['[', ']'])
    }

    /// Returns the port: 465 with TLS from the first byte, 587 otherwise (RFC 8314).
    pub fn port(&self) -> u16 {
        self.0.port().unwrap_or(if self.0.scheme() == "smtps" { 465 } else { 587 })
    }

    /// Returns the security of the connection.
    pub fn security(&self) -> Security {
        let is_here = self.host() == "localhost"
            || self.host().parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let waived = self.0.query_pairs().any(|(name, value)| name == "tls" && value == "none");
        match self.0.scheme() {
            "smtps" => Security::Tls,
            _ if is_here || waived => Security::Plain,
            _ => Security::StartTls,
        }
    }

    /// Returns the user and the password, decoded; `None` without a password.
    pub fn credentials(&self) -> Option<(String, String)> {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let password = self.0.password()?;
        Some((decoded(self.0.username()), decoded(password)))
    }

    /// Returns the sender's address: that of `?from=`, or the user name if it is an address.
    pub fn from(&self) -> Option<String> {
        self.chosen_sender()
            .or_else(|| self.credentials().map(|(user, _)| user).filter(|user| user.contains('@')))
    }

    /// Returns the sender's address if it is set by `?from=`.
    pub fn chosen_sender(&self) -> Option<String> {
        let mut pairs = self.0.query_pairs();
        pairs.find(|(name, _)| name == "from").map(|(_, value)| value.into_owned())
    }
}

impl fmt::Debug for SmtpUrl {
    /// Writes the URL as typed, with the password masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.0.clone();
        if url.password().is_some() {
            url.set_password(Some("***")).map_err(|()| fmt::Error)?;
        }
        f.write_str(url.as_str())
    }
}

/// Parses a list of networks or single addresses, separated by commas or spaces.
pub(super) fn networks(list: &str) -> Option<Vec<IpNet>> {
    list.split([',', ' '])
        .filter(|item| !item.is_empty())
        .map(|item| item.parse().ok().or_else(|| item.parse::<IpAddr>().ok().map(IpNet::from)))
        .collect()
}

/// Returns scheme, host and port as a browser writes them in `Origin`; `None` if the URL has a
/// path, a query, a fragment or a user.
pub(super) fn web_origin(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    plain.then(|| url.origin().ascii_serialization())
}

/// Parses origins with commas between them; `None` if one is none.
pub(super) fn origins(text: &str) -> Option<Vec<Origin>> {
    text.split(',').filter(|origin| !origin.trim().is_empty()).map(Origin::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_spoken_to_in_the_open_only_where_that_is_safe_or_asked_for() {
        let security = |text: &str| SmtpUrl::parse(text).map(|url| (url.security(), url.port()));
        assert_eq!(security("smtps://mail.example"), Some((Security::Tls, 465)));
        assert_eq!(security("smtp://mail.example"), Some((Security::StartTls, 587)));
        let wide = SmtpUrl::parse("smtps://büro.example").unwrap();
        assert_eq!(wide.host(), "xn--bro-hoa.example");
        assert_eq!(SmtpUrl::parse("smtp://[::1]:25").unwrap().host(), "::1");
        assert_eq!(security("smtp://127.0.0.1:2525"), Some((Security::Plain, 2525)));
        assert_eq!(security("smtp://mail.example:25?tls=none"), Some((Security::Plain, 25)));
        for bad in [
            "http://mail.example",
            "smtp://",
            "smtp://mail.example?tls=maybe",
            "smtp://mail.example?sender=x",
        ] {
            assert_eq!(security(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_sender_is_asked_for_or_the_user() {
        let from = |text: &str| SmtpUrl::parse(text).unwrap().from();
        assert_eq!(
            from("smtps://a%40b.example:x%2Fy@mail.example").as_deref(),
            Some("a@b.example")
        );
        assert_eq!(
            from("smtps://a%40b.example:x@mail.example?from=c%40d.example").as_deref(),
            Some("c@d.example")
        );
        assert_eq!(from("smtps://user:x@mail.example"), None);
        let url = SmtpUrl::parse("smtps://user:x%2Fy@mail.example").unwrap();
        assert_eq!(url.credentials(), Some(("user".into(), "x/y".into())));
        assert!(!format!("{url:?}").contains("x%2Fy"));
    }
}
