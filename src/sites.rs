//! Sites that the board stands under: their origins, and the addresses of their pages.
//!
//! A page is an article with an address instead of a text. It comes into being with its first
//! comment.

use std::borrow::Cow;

use sha2::{Digest, Sha256};
use url::{Position, Url, form_urlencoded};

use crate::branding::{Colour, line};
use crate::locale::{Lang, Message};
use crate::text::address::{Canonical, is_ignored};

/// Greatest length of the name of a site in characters: fits on one line of a phone.
pub const NAME_MAX: usize = 60;
/// Greatest length of the address of a page in bytes: what all browsers and proxies carry.
pub const URL_MAX: usize = 2_000;

/// Greatest number of origins of a site: the names of a large publication, each with and without
/// `www.`, and few enough to stand in a header of every page.
pub const ORIGINS_MAX: usize = 20;

/// Site that the board stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Row id.
    pub id: i64,
    /// Name, as moderators read it.
    pub name: String,
    /// Language of what the board shows under its pages.
    pub lang: Lang,
    /// Accent colour on light backgrounds; `None` for that of the board.
    pub light: Option<Colour>,
    /// Accent colour on dark backgrounds; `None` for that of the board.
    pub dark: Option<Colour>,
    /// Origins of its pages, in alphabetical order.
    pub origins: Vec<Origin>,
    /// Number of changes by administrators.
    pub version: i64,
}

/// Site as administrators write it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteContent {
    /// Name.
    pub name: String,
    /// Language.
    pub lang: Lang,
    /// Accent colour on light backgrounds; `None` for that of the board.
    pub light: Option<Colour>,
    /// Accent colour on dark backgrounds; `None` for that of the board.
    pub dark: Option<Colour>,
    /// Origins that do not stand in the settings, each once.
    pub origins: Vec<Origin>,
    /// Accounts of the moderators who are bound to the site.
    pub moderators: Vec<i64>,
}

/// Sites of a board, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites(pub Vec<Site>);

/// Scheme, host and port, as browsers send them: `https://blog.example`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

/// Address of a page of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// Address as it was given, without a fragment and the parameters of campaigns.
    pub url: String,
    /// The same address in one spelling, which identifies the page.
    pub key: String,
    /// Origin of the address.
    pub origin: Origin,
}

/// Page as an article knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Id of its site.
    pub site: i64,
    /// Address as its site gave it.
    pub url: String,
    /// Address in one spelling.
    pub key: String,
}

/// Returns the path at which the board shows the comments on a page of a site.
pub fn embed_address(url: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("url", url).finish();
    format!("/embed?{query}")
}

impl Page {
    /// Returns the page of a site with this address.
    pub fn of(site: &Site, address: PageAddress) -> Self {
        Self { site: site.id, url: address.url, key: address.key }
    }

    /// Returns a negative number that identifies the page before it has an id.
    pub fn number(&self) -> i64 {
        let hash = Sha256::digest(&self.key);
        let (first, _) = hash.split_first_chunk().expect("the hash has 32 bytes");
        i64::from_be_bytes(*first) | i64::MIN
    }
}

impl Origin {
    /// Parses an origin; `None` if it is none, or if a path follows.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok()?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        Self::of(&url).filter(|_| is_bare)
    }

    /// Returns the origin of an address; `None` if it is not on the web, or names a user.
    pub fn of(url: &Url) -> Option<Self> {
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        (is_plain && is_web).then(|| Self(url.origin().ascii_serialization()))
    }

    /// Returns the origin as a header of a request or a policy has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host, with its port unless that is the usual one.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or(&self.0, |(_, host)| host)
    }
}

/// Parses the name of a site.
pub fn parse_name(typed: &str) -> Result<String, Message> {
    line(typed, NAME_MAX, "site-name-long")?.ok_or_else(|| "site-name-missing".into())
}

/// Parses origins, one a line; the error names every line that is none.
pub fn parse_origins(typed: &str) -> Result<Vec<Origin>, Message> {
    let (mut origins, mut wrong) = (Vec::new(), Vec::new());
    for typed in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Origin::parse(typed) {
            Some(origin) if origins.contains(&origin) => {}
            Some(origin) => origins.push(origin),
            None => wrong.push(format!("‘{}’", typed.chars().take(NAME_MAX).collect::<String>())),
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(ORIGINS_MAX);
        return Err(Message {
            key: "site-origins-wrong",
            args: vec![("count", wrong.len().into()), ("lines", wrong.join(", ").into())],
        });
    }
    if origins.len() > ORIGINS_MAX {
        return Err(Message::with("site-origins-many", "max", ORIGINS_MAX));
    }
    Ok(origins)
}

