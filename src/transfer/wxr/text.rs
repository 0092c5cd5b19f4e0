//! Texts as `WordPress` stores them.
//!
//! `WordPress` makes a line end a break and an empty line a paragraph, also in HTML.

use url::Url;

use crate::markup::{self, Html, Token, escape_markup, tokens};

/// Elements within which a line end would become a break.
const LINES: [&str; 12] =
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "figcaption"];
/// Elements that `WordPress` allows in comments.
const INLINE: [&str; 4] = ["em", "strong", "code", "del"];
/// Words in brackets that `WordPress` replaces.
const SHORTCODES: [&str; 7] =
    ["[caption", "[wp_caption", "[gallery", "[playlist", "[audio", "[video", "[embed"];

/// Returns a plain text as HTML; `WordPress` takes a lone ampersand as it is.
pub(super) fn plain(text: &str) -> String {
    let is_entity = |after: &str| {
        let name = after.split(';').next().unwrap_or_default();
        name.len() < after.len()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    };
    if text.contains(['<', '>']) || text.split('&').skip(1).any(is_entity) {
        escape_markup(text)
    } else {
        text.to_owned()
    }
}

/// Returns a picture, with its caption.
pub(super) fn image(address: &str, alt: &str, caption: Option<&str>) -> String {
    let quoted = |text: &str| escape_markup(text).replace('"', "&quot;");
    let caption =
        caption.map(|caption| format!("<figcaption>{}</figcaption>", escape_markup(caption)));
    let image = format!("<img src=\"{}\" alt=\"{}\">", quoted(address), quoted(alt));
    image + &caption.unwrap_or_default()
}

/// Returns the text of an article or a page, with `image` in place of the board's pictures.
pub(super) fn article(
    html: &Html,
    here: &Url,
    image: impl Fn(&str, &str, bool) -> Option<Html>,
) -> String {
    let html = markup::absolute(None, &markup::with_images(html, image), here);
    let mut text = String::with_capacity(html.as_str().len() + 64);
    let (mut lines, mut verbatim) = (0_usize, 0_usize);
    for token in tokens(html.as_str()) {
        let Token::Text(part) = token else {
            if let Some(tag) = token.tag() {
                let depth = match tag.name() {
                    "pre" => Some(&mut verbatim),
                    name if LINES.contains(&name) => Some(&mut lines),
                    _ => None,
                };
                if let Some(depth) = depth {
                    *depth = if tag.is_closing() { depth.saturating_sub(1) } else { *depth + 1 };
                }
            }
            text.push_str(token.as_str());
            continue;
        };
        let mut part =
            if lines > 0 && verbatim == 0 { part.replace('\n', " ") } else { part.to_owned() };
        for shortcode in SHORTCODES.iter().filter(|_| part.contains('[')).collect::<Vec<_>>() {
            part = part.replace(shortcode, &shortcode.replace('[', "&#91;"));
        }
        text.push_str(&part);
    }
    text.trim_end().to_owned()
}

/// Returns the text of a comment with the few elements that `WordPress` allows there.
pub(super) fn comment(html: &Html, here: &Url) -> String {
    let html = markup::absolute(None, html, here);
    let mut writer = Writer::default();
    for token in tokens(html.as_str()) {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Tag(tag) if tag.is_closing() => writer.closing(tag.name()),
            Token::Tag(tag) => writer.opening(tag.name(), tag.attribute("href")),
        }
    }
    writer.out.trim().to_owned()
}

