//! Addresses of other sites, in one spelling.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

/// Characters that stay encoded within a segment of a path.
const SEGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'?');

/// Parameters of campaigns and of replies, which make no other page.
const IGNORED: [&str; 8] =
    ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "replytocom"];
/// Beginning of further parameters of campaigns.
const IGNORED_PREFIX: &str = "utm_";

/// Address in one spelling: without scheme, `www.`, slash at the end, fragment and the parameters
/// of campaigns; percent-encoded where it must be and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Canonical {
    /// Host without `www.`, with its port unless that is the usual one; empty if it is not known.
    pub host: String,
    /// Path with the query, beginning with a slash.
    pub path: String,
}

impl Canonical {
    /// Parses an address, absolute or relative to `base`; `None` if it is none.
    pub fn parse(address: &str, base: Option<&Url>) -> Option<Self> {
        let address = address.trim();
        let unknown = Url::parse("http://unknown.invalid/").ok()?;
        let is_absolute = Url::parse(address).is_ok_and(|url| url.has_host());
        let url = base.unwrap_or(&unknown).join(address).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = if base.is_none() && !is_absolute && !address.starts_with("//") {
            String::new()
        } else {
            let host = url.host_str()?;
            let host = host.strip_prefix("www.").unwrap_or(host);
            url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
        };
        Some(Self { host, path: path(&url) })
    }

    /// Returns the last part of the path, decoded, without its extension; empty for a front page.
    pub fn last_part(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let last = path.rsplit('/').next().unwrap_or_default();
        let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        percent_decode_str(last).decode_utf8_lossy().into_owned()
    }
}

/// Returns whether a parameter makes no other page on any site.
pub fn is_ignored(parameter: &str) -> bool {
    IGNORED.contains(&parameter) || parameter.starts_with(IGNORED_PREFIX)
}

/// Returns the path and the query in one spelling.
fn path(url: &Url) -> String {
    let mut segments: Vec<String> = url
        .path()
        .split('/')
        .map(|segment| {
            let decoded = percent_decode_str(segment).decode_utf8();
            decoded.map_or_else(
                |_| segment.to_owned(),
                |decoded| utf8_percent_encode(&decoded, SEGMENT).to_string(),
            )
        })
        .filter(|segment| !segment.is_empty())
        .collect();
    if segments
        .last()
        .is_some_and(|last| matches!(last.as_str(), "index.html" | "index.htm" | "index.php"))
    {
        segments.pop();
    }
    let mut query: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_ignored(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    query.sort();
    let mut path = format!("/{}", segments.join("/"));
    if !query.is_empty() {
        path.push('?');
        path.push_str(
            &url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish(),
        );
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(address: &str) -> Canonical {
        Canonical::parse(address, None).unwrap()
    }

    #[test]
    fn spellings_of_one_address_are_one() {
        let plain = one("https://oud.example/2019/05/caf\u{e9}");
        assert_eq!(plain.host, "oud.example");
        for other in [
            "http://oud.example/2019/05/caf%C3%A9/",
            "HTTPS://www.OUD.example:443/2019/05/caf%c3%a9#comment-12",
            "//oud.example/2019/05/caf\u{e9}/?utm_source=brief&fbclid=1&gclid=2",
            "https://oud.example/2019/05/caf\u{e9}/index.html?replytocom=7",
        ] {
            assert_eq!(one(other), plain, "{other}");
        }
        assert_ne!(one("https://oud.example/?p=12"), one("https://oud.example/?p=13"));
        assert_eq!(one("https://oud.example/?b=2&a=1").path, "/?a=1&b=2");
    }

    #[test]
    fn relative_addresses_take_the_host_of_the_base() {
        assert_eq!(
            one("/over ons?taal=nl&x=1"),
            Canonical { host: String::new(), path: "/over%20ons?taal=nl&x=1".to_owned() }
        );
        let base = Url::parse("https://oud.example/blog/").unwrap();
        let found = Canonical::parse("/2019/", Some(&base)).unwrap();
        assert_eq!((found.host.as_str(), found.path.as_str()), ("oud.example", "/2019"));
        assert_eq!(Canonical::parse("javascript:alert(1)", Some(&base)), None);
    }

    #[test]
    fn the_last_part_is_the_slug() {
        assert_eq!(one("https://oud.example/2019/05/een-kop.html").last_part(), "een-kop");
        assert_eq!(one("https://oud.example/?p=12").last_part(), "");
    }
}
