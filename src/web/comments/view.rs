//! View of a comment on a page, with the labels of its buttons.

use super::form::author_name;
use crate::comment;
use crate::comment::thread::Row;
use crate::comment::{Author, Avatar, Comment, Reason};
use crate::locale::{Calendar, Lang};
use crate::markup;
use crate::markup::{Folded, Html, Names, Token};

/// Number of characters at the start of a comment from which its language is detected.
const LANGUAGE: usize = 300;

/// Comment as a template shows it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its place in the thread")]
pub(in crate::web) struct CommentView {
    pub(in crate::web) id: i64,
    pub(in crate::web) name: String,
    pub(in crate::web) avatar: Avatar,
    pub(in crate::web) by_author: bool,
    pub(in crate::web) machine: String,
    pub(in crate::web) posted: String,
    pub(in crate::web) html: Html,
    /// Lines that it takes on a phone at most, if it takes more than most.
    pub(in crate::web) lines: Option<u8>,
    /// Language of the text, if it is known.
    pub(in crate::web) lang: Option<&'static str>,
    pub(in crate::web) removed: Option<Removed>,
    pub(in crate::web) answers: Option<(i64, String)>,
    pub(in crate::web) version: i64,
    pub(in crate::web) useful: i64,
    pub(in crate::web) opens: bool,
    pub(in crate::web) closes: usize,
    pub(in crate::web) continues: bool,
    /// Number of comments below it, if it starts a thread.
    pub(in crate::web) below: usize,
    /// True if it is the last comment of its thread.
    pub(in crate::web) ends: bool,
    /// True if a link to the form follows the thread.
    pub(in crate::web) leads_to_form: bool,
    /// Visible and collapsed part of a long text.
    pub(in crate::web) folded: Option<Folded>,
}

/// Notice in place of a removed comment.
#[derive(Clone, Debug)]
pub(in crate::web) struct Removed {
    pub(in crate::web) sentence: String,
    pub(in crate::web) rule: Option<&'static str>,
}

impl CommentView {
    /// Creates the view of a comment in a thread; `author` is the account of the article's author,
    /// if it has one.
    pub(in crate::web) fn new(calendar: &Calendar, t: Lang, author: Option<i64>, row: Row) -> Self {
        let Row { comment, answers, opens, closes, continues, below, ends } = row;
        let removed = match comment.state {
            comment::State::Removed(reason) => {
                let rule = (reason != Reason::BeforeImport).then(|| reason.code());
                Some(Removed { sentence: reason.tombstone(t), rule })
            }
            comment::State::Held | comment::State::Visible => None,
        };
        Self {
            id: comment.id,
            name: author_name(t, Some(&comment.author)),
            avatar: comment.author.avatar(),
            by_author: matches!(comment.author, Author::Member { id, .. } if Some(id) == author),
            machine: calendar.machine(comment.posted_at),
            posted: calendar.date_time(comment.posted_at),
            lang: comment::language_of(&markup::excerpt(&comment.html, LANGUAGE)),
            lines: lines(&comment.html),
            html: comment.html,
            removed,
            answers: answers
                .map(|answered| (answered.id, author_name(t, answered.author.as_ref()))),
            version: comment.version,
            useful: comment.useful,
            opens,
            closes,
            continues,
            below,
            ends,
            leads_to_form: false,
            folded: None,
        }
    }

    /// Returns "Toon 4 reacties" or "Verberg 4 reacties".
    pub(in crate::web) fn answers_fold(&self, t: &Lang, key: &str) -> String {
        let count = self.below;
        t.with(key, &[("count", count.into())])
    }

    /// Returns "Lees verder (nog 240 woorden)".
    pub(in crate::web) fn read_on(&self, t: &Lang, folded: &Folded) -> String {
        let count = folded.words;
        t.with("read-on", &[("count", count.into())])
    }

    /// Returns the label of the reply button for screen readers.
    pub(in crate::web) fn reply_to(&self, t: &Lang) -> String {
        t.with("reply-to-name", &[("name", self.name.as_str().into())])
    }

