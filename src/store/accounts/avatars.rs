//! Avatars of members: one for each account.
//!
//! Only the hash is read together with comments; the bytes are served by a separate request.

use jiff::Timestamp;

use crate::error::Result;
use crate::picture::{AvatarImage, ProcessedImage, SIDES};
use crate::store::{Store, micros, query, query_scalar};

impl Store {
    /// Stores the avatar of a member in place of the previous one.
    ///
    /// Returns false if the account no longer exists.
    pub async fn set_avatar(
        &self,
        account: i64,
        processed: &ProcessedImage,
        now: Timestamp,
    ) -> Result<bool> {
        // Waits for a transaction that ends the account at the same moment, so that no avatar is
        // stored after it.
        const STAYS: &str =
            "UPDATE accounts SET keys_on = keys_on WHERE id = $1 AND left_at IS NULL";
        const SET: &str = "INSERT INTO avatars (account_id, hash, made_at, small, large)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at,
                small = excluded.small, large = excluded.large";
        let bytes = |side| {
            processed
                .files
                .iter()
                .find(|file| file.width == side)
                .map_or(&[][..], |file| file.bytes.as_slice())
        };
        self.write(|mut tx| async move {
            if query(STAYS).bind(account).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            query(SET)
                .bind(account)
                .bind(&processed.hash)
                .bind(micros(now))
                .bind(bytes(SIDES[0]))
                .bind(bytes(SIDES[1]))
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const AVATAR: &str = "SELECT hash FROM avatars WHERE account_id = $1";

    /// Returns the avatar of a member.
    pub async fn avatar(&self, account: i64) -> Result<Option<AvatarImage>> {
        let hash: Option<String> =
            query_scalar(Self::AVATAR).bind(account).fetch_optional(&mut self.reader()).await?;
        Ok(hash.map(AvatarImage::stored))
    }

    pub(in crate::store) const AVATAR_FILE: &str =
        "SELECT CASE WHEN $2 = 96 THEN small ELSE large END FROM avatars WHERE hash = $1 LIMIT 1";

    /// Returns the bytes of an avatar with this side in pixels, which must be one of `SIDES`.
    pub async fn avatar_file(&self, hash: &str, side: i64) -> Result<Option<Vec<u8>>> {
        if !SIDES.iter().any(|kept| i64::from(*kept) == side) {
            return Ok(None);
        }
        Ok(query_scalar(Self::AVATAR_FILE)
            .bind(hash)
            .bind(side)
            .fetch_optional(&mut self.public_reader())
            .await?)
    }

    /// Deletes the avatar of a member, and returns whether there was one.
    ///
    /// With `seen`, deletes it only if it still has that hash.
    pub async fn remove_avatar(&self, account: i64, seen: Option<&str>) -> Result<bool> {
        const REMOVE: &str =
            "DELETE FROM avatars WHERE account_id = $1 AND hash = COALESCE($2, hash)";
        let removed = self.execute(query(REMOVE).bind(account).bind(seen)).await?;
        Ok(removed > 0)
    }
}
