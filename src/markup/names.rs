//! Mentions: `@name` in a comment becomes a link to that person's previous comment.
//!
//! Links are made each time a page is made. The stored comment contains only the typed text, so a
//! name that is no longer in the thread is not linked any more.

use std::collections::HashMap;

use super::Html;
use super::entities::escape_text;
use super::marks::units;
use super::tokens::{Token, tokens};
use crate::text::characters::is_invisible;

/// Maximum number of words of a name that are read after the `@`.
const WORDS: usize = 6;
/// Maximum number of characters that are read after the `@`: 80 for a name, and those that may
/// follow it up to the end of the word.
///
/// This is one more than a possessive needs, so that no name is cut off at this limit.
const READ: usize = 84;
/// Maximum number of linked mentions in one comment.
const LINKS: usize = 50;
/// Maximum number of `@` signs in one comment that are examined: each costs as much as a mention,
/// even if it matches no name.
const SIGNS: usize = 200;

/// Names used in a thread, with the comments posted under each.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<String, Vec<Said>>);

/// Comment posted under a name by which its author can be mentioned.
#[derive(Clone, Debug)]
struct Said {
    comment: i64,
    /// Whole name in folded form.
    ///
    /// A first name shared by two people refers to neither.
    by: String,
}

/// State of the linking of one comment: the remaining budget and the names looked up so far.
struct Linking<'a> {
    names: &'a Names,
    comment: i64,
    links: usize,
    signs: usize,
    /// Results of earlier lookups by folded name, so that a repeated name costs nothing more.
    known: HashMap<String, Option<i64>>,
}

impl Names {
    /// Adds the author of a comment, who can be mentioned by the whole name or by its first word.
    pub fn add(&mut self, name: &str, comment: i64) {
        let whole = folded(&escape_text(name));
        if whole.is_empty() {
            return;
        }
        let first = whole.split(' ').next().unwrap_or_default().to_owned();
        for called in
            [Some(first).filter(|first| *first != whole), Some(whole.clone())].into_iter().flatten()
        {
            self.0.entry(called).or_default().push(Said { comment, by: whole.clone() });
        }
    }

    /// Returns the last comment before `comment` by the person called `called`.
    fn last_before(&self, called: &str, comment: i64) -> Option<i64> {
        let said = self.0.get(called)?;
        // A match of the whole name has precedence over a match of a first name.
        let in_full = said
            .iter()
            .filter(|said| said.by == called && said.comment < comment)
            .map(|said| said.comment)
            .max();
        in_full.or_else(|| {
            let mut before = said.iter().filter(|said| said.comment < comment);
            let first = before.next()?;
            let mut last = first.comment;
            for other in before {
                if other.by != first.by {
                    return None;
                }
                last = last.max(other.comment);
            }
            Some(last)
        })
    }

    /// Returns the previous comments of the people mentioned in this one, each once.
    ///
    /// Mentions inside quotations are left out: those people were notified of the quoted comment.
    pub fn named_in(&self, html: &Html, comment: i64) -> Vec<i64> {
        const MENTION: &str = "<a class=\"mention\" href=\"#comment-";
        let linked = self.linked(html, comment);
        let (mut found, mut quoted) = (Vec::new(), 0_usize);
        for tag in tokens(linked.as_str()).filter_map(Token::tag) {
            match tag.name() {
                "blockquote" if tag.is_closing() => quoted = quoted.saturating_sub(1),
                "blockquote" => quoted += 1,
                _ => {}
            }
            let id = tag.as_str().strip_prefix(MENTION);
            let id = id.and_then(|id| id.strip_suffix("\">")?.parse().ok());
            found.extend(id.filter(|id| quoted == 0 && !found.contains(id)));
        }
        found
    }

    /// Returns the HTML of a comment with each mention linked to that person's previous comment, up
    /// to `LINKS` mentions.
    ///
    /// Links and code stay as they are.
    pub fn linked(&self, html: &Html, comment: i64) -> Html {
        if self.0.is_empty() || !html.as_str().contains('@') {
            return html.clone();
        }
        let (links, signs, known) = (LINKS, SIGNS, HashMap::new());
        let mut linking = Linking { names: self, comment, links, signs, known };
        let mut out = String::with_capacity(html.as_str().len() + 64);
        let mut closed = 0_usize;
        for token in tokens(html.as_str()) {
            match token {
                Token::Text(text) => linking.link_text(text, closed == 0, &mut out),
                Token::Tag(tag) => {
                    match tag.name() {
                        "a" | "code" | "pre" if tag.is_closing() => {
                            closed = closed.saturating_sub(1);
                        }
                        "a" | "code" | "pre" => closed += 1,
                        _ => {}
                    }
                    out.push_str(tag.as_str());
                }
            }
        }
        Html(out)
    }
}

