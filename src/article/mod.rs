//! Articles: slugs, categories, what readers see, and when.
//!
//! The submodule `manuscript` reads articles from files. Rendering Markdown to HTML is left to
//! `markup`, storing articles to `store`.

mod manuscript;
pub mod og_image;
pub mod share;

use deunicode::deunicode;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

pub use manuscript::{Manuscript, ManuscriptError};

use crate::markup::Html;
use crate::sites::Page;

/// Articles on one page of a list.
pub const PER_PAGE: i64 = 20;
/// Greatest length of a title in characters: more than any headline needs.
pub const TITLE_MAX: usize = 200;
/// Greatest length of a slug in bytes: still readable in an address bar.
pub const SLUG_MAX: usize = 100;
/// Reading speed for Dutch prose in words a minute.
///
/// Brysbaert 2019 gives 238 for English; Dutch words are longer.
const READING_SPEED: i64 = 220;
/// Greatest number of days after which comments close by themselves.
///
/// Ten years, which keeps the sum within the range of a timestamp.
pub const DAYS_MAX: i64 = 3_650;

/// URL part that names an article or a category: `a-z`, `0-9` and single dashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

impl Slug {
    /// Parses a slug from a URL; `None` if it is not a valid slug.
    pub fn parse(text: &str) -> Option<Self> {
        let good = !text.is_empty()
            && text.len() <= SLUG_MAX
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        good.then(|| Self(text.to_owned()))
    }

    /// Makes a slug of a title or a name; `None` if nothing in it can be spelt in ASCII.
    pub fn of(title: &str) -> Option<Self> {
        let ascii = deunicode(title).to_lowercase();
        let mut slug = String::new();
        for part in ascii
            .replace('\'', "")
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
        {
            if !slug.is_empty() && slug.len() + part.len() >= SLUG_MAX {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(part);
        }
        slug.truncate(SLUG_MAX);
        Self::parse(&slug)
    }

    /// Returns this slug, followed by the same slug with a number behind it, from 2 on.
    pub fn numbered(self) -> impl Iterator<Item = Self> {
        // Cut so that a number fits behind it. The rest is a valid slug: it was one, and its
        // trailing dashes are removed.
        let short = self.0[..self.0.len().min(SLUG_MAX - 20)].trim_end_matches('-').to_owned();
        std::iter::once(self.0)
            .chain((2_u64..).map(move |number| format!("{short}-{number}")))
            .map(Self)
    }

    /// Makes the slug of a page on the board: its address, and a mark that no other page has.
    pub fn of_page(page: &Page) -> Self {
        let mark = hex::encode(&Sha256::digest(&page.key)[..6]);
        let name = Self::of(page.key.split('?').next().unwrap_or_default());
        let name = name.as_ref().map_or("page", Self::as_str);
        let name = name[..name.len().min(SLUG_MAX - mark.len() - 1)].trim_end_matches('-');
        Self(format!("{name}-{mark}"))
    }

    /// Returns the slug as it stands in a URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Category of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Slug in its URL.
    pub slug: Slug,
    /// Name, as first written.
    pub name: String,
}

impl Category {
    /// Makes a category of a name; `None` if no slug can be made of it.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self { slug: Slug::of(&name)?, name })
    }
}

/// Entry in the list of most discussed articles.
#[derive(Clone, Debug)]
pub struct Discussed {
    /// Slug in its URL.
    pub slug: Slug,
    /// Headline.
    pub title: String,
    /// Number of visible comments.
    pub comments: i64,
}

/// State of the comments of an article: open, closed or closing later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// Open without end.
    Open,
    /// Closed.
    Closed,
    /// Open for this number of days after publication.
    ClosingAfter(i64),
}

impl Comments {
    /// Builds the state from its two columns in the database.
    pub fn stored(open: bool, days: Option<i64>) -> Self {
        match (open, days) {
            (false, _) => Self::Closed,
            (true, None) => Self::Open,
            (true, Some(days)) => Self::ClosingAfter(days),
        }
    }

    /// Returns whether comments were open at publication.
    pub fn begin_open(self) -> bool {
        self != Self::Closed
    }

    /// Returns the number of days after which comments close by themselves, if they do.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::ClosingAfter(days) => Some(days),
            Self::Open | Self::Closed => None,
        }
    }

    /// Returns the time at which comments close by themselves, given the time of publication.
    ///
    /// At most [`DAYS_MAX`] days count. `None` if they never close, for a draft, or on overflow.
    pub fn close_at(self, published: Option<Timestamp>) -> Option<Timestamp> {
        let days = self.days()?.min(DAYS_MAX);
        published?.checked_add(SignedDuration::from_hours(24 * days)).ok()
    }

    /// Returns whether comments are open now, given the time of publication.
    pub fn are_open(self, published: Option<Timestamp>, now: Timestamp) -> bool {
        self.begin_open() && self.close_at(published).is_none_or(|end| now < end)
    }
}

/// Article as it appears in a list.
#[derive(Clone, Debug)]
pub struct Teaser {
    /// Row id.
    pub id: i64,
    /// Slug in its URL.
    pub slug: Slug,
    /// Headline.
    pub title: String,
    /// Name of the author.
    pub author: String,
    /// Slug of the author's page.
    pub author_slug: Option<Slug>,
    /// Introduction or first paragraph, as plain text.
    pub lead: String,
    /// Categories of the article.
    pub categories: Vec<Category>,
    /// Time of publication; `None` for a draft.
    pub published: Option<Timestamp>,
    /// Number of visible comments.
    pub comments: i64,
    /// Row id of the picture at its head, if any.
    pub picture: Option<i64>,
}

