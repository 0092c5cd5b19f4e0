//! Contents of the index, and queries in the syntax of each database: FTS5 for SQLite, text vectors
//! for PostgreSQL.
//!
//! Both consist only of stems, which are letters a to z and digits, and of labels, which begin with
//! a character that no stem has. So nothing that a reader types is ever an operator.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{Phrase, Query, Question, Stems};

/// First year of a date filter; the web is not older.
const FIRST_YEAR: i16 = 1990;
/// Last year of a date filter.
const LAST_YEAR: i16 = 2099;
/// Label that no document has.
const NOWHERE: &str = "§";

/// Syntax of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// FTS5 of SQLite.
    Fts5,
    /// Text vectors of PostgreSQL.
    Vector,
}

/// Index entry of an article or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    title: Vec<String>,
    words: Vec<String>,
    labels: Vec<String>,
}

impl Document {
    /// Makes the index entry of a text.
    ///
    /// `title` may be empty; `dated` is the time of posting, for texts that can be filtered by date
    /// in the index.
    pub fn new(
        title: &str,
        text: &str,
        categories: &[i64],
        dated: Option<Timestamp>,
        stems: &mut Stems,
    ) -> Self {
        let mut of = |text: &str| stems.words(text).into_iter().map(|word| word.stem).collect();
        let mut labels: Vec<String> =
            categories.iter().map(|category| in_category(*category)).collect();
        if let Some(posted) = dated {
            let (year, month) = year_and_month(posted);
            labels.extend([in_year(year), in_month(year, month)]);
        }
        Self { title: of(title), words: of(text), labels }
    }

    /// Returns whether the text matches a query; filters are not considered.
    pub fn is_meant(&self, query: &Query) -> bool {
        // An empty stem between title and text prevents phrases that span both.
        let parts = [self.title.as_slice(), &[String::new()], &self.words];
        query.matches(&parts.concat())
    }

    /// Returns whether the title alone contains everything wanted.
    pub fn is_titled(&self, query: &Query) -> bool {
        let wanted = Query { unwanted: Vec::new(), ..query.clone() };
        wanted.matches(&self.title)
    }

    /// Returns the title for the SQLite index.
    pub fn title(&self) -> String {
        self.title.join(" ")
    }

    /// Returns the text and the labels for the SQLite index.
    pub fn words(&self) -> String {
        [self.words.as_slice(), &self.labels].concat().join(" ")
    }

    /// Returns the text vector for PostgreSQL: each stem with its positions, those in the title
    /// with weight A.
    pub fn vector(&self) -> String {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (place, stem) in (1..).zip(&self.title) {
            places.entry(stem).or_default().push(format!("{place}A"));
        }
        for (place, stem) in (self.title.len() + 2..).zip(&self.words) {
            places.entry(stem).or_default().push(place.to_string());
        }
        for label in &self.labels {
            places.entry(label).or_default();
        }
        let lexeme = |(stem, places): (&str, Vec<String>)| {
            let colon = if places.is_empty() { "" } else { ":" };
            format!("'{stem}'{colon}{}", places.join(","))
        };
        places.into_iter().map(lexeme).collect::<Vec<_>>().join(" ")
    }
}

impl Question {
    /// Returns the expression for a database.
    ///
    /// `dated` is true if the texts have date labels; otherwise the date must be filtered
    /// elsewhere.
    pub fn expression(&self, writing: Writing, dated: bool) -> String {
        let wanted = self.query.wanted.iter();
        let wanted = wanted.map(|phrase| writing.either(std::slice::from_ref(phrase), ""));
        self.filtered(writing, wanted.collect(), dated)
    }

    /// Returns the expression with everything wanted in the title.
    pub fn in_title(&self, writing: Writing) -> String {
        let weight = if writing == Writing::Vector { "A" } else { "" };
        let wanted: Vec<String> =
            self.query.wanted.iter().map(|phrase| writing.phrase(phrase, weight)).collect();
        let wanted = match writing {
            Writing::Fts5 => vec![format!("({{title}} : ({}))", wanted.join(" AND "))],
            Writing::Vector => wanted,
        };
        self.filtered(writing, wanted, false)
    }

    /// Combines the wanted expressions with the filters and the excluded phrases.
    fn filtered(&self, writing: Writing, wanted: Vec<String>, dated: bool) -> String {
        let mut all = wanted;
        all.extend(
            self.category.map(|category| writing.either(&[vec![in_category(category)]], "")),
        );
        if dated && (self.since.is_some() || self.until.is_some()) {
            let labels = period(self.since, self.until).into_iter().map(|label| vec![label]);
            all.push(writing.either(&labels.collect::<Vec<_>>(), ""));
        }
        let unwanted = self.query.unwanted.iter().map(|phrase| writing.phrase(phrase, ""));
        match writing {
            Writing::Fts5 => unwanted
                .fold(all.join(" AND "), |wanted, phrase| format!("({wanted}) NOT {phrase}")),
            Writing::Vector => all
                .into_iter()
                .chain(unwanted.map(|phrase| format!("!{phrase}")))
                .collect::<Vec<_>>()
                .join(" & "),
        }
    }
}

