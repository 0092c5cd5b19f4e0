//! Consistency check of the database, and repair of derived data.
//!
//! There is one module for each subject of the check.
//!
//! Rows are read one by one or in batches, so that memory does not grow with the size of the board.
//! A table that cannot be read is reported, and the check continues with the others.

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

use super::Store;
use super::engine::open;
use crate::error::{Error, Result};
use crate::search::Stems;
use crate::store::{query, query_scalar};

/// Progress of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Stage of the check.
    pub stage: &'static str,
    /// Number of units done.
    pub done: u64,
    /// Number of units in this stage.
    pub total: u64,
}

/// Options of a check.
#[derive(Debug, Default)]
pub struct Inspection {
    /// True if derived data is to be repaired.
    pub mend: bool,
    /// Present time. Without it, times in the future are not reported.
    pub now: Option<Timestamp>,
    /// Stemmers of the board's language. Without them the words in an index are not compared.
    pub stems: Option<Stems>,
}

/// Running check.
struct Check<'a> {
    store: &'a Store,
    mend: bool,
    now: Option<Timestamp>,
    stems: Option<Stems>,
    told: &'a mut (dyn FnMut(Progress) + Send),
    findings: Vec<Finding>,
}

/// Condition that no row may meet, with a statement that finds the numbers of the rows that do.
struct Invariant {
    /// Table of these rows.
    table: &'static str,
    /// Description of the fault.
    what: &'static str,
    find: &'static str,
    /// Statements that repair the rows.
    mend: &'static [&'static str],
    /// Advice to the operator if no statement repairs them.
    by_hand: &'static str,
}

/// Advice for rows that no statement can repair.
const RESTORE: &str = "Restore a backup made before, or mend the rows by hand.";

impl Store {
    /// Returns all faults, one line each. Empty if there are none. Nothing is repaired.
    pub async fn inspect(&self) -> Result<Vec<String>> {
        let findings = self.check(Inspection::default(), &mut |_| {}).await?;
        Ok(findings.iter().map(ToString::to_string).collect())
    }

    /// Returns all faults and repairs those that can be, if the options ask for it.
    ///
    /// `told` is called with the progress.
    pub async fn check(
        &self,
        inspection: Inspection,
        told: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Vec<Finding>> {
        let Inspection { mend, now, stems } = inspection;
        let mut check = Check { store: self, mend, now, stems, told, findings: Vec::new() };
        // The page check takes one core and as long as much of the rest, so it runs in parallel;
        // before a repair it runs first, so that no repair relies on a damaged index.
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
    /// Reports the progress of a stage.
    fn tell(&mut self, stage: &'static str, done: u64, total: u64) {
        (self.told)(Progress { stage, done, total });
    }

    /// Records a finding, if there are any rows.
    fn found(&mut self, table: &'static str, what: &'static str, rows: Rows, remedy: Remedy) {
        if rows.count > 0 {
            self.findings.push(Finding::new(table, what, rows, remedy));
        }
    }

    /// Records a finding whose description does not name the table.
    fn found_in(&mut self, table: &str, what: &str, rows: Rows, remedy: Remedy) {
        if rows.count > 0 {
            let what = format!("{what}, in {table}");
            self.findings.push(Finding::new(table, &what, rows, remedy));
        }
    }

    /// Returns the remedy for rows that can be repaired.
    fn mended(&self) -> Remedy {
        if self.mend { Remedy::Mended } else { Remedy::Mendable }
    }

    /// Reports a table that cannot be read and returns `None`, so that the check continues.
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
                self.store
                    .write(|mut tx| async move {
                        for statement in statements {
                            query(*statement).execute(&mut tx).await?;
                        }
                        Ok(tx.commit(()))
                    })
                    .await?;
                match self.find(invariant.find).await?.count {
                    0 => Remedy::Mended,
                    _ => Remedy::ByHand(invariant.by_hand),
                }
            }
        };
        self.found(invariant.table, invariant.what, rows, remedy);
        Ok(())
    }

    /// Returns the rows whose numbers a statement selects.
    async fn find(&self, statement: &'static str) -> Result<Rows> {
        use futures_util::TryStreamExt;
        let mut rows = Rows::default();
        let mut numbers = query_scalar::<i64>(statement).fetch(self.store.reader());
        while let Some(number) = numbers.try_next().await? {
            rows.add(&number);
        }
        Ok(rows)
    }
}

/// Returns whether an error means that a part of the file cannot be read.
fn is_damage(error: &Error) -> bool {
    let Error::Internal(error) = error else { return false };
    error.chain().any(|cause| cause.downcast_ref().is_some_and(open::is_damage))
}
