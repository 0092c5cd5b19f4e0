//! Articles in files: front matter in TOML, followed by Markdown.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Category, SLUG_MAX, Slug, TITLE_MAX, words};
use crate::account::Email;

/// Contents of an article file: front matter and Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// Headline.
    pub title: String,
    /// Requested slug, else one made of the title.
    pub slug: Slug,
    /// True if the front matter requests a slug.
    pub names_slug: bool,
    /// E-mail address of the author's account.
    pub author: Email,
    /// Categories, in this order.
    pub categories: Vec<Category>,
    /// Introduction, if it is not the first paragraph.
    pub lead: Option<String>,
    /// Time of publication; `None` for a draft.
    pub published: Option<Timestamp>,
    /// True if comments are open.
    pub comments_open: bool,
    /// Text as Markdown.
    pub body: String,
}

/// Front matter as deserialized from TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    slug: Option<String>,
    author: String,
    #[serde(default)]
    categories: Vec<String>,
    lead: Option<String>,
    published: Option<toml::value::Datetime>,
    comments: Option<String>,
}

/// Error in a manuscript: the line (from 1) and what was expected there.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ManuscriptError {
    /// Line number, counted from 1 at the top of the file.
    pub line: usize,
    /// Description of what is wrong and what was expected.
    pub problem: String,
}

impl Manuscript {
    /// Parses TOML between two `+++` lines and the Markdown after them.
    ///
    /// A time without an offset is in `zone`.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, ManuscriptError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let at = |line: usize, problem: String| ManuscriptError { line, problem };
        let after = text
            .strip_prefix("+++\n")
            .ok_or_else(|| at(1, "expected +++, the line above the front matter".to_owned()))?;
        let (front, body) = match after.split_once("\n+++\n") {
            Some(parts) => parts,
            None => after.strip_suffix("\n+++").map(|front| (front, "")).ok_or_else(|| {
                at(text.lines().count(), "expected +++, the line below the front matter".to_owned())
            })?,
        };
        let matter: FrontMatter = toml::from_str(front).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start.min(front.len()));
            at(front[..before].matches('\n').count() + 2, error.message().to_owned())
        })?;
        let line_of = |key: &str| {
            front
                .lines()
                .position(|line| line.trim_start().starts_with(key))
                .map_or(2, |index| index + 2)
        };
        let wrong = |key: &str, problem: &str| at(line_of(key), format!("{key}: {problem}"));

        let title = matter.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || title.chars().count() > TITLE_MAX {
            return Err(wrong("title", &format!("expected 1 to {TITLE_MAX} characters")));
        }
        let names_slug = matter.slug.is_some();
        let slug = match matter.slug {
            Some(slug) => Slug::parse(&slug).ok_or_else(|| {
                wrong(
                    "slug",
                    &format!(
                        "expected at most {SLUG_MAX} of a-z, 0-9 and single dashes, such as \
                         \"van-wie-is-het-gesprek\""
                    ),
                )
            })?,
            None => Slug::of(&title)
                .ok_or_else(|| wrong("title", "no address can be made of it; give a slug"))?,
        };
        let author = Email::known(&matter.author)
            .map_err(|_| wrong("author", "expected the e-mail address of an account"))?;
        let categories = matter
            .categories
            .iter()
            .map(|name| {
                Category::named(name).ok_or_else(|| {
                    wrong("categories", &format!("{name:?} has no letters to make an address of"))
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let published = matter
            .published
            .map(|written| {
                moment(&written.to_string(), zone).ok_or_else(|| {
                    wrong("published", "expected a date and time, such as 2026-11-20T09:00:00")
                })
            })
            .transpose()?;
        let comments_open = match matter.comments.as_deref() {
            None | Some("open") => true,
            Some("closed") => false,
            Some(_) => return Err(wrong("comments", "expected \"open\" or \"closed\"")),
        };
        if body.trim().is_empty() {
            return Err(at(
                front.lines().count() + 3,
                "expected the article itself, in Markdown".to_owned(),
            ));
        }
        let lead = matter.lead.map(|lead| lead.trim().to_owned()).filter(|lead| !lead.is_empty());
        Ok(Self {
            title,
            slug,
            names_slug,
            author,
            categories,
            lead,
            published,
            comments_open,
            body: body.trim().to_owned(),
        })
    }

    /// Returns whether the front matter requests a slug other than this one.
    pub fn asks_for_another_slug(&self, slug: &Slug) -> bool {
        self.names_slug && self.slug != *slug
    }

    /// Counts the words of the text.
    pub fn words(&self) -> i64 {
        words(&self.body)
    }
}

/// Parses a TOML date-time; a date without a time is its midnight in `zone`.
fn moment(written: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(moment) = written.parse::<Timestamp>() {
        return Some(moment);
    }
    let local: jiff::civil::DateTime = written.parse().ok()?;
    local.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Manuscript, ManuscriptError> {
        Manuscript::parse(text, &TimeZone::get("Europe/Amsterdam").unwrap())
    }

    #[test]
    fn a_manuscript_is_front_matter_and_markdown() {
        let manuscript = parse(
            "+++\ntitle = \"Van wie is het gesprek?\"\nauthor = \"sanne@blog.example\"\n\
             categories = [\"Organisatie\"]\npublished = 2026-11-20T09:00:00\n\
             comments = \"closed\"\n+++\n\nEen klacht is een kop.\n",
        )
        .unwrap();
        assert_eq!(manuscript.slug.as_str(), "van-wie-is-het-gesprek");
        assert_eq!(manuscript.published, Some("2026-11-20T08:00:00Z".parse().unwrap()));
        assert!(!manuscript.comments_open);
        assert_eq!(manuscript.body, "Een klacht is een kop.");
    }

    #[test]
    fn dates_may_be_bare_or_bear_a_zone() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        assert_eq!(moment("2026-07-01", &zone), Some("2026-06-30T22:00:00Z".parse().unwrap()));
        assert_eq!(
            moment("2026-07-01T12:00:00-05:00", &zone),
            Some("2026-07-01T17:00:00Z".parse().unwrap())
        );
        assert_eq!(moment("12:00:00", &zone), None);
    }

    #[test]
    fn a_wrong_manuscript_names_the_line_and_what_was_expected() {
        let told = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(told("title = 1"), "line 1: expected +++, the line above the front matter");
        assert_eq!(
            told("+++\ntitle = \"x\"\n"),
            "line 2: expected +++, the line below the front matter"
        );
        assert!(
            told("+++\ntitle = \"x\"\nauteur = \"a@b.example\"\n+++\nx")
                .starts_with("line 3: unknown field `auteur`")
        );
        assert!(
            told("+++\ntitle = 3\nauthor = \"a@b.example\"\n+++\nx")
                .starts_with("line 2: invalid type")
        );
        assert!(told("+++\nauthor = \"a@b.example\"\n+++\nx").contains("missing field `title`"));
        assert_eq!(
            told("+++\ntitle = \"x\"\nauthor = \"a@b.example\"\ncomments = \"dicht\"\n+++\nx"),
            "line 4: comments: expected \"open\" or \"closed\""
        );
        assert_eq!(
            told("+++\ntitle = \"x\"\nauthor = \"a@b.example\"\n+++\n"),
            "line 5: expected the article itself, in Markdown"
        );
    }
}
