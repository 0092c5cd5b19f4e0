//! Facts about the publisher, in the row of settings.

use anyhow::Context;
use jiff::Timestamp;

use crate::error::Result;
use crate::legal_facts::{FactTexts, LegalFacts};
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::{Store, micros, query, query_as};

impl Store {
    /// Returns the facts that are filled in.
    pub async fn legal_facts(&self) -> Result<LegalFacts> {
        const FACTS: &str = "SELECT version, legal_facts FROM settings WHERE id = 1";
        let row: Option<(i64, Option<String>)> =
            query_as(FACTS).fetch_optional(&mut self.public_reader()).await?;
        let Some((version, stored)) = row else { return Ok(LegalFacts::default()) };
        let texts = stored.map(|stored| serde_json::from_str(&stored)).transpose();
        let texts = texts.context("the stored facts of the publisher are no JSON")?;
        Ok(LegalFacts { version, texts: texts.unwrap_or_default() })
    }

    /// Replaces the facts, if the settings still have the version `seen`.
    ///
    /// Returns `false` if another change was stored first.
    pub async fn change_legal_facts(
        &self,
        texts: &FactTexts,
        seen: i64,
        account: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const CHANGE: &str = "INSERT INTO settings (id, version, account_id, made_at, legal_facts)
            SELECT 1, $1, $2, $3, $4 WHERE $1 = 1 OR EXISTS (SELECT 1 FROM settings)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version,
                account_id = excluded.account_id, made_at = excluded.made_at,
                legal_facts = excluded.legal_facts
            WHERE settings.version = excluded.version - 1";
        let stored = serde_json::to_string(texts).context("texts are JSON")?;
        self.write(|mut tx| {
            let stored = stored.clone();
            async move {
                let changed = query(CHANGE)
                    .bind(seen + 1)
                    .bind(account)
                    .bind(micros(now))
                    .bind(stored)
                    .execute(&mut tx)
                    .await?;
                if changed > 0 {
                    let (deed, part) = (StaffDeed::Settings, Some("legal"));
                    log_staff(&mut tx, deed, Some(account), None, part, now).await?;
                }
                Ok(tx.commit(changed > 0))
            }
        })
        .await
    }
}
