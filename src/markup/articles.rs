//! Conversion of an article's Markdown to HTML: the markup of comments, and more.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::figures::{figure, with_figures};
use super::footnotes::Footnotes;
use super::links::Linker;
use super::source::{Source, shown};
use super::{Html, Nesting, shallow};
use crate::text::characters::{few_marks, lines};

/// Maximum nesting depth of quotes and lists in an article; more than any real article needs.
const MAX_NESTING: usize = 20;

/// Converts an article's Markdown to HTML.
///
/// Beyond the markup of comments it allows headings (below the title of the page), pictures,
/// tables, strikethrough and footnotes.
pub fn article(text: &str) -> Html {
    let source = source(text);
    let mut nesting = Nesting::up_to(MAX_NESTING);
    let mut writer = Writer::default();
    let events = Parser::new_ext(&source, options());
    for event in with_figures(events.filter_map(|event| shallow(event, &mut nesting))) {
        writer.take(event);
    }
    let mut html = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut html, writer.finish().into_iter());
    Html(ARTICLE.clean(&html).to_string())
}

/// Returns the first paragraph of an article as plain text, or an empty string.
///
/// A figure does not count as a paragraph.
pub fn first_paragraph(text: &str) -> String {
    let source = source(text);
    let mut paragraph: Option<Vec<Event<'_>>> = None;
    for event in Parser::new_ext(&source, Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::Paragraph) => paragraph = Some(Vec::new()),
            Event::End(TagEnd::Paragraph) => {
                let events = paragraph.take().unwrap_or_default();
                let plain = plain(&events);
                if !plain.is_empty() && figure(&events).is_none() {
                    return plain;
                }
            }
            event => {
                if let Some(events) = &mut paragraph {
                    events.push(event);
                }
            }
        }
    }
    String::new()
}

/// Returns the text of some events.
fn plain(events: &[Event<'_>]) -> String {
    let mut plain = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&shown(text)),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_FOOTNOTES
}

fn source(text: &str) -> String {
    let lined = lines(text);
    Source::of_article(&few_marks(&lined))
}

/// Conversion of the parser's events for an article.
#[derive(Default)]
struct Writer<'a> {
    text: Linker<'a>,
    outline: Outline,
    footnotes: Footnotes<'a>,
    /// Current footnote: its name and its events so far.
    note: Option<(String, Linker<'a>)>,
}

impl<'a> Writer<'a> {
    fn take(&mut self, event: Event<'a>) {
        let linker = self.note.as_mut().map_or(&mut self.text, |(_, note)| note);
        match event {
            Event::Text(text) => linker.text(&shown(&text)),
            Event::Code(text) => linker.event(Event::Code(CowStr::from(shown(&text)))),
            Event::Html(html) => linker.event(Event::Html(CowStr::from(shown(&html)))),
            Event::InlineHtml(html) => take_html(linker, &shown(&html)),
            Event::FootnoteReference(name) => {
                let reference = self.footnotes.reference(&shown(&name));
                linker.event(reference);
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.keep_note();
                self.note = Some((shown(&name), Linker::default()));
            }
            Event::End(TagEnd::FootnoteDefinition) => self.keep_note(),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let level = self.outline.below(level);
                linker.event(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(_)) => {
                linker.event(Event::End(TagEnd::Heading(self.outline.level())));
            }
            Event::Start(tag) => begin(linker, tag),
            Event::End(tag) => {
                linker.event(Event::End(tag));
                if matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) {
                    linker.reopen();
                }
            }
            other => linker.event(other),
        }
    }

    fn keep_note(&mut self) {
        if let Some((name, note)) = self.note.take() {
            self.footnotes.keep(name, note);
        }
    }

    fn finish(mut self) -> Vec<Event<'a>> {
        self.keep_note();
        let mut events = self.text.finish();
        events.extend(self.footnotes.list());
        events
    }
}

fn begin<'a>(linker: &mut Linker<'a>, tag: Tag<'a>) {
    let is_closed = matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_));
    if is_closed {
        linker.close();
    }
    let all = |text: CowStr<'a>| CowStr::from(shown(&text));
    linker.event(Event::Start(match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: all(dest_url), title: all(title), id }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: all(dest_url), title: all(title), id }
        }
        other => other,
    }));
}

/// Handles inline HTML; inside a link written as HTML no other link is made.
fn take_html(linker: &mut Linker<'_>, html: &str) {
    let name =
        html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
    let is_link = name.is_some_and(|name| name.eq_ignore_ascii_case("a"));
    match is_link {
        true if html.starts_with("</") => linker.reopen(),
        true => linker.close(),
        false => {}
    }
    linker.event(Event::InlineHtml(CowStr::from(html.to_owned())));
}

/// Stack of the headings above the current one, with their levels as typed.
///
/// Whatever level a text begins with and however far it jumps, on the page the first heading is one
/// level below the title and no level is skipped.
#[derive(Default)]
struct Outline(Vec<HeadingLevel>);

