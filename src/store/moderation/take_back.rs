//! Undo of a moderator's last action while nothing followed it.
//!
//! This covers every decision made in the same request, the ban made with it, and mail not sent
//! yet.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use super::decisions::{count, urgency};
use super::recusal::recuse;
use super::seals::seal;
use crate::account::Scope;
use crate::comment::{Reason, State};
use crate::error::Result;
use crate::moderation::{Route, UNDO};
use crate::notify::Event;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::mail::events::announced;
use crate::store::scores::lessons::unteach;
use crate::store::sites::scope::in_scope;
use crate::store::webhooks::events::tell_of_change;
use crate::store::{Store, Tx, micros, query, query_as, query_scalar, unknown};

/// Decision of an action that may be undone.
#[derive(sqlx::FromRow)]
struct UndoRow {
    id: i64,
    comment_id: i64,
    version: i64,
    decision: String,
    article_id: i64,
    state: String,
    reason: Option<String>,
    shown_at: Option<i64>,
    first_shown: bool,
    judged_before: Option<i64>,
    findings: i64,
    email: Option<String>,
}

/// Effects of a moderator's action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActionSummary {
    /// Number of comments decided about.
    pub decisions: i64,
    /// Number of those that were held and are shown since.
    pub posted: i64,
    /// Number of bans made with the action.
    pub bans: i64,
    /// Number of those that were lifted when the action was undone.
    pub lifted: i64,
    /// Number of messages about the action that were sent or are being sent.
    pub messages: i64,
}

/// Undoes one decision.
///
/// Returns the number of the decision that undoes it, or `None` if something followed the original
/// one.
async fn undo(
    tx: &mut Tx,
    row: &UndoRow,
    moderator: i64,
    action: Option<i64>,
    now: Timestamp,
) -> Result<Option<i64>> {
    let becomes = row.goes_back_to();
    let score: Option<i64> = query_scalar(Store::GO_BACK)
        .bind(row.comment_id)
        .bind(row.version)
        .bind(becomes.codes().0)
        .bind(row.judged_before.filter(|_| row.was_removal() && becomes == State::Visible))
        .bind(row.shown_at.filter(|_| becomes == State::Visible))
        .fetch_optional(tx)
        .await?;
    let Some(score) = score else { return Ok(None) };
    recuse(tx, Store::INVOLVED, row.comment_id, moderator, false).await?;
    let before = State::from_codes(&row.state, row.reason.as_deref())
        .ok_or_else(|| unknown("state", &row.state))?;
    let was_shown = row.shown_at.is_some();
    tell_of_change(tx, row.comment_id, (before, becomes), was_shown, now).await?;
    let id: i64 = query_scalar(Store::LOG)
        .bind(row.comment_id)
        .bind(moderator)
        .bind("restore")
        .bind(None::<&str>)
        .bind(None::<&str>)
        .bind(row.version + 1)
        .bind(micros(now))
        .bind(Route::Own.code())
        .bind(action)
        .bind(row.id)
        .fetch_one(tx)
        .await?;
    unteach(tx, row.comment_id, (row.id, id), now).await?;
    let reasons: Vec<String> = query_scalar(Store::REOPEN).bind(row.id).fetch_all(tx).await?;
    let illegal = reasons.iter().any(|reason| reason == Reason::Illegal.code());
    let reports = i64::try_from(reasons.len()).unwrap_or(i64::MAX);
    query(Store::SETTLE)
        .bind(row.comment_id)
        .bind(reports)
        .bind(urgency((reports, illegal), becomes, row.findings, score))
        .execute(tx)
        .await?;
    Ok(Some(id))
}

/// Lifts the ban made with an action.
async fn lift(tx: &mut Tx, action: i64, moderator: i64, now: Timestamp) -> Result<()> {
    let lifted: Vec<i64> = query_scalar(Store::LIFT_WITH_ACTION)
        .bind(action)
        .bind(moderator)
        .bind(micros(now))
        .fetch_all(tx)
        .await?;
    for ban in lifted {
        let number = Some(ban.to_string());
        log_staff(tx, StaffDeed::Lift, Some(moderator), None, number.as_deref(), now).await?;
    }
    Ok(())
}

/// Deletes the unsent mail of an action.
///
/// Returns the events and recipients concerned.
async fn withdraw(
    tx: &mut Tx,
    action: i64,
    undone: &[(&UndoRow, i64)],
    now: Timestamp,
) -> Result<Untold> {
    // Events first: a worker that processes one at this moment either has finished or finds no
    // event any more.
    let events: Vec<String> =
        query_scalar(Store::WITHDRAW_EVENTS).bind(action).fetch_all(tx).await?;
    let events: Vec<Event> =
        events.iter().filter_map(|body| serde_json::from_str(body).ok()).collect();
    for event in still_true(&events, undone) {
        announced(&event, now)?.execute(tx).await?;
    }
    let decisions: i64 = query_scalar(Store::DECISIONS_OF).bind(action).fetch_one(tx).await?;
    // A message may be about several decisions; it stays if one of them stands.
    let mut unsent: HashSet<String> = HashSet::new();
    if i64::try_from(undone.len()).ok() == Some(decisions) {
        let messages = query_scalar(Store::WITHDRAW_MAIL).bind(action);
        unsent.extend(messages.fetch_all(tx).await?);
    }
    let left: Vec<String> = query_scalar(Store::MAIL_OF).bind(action).fetch_all(tx).await?;
    unsent.retain(|address| !left.contains(address));
    Ok(Untold { events, unsent })
}

