//! Tests of the rendering of a comment's text.

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
    let link = "<a href=\"https://a.example/b_c_d\" rel=\"nofollow ugc noopener\">\
                https://a.example/b_c_d</a>";
    assert_eq!(html("Zie https://a.example/b_c_d."), format!("<p>Zie {link}.</p>"));
    assert_eq!(html("`https://a.example`"), "<p><code>https://a.example</code></p>");
    assert!(!html("    https://a.example").contains("<a"));
    assert_eq!(html("naam@voorbeeld.example en @Joost"), "<p>naam@voorbeeld.example en @Joost</p>");
}

#[test]
fn headings_pictures_rules_and_raw_html_are_text() {
    assert_eq!(html("# Kop"), "<p># Kop</p>");
    assert_eq!(
        html("![foto](https://a.example/x.png)"),
        "<p><a href=\"https://a.example/x.png\" rel=\"nofollow ugc noopener\">foto</a></p>"
    );
    assert_eq!(html("<b onclick=x>vet</b>"), "<p>&lt;b onclick=x&gt;vet&lt;/b&gt;</p>");
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(html("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>");
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

/// Returns a link as the cleaner writes it, to an address that appears unchanged in its text.
fn link(address: &str) -> String {
    format!("<a href=\"{address}\" rel=\"nofollow ugc noopener\">{address}</a>")
}

#[test]
fn addresses_are_found_before_emphasis() {
    for address in [
        "https://video.example/kijk?v=_3_-a",
        "https://a.example/__jaar__/",
        "https://a.example/a*b*c",
        "https://a.example/*/a",
        "https://nl.example/wiki/Ei_(voedsel)_x",
        "https://a.example/a[1][2]",
        "https://a.example/~a~/é",
        "https://a.example/?a=1\\_b",
    ] {
        assert_eq!(html(address), format!("<p>{}</p>", link(address)));
        assert_eq!(
            html(&format!("**{address}** _{address}_ (*{address}*)")),
            format!("<p><strong>{0}</strong> <em>{0}</em> (<em>{0}</em>)</p>", link(address))
        );
        assert_eq!(
            html(&format!("[hier]({address}) en <{address}>")),
            format!(
                "<p>{} en {}</p>",
                link(address).replace(&format!(">{address}<"), ">hier<"),
                link(address)
            )
        );
        assert_eq!(html(&format!("`{address}`")), format!("<p><code>{address}</code></p>"));
    }
    assert_eq!(
        html("https://a.example/?a=1&copy=2&amp;"),
        format!("<p>{}</p>", link("https://a.example/?a=1&amp;copy=2&amp;amp"))
            .replace("</p>", ";</p>")
    );
}

#[test]
fn nothing_that_was_typed_vanishes() {
    for text in [
        "[1]: onzin",
        "[Sanne]: onzin",
        "[Sanne]: onzin \"en meer\"",
        "# 1 in Nederland",
        "## Ja ##",
        "#1",
        "2*3*4",
        "\\\\server\\map",
        "C:\\map\\",
        "[](onzin)",
        "![](onzin)",
        "[a](/onzin)",
        "[a](onzin \"titel\")",
        "![a](b [c](d) e)",
        "1. ",
        "007. Bond",
        "Bond\n\n007)",
        "AT&T; &eacute; &#233;",
        "---",
        "* * *",
        "- ",
        "=====",
        "[x][y] en [x]",
        "<https: //a.example>",
        "<!-- a --> <?b?> <![CDATA[c]]>",
    ] {
        let shown = comment(text).plain();
        let typed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text != "1. " {
            assert_eq!(shown, typed, "{}", comment(text));
        }
    }
    let address = link("https://a.example");
    for (text, shown) in [
        ("[1]: https://a.example", format!("<p>[1]: {address}</p>")),
        ("[](https://a.example)", format!("<p>[]({address})</p>")),
        ("![ ](https://a.example)", format!("<p>![ ]({address})</p>")),
        ("[**\u{200b}**](https://a.example)", format!("<p>[**\u{200b}**]({address})</p>")),
        ("[a](https://a.example \"b c\")", format!("<p>[a]({address} \"b c\")</p>")),
        ("tekst\n===", "<p>tekst<br>===</p>".to_owned()),
        ("tekst\n---\nmeer", "<p>tekst<br>---<br>meer</p>".to_owned()),
        ("tekst\n-", "<p>tekst<br>-</p>".to_owned()),
        ("tekst \\\nmeer", "<p>tekst \\<br>meer</p>".to_owned()),
        ("~~~ zo\na\n~~~", "<pre><code>zo\na\n</code></pre>".replace('\n', "")),
        ("\\*a\\* \\# \\_b", "<p>*a* # _b</p>".to_owned()),
    ] {
        assert_eq!(html(text), shown, "{text}");
    }
}

#[test]
fn a_line_that_is_not_quoted_stands_outside_the_quote() {
    assert_eq!(html("> a\nb"), "<blockquote><p>a</p></blockquote><p>b</p>");
    assert_eq!(
        html("> > a\n> b\nc"),
        "<blockquote><blockquote><p>a</p></blockquote><p>b</p></blockquote><p>c</p>"
    );
    assert_eq!(html("> a\n> b"), "<blockquote><p>a<br>b</p></blockquote>");
    assert_eq!(html("> a\n- b"), "<blockquote><p>a</p></blockquote><ul><li>b</li></ul>");
    assert_eq!(html("```\n> a\nb\n```"), "<pre><code>&gt; ab</code></pre>");
    assert_eq!(
        comment("```\n> > a\n> b\nc\n```").as_str(),
        "<pre><code>&gt; &gt; a\n&gt; b\nc\n</code></pre>\n"
    );
}

#[test]
fn items_keep_the_numbers_they_were_given() {
    assert_eq!(html("1986. Een goed jaar"), "<ol start=\"1986\"><li>Een goed jaar</li></ol>");
    assert_eq!(
        html("1. a\n3. b\n4. c\n4. d"),
        "<ol><li>a</li><li value=\"3\">b</li><li>c</li><li value=\"4\">d</li></ol>"
    );
    let deep = (0..9).map(|n| format!("{}{}. punt\n", "   ".repeat(n), n + 2));
    assert!(comment(&deep.collect::<String>()).plain().ends_with("9. punt 10. punt"));
}

#[test]
fn separators_end_lines_and_marks_do_not_pile_up() {
    assert_eq!(html("a\u{2028}b\u{85}c\u{b}d\u{0}e"), "<p>a<br>b<br>c<br>d e</p>");
    assert_eq!(html("> a\u{2029}b"), "<blockquote><p>a</p></blockquote><p>b</p>");
    let pile = format!("Z{}", "\u{301}".repeat(50));
    assert!(html(&pile).matches('\u{301}').count() < 6);
    assert_eq!(html("a\u{fdd0}b\u{fdef}"), "<p>a\u{fffd}b\u{fffd}</p>");
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_only_known_tags_come_out(
        text in r#"[-<>*_`#\[\]()!&;:/"' a-z\n]{0,200}"#,
    ) {
        let html = comment(&text).to_string();
        for tag in html.split('<').skip(1) {
            let name = tag
                .trim_start_matches('/')
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap();
            proptest::prop_assert!(COMMENT.clone_tags().contains(name), "{name} in {html}");
        }
    }
}
