//! Comments of an item.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use crate::import::ReadError;
use crate::import::fields::{email, filled, reference, time_in};
use crate::import::html::unescaped;
use crate::import::record::{Author, Comment, Reason, State, Text};
use crate::import::xml::Xml;

/// Comment as it is in the file.
#[derive(Default)]
pub(super) struct WrittenComment {
    key: String,
    name: String,
    email: String,
    date: String,
    date_in_gmt: String,
    text: String,
    approved: String,
    kind: String,
    parent: String,
    person: String,
    /// True if characters were taken out that XML forbids.
    pub(super) took_out: bool,
}

impl WrittenComment {
    /// Reads a comment to its end.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut comment = Self::default();
        while let Some(name) = xml.child()? {
            let field = match name.as_str() {
                "wp:comment_id" => &mut comment.key,
                "wp:comment_author" => &mut comment.name,
                "wp:comment_author_email" => &mut comment.email,
                "wp:comment_date" => &mut comment.date,
                "wp:comment_date_gmt" => &mut comment.date_in_gmt,
                "wp:comment_content" => &mut comment.text,
                "wp:comment_approved" => &mut comment.approved,
                "wp:comment_type" => &mut comment.kind,
                "wp:comment_parent" => &mut comment.parent,
                "wp:comment_user_id" => &mut comment.person,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            *field = xml.text()?;
        }
        comment.took_out = xml.took_out();
        Ok(comment)
    }

    pub(super) fn key(&self) -> Option<&str> {
        filled(&self.key)
    }

    /// Returns the length of the texts in bytes.
    pub(super) fn size(&self) -> usize {
        1_000 + self.text.len() + self.name.len() + self.email.len()
    }

    /// Returns the reason for which the comment does not come along, whatever its item is.
    pub(super) fn left_out(&self) -> Option<Reason> {
        match (self.kind.trim(), self.approved.trim()) {
            ("pingback" | "trackback", _) => Some(Reason::Ping),
            ("" | "comment", "spam") => Some(Reason::Spam),
            ("" | "comment", "post-trashed") => Some(Reason::ThreadLeftOut),
            ("" | "comment", "1" | "approve" | "0" | "hold" | "trash" | "") => None,
            _ => Some(Reason::OtherKind),
        }
    }

    pub(super) fn into_comment(
        self,
        thread: String,
        logins: &HashMap<String, String>,
        zone: &TimeZone,
    ) -> Comment {
        let posted_at =
            time_in(&self.date_in_gmt, &TimeZone::UTC).or_else(|| time_in(&self.date, zone));
        let state = match self.approved.trim() {
            "1" | "approve" => State::Visible,
            "trash" => State::Removed,
            _ => State::Held,
        };
        let (author, text) = if state == State::Removed {
            (Author::default(), String::new())
        } else {
            let name = unescaped(&self.name);
            let author = Author {
                person: reference(&self.person).and_then(|number| logins.get(&number).cloned()),
                name: filled(&name).map(str::to_owned),
                email: email(&self.email),
            };
            (author, self.text)
        };
        Comment {
            key: self.key.trim().to_owned(),
            thread,
            parent: reference(&self.parent),
            author,
            posted_at,
            state,
            text: Text::HtmlWithLines(text),
            useful: 0,
        }
    }
}