impl PageAddress {
    /// Parses an absolute address; `None` if it is none, or longer than [`URL_MAX`].
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut url = Url::parse(text).ok().filter(|_| text.len() <= URL_MAX)?;
        url.set_fragment(None);
        leave_out_campaigns(&mut url);
        let origin = Origin::of(&url)?;
        let Canonical { host, path } = Canonical::parse(url.as_str(), None)?;
        Some(Self { url: url.into(), key: format!("{host}{path}"), origin })
    }
}

/// Removes the parameters that make no other page.
fn leave_out_campaigns(url: &mut Url) {
    if !url.query_pairs().any(|(name, _)| is_ignored(&name)) {
        return;
    }
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(name, _)| !is_ignored(name)).map(owned).collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
}

fn owned((name, value): (Cow<'_, str>, Cow<'_, str>)) -> (String, String) {
    (name.into_owned(), value.into_owned())
}

impl Sites {
    /// Returns the site with this origin, as the header `Origin` has it.
    pub fn with_origin(&self, origin: &str) -> Option<&Site> {
        self.0.iter().find(|site| site.origins.iter().any(|own| own.as_str() == origin))
    }

    /// Parses the address of a page; `None` if it is none, or no site has its origin.
    pub fn page(&self, url: &str) -> Option<PageAddress> {
        PageAddress::parse(url).filter(|page| self.of(page).is_some())
    }

    /// Returns the site of a page; `None` if no site has its origin.
    pub fn of(&self, page: &PageAddress) -> Option<&Site> {
        self.with_origin(page.origin.as_str())
    }

    /// Returns the page that an address of an old file means; `None` if no site has its host.
    ///
    /// Old files have addresses from before a site was encrypted or left out `www.`, so the scheme
    /// and `www.` may differ from the origin. What asks for a page now must have the origin itself.
    pub fn page_of_old(&self, address: PageAddress) -> Option<Page> {
        if let Some(site) = self.of(&address) {
            return Some(Page::of(site, address));
        }
        let host = |key: &str| key.split('/').next().map(str::to_owned);
        let is_alike = |origin: &&Origin| {
            let own = PageAddress::parse(origin.as_str());
            own.is_some_and(|own| host(&own.key) == host(&address.key))
        };
        let mut sites = self.0.iter();
        let (site, origin) =
            sites.find_map(|site| Some((site, site.origins.iter().find(is_alike)?)))?;
        let url = Url::parse(&address.url).ok()?;
        let url = format!("{}{}", origin.as_str(), &url[Position::BeforePath..]);
        PageAddress::parse(&url).map(|address| Page::of(site, address))
    }

    /// Returns these sites and those that origins of the settings will make.
    pub fn with_settings(mut self, origins: &[Origin], lang: Lang) -> Self {
        for origin in origins {
            if self.with_origin(origin.as_str()).is_none() {
                self.0.push(Site {
                    id: 0,
                    name: origin.host().to_owned(),
                    lang,
                    light: None,
                    dark: None,
                    origins: vec![origin.clone()],
                    version: 0,
                });
            }
        }
        self
    }

    /// Returns the site with this id.
    pub fn with_id(&self, id: i64) -> Option<&Site> {
        self.0.iter().find(|site| site.id == id)
    }