impl Linking<'_> {
    /// Links the mentions in the text between two tags.
    fn link_text(&mut self, text: &str, open: bool, out: &mut String) {
        let mut done = 0;
        for (at, _) in text.match_indices('@').filter(|_| open) {
            if self.links == 0 || self.signs == 0 {
                break;
            }
            // After a letter or a dot it is part of an e-mail address.
            let is_inside = text[..at]
                .chars()
                .next_back()
                .is_some_and(|before| before.is_alphanumeric() || before == '.');
            if at < done || is_inside {
                continue;
            }
            self.signs -= 1;
            if let Some((end, id)) = self.named(&text[at + 1..]) {
                let end = at + 1 + end;
                out.push_str(&text[done..at]);
                out.push_str(&format!(
                    "<a class=\"mention\" href=\"#comment-{id}\">{}</a>",
                    &text[at..end]
                ));
                done = end;
                self.links -= 1;
            }
        }
        out.push_str(&text[done..]);
    }

    /// Returns the length in bytes of the longest name at the start of a text, and the comment it
    /// refers to.
    fn named(&mut self, text: &str) -> Option<(usize, i64)> {
        if text.starts_with(char::is_whitespace) {
            return None;
        }
        let text = &text[..units(text).take(READ).map(str::len).sum()];
        let spaces = text.char_indices().filter(|(_, sign)| sign.is_whitespace()).map(|(at, _)| at);
        let mut ends: Vec<usize> = spaces.chain([text.len()]).take(WORDS).collect();
        ends.dedup();
        let mut candidates = ends.into_iter().rev().flat_map(|end| {
            // As typed ("Joost B."), without punctuation after it, and without a possessive.
            let word = &text[..end];
            let bare = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
            let owner = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
            [word, bare, owner]
        });
        candidates.find_map(|name| Some((name.len(), self.last_before(folded(name))?)))
    }

    /// Returns the last comment before this one by the person called `called`, from the earlier
    /// lookups if possible.
    fn last_before(&mut self, called: String) -> Option<i64> {
        if let Some(known) = self.known.get(&called) {
            return *known;
        }
        let found = self.names.last_before(&called, self.comment);
        self.known.insert(called, found);
        found
    }
}

