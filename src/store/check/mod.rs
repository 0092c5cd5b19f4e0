//! Proving that everything in the database is as it should be, and making anew what can be made of the rest: one file for each kind of
//! thing that is looked at.
//!
//! Rows are read one by one or in batches, so that a board of any size is checked in the same memory. A table that cannot be read is
//! named, and the rest is looked at all the same.

mod articles;
mod codes;
mod comments;
mod counters;
mod damage;
mod decisions;
mod events;
mod finding;
mod index;
mod keys;
mod pictures;
mod rows;
mod schema;
mod times;

use jiff::Timestamp;

pub use finding::Finding;
use finding::{Remedy, Rows};

use super::{Store, open, read, write};
use crate::error::{Error, Result};
use crate::search::Stems;

/// How far a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is looked at.
    pub stage: &'static str,
    /// How much of it was.
    pub done: u64,
    /// Out of how much.
    pub total: u64,
}

/// What is asked of a check.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Whether what can be made anew is.
    pub mend: bool,
    /// Now; without it no moment is too late.
    pub now: Option<Timestamp>,
    /// The words of the board's language; without them the words in an index are not compared.
    pub stems: Option<Stems>,
}

/// A check under way.
struct Check<'a> {
    store: &'a Store,
    mend: bool,
    now: Option<Timestamp>,
    stems: Option<Stems>,
    told: &'a mut (dyn FnMut(Progress) + Send),
    findings: Vec<Finding>,
}

/// Something that must never be, with a statement that finds the numbers of the rows in which it is.
struct Invariant {
    /// The table whose rows these are.
    table: &'static str,
    /// What is wrong with them.
    what: &'static str,
    find: &'static str,
    /// What makes it right again.
    mend: &'static [&'static str],
    /// What an operator can do about it where nothing does.
    by_hand: &'static str,
}

/// What to do about rows that no statement can make anew.
const RESTORE: &str = "Restore a backup made before, or mend the rows by hand.";

impl Store {
    /// Returns everything that is not as it should be, a line each; empty when all is well.
    pub async fn inspect(&self) -> Result<Vec<String>> {
        let findings = self.check(Inspection::default(), &mut |_| {}).await?;
        Ok(findings.iter().map(ToString::to_string).collect())
    }

    /// Returns everything that is not as it should be, and mends what can be where that is asked for.
    pub async fn check(
        &self,
        inspection: Inspection,
        told: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Vec<Finding>> {
        let Inspection { mend, now, stems } = inspection;
        let mut check = Check { store: self, mend, now, stems, told, findings: Vec::new() };
        // Reading every page takes as long as much of the rest, on one core; what is mended later must not rest on a damaged index.
        let mut pages = check.read_pages();
        if mend {
            check.pages(pages.take()).await?;
        }
        check.schema().await?;
        check.invariants().await?;
        check.events().await?;
        check.times().await?;
        check.keys().await?;
        check.pictures().await?;
        check.decisions().await?;
        check.codes().await?;
        check.articles().await?;
        check.comments().await?;
        check.pages(pages).await?;
        Ok(check.findings)
    }
}

impl Check<'_> {
    /// Tells how far a stage is.
    fn tell(&mut self, stage: &'static str, done: u64, total: u64) {
        (self.told)(Progress { stage, done, total });
    }

    /// Keeps what was found, if anything was.
    fn found(&mut self, table: &'static str, what: &'static str, rows: Rows, remedy: Remedy) {
        if rows.count > 0 {
            self.findings.push(Finding::new(table, what, rows, remedy));
        }
    }

    /// The same, where the words do not say in which table.
    fn found_in(&mut self, table: &str, what: &str, rows: Rows, remedy: Remedy) {
        if rows.count > 0 {
            let what = format!("{what}, in {table}");
            self.findings.push(Finding::new(table, &what, rows, remedy));
        }
    }

    /// What is to be said of rows that can be mended.
    fn mended(&self) -> Remedy {
        if self.mend { Remedy::Mended } else { Remedy::Mendable }
    }

    /// Goes on where a table cannot be read, and names it.
    fn unless_damaged<T>(&mut self, table: &str, outcome: Result<T>) -> Result<Option<T>> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(error) if is_damage(&error) => {
                self.damaged(table);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn invariants(&mut self) -> Result<()> {
        let all = [articles::INVARIANTS, rows::INVARIANTS, counters::INVARIANTS, index::INVARIANTS];
        let total: usize = all.iter().map(|some| some.len()).sum();
        for (done, invariant) in (0_u64..).zip(all.into_iter().flatten()) {
            self.tell("rows", done, u64::try_from(total).unwrap_or_default());
            let outcome = self.invariant(invariant).await;
            self.unless_damaged(invariant.table, outcome)?;
        }
        Ok(())
    }

    async fn invariant(&mut self, invariant: &Invariant) -> Result<()> {
        let rows = self.find(invariant.find).await?;
        if rows.count == 0 {
            return Ok(());
        }
        let remedy = match (invariant.mend, self.mend) {
            ([], _) => Remedy::ByHand(invariant.by_hand),
            (_, false) => Remedy::Mendable,
            (statements, true) => {
                write!(self.store, |tx| for statement in statements {
                    sqlx::query(*statement).execute(&mut *tx).await?;
                });
                match self.find(invariant.find).await?.count {
                    0 => Remedy::Mended,
                    _ => Remedy::ByHand(invariant.by_hand),
                }
            }
        };
        self.found(invariant.table, invariant.what, rows, remedy);
        Ok(())
    }

    /// Returns the rows that a statement gives the numbers of.
    async fn find(&self, statement: &'static str) -> Result<Rows> {
        use futures_util::TryStreamExt;
        Ok(read!(self.store, |db| {
            let mut rows = Rows::default();
            let mut numbers = sqlx::query_scalar::<_, i64>(statement).fetch(db);
            while let Some(number) = numbers.try_next().await? {
                rows.add(&number);
            }
            rows
        }))
    }
}

/// Whether an error says that a part of the file cannot be read.
fn is_damage(error: &Error) -> bool {
    let Error::Internal(error) = error else { return false };
    error.chain().any(|cause| cause.downcast_ref().is_some_and(open::is_damage))
}
