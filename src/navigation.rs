//! Menu and footer: which entries they show, and in which order.
//!
//! An area for which nothing was chosen shows the entries that the program ships.

use std::cmp::Ordering;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use url::Url;

use crate::article::{Category, Slug};
use crate::locale::Message;

/// Greatest length of the label of a link in characters: some words.
pub const LABEL_MAX: usize = 40;
/// Greatest length of the address of a link in bytes: longer ones hold tracking codes.
pub const URL_MAX: usize = 300;

/// Part of every page that lists entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Menu below the name of the site.
    Menu,
    /// Footer.
    Footer,
}

/// Entry that the program itself offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// Front page.
    Articles,
    /// Categories of most of the newest articles.
    Categories,
    /// Search page.
    Search,
    /// House rules.
    HouseRules,
    /// Terms of use.
    Terms,
    /// Privacy statement.
    Privacy,
    /// Public moderation log.
    Log,
    /// Feed of articles.
    Feed,
}

/// Link to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Text of the link.
    pub label: String,
    /// Address, which begins with `https://`.
    pub url: String,
}

/// Entry as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Entry that the program itself offers.
    BuiltIn(BuiltIn),
    /// Category with this row id.
    Category(i64),
    /// Own page with this row id.
    Page(i64),
    /// Link to another site.
    Link(Link),
}

/// Entry as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Entry that the program itself offers.
    BuiltIn(BuiltIn),
    /// Category.
    Category(Category),
    /// Own page: its row id, slug and title.
    Page(i64, Slug, String),
    /// Link to another site.
    Link(Link),
}

/// Menu and footer as readers see them.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Categories of most of the newest articles, sorted by name.
    pub categories: Vec<Category>,
    /// Entries of the menu.
    pub menu: Vec<Shown>,
    /// Entries of the footer.
    pub footer: Vec<Shown>,
    /// Time at which the next scheduled article is published, if any.
    pub until: Option<Timestamp>,
}

impl Default for Menu {
    fn default() -> Self {
        let shipped =
            |area: Area| area.shipped().iter().map(|entry| Shown::BuiltIn(*entry)).collect();
        Self {
            categories: Vec::new(),
            menu: shipped(Area::Menu),
            footer: shipped(Area::Footer),
            until: None,
        }
    }
}

impl Menu {
    /// Returns the entries of an area.
    pub fn of(&self, area: Area) -> &[Shown] {
        match area {
            Area::Menu => &self.menu,
            Area::Footer => &self.footer,
        }
    }
}

impl Area {
    /// Both areas.
    pub const ALL: [Self; 2] = [Self::Menu, Self::Footer];

    /// Returns the stable code of the area, as in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Footer => "footer",
        }
    }

    /// Returns the area with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.code() == code)
    }

    /// Returns the area that is not this one.
    pub fn other(self) -> Self {
        match self {
            Self::Menu => Self::Footer,
            Self::Footer => Self::Menu,
        }
    }

    /// Returns the greatest number of entries.
    ///
    /// A menu of more than 8 has to be searched instead of seen, and on a phone it fills more than
    /// three lines. 12 links fill three lines of the footer.
    pub fn max(self) -> usize {
        match self {
            Self::Menu => 8,
            Self::Footer => 12,
        }
    }

    /// Returns the entries that the program ships.
    pub fn shipped(self) -> &'static [BuiltIn] {
        match self {
            Self::Menu => &[BuiltIn::Articles, BuiltIn::Categories, BuiltIn::HouseRules],
            Self::Footer => &[
                BuiltIn::Terms,
                BuiltIn::Privacy,
                BuiltIn::HouseRules,
                BuiltIn::Log,
                BuiltIn::Feed,
            ],
        }
    }
}

impl BuiltIn {
    /// All entries that the program offers.
    pub const ALL: [Self; 8] = [
        Self::Articles,
        Self::Categories,
        Self::Search,
        Self::HouseRules,
        Self::Terms,
        Self::Privacy,
        Self::Log,
        Self::Feed,
    ];

    /// Returns the stable code of the entry, as in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Categories => "categories",
            Self::Search => "search",
            Self::HouseRules => "house-rules",
            Self::Terms => "terms",
            Self::Privacy => "privacy",
            Self::Log => "log",
            Self::Feed => "feed",
        }
    }

    /// Returns the message key of the label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Articles => "menu-articles",
            Self::Categories => "navigation-categories",
            Self::Search => "menu-search",
            Self::HouseRules => "house-rules-title",
            Self::Terms => "terms-title",
            Self::Privacy => "privacy-title",
            Self::Log => "public-log-title",
            Self::Feed => "feed-link",
        }
    }

    /// Returns the key of the sentence for editors about an entry in neither area.
    ///
    /// The law asks that readers find these pages; other entries may be left out.
    pub fn unlisted(self) -> Option<&'static str> {
        match self {
            Self::Terms => Some("navigation-unlisted-terms"),
            Self::Privacy => Some("navigation-unlisted-privacy"),
            _ => None,
        }
    }

    /// Returns the URL path; the categories have one each and none together.
    pub fn path(self) -> &'static str {
        match self {
            Self::Articles | Self::Categories => "/",
            Self::Search => "/search",
            Self::HouseRules => "/house-rules",
            Self::Terms => "/terms",
            Self::Privacy => "/privacy",
            Self::Log => "/moderation-log",
            Self::Feed => "/feed.atom",
        }
    }
}