/// Folds a name for comparison: case, runs of spaces and invisible characters do not count.
fn folded(name: &str) -> String {
    let name: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::comment;
    use super::*;

    fn names(people: &[(&str, i64)]) -> Names {
        let mut names = Names::default();
        for (name, id) in people {
            names.add(name, *id);
        }
        names
    }

    fn linked(people: &[(&str, i64)], text: &str) -> String {
        names(people)
            .linked(&comment(text), 100)
            .to_string()
            .trim()
            .replace(" class=\"mention\"", "")
    }

    #[test]
    fn a_name_leads_to_what_that_person_said_last() {
        let people = [("Joost B.", 1), ("Mirjam Kuiper", 2), ("Joost B.", 3), ("Joost B.", 200)];
        assert_eq!(
            linked(&people, "@Joost B. zegt"),
            "<p><a href=\"#comment-3\">@Joost B.</a> zegt</p>"
        );
        assert_eq!(
            linked(&people, "Zie @joost: ja"),
            "<p>Zie <a href=\"#comment-3\">@joost</a>: ja</p>"
        );
        assert_eq!(
            linked(&people, "(@Mirjam Kuiper!)"),
            "<p>(<a href=\"#comment-2\">@Mirjam Kuiper</a>!)</p>"
        );
        assert_eq!(
            linked(&people, "@Mirjam Visser"),
            "<p><a href=\"#comment-2\">@Mirjam</a> Visser</p>"
        );
        assert_eq!(
            linked(&people, "**@Mirjam**’s punt"),
            "<p><strong><a href=\"#comment-2\">@Mirjam</a></strong>’s punt</p>"
        );
        assert_eq!(
            linked(&people, "@Mirjam's punt @Joost"),
            "<p><a href=\"#comment-2\">@Mirjam</a>'s punt <a href=\"#comment-3\">@Joost</a></p>"
        );
    }

    #[test]
    fn nobody_is_linked_who_did_not_speak_or_is_not_meant() {
        let people = [("Joost B.", 1), ("Joost Visser", 2), ("Later", 200)];
        for text in
            ["@Joost", "@Later", "@Niemand", "@", "a@", "@ Joost", "naam@joost", "x.@Joost B."]
        {
            assert_eq!(linked(&people, text), comment(text).to_string().trim(), "{text}");
        }
        let people = [("Joost", 1), ("Joost Visser", 2)];
        assert_eq!(linked(&people, "@Joost"), "<p><a href=\"#comment-1\">@Joost</a></p>");
    }

    #[test]
    fn what_nobody_sees_makes_no_other_name() {
        for text in ["@Jo\u{200b}ost", "@Joost\u{ad}", "@\u{2060}Joost"] {
            let linked = linked(&[("Joost", 1)], text);
            assert!(linked.contains("<a href=\"#comment-1\">@"), "{linked}");
        }
        assert!(linked(&[("Jo\u{200d}ost", 1)], "@Joost").contains("href"));
    }

    #[test]
    fn links_and_code_stay_as_they_are() {
        let people = [("Joost", 1), ("a&b <i>", 2)];
        for text in
            ["`@Joost`", "[@Joost](https://a.example)", "https://a.example/@Joost", "    @Joost"]
        {
            assert_eq!(linked(&people, text), comment(text).to_string().trim(), "{text}");
        }
        let odd = linked(&people, "@a&b \\<i>");
        assert_eq!(odd, "<p><a href=\"#comment-2\">@a&amp;b &lt;i&gt;</a></p>");
    }

    #[test]
    fn a_comment_mentions_so_many_people_at_most() {
        let people = [("Joost", 1)];
        let mentions = |text: &str| linked(&people, text).matches("href").count();
        assert_eq!(mentions(&"@Joost ".repeat(LINKS + 1)), LINKS);
        assert_eq!(mentions(&format!("{}@Joost", "@wie ".repeat(SIGNS - 1))), 1);
        assert_eq!(mentions(&format!("{}@Joost", "@wie ".repeat(SIGNS))), 0);
    }

    #[test]
    fn the_longest_name_is_found_and_nothing_longer_is_read() {
        for name in
            ["é".repeat(80), "&a".repeat(40), format!("{} {}", "a".repeat(39), "b".repeat(40))]
        {
            for after in ["", "'s woorden", "’s", "!) ja", "!!!!!!"] {
                let html = linked(&[(&name, 1)], &format!("@{name}{after}"));
                assert!(html.contains("<a href=\"#comment-1\">@"), "{html}");
            }
            for after in ["en wat meer", "'start"] {
                let html = linked(&[(&name, 1)], &format!("@{name}{after}"));
                // A name of two words can still be mentioned by its first word.
                assert_eq!(html.contains("href"), name.contains(' '), "{html}");
            }
        }
    }

    #[test]
    fn signs_that_lead_nowhere_cost_no_more_than_their_number() {
        for text in ["@".repeat(10_000), "@@ ".repeat(3_300), "@a ".repeat(3_300)] {
            let (names, html) = (names(&[("Joost", 1)]), comment(&text));
            let work = allocation_counter::measure(|| drop(names.linked(&html, 2)));
            // One lookup costs as many bytes as its candidates have, which is at most this.
            let most = SIGNS * WORDS * 3 * READ * 4 + 4 * html.as_str().len();
            assert!(work.bytes_total < u64::try_from(most).unwrap(), "{work:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn linking_changes_no_text(
            text in r#"[-<>*_`&;:/"'@. a-c\n]{0,100}"#,
            name in "[-<>&; .a-c]{1,6}",
        ) {
            let html = comment(&text);
            let linked = names(&[(&name, 1)]).linked(&html, 2).to_string();
            let back = linked.replace("<a class=\"mention\" href=\"#comment-1\">", "\u{1}");
            let back: String = back
                .split('\u{1}')
                .enumerate()
                .map(|(at, part)| if at == 0 {
                    part.to_owned()
                } else {
                    part.replacen("</a>", "", 1)
                })
                .collect();
            proptest::prop_assert_eq!(back, html.to_string());
        }
    }
}
