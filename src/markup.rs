//! The one door from people's text to HTML. Nothing else makes an [`Html`], and only an `Html` prints raw.

mod articles;
mod images;
mod marks;
mod names;
mod outside;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use ammonia::Builder;
use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};
use url::Url;

pub use articles::{article, first_paragraph};
pub use images::{image_sources, with_images};
pub use marks::mark;
pub use names::Names;
pub use outside::{absolute, data, excerpt};

/// How deep quotes and lists may stand in one another: deeper is nobody's argument, and costs a browser dear.
const MAX_NESTING: usize = 6;

/// HTML that may stand on a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// HTML read back from a column that this module filled.
    pub fn stored(html: String) -> Self {
        Self(html)
    }

    /// A piece of a page. Its template escapes whatever it prints that is not HTML already.
    pub fn rendered(template: &impl askama::Template) -> askama::Result<Self> {
        template.render().map(Self)
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text between the tags, as a reader sees it, in one line.
    pub fn plain(&self) -> String {
        // Blocks stand apart; emphasis in the middle of a word does not part it.
        const BLOCKS: [&str; 8] =
            ["</p>", "</li>", "</h", "</pre>", "</blockquote>", "</td>", "</th>", "<br"];
        let mut bare = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        // The cleaner leaves no `<` outside tags.
        while let Some((text, tag)) = rest.find('<').map(|start| rest.split_at(start)) {
            bare.push_str(text);
            if BLOCKS.iter().any(|block| tag.starts_with(block)) {
                bare.push(' ');
            }
            rest = &tag[tag_end(tag)..];
        }
        bare.push_str(rest);
        let text = bare
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Html {
    /// The host of every link in it, in lower case.
    pub fn link_hosts(&self) -> Vec<String> {
        // Between tags a quote is written as it is, and `<` never: only this is a link.
        let addresses =
            self.0.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let host = |address: &str| {
            Url::parse(&address.replace("&amp;", "&")).ok()?.host_str().map(str::to_lowercase)
        };
        addresses.filter_map(host).collect()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// A comment's Markdown as HTML: paragraphs, emphasis, lists, quotes, code and links.
/// Anything else a commenter writes appears as the text it is.
pub fn comment(text: &str) -> Html {
    let mut nesting = Nesting::up_to(MAX_NESTING);
    let events =
        Parser::new(text).filter_map(|event| shallow(event, &mut nesting)).map(plain_event);
    let mut html = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut html, with_links(events).into_iter());
    Html(COMMENT.clean(&html).to_string())
}

/// A sentence in which each `[part]` is a link to the address in the same place of `targets`.
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

/// Where a tag ends that `text` begins with; an attribute may hold the sign that ends it.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Text as the cleaner writes it between tags.
fn escape_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('\u{a0}', "&nbsp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// What may stand in a comment.
static COMMENT: LazyLock<Builder<'static>> = LazyLock::new(|| {
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
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    builder
});

/// How deep the walk is in quotes and lists, and in which links and code it stands.
struct Nesting {
    max: usize,
    blocks: usize,
    skipped: usize,
}

impl Nesting {
    fn up_to(max: usize) -> Self {
        Self { max, blocks: 0, skipped: 0 }
    }
}

/// One event of a text, without quotes and lists that stand too deep.
fn shallow<'a>(event: Event<'a>, nesting: &mut Nesting) -> Option<Event<'a>> {
    match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_)) if nesting.blocks >= nesting.max => {
            nesting.skipped += 1;
            None
        }
        Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => {
            nesting.blocks += 1;
            Some(event)
        }
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) if nesting.skipped > 0 => {
            nesting.skipped -= 1;
            None
        }
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => {
            nesting.blocks -= 1;
            Some(event)
        }
        // What stands in an item too deep stays apart from what is before it.
        Event::Start(Tag::Item) if nesting.skipped > 0 => Some(Event::Text(CowStr::Borrowed("\n"))),
        Event::End(TagEnd::Item) if nesting.skipped > 0 => None,
        other => Some(other),
    }
}

/// One event of a comment, with what commenters may not use turned into text.
fn plain_event(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { .. } | Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_) | TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        // Who presses Enter once in a comment means a new line.
        Event::SoftBreak => Event::HardBreak,
        Event::Rule => Event::Text(CowStr::Borrowed("\n***\n")),
        other => other,
    }
}