    /// Returns the origins of all sites.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.0.iter().flat_map(|site| &site.origins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_no_path_and_no_user() {
        for (typed, origin) in [
            ("https://blog.example", "https://blog.example"),
            (" HTTPS://Blog.example:443/ ", "https://blog.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(Origin::parse(typed).unwrap().as_str(), origin, "{typed}");
        }
        for wrong in [
            "blog.example",
            "https://blog.example/pad",
            "https://blog.example/?a",
            "https://wie:wat@blog.example",
            "ftp://blog.example",
            "data:text/html,x",
            "*",
        ] {
            assert_eq!(Origin::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn origins_are_typed_one_a_line_and_each_wrong_one_is_named() {
        let typed = "https://blog.example/\n\n HTTPS://blog.example\nhttp://oud.example:8080\n";
        let origins = parse_origins(typed).unwrap();
        let origins: Vec<&str> = origins.iter().map(Origin::as_str).collect();
        assert_eq!(origins, ["https://blog.example", "http://oud.example:8080"]);
        let wrong = parse_origins("blog.example\nhttps://blog.example\nhttps://a.example/b");
        let told = Lang::En.tell(&wrong.unwrap_err());
        assert!(told.contains("‘blog.example’, ‘https://a.example/b’"), "{told}");
        let many: Vec<_> = (0..=ORIGINS_MAX).map(|n| format!("https://a{n}.example")).collect();
        let many = many.join("\n");
        assert_eq!(parse_origins(&many).unwrap_err().key, "site-origins-many");
        assert_eq!(parse_origins(" \n").unwrap(), []);
        assert_eq!(parse_name("  Het   blog ").unwrap(), "Het blog");
        assert_eq!(parse_name(" ").unwrap_err().key, "site-name-missing");
        assert_eq!(parse_name(&"x".repeat(61)).unwrap_err().key, "site-name-long");
    }

    #[test]
    fn spellings_of_the_address_of_a_page_are_one_page() {
        let page = |text| PageAddress::parse(text).unwrap();
        let one = page("https://www.blog.example/2026/koffie/#comment-3");
        assert_eq!(one.url, "https://www.blog.example/2026/koffie/");
        assert_eq!(one.origin.as_str(), "https://www.blog.example");
        assert_eq!(one.key, "blog.example/2026/koffie");
        let campaign = page("http://blog.example/2026/koffie?utm_source=x");
        assert_eq!(
            (campaign.key, campaign.url.as_str()),
            (one.key.clone(), "http://blog.example/2026/koffie")
        );
        assert_eq!(page("https://blog.example/?gclid=1&p=12").url, "https://blog.example/?p=12");
        assert_ne!(page("https://blog.example/2026/thee").key, one.key);
        assert_eq!(PageAddress::parse("/2026/koffie"), None);
        assert_eq!(PageAddress::parse("javascript:alert(1)"), None);
        assert_eq!(PageAddress::parse(&format!("https://a.example/{}", "x".repeat(2_000))), None);
    }

    #[test]
    fn a_page_has_a_number() {
        let page = |url: &str| {
            let address = PageAddress::parse(url).unwrap();
            Page { site: 1, url: address.url, key: address.key }
        };
        let (one, two) = (page("https://blog.example/?p=12"), page("https://blog.example/?p=13"));
        assert_ne!(one.number(), two.number());
        assert!(one.number() < 0 && two.number() < 0);
    }

    #[test]
    fn only_listed_origins_belong_to_a_site() {
        let site = Site {
            id: 1,
            name: "Blog".into(),
            lang: Lang::Nl,
            light: None,
            dark: None,
            origins: vec![Origin::parse("https://blog.example").unwrap()],
            version: 0,
        };
        let sites = Sites(vec![site]);
        let old = |url| sites.page_of_old(PageAddress::parse(url).unwrap());
        for url in ["http://www.blog.example/a/?p=2#x", "https://blog.example/a/?p=2"] {
            assert_eq!(old(url).unwrap().url, "https://blog.example/a/?p=2", "{url}");
        }
        assert_eq!(old("https://ander.example/a/"), None);
        assert_eq!(old("https://blog.example:8443/a/"), None);
        let origins =
            ["https://blog.example", "https://winkel.example"].map(|it| Origin::parse(it).unwrap());
        let more = sites.clone().with_settings(&origins, Lang::En);
        assert_eq!(more.0.iter().map(|site| site.id).collect::<Vec<_>>(), [1, 0]);
        let id = |text| sites.of(&PageAddress::parse(text).unwrap()).map(|site| site.id);
        assert_eq!(id("https://blog.example/a"), Some(1));
        for other in [
            "http://blog.example/a",
            "https://blog.example:8443/a",
            "https://blog.example.kwaad.example/a",
            "https://kwaadblog.example/a",
        ] {
            assert_eq!(id(other), None, "{other}");
        }
    }
}
