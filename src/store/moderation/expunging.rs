//! Erasure of the text of a comment, with the decision that removes it.

use jiff::Timestamp;

use super::NewDecision;
use super::decisions::{count, decide, differences};
use super::recusal::recuse;
use super::seals::seal;
use crate::comment::State;
use crate::error::Result;
use crate::notify::Event;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::backup::erasures::of_comment;
use crate::store::mail::events::announced;
use crate::store::scores::lessons::FORGET_LESSONS;
use crate::store::{Store, micros, query};

/// Occasion on which the text of a comment is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expunging {
    /// An administrator decided so now.
    New,
    /// It was decided after the backup that was restored, by whom it concerned or not.
    Again,
}

impl Store {
    /// Removes a comment, unless it was removed before, and erases its text permanently.
    ///
    /// The author is notified, unless notified before of the removal. Returns false if another
    /// moderator decided first.
    pub async fn expunge(
        &self,
        new: &NewDecision<'_>,
        expunging: Expunging,
        now: Timestamp,
    ) -> Result<bool> {
        const ERASE: &str = "UPDATE comments SET body = '', html = '', text_key = NULL,
            link_key = NULL, expunged_at = $2, urgency = urgency - score, score = 0
            WHERE id = $1";
        const FINDINGS: &str = "UPDATE findings SET found = '' WHERE comment_id = $1";
        const REPORTS: &str = "UPDATE reports SET explanation = '' WHERE comment_id = $1";
        // A note may quote the text.
        const NOTES: &str = "DELETE FROM notes WHERE comment_id = $1";
        let was_removed = matches!(new.comment.state, State::Removed(_));
        let is_new = expunging == Expunging::New;
        self.write(|mut tx| async move {
            let Some(done) = decide(&mut tx, new, now, None).await? else {
                return Ok(tx.roll_back(false));
            };
            if is_new {
                recuse(&mut tx, Self::INVOLVED, new.comment.id, new.moderator, true).await?;
            }
            for (article, difference) in differences(std::slice::from_ref(&done)) {
                count(&mut tx, article, difference).await?;
            }
            query(ERASE).bind(new.comment.id).bind(micros(now)).execute(&mut tx).await?;
            query(FORGET_LESSONS).bind(new.comment.id).execute(&mut tx).await?;
            query(FINDINGS).bind(new.comment.id).execute(&mut tx).await?;
            query(REPORTS).bind(new.comment.id).execute(&mut tx).await?;
            query(NOTES).bind(new.comment.id).execute(&mut tx).await?;
            let (by, id) = (Some(new.moderator), Some(new.comment.id.to_string()));
            log_staff(&mut tx, StaffDeed::Expunge, by, None, id.as_deref(), now).await?;
            if is_new {
                of_comment(new.comment.id, new.moderator, now).execute(&mut tx).await?;
            }
            // The author of a comment that was removed before has been notified of that already.
            if is_new && !was_removed {
                announced(&Event::Decided { decisions: vec![done.id] }, now)?
                    .execute(&mut tx)
                    .await?;
            }
            seal(&mut tx, &[done.id]).await?;
            Ok(tx.commit(true))
        })
        .await
    }
}
