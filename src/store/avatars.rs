//! The pictures of members as rows: one each, of which only the hash is read with what they write.

use jiff::Timestamp;

use super::{Store, browse, micros, read, write};
use crate::error::Result;
use crate::picture::{Avatar, Developed, SIDES};

impl Store {
    /// Gives a member this picture in place of the one they had; false when their account is gone.
    pub async fn set_avatar(
        &self,
        account: i64,
        developed: &Developed,
        now: Timestamp,
    ) -> Result<bool> {
        // Who leaves at the same moment is waited for, so that nothing of theirs comes after.
        const STAYS: &str =
            "UPDATE accounts SET keys_on = keys_on WHERE id = $1 AND left_at IS NULL";
        const SET: &str = "INSERT INTO avatars (account_id, hash, made_at, small, large) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at,
                small = excluded.small, large = excluded.large";
        let bytes = |side| {
            developed
                .files
                .iter()
                .find(|file| file.width == side)
                .map_or(&[][..], |file| file.bytes.as_slice())
        };
        Ok(write!(self, |tx| {
            if sqlx::query(STAYS).bind(account).execute(&mut *tx).await?.rows_affected() == 0 {
                return Ok(false);
            }
            sqlx::query(SET)
                .bind(account)
                .bind(&developed.hash)
                .bind(micros(now))
                .bind(bytes(SIDES[0]))
                .bind(bytes(SIDES[1]))
                .execute(&mut *tx)
                .await?;
            true
        }))
    }

    pub(super) const AVATAR: &str = "SELECT hash FROM avatars WHERE account_id = $1";

    /// The picture of a member.
    pub async fn avatar(&self, account: i64) -> Result<Option<Avatar>> {
        let hash: Option<String> = read!(self, |db| sqlx::query_scalar(Self::AVATAR)
            .bind(account)
            .fetch_optional(db)
            .await?);
        Ok(hash.map(Avatar::stored))
    }

    pub(super) const AVATAR_FILE: &str =
        "SELECT CASE WHEN $2 = 96 THEN small ELSE large END FROM avatars WHERE hash = $1 LIMIT 1";

    /// The bytes of a picture of a member, in one of its sizes.
    pub async fn avatar_file(&self, hash: &str, side: i64) -> Result<Option<Vec<u8>>> {
        if !SIDES.iter().any(|kept| i64::from(*kept) == side) {
            return Ok(None);
        }
        Ok(browse!(self, |db| sqlx::query_scalar(Self::AVATAR_FILE)
            .bind(hash)
            .bind(side)
            .fetch_optional(&mut *db)
            .await?))
    }

    /// Takes the picture of a member away, if it is still the one that was seen; whatever it is where none is named.
    pub async fn remove_avatar(&self, account: i64, seen: Option<&str>) -> Result<bool> {
        const REMOVE: &str =
            "DELETE FROM avatars WHERE account_id = $1 AND hash = COALESCE($2, hash)";
        let removed = write!(self, |tx| sqlx::query(REMOVE)
            .bind(account)
            .bind(seen)
            .execute(&mut *tx)
            .await?
            .rows_affected());
        Ok(removed > 0)
    }
}