impl Outline {
    /// Adds a heading and returns its level on the page.
    fn below(&mut self, typed: HeadingLevel) -> HeadingLevel {
        while self.0.last().is_some_and(|above| *above >= typed) {
            self.0.pop();
        }
        self.0.push(typed);
        self.level()
    }

    /// Returns the level on the page of the last heading.
    fn level(&self) -> HeadingLevel {
        HeadingLevel::try_from(self.0.len() + 1).unwrap_or(HeadingLevel::H6)
    }
}

/// Allow-list of HTML for articles.
///
/// Pictures come from this site only: the content security policy blocks all others.
static ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(of_article);

pub(super) fn of_article() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "a",
            "hr",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "img",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "sub",
            "sup",
            "abbr",
            "cite",
            "q",
            "figure",
            "figcaption",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("li", HashSet::from(["id"])),
            ("ol", HashSet::from(["start"])),
            ("sup", HashSet::from(["id"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
            ("abbr", HashSet::from(["title"])),
            ("h2", HashSet::from(["id"])),
            ("h3", HashSet::from(["id"])),
        ]))
        .allowed_classes(HashMap::from([("figure", HashSet::from(["video"]))]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_skipped_whatever_is_typed() {
        let levels = |text: &str| {
            let html = article(text).to_string();
            html.match_indices("<h")
                .map(|(at, _)| html[at + 2..=at + 2].to_owned())
                .collect::<String>()
        };
        assert_eq!(levels("# A\n## B\n# C"), "232");
        assert_eq!(levels("## A\n### B\n## C"), "232");
        assert_eq!(levels("# A\n#### B\n## C\n### D"), "2334");
        assert_eq!(levels("### A\n# B"), "22");
        assert_eq!(levels("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6"), "234566");
    }

    #[test]
    fn bare_addresses_become_links_but_in_links_and_code() {
        let html = |text: &str| article(text).to_string().trim().replace(" rel=\"noopener\"", "");
        let link = |address: &str| format!("<a href=\"{address}\">{address}</a>");
        let typed = "https://video.example/kijk?v=_3_-a";
        assert_eq!(html(&format!("Zie {typed}.")), format!("<p>Zie {}.</p>", link(typed)));
        assert_eq!(
            html("*Zie* https://a.example/__jaar__/ en https://a.example/a*b*c"),
            format!(
                "<p><em>Zie</em> {} en {}</p>",
                link("https://a.example/__jaar__/"),
                link("https://a.example/a*b*c")
            )
        );
        for (text, links) in [
            ("[https://a.example](https://b.example/_c_)", 1),
            ("<a href=\"https://a.example/_b_\">https://a.example</a> https://c.example", 2),
            ("`https://a.example`", 0),
            ("    https://a.example", 0),
            ("![https://a.example](/pictures/a.webp)", 0),
            ("<https://a.example/~~b~~>", 1),
        ] {
            assert_eq!(html(text).matches("<a href").count(), links, "{}", html(text));
        }
        assert_eq!(
            html("[a](https://b.example/_c_)"),
            "<p><a href=\"https://b.example/_c_\">a</a></p>"
        );
        assert_eq!(
            first_paragraph("Zie https://a.example/_b_[^1]\n\n[^1]: c"),
            "Zie https://a.example/_b_"
        );
    }

    #[test]
    fn footnotes_stand_below_and_lead_back() {
        let html = article(
            "Een[^b] en twee[^a] en een[^b].\n\n[^a]: *Twee*\n\n[^b]: Een\n\n    Meer\n\n\
             [^c]: Drie\n\nSlot[^d]",
        );
        let html = html.to_string().replace('\n', "").replace(" rel=\"noopener\"", "");
        assert_eq!(
            html,
            "<p>Een<sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup> en \
             twee<sup id=\"fnref-2\"><a href=\"#fn-2\">2</a></sup> en \
             een<sup><a href=\"#fn-1\">1</a></sup>.</p><p>Slot[^d]</p><hr><ol>\
             <li id=\"fn-1\"><p>Een</p><p>Meer <a href=\"#fnref-1\">↩1</a></p></li>\
             <li id=\"fn-2\"><p><em>Twee</em> <a href=\"#fnref-2\">↩2</a></p></li>\
             <li><p>Drie</p></li></ol>"
        );
    }

    #[test]
    fn nesting_ends_somewhere() {
        let deep = article(&format!("{} diep", ">".repeat(5_000)));
        assert_eq!(deep.as_str().matches("<blockquote>").count(), MAX_NESTING);
    }

    #[test]
    fn articles_keep_their_headings_below_the_title() {
        let html = article(
            "# Deel\n\nTekst ~~weg~~ <script>x</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        )
        .to_string();
        assert!(
            html.contains("<h2>Deel</h2>")
                && html.contains("<del>weg</del>")
                && html.contains("<td>2</td>"),
            "{html}"
        );
        assert!(!html.contains("script"), "{html}");
        assert_eq!(first_paragraph("# Kop\n\nDe *eerste*\nalinea.\n\nTweede"), "De eerste alinea.");
    }
}
