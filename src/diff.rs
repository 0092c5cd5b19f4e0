//! What changed between two texts: line by line, and in lines that are much the same word by word.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// Lines that stayed shown round those that did not.
const CONTEXT: usize = 2;
/// How long the best way to tell two texts apart is looked for; after that any way will do.
const PATIENCE: Duration = Duration::from_millis(200);

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Stays,
    /// It stands in the older text alone.
    Goes,
    /// It stands in the newer text alone.
    Comes,
}

/// A row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line, in parts: whether each is what makes the difference, and the text.
    Line(Fate, Vec<(bool, String)>),
    /// So many lines that stayed.
    Skipped(i64),
}

/// Compares two texts; nothing where they are the same.
pub fn compare(old: &str, new: &str) -> Vec<Row> {
    // Where a text ends without a line end its last line would be another line.
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
