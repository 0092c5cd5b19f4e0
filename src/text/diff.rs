//! Comparison of two texts by lines, and by words within similar lines.

use std::time::{Duration, Instant};

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{DiffOp, DiffTag, diff_ratio, group_diff_ops};

/// Unchanged lines shown around changed ones.
const CONTEXT: usize = 2;
/// Time limit for the best comparison; after it a rougher one is used.
const PATIENCE: Duration = Duration::from_millis(200);
/// Share of words that replaced lines have in common; below it, single words are not marked.
const ALIKE: f32 = 0.5;

/// Kind of a line in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// In both texts.
    Stays,
    /// In the older text only.
    Goes,
    /// In the newer text only.
    Comes,
}

/// Row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Line in parts: whether the part differs, and its text.
    Line(Fate, Vec<(bool, String)>),
    /// Number of unchanged lines left out.
    Skipped(i64),
}

/// Compares two texts; returns no rows if they are equal.
pub fn compare(old: &str, new: &str) -> Vec<Row> {
    // Without a final line end, the last line would count as different.
    let (old, new) = (format!("{}\n", old.trim_end()), format!("{}\n", new.trim_end()));
    if old == new {
        return Vec::new();
    }
    #[expect(clippy::disallowed_methods, reason = "bounds the work; nothing tells this time")]
    let end = Instant::now() + PATIENCE;
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let mut rows = Vec::new();
    let mut shown = 0;
    for group in group_diff_ops(steps(&old, &new, end), CONTEXT) {
        let begins = group.first().map_or(shown, |op| op.old_range().start);
        skip(&mut rows, begins - shown);
        for op in &group {
            let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
            match op.tag() {
                DiffTag::Equal => rows.extend(before.iter().map(|line| whole(Fate::Stays, line))),
                DiffTag::Delete => rows.extend(before.iter().map(|line| whole(Fate::Goes, line))),
                DiffTag::Insert => rows.extend(after.iter().map(|line| whole(Fate::Comes, line))),
                DiffTag::Replace => replaced(&mut rows, before, after, end),
            }
        }
        shown = group.last().map_or(shown, |op| op.old_range().end);
    }
    skip(&mut rows, old.len() - shown);
    rows
}

/// Compares two lists, of lines or of words.
///
/// One algorithm for one type: `similar::TextDiff` would be compiled for each of its algorithms.
fn steps(old: &[&str], new: &[&str], end: Instant) -> Vec<DiffOp> {
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    let (whole_old, whole_new) = (0..old.len(), 0..new.len());
    let Ok(()) = myers::diff_deadline(&mut found, old, whole_old, new, whole_new, Some(end));
    found.into_inner().into_inner().into_ops()
}

/// Adds lines and those that took their place, with the words that differ if the two are alike.
fn replaced(rows: &mut Vec<Row>, old: &[&str], new: &[&str], end: Instant) {
    let (old_words, new_words) = (words(old), words(new));
    let steps = steps(&old_words, &new_words, end);
    let is_alike = diff_ratio(&steps, old_words.len(), new_words.len()) >= ALIKE;
    let (mut goes, mut comes) = (vec![is_alike; old_words.len()], vec![is_alike; new_words.len()]);
    for step in steps.iter().filter(|step| step.tag() == DiffTag::Equal) {
        goes[step.old_range()].fill(false);
        comes[step.new_range()].fill(false);
    }
    for (fate, words, differ) in [(Fate::Goes, old_words, goes), (Fate::Comes, new_words, comes)] {
        let mut parts: Vec<(bool, String)> = Vec::new();
        for (word, differs) in words.into_iter().zip(differ) {
            let text = word.trim_end_matches('\n');
            match parts.last_mut() {
                _ if text.is_empty() => {}
                Some((same, part)) if *same == differs => part.push_str(text),
                _ => parts.push((differs, text.to_owned())),
            }
            if word.ends_with('\n') {
                rows.push(Row::Line(fate, std::mem::take(&mut parts)));
            }
        }
    }
}

/// Splits lines into words and the space between them.
fn words<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let mut words = Vec::new();
    for line in lines {
        let mut rest = *line;
        while let Some(first) = rest.chars().next() {
            let is_space = first.is_whitespace();
            let end = rest.find(|next: char| next.is_whitespace() != is_space);
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            words.push(word);
            rest = after;
        }
    }
    words
}

/// Returns a line of which no word is marked.
fn whole(fate: Fate, line: &str) -> Row {
    let text = line.trim_end_matches('\n');
    let parts = if text.is_empty() { Vec::new() } else { vec![(false, text.to_owned())] };
    Row::Line(fate, parts)
}

fn skip(rows: &mut Vec<Row>, lines: usize) {
    if lines > 0 {
        rows.push(Row::Skipped(i64::try_from(lines).unwrap_or(i64::MAX)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_shows_lines_and_the_words_that_differ() {
        let old = "een\ntwee\ndrie\nvier\nDe klant heeft altijd gelijk.\nzes";
        let new = "een\ntwee\ndrie\nvier\nDe klant heeft soms gelijk.\nzes\nzeven";
        let rows = compare(old, new);
        assert_eq!(rows[0], Row::Skipped(2));
        let differs = |fate| {
            rows.iter().find_map(|row| match row {
                Row::Line(of, parts) if *of == fate => {
                    parts.iter().find(|(differs, _)| *differs).map(|(_, text)| text.clone())
                }
                _ => None,
            })
        };
        assert_eq!(
            (differs(Fate::Goes).as_deref(), differs(Fate::Comes).as_deref()),
            (Some("altijd"), Some("soms"))
        );
        assert_eq!(rows.last(), Some(&Row::Line(Fate::Comes, vec![(false, "zeven".into())])));
        assert_eq!(compare(old, old), []);
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[ab \n]{0,40}", new in "[ab \n]{0,40}") {
            let told = |which: Fate| {
                let mut text = String::new();
                for row in compare(&old, &new) {
                    match row {
                        Row::Line(fate, parts) if fate == which || fate == Fate::Stays => {
                            text.extend(parts.into_iter().map(|(_, part)| part));
                            text.push('\n');
                        }
                        Row::Skipped(_) => return None,
                        Row::Line(..) => {}
                    }
                }
                Some(text)
            };
            for (which, text) in [(Fate::Goes, &old), (Fate::Comes, &new)] {
                if old.trim_end() != new.trim_end() && let Some(told) = told(which) {
                    proptest::prop_assert_eq!(told.trim_end(), text.trim_end());
                }
            }
        }
    }
}
