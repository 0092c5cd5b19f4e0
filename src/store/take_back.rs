//! Taking back the last decision a moderator made, while nothing came after it.

use jiff::Timestamp;

use super::decisions::{count, urgency};
use super::events::announce;
use super::recusal::recuse;
use super::seals::seal;
use super::{Store, micros, read, write};
use crate::comment::{Reason, State};
use crate::error::Result;
use crate::moderation::{Route, UNDO};
use crate::notify::Event;

/// A last decision that may be taken back.
#[derive(sqlx::FromRow)]
struct LastRow {
    id: i64,
    decision: String,
    article_id: i64,
    state: String,
    shown_at: Option<i64>,
    first_shown: bool,
    judged_before: Option<i64>,
    findings: i64,
}

impl Store {
    pub(super) const MAY_TAKE_BACK: &str = "SELECT d.id, d.decision, c.article_id, c.state, c.shown_at,
            COALESCE(d.decision = 'keep' AND c.held_for IS NOT NULL AND c.shown_at = d.made_at, FALSE) AS first_shown,
            (SELECT p.made_at FROM decisions p WHERE p.comment_id = d.comment_id AND p.version = d.version - 1) AS judged_before,
            (SELECT COUNT(*) FROM findings f WHERE f.comment_id = d.comment_id) AS findings
        FROM decisions d JOIN comments c ON c.id = d.comment_id AND c.version = d.version
        WHERE d.comment_id = $1 AND d.version = $2 AND d.account_id = $3 AND d.made_at > $4 AND d.decision <> 'restore'
            AND c.expunged_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM decisions l WHERE l.account_id = d.account_id AND l.id > d.id)
            AND NOT EXISTS (SELECT 1 FROM decisions p
                WHERE p.comment_id = d.comment_id AND p.version = d.version - 1 AND p.decision = 'remove')
            AND NOT EXISTS (SELECT 1 FROM appeals a WHERE a.decision_id = d.id)
            AND NOT (d.decision = 'keep' AND c.held_for IS NOT NULL AND COALESCE(c.shown_at, 0) = d.made_at AND EXISTS (
                SELECT 1 FROM comments n WHERE n.root_id = COALESCE(c.root_id, c.id) AND n.parent_id = c.id))";

    /// Whether this is somebody's last decision, made a moment ago, with nothing after it: no other decision, appeal or answer.
    pub async fn may_take_back(
        &self,
        comment: i64,
        version: i64,
        moderator: i64,
        now: Timestamp,
    ) -> Result<bool> {
        let row: Option<LastRow> = read!(self, |db| {
            sqlx::query_as(Self::MAY_TAKE_BACK)
                .bind(comment)
                .bind(version)
                .bind(moderator)
                .bind(micros(now - UNDO))
                .fetch_optional(db)
                .await?
        });
        Ok(row.is_some())
    }

    pub(super) const REOPEN: &str =
        "UPDATE reports SET decision_id = NULL WHERE decision_id = $1 RETURNING reason";

    /// Takes back somebody's last decision: what was removed comes back, what was kept waits again, the reports it closed are
    /// open again. False when that may not be done any more, and then nothing changes.
    pub async fn take_back(
        &self,
        comment: i64,
        version: i64,
        moderator: i64,
        now: Timestamp,
    ) -> Result<bool> {
        const UNDO_IT: &str =
            "UPDATE comments SET state = $3, reason = NULL, judged_at = $4, shown_at = $5, version = version + 1
            WHERE id = $1 AND version = $2";
        Ok(write!(self, |tx| {
            let last: Option<LastRow> = sqlx::query_as(Self::MAY_TAKE_BACK)
                .bind(comment)
                .bind(version)
                .bind(moderator)
                .bind(micros(now - UNDO))
                .fetch_optional(&mut *tx)
                .await?;
            let Some(last) = last else { return Ok(false) };
            let becomes = last.goes_back_to();
            let changed = sqlx::query(UNDO_IT)
                .bind(comment)
                .bind(version)
                .bind(becomes.codes().0)
                .bind(
                    last.judged_before.filter(|_| last.was_removal() && becomes == State::Visible),
                )
                .bind(last.shown_at.filter(|_| becomes == State::Visible))
                .execute(&mut *tx)
                .await?;
            if changed.rows_affected() == 0 {
                return Ok(false);
            }
            recuse!(tx, Self::INVOLVED, comment, moderator, false);
            let id: i64 = sqlx::query_scalar(Self::LOG)
                .bind(comment)
                .bind(moderator)
                .bind("restore")
                .bind(None::<&str>)
                .bind(None::<&str>)
                .bind(version + 1)
                .bind(micros(now))
                .bind(Route::Own.code())
                .fetch_one(&mut *tx)
                .await?;
            let reasons: Vec<String> =
                sqlx::query_scalar(Self::REOPEN).bind(last.id).fetch_all(&mut *tx).await?;
            let illegal = reasons.iter().any(|reason| reason == Reason::Illegal.code());
            let reports = i64::try_from(reasons.len()).unwrap_or(i64::MAX);
            let urgency = urgency(reports, illegal, becomes, last.findings);
            sqlx::query(Self::SETTLE)
                .bind(comment)
                .bind(reports)
                .bind(urgency)
                .execute(&mut *tx)
                .await?;
            let difference =
                i64::from(becomes == State::Visible) - i64::from(last.state == "visible");
            count!(tx, last.article_id, difference);
            if last.was_removal() {
                announce!(tx, &Event::Decided { decisions: vec![id] }, now);
            }
            seal!(tx, [id]);
            true
        }))
    }
}

impl LastRow {
    fn was_removal(&self) -> bool {
        self.decision == "remove"
    }

    /// What the comment is without this decision. Nothing is shown that readers did not see before it.
    fn goes_back_to(&self) -> State {
        if self.shown_at.is_none() || self.first_shown { State::Held } else { State::Visible }
    }
}
