//! Property of the cost of a text: proportional to its length, whatever its content.

use allocation_counter::measure;
use weerwoord::comment;
use weerwoord::locale::Lang;
use weerwoord::markup::{self, Html, Names};
use weerwoord::search::{self, Query, Stems};
use weerwoord::text::diff;

/// Number of repetitions of a text.
const TIMES: usize = 8;
/// Maximum factor between the costs; quadratic growth would be a factor of 64.
const MOST: u64 = 16;
/// Tolerance in bytes; the cost of a short text is mostly constant overhead.
const SLACK: u64 = 512 * 1024;
/// Maximum length of a comment, in bytes here.
const LENGTH: usize = 10_000;

/// Checks that a repeated text costs at most [`MOST`] times as much as the text itself, plus
/// [`SLACK`].
///
/// Cost is measured in allocated bytes, which are the same on every run and every machine.
pub fn work(text: &str) {
    if text.is_empty() || text.len() * TIMES > 4 * LENGTH {
        return;
    }
    let (once, often) = (steps(text), steps(&text.repeat(TIMES)));
    for ((name, once), (_, often)) in once.iter().zip(&often) {
        // Articles may contain link definitions, for which the parser has its own limit.
        if *name == "article" && text.contains("]:") {
            continue;
        }
        let most = once * MOST + SLACK;
        assert!(*often <= most, "{name}: {once} bytes became {often} for {TIMES} times {text:?}");
    }
}

/// Returns texts, repeated to the length of the longest comment by [`work`], that are intended to
/// be expensive.
pub fn texts() -> impl Iterator<Item = String> {
    const PARTS: [&str; 52] = [
        "@",
        "@ ",
        "@a ",
        "@@a",
        "a@",
        "@Joost ",
        "@\u{a0}",
        "@&",
        "*",
        "**a",
        "*a ",
        "_a_",
        "a*b_",
        "`",
        "``a",
        "[",
        "[a](",
        "![",
        "](",
        "[]",
        "<",
        "<a ",
        "<!--",
        "</p>",
        "&",
        "&amp",
        "&#",
        ">",
        "> a\n\n",
        "- ",
        "- a\n",
        "1. ",
        "\\",
        "\n\n",
        "# ",
        "http://",
        "http://a.example/ ",
        "www.a.b.",
        "a\u{301}",
        "\"(http://a",
        "[a]: ",
        "[a]: b\n",
        "#",
        "- - ",
        "* - + ",
        "> a\nb\n",
        "> > a\n> b\n",
        "<http://",
        "_http://a.example/_ ",
        "\\\\*",
        "2. a\n",
        "[](a)",
    ];
    PARTS.iter().map(|part| part.chars().cycle().take(LENGTH / TIMES).collect())
}

/// Returns the cost of each operation on a comment.
fn steps(text: &str) -> Vec<(&'static str, u64)> {
    let html = markup::comment(text);
    let mut names = Names::default();
    names.add("Joost B.", 1);
    names.add("a", 2);
    let query = |stems: &mut Stems| Query::parse("klant reclame a", stems).ok().flatten();
    let cost = |work: &mut dyn FnMut()| measure(work).bytes_total;
    vec![
        ("markup", cost(&mut || drop(markup::comment(text)))),
        ("article", cost(&mut || drop(markup::article(text)))),
        ("names", cost(&mut || drop(names.linked(&html, 3)))),
        ("marks", cost(&mut || drop(markup::mark(&html, &["a", "joost", "@@"])))),
        ("excerpt", cost(&mut || drop(markup::excerpt(&html, 200)))),
        ("plain", cost(&mut || drop(html.plain()))),
        ("hosts", cost(&mut || drop(html.link_hosts()))),
        ("sketches", cost(&mut || _ = comment::sketches(text))),
        ("comparison", cost(&mut || drop(diff::compare(text, &text.replace('a', "b"))))),
        (
            "snippet",
            cost(&mut || {
                let mut stems = Stems::new(Lang::Nl);
                let query = query(&mut stems).unwrap_or_default();
                drop(search::snippet(&Html::stored(text.to_owned()).plain(), &query, &mut stems));
            }),
        ),
    ]
}
