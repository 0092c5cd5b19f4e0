//! An article: its address, what readers see of it and when; manuscript.rs: as it is written in a file.
//! Turning its Markdown into HTML is `markup`'s work; keeping it is the store's.

mod manuscript;

use deunicode::deunicode;
use jiff::{SignedDuration, Timestamp};

pub use manuscript::{Manuscript, ManuscriptError};

use crate::markup::Html;

/// Articles on one page of a list.
pub const PER_PAGE: i64 = 20;
/// The longest title, in characters: a headline, with room to spare.
pub const TITLE_MAX: usize = 200;
/// The longest slug: what still reads in an address bar.
pub const SLUG_MAX: usize = 100;
/// Words a minute of a steady reader of Dutch prose (Brysbaert 2019 gives 238 for English; Dutch words are longer).
const READING_SPEED: i64 = 220;
/// The most days after which comments close by themselves: ten years, and a number that no clock runs out on.
pub const DAYS_MAX: i64 = 3_650;

/// The part of an address that names an article or a category: `a-z`, `0-9` and single dashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

impl Slug {
    /// A slug as it stands in an address; anything else names nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let good = !text.is_empty()
            && text.len() <= SLUG_MAX
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        good.then(|| Self(text.to_owned()))
    }

    /// A slug made of a title or a name; `None` when nothing in it can be spelt in ASCII.
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

    /// This slug, and after it the same with a number behind it, from 2 on.
    pub fn numbered(self) -> impl Iterator<Item = Self> {
        // Cut where a number still fits behind it; what is left is a slug, since it was one and ends in none of its dashes.
        let short = self.0[..self.0.len().min(SLUG_MAX - 20)].trim_end_matches('-').to_owned();
        std::iter::once(self.0)
            .chain((2_u64..).map(move |number| format!("{short}-{number}")))
            .map(Self)
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A heading articles are filed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its address.
    pub slug: Slug,
    /// Its name, as first written.
    pub name: String,
}

impl Category {
    /// A category by its name; `None` when no address can be made of it.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self { slug: Slug::of(&name)?, name })
    }
}

/// Categories in the menu of readers.
#[derive(Clone, Debug, Default)]
pub struct Menu {
    /// Those that most of the newest articles are filed under, by name.
    pub categories: Vec<Category>,
    /// When the next article appears, if one is due.
    pub until: Option<Timestamp>,
}

/// An article as the most discussed are listed.
#[derive(Clone, Debug)]
pub struct Discussed {
    /// Its address.
    pub slug: Slug,
    /// The headline.
    pub title: String,
    /// Number of comments that readers see.
    pub comments: i64,
}

/// Whether an article takes comments, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// For ever.
    Open,
    /// Not, or no more.
    Closed,
    /// For so many days after it appeared.
    ClosingAfter(i64),
}

impl Comments {
    /// As two columns keep it.
    pub fn stored(open: bool, days: Option<i64>) -> Self {
        match (open, days) {
            (false, _) => Self::Closed,
            (true, None) => Self::Open,
            (true, Some(days)) => Self::ClosingAfter(days),
        }
    }

    /// Whether it took comments at first.
    pub fn begin_open(self) -> bool {
        self != Self::Closed
    }

    /// After how many days they close by themselves.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::ClosingAfter(days) => Some(days),
            Self::Open | Self::Closed => None,
        }
    }

    /// When they close by themselves, under an article that appeared at this moment.
    pub fn close_at(self, published: Option<Timestamp>) -> Option<Timestamp> {
        let days = self.days()?.min(DAYS_MAX);
        published?.checked_add(SignedDuration::from_hours(24 * days)).ok()
    }

    /// Whether an article that appeared at this moment takes them now.
    pub fn are_open(self, published: Option<Timestamp>, now: Timestamp) -> bool {
        self.begin_open() && self.close_at(published).is_none_or(|end| now < end)
    }
}

/// An article as readers meet it in a list.
#[derive(Clone, Debug)]
pub struct Teaser {
    /// Its row.
    pub id: i64,
    /// Its address.
    pub slug: Slug,
    /// The headline.
    pub title: String,
    /// Who signs it.
    pub author: String,
    /// The address of their page.
    pub author_slug: Option<Slug>,
    /// The introduction or the first paragraph, as plain text.
    pub lead: String,
    /// Where it is filed.
    pub categories: Vec<Category>,
    /// From when on readers see it; `None` is a draft.
    pub published: Option<Timestamp>,
    /// Number of comments that readers see.
    pub comments: i64,
    /// The picture at its head, by number.
    pub picture: Option<i64>,
}

/// An article on its own page.
#[derive(Clone, Debug)]
pub struct Article {
    /// What a list shows of it.
    pub teaser: Teaser,
    /// Whose account signs it.
    pub author_id: i64,
    /// The introduction, when it is not the first paragraph.
    pub intro: Option<String>,
    /// The text.
    pub html: Html,
    /// What stands under the picture at its head.
    pub caption: Option<String>,
    /// The title that social networks show, where it is another one.
    pub social_title: Option<String>,
    /// Their description of it, where that is not the introduction.
    pub social_description: Option<String>,
    /// How many words there are to read.
    pub words: i64,
    /// Whether it takes comments.
    pub comments: Comments,
    /// Whether only members comment.
    pub members_only: bool,
    /// How many threads readers have seen begin.
    pub threads: i64,
    /// When it was last changed.
    pub edited: Timestamp,
}

/// Somebody who signs articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// Whose account it is.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// The address of their page.
    pub slug: Slug,
}

impl Signatory {
    /// What the address of somebody by this name may be, the first that is free: the name itself, then with a number behind it.
    pub fn addresses(name: &str) -> impl Iterator<Item = Slug> {
        Slug::of(name).unwrap_or_else(|| Slug("auteur".to_owned())).numbered()
    }
}

impl Article {
    /// The title that social networks show.
    pub fn social_title(&self) -> &str {
        self.social_title.as_deref().unwrap_or(&self.teaser.title)
    }

    /// Title and description for social networks.
    pub fn social_description(&self) -> &str {
        self.social_description.as_deref().unwrap_or(&self.teaser.lead)
    }

    /// How long reading takes, in whole minutes, never none.
    pub fn minutes(&self) -> i64 {
        minutes(self.words)
    }

    /// Whether it takes comments now.
    pub fn takes_comments(&self, now: Timestamp) -> bool {
        self.comments.are_open(self.teaser.published, now)
    }

    /// The moment to come at which it stops taking them.
    pub fn closes_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.comments.close_at(self.teaser.published).filter(|end| now < *end)
    }
}

/// How many words there are to read.
pub fn words(body: &str) -> i64 {
    i64::try_from(body.split_whitespace().count()).unwrap_or(i64::MAX)
}

/// How long reading so many words takes, in whole minutes, never none.
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