impl Store {
    // The plus keeps SQLite from searching all decisions a moderator ever made.
    pub(in crate::store) const MAY_TAKE_BACK: &str = concat!(
        "SELECT d.id, d.comment_id, d.version, d.decision,
            c.article_id, c.state, c.reason, c.shown_at,
            COALESCE(d.decision = 'keep' AND c.held_for IS NOT NULL
                AND c.shown_at = d.made_at, FALSE) AS first_shown,
            (SELECT p.made_at FROM decisions p
                WHERE p.comment_id = d.comment_id AND p.version = d.version - 1) AS judged_before,
            (SELECT COUNT(*) FROM findings f WHERE f.comment_id = d.comment_id) AS findings,
            COALESCE(a.email, c.email) AS email
        FROM decisions d JOIN comments c ON c.id = d.comment_id AND c.version = d.version
            LEFT JOIN accounts a ON a.id = c.account_id
        WHERE (d.id = $1 OR d.action_id = $1) AND +d.account_id = $2 AND +d.made_at > $3
            AND d.decision <> 'restore' AND ",
        in_scope!("c.site_id", "$4"),
        "
            AND c.expunged_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM decisions l
                WHERE l.account_id = $2 AND l.id > $1 AND COALESCE(l.action_id, l.id) <> $1)
            AND NOT EXISTS (SELECT 1 FROM decisions p
                WHERE p.comment_id = d.comment_id AND p.version = d.version - 1
                    AND p.decision = 'remove')
            AND NOT EXISTS (SELECT 1 FROM appeals p WHERE p.decision_id = d.id)
            AND NOT (d.decision = 'keep' AND c.held_for IS NOT NULL
                AND COALESCE(c.shown_at, 0) = d.made_at AND EXISTS (
                    SELECT 1 FROM comments n
                    WHERE n.root_id = COALESCE(c.root_id, c.id) AND n.parent_id = c.id))
        ORDER BY d.comment_id"
    );

    /// Returns whether at least one decision of an action may be undone.
    ///
    /// The action must be the last of this moderator and not older than [`UNDO`], and no other
    /// decision, appeal or answer may have followed the decision, which must be in the scope.
    pub async fn may_take_back(
        &self,
        scope: Scope,
        action: i64,
        moderator: i64,
        now: Timestamp,
    ) -> Result<bool> {
        let row: Option<UndoRow> = query_as(Self::MAY_TAKE_BACK)
            .bind(action)
            .bind(moderator)
            .bind(micros(now - UNDO))
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
        Ok(row.is_some())
    }

    const GO_BACK: &str = "UPDATE comments
            SET state = $3, reason = NULL, judged_at = $4, shown_at = $5, version = version + 1,
            featured_at = CASE WHEN $3 = 'visible' THEN featured_at END
        WHERE id = $1 AND version = $2 RETURNING score";
    pub(in crate::store) const REOPEN: &str =
        "UPDATE reports SET decision_id = NULL WHERE decision_id = $1 RETURNING reason";
    pub(in crate::store) const LIFT_WITH_ACTION: &str =
        "UPDATE bans SET lifted_by = $2, lifted_at = $3
        WHERE decision_id = $1 AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > $3)
            RETURNING id";
    pub(in crate::store) const WITHDRAW_EVENTS: &str =
        "DELETE FROM events WHERE action_id = $1 RETURNING body";
    // A leased message may be with the mail server at this moment.
    pub(in crate::store) const WITHDRAW_MAIL: &str = "DELETE FROM outbox
        WHERE action_id = $1 AND sent_at IS NULL AND lease IS NULL RETURNING recipient";
    pub(in crate::store) const MAIL_OF: &str = "SELECT recipient FROM outbox WHERE action_id = $1";
    pub(in crate::store) const DECISIONS_OF: &str =
        "SELECT COUNT(*) FROM decisions d WHERE d.id = $1 OR d.action_id = $1";

    /// Undoes the last action of a moderator.
    ///
    /// Removed comments are restored, kept ones wait again, closed reports are reopened, the ban is
    /// lifted and unsent mail is deleted. Decisions that something followed and those out of the
    /// scope are left as they are. Returns `false`, without any change, if nothing may be undone
    /// any more.
    pub async fn take_back(
        &self,
        scope: Scope,
        action: i64,
        moderator: i64,
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|mut tx| async move {
            let rows: Vec<UndoRow> = query_as(Self::MAY_TAKE_BACK)
                .bind(action)
                .bind(moderator)
                .bind(micros(now - UNDO))
                .bind(scope.account())
                .fetch_all(&mut tx)
                .await?;
            let mut undone: Vec<(&UndoRow, i64)> = Vec::new();
            for row in &rows {
                let first = undone.first().map(|(_, id)| *id);
                if let Some(id) = undo(&mut tx, row, moderator, first, now).await? {
                    undone.push((row, id));
                }
            }
            if undone.is_empty() {
                return Ok(tx.roll_back(false));
            }
            for (article, difference) in differences(&undone) {
                count(&mut tx, article, difference).await?;
            }
            lift(&mut tx, action, moderator, now).await?;
            let untold = withdraw(&mut tx, action, &undone, now).await?;
            for event in untold.corrections(&undone) {
                announced(&event, now)?.execute(&mut tx).await?;
            }
            let ids: Vec<i64> = undone.iter().map(|(_, id)| *id).collect();
            seal(&mut tx, &ids).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const ACTION_SUMMARY: &str = "SELECT
        (SELECT COUNT(*) FROM decisions d WHERE d.id = $1 OR d.action_id = $1) AS decisions,
        (SELECT COUNT(*) FROM decisions d JOIN comments c ON c.id = d.comment_id
            WHERE (d.id = $1 OR d.action_id = $1) AND d.decision = 'keep'
                AND c.held_for IS NOT NULL AND c.shown_at = d.made_at) AS posted,
        (SELECT COUNT(*) FROM bans b WHERE b.decision_id = $1) AS bans,
        (SELECT COUNT(*) FROM bans b WHERE b.decision_id = $1 AND b.lifted_at = $2) AS lifted,
        (SELECT COUNT(*) FROM outbox o
            WHERE o.action_id = $1 AND (o.sent_at IS NOT NULL OR o.lease IS NOT NULL)) AS messages";

    /// Returns the effects of an action. `at` is the time at which it was undone.
    pub async fn action_summary(&self, action: i64, at: Timestamp) -> Result<ActionSummary> {
        Ok(query_as(Self::ACTION_SUMMARY)
            .bind(action)
            .bind(micros(at))
            .fetch_one(&mut self.reader())
            .await?)
    }
}

/// Unsent mail of an action.
struct Untold {
    /// Events of which no message was made yet.
    events: Vec<Event>,
    /// Addresses whose messages were all deleted.
    unsent: HashSet<String>,
}

impl Untold {
    /// Returns events for authors who were informed that their comment was removed.
    ///
    /// They are now informed that it is back, with one event for each author.
    fn corrections(&self, undone: &[(&UndoRow, i64)]) -> Vec<Event> {
        let untold: HashSet<i64> = self.events.iter().flat_map(decisions).collect();
        let mut authors: Vec<(&str, Vec<i64>)> = Vec::new();
        for (row, id) in undone.iter().filter(|(row, _)| row.was_removal()) {
            let Some(email) = row.email.as_deref() else { continue };
            if untold.contains(&row.id) || self.unsent.contains(email) {
                continue;
            }
            match authors.iter_mut().find(|(known, _)| *known == email) {
                Some((_, ids)) => ids.push(*id),
                None => authors.push((email, vec![*id])),
            }
        }
        authors.into_iter().map(|(_, decisions)| Event::Decided { decisions }).collect()
    }
}

impl UndoRow {
    fn was_removal(&self) -> bool {
        self.decision == "remove"
    }

    /// Returns the state of the comment without this decision.
    ///
    /// A comment readers did not see before it is not shown.
    fn goes_back_to(&self) -> State {
        if self.shown_at.is_none() || self.first_shown { State::Held } else { State::Visible }
    }
}

/// Returns the decisions an event is about.
fn decisions(event: &Event) -> Vec<i64> {
    match event {
        Event::Decided { decisions } => decisions.clone(),
        _ => Vec::new(),
    }
}

/// Returns those of the events that still have to be announced: decisions that stand.
fn still_true(events: &[Event], undone: &[(&UndoRow, i64)]) -> Vec<Event> {
    let is_undone = |decision: &i64| undone.iter().any(|(row, _)| row.id == *decision);
    let stands = |event: &Event| match event {
        Event::Decided { decisions } => {
            let decisions: Vec<i64> =
                decisions.iter().copied().filter(|id| !is_undone(id)).collect();
            (!decisions.is_empty()).then_some(Event::Decided { decisions })
        }
        Event::Shown { comment } => {
            let is_back = undone.iter().any(|(row, _)| row.comment_id == *comment);
            (!is_back).then(|| event.clone())
        }
        other => Some(other.clone()),
    };
    events.iter().filter_map(stands).collect()
}

/// Returns the change in the number of visible comments of each article.
///
/// The articles are ordered by number.
fn differences(undone: &[(&UndoRow, i64)]) -> BTreeMap<i64, i64> {
    let mut articles = BTreeMap::new();
    for (row, _) in undone {
        *articles.entry(row.article_id).or_insert(0) +=
            i64::from(row.goes_back_to() == State::Visible) - i64::from(row.state == "visible");
    }
    articles
}
