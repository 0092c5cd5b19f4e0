//! Conversion of user text to safe HTML.
//!
//! Only this module makes an [`Html`], and templates print only an [`Html`] without escaping.

mod articles;
mod comments;
mod directions;
mod entities;
mod figures;
mod fold;
mod footnotes;
mod frames;
mod images;
mod links;
mod marks;
mod names;
mod outside;
mod quote;
mod source;
mod tokens;
mod typeset;

use std::fmt;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use url::Url;

pub use articles::{article, first_paragraph};
pub use comments::comment;
use entities::escape;
pub(crate) use entities::{decoded, escape_markup};
pub use figures::with_video_labels;
pub use fold::Folded;
pub use images::{image_sources, with_images};
pub use marks::mark;
pub use names::Names;
pub use outside::{absolute, data, excerpt, shorten};
pub(crate) use tokens::{Token, tokens};
pub use typeset::{Heading, Labels, Typeset, typeset};

/// Safe HTML, printed without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Wraps HTML from a database column that this module filled.
    pub fn stored(html: String) -> Self {
        Self(html)
    }

    /// Escapes a text for any place: between tags and in a quoted attribute.
    pub fn text(text: &str) -> Self {
        Self(escape(text))
    }

    /// Writes braces as entities, in which no template language finds a mark of its own.
    ///
    /// Some servers run what they include in a page as a template.
    pub fn without_braces(&self) -> Self {
        Self(self.0.replace('{', "&#123;"))
    }

    /// Renders a template as a part of a page.
    ///
    /// The template escapes all its values that are not [`Html`] already.
    pub fn rendered(template: &impl askama::Template) -> askama::Result<Self> {
        template.render().map(Self)
    }

    /// Splits the HTML at the first occurrence of a mark that a template printed as text.
    ///
    /// Each of the two parts is safe where it stood, and only there.
    pub fn split_once(&self, mark: &str) -> Option<(Self, Self)> {
        let (before, after) = self.0.split_once(mark)?;
        Some((Self(before.to_owned()), Self(after.to_owned())))
    }

    /// Returns the HTML as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text without tags, in one line.
    pub fn plain(&self) -> String {
        // Block elements separate words; inline elements inside a word do not.
        const BLOCKS: [&str; 11] =
            ["p", "li", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td", "th"];
        let mut bare = String::with_capacity(self.0.len());
        for token in tokens(&self.0) {
            match token {
                Token::Text(text) => bare.push_str(text),
                Token::Tag(tag) => {
                    let name = tag.name();
                    if name == "br" || tag.is_closing() && BLOCKS.contains(&name) {
                        bare.push(' ');
                    }
                }
            }
        }
        decoded(&bare).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Html {
    /// Returns the host of every link, in lower case.
    pub fn link_hosts(&self) -> Vec<String> {
        let links = tokens(&self.0).filter_map(Token::opening).filter(|tag| tag.name() == "a");
        let host =
            |address: &str| Url::parse(&decoded(address)).ok()?.host_str().map(str::to_lowercase);
        links.filter_map(|link| host(link.attribute("href")?)).collect()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Returns a message in which each `[part]` links to the URL at the same place in `targets`.
pub fn linked(sentence: &str, targets: &[&str]) -> Html {
    let mut html = String::with_capacity(sentence.len() + 64);
    let mut targets = targets.iter();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('[')
        && let Some((label, tail)) = after.split_once(']')
    {
        html.push_str(&escape(before));
        match targets.next() {
            Some(target) => {
                html.push_str(&format!("<a href=\"{}\">{}</a>", escape(target), escape(label)));
            }
            None => html.push_str(&escape(label)),
        }
        rest = tail;
    }
    html.push_str(&escape(rest));
    Html(html)
}

/// Nesting depth of quotes and lists while walking through a text.
struct Nesting {
    max: usize,
    blocks: usize,
    skipped: usize,
}

impl Nesting {
    fn up_to(max: usize) -> Self {
        Self { max, blocks: 0, skipped: 0 }
    }

    /// Enters a quote or a list; returns whether it is within the depth limit.
    fn goes_deeper(&mut self) -> bool {
        let is_shown = self.blocks < self.max;
        if is_shown {
            self.blocks += 1;
        } else {
            self.skipped += 1;
        }
        is_shown
    }

    /// Leaves a quote or a list; returns whether it was within the depth limit.
    fn comes_back(&mut self) -> bool {
        let is_shown = self.skipped == 0;
        if is_shown {
            self.blocks -= 1;
        } else {
            self.skipped -= 1;
        }
        is_shown
    }

    fn is_too_deep(&self) -> bool {
        self.skipped > 0
    }
}

/// Filters out the events of quotes and lists beyond the depth limit.
fn shallow<'a>(event: Event<'a>, nesting: &mut Nesting) -> Option<Event<'a>> {
    match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => nesting.goes_deeper().then_some(event),
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => {
            nesting.comes_back().then_some(event)
        }
        // Separate an item beyond the limit from the text before it.
        Event::Start(Tag::Item) if nesting.is_too_deep() => {
            Some(Event::Text(CowStr::Borrowed("\n")))
        }
        Event::End(TagEnd::Item) if nesting.is_too_deep() => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_get_their_links_and_nothing_else() {
        let html = linked("Lees <de> [voorwaarden] en [meer].", &["/terms"]);
        assert_eq!(html.as_str(), "Lees &lt;de&gt; <a href=\"/terms\">voorwaarden</a> en meer.");
    }

    #[test]
    fn words_are_marked_in_the_text_and_nowhere_else() {
        let marked = |text: &str, words: &[&str]| {
            mark(&comment(text), words).to_string().trim().replace('\n', "")
        };
        assert_eq!(
            marked("Wat een SUKKELS daar, sukkels!", &["sukkels"]),
            "<p>Wat een <mark>SUKKELS</mark> daar, <mark>sukkels</mark>!</p>"
        );
        assert_eq!(marked("sukkelstraat", &["sukkel"]), "<p>sukkelstraat</p>");
        assert_eq!(
            marked("een kwak\u{200b}zalver\u{ad}!", &["kwakzalver"]),
            "<p>een <mark>kwak\u{200b}zalver\u{ad}</mark>!</p>"
        );
        assert_eq!(
            marked("a & b < c", &["amp", "lt", "& b"]),
            "<p>a <mark>&amp; b</mark> &lt; c</p>"
        );
        assert_eq!(
            marked("code **START10** nu", &["start10", "strong", "p"]),
            "<p>code <strong><mark>START10</mark></strong> nu</p>"
        );
        let link = marked(
            "Zie [hier](https://koop.example/?a=\"x>koop.example) op koop.example",
            &["koop.example"],
        );
        assert!(link.ends_with("op <mark>koop.example</mark></p>"), "{link}");
        assert_eq!(link.matches("<mark>").count(), 1, "{link}");
        assert_eq!(marked("niets", &["", "  "]), "<p>niets</p>");
    }

    #[test]
    fn only_links_have_hosts() {
        let text = "[a](https://A.example/?x&y) http://b.example <mailto:c@d.example> \
                    ` href=\"https://e.example\"`";
        assert_eq!(comment(text).link_hosts(), ["a.example", "b.example"]);
    }

    #[test]
    fn plain_text_is_what_a_reader_sees() {
        assert_eq!(comment("**a** & b\n\n- c\n- d").plain(), "a & b c d");
        assert_eq!(comment("[](https://a.example)").plain(), "[](https://a.example)");
    }

    proptest::proptest! {
        #[test]
        fn marking_changes_no_text(
            text in r#"[-<>*_`&;:/"' a-z\n]{0,100}"#,
            word in "[-<>&; a-z]{1,4}",
        ) {
            let html = comment(&text);
            let marked = mark(&html, &[&word]).to_string();
            proptest::prop_assert_eq!(
                marked.replace("<mark>", "").replace("</mark>", ""),
                html.to_string()
            );
        }
    }
}
