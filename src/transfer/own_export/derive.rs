//! Columns left out of an export that follow from one line and the lines before it.
//!
//! Those that depend on later lines are set at the end, in `store::imports`.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::row::NewRow;
use crate::account::{Email, Name};
use crate::article;
use crate::comment::{link_key, text_key};
use crate::markup;
use crate::moderation;
use crate::sites::PageAddress;
use crate::store::Value;

/// Derives the columns of the rows of one export, in the order of the file.
#[derive(Debug)]
pub(super) struct Deriver {
    chance: fn() -> [u8; 32],
    now: Value,
    name_keys: HashSet<String>,
    /// First comment of the thread of each answer, in the order of their numbers.
    roots: Vec<(i64, i64)>,
    /// Version of each comment with decisions.
    versions: HashMap<i64, i64>,
    /// Number of texts whose HTML was made anew.
    other_html: u64,
}

impl Deriver {
    pub(super) fn new(chance: fn() -> [u8; 32], now: Timestamp) -> Self {
        Self {
            chance,
            now: Value::Number(now.as_microsecond()),
            name_keys: HashSet::new(),
            roots: Vec::new(),
            versions: HashMap::new(),
            other_html: 0,
        }
    }

    /// Returns the number of texts whose HTML was not what this version makes of them.
    pub(super) fn other_html(&self) -> u64 {
        self.other_html
    }

    /// Adds the derived columns to a row.
    pub(super) fn complete(&mut self, row: &mut NewRow) {
        match row.kind().name {
            "account" => self.account(row),
            "picture" => {
                // The hash of the file that was uploaded, which is unique, is not known.
                let id = row.number("id").unwrap_or_default();
                row.set("origin", Value::Text(format!("export {id}")));
            }
            "article" => self.article(row),
            "comment" => self.comment(row),
            "decision" => {
                let comment = row.number("comment_id").unwrap_or_default();
                let version = self.versions.entry(comment).or_insert(1);
                *version += 1;
                row.set("version", Value::Number(*version));
            }
            "mailbox" => {
                let key = row.text("email").map(email_key);
                row.set("email_key", key.map_or(Value::Null, Value::Text));
                row.set("stop_key", self.random());
            }
            "follow" => {
                // Followers were told about what came before.
                row.set("from_at", self.now.clone());
                row.set("told_at", self.now.clone());
            }
            "appeal" => row.set("ticket", self.random()),
            "settings" => {
                row.set("id", Value::Number(1));
                row.set("version", Value::Number(1));
            }
            _ => {}
        }
    }

    fn random(&self) -> Value {
        Value::Bytes((self.chance)().to_vec())
    }

    fn account(&mut self, row: &mut NewRow) {
        let id = row.number("id").unwrap_or_default();
        let has_left = row.number("left_at").is_some();
        let email = row.text("email").unwrap_or_default();
        let email = if has_left { email.to_owned() } else { email_key(email) };
        let name = Name::stored(row.text("name").unwrap_or_default().to_owned()).key();
        // No key of a name has capitals. Two names with the same key are of an older version.
        let name = if has_left {
            format!("LEFT-{id}")
        } else if self.name_keys.insert(name.clone()) {
            name
        } else {
            format!("SAME-{id}")
        };
        row.set("name_key", Value::Text(name));
        row.set("email_key", Value::Text(email));
        row.set("password", Value::Text(String::new()));
        let is_moderator = row.text("role").is_some_and(|role| role != "member");
        // No digest goes out about what waited there.
        row.set("digest_at", if is_moderator { self.now.clone() } else { Value::Null });
    }

    fn article(&mut self, row: &mut NewRow) {
        let body = row.text("body").unwrap_or_default();
        let (first, words) = (markup::first_paragraph(body), article::words(body));
        let html = markup::article(body);
        self.set_html(row, html.as_str());
        row.set("first_paragraph", Value::Text(first));
        row.set("words", Value::Number(words));
        // The table refuses a page without a key.
        let page = row.text("page_url").and_then(PageAddress::parse);
        row.set("page_key", page.map_or(Value::Null, |page| Value::Text(page.key)));
    }

    fn comment(&mut self, row: &mut NewRow) {
        let id = row.number("id").unwrap_or_default();
        let is_expunged = row.number("expunged_at").is_some();
        let root = row.number("parent_id").map(|parent| self.root_of(parent));
        if let Some(root) = root {
            self.roots.push((id, root));
        }
        row.set("root_id", root.map_or(Value::Null, Value::Number));
        let is_held = row.text("state") == Some("held");
        // Replaced by its place in the article when all are there.
        let has_ordinal = root.is_none() && !is_held;
        row.set("ordinal", if has_ordinal { Value::Number(id) } else { Value::Null });
        row.set("urgency", Value::Number(moderation::urgency(0, false, is_held, 0, 0)));
        let email = row.text("email").map(email_key);
        row.set("email_key", email.map_or(Value::Null, Value::Text));
        let useful = row.number("useful").unwrap_or_default();
        row.set("imported_useful", Value::Number(useful));
        let (mut text, mut link) = (None, None);
        if is_expunged {
            row.set("html", Value::Text(String::new()));
        } else {
            let body = row.text("body").unwrap_or_default();
            let html = markup::comment(body);
            (text, link) = (text_key(body), link_key(html.as_str()));
            self.set_html(row, html.as_str());
        }
        row.set("text_key", text.map_or(Value::Null, Value::Number));
        row.set("link_key", link.map_or(Value::Null, Value::Number));
    }

    /// Returns the first comment of the thread of a comment that came before.
    fn root_of(&self, comment: i64) -> i64 {
        let place = self.roots.binary_search_by_key(&comment, |(answer, _)| *answer);
        place.map_or(comment, |place| self.roots[place].1)
    }

    /// Replaces the HTML of a row by what this version makes of its text, unless they are equal.
    ///
    /// So no HTML of a file is ever shown that did not pass through `markup`.
    fn set_html(&mut self, row: &mut NewRow, html: &str) {
        let there = row.text("html").unwrap_or_default();
        if there.trim_end() != html.trim_end() {
            self.other_html += 1;
            row.set("html", Value::Text(html.to_owned()));
        }
    }
}

fn email_key(email: &str) -> String {
    Email::stored(email.to_owned()).key()
}
