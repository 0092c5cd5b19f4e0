//! Preparation of typed text for the Markdown parser.
//!
//! Characters that are no markup here are hidden from the parser, so that they all appear in the
//! output. Web addresses are found before anything else.

use linkify::{LinkFinder, LinkKind};

/// Characters that can be hidden.
///
/// While the parser reads, each is replaced by a noncharacter of its own, which Unicode reserves
/// for internal use and the parser takes for a letter.
const SIGNS: &[u8] = b"*_[]()\\&<>#=-+~.";
/// Noncharacter that stands for the first entry of [`SIGNS`].
const FIRST_HIDDEN: u32 = 0xFDD0;
/// Contiguous range of noncharacters in Unicode.
const HIDDEN: std::ops::RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';
/// Characters to hide in an address in a comment.
const IN_ADDRESS: &[u8] = b"*_[]()\\&<~";
/// Characters to hide in an address in an article, where link definitions and HTML are allowed.
const IN_ADDRESS_OF_ARTICLE: &[u8] = b"*_~";
/// Characters that a backslash escapes.
const ESCAPABLE: &[u8] = b"*_`[]<>#-+!~";

/// Text of a comment as the parser gets it.
pub(super) struct Source {
    text: String,
    /// Lines that were not typed but added: position and length in bytes.
    added: Vec<(usize, usize)>,
}

/// Beginning of a line: its quote markers and the position at which its content starts, after the
/// markers of quotes and lists.
struct Start {
    quotes: usize,
    content: usize,
    /// True if the line begins a list item, which the parser never joins to the block above it.
    is_item: bool,
    /// True if the content consists only of characters that would draw a rule, make a heading of
    /// the line above, or begin an empty list item.
    is_plain: bool,
    /// Position of the character that would make a list item of a number like 007.
    no_item: Option<usize>,
}

impl Source {
    /// Returns a comment's text in which everything is hidden that is no markup in a comment.
    pub(super) fn of_comment(typed: &str) -> Self {
        let finder = finder();
        let mut addresses = finder.links(typed).map(|link| link.start()..link.end()).peekable();
        let mut source =
            Self { text: String::with_capacity(typed.len() + typed.len() / 8), added: Vec::new() };
        let (mut at, mut quotes_before) = (0, 0);
        for line in typed.split_inclusive('\n') {
            let start = Start::of(line);
            let is_blank = line[start.content..].trim().is_empty();
            // The parser would continue the quote on the line below it.
            if start.quotes < quotes_before && !is_blank && !start.is_item {
                source.add_line(start.quotes);
            }
            quotes_before = if is_blank { 0 } else { start.quotes };
            let mut from = 0;
            while from < line.len() {
                if addresses.peek().is_some_and(|address| address.start < at + from) {
                    addresses.next();
                    continue;
                }
                let next = addresses.peek().map_or(typed.len(), |address| address.start) - at;
                let to = next.min(line.len());
                source.add(line, from..to, &start);
                from = to;
                if to < line.len()
                    && let Some(address) = addresses.next()
                {
                    let address = &typed[address];
                    let end = end_of_address(&line[..from], address);
                    source.hide_all(&address[..end], IN_ADDRESS);
                    from += end;
                }
            }
            at += line.len();
        }
        source
    }

    /// Returns an article's text with the markup characters in its addresses hidden from the
    /// parser.
    pub(super) fn of_article(typed: &str) -> String {
        let mut source = Self { text: String::with_capacity(typed.len()), added: Vec::new() };
        for span in finder().spans(typed) {
            let signs: &[u8] = if span.kind().is_some() { IN_ADDRESS_OF_ARTICLE } else { b"" };
            source.hide_all(span.as_str(), signs);
        }
        source.text
    }

    /// Returns the text for the parser.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns a part of the text as it was typed, without the added lines.
    pub(super) fn typed(&self, part: std::ops::Range<usize>) -> String {
        let first = self.added.partition_point(|(at, _)| *at < part.start);
        let added = self.added[first..].iter().take_while(|(at, _)| *at < part.end);
        let (mut typed, mut from) = (String::with_capacity(part.len()), part.start);
        for (at, length) in added {
            typed.push_str(&self.text[from..*at]);
            from = (at + length).min(part.end);
        }
        typed.push_str(&self.text[from..part.end]);
        shown(&typed)
    }

    /// Adds an empty line inside `quotes` levels of quotation.
    fn add_line(&mut self, quotes: usize) {
        self.added.push((self.text.len(), quotes + 1));
        self.text.extend(std::iter::repeat_n('>', quotes));
        self.text.push('\n');
    }

