//! Check of decisions against their seals: none may be altered, left out, inserted or deleted.

use futures_util::TryStreamExt;

use super::{Check, RESTORE, Remedy, Rows};
use crate::error::Result;
use crate::store::moderation::seals::{Decided, NONE};
use crate::store::{Store, query_as, query_scalar};

/// Seal with the decision to which it belongs, as far as that exists.
#[derive(sqlx::FromRow)]
struct SealRow {
    place: i64,
    decision_id: i64,
    seal: Vec<u8>,
    id: Option<i64>,
    comment_id: Option<i64>,
    account_id: Option<i64>,
    decision: Option<String>,
    reason: Option<String>,
    note: Option<String>,
    version: Option<i64>,
    made_at: Option<i64>,
    route: Option<String>,
}

/// Faults found along the chain of seals.
#[derive(Default)]
struct Found {
    missing: Rows,
    altered: Rows,
    gaps: Rows,
    last: (i64, Vec<u8>),
}

impl SealRow {
    fn decided(&self) -> Option<Decided> {
        Some(Decided {
            id: self.id?,
            comment_id: self.comment_id?,
            account_id: self.account_id?,
            decision: self.decision.clone()?,
            reason: self.reason.clone(),
            note: self.note.clone(),
            version: self.version?,
            made_at: self.made_at?,
            route: self.route.clone()?,
        })
    }
}

impl Check<'_> {
    /// Checks all seals.
    pub(super) async fn decisions(&mut self) -> Result<()> {
        const UNSEALED: &str = "SELECT d.id FROM decisions d
            WHERE NOT EXISTS (SELECT 1 FROM decision_seals s WHERE s.decision_id = d.id)
            ORDER BY d.id";
        self.tell("decisions", 0, 2);
        let outcome = self.walk().await;
        let Some(found) = self.unless_damaged("decisions", outcome)? else { return Ok(()) };
        let outcome = self.chain_end().await;
        let Some(end) = self.unless_damaged("decision_chain", outcome)? else { return Ok(()) };
        let by_hand = || Remedy::ByHand(RESTORE);
        self.found("decisions", "decisions that are missing", found.missing, by_hand());
        self.found("decisions", "decisions that were altered", found.altered, by_hand());
        self.found(
            "decision_seals",
            "places in the chain of decisions without a seal",
            found.gaps,
            by_hand(),
        );
        if end != found.last && !(end.0 == 0 && found.last.0 == 0) {
            let rows = Rows::named(&found.last.0);
            let what = "chain of decisions that does not end where it was left, after place";
            self.found("decision_chain", what, rows, by_hand());
        }
        self.tell("decisions", 1, 2);
        let outcome = self.find(UNSEALED).await;
        if let Some(rows) = self.unless_damaged("decisions", outcome)? {
            let remedy =
                Remedy::ByHand("They were made by hand or by an older version: find out which.");
            self.found("decisions", "decisions that the board did not make", rows, remedy);
        }
        let outcome = self.cut_off().await;
        self.unless_damaged("sqlite_sequence", outcome).map(drop)
    }

    async fn walk(&self) -> Result<Found> {
        const SEALS: &str = "SELECT s.place, s.decision_id, s.seal, d.id, d.comment_id,
                d.account_id, d.decision, d.reason, d.note,
                d.version, d.made_at, d.route
            FROM decision_seals s LEFT JOIN decisions d ON d.id = s.decision_id ORDER BY s.place";
        let mut found = Found { last: (0, NONE.to_vec()), ..Found::default() };
        let mut seals = query_as::<SealRow>(SEALS).fetch(self.store.reader());
        while let Some(row) = seals.try_next().await? {
            let follows = row.place == found.last.0 + 1;
            if !follows {
                found.gaps.add(&(found.last.0 + 1));
            }
            match row.decided() {
                None => found.missing.add(&row.decision_id),
                Some(decided) if follows && decided.seal(&found.last.1)[..] != row.seal => {
                    found.altered.add(&row.decision_id);
                }
                Some(_) => {}
            }
            // The stored seal is used, so that one altered decision does not make all later ones
            // look altered.
            found.last = (row.place, row.seal);
        }
        Ok(found)
    }

    async fn chain_end(&self) -> Result<(i64, Vec<u8>)> {
        const END: &str = "SELECT decisions, seal FROM decision_chain WHERE id = 1";
        let end: Option<(i64, Vec<u8>)> =
            query_as(END).fetch_optional(&mut self.store.reader()).await?;
        Ok(end.unwrap_or_else(|| (0, NONE.to_vec())))
    }

    /// Checks whether SQLite assigned a number no decision has.
    ///
    /// Then decisions at the end were deleted with their seals. PostgreSQL leaves gaps in numbers
    /// by itself.
    async fn cut_off(&mut self) -> Result<()> {
        const GIVEN: &str = "SELECT q.seq FROM sqlite_sequence q WHERE q.name = 'decisions'
            AND q.seq > (SELECT COALESCE(MAX(d.id), 0) FROM decisions d)";
        if !matches!(self.store, Store::Sqlite { .. }) {
            return Ok(());
        }
        let last: Option<i64> =
            query_scalar(GIVEN).fetch_optional(&mut self.store.reader()).await?;
        if let Some(last) = last {
            let what = "decision at the end that is not there any more; the last had number";
            self.found("decisions", what, Rows::named(&last), Remedy::ByHand(RESTORE));
        }
        Ok(())
    }
}
