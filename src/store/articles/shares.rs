//! Counts of shared articles as rows.
//!
//! Of who shared an article only a hash is stored, for as long as a repeat must be recognized.

use jiff::{SignedDuration, Timestamp};

use crate::article::share::Network;
use crate::error::Result;
use crate::store::{Store, micros, query, query_as};

/// Time for which the mark of a share is stored: longer than any calendar day.
pub(in crate::store) const REMEMBERED: SignedDuration = SignedDuration::from_hours(48);

impl Store {
    pub(in crate::store) const SHARES: &str =
        "SELECT network, count FROM shares WHERE article_id = $1";

    /// Returns how often an article was shared, by network. Networks without a share are left out.
    pub async fn shares(&self, article: i64) -> Result<Vec<(Network, i64)>> {
        let rows: Vec<(String, i64)> =
            query_as(Self::SHARES).bind(article).fetch_all(&mut self.public_reader()).await?;
        Ok(rows
            .into_iter()
            .filter_map(|(code, count)| Some((Network::from_code(&code)?, count)))
            .collect())
    }

    /// Counts a share of an article, unless one with the same mark was counted before.
    ///
    /// Returns whether it was counted.
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
        self.write(|mut tx| async move {
            let first =
                query(MARK).bind(mark.as_slice()).bind(micros(now)).execute(&mut tx).await? > 0;
            if first {
                query(COUNT).bind(article).bind(network.code()).execute(&mut tx).await?;
            }
            Ok(tx.commit(first))
        })
        .await
    }
}
