//! Decisions of moderators, in an append-only log, and their effects on comments.

use jiff::Timestamp;

use super::recusal::recuse;
use super::seals::seal;
use crate::comment::{Author, Comment, Hold, State};
use crate::error::Result;
use crate::moderation::{self, Decision, Route};
use crate::notify::Event;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::comments::identity::Identity;
use crate::store::mail::events::announced_of_action;
use crate::store::scores::NewLesson;
use crate::store::scores::lessons::teach;
use crate::store::sites::scope::refuse_bound;
use crate::store::webhooks::events::tell_of_change;
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

/// Decision to be stored.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    /// Comment as the moderator saw it; its version must still be current.
    pub comment: &'a Comment,
    /// Decision.
    pub decision: Decision,
    /// State that the comment gets.
    pub becomes: State,
    /// Note to the author, which the log shows too.
    pub note: Option<&'a str>,
    /// Id of the account that decided.
    pub moderator: i64,
    /// Route by which the case came up; `None` derives it from open reports and rules.
    pub route: Option<Route>,
    /// Lesson that scores learn from it.
    pub lesson: Option<NewLesson>,
}

/// Ban of the author that comes with a removal.
#[derive(Clone, Debug)]
pub struct AuthorBan {
    /// Reason.
    pub why: String,
    /// End of the ban; `None` if it is permanent.
    pub ends_at: Option<Timestamp>,
}

/// Circumstances of a comment at the time of the decision.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct Found {
    held_for: Option<String>,
    open_reports: i64,
    pub(in crate::store) findings: i64,
    score: i64,
}

/// Stored decision, with a flag for whether the author is notified.
pub(in crate::store) struct Done<'a> {
    pub(in crate::store) id: i64,
    pub(in crate::store) new: &'a NewDecision<'a>,
    pub(in crate::store) tell: bool,
}

/// Stores one decision.
///
/// `action` is the id of the first decision of the same action, if there is one. Returns `None` if
/// the comment was changed since the moderator saw it.
pub(in crate::store) async fn decide<'n>(
    tx: &mut Tx,
    new: &'n NewDecision<'n>,
    now: Timestamp,
    action: Option<i64>,
) -> Result<Option<Done<'n>>> {
    let comment = new.comment;
    let (state, state_reason) = new.becomes.codes();
    let (decision, reason) = new.decision.codes();
    let found: Option<Found> = query_as(Store::BECOME)
        .bind(comment.id)
        .bind(comment.version)
        .bind(state)
        .bind(state_reason)
        .bind((new.becomes != State::Held).then(|| micros(now)))
        .bind((new.becomes == State::Visible).then(|| micros(now)))
        .fetch_optional(tx)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let id: i64 = query_scalar(Store::LOG)
        .bind(comment.id)
        .bind(new.moderator)
        .bind(decision)
        .bind(reason)
        .bind(new.note)
        .bind(comment.version + 1)
        .bind(micros(now))
        .bind(found.route(new).code())
        .bind(action)
        .bind(None::<i64>)
        .fetch_one(tx)
        .await?;
    query(Store::CLOSE_REPORTS).bind(comment.id).bind(id).execute(tx).await?;
    teach(tx, comment.id, Some(id), new.lesson.as_ref(), now).await?;
    let urgency = urgency((0, false), new.becomes, found.findings, found.score);
    query(Store::SETTLE).bind(comment.id).bind(0_i64).bind(urgency).execute(tx).await?;
    query(Store::FREE).bind(comment.id).execute(tx).await?;
    if !comment.shown && new.becomes == State::Visible && comment.concerns_others() {
        let event = Event::Shown { comment: comment.id };
        announced_of_action(&event, now, action.or(Some(id)))?.execute(tx).await?;
    }
    tell_of_change(tx, comment.id, (comment.state, new.becomes), comment.shown, now).await?;
    Ok(Some(Done { id, new, tell: found.concerns_somebody(new) }))
}

/// Adds to the number of visible comments of an article.
pub(in crate::store) async fn count(tx: &mut Tx, article: i64, difference: i64) -> Result<()> {
    if difference != 0 {
        query(Store::RECOUNT).bind(article).bind(difference).execute(tx).await?;
    }
    Ok(())
}