/// Article as it appears on its own page.
#[derive(Clone, Debug)]
pub struct Article {
    /// Part of the article that lists show.
    pub teaser: Teaser,
    /// Account id of the author; `None` for a page of a site.
    pub author_id: Option<i64>,
    /// Introduction, if it is not the first paragraph.
    pub intro: Option<String>,
    /// Text as HTML.
    pub html: Html,
    /// Caption of the picture at its head.
    pub caption: Option<String>,
    /// Title for social networks, if it differs from the headline.
    pub social_title: Option<String>,
    /// Description for social networks, if it differs from the introduction.
    pub social_description: Option<String>,
    /// Number of words.
    pub words: i64,
    /// State of its comments.
    pub comments: Comments,
    /// True if only members may comment.
    pub members_only: bool,
    /// Number of threads that have been visible to readers.
    pub threads: i64,
    /// Time of the last change.
    pub edited: Timestamp,
    /// Page of a site that it stands for, if it does.
    pub page: Option<Page>,
}

/// Author of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// Account id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Slug of the author's page.
    pub slug: Slug,
}

impl Signatory {
    /// Returns candidate slugs for an author of this name, in order of preference.
    ///
    /// First the name itself, then with a number behind it; "auteur" if the name makes no slug.
    pub fn addresses(name: &str) -> impl Iterator<Item = Slug> {
        Slug::of(name).unwrap_or_else(|| Slug("auteur".to_owned())).numbered()
    }
}

impl Article {
    /// Returns a page of a site that has no comment yet, so no row and the id 0.
    pub fn of_page(page: Page, title: String, now: Timestamp) -> Self {
        let teaser = Teaser {
            id: 0,
            slug: Slug::of_page(&page),
            title,
            author: String::new(),
            author_slug: None,
            lead: String::new(),
            categories: Vec::new(),
            published: Some(now),
            comments: 0,
            picture: None,
        };
        Self {
            teaser,
            author_id: None,
            intro: None,
            html: Html::default(),
            caption: None,
            social_title: None,
            social_description: None,
            words: 0,
            comments: Comments::Open,
            members_only: false,
            threads: 0,
            edited: now,
            page: Some(page),
        }
    }

    /// Returns the number by which a repeated comment is recognised, also before there is a row.
    pub fn repeat_key(&self) -> i64 {
        self.page.as_ref().map_or(self.teaser.id, Page::number)
    }

    /// Returns the title for social networks.
    pub fn social_title(&self) -> &str {
        self.social_title.as_deref().unwrap_or(&self.teaser.title)
    }

    /// Returns the description for social networks.
    pub fn social_description(&self) -> &str {
        self.social_description.as_deref().unwrap_or(&self.teaser.lead)
    }

    /// Returns the reading time in whole minutes, at least 1.
    pub fn minutes(&self) -> i64 {
        minutes(self.words)
    }

    /// Returns whether comments are open now.
    pub fn takes_comments(&self, now: Timestamp) -> bool {
        self.comments.are_open(self.teaser.published, now)
    }

    /// Returns the time in the future at which comments close, if they do.
    pub fn closes_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.comments.close_at(self.teaser.published).filter(|end| now < *end)
    }
}

/// Counts the words of a text, separated by white space.
pub fn words(body: &str) -> i64 {
    i64::try_from(body.split_whitespace().count()).unwrap_or(i64::MAX)
}

/// Returns the reading time of a number of words in whole minutes, at least 1.
pub fn minutes(words: i64) -> i64 {
    (words / READING_SPEED).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_close_by_themselves_so_many_days_after_the_article_appeared() {
        let published: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
        let at = |hours| published + SignedDuration::from_hours(hours);
        let comments = Comments::ClosingAfter(2);
        assert!(
            comments.are_open(Some(published), at(47))
                && !comments.are_open(Some(published), at(48))
        );
        assert_eq!(comments.close_at(Some(published)), Some(at(48)));
        assert!(
            Comments::Open.are_open(Some(published), at(99_999))
                && !Comments::Closed.are_open(Some(published), at(0))
        );
        assert_eq!(
            (comments.close_at(None), Comments::Open.close_at(Some(published))),
            (None, None)
        );
        assert!(Comments::ClosingAfter(i64::MAX).are_open(Some(Timestamp::MAX), published));
        for comments in [Comments::Open, Comments::Closed, Comments::ClosingAfter(3)] {
            assert_eq!(Comments::stored(comments.begin_open(), comments.days()), comments);
        }
    }

    #[test]
    fn whoever_signs_has_an_address_of_their_own() {
        let addresses =
            |name: &str| Signatory::addresses(name).take(3).map(|slug| slug.0).collect::<Vec<_>>();
        assert_eq!(
            addresses("Zoë van ’t Hof"),
            ["zoe-van-t-hof", "zoe-van-t-hof-2", "zoe-van-t-hof-3"]
        );
        assert_eq!(addresses("???")[1], "auteur-2");
        for slug in addresses(&"lange naam ".repeat(9)) {
            assert!(Slug::parse(&slug).is_some(), "{slug}");
        }
    }

    #[test]
    fn slugs_are_spelt_in_ascii() {
        assert_eq!(Slug::of("Eén café, twee cafés!").unwrap().as_str(), "een-cafe-twee-cafes");
        assert_eq!(Slug::of("zo’n foto's").unwrap().as_str(), "zon-fotos");
        assert!(Slug::of("woord ".repeat(60).as_str()).unwrap().as_str().len() <= SLUG_MAX);
        assert_eq!(Slug::of("???"), None);
        for bad in ["", "-a", "a--b", "A", "a b", "é", "a\0"] {
            assert_eq!(Slug::parse(bad), None, "{bad:?}");
        }
    }
}