impl Writing {
    fn phrase(self, phrase: &[String], weight: &str) -> String {
        match self {
            Self::Fts5 => format!("\"{}\"", phrase.join(" ")),
            Self::Vector => {
                let weight = if weight.is_empty() { String::new() } else { format!(":{weight}") };
                let stems: Vec<String> =
                    phrase.iter().map(|stem| format!("'{stem}'{weight}")).collect();
                format!("({})", stems.join(" <-> "))
            }
        }
    }

    fn either(self, phrases: &[Phrase], weight: &str) -> String {
        let phrases: Vec<String> =
            phrases.iter().map(|phrase| self.phrase(phrase, weight)).collect();
        match self {
            Self::Fts5 => format!("({})", phrases.join(" OR ")),
            Self::Vector => format!("({})", phrases.join(" | ")),
        }
    }
}

fn in_category(category: i64) -> String {
    format!("§c{category}")
}

fn in_year(year: i16) -> String {
    format!("§y{year}")
}

fn in_month(year: i16, month: i8) -> String {
    format!("§m{year}{month:02}")
}

fn year_and_month(moment: Timestamp) -> (i16, i8) {
    let date: DateTime = moment.to_zoned(TimeZone::UTC).datetime();
    (date.year(), date.month())
}

/// Returns the labels of a range of months; a whole year has a single label.
fn period(since: Option<Timestamp>, until: Option<Timestamp>) -> Vec<String> {
    let first = since.map_or((FIRST_YEAR, 1), year_and_month).max((FIRST_YEAR, 1));
    let last = until.map_or((LAST_YEAR, 12), year_and_month).min((LAST_YEAR, 12));
    if last < first {
        return vec![NOWHERE.to_owned()];
    }
    (first.0..=last.0)
        .flat_map(|year| {
            let from = if year == first.0 { first.1 } else { 1 };
            let to = if year == last.0 { last.1 } else { 12 };
            if (from, to) == (1, 12) {
                vec![in_year(year)]
            } else {
                (from..=to).map(|month| in_month(year, month)).collect()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn question(text: &str) -> Question {
        let query = Query::parse(text, &mut Stems::new(Lang::Nl)).unwrap().unwrap();
        Question { query, ..Question::default() }
    }

    #[test]
    fn both_databases_are_asked_the_same() {
        let asked = Question { category: Some(3), ..question("reclames \"open deur\" -spam") };
        assert_eq!(
            asked.expression(Writing::Fts5, true),
            r#"(("reclame") AND ("oop deur") AND ("§c3")) NOT "spam""#
        );
        assert_eq!(
            asked.expression(Writing::Vector, true),
            "(('reclame')) & (('oop' <-> 'deur')) & (('§c3')) & !('spam')"
        );
        let asked = question("\"open deur\"");
        assert_eq!(asked.in_title(Writing::Fts5), r#"({title} : ("oop deur"))"#);
        assert_eq!(asked.in_title(Writing::Vector), "('oop':A <-> 'deur':A)");
        let asked = Question { category: Some(3), ..question("open deur -spam") };
        assert_eq!(
            asked.in_title(Writing::Fts5),
            r#"(({title} : ("oop" AND "deur")) AND ("§c3")) NOT "spam""#
        );
    }

    #[test]
    fn a_period_is_asked_for_by_years_and_the_months_at_its_ends() {
        let (since, until) =
            ("2023-11-05T00:00:00Z".parse().unwrap(), "2025-02-01T00:00:00Z".parse().unwrap());
        assert_eq!(
            period(Some(since), Some(until)),
            ["§m202311", "§m202312", "§y2024", "§m202501", "§m202502"]
        );
        assert_eq!(
            period(None, Some("1990-02-01T00:00:00Z".parse().unwrap())),
            ["§m199001", "§m199002"]
        );
        assert_eq!(period(Some(until), Some(since)), [NOWHERE]);
    }

    #[test]
    fn a_document_is_stems_and_labels() {
        let posted = "2026-11-20T08:00:00Z".parse().unwrap();
        let document = Document::new(
            "Open deur",
            "De deur, één deur",
            &[7],
            Some(posted),
            &mut Stems::new(Lang::Nl),
        );
        assert_eq!(
            (document.title(), document.words()),
            ("oop deur".into(), "de deur een deur §c7 §y2026 §m202611".into())
        );
        assert_eq!(
            document.vector(),
            "'de':4 'deur':2A,5,7 'een':6 'oop':1A '§c7' '§m202611' '§y2026'"
        );
        assert!(
            document.is_meant(&question("\"open deur\"").query)
                && !document.is_meant(&question("\"deur de\"").query)
        );
    }
}
