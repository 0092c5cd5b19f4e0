//! Addresses among the settings: mail servers, the board's own, and networks.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::domain;

/// The address of a mail server: `smtps://USER:PASSWORD@HOST` (TLS from the first byte), `smtp://HOST` (STARTTLS is insisted on,
/// except on this machine or with `?tls=none`), and `?from=` for the sender's address. It never prints its password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(Url);

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a plain greeting, or nothing at all.
    StartTls,
    /// In the open.
    Plain,
}

impl SmtpUrl {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        // Only addresses of the web have their host put into ASCII by the parser.
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

    /// The server's name.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default().trim_matches(['[', ']'])
    }

    /// Its port: 465 with TLS from the first byte, 587 otherwise (RFC 8314).
    pub fn port(&self) -> u16 {
        self.0.port().unwrap_or(if self.0.scheme() == "smtps" { 465 } else { 587 })
    }

    /// How it is spoken to.
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

    /// User and password.
    pub fn credentials(&self) -> Option<(String, String)> {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let password = self.0.password()?;
        Some((decoded(self.0.username()), decoded(password)))
    }

    /// The sender's address, as far as it is known from here.
    pub fn from(&self) -> Option<String> {
        self.chosen_sender()
            .or_else(|| self.credentials().map(|(user, _)| user).filter(|user| user.contains('@')))
    }

    /// The sender's address, if the operator wrote it down as `?from=`.
    pub fn chosen_sender(&self) -> Option<String> {
        let mut pairs = self.0.query_pairs();
        pairs.find(|(name, _)| name == "from").map(|(_, value)| value.into_owned())
    }
}

impl fmt::Debug for SmtpUrl {
    /// The address as typed, but never its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.0.clone();
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