/// Turns bare web addresses into links, outside links and code.
fn with_links<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut out = Vec::new();
    let mut closed = 0_usize;
    let mut text = String::new();
    for event in events {
        match event {
            // The parser cuts text at every mark; an address is found only in the whole of it.
            Event::Text(part) if closed == 0 => {
                text.push_str(&part);
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => {
                flush(&finder, &mut text, &mut out);
                closed += 1;
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => closed = closed.saturating_sub(1),
            _ => flush(&finder, &mut text, &mut out),
        }
        out.push(event);
    }
    flush(&finder, &mut text, &mut out);
    out
}

fn flush(finder: &LinkFinder, text: &mut String, out: &mut Vec<Event<'_>>) {
    for span in finder.spans(text) {
        let part = CowStr::from(span.as_str().to_owned());
        if span.kind().is_some() {
            let (dest_url, title, id) = (part.clone(), CowStr::Borrowed(""), CowStr::Borrowed(""));
            out.push(Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                title,
                id,
            }));
            out.push(Event::Text(part));
            out.push(Event::End(TagEnd::Link));
        } else {
            out.push(Event::Text(part));
        }
    }
    text.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        comment(text).to_string().trim().replace('\n', "")
    }

    #[test]
    fn comments_have_paragraphs_emphasis_lists_quotes_code_and_links() {
        assert_eq!(
            html("Eerste regel\ntweede regel\n\nAlinea"),
            "<p>Eerste regel<br>tweede regel</p><p>Alinea</p>"
        );
        assert_eq!(html("**vet** en *cursief*"), "<p><strong>vet</strong> en <em>cursief</em></p>");
        assert_eq!(html("- een\n- twee"), "<ul><li>een</li><li>twee</li></ul>");
        assert_eq!(
            html("> citaat\n\nantwoord"),
            "<blockquote><p>citaat</p></blockquote><p>antwoord</p>"
        );
        assert_eq!(html("`a < b`"), "<p><code>a &lt; b</code></p>");
        assert_eq!(
            html("[hier](https://a.example/?x=1&y=2)"),
            "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"nofollow ugc noopener\">hier</a></p>"
        );
    }

    #[test]
    fn bare_addresses_become_links_outside_code() {
        let link = "<a href=\"https://a.example/b_c_d\" rel=\"nofollow ugc noopener\">https://a.example/b_c_d</a>";
        assert_eq!(html("Zie https://a.example/b_c_d."), format!("<p>Zie {link}.</p>"));
        assert_eq!(html("`https://a.example`"), "<p><code>https://a.example</code></p>");
        assert!(!html("    https://a.example").contains("<a"));
        assert_eq!(
            html("naam@voorbeeld.example en @Joost"),
            "<p>naam@voorbeeld.example en @Joost</p>"
        );
    }

    #[test]
    fn headings_pictures_rules_and_raw_html_are_text() {
        assert_eq!(html("# Kop"), "<p>Kop</p>");
        assert_eq!(
            html("![foto](https://a.example/x.png)"),
            "<p><a href=\"https://a.example/x.png\" rel=\"nofollow ugc noopener\">foto</a></p>"
        );
        assert_eq!(html("<b onclick=x>vet</b>"), "<p>&lt;b onclick=x&gt;vet&lt;/b&gt;</p>");
        assert_eq!(
            html("<script>alert(1)</script>"),
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
        );
        assert_eq!(
            html("[x](javascript:alert(1))"),
            "<p><a rel=\"nofollow ugc noopener\">x</a></p>"
        );
        assert_eq!(html("“Krul”, ‘aan’ – en 🎉 @Anja"), "<p>“Krul”, ‘aan’ – en 🎉 @Anja</p>");
    }

    #[test]
    fn nesting_ends_somewhere() {
        let deep = comment(&format!("{} diep", ">".repeat(5_000)));
        assert_eq!(deep.as_str().matches("<blockquote>").count(), MAX_NESTING);
        let items: Vec<String> = (0..40).map(|n| format!("{}- punt {n}", "  ".repeat(n))).collect();
        let list = items.join("\n");
        assert!(comment(&list).as_str().matches("<ul>").count() <= MAX_NESTING);
        assert!(comment(&list).plain().ends_with("punt 38 punt 39"));
        let links: Vec<String> =
            (0..9).map(|n| format!("{}- https://a{n}.example\n", "  ".repeat(n))).collect();
        assert_eq!(comment(&links.concat()).link_hosts().len(), 9);
        assert_eq!(comment("- https://a.example\n  ***").link_hosts(), ["a.example"]);
    }

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
        let text = "[a](https://A.example/?x&y) http://b.example <mailto:c@d.example> ` href=\"https://e.example\"`";
        assert_eq!(comment(text).link_hosts(), ["a.example", "b.example"]);
    }

    #[test]
    fn plain_text_is_what_a_reader_sees() {
        assert_eq!(comment("**a** & b\n\n- c\n- d").plain(), "a & b c d");
        assert_eq!(comment("[](https://a.example)").plain(), "");
    }

    proptest::proptest! {
        #[test]
        fn marking_changes_no_text(text in r#"[-<>*_`&;:/"' a-z\n]{0,100}"#, word in "[-<>&; a-z]{1,4}") {
            let html = comment(&text);
            let marked = mark(&html, &[&word]).to_string();
            proptest::prop_assert_eq!(marked.replace("<mark>", "").replace("</mark>", ""), html.to_string());
        }

        #[test]
        fn whatever_is_typed_only_known_tags_come_out(text in r#"[-<>*_`#\[\]()!&;:/"' a-z\n]{0,200}"#) {
            let html = comment(&text).to_string();
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
                proptest::prop_assert!(COMMENT.clone_tags().contains(name), "{name} in {html}");
            }
        }
    }
}
