//! Page-only changes to an article's HTML: linkable headings, pull quotes, scrolling tables and
//! code blocks, accessible labels for footnotes.
//!
//! This happens when a page is made; the stored HTML does not contain it.

use std::collections::HashSet;

use deunicode::deunicode;

use super::Html;
use super::entities::escape;
use super::tokens::{Tag, Token, tokens};

/// Maximum length of the anchor of a heading, in characters.
const ANCHOR_MAX: usize = 60;
/// Prefixes of a line that attributes a quotation.
const DASHES: [&str; 4] = ["— ", "– ", "― ", "-- "];

/// Accessible names of parts that have none in the text, for screen readers.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Label of a table.
    pub table: String,
    /// Label of a reference to a footnote; the number is appended.
    pub note: String,
    /// Label of the link back from a footnote; the number is appended.
    pub back: String,
}

/// Article prepared for its page.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// HTML of the article.
    pub html: Html,
    /// Headings of level 2, in document order.
    pub outline: Vec<Heading>,
}

/// Heading that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Value of its `id` attribute.
    pub anchor: String,
    /// Text of the heading, without markup.
    pub text: String,
}

/// Prepares the HTML of an article, as made by this module, for its page.
pub fn typeset(html: &Html, labels: &Labels) -> Typeset {
    let tokens: Vec<Token<'_>> = tokens(html.as_str()).collect();
    let mut setter = Setter {
        tokens: &tokens,
        labels,
        html: String::with_capacity(html.as_str().len() + 512),
        outline: Vec::new(),
        anchors: HashSet::new(),
    };
    setter.all(0, tokens.len());
    Typeset { html: Html(setter.html), outline: setter.outline }
}

struct Setter<'a> {
    tokens: &'a [Token<'a>],
    labels: &'a Labels,
    html: String,
    outline: Vec<Heading>,
    anchors: HashSet<String>,
}

