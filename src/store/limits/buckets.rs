//! Buckets of the rate limiter, stored for nodes that share a database.
//!
//! `limits` defines the buckets and their rates; `rate_limiter` decides which are taken from.

use jiff::Timestamp;

use crate::error::Result;
use crate::limits::CLOCK_SKEW;
use crate::store::{Store, micros, moment, query, query_scalar};

/// Request to take one unit from a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Take {
    /// Key of the bucket.
    pub key: [u8; 16],
    /// Time after which one more unit is available, in microseconds.
    pub step: i64,
    /// Time in which an empty bucket fills, in microseconds.
    pub burst: i64,
}

/// Empty bucket that a request was refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Index of the bucket among those requested.
    pub place: usize,
    /// Time at which the bucket is full again.
    pub full_at: Timestamp,
}

impl Store {
    /// Returns whether other nodes may use the same database.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Takes one unit from every bucket, or from none.
    ///
    /// Returns the times at which the buckets are full again, in the order requested, or the first
    /// empty bucket in the order of the keys.
    pub async fn draw(
        &self,
        takes: &[Take],
        now: Timestamp,
    ) -> Result<Result<Vec<Timestamp>, Refused>> {
        // A time further ahead than possible was stored while a clock was wrong: that bucket is
        // full.
        const TAKE: &str =
            "INSERT INTO buckets (key, full_at) VALUES ($1, $2 + $3) ON CONFLICT (key) DO UPDATE
            SET full_at = CASE WHEN buckets.full_at > $2 AND buckets.full_at <= $2 + $4 + $5
                THEN buckets.full_at ELSE $2 END + $3
            WHERE buckets.full_at + $3 <= $2 + $4 OR buckets.full_at > $2 + $4 + $5
            RETURNING full_at";
        const LOOK: &str = "SELECT full_at FROM buckets WHERE key = $1";
        let skew = i64::try_from(CLOCK_SKEW.as_micros()).expect("a minute");
        // Always in the order of the keys; otherwise two transactions could each hold a lock that
        // the other waits for.
        let mut order: Vec<usize> = (0..takes.len()).collect();
        order.sort_unstable_by_key(|place| takes[*place].key);
        let order = &order;
        self.write_lightly(|mut tx| async move {
            let taking = |place: &usize| {
                let Take { key, step, burst } = &takes[*place];
                query(TAKE).bind(key.as_slice()).bind(micros(now)).bind(step).bind(burst).bind(skew)
            };
            let taken = tx.run_as_one(order.iter().map(taking).collect()).await?;
            let mut full = vec![now; takes.len()];
            for (place, taken) in order.iter().copied().zip(taken) {
                let Some(until) = taken.number else {
                    let key = takes[place].key.as_slice();
                    let until: i64 = query_scalar(LOOK).bind(key).fetch_one(&mut tx).await?;
                    return Ok(tx.roll_back(Err(Refused { place, full_at: moment(until)? })));
                };
                full[place] = moment(until)?;
            }
            Ok(tx.commit(Ok(full)))
        })
        .await
    }

    /// Puts one unit back into each bucket, for actions that turned out not to count.
    pub async fn refund(&self, takes: &[Take]) -> Result<()> {
        const BACK: &str = "UPDATE buckets SET full_at = full_at - $2 WHERE key = $1";
        let mut order = takes.to_vec();
        order.sort_unstable_by_key(|take| take.key);
        let order = &order;
        self.write_lightly(|mut tx| async move {
            for Take { key, step, .. } in order {
                query(BACK).bind(key.as_slice()).bind(*step).execute(&mut tx).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
