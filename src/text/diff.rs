//! Comparison of two texts by lines, and by words within similar lines.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// Unchanged lines shown around changed ones.
const CONTEXT: usize = 2;
/// Time limit for the best comparison; after it a rougher one is used.
const PATIENCE: Duration = Duration::from_millis(200);

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
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&old, &new);
    let mut rows = Vec::new();
    let mut shown = 0;
    for group in diff.grouped_ops(CONTEXT) {
        let begins = group.first().map_or(shown, |op| op.old_range().start);
        skip(&mut rows, begins - shown);
        for op in &group {
            rows.extend(diff.iter_inline_changes(op).map(|change| {
                let fate = match change.tag() {
                    ChangeTag::Equal => Fate::Stays,
                    ChangeTag::Delete => Fate::Goes,
                    ChangeTag::Insert => Fate::Comes,
                };
                let parts = change
                    .iter_strings_lossy()
                    .map(|(differs, text)| (differs, text.trim_end_matches('\n').to_owned()));
                Row::Line(fate, parts.filter(|(_, text)| !text.is_empty()).collect())
            }));
        }
        shown = group.last().map_or(shown, |op| op.old_range().end);
    }
    skip(&mut rows, diff.old_len() - shown);
    rows
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