impl Setter<'_> {
    /// Processes the tokens from `from` up to `to`, exclusive.
    fn all(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            at = self.one(at);
        }
    }

    /// Processes the token or element at `at` and returns the index of the next one.
    fn one(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let Some(tag) = token.opening() else {
            self.html.push_str(token.as_str());
            return at + 1;
        };
        match tag.name() {
            "h2" | "h3" | "h4" => self.heading(at, tag),
            "blockquote" => return self.quote(at, tag),
            "table" => return self.table(at),
            "pre" => self.html.push_str(&tag.with("tabindex=\"0\"")),
            "hr" if self.notes_after(at).is_some() => {}
            "ol" if self.notes_at(at) => self.html.push_str(&tag.with("class=\"footnotes\"")),
            "a" => self.link(tag),
            _ => self.html.push_str(tag.as_str()),
        }
        at + 1
    }

    fn heading(&mut self, at: usize, tag: Tag<'_>) {
        let text = self.plain(at, self.end_of(at));
        let own = tag.attribute("id");
        let anchor = own.map_or_else(|| self.anchor(&text), str::to_owned);
        match own {
            Some(_) => self.html.push_str(tag.as_str()),
            None => self.html.push_str(&tag.with(&format!("id=\"{anchor}\""))),
        }
        if tag.name() == "h2" && !text.is_empty() {
            self.outline.push(Heading { anchor, text });
        }
    }

    /// Returns an anchor made of a heading's text, unique among the generated ones.
    fn anchor(&mut self, text: &str) -> String {
        let ascii = deunicode(text).to_lowercase();
        let words: Vec<&str> =
            ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let mut anchor = format!("h-{}", words.join("-"));
        anchor.truncate(ANCHOR_MAX);
        let first = anchor.trim_end_matches('-').to_owned();
        let numbered = (2_usize..).map(|number| format!("{first}-{number}"));
        let free = std::iter::once(first.clone())
            .chain(numbered)
            .find(|anchor| !self.anchors.contains(anchor))
            .unwrap_or(first);
        self.anchors.insert(free.clone());
        free
    }

    /// Processes a quotation; it becomes a pull quote if its last line is an attribution.
    fn quote(&mut self, at: usize, tag: Tag<'_>) -> usize {
        let end = self.end_of(at);
        let Some((until, cited)) = self.citation(at, end) else {
            self.html.push_str(tag.as_str());
            self.all(at + 1, end);
            self.html.push_str(self.tokens.get(end).copied().map_or("", Token::as_str));
            return end + 1;
        };
        self.html.push_str(&tag.with("class=\"pull\""));
        self.all(at + 1, until);
        self.html.push_str(&cited);
        self.html.push_str("</blockquote>");
        end + 1
    }

    /// Returns the index at which the quoted text ends, and the HTML that ends it with the
    /// attribution.
    fn citation(&self, at: usize, end: usize) -> Option<(usize, String)> {
        let start = (at + 1..end).rev().find(|&i| opened(self.tokens[i]) == "p")?;
        let close = self.end_of(start);
        let after = self.tokens.get(close + 1..end)?;
        if !after.iter().all(is_blank) {
            return None;
        }
        let said =
            |text: &str| DASHES.iter().find_map(|dash| text.strip_prefix(dash).map(str::to_owned));
        let rest = |from: usize| self.written(from, close);
        // The attribution is a paragraph of its own, below at least one other.
        if let Some(first) = said(self.tokens.get(start + 1)?.as_str()) {
            let quoted = (at + 1..start).any(|i| opened(self.tokens[i]) == "p");
            return quoted.then(|| (start, format!("<footer>{first}{}</footer>", rest(start + 2))));
        }
        // The attribution is the last line of the only paragraph.
        let (line, cut, first) = (start + 1..close).rev().find_map(|i| {
            let Token::Text(text) = self.tokens[i] else { return None };
            let (before, last) = text.rsplit_once('\n')?;
            said(last).map(|first| (i, before, first))
        })?;
        let is_broken = cut.is_empty() && opened(self.tokens[line - 1]) == "br";
        let before = if is_broken { "" } else { cut };
        let footer = format!("{before}</p><footer>{first}{}</footer>", rest(line + 1));
        Some((if is_broken { line - 1 } else { line }, footer))
    }

    /// Wraps a table in a scrolling element and right-aligns its columns of numbers.
    fn table(&mut self, at: usize) -> usize {
        let end = self.end_of(at);
        let figures = self.figures(at, end);
        let label = escape(&self.labels.table);
        self.html.push_str(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">"
        ));
        let mut column = 0;
        for token in &self.tokens[at..=end.min(self.tokens.len() - 1)] {
            match token.opening() {
                Some(cell) if matches!(cell.name(), "td" | "th") => {
                    if figures.contains(&column) {
                        self.html.push_str(&cell.with("class=\"num\""));
                    } else {
                        self.html.push_str(cell.as_str());
                    }
                    column += 1;
                    continue;
                }
                Some(row) if row.name() == "tr" => column = 0,
                _ => {}
            }
            self.html.push_str(token.as_str());
        }
        self.html.push_str("</div>");
        end + 1
    }

    /// Returns the indexes of columns in which every cell below the head is a number or empty.
    ///
    /// A dash counts as empty.
    fn figures(&self, at: usize, end: usize) -> HashSet<usize> {
        let (mut figures, mut others) = (HashSet::new(), HashSet::new());
        let mut column = 0;
        for i in at..end {
            match opened(self.tokens[i]) {
                "tr" => column = 0,
                "th" => column += 1,
                "td" => {
                    let text = self.plain(i, self.end_of(i));
                    if is_figure(&text) {
                        figures.insert(column);
                    } else if !matches!(text.as_str(), "" | "-" | "–" | "—") {
                        others.insert(column);
                    }
                    column += 1;
                }
                _ => {}
            }
        }
        figures.difference(&others).copied().collect()
    }

    /// Adds an accessible label to a link to a footnote or back from one.
    fn link(&mut self, tag: Tag<'_>) {
        let number = |start: &str| {
            let number = tag.attribute("href")?.strip_prefix(start)?;
            number.bytes().all(|b| b.is_ascii_digit()).then_some(number)
        };
        let label = number("#fn-")
            .map(|n| format!("{} {n}", self.labels.note))
            .or_else(|| number("#fnref-").map(|n| format!("{} {n}", self.labels.back)));
        match label {
            Some(label) => {
                let label = format!("aria-label=\"{}\"", escape(&label));
                self.html.push_str(&tag.with(&label));
            }
            None => self.html.push_str(tag.as_str()),
        }
    }

    /// Returns the index of the list of footnotes, if it follows the rule at `at`.
    fn notes_after(&self, at: usize) -> Option<usize> {
        let next = (at + 1..self.tokens.len()).find(|&i| !is_blank(&self.tokens[i]))?;
        (opened(self.tokens[next]) == "ol" && self.notes_at(next)).then_some(next)
    }

    /// Returns whether the list at `at` is the list of footnotes.
    fn notes_at(&self, at: usize) -> bool {
        let first = self.tokens[at + 1..].iter().find(|token| !is_blank(token));
        let item = first.and_then(|token| token.opening()).filter(|tag| tag.name() == "li");
        item.and_then(|item| item.attribute("id")).is_some_and(|id| id.starts_with("fn-"))
    }

    /// Returns the index of the closing tag of the element that begins at `at`.
    fn end_of(&self, at: usize) -> usize {
        let wanted = opened(self.tokens[at]);
        let mut depth = 0_usize;
        for (i, token) in self.tokens.iter().enumerate().skip(at) {
            match token.tag().filter(|tag| tag.name() == wanted) {
                Some(tag) if tag.is_closing() => depth -= 1,
                Some(_) => depth += 1,
                None => continue,
            }
            if depth == 0 {
                return i;
            }
        }
        self.tokens.len()
    }

    /// Returns the HTML between two tokens.
    fn written(&self, from: usize, to: usize) -> String {
        self.tokens[from..to].iter().copied().map(Token::as_str).collect()
    }

    /// Returns the text between two tokens, without tags.
    fn plain(&self, from: usize, to: usize) -> String {
        Html(self.written(from, to)).plain()
    }
}

