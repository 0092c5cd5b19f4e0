//! Sharing of articles: social networks, their share pages and deduplication of shares.
//!
//! Counting and redirecting are left to the pages of `web`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use url::{Host, Url};

/// Values of the CSP directive `form-action` for pages with share buttons.
///
/// It needs every host on the way from the button to the share page, because Chromium also blocks
/// redirects through a host that is not listed: `wa.me` redirects to `api.whatsapp.com`; `x.com`
/// redirects a browser that was logged in before the change of name to `twitter.com` and back.
pub const TARGETS: &str = "https://www.linkedin.com https://bsky.app https://x.com \
    https://twitter.com https://wa.me https://api.whatsapp.com https://web.whatsapp.com mailto:";

/// Value of `form-action` for the form that asks for an instance: any HTTPS host.
pub const ANY_INSTANCE: &str = "https:";

/// Characters that are percent-encoded: all but the unreserved ones (RFC 3986, section 2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Greatest length of a host name in bytes (RFC 1035, section 2.3.4).
const HOST_MAX: usize = 253;

/// Network to share an article on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// `LinkedIn`.
    LinkedIn,
    /// Instance of Mastodon.
    Mastodon,
    /// Bluesky.
    Bluesky,
    /// X, formerly Twitter.
    X,
    /// `WhatsApp`.
    WhatsApp,
    /// E-mail, in the reader's own program.
    Email,
}

impl Network {
    /// All networks, in the order of the buttons.
    pub const ALL: [Self; 6] =
        [Self::LinkedIn, Self::Mastodon, Self::Bluesky, Self::X, Self::WhatsApp, Self::Email];

    /// Returns the stable code of the network, as in URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::Mastodon => "mastodon",
            Self::Bluesky => "bluesky",
            Self::X => "x",
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
        }
    }

    /// Returns the network with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.code() == code)
    }

    /// Returns the name of the network; `None` for e-mail, whose label is translated.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::LinkedIn => Some("LinkedIn"),
            Self::Mastodon => Some("Mastodon"),
            Self::Bluesky => Some("Bluesky"),
            Self::X => Some("X"),
            Self::WhatsApp => Some("WhatsApp"),
            Self::Email => None,
        }
    }

    /// Returns the URL of the share page; `None` for Mastodon, which depends on the instance.
    pub fn page(self, title: &str, address: &str) -> Option<String> {
        let (title, address) =
            (utf8_percent_encode(title, ESCAPED), utf8_percent_encode(address, ESCAPED));
        Some(match self {
            Self::LinkedIn => {
                format!("https://www.linkedin.com/sharing/share-offsite/?url={address}")
            }
            Self::Bluesky => format!("https://bsky.app/intent/compose?text={title}%20{address}"),
            Self::X => format!("https://x.com/intent/post?text={title}&url={address}"),
            Self::WhatsApp => format!("https://wa.me/?text={title}%20{address}"),
            Self::Email => format!("mailto:?subject={title}&body={address}"),
            Self::Mastodon => return None,
        })
    }
}

/// Instance of Mastodon, by host name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance(String);

impl Instance {
    /// Parses an instance from a host, a URL or an account on it; the error is a message key.
    pub fn new(typed: &str) -> Result<Self, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err("share-instance-missing");
        }
        let bare = typed
            .strip_prefix("https://")
            .or_else(|| typed.strip_prefix("http://"))
            .unwrap_or(typed);
        let bare = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let bare = bare.rsplit('@').next().unwrap_or_default();
        let is_plain = bare.len() <= HOST_MAX
            && !bare.contains([':', '\\', '%'])
            && !bare.contains(char::is_whitespace);
        let url = Url::parse(&format!("https://{bare}/")).ok().filter(|_| is_plain);
        match url.as_ref().and_then(Url::host) {
            // Requires a name with a dot, which excludes local hosts and IP addresses.
            Some(Host::Domain(host))
                if host.trim_matches('.').contains('.') && host.len() <= HOST_MAX =>
            {
                Ok(Self(host.trim_end_matches('.').to_owned()))
            }
            _ => Err("share-instance-invalid"),
        }
    }

    /// Returns the URL of the share page of this instance.
    pub fn page(&self, title: &str, address: &str) -> String {
        let (title, address) =
            (utf8_percent_encode(title, ESCAPED), utf8_percent_encode(address, ESCAPED));
        format!("https://{}/share?text={title}%20{address}", self.0)
    }
}

/// Returns a hash that is equal for shares that count once.
///
/// It covers the browser, the article, the network and the day, and does not reveal who shared.
pub fn mark(browser: &[u8; 32], article: i64, network: Network, day: &str) -> [u8; 32] {
    let whole = Sha256::new()
        .chain_update(browser)
        .chain_update(article.to_be_bytes())
        .chain_update(network.code());
    whole.chain_update([0]).chain_update(day).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_is_told_title_and_address_and_is_a_target() {
        let (title, address) = ("Wie & wat? #1 + \"é\"", "https://blog.example/articles/wie-wat");
        for network in Network::ALL.into_iter().filter(|network| *network != Network::Mastodon) {
            let page = network.page(title, address).unwrap();
            assert!(page.contains("https%3A%2F%2Fblog.example%2Farticles%2Fwie-wat"), "{page}");
            assert!(
                network == Network::LinkedIn
                    || page.contains("Wie%20%26%20wat%3F%20%231%20%2B%20%22%C3%A9%22"),
                "{page}"
            );
            let origin = match Url::parse(&page).unwrap().host_str() {
                Some(host) => format!("https://{host}"),
                None => "mailto:".to_owned(),
            };
            assert!(TARGETS.split_whitespace().any(|target| target == origin), "{origin}");
        }
        assert_eq!(Network::Mastodon.page(title, address), None);
    }

    #[test]
    fn an_instance_is_a_host_and_nothing_else() {
        for typed in [
            "mastodon.social",
            " https://Mastodon.social/@noor ",
            "@noor@mastodon.social",
            "mastodon.social.",
        ] {
            let page = Instance::new(typed).unwrap().page("a b", "https://blog.example/");
            assert_eq!(
                page, "https://mastodon.social/share?text=a%20b%20https%3A%2F%2Fblog.example%2F",
                "{typed}"
            );
        }
        assert_eq!(Instance::new("größe.example").unwrap().0, "xn--gre-6ka8i.example");
        for typed in [
            "localhost",
            "127.0.0.1",
            "[::1]",
            "0x7f.1",
            "mastodon.social:8080",
            "a b.example",
            "javascript:alert(1)",
            "a\\b.example",
            "%2e.example",
            ".example",
            "..",
            "<b>.example",
        ] {
            assert_eq!(Instance::new(typed), Err("share-instance-invalid"), "{typed}");
        }
        assert_eq!(Instance::new("  "), Err("share-instance-missing"));
    }

    #[test]
    fn a_mark_differs_for_each_browser_article_network_and_day() {
        let marks = [
            mark(&[1; 32], 1, Network::X, "2026-11-20"),
            mark(&[2; 32], 1, Network::X, "2026-11-20"),
            mark(&[1; 32], 2, Network::X, "2026-11-20"),
            mark(&[1; 32], 1, Network::Email, "2026-11-20"),
            mark(&[1; 32], 1, Network::X, "2026-11-21"),
        ];
        for (place, one) in marks.iter().enumerate() {
            assert!(!marks[..place].contains(one));
        }
    }
}
