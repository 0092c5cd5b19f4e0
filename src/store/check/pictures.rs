//! Checks of pictures and their files, which are stored in the database.

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};

use super::{Check, Remedy, Rows};
use crate::error::Result;
use crate::store::query_as;

/// Number of bytes of a SHA-256 hash that are stored.
const KEPT: usize = 6;

impl Check<'_> {
    /// Compares the bytes of every picture with the hash computed when it was stored.
    pub(super) async fn pictures(&mut self) -> Result<()> {
        const NONE: &str = "SELECT p.id FROM pictures p
            WHERE NOT EXISTS (SELECT 1 FROM picture_files f WHERE f.picture_id = p.id)";
        self.tell("pictures", 0, 3);
        let outcome = self.find(NONE).await;
        if let Some(rows) = self.unless_damaged("pictures", outcome)? {
            let remedy = Remedy::ByHand("Upload them again at /desk/pictures.");
            self.found("pictures", "pictures without files", rows, remedy);
        }
        let outcome = self.other_bytes().await;
        if let Some(rows) = self.unless_damaged("picture_files", outcome)? {
            let remedy = Remedy::ByHand("Remove them at /desk/pictures and upload them again.");
            self.found(
                "picture_files",
                "pictures with other bytes than they were made of",
                rows,
                remedy,
            );
        }
        let outcome = self.other_avatars().await;
        if let Some(rows) = self.unless_damaged("avatars", outcome)? {
            let remedy =
                Remedy::ByHand("Remove them at /moderation; their owners can bring another.");
            self.found(
                "avatars",
                "members whose picture has other bytes than it was made of",
                rows,
                remedy,
            );
        }
        Ok(())
    }

    async fn other_bytes(&self) -> Result<Rows> {
        // In the order in which the files were made: of two with the same width, WebP came first.
        const FILES: &str = "SELECT p.id, p.hash, f.bytes
            FROM pictures p JOIN picture_files f ON f.picture_id = p.id
            ORDER BY p.id, f.width, f.kind DESC";
        let mut rows = Rows::default();
        let mut files = query_as::<(i64, String, Vec<u8>)>(FILES).fetch(self.store.reader());
        let mut current: Option<(i64, String, Sha256)> = None;
        while let Some((id, hash, bytes)) = files.try_next().await? {
            match &mut current {
                Some((of, _, digest)) if *of == id => digest.update(&bytes),
                _ => {
                    judge(current.take(), &mut rows);
                    current = Some((id, hash, Sha256::new_with_prefix(&bytes)));
                }
            }
        }
        judge(current, &mut rows);
        Ok(rows)
    }

    async fn other_avatars(&self) -> Result<Rows> {
        const AVATARS: &str =
            "SELECT account_id, hash, small, large FROM avatars ORDER BY account_id";
        let mut rows = Rows::default();
        let mut avatars =
            query_as::<(i64, String, Vec<u8>, Vec<u8>)>(AVATARS).fetch(self.store.reader());
        while let Some((id, hash, small, large)) = avatars.try_next().await? {
            let digest = Sha256::new_with_prefix(&small).chain_update(&large);
            judge(Some((id, hash, digest)), &mut rows);
        }
        Ok(rows)
    }
}

/// Adds a picture whose bytes do not match its hash.
fn judge(picture: Option<(i64, String, Sha256)>, rows: &mut Rows) {
    if let Some((id, hash, digest)) = picture
        && hex::encode(&digest.finalize()[..KEPT]) != hash
    {
        rows.add(&id);
    }
}
