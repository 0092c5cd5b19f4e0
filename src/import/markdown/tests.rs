//! Tests of the conversion of texts.

use proptest::prelude::*;

use super::*;
use crate::import::html::plain;
use crate::markup::{self, Html};

/// Returns words in one line, without the characters that part what would be markup.
fn words(text: &str) -> String {
    text.replace(['\u{200b}', '\u{a0}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words of a page, without those that only part markup.
fn shown(html: &Html) -> String {
    words(&html.plain().replace('\u{200b}', ""))
}

fn html(text: &str) -> Text {
    Text::Html(text.to_owned())
}

fn of_comment(text: &str) -> String {
    comment(&html(text))
}

/// Old addresses: pictures below `/uploads/` are in the library, links within the site are moved.
struct Moved;

impl Addresses for Moved {
    fn link(&mut self, address: &str) -> Option<String> {
        let path = address.strip_prefix("https://oud.example/")?;
        Some(format!("/articles/{path}"))
    }

    fn picture(&mut self, address: &str) -> Option<String> {
        address.contains("/uploads/").then(|| "/pictures/12".to_owned())
    }
}

fn of_article(text: &str) -> String {
    article(&html(text), &mut Moved).markdown
}

fn notices(text: &Text) -> Vec<String> {
    let notices = article(text, &mut Moved).notices;
    notices.into_iter().map(|(about, detail)| format!("{about:?} {detail}")).collect()
}

#[test]
fn comments_become_markdown() {
    for (old, new) in [
        (
            "<p>Een <b>twee</b> <i>drie</i></p><p>vier<br>vijf</p>",
            "Een **twee** *drie*\n\nvier\nvijf",
        ),
        ("a <strong> b </strong>c", "a **b** c"),
        ("<b><i>x</i></b> <i><b>y</b> z</i>", "**_x_** _**y** z_"),
        ("<b>a</b><b>b</b>", "**ab**"),
        ("a<b>b</b>c d<i>e</i>f", "a**b**c def"),
        ("<b>\u{201c}x\u{201d}</b>y", "\u{201c}x\u{201d}y"),
        ("<b><p>a</p><p>b</p></b>", "**a**\n\n**b**"),
        ("<b>x<i>y</b>z</i>", "**xy**_z_"),
        (
            "Zie <a href=\"https://bron.example/a?x=1&amp;y=2\">deze <em>bron</em></a>.",
            "Zie [deze *bron*](https://bron.example/a?x=1&y=2).",
        ),
        ("<a href=\"https://a.example/x_(y)\">a [b]</a>", "[a \\[b\\]](<https://a.example/x_(y)>)"),
        (
            "<a href=\"https://a.example/x_y\">https://a.example/x_y</a>!",
            "<https://a.example/x_y>!",
        ),
        (
            "Zie <a href=\"https://a.example/\">https://a.example/</a> en",
            "Zie https://a.example/ en",
        ),
        ("<a href=\"javascript:alert(1)\">klik</a> <a href=\" java\nscript:x\">k</a>", "klik k"),
        (
            "<a href=\"/over\">over</a> <a name=\"x\">y</a> <a href=\"https://a.example\"></a>",
            "over y",
        ),
        ("Kijk!<a href=\"https://a.example/x\">hier</a>", "Kijk\\![hier](https://a.example/x)"),
        (
            "<ul><li>een<li>twee<ul><li>drie</li></ul></li></ul><p>na</p>",
            "- een\n- twee\n  - drie\n\nna",
        ),
        ("<ol start=\"4\"><li>een</li><li><p>a</p><p>b</p></li></ol>", "4. een\n5. a\n\n   b"),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>",
            "> a\n>\n> b\n\n> c",
        ),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>d", "> a\n>\n> > b\n>\n> c\n\nd"),
        ("<code>a &lt;b&gt; ` c</code>", "``a <b> ` c``"),
        ("<pre><code>a\n  *b*\n</code></pre>", "```\na\n  *b*\n```"),
        ("<h2>Kop</h2>tekst<hr><del>weg</del>", "**Kop**\n\ntekst\n\nweg"),
        (
            "<img src=\"https://a.example/x.png\" alt=\":)\"> <script>alert(1)</script><style>p{}</style>x",
            ":) x",
        ),
        ("<img src=\"https://a.example/x.png\">", "https://a.example/x.png"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("5 &lt; 7 &amp;amp; 5 &gt; 3 &lt;b&gt;", "5 < 7 &amp; 5 > 3 <b>"),
        ("<ul><li></li></ul>", ""),
    ] {
        assert_eq!(of_comment(old), new, "{old}");
    }
}

#[test]
fn lines_count_where_the_old_system_kept_them() {
    let lines = |text: &str| comment(&Text::HtmlWithLines(text.to_owned()));
    assert_eq!(lines("Een\ntwee\n\n\ndrie<br />\nvier"), "Een\ntwee\n\ndrie\nvier");
    assert_eq!(
        lines(
            "a\n\n<blockquote>b</blockquote>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul><code>e &lt;f&gt;</code>"
        ),
        "a\n\n> b\n\n- c\n- d\n\n`e <f>`"
    );
    assert_eq!(lines("<pre>a\n\nb</pre>\n<code>c\nd</code>"), "```\na\n\nb\n```\n\n```\nc\nd\n```");
    assert_eq!(of_comment("een\n\ntwee<br><br>drie"), "een twee\n\ndrie");
}

#[test]
fn plain_words_stay_words_and_no_more_is_escaped_than_must_be() {
    for (old, new) in [
        (
            "snake_case 2*3*4 a * b _ c C:\\dir 1. 5 - 3 + 2 = 4",
            "snake_case 2*3*4 a * b _ c C:\\dir 1. 5 - 3 + 2 = 4",
        ),
        ("*a* _b_ `c` **d**", "\\*a\\* \\_b\\_ \\`c\\` \\*\\*d\\*\\*"),
        (
            "# kop\n#tag\n> citaat\n- lijst\n-5\n+ plus\n1. een\n12) twee",
            "# kop\n#tag\n\\> citaat\n\\- lijst\n-5\n\\+ plus\n\u{200b}1. een\n\u{200b}12) twee",
        ),
        ("<b>x</b> &amp; <https://a.example>", "<b>x</b> &amp; \\<https://a.example>"),
        (
            "[a](https://b.example/c_d_e) [b] ![c](d)",
            "[a\\](https://b.example/c_d_e) [b] ![c\\](d)",
        ),
        ("\u{af}\\_(\u{30c4})_/\u{af}", "\u{af}\\\u{200b}\\_(\u{30c4})\\_/\u{af}"),
        ("~~~\nx\n---\n===", "\\~~~\nx\n\\---\n==="),
        ("https://a.example/__x__/*y*", "<https://a.example/__x__/*y>\\*"),
        ("  veel\t wit\n\n\nen meer", "veel wit\n\nen meer"),
    ] {
        let made = comment(&Text::Plain(old.to_owned()));
        assert_eq!(made, new, "{old}");
        assert_eq!(shown(&markup::comment(&made)), words(old));
    }
}

#[test]
fn markdown_of_other_systems_is_read_as_they_read_it() {
    let markdown = |text: &str| comment(&Text::Markdown(text.to_owned()));
    for (old, new) in [
        ("**a** _b_ [c](https://d.example)\nregel", "**a** *b* [c](https://d.example)\nregel"),
        (
            "1\\. punt &amp; \\\\ [a][1]\n\n[1]: https://b.example",
            "\u{200b}1. punt & \\ [a](https://b.example)",
        ),
        ("# Kop\n\n![alt](https://a.example/b.png)", "**Kop**\n\nalt"),
        ("x <b>y</b> <T>", "x <b>y</b> <T>"),
        ("> a\n\n- b\n- c\n\n```rust\nd\n```", "> a\n\n- b\n- c\n\n```\nd\n```"),
    ] {
        assert_eq!(markdown(old), new, "{old}");
    }
}

#[test]
fn articles_become_markdown() {
    for (old, new) in [
        ("<h2>Kop {x} #</h2><p>a<br>b</p><hr>", "## Kop \\{x} \\#\n\na\\\nb\n\n---"),
        (
            "<p>&amp;amp; &lt;b&gt; a*b c\\d \\* ~x~ [^1] | 1. x</p>",
            "\\&amp; \\<b> a\\*b c\\d \\\\\\* \\~x\\~ \\[^1] | 1. x",
        ),
        (
            "<p># a</p><p>1. b</p><p>- c</p><p>===</p><p>| - |</p>",
            "\\# a\n\n1\\. b\n\n\\- c\n\n\\===\n\n\\| - |",
        ),
        ("<del>a</del> H<sub>2</sub>O a<i>b</i>c", "~~a~~ H<sub>2</sub>O a*b*c"),
        (
            "<a href=\"https://oud.example/x/\">x</a> <a href=\"#n\">y</a> <a href=\"/z\">z</a>",
            "[x](/articles/x/) y [z](/z)",
        ),
        (
            "<table><caption>T</caption><thead><tr><th>a|b</th><th><b>c</b></th></tr></thead><tbody><tr><td>d<p>e</p></td></tr></tbody></table>",
            "T\n\n| a\\|b | **c** |\n|---|---|\n| d e |  |",
        ),
        (
            "<figure class=\"wp-block-image\"><a href=\"/uploads/a.jpg\"><img src=\"/uploads/a-300.jpg\" alt=\"Een [x]\"></a><figcaption>Foto: <em>\"Els\"</em></figcaption></figure>",
            "![Een \\[x\\]](/pictures/12 \"Foto: \\\"Els\\\"\")",
        ),
        (
            "<p><a href=\"https://a.example/\"><img class=\"alignleft\" src=\"/uploads/a.jpg\" alt=\"A\"></a>Tekst</p>",
            "[![A](/pictures/12)](<https://a.example/>)\n\nTekst",
        ),
        ("<p>Een <img src=\"/uploads/a.jpg\" alt=\"A\"> hier</p>", "Een ![A](/pictures/12) hier"),
        ("<p><img src=\"https://b.example/c.png\" alt=\"C\"></p>", "[C](https://b.example/c.png)"),
        ("<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>", "> a\n\nb"),
        (
            "[caption id=\"x\" width=\"3\"]<img src=\"/uploads/a.jpg\" alt=\"A\"> Een foto[/caption]\nna",
            "![A](/pictures/12 \"Een foto\")\n\nna",
        ),
        (
            "<iframe src=\"//www.youtube.com/embed/abc\"></iframe>na",
            "https://www.youtube.com/embed/abc\n\nna",
        ),
        ("a<!--more-->b", "ab"),
    ] {
        assert_eq!(of_article(old), new, "{old}");
    }
}

#[test]
fn what_another_site_shows_is_told() {
    let told = |text: &str| notices(&html(text));
    assert_eq!(
        told("<iframe src=\"https://v.example/1\"></iframe>"),
        ["Embed https://v.example/1"]
    );
    assert_eq!(
        told("<script src=\"https://v.example/1.js\"></script>"),
        ["Embed https://v.example/1.js"]
    );
    assert_eq!(told("<img src=\"https://b.example/c.png\">"), ["Picture https://b.example/c.png"]);
    assert_eq!(
        told("<figure class=\"wp-block-embed\"><div>\nhttps://v.example/2\n</div></figure>"),
        ["Embed https://v.example/2"]
    );
    assert_eq!(
        told("[gallery] [x id=\"3\"] [embed]https://v.example/3[/embed] [sic] [[gallery]] [a](b)"),
        ["Embed [gallery]", "Embed [x id=\"3\"]", "Embed https://v.example/3"]
    );
    assert_eq!(of_article("[gallery ids=\"1\"] en [sic]"), "[gallery ids=\"1\"] en [sic]");
}

#[test]
fn no_depth_and_no_length_is_too_much() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<figure>", "</figure>"),
        ("<a href=\"https://a.example\">", "</a>"),
    ] {
        for count in [10_000] {
            let deep = format!("{}diep{}", open.repeat(count), close.repeat(count));
            for made in [of_comment(&deep), of_article(&deep), of_comment(&deep[..deep.len() / 2])]
            {
                assert!(made.len() < 1_000, "{open} {}", made.len());
            }
        }
    }
    let long = "a <b>b</b> *c* ".repeat(5_000);
    assert_eq!(words(&of_comment(&long)).matches("\\*c\\*").count(), 5_000);
}

/// Signs that may be markup, and letters.
const SIGNS: &str = r#"[-a1 \\*_`~#+=.()\[\]<>!|:&;{}^"'/\n\t]{0,40}"#;

#[test]
fn code_in_a_link_defines_no_reference() {
    let made = of_comment("<a href=\"https://a.example/\"><code>]: x</code></a>");
    assert!(shown(&markup::comment(&made)).contains("]: x"), "{made}");
}

#[test]
fn an_item_below_a_text_of_its_list_stays_an_item() {
    let made = of_comment("<ol>Vooraf<li></li><li>Eerst</li><li>Dan</li></ol>");
    assert_eq!(made, "Vooraf\n\n2. Eerst\n3. Dan");
}

proptest! {
    #[test]
    fn plain_words_are_shown_as_they_were(text in SIGNS) {
        let made = comment(&Text::Plain(text.clone()));
        prop_assert_eq!(shown(&markup::comment(&made)), words(&text), "{:?}", made);
        let made = article(&Text::Plain(text.clone()), &mut Moved).markdown;
        prop_assert_eq!(shown(&markup::article(&made)), words(&text), "{:?}", made);
    }

    #[test]
    fn words_with_addresses_are_shown_as_they_were(
        text in r"([- \\*_`(\[\]<!]{0,4}https?://a\.example[-/_*()\[\]&;=?.!~]{0,12}){1,3}",
    ) {
        let made = comment(&Text::Plain(text.clone()));
        prop_assert_eq!(shown(&markup::comment(&made)), words(&text), "{:?}", made);
    }

    #[test]
    fn words_in_html_are_shown_as_they_were(
        parts in proptest::collection::vec(
            prop_oneof![
                r#"[-a1 *_.!()\[\]:#"]{0,6}"#,
                proptest::sample::select(vec![
                    "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<ul><li>", "<li>", "</ul>", "<ol>",
                    "</ol>", "<blockquote>", "</blockquote>", "<br>", "<code>", "</code>",
                    "<a href=\"https://a.example/x_y\">", "</a>", "&lt;", "&amp;", "<h3>", "</h3>",
                ]).prop_map(str::to_owned),
            ],
            0..14,
        ),
    ) {
        let old = parts.concat();
        let made = of_comment(&old);
        let shown = shown(&markup::comment(&made));
        prop_assert_eq!(shown.replace(' ', ""), plain(&old).replace(' ', ""), "{} {:?}", old, made);
        let made = of_article(&old);
        let shown = self::shown(&markup::article(&made));
        prop_assert_eq!(shown.replace(' ', ""), plain(&old).replace(' ', ""), "{} {:?}", old, made);
    }
}
