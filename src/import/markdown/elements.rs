//! Elements of HTML, and what each becomes.

use url::Url;

use super::inline::{Mark, Piece};
use super::writer::{End, Writer};
use crate::import::html::{Tag, is_block, is_hidden};
use crate::import::record::About;

impl Writer<'_> {
    /// Begins an element.
    pub(super) fn open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if self.is_hidden() && !is_hidden(name) {
            return;
        }
        if !self.has_room() {
            if is_block(name) {
                self.end_paragraph();
            }
            return;
        }
        match name {
            "br" => self.line_break(),
            "script" | "iframe" | "style" | "title" | "template" | "noembed" | "noframes" => {
                self.embed(tag);
                self.push(name, End::Hidden);
            }
            "video" | "audio" | "source" | "embed" | "object" => self.embed(tag),
            "img" => self.picture(tag),
            _ if self.is_verbatim() => {}
            "code" | "kbd" | "samp" | "tt" if self.is_code() => {}
            "code" | "kbd" | "samp" | "tt" => self.push(name, End::Code),
            "a" => self.begin_link(tag),
            _ => match mark(name, self.is_comment()) {
                Some(mark) if !self.has_mark(&mark) => self.push(name, End::Mark(mark)),
                None if is_block(name) => self.begin_block(name, tag),
                Some(_) | None => {}
            },
        }
    }

    fn begin_block(&mut self, name: &str, tag: &Tag) {
        match name {
            "td" | "th" => self.begin_table_cell(),
            "tr" => {
                self.end_table_cell();
                if self.is_comment() || !self.is_in_table() {
                    self.end_paragraph();
                } else {
                    self.begin_row();
                }
            }
            "table" if !self.is_comment() && !self.is_in_table() => {
                self.end_paragraph();
                self.begin_table(name);
            }
            _ if self.is_in_table() => self.end_paragraph(),
            "hr" => {
                self.end_paragraph();
                if !self.is_comment() {
                    self.output.block("---");
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.begin_title(name),
            "blockquote" => {
                self.end_paragraph();
                let depth = self.output.depth();
                self.output.quote();
                self.push(name, End::Containers(depth));
            }
            "ul" | "ol" => {
                self.end_paragraph();
                let depth = self.output.depth();
                let first = tag.attribute("start").and_then(|start| start.parse().ok());
                self.output.list((name == "ol").then(|| first.unwrap_or(1)));
                self.push(name, End::Containers(depth));
            }
            "li" => self.begin_item(name, tag),
            "pre" => {
                self.end_paragraph();
                self.push(name, End::Verbatim);
            }
            "figure" if !self.is_comment() => self.begin_figure(tag),
            "figcaption" if !self.is_comment() => self.begin_caption(name),
            _ => self.end_paragraph(),
        }
    }

    /// Ends an element that was not begun, or that needed no beginning.
    pub(super) fn close_nothing(&mut self, name: &str) {
        match name {
            "br" => self.line_break(),
            "td" | "th" => {}
            _ if is_block(name) && !self.is_hidden() => self.end_paragraph(),
            _ => {}
        }
    }

    fn begin_title(&mut self, name: &str) {
        self.end_paragraph();
        if self.is_comment() {
            if !self.has_mark(&Mark::Strong) {
                self.push(name, End::Nothing);
                self.push("", End::Mark(Mark::Strong));
            }
        } else {
            let level = name[1..].parse().unwrap_or(2);
            self.begin_heading(name, level);
        }
    }

    fn begin_item(&mut self, name: &str, tag: &Tag) {
        if let Some(open) = self.innermost(&["li"], &["ul", "ol"]) {
            self.close_from(open);
        }
        self.end_paragraph();
        let depth = self.output.depth();
        self.output.item(tag.attribute("value").and_then(|value| value.parse().ok()));
        self.push(name, End::Containers(depth));
    }

    fn begin_table_cell(&mut self) {
        if self.is_comment() || !self.is_in_table() {
            self.pieces.push(Piece::Text(" ".to_owned()));
            return;
        }
        self.end_table_cell();
        self.begin_cell();
    }

    /// Ends the cell before, whose end tag may be left out.
    fn end_table_cell(&mut self) {
        if let Some(open) = self.innermost(&["td"], &["table"]) {
            self.close_from(open);
        }
    }

    fn begin_link(&mut self, tag: &Tag) {
        // A link in a link ends it.
        if self.link_around().is_some() {
            self.close("a");
        }
        let Some(address) = tag.attribute("href").and_then(|href| self.link_target(href)) else {
            return;
        };
        self.push("a", End::Mark(Mark::Link(address)));
    }

    /// Returns the address to which a link leads from now on; `None` if it leads nowhere.
    fn link_target(&mut self, href: &str) -> Option<String> {
        let address = clean(href);
        let is_relative = match Url::parse(&address) {
            Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto") => false,
            Err(url::ParseError::RelativeUrlWithoutBase) => true,
            _ => return None,
        };
        // Names of places in the page do not come along.
        if is_relative && (self.is_comment() || address.starts_with('#')) {
            return None;
        }
        let Some(addresses) = &mut self.addresses else { return Some(address) };
        // A picture that leads to itself in full size is shown in full size already.
        if addresses.picture(&address).is_some() {
            return None;
        }
        Some(addresses.link(&address).unwrap_or(address))
    }

    /// Leaves what another site shows here as a link.
    fn embed(&mut self, tag: &Tag) {
        let source = tag.attribute("src").or_else(|| tag.attribute("data"));
        let Some(address) = source.map(clean) else { return };
        let is_web = Url::parse(&address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !is_web {
            return;
        }
        if !self.is_comment() {
            self.notice(About::Embed, &address);
        }
        if tag.name == "script" {
            return;
        }
        self.end_paragraph();
        self.piece(Piece::Open(Mark::Link(address.clone())));
        self.piece(Piece::Text(address.clone()));
        self.piece(Piece::Close(Mark::Link(address)));
        self.end_paragraph();
    }
}

/// Returns the markup of an element within a line.
fn mark(name: &str, is_comment: bool) -> Option<Mark> {
    Some(match name {
        "em" | "i" => Mark::Emphasis,
        "strong" | "b" => Mark::Strong,
        "del" | "s" | "strike" if !is_comment => Mark::Deleted,
        "sub" if !is_comment => Mark::Below,
        "sup" if !is_comment => Mark::Above,
        _ => return None,
    })
}

/// Returns an address that ends nothing in Markdown, absolute if only its scheme is missing.
pub(super) fn clean(address: &str) -> String {
    let mut cleaned = String::with_capacity(address.len());
    if address.starts_with("//") {
        cleaned.push_str("https:");
    }
    for c in address.trim().chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            ' ' | '<' | '>' | '\\' | '`' | '"' | '|' | '\0'..='\u{1f}' | '\u{7f}' => {
                cleaned.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => cleaned.push(c),
        }
    }
    cleaned
}
