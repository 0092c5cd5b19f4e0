//! An article's Markdown as HTML: what commenters have, and more.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Html, Nesting, shallow};

/// How deep quotes and lists may stand in one another in an article: deeper than anybody sets type.
const MAX_NESTING: usize = 20;

/// An article's Markdown as HTML: what commenters have, and headings (below the page's own), pictures, tables, strikethrough.
pub fn article(text: &str) -> Html {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut nesting = Nesting::up_to(MAX_NESTING);
    let mut outline = Outline::default();
    let events = Parser::new_ext(text, options)
        .filter_map(|event| shallow(event, &mut nesting))
        .map(|event| match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: outline.below(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(outline.level())),
            other => other,
        });
    let mut html = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut html, events);
    Html(ARTICLE.clean(&html).to_string())
}

/// The first paragraph of an article, as plain text.
pub fn first_paragraph(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if !plain.trim().is_empty() => break,
            Event::Text(text) | Event::Code(text) if inside => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak if inside => plain.push(' '),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

/// The headings that the one under way stands under, as they were typed. Whatever level a text begins with and however far it jumps,
/// on the page the first is one below the title and none is skipped.
#[derive(Default)]
struct Outline(Vec<HeadingLevel>);

impl Outline {
    /// One more heading; its level on the page.
    fn below(&mut self, typed: HeadingLevel) -> HeadingLevel {
        while self.0.last().is_some_and(|above| *above >= typed) {
            self.0.pop();
        }
        self.0.push(typed);
        self.level()
    }

    /// The level on the page of the last heading.
    fn level(&self) -> HeadingLevel {
        HeadingLevel::try_from(self.0.len() + 1).unwrap_or(HeadingLevel::H6)
    }
}

/// What may stand in an article. Pictures come from the board itself: the policy of the page lets no other in.
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
            ("ol", HashSet::from(["start"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
            ("abbr", HashSet::from(["title"])),
            ("h2", HashSet::from(["id"])),
            ("h3", HashSet::from(["id"])),
        ]))
        .generic_attributes(HashSet::from(["lang"]))
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