impl Link {
    /// Checks a label and an address; each error names its field.
    ///
    /// An address without a scheme gets `https://`.
    pub fn new(label: &str, url: &str) -> Result<Self, Vec<(&'static str, Message)>> {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let (label, url) = (checked_label(label), checked_url(url.trim()));
        match (label, url) {
            (Ok(label), Ok(url)) => Ok(Self { label, url }),
            (label, url) => Err([
                label.err().map(|error| ("label", error)),
                url.err().map(|error| ("url", error)),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

fn checked_label(label: String) -> Result<String, Message> {
    match label.chars().count() {
        0 => Err("navigation-label-missing".into()),
        1..=LABEL_MAX => Ok(label),
        _ => Err(Message::with("navigation-label-long", "max", LABEL_MAX)),
    }
}

fn checked_url(typed: &str) -> Result<String, Message> {
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let good = |url: &Url| {
        url.scheme() == "https"
            && url.username().is_empty()
            && url.password().is_none()
            && url.domain().is_some_and(|domain| domain.contains('.'))
            && url.as_str().len() <= URL_MAX
    };
    let url = Url::parse(&whole).ok().filter(good);
    url.map(String::from).ok_or_else(|| Message::with("navigation-url-bad", "max", URL_MAX))
}

impl Entry {
    /// Returns the code of the entry in forms.
    pub fn code(&self) -> String {
        match self {
            Self::BuiltIn(entry) => entry.code().to_owned(),
            Self::Category(id) => format!("category:{id}"),
            Self::Page(id) => format!("page:{id}"),
            Self::Link(link) => format!("link:{}", link.url),
        }
    }
}

/// Returns the entries that the program ships for an area.
pub fn shipped(area: Area) -> Vec<Entry> {
    area.shipped().iter().map(|entry| Entry::BuiltIn(*entry)).collect()
}

/// Returns the entries in the order of the numbers typed beside them.
///
/// An entry with a changed number takes that place, and the others make room. An entry without a
/// usable number keeps its place.
pub fn reordered(entries: Vec<Entry>, typed: &[String]) -> Vec<Entry> {
    let mut keyed: Vec<(u32, Entry)> = (1_u32..)
        .zip(entries)
        .enumerate()
        .map(|(index, (place, entry))| {
            let wanted = typed.get(index).and_then(|typed| typed.trim().parse::<u16>().ok());
            let wanted = wanted.map_or(place, u32::from);
            let key = match wanted.cmp(&place) {
                Ordering::Less => (2 * wanted).saturating_sub(1),
                Ordering::Equal => 2 * wanted,
                Ordering::Greater => 2 * wanted + 1,
            };
            (key, entry)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, entry)| entry).collect()
}

/// Returns a mark of these entries, which differs if any of them does.
///
/// A form sends it back, so that what another editor saved in the meantime is not lost.
pub fn mark(entries: &[Entry]) -> String {
    let mut digest = Sha256::new();
    for entry in entries {
        digest.update(entry.code());
        if let Entry::Link(link) = entry {
            digest.update([0]);
            digest.update(&link.label);
        }
        digest.update([1]);
    }
    hex::encode(&digest.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_another_site_by_https() {
        let link = Link::new(" Ons  blad ", "blad.example/over?x=1#y").unwrap();
        assert_eq!(link.label, "Ons blad");
        assert_eq!(link.url, "https://blad.example/over?x=1#y");
        for bad in [
            "",
            "http://blad.example",
            "javascript://blad.example/%0aalert(1)",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://jo:geheim@blad.example",
            "https://localhost",
            "https://127.0.0.1/x",
            "//",
            "https://",
        ] {
            assert!(Link::new("x", bad).is_err(), "{bad}");
        }
        let long = format!("https://blad.example/{}", "x".repeat(URL_MAX));
        let errors = Link::new(&"x".repeat(LABEL_MAX + 1), &long).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["label", "url"]);
    }

    #[test]
    fn an_entry_moves_to_the_place_that_was_typed() {
        let order = |typed: [&str; 4]| -> String {
            let entries = [1, 2, 3, 4].map(Entry::Page).to_vec();
            let codes = reordered(entries, &typed.map(str::to_owned));
            codes.iter().map(|entry| entry.code().replace("page:", "")).collect()
        };
        assert_eq!(order(["1", "2", "3", "4"]), "1234");
        assert_eq!(order(["1", "2", "1", "4"]), "3124");
        assert_eq!(order(["3", "2", "3", "4"]), "2314");
        assert_eq!(order(["9", "", "0", "x"]), "3241");
        assert_eq!(reordered(vec![Entry::Page(1)], &[]), [Entry::Page(1)]);
    }

    #[test]
    fn a_mark_tells_entries_apart() {
        let link = |label: &str| {
            Entry::Link(Link { label: label.into(), url: "https://blad.example/".into() })
        };
        assert_eq!(mark(&shipped(Area::Menu)), mark(&shipped(Area::Menu)));
        let all = [
            mark(&[]),
            mark(&shipped(Area::Menu)),
            mark(&shipped(Area::Footer)),
            mark(&[link("a")]),
            mark(&[link("b")]),
            mark(&[Entry::Page(1)]),
            mark(&[Entry::Category(1)]),
        ];
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len());
    }
}
