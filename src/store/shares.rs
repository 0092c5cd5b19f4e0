//! How often articles were shared, as rows. Of who shared what only a hash is kept, for as long as it may be a repeat.

use jiff::{SignedDuration, Timestamp};

use super::{Store, browse, micros, write};
use crate::error::Result;
use crate::share::Network;

/// How long it is remembered that somebody shared something: longer than a day is anywhere.
pub(super) const REMEMBERED: SignedDuration = SignedDuration::from_hours(48);

impl Store {
    pub(super) const SHARES: &str = "SELECT network, count FROM shares WHERE article_id = $1";

    /// How often an article was shared, by network; those it was never shared on are left out.
    pub async fn shares(&self, article: i64) -> Result<Vec<(Network, i64)>> {
        let rows: Vec<(String, i64)> = browse!(self, |db| sqlx::query_as(Self::SHARES)
            .bind(article)
            .fetch_all(&mut *db)
            .await?);
        Ok(rows
            .into_iter()
            .filter_map(|(code, count)| Some((Network::from_code(&code)?, count)))
            .collect())
    }

    /// Counts that an article was shared, unless the same mark did so before; whether it did count.
    pub async fn share(
        &self,
        article: i64,
        network: Network,
        mark: &[u8; 32],
        now: Timestamp,
    ) -> Result<bool> {
        const MARK: &str =
            "INSERT INTO share_marks (mark, made_at) VALUES ($1, $2) ON CONFLICT (mark) DO NOTHING";
        const COUNT: &str = "INSERT INTO shares (article_id, network, count) VALUES ($1, $2, 1)
            ON CONFLICT (article_id, network) DO UPDATE SET count = shares.count + 1";
        Ok(write!(self, |tx| {
            let first = sqlx::query(MARK)
                .bind(mark.as_slice())
                .bind(micros(now))
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if first {
                sqlx::query(COUNT).bind(article).bind(network.code()).execute(&mut *tx).await?;
            }
            first
        }))
    }
}
