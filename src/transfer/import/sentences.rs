//! Sentences about an import, for the command line and for the desk.

use super::report::{Counts, Line, Report};
use crate::error::Result;
use crate::import::record::{About, Reason};
use crate::locale::{Arg, Lang};
use crate::store::imports::{BuiltUpon, StagedList};

/// Lines of a list that are read at once.
const LINES: i64 = 500;

/// Kinds of records, as [`Line::what`] begins with them, and their message keys.
const KINDS: [(&str, &str); 5] = [
    ("article", "import-record-article"),
    ("comment", "import-record-comment"),
    ("person", "import-record-person"),
    ("picture", "import-record-picture"),
    ("thread", "import-record-thread"),
];

/// List of a report that is not empty.
#[derive(Clone, Copy, Debug)]
pub struct CountedList<'a> {
    /// List in the staging database.
    pub kind: StagedList,
    /// Code of the reason or of the notice.
    pub code: &'a str,
    /// Message key of its heading.
    pub label: &'static str,
    /// Number of its lines.
    pub count: i64,
}

/// Part of the text of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportPart {
    /// The sentences at its beginning.
    Summary,
    /// Lines of a list.
    Lines {
        /// Index of the list.
        list: usize,
        /// Position of the last line before them.
        after: i64,
    },
}

impl Counts {
    /// Returns the sentences with the counts, the reading first.
    pub fn summary(&self, t: Lang) -> Vec<String> {
        let read = [
            ("articles", number(self.read.articles)),
            ("threads", number(self.read.threads)),
            ("comments", number(self.read.comments)),
            ("people", number(self.read.people)),
        ];
        let mut lines = vec![t.with("import-read", &read)];
        lines.extend(self.made(t));
        if self.there.articles > 0 || self.there.comments > 0 {
            let there = [
                ("articles", number(self.there.articles)),
                ("comments", number(self.there.comments)),
            ];
            lines.push(t.with("import-there", &there));
        }
        let left_out: i64 = self.left_out.iter().map(|(_, count)| count).sum();
        if left_out > 0 {
            lines.push(t.with("import-left-out", &[("count", left_out.into())]));
        }
        lines
    }

    /// Returns the sentences about the rows that are made.
    pub fn made(&self, t: Lang) -> Vec<String> {
        let made = &self.made;
        let contents = [
            ("articles", number(made.articles)),
            ("pages", number(made.pages)),
            ("pictures", number(made.pictures)),
            ("accounts", number(made.accounts)),
        ];
        let comments = [
            ("visible", number(made.visible)),
            ("held", number(made.held)),
            ("tombstones", number(made.tombstones)),
        ];
        let mut lines = vec![t.with("import-made", &contents)];
        if made.site_pages > 0 {
            lines.push(t.with("import-made-site-pages", &[("count", number(made.site_pages))]));
        }
        lines.push(t.with("import-made-comments", &comments));
        lines
    }

    /// Returns the lists that are not empty.
    pub fn lists(&self) -> Vec<CountedList<'_>> {
        let left_out = self.left_out.iter().filter_map(|(code, count)| {
            let label = Reason::from_code(code)?.label();
            Some(CountedList { kind: StagedList::LeftOut, code, label, count: *count })
        });
        let notices = self.notices.iter().filter_map(|(code, count)| {
            let label = About::from_code(code)?.label();
            Some(CountedList { kind: StagedList::Notices, code, label, count: *count })
        });
        left_out.chain(notices).collect()
    }
}

impl Report {
    /// Returns a part of the whole report as plain text, and the part after it.
    pub async fn text(
        &mut self,
        t: Lang,
        part: ReportPart,
    ) -> Result<(String, Option<ReportPart>)> {
        let first = |list| Some(ReportPart::Lines { list, after: 0 });
        let (list, after) = match part {
            ReportPart::Summary => {
                let mut text = format!("{}: {}\n", t.say("import-origin"), self.origin);
                for line in self.counts.summary(t) {
                    text.push_str(&line);
                    text.push('\n');
                }
                return Ok((text, first(0)));
            }
            ReportPart::Lines { list, after } => (list, after),
        };
        let counts = self.counts.clone();
        let lists = counts.lists();
        let Some(shown) = lists.get(list) else { return Ok((String::new(), None)) };
        let mut text = String::new();
        if after == 0 {
            text = format!("\n{} ({})\n", t.say(shown.label), shown.count);
        }
        let lines = self.lines(shown.kind, shown.code, after, LINES).await?;
        let Some((last, _)) = lines.last() else { return Ok((text, first(list + 1))) };
        let next = Some(ReportPart::Lines { list, after: *last });
        for (_, line) in &lines {
            text.push_str(&line.told(t));
            text.push('\n');
        }
        Ok((text, next))
    }
}

impl Line {
    /// Returns the line as it is read: "comment 12" and its detail.
    pub fn told(&self, t: Lang) -> String {
        let end = self.what.find([' ', ',']).unwrap_or(self.what.len());
        let (kind, number) = self.what.split_at(end);
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        let kind = known.map_or_else(|| kind.to_owned(), |(_, key)| t.say(key));
        format!("{kind}{number} {}", self.detail).trim_end().to_owned()
    }
}

/// Returns the message key that says why an import cannot be undone.
pub fn obstacle(upon: BuiltUpon) -> &'static str {
    match upon {
        BuiltUpon::Comments => "import-built-comments",
        BuiltUpon::Moderation => "import-built-moderation",
        BuiltUpon::Marks => "import-built-marks",
        BuiltUpon::Edits => "import-built-edits",
        BuiltUpon::Uses => "import-built-uses",
        BuiltUpon::Imports => "import-built-imports",
    }
}

fn number(count: u64) -> Arg {
    Arg::from(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_its_record_in_the_language_of_the_board() {
        let told = |what: &str, detail: &str| {
            Line { what: what.to_owned(), detail: detail.to_owned() }.told(Lang::Nl)
        };
        assert_eq!(told("comment 12", ""), "reactie 12");
        assert_eq!(told("article 7", "private"), "artikel 7 private");
        assert_eq!(told("person, byte 90", ""), "persoon, byte 90");
        assert_eq!(told("thread t1", "/koffie"), "gesprek t1 /koffie");
        assert_eq!(told("12", "Jo"), "12 Jo", "a kind without a word stays");
    }
}
