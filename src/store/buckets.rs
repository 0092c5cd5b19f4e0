//! Buckets as rows, where several nodes share a database: it decides what none of them could know alone.
//! What a bucket is and how fast it fills is `limits`' affair, who asks is `gate`'s.

use jiff::Timestamp;

use super::{Store, micros, moment, write};
use crate::error::Result;
use crate::limits::CLOCK_SKEW;

/// Takes one from a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draught {
    /// Which bucket.
    pub key: [u8; 16],
    /// How long until one more is there, in microseconds.
    pub step: i64,
    /// How long a full bucket takes to fill, in microseconds.
    pub burst: i64,
}

/// A bucket that had none left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// Its place among those asked.
    pub place: usize,
    /// When it is full again.
    pub full_at: Timestamp,
}

impl Store {
    /// Whether other nodes may work on the same board.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Takes one from every bucket, or none; says when each is full again, in the order asked.
    pub async fn draw(
        &self,
        draughts: &[Draught],
        now: Timestamp,
    ) -> Result<Result<Vec<Timestamp>, Drained>> {
        // One that lies further ahead than it can was filled while a clock was wrong: it is full.
        const TAKE: &str =
            "INSERT INTO buckets (key, full_at) VALUES ($1, $2 + $3) ON CONFLICT (key) DO UPDATE
            SET full_at = CASE WHEN buckets.full_at > $2 AND buckets.full_at <= $2 + $4 + $5
                THEN buckets.full_at ELSE $2 END + $3
            WHERE buckets.full_at + $3 <= $2 + $4 OR buckets.full_at > $2 + $4 + $5
            RETURNING full_at";
        const LOOK: &str = "SELECT full_at FROM buckets WHERE key = $1";
        let skew = i64::try_from(CLOCK_SKEW.as_micros()).expect("a minute");
        // In one order for everybody, or two transactions could each hold what the other waits for.
        let mut order: Vec<usize> = (0..draughts.len()).collect();
        order.sort_unstable_by_key(|place| draughts[*place].key);
        Ok(write!(self, |tx| {
            let mut full = vec![now; draughts.len()];
            for place in order.iter().copied() {
                let Draught { key, step, burst } = draughts[place];
                let taken = sqlx::query_scalar::<_, i64>(TAKE)
                    .bind(key.as_slice())
                    .bind(micros(now))
                    .bind(step)
                    .bind(burst)
                    .bind(skew);
                let Some(until) = taken.fetch_optional(&mut *tx).await? else {
                    let until: i64 =
                        sqlx::query_scalar(LOOK).bind(key.as_slice()).fetch_one(&mut *tx).await?;
                    return Ok(Err(Drained { place, full_at: moment(until)? }));
                };
                full[place] = moment(until)?;
            }
            Ok(full)
        }))
    }

    /// Puts back what turned out not to count.
    pub async fn pour_back(&self, draughts: &[Draught]) -> Result<()> {
        const BACK: &str = "UPDATE buckets SET full_at = full_at - $2 WHERE key = $1";
        let mut order = draughts.to_vec();
        order.sort_unstable_by_key(|draught| draught.key);
        write!(self, |tx| {
            for Draught { key, step, .. } in &order {
                sqlx::query(BACK).bind(key.as_slice()).bind(step).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
