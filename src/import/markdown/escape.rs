//! Escaping of plain words, so that they stay words in Markdown, and no more than needed.

use linkify::{LinkFinder, LinkKind};

use super::Dialect;

/// Space without width, where a backslash cannot escape: it parts what would be markup together.
pub(super) const PART: char = '\u{200b}';
/// Characters that a backslash escapes in comments.
const ESCAPABLE: &str = "*_`[]<>#-+!~";
/// Length of a row of one sign from which on its surroundings do not matter.
const ROW_MAX: usize = 50;

/// Place of words in a line.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) dialect: Dialect,
    /// Character before the words; a line end if they begin a line.
    pub(super) before: char,
    /// Character after the words; a line end if they end a line.
    pub(super) after: char,
    /// True if `after` begins the text of a link.
    pub(super) is_before_link: bool,
    pub(super) is_in_link: bool,
    pub(super) is_in_heading: bool,
    pub(super) is_in_table: bool,
}

/// Returns words as Markdown.
pub(super) fn escaped(words: &str, place: Place) -> String {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut writer = Writer {
        place,
        words,
        made: String::with_capacity(words.len() + words.len() / 8),
        is_after_backslash: false,
    };
    let mut at = if place.before == '\n' { writer.line_start() } else { 0 };
    for span in finder.spans(words) {
        if span.kind().is_some() && span.start() >= at {
            writer.address(span.as_str(), span.end());
            at = span.end();
        }
        while at < span.end() {
            at += writer.character(at);
        }
    }
    if writer.is_after_backslash && ESCAPABLE.contains(place.after) {
        writer.made.push(PART);
    }
    writer.made
}

struct Writer<'a> {
    place: Place,
    words: &'a str,
    made: String,
    /// True if the last character is a backslash that is no markup.
    is_after_backslash: bool,
}