/// Text of a comment so far.
#[derive(Default)]
struct Writer {
    out: String,
    /// Open lists: the number of the last item, or `None` without numbers.
    lists: Vec<Option<u64>>,
    /// Open elements in which line ends are kept.
    verbatim: usize,
    /// Open links.
    links: usize,
    /// True right after the mark of an item.
    is_in_item: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.verbatim > 0 {
            self.out.push_str(text);
            return;
        }
        let text = text.replace('\n', " ");
        let is_at_start = self.out.is_empty() || self.out.ends_with('\n') || self.is_in_item;
        let text = if is_at_start { text.trim_start() } else { &text };
        self.is_in_item &= text.is_empty();
        self.out.push_str(text);
    }

    fn opening(&mut self, name: &str, link: Option<&str>) {
        match name {
            "p" if !self.is_in_item => self.blank_line(),
            "br" => self.line_end(),
            "ul" | "ol" => {
                if self.lists.is_empty() {
                    self.blank_line();
                } else {
                    self.line_end();
                }
                self.lists.push((name == "ol").then_some(0));
            }
            "li" => {
                if !self.out.ends_with('\n') && !self.out.is_empty() {
                    self.line_end();
                }
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        self.out.push_str(&format!("{number}. "));
                    }
                    _ => self.out.push_str("- "),
                }
                self.is_in_item = true;
            }
            "pre" => {
                self.blank_line();
                self.verbatim += 1;
            }
            "blockquote" => {
                self.blank_line();
                self.out.push_str("<blockquote>");
            }
            "a" => {
                if let Some(link) = link {
                    self.out.push_str(&format!("<a href=\"{link}\">"));
                    self.links += 1;
                }
            }
            name if INLINE.contains(&name) => self.out.push_str(&format!("<{name}>")),
            _ => {}
        }
    }

    fn closing(&mut self, name: &str) {
        match name {
            "p" => self.blank_line(),
            "ul" | "ol" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank_line();
                }
            }
            "li" => self.is_in_item = false,
            "pre" => {
                self.verbatim = self.verbatim.saturating_sub(1);
                self.blank_line();
            }
            "blockquote" => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str("</blockquote>");
                self.blank_line();
            }
            "a" if self.links > 0 => {
                self.out.push_str("</a>");
                self.links -= 1;
            }
            name if INLINE.contains(&name) => self.out.push_str(&format!("</{name}>")),
            _ => {}
        }
    }

    fn line_end(&mut self) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
    }

    fn blank_line(&mut self) {
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() && !self.out.ends_with("<blockquote>") {
            self.out.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> Url {
        Url::parse("https://blad.example/articles/een").unwrap()
    }

    #[test]
    fn a_comment_keeps_its_paragraphs_and_links() {
        let html = markup::comment(
            "Twee\nregels met *nadruk* & [een](https://a.example/?b&c).\n\n> Zei jij\n>\n> dit?\n\n\
             - een\n- twee\n\n```\na <b>\n\nc\n```\n\nSlot",
        );
        let text = comment(&html, &here());
        let (before, after) = text.split_once("<blockquote>").unwrap();
        assert!(before.starts_with("Twee"), "{text}");
        assert!(
            before
                .contains("<em>nadruk</em> &amp; <a href=\"https://a.example/?b&amp;c\">een</a>."),
            "{text}"
        );
        assert!(before.ends_with("\n\n"), "{text}");
        assert_eq!(
            after,
            "Zei jij\n\ndit?</blockquote>\n\n- een\n- twee\n\n<code>a &lt;b&gt;\n\nc\n</code>\n\nSlot"
        );
    }

    #[test]
    fn an_article_has_whole_addresses_and_no_line_ends_within_paragraphs() {
        let html = markup::article(
            "Een\nregel [gallery] en [x](/articles/twee).\n\n```\na\nb [audio]\n```\n\n\
             ![Zaal](/pictures/3)\n",
        );
        let image = |source: &str, alt: &str, _: bool| {
            Some(Html::stored(format!("<img src=\"/groot{source}.jpg\" alt=\"{alt}\">")))
        };
        let text = article(&html, &here(), image);
        assert!(
            text.contains(
                "<p>Een regel &#91;gallery] en <a href=\"https://blad.example/articles/twee\""
            ),
            "{text}"
        );
        assert!(text.contains("a\nb &#91;audio]\n"), "{text}");
        assert!(
            text.contains("src=\"https://blad.example/groot/pictures/3.jpg\" alt=\"Zaal\""),
            "{text}"
        );
    }

    #[test]
    fn plain_text_is_escaped_where_it_would_be_read_as_html() {
        assert_eq!(plain("Koppen & \"co\""), "Koppen & \"co\"");
        assert_eq!(plain("1 < 2 & 3"), "1 &lt; 2 &amp; 3");
        assert_eq!(plain("&amp; is een teken"), "&amp;amp; is een teken");
    }
}