    /// Adds a part of a line that contains no address.
    fn add(&mut self, line: &str, part: std::ops::Range<usize>, start: &Start) {
        let mut signs = line[part.clone()].char_indices();
        while let Some((offset, sign)) = signs.next() {
            let at = part.start + offset;
            let before = line[..at].chars().next_back();
            let after = &line[at + sign.len_utf8()..];
            let is_hidden = match sign {
                '\\' if before != Some('\\') && after.starts_with(is_escapable) => {
                    // The parser outputs the escaped character literally.
                    self.text.push(sign);
                    if at + 1 < part.end
                        && let Some((_, escaped)) = signs.next()
                    {
                        self.text.push(escaped);
                    }
                    continue;
                }
                '\\' => true,
                '.' | ')' => start.no_item == Some(at),
                '#' => at >= start.content && is_heading(line, start.content, at),
                '*' | '_' | '-' | '+' | '=' if start.is_plain && at >= start.content => true,
                '*' => is_inside_word(before, after),
                '&' => after.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()),
                '<' => {
                    after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
                        && !is_autolink(after)
                }
                ']' => after.starts_with(':'),
                _ => false,
            };
            self.push(sign, is_hidden);
        }
    }

    /// Adds text, with the characters in `signs` hidden.
    fn hide_all(&mut self, text: &str, signs: &[u8]) {
        for sign in text.chars() {
            self.push(sign, sign.is_ascii() && signs.contains(&(sign as u8)));
        }
    }

    fn push(&mut self, sign: char, is_hidden: bool) {
        let place = SIGNS.iter().position(|hidden| is_hidden && char::from(*hidden) == sign);
        let hidden = place
            .and_then(|place| u32::try_from(place).ok())
            .and_then(|place| char::from_u32(FIRST_HIDDEN + place));
        // A noncharacter that was typed has no meaning and could be confused with a hidden
        // character.
        let sign = if HIDDEN.contains(&sign) { char::REPLACEMENT_CHARACTER } else { sign };
        self.text.push(hidden.unwrap_or(sign));
    }
}

/// Restores the hidden characters in text that the parser returned.
pub(super) fn shown(text: &str) -> String {
    let sign = |c: char| match (HIDDEN.contains(&c), u32::from(c).checked_sub(FIRST_HIDDEN)) {
        (true, Some(place)) => usize::try_from(place)
            .ok()
            .and_then(|place| SIGNS.get(place))
            .map_or(c, |sign| char::from(*sign)),
        _ => c,
    };
    text.chars().map(sign).collect()
}

/// Returns a finder of web addresses.
pub(super) fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder
}

impl Start {
    fn of(line: &str) -> Self {
        let is_rule = |c: char| matches!(c, '-' | '*' | '_' | '+') || c.is_whitespace();
        let rule = line.trim_end_matches(is_rule).len();
        let mut start =
            Self { quotes: 0, content: 0, is_item: false, is_plain: false, no_item: None };
        loop {
            let rest = &line[start.content..];
            start.content += rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let rest = &line[start.content..];
            if rest.starts_with('>') {
                start.quotes += 1;
                start.content += 1;
                continue;
            }
            start.is_plain = start.content >= rule && !rest.trim_start().is_empty();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let marker = match rest.as_bytes().get(digits) {
                Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
                Some(b'-' | b'+' | b'*') if digits == 0 && !start.is_plain => 1,
                _ => 0,
            };
            let after = &rest[marker..];
            if marker == 0 || !(after.is_empty() || after.starts_with(char::is_whitespace)) {
                break;
            }
            // A list item would lose the leading zeros of its number.
            if digits > 1 && rest.starts_with('0') {
                start.no_item = Some(start.content + digits);
                break;
            }
            start.is_item |= digits == 0 && start.quotes == 0;
            start.content += marker;
        }
        let content = line[start.content..].trim_end();
        start.is_plain |= !content.is_empty() && content.bytes().all(|sign| sign == b'=');
        start
    }
}

/// Returns whether the number sign at `at` is part of a heading marker.
fn is_heading(line: &str, content: usize, at: usize) -> bool {
    let signs = line[content..].bytes().take(7).take_while(|sign| *sign == b'#').count();
    at < content + signs && signs <= 6
}

/// Returns whether a single asterisk is between letters or digits, as in 2*3*4.
fn is_inside_word(before: Option<char>, after: &str) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

fn is_escapable(sign: char) -> bool {
    sign.is_ascii() && ESCAPABLE.contains(&(sign as u8))
}

/// Returns whether an address and a closing `>` follow, as in `<https://a.example>`.
fn is_autolink(after: &str) -> bool {
    const MOST: usize = 2_000; // bytes; bounds the work for each `<`, as no address is longer
    let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| {
        after.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let end = after.bytes().take(MOST).position(|sign| matches!(sign, b'>' | b'<') || sign <= b' ');
    is_address && end.is_some_and(|end| after.as_bytes()[end] == b'>')
}

/// Returns the length of an address without the underscores that close an emphasis opened right
/// before it.
fn end_of_address(before: &str, address: &str) -> usize {
    let opened = before.len() - before.trim_end_matches('_').len();
    let closed = address.len() - address.trim_end_matches('_').len();
    address.len() - opened.min(closed)
}