impl Store {
    pub(in crate::store) const BECOME: &str =
        "UPDATE comments SET state = $3, reason = $4, judged_at = $5,
            shown_at = COALESCE(shown_at, $6), version = version + 1,
            featured_at = CASE WHEN $3 = 'visible' THEN featured_at END
        WHERE id = $1 AND version = $2
        RETURNING held_for, open_reports, score,
            (SELECT COUNT(*) FROM findings f WHERE f.comment_id = comments.id) AS findings";
    pub(in crate::store) const LOG: &str =
        "INSERT INTO decisions (comment_id, account_id, decision, reason, note, version, made_at,
            route, action_id, undoes_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    pub(in crate::store) const CLOSE_REPORTS: &str =
        "UPDATE reports SET decision_id = $2 WHERE comment_id = $1 AND decision_id IS NULL";
    pub(in crate::store) const SETTLE: &str =
        "UPDATE comments SET open_reports = $2, urgency = $3 WHERE id = $1";
    pub(in crate::store) const FREE: &str = "DELETE FROM claims WHERE comment_id = $1";
    pub(in crate::store) const RECOUNT: &str =
        "UPDATE articles SET visible_comments = visible_comments + $2 WHERE id = $1";
    const BAN: &str = "INSERT INTO bans (kind, value, why, made_by, made_at, ends_at, decision_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

    /// Stores a decision and its effect on the comment.
    ///
    /// Returns false, and changes nothing, if the comment was decided about or changed meanwhile.
    /// Returns `Error::Forbidden` if the comment is the moderator's own, or if an appeal against a
    /// decision of theirs about it is open (`recusal`).
    pub async fn record(&self, new: &NewDecision<'_>, now: Timestamp) -> Result<bool> {
        Ok(self.record_all(std::slice::from_ref(new), now).await?[0].is_some())
    }