    /// Returns the label of the report link for screen readers.
    pub(in crate::web) fn reported_as(&self, t: &Lang) -> String {
        t.with("report-of-name", &[("name", self.name.as_str().into())])
    }

    /// Returns the label of the useful button, with its count, for screen readers.
    pub(in crate::web) fn found_useful(&self, t: &Lang) -> String {
        t.with(
            "useful-of-name",
            &[("name", self.name.as_str().into()), ("count", self.useful.into())],
        )
    }

    /// Returns the label of the moderation link for screen readers.
    pub(in crate::web) fn judged_as(&self, t: &Lang) -> String {
        t.with("moderate-name", &[("name", self.name.as_str().into())])
    }
}

/// Characters on a line of a phone, in the narrowest place of a thread.
const PER_LINE: usize = 32;

/// Upper bound of the lines of a comment on a phone: 6, 10, 16, 30 or 70; `None` up to three.
///
/// The style sheet gives each bound the height that it needs at most, so that a comment that is not
/// laid out yet reaches no further than its box.
fn lines(html: &Html) -> Option<u8> {
    let (mut lines, mut characters) = (0, 0);
    for token in markup::tokens(html.as_str()) {
        match token {
            Token::Text(text) => {
                let rows = text.matches('\n').count();
                lines += rows.saturating_sub(1);
                characters += text.chars().count() - rows;
            }
            Token::Tag(tag) => {
                let name = tag.name();
                if name == "br" || tag.is_closing() && matches!(name, "p" | "li" | "pre") {
                    // The space between two blocks takes a line.
                    lines += usize::div_ceil(characters, PER_LINE) + usize::from(name != "li");
                    characters = 0;
                }
            }
        }
    }
    match lines {
        0..=3 => None,
        4..=6 => Some(6),
        7..=10 => Some(10),
        11..=16 => Some(16),
        17..=30 => Some(30),
        _ => Some(70),
    }
}

/// Returns the authors of the comments on a page of threads, to link mentions of their names.
///
/// Excludes removed comments and former commenters.
pub(in crate::web) fn names(rows: &[Row]) -> Names {
    let mut names = Names::default();
    let stands = |row: &&Row| row.comment.state == comment::State::Visible;
    for row in rows.iter().filter(stands) {
        if let Some(name) = row.comment.author.name() {
            names.add(name, row.comment.id);
        }
    }
    names
}

/// Number of characters at the start of a featured comment that are shown.
const FEATURED: usize = 280;

/// Excerpt of a comment that the staff features, with a link to the comment.
#[derive(Clone, Debug)]
pub(in crate::web) struct FeaturedView {
    pub(in crate::web) id: i64,
    pub(in crate::web) name: String,
    pub(in crate::web) avatar: Avatar,
    pub(in crate::web) words: String,
    pub(in crate::web) lang: Option<&'static str>,
    pub(in crate::web) address: String,
}

impl FeaturedView {
    /// Creates the view; `on_page` is true if the comment is on the same page.
    pub(in crate::web) fn new(t: Lang, on_page: bool, comment: &Comment) -> Self {
        let address = if on_page { "#comment-" } else { "/comments/" };
        let words = markup::excerpt(&comment.html, FEATURED);
        Self {
            id: comment.id,
            name: author_name(t, Some(&comment.author)),
            avatar: comment.author.avatar(),
            lang: comment::language_of(&words),
            words,
            address: format!("{address}{}", comment.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_comment_says_how_many_lines_it_takes_on_a_phone() {
        let of = |text: &str| lines(&markup::comment(text));
        assert_eq!(of("Mooi stuk, dank je wel."), None);
        assert_eq!(of(&"woord ".repeat(20)), Some(6));
        assert_eq!(of(&"Een alinea van een regel.\n\n".repeat(4)), Some(10));
        assert_eq!(of(&"woord ".repeat(80)), Some(16));
        assert_eq!(of(&"woord ".repeat(400)), Some(70));
    }
}