impl Writer<'_> {
    fn is_comment(&self) -> bool {
        self.place.dialect == Dialect::Comment
    }

    /// Returns the character at a byte.
    fn at(&self, at: usize) -> char {
        self.words[at..].chars().next().unwrap_or(self.place.after)
    }

    /// Returns the character before a byte.
    fn before(&self, at: usize) -> char {
        self.words[..at].chars().next_back().unwrap_or(self.place.before)
    }

    /// Writes a marker of a block with which the line begins; returns its length.
    fn line_start(&mut self) -> usize {
        let first = self.at(0);
        let rest = self.words.trim_end();
        let is_only = |signs: &str| {
            self.place.after == '\n' && !rest.is_empty() && rest.chars().all(|c| signs.contains(c))
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=9).contains(&digits)
            && matches!(self.at(digits), '.' | ')')
            && self.at(digits + 1).is_whitespace()
        {
            // No backslash escapes the point in a comment.
            if self.is_comment() {
                self.made.push(PART);
                return 0;
            }
            self.made.push_str(&rest[..digits]);
            self.made.push('\\');
            self.made.push(self.at(digits));
            return digits + 1;
        }
        let signs = rest.chars().take(7).take_while(|c| *c == first).count();
        let is_marker = match first {
            '>' => true,
            '-' | '+' => self.at(1).is_whitespace() || !self.is_comment() && is_only("-:| "),
            '~' => signs >= 3,
            '#' => !self.is_comment() && signs <= 6 && self.at(signs).is_whitespace(),
            '=' => !self.is_comment() && is_only("= "),
            '|' | ':' => !self.is_comment() && is_only("-:| "),
            _ => false,
        };
        if is_marker {
            self.made.push('\\');
            self.made.push(first);
            return 1;
        }
        0
    }

    /// Writes the character at a byte; returns its length.
    fn character(&mut self, at: usize) -> usize {
        let c = self.at(at);
        if c == '\\' {
            self.backslash(at);
        } else if self.is_markup(at, c) {
            self.push(&format!("\\{c}"));
        } else {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
        c.len_utf8()
    }

    fn is_markup(&self, at: usize, c: char) -> bool {
        let after = &self.words[at + c.len_utf8()..];
        let (place, next) = (self.place, self.at(at + c.len_utf8()));
        match c {
            '*' | '_' => self.is_delimiter(at, c),
            '`' => true,
            '-' | '+' => at == 0 && self.is_rule(),
            '~' => !self.is_comment() && self.is_delimiter(at, c),
            '[' => place.is_in_link || !self.is_comment() && next == '^',
            ']' => place.is_in_link || next == '(' || next == ':' && !self.is_comment(),
            '!' => place.is_before_link && after.is_empty(),
            '<' if self.is_comment() => ["http://", "https://", "mailto:"].iter().any(|scheme| {
                after.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
            }),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => !self.is_comment() && is_reference(&self.words[at..]),
            '{' => place.is_in_heading,
            '#' => place.is_in_heading && matches!(next, '\n' | '#' | ' '),
            '|' => place.is_in_table,
            _ => false,
        }
    }

    /// Returns whether the words could make a rule of the line, with what is around them.
    fn is_rule(&self) -> bool {
        let is_sign = |c: char| matches!(c, '\n' | '*' | '_');
        let is_within = is_sign(self.place.before) && is_sign(self.place.after);
        self.is_comment() && is_within && self.words.chars().all(|c| matches!(c, '-' | '+' | ' '))
    }

    /// Returns whether an asterisk, underscore or tilde may begin or end an emphasis.
    fn is_delimiter(&self, at: usize, c: char) -> bool {
        let row = |signs: &mut dyn Iterator<Item = char>| {
            signs.take(ROW_MAX).take_while(|sign| *sign == c).count()
        };
        let from = at - row(&mut self.words[..at].chars().rev());
        let to = at + row(&mut self.words[at..].chars());
        if to - from >= ROW_MAX {
            return true;
        }
        let (before, after) = (self.before(from), self.at(to));
        let is_alone = before.is_whitespace() && after.is_whitespace() && before != '\n';
        let is_inside = before.is_alphanumeric() && after.is_alphanumeric();
        let is_word = match c {
            '_' => is_inside,
            '*' => is_inside && self.is_comment() && to - from == 1,
            _ => false,
        };
        !is_alone && !is_word
    }

    fn backslash(&mut self, at: usize) {
        let next = self.at(at + 1);
        if self.is_comment() {
            self.made.push('\\');
            self.is_after_backslash = true;
        } else if next.is_ascii_punctuation() || next == '\n' {
            self.made.push_str("\\\\");
        } else {
            self.made.push('\\');
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.is_after_backslash)
            && text.starts_with(|c: char| c == '\\' || ESCAPABLE.contains(c))
        {
            self.made.push(PART);
        }
        self.made.push_str(text);
    }

    /// Writes an address that ends at a byte; the board finds it before it reads markup.
    fn address(&mut self, address: &str, end: usize) {
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        let is_closed = is_web && !self.place.is_in_link && self.would_grow(end);
        if is_closed {
            self.push("<");
        }
        let mut rest = address;
        while let Some(at) = rest.find('&').filter(|_| !self.is_comment()) {
            let (before, reference) = rest.split_at(at);
            self.push(before);
            self.push(if is_reference(reference) { "&amp;" } else { "&" });
            rest = &reference[1..];
        }
        self.push(rest);
        if is_closed {
            self.push(">");
        }
    }

    /// Returns whether the board would take what is written after an address for a part of it.
    fn would_grow(&self, end: usize) -> bool {
        let mut at = end;
        for c in self.words[end..].chars() {
            if c == '\\' || self.is_markup(at, c) {
                return true;
            }
            if !"?!.,:;*([{'".contains(c) {
                return false;
            }
            at += c.len_utf8();
        }
        matches!(self.place.after, '[' | '_' | '~' | '!' | '\\')
    }
}

/// Returns whether the text begins with what may be a character reference.
fn is_reference(text: &str) -> bool {
    let end = text.bytes().take(40).position(|byte| byte == b';');
    end.is_some_and(|end| {
        text[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}