    /// Stores the decisions of one action, each independently of the others.
    ///
    /// Returns their ids, with `None` for those that another moderator preceded. If the moderator
    /// may not judge one of the comments, nothing is stored.
    pub async fn record_all(
        &self,
        decisions: &[NewDecision<'_>],
        now: Timestamp,
    ) -> Result<Vec<Option<i64>>> {
        self.record_action(decisions, false, None, now).await
    }

    /// Stores a decision with others that follow from it, and a ban of the author if given.
    ///
    /// Returns false, and changes nothing, if another moderator decided about the first comment
    /// before.
    pub async fn record_with_others(
        &self,
        decisions: &[NewDecision<'_>],
        ban: Option<&AuthorBan>,
        now: Timestamp,
    ) -> Result<bool> {
        let ids = self.record_action(decisions, true, ban, now).await?;
        Ok(ids.first().is_some_and(Option::is_some))
    }

    async fn record_action(
        &self,
        decisions: &[NewDecision<'_>],
        first_leads: bool,
        ban: Option<&AuthorBan>,
        now: Timestamp,
    ) -> Result<Vec<Option<i64>>> {
        // Always in the order of the ids; otherwise two transactions could each hold a lock that
        // the other waits for.
        let mut order: Vec<usize> = (0..decisions.len()).collect();
        order.sort_by_key(|index| decisions[*index].comment.id);
        let order = &order;
        self.write(|mut tx| async move {
            let mut ids = vec![None; decisions.len()];
            let mut details: Vec<Done<'_>> = Vec::new();
            let mut action = None;
            for index in order.iter().copied() {
                if let Some(done) = decide(&mut tx, &decisions[index], now, action).await? {
                    let (comment, by) = (decisions[index].comment.id, decisions[index].moderator);
                    recuse(&mut tx, Self::INVOLVED, comment, by, false).await?;
                    action = action.or(Some(done.id));
                    ids[index] = Some(done.id);
                    details.push(done);
                }
            }
            if first_leads && ids.first().is_none_or(Option::is_none) {
                return Ok(tx.roll_back(vec![None; decisions.len()]));
            }
            for (article, difference) in differences(&details) {
                count(&mut tx, article, difference).await?;
            }
            for event in told(&details) {
                announced_of_action(&event, now, action)?.execute(&mut tx).await?;
            }
            let banned = match (ban, ids.first(), decisions.first()) {
                (Some(ban), Some(Some(_)), Some(first)) => {
                    refuse_bound(&mut tx, first.moderator).await?;
                    let author: Option<Identity> = query_as(Self::IDENTITY)
                        .bind(first.comment.id)
                        .fetch_optional(&mut tx)
                        .await?;
                    author.and_then(|author| author.ban()).map(|whom| (ban, first, whom))
                }
                _ => None,
            };
            if let Some((ban, first, (kind, value))) = banned {
                let id: i64 = query_scalar(Self::BAN)
                    .bind(kind)
                    .bind(value)
                    .bind(&ban.why)
                    .bind(first.moderator)
                    .bind(micros(now))
                    .bind(ban.ends_at.map(micros))
                    .bind(action)
                    .fetch_one(&mut tx)
                    .await?;
                let (by, id) = (Some(first.moderator), Some(id.to_string()));
                log_staff(&mut tx, StaffDeed::Ban, by, None, id.as_deref(), now).await?;
            }
            let made: Vec<i64> = ids.iter().copied().flatten().collect();
            seal(&mut tx, &made).await?;
            Ok(tx.commit(ids))
        })
        .await
    }

    /// Bans the author of a comment, unless the same ban with the same reason is in force.
    ///
    /// Returns false, and changes nothing, if the author can't be told from others.
    pub async fn ban_author(
        &self,
        comment: i64,
        moderator: i64,
        ban: &AuthorBan,
        now: Timestamp,
    ) -> Result<bool> {
        const SAME: &str =
            "SELECT COUNT(*) FROM bans WHERE kind = $1 AND value = $2 AND lifted_at IS NULL
            AND (ends_at IS NULL OR ends_at > $3) AND why = $4";
        self.write(|mut tx| async move {
            refuse_bound(&mut tx, moderator).await?;
            let author = query_as::<Identity>(Self::IDENTITY).bind(comment).fetch_optional(&mut tx);
            let Some((kind, value)) = author.await?.and_then(|author| author.ban()) else {
                return Ok(tx.roll_back(false));
            };
            let same: i64 = query_scalar(SAME)
                .bind(kind)
                .bind(&value)
                .bind(micros(now))
                .bind(&ban.why)
                .fetch_one(&mut tx)
                .await?;
            if same == 0 {
                let id: i64 = query_scalar(Self::BAN)
                    .bind(kind)
                    .bind(value)
                    .bind(&ban.why)
                    .bind(moderator)
                    .bind(micros(now))
                    .bind(ban.ends_at.map(micros))
                    .bind(None::<i64>)
                    .fetch_one(&mut tx)
                    .await?;
                let id = Some(id.to_string());
                log_staff(&mut tx, StaffDeed::Ban, Some(moderator), None, id.as_deref(), now)
                    .await?;
            }
            Ok(tx.commit(true))
        })
        .await
    }
}

impl Found {
    /// Returns the route by which a case came up.
    pub(in crate::store) fn route(&self, new: &NewDecision<'_>) -> Route {
        let held_for = self.held_for.as_deref().and_then(Hold::from_code);
        new.route.unwrap_or_else(|| Route::found(new.comment.state, held_for, self.open_reports))
    }

    /// Returns whether the author is notified.
    ///
    /// The author is not notified of the keeping of a visible comment that nobody reported.
    pub(in crate::store) fn concerns_somebody(&self, new: &NewDecision<'_>) -> bool {
        let stays = new.decision == Decision::Keep && new.comment.state == State::Visible;
        !stays || self.open_reports > 0
    }
}

pub(in crate::store) fn urgency(
    (reports, illegal): (i64, bool),
    becomes: State,
    findings: i64,
    score: i64,
) -> i64 {
    let findings = usize::try_from(findings).unwrap_or(0);
    moderation::urgency(reports, illegal, becomes == State::Held, findings, score)
}

/// Returns the changes in the number of visible comments, by id of the article.
pub(in crate::store) fn differences(details: &[Done<'_>]) -> std::collections::BTreeMap<i64, i64> {
    let mut articles = std::collections::BTreeMap::new();
    for Done { new, .. } in details {
        let (before, after) = (new.comment.state, new.becomes);
        *articles.entry(new.comment.article_id).or_insert(0) +=
            i64::from(after == State::Visible) - i64::from(before == State::Visible);
    }
    articles
}

/// Returns one event for each address or account to notify, with all decisions about its comments.
fn told(details: &[Done<'_>]) -> Vec<Event> {
    let mut authors: Vec<(Option<String>, Vec<i64>)> = Vec::new();
    for Done { id, new, .. } in details.iter().filter(|details| details.tell) {
        let author = mailbox(&new.comment.author);
        match authors.iter_mut().find(|(known, _)| author.is_some() && *known == author) {
            Some((_, ids)) => ids.push(*id),
            None => authors.push((author, vec![*id])),
        }
    }
    authors.into_iter().map(|(_, decisions)| Event::Decided { decisions }).collect()
}

/// Returns the account or address of an author, which gets one e-mail about all its comments.
fn mailbox(author: &Author) -> Option<String> {
    match author {
        Author::Member { id, .. } => Some(id.to_string()),
        Author::Guest { email, .. } => email.as_ref().map(crate::account::Email::key),
        Author::Former => None,
    }
}
