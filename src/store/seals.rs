//! A seal for every decision: a digest of the decision and of the seal before it, so that one that was altered, left out or taken away
//! shows (`check/decisions.rs`). Nothing here is secret: whoever may write to the database can seal anew. Against them the last seal,
//! noted elsewhere, is the proof; `weerwoord check` prints it.

use sha2::{Digest, Sha256};

use super::{Store, read, write};
use crate::error::Result;

/// Decisions that were there before there were seals, in one transaction.
const BATCH: i64 = 2_000;

/// A seal.
pub(super) type Seal = [u8; 32];

/// What precedes the first seal.
pub(super) const NONE: Seal = [0; 32];

/// A decision, all of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Decided {
    pub(super) id: i64,
    pub(super) comment_id: i64,
    pub(super) account_id: i64,
    pub(super) decision: String,
    pub(super) reason: Option<String>,
    pub(super) note: Option<String>,
    pub(super) version: i64,
    pub(super) made_at: i64,
    pub(super) route: String,
}

impl Decided {
    /// Its seal after another.
    pub(super) fn seal(&self, before: &[u8]) -> Seal {
        let mut digest = Sha256::new_with_prefix(before);
        for number in [self.id, self.comment_id, self.account_id, self.version, self.made_at] {
            digest.update(number.to_be_bytes());
        }
        let texts =
            [Some(&self.decision), self.reason.as_ref(), self.note.as_ref(), Some(&self.route)];
        for text in texts {
            // The length before each text, and -1 for none, or two texts could lend each other a letter.
            let length = text.map_or(-1, |text| i64::try_from(text.len()).unwrap_or(i64::MAX));
            digest.update(length.to_be_bytes());
            digest.update(text.map_or("", String::as_str));
        }
        digest.finalize().into()
    }
}

/// The end of the chain in the transaction that lengthens it. The row is changed first of all, so that two transactions take turns.
pub(super) const END: &str = "INSERT INTO decision_chain (id, decisions, seal) VALUES (1, 0, $1)
    ON CONFLICT (id) DO UPDATE SET decisions = decision_chain.decisions RETURNING decisions, seal";
pub(super) const DECIDED: &str =
    "SELECT id, comment_id, account_id, decision, reason, note, version, made_at, route
    FROM decisions WHERE id = $1";
pub(super) const SEAL: &str =
    "INSERT INTO decision_seals (place, decision_id, seal) VALUES ($1, $2, $3)";
pub(super) const MOVE_END: &str =
    "UPDATE decision_chain SET decisions = $1, seal = $2 WHERE id = 1";

/// Seals decisions inside the transaction of either database in which they were made. It is the last thing done there: from then on
/// others wait, and whoever waits for the end of the chain holds nothing that anybody still needs.
macro_rules! seal {
    ($tx:ident, $ids:expr) => {{
        use $crate::store::seals;
        let mut decided: Vec<seals::Decided> = Vec::new();
        for id in $ids {
            decided.push(sqlx::query_as(seals::DECIDED).bind(id).fetch_one(&mut *$tx).await?);
        }
        if !decided.is_empty() {
            seals::lengthen!($tx, decided);
        }
    }};
}

/// Lengthens the chain by these decisions.
macro_rules! lengthen {
    ($tx:ident, $decided:expr) => {{
        use $crate::store::seals;
        let (mut place, mut last): (i64, Vec<u8>) =
            sqlx::query_as(seals::END).bind(seals::NONE.as_slice()).fetch_one(&mut *$tx).await?;
        for decided in &$decided {
            place += 1;
            last = decided.seal(&last).to_vec();
            sqlx::query(seals::SEAL)
                .bind(place)
                .bind(decided.id)
                .bind(last.as_slice())
                .execute(&mut *$tx)
                .await?;
        }
        sqlx::query(seals::MOVE_END).bind(place).bind(last.as_slice()).execute(&mut *$tx).await?;
    }};
}
pub(super) use {lengthen, seal};

impl Store {
    /// Seals the decisions that were made before there were seals; later ones are sealed as they are made.
    pub(super) async fn seal_decisions(&self) -> Result<()> {
        const HIGHEST: &str = "SELECT COALESCE(MAX(id), 0) FROM decisions";
        const IS_SEALED: &str = "SELECT COUNT(*) FROM decision_chain";
        const UNSEALED: &str =
            "SELECT id, comment_id, account_id, decision, reason, note, version, made_at, route
            FROM decisions WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3";
        let sealed: i64 = read!(self, |db| sqlx::query_scalar(IS_SEALED).fetch_one(db).await?);
        if sealed > 0 {
            return Ok(());
        }
        // All or none: a chain that was begun is never continued here, or an inserted decision would be sealed at the next start.
        write!(self, |tx| {
            let highest: i64 = sqlx::query_scalar(HIGHEST).fetch_one(&mut *tx).await?;
            let mut last = 0;
            while last < highest {
                let decided: Vec<Decided> = sqlx::query_as(UNSEALED)
                    .bind(last)
                    .bind(highest)
                    .bind(BATCH)
                    .fetch_all(&mut *tx)
                    .await?;
                last = decided.last().map_or(highest, |decided| decided.id);
                lengthen!(tx, decided);
            }
        });
        Ok(())
    }

    /// Returns how many decisions are sealed, and the last seal in hexadecimal digits; `None` where there is none.
    pub async fn last_seal(&self) -> Result<Option<(i64, String)>> {
        const LAST: &str = "SELECT decisions, seal FROM decision_chain WHERE decisions > 0";
        let last: Option<(i64, Vec<u8>)> =
            read!(self, |db| sqlx::query_as(LAST).fetch_optional(db).await?);
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
