//! Pages that are the same for all members or all moderators, but for a few gaps.

use std::collections::HashSet;

use jiff::Timestamp;

use super::invalidation::Made;
use crate::markup::Html;

/// Place in a page for what is a member's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Name of the member.
    Name,
    /// Avatar beside the name.
    Avatar,
    /// Form to follow the article, or to stop.
    Follow,
    /// Number of comments that wait for moderators.
    Waiting,
}

/// Marks that a page is rendered with in place of what is a member's own.
///
/// They hold 128 random bits and are gone before anybody sees the page, so that no text of a reader
/// can hold one.
#[derive(Debug)]
pub struct Marks(String);

/// Page with gaps, as the cache holds it.
#[derive(Debug)]
pub struct Skeleton {
    made: Made,
    until: Option<Timestamp>,
    /// Article that the page shows.
    pub article: i64,
    /// Keys of those who wrote what the page shows, if its reader may decide on it.
    pub authors: HashSet<String>,
    /// Parts of the page, each with the gap that follows it.
    pub parts: Vec<(Html, Gap)>,
    /// Part after the last gap.
    pub last: Html,
}

impl Gap {
    const ALL: [Self; 4] = [Self::Name, Self::Avatar, Self::Follow, Self::Waiting];

    /// Returns the letter of the gap in its mark.
    const fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Avatar => 'a',
            Self::Follow => 'f',
            Self::Waiting => 'w',
        }
    }

    /// Returns the gap whose letter comes first, and what follows the letter.
    fn at_start(html: &Html) -> Option<(Self, Html)> {
        let gap = Self::ALL.into_iter().find(|gap| html.as_str().starts_with(gap.letter()))?;
        let (_, after) = html.split_once(gap.letter().encode_utf8(&mut [0; 4]))?;
        Some((gap, after))
    }
}

impl Marks {
    /// Creates the marks of one page from random bytes.
    pub fn new(random: [u8; 16]) -> Self {
        Self(format!("gap-{}-", hex::encode(random)))
    }

    /// Returns the mark of a gap: ASCII that no template escapes.
    pub fn of(&self, gap: Gap) -> String {
        format!("{}{}", self.0, gap.letter())
    }

    /// Returns the mark of a gap as HTML.
    pub fn html(&self, gap: Gap) -> Html {
        Html::text(&self.of(gap))
    }

    /// Cuts a page at its marks.
    pub fn cut(&self, page: &Html) -> (Vec<(Html, Gap)>, Html) {
        let (mut parts, mut rest) = (Vec::new(), page.clone());
        while let Some((before, after)) = rest.split_once(&self.0) {
            let Some((gap, after)) = Gap::at_start(&after) else { break };
            parts.push((before, gap));
            rest = after;
        }
        (parts, rest)
    }
}

impl Skeleton {
    /// Creates the skeleton of a page about an article, valid until `until` and while `made` is
    /// current.
    pub fn new(
        (made, until): (Made, Option<Timestamp>),
        (article, authors): (i64, HashSet<String>),
        (parts, last): (Vec<(Html, Gap)>, Html),
    ) -> Self {
        Self { made, until, article, authors, parts, last }
    }

    /// Returns whether the page is still valid.
    pub fn is_current(&self, now: Timestamp) -> bool {
        self.made.is_current() && self.until.is_none_or(|until| now < until)
    }

    /// Returns the number of bytes of the page.
    pub fn bytes(&self) -> usize {
        let parts = self.parts.iter().map(|(part, _)| part).chain([&self.last]);
        let html: usize = parts.map(|part| part.as_str().len()).sum();
        html + self.authors.iter().map(String::len).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_its_own_marks_alone() {
        let (marks, others) = (Marks::new([7; 16]), Marks::new([8; 16]));
        let page = Html::stored(format!(
            "<b>{}</b>{}{}<i>{}</i>",
            marks.of(Gap::Name),
            others.of(Gap::Follow),
            marks.of(Gap::Avatar),
            marks.of(Gap::Name),
        ));
        let (parts, last) = marks.cut(&page);
        let texts: Vec<_> = parts.iter().map(|(part, gap)| (part.as_str(), *gap)).collect();
        let between = format!("</b>{}", others.of(Gap::Follow));
        assert_eq!(
            texts,
            [("<b>", Gap::Name), (between.as_str(), Gap::Avatar), ("<i>", Gap::Name)]
        );
        assert_eq!(last.as_str(), "</i>");
    }
}
