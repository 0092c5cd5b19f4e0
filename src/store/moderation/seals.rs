//! Seals of decisions in a hash chain.
//!
//! The chain shows when a decision was altered, left out or deleted (`check/decisions.rs`). Each
//! seal is a SHA-256 hash of the previous seal and the decision. Nothing here is secret: whoever
//! may write to the database can compute all seals again. The last seal, noted elsewhere, is the
//! proof against that; `weerwoord check` prints it.

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::store::{Store, Tx, query, query_as, query_scalar};

/// Decisions read at once when decisions older than the seals are sealed.
const BATCH: i64 = 2_000;

/// SHA-256 hash of a decision and the seal before it.
pub(in crate::store) type Seal = [u8; 32];

/// Value that precedes the first seal.
pub(in crate::store) const NONE: Seal = [0; 32];

/// All sealed columns of a decision.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::store) struct Decided {
    pub(in crate::store) id: i64,
    pub(in crate::store) comment_id: i64,
    pub(in crate::store) account_id: i64,
    pub(in crate::store) decision: String,
    pub(in crate::store) reason: Option<String>,
    pub(in crate::store) note: Option<String>,
    pub(in crate::store) version: i64,
    pub(in crate::store) made_at: i64,
    pub(in crate::store) route: String,
}

impl Decided {
    /// Computes the seal of the decision after the seal `before`.
    pub(in crate::store) fn seal(&self, before: &[u8]) -> Seal {
        let mut digest = Sha256::new_with_prefix(before);
        for number in [self.id, self.comment_id, self.account_id, self.version, self.made_at] {
            digest.update(number.to_be_bytes());
        }
        let texts =
            [Some(&self.decision), self.reason.as_ref(), self.note.as_ref(), Some(&self.route)];
        for text in texts {
            // Each text is preceded by its length, -1 for none, so that characters cannot move
            // between texts.
            let length = text.map_or(-1, |text| i64::try_from(text.len()).unwrap_or(i64::MAX));
            digest.update(length.to_be_bytes());
            digest.update(text.map_or("", String::as_str));
        }
        digest.finalize().into()
    }
}

/// Statement that reads the end of the chain in the transaction that extends it.
///
/// It updates the row, so that concurrent transactions wait for each other.
pub(in crate::store) const END: &str =
    "INSERT INTO decision_chain (id, decisions, seal) VALUES (1, 0, $1)
    ON CONFLICT (id) DO UPDATE SET decisions = decision_chain.decisions RETURNING decisions, seal";
pub(in crate::store) const DECIDED: &str =
    "SELECT id, comment_id, account_id, decision, reason, note, version, made_at, route
    FROM decisions WHERE id = $1";
pub(in crate::store) const SEAL: &str =
    "INSERT INTO decision_seals (place, decision_id, seal) VALUES ($1, $2, $3)";
pub(in crate::store) const MOVE_END: &str =
    "UPDATE decision_chain SET decisions = $1, seal = $2 WHERE id = 1";

/// Seals decisions in the transaction in which they were made.
///
/// This must be the last step of the transaction: from here on other transactions wait for it, and
/// a transaction that waits for the end of the chain holds no lock others still need.
pub(in crate::store) async fn seal(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let mut decided: Vec<Decided> = Vec::new();
    for id in ids {
        decided.push(query_as(DECIDED).bind(id).fetch_one(tx).await?);
    }
    if decided.is_empty() { Ok(()) } else { lengthen(tx, &decided).await }
}

/// Appends these decisions to the chain.
async fn lengthen(tx: &mut Tx, decided: &[Decided]) -> Result<()> {
    let (mut place, mut last): (i64, Vec<u8>) =
        query_as(END).bind(NONE.as_slice()).fetch_one(tx).await?;
    for decided in decided {
        place += 1;
        last = decided.seal(&last).to_vec();
        query(SEAL).bind(place).bind(decided.id).bind(&last).execute(tx).await?;
    }
    query(MOVE_END).bind(place).bind(last).execute(tx).await?;
    Ok(())
}

/// Seals all decisions of a board whose chain is empty.
pub(in crate::store) async fn seal_all(tx: &mut Tx) -> Result<()> {
    const HIGHEST: &str = "SELECT COALESCE(MAX(id), 0) FROM decisions";
    const UNSEALED: &str =
        "SELECT id, comment_id, account_id, decision, reason, note, version, made_at, route
        FROM decisions WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3";
    let highest: i64 = query_scalar(HIGHEST).fetch_one(tx).await?;
    let mut last = 0;
    while last < highest {
        let decided: Vec<Decided> =
            query_as(UNSEALED).bind(last).bind(highest).bind(BATCH).fetch_all(tx).await?;
        last = decided.last().map_or(highest, |decided| decided.id);
        lengthen(tx, &decided).await?;
    }
    Ok(())
}

impl Store {
    /// Seals the decisions made before the introduction of seals.
    ///
    /// Later ones are sealed as they are made.
    pub(in crate::store) async fn seal_decisions(&self) -> Result<()> {
        const IS_SEALED: &str = "SELECT COUNT(*) FROM decision_chain";
        let sealed: i64 = query_scalar(IS_SEALED).fetch_one(&mut self.reader()).await?;
        if sealed > 0 {
            return Ok(());
        }
        // All or none: a chain that exists is never continued here, or else a decision inserted by
        // hand would be sealed at the next start.
        self.write(|mut tx| async move {
            seal_all(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Returns the number of sealed decisions and the last seal in hexadecimal.
    ///
    /// `None` if there is no seal.
    pub async fn last_seal(&self) -> Result<Option<(i64, String)>> {
        const LAST: &str = "SELECT decisions, seal FROM decision_chain WHERE decisions > 0";
        let last: Option<(i64, Vec<u8>)> =
            query_as(LAST).fetch_optional(&mut self.reader()).await?;
        Ok(last.map(|(decisions, seal)| (decisions, hex::encode(seal))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_changes_with_every_part_of_a_decision() {
        let decided = Decided {
            id: 1,
            comment_id: 2,
            account_id: 3,
            decision: "remove".into(),
            reason: Some("spam".into()),
            note: None,
            version: 2,
            made_at: 4,
            route: "own".into(),
        };
        let seal = decided.seal(&NONE);
        for other in [
            Decided { id: 2, ..decided.clone() },
            Decided { account_id: 2, ..decided.clone() },
            Decided { reason: Some("insult".into()), ..decided.clone() },
            Decided { note: Some(String::new()), ..decided.clone() },
            Decided { route: "report".into(), ..decided.clone() },
        ] {
            assert_ne!(other.seal(&NONE), seal);
        }
        assert_ne!(decided.seal(&seal), seal);
        assert_eq!(decided.seal(&NONE), seal);
    }
}