/// Returns the element name of an opening tag, or an empty string for a closing tag or text.
fn opened(token: Token<'_>) -> &str {
    token.opening().map_or("", Tag::name)
}

fn is_blank(token: &Token<'_>) -> bool {
    token.as_str().trim().is_empty()
}

fn is_figure(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || " .,:;%€$£+-–−×/()".contains(c) || c == '\u{a0}';
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::super::article;
    use super::*;

    fn set(text: &str) -> Typeset {
        let labels =
            Labels { table: "Tabel".into(), note: "Noot".into(), back: "Terug bij noot".into() };
        typeset(&article(text).with_directions(), &labels)
    }

    fn html(text: &str) -> String {
        set(text).html.to_string().replace('\n', "").replace(" dir=\"auto\"", "")
    }

    #[test]
    fn headings_can_be_linked_to_and_the_main_ones_are_an_outline() {
        let set = set("# Één *twee*\n\n## Diep\n\n# Een, twee\n\n# ???\n\n# Eigen {#eigen}");
        let anchors: Vec<_> = set.outline.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["h-een-twee", "h-een-twee-2", "h", "eigen"]);
        assert_eq!(set.outline[0].text, "Één twee");
        assert!(set.html.as_str().contains("<h3 dir=\"auto\" id=\"h-diep\">"), "{}", set.html);
    }

    #[test]
    fn a_quote_with_a_name_below_it_stands_out() {
        for text in
            ["> Zo is het.\n>\n> — Ilse", "> Zo is het.\n> — Ilse", "> Zo is het.\\\n> — Ilse"]
        {
            assert_eq!(
                html(text),
                "<blockquote class=\"pull\"><p>Zo is het.</p><footer>Ilse</footer></blockquote>",
                "{text}"
            );
        }
        // A dash in an attribute is no attribution.
        let note = "> Zo <abbr title=\"a\n> — b\">is</abbr> het.";
        assert!(html(note).starts_with("<blockquote><p>"), "{}", html(note));
        for text in ["> Zo is het.", "> — Ilse", "> Zo.\n>\n> — Ilse\n>\n> Toch?"] {
            assert!(html(text).starts_with("<blockquote><p>"), "{text}");
        }
        assert_eq!(
            html("> Zo *is* het.\n>\n> — *Ilse*, De Kast"),
            "<blockquote><p>Zo <em>is</em> het.</p><p>— <em>Ilse</em>, De Kast</p></blockquote>"
                .replace("<blockquote>", "<blockquote class=\"pull\">")
                .replace("<p>— ", "<footer>")
                .replace("De Kast</p>", "De Kast</footer>")
        );
    }

    #[test]
    fn tables_scroll_and_figures_end_on_one_line() {
        let table = html("| a | b | c |\n|---|---|---|\n| 1 | 12% | x |\n| 2 | – | 3 |");
        assert!(
            table.starts_with(
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Tabel\"><table>"
            ),
            "{table}"
        );
        assert!(table.ends_with("</table></div>"), "{table}");
        assert_eq!(table.matches("class=\"num\"").count(), 6, "{table}");
        assert!(html("    code").starts_with("<pre tabindex=\"0\"><code>code"));
    }

    #[test]
    fn notes_are_told_apart() {
        let set = html("Een[^a].\n\n[^a]: Twee\n\n---\n\n1. Drie");
        assert!(
            set.contains("<a href=\"#fn-1\" rel=\"noopener\" aria-label=\"Noot 1\">1</a>"),
            "{set}"
        );
        assert!(set.contains("aria-label=\"Terug bij noot 1\">↩1</a>"), "{set}");
        assert!(set.contains("<hr><ol><li>Drie</li></ol><ol class=\"footnotes\">"), "{set}");
    }

    proptest::proptest! {
        #[test]
        fn setting_changes_no_text(text in r#"[-<>*_`&;:/"'|#\[\]^ a-z0-9\n—]{0,120}"#) {
            let before = article(&text);
            let plain = |html: &Html| html.plain().replace(['—', '–', '-', ' '], "");
            proptest::prop_assert_eq!(plain(&set(&text).html), plain(&before));
        }
    }
}
