//! Findings of a check, one line each for the operator.
//!
//! A finding names rows by their numbers and contains nothing of their content.

use std::fmt;

/// Number of rows listed. Further ones are only counted.
const SHOWN: usize = 10;

/// Rows in which a fault was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) count: u64,
    shown: Vec<String>,
}

/// Remedy for a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// The fault was repaired.
    Mended,
    /// `check --mend` repairs the fault.
    Mendable,
    /// The operator has to act, as this text says.
    ByHand(&'static str),
}

/// Fault that a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    table: String,
    what: String,
    rows: Rows,
    remedy: Remedy,
}

impl Rows {
    pub(super) fn add(&mut self, row: &impl ToString) {
        self.count += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(row.to_string());
        }
    }

    pub(super) fn of(rows: &[impl ToString]) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.add(row);
        }
        all
    }

    /// Creates a number of rows that are not named.
    pub(super) fn counted(count: u64) -> Self {
        Self { count, shown: Vec::new() }
    }

    pub(super) fn named(name: &impl ToString) -> Self {
        let mut rows = Self::default();
        rows.add(name);
        rows
    }
}

impl Finding {
    pub(super) fn new(table: &str, what: &str, rows: Rows, remedy: Remedy) -> Self {
        Self { table: table.to_owned(), what: what.to_owned(), rows, remedy }
    }

    /// Returns whether the fault was repaired.
    pub fn is_mended(&self) -> bool {
        self.remedy == Remedy::Mended
    }

    /// Returns whether the finding has this description.
    pub(super) fn is_of(&self, what: &str) -> bool {
        self.what == what
    }

    /// Returns the table in which the fault was found.
    pub(super) fn table(&self) -> &str {
        &self.table
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rows.count, self.what)?;
        if !self.rows.shown.is_empty() {
            write!(f, ": {}", self.rows.shown.join(", "))?;
            let more = self.rows.count.saturating_sub(self.rows.shown.len() as u64);
            if more > 0 {
                write!(f, " and {more} more")?;
            }
        }
        match self.remedy {
            Remedy::Mended => f.write_str(". Mended."),
            Remedy::Mendable => f.write_str(". `weerwoord check --mend` mends this."),
            Remedy::ByHand(what) => write!(f, ". {what}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_are_one_line() {
        let rows = Rows::of(&(1..=12).collect::<Vec<i64>>());
        let finding = Finding::new("comments", "comments that shout", rows, Remedy::Mendable);
        assert_eq!(
            finding.to_string(),
            "12 comments that shout: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more. \
             `weerwoord check --mend` mends this."
        );
    }
}
