//! Conversion of a comment's Markdown to HTML: paragraphs, emphasis, lists, quotes, code and links.
//!
//! Text once posted can never be edited, so nothing that was typed is lost: whatever the parser
//! does not return as text is either markup with a visible effect, or is added again as text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::links::{Linker, leads_somewhere};
use super::source::{Source, shown};
use super::{Html, Nesting};
use crate::text::characters::{few_marks, is_blank, lines};

/// Maximum nesting depth of quotes and lists; deeper nesting is of no use and slow in browsers.
const MAX_NESTING: usize = 6;

/// Converts a comment's Markdown to HTML.
///
/// Any other markup appears as literal text.
pub fn comment(text: &str) -> Html {
    let lined = lines(text);
    let source = Source::of_comment(&few_marks(&lined));
    let mut writer = Writer::new(&source);
    for (event, range) in Parser::new(source.as_str()).into_offset_iter() {
        writer.take(event, range);
    }
    let mut html = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut html, writer.linker.finish().into_iter());
    Html(COMMENT.clean(&html).to_string())
}

/// Conversion of the parser's events for a comment.
struct Writer<'a> {
    source: &'a Source,
    linker: Linker<'a>,
    nesting: Nesting,
    /// Enclosing lists: the number that the next item of each gets by itself.
    lists: Vec<Option<u64>>,
    /// Enclosing links and images.
    links: Vec<Link>,
    is_in_code: bool,
    /// Position in the source at which the last processed event ends.
    end: usize,
}

/// Element that the parser takes for a link or an image.
enum Link {
    /// Link to an allowed address: index of its first event, and whether it has visible content
    /// yet.
    Real { from: usize, is_seen: bool },
    /// Link without an allowed address, inside another link, or with a title, which no page shows:
    /// kept as text.
    Text,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            linker: Linker::default(),
            nesting: Nesting::up_to(MAX_NESTING),
            lists: Vec::new(),
            links: Vec::new(),
            is_in_code: false,
            end: 0,
        }
    }

    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        let (start, end) = (range.start, range.end);
        match event {
            Event::Start(tag) => {
                self.begin(tag, range);
                self.end = self.end.max(start);
                return;
            }
            Event::End(tag) => self.finish(tag, range),
            Event::Text(_) if self.is_in_code && !range.is_empty() => {
                let code = self.source.typed(range);
                self.linker.text(&code);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&shown(&text));
            }
            Event::Code(text) => {
                self.see(&text);
                self.linker.event(Event::Code(CowStr::from(shown(&text))));
            }
            // A single line break in a comment is meant as a new line.
            Event::SoftBreak | Event::HardBreak => self.linker.event(Event::HardBreak),
            // Other events do not occur, because their markup is hidden from the parser.
            _ => {
                let typed = self.source.typed(range);
                self.text(&typed);
            }
        }
        self.end = self.end.max(end);
    }

    fn begin(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Link { .. } | Tag::Image { .. } => self.begin_link(tag, range),
            Tag::BlockQuote(_) => {
                if self.nesting.goes_deeper() {
                    self.linker.event(Event::Start(Tag::BlockQuote(None)));
                }
            }
            Tag::List(first) => {
                self.lists.push(first);
                if self.nesting.goes_deeper() {
                    self.linker.event(Event::Start(Tag::List(first)));
                }
            }
            Tag::Item => self.begin_item(range),
            Tag::CodeBlock(kind) => self.begin_code(&kind),
            Tag::Emphasis | Tag::Strong => self.linker.event(Event::Start(tag)),
            _ => self.linker.event(Event::Start(Tag::Paragraph)),
        }
    }

    fn finish(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.finish_link(range),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.nesting.comes_back() {
                    self.linker.event(Event::End(tag));
                }
            }
            TagEnd::BlockQuote(_) => {
                if self.nesting.comes_back() {
                    self.linker.event(Event::End(TagEnd::BlockQuote(None)));
                }
            }
            TagEnd::Item => {
                if !self.nesting.is_too_deep() {
                    self.linker.event(Event::End(tag));
                }
            }
            TagEnd::CodeBlock => {
                self.is_in_code = false;
                self.linker.event(Event::End(tag));
                self.linker.reopen();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.linker.event(Event::End(tag)),
            _ => self.linker.event(Event::End(TagEnd::Paragraph)),
        }
    }

    /// Begins a list item; one whose number does not follow the previous one gets a `value`.
    fn begin_item(&mut self, range: Range<usize>) {
        let typed = self.source.as_str()[range].trim_start();
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<u64> = typed[..digits].parse().ok();
        let next = self.lists.last_mut().and_then(Option::as_mut);
        let other = number.filter(|number| next.as_deref() != Some(number));
        if let (Some(next), Some(number)) = (next, number) {
            *next = number + 1;
        }
        if self.nesting.is_too_deep() {
            // An item that is nested too deep starts on a new line.
            let number = number.map(|number| format!("{number}. ")).unwrap_or_default();
            self.text(&format!("\n{number}"));
        } else if let Some(number) = other {
            let item = format!("<li value=\"{number}\">");
            self.linker.event(Event::Html(CowStr::from(item)));
        } else {
            self.linker.event(Event::Start(Tag::Item));
        }
    }

    /// Begins a code block; the text after an opening fence becomes its first line.
    fn begin_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.is_in_code = true;
        self.linker.close();
        self.linker.event(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
        if let CodeBlockKind::Fenced(info) = kind
            && !info.is_empty()
        {
            self.linker.text(&format!("{}\n", shown(info)));
        }
    }

    fn begin_link(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let (Tag::Link { link_type, dest_url, title, .. }
        | Tag::Image { link_type, dest_url, title, .. }) = tag
        else {
            return;
        };
        let address = shown(&dest_url);
        let is_plain = matches!(link_type, LinkType::Inline | LinkType::Autolink);
        let is_first = self.links.iter().all(|link| matches!(link, Link::Text));
        if is_plain && title.is_empty() && is_first && leads_somewhere(&address) {
            self.links.push(Link::Real { from: self.linker.place(), is_seen: false });
            self.linker.begin_link(&address);
        } else {
            let typed = &self.source.as_str()[range.clone()];
            let opening = if typed.starts_with("![") { 2 } else { 1 };
            self.links.push(Link::Text);
            self.text(&shown(&typed[..opening]));
            self.end = self.end.max(range.start + opening);
        }
    }

    fn finish_link(&mut self, range: Range<usize>) {
        match self.links.pop() {
            Some(Link::Real { is_seen: true, .. }) => self.linker.end_link(),
            // The link has no visible content, so it is kept as text.
            Some(Link::Real { from, .. }) => {
                self.linker.take_back(from);
                self.linker.reopen();
                let typed = self.source.typed(range);
                self.text(&typed);
            }
            Some(Link::Text) | None => {
                let typed = self.source.typed(self.end.clamp(range.start, range.end)..range.end);
                self.text(&typed);
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.see(text);
        self.linker.text(text);
    }

    /// Marks the enclosing link as visible if the text has a visible character.
    fn see(&mut self, text: &str) {
        for link in &mut self.links {
            if let Link::Real { is_seen, .. } = link {
                *is_seen = *is_seen || !text.chars().all(is_blank);
            }
        }
    }
}

/// Allow-list of HTML for comments.
pub(super) static COMMENT: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "a",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("li", HashSet::from(["value"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    builder
});

#[cfg(test)]
mod tests;
