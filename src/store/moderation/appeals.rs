//! Appeals: one for each link, answered once.
//!
//! A granted appeal and what it undoes are written in the same transaction.

use constcat::concat;
use jiff::Timestamp;

use super::decisions::{count, decide, differences};
use super::recusal::recuse;
use super::seals::seal;
use super::{DecisionDetails, NewDecision, Reported};
use crate::account::Scope;
use crate::comment::State;
use crate::error::{Error, Result};
use crate::moderation::Decision;
use crate::moderation::appeal::{Against, Outcome};
use crate::notify::Event;
use crate::security::token::Token;
use crate::store::accounts::EmailToken;
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::mail::events::announced;
use crate::store::sites::scope::comment_in_sites;
use crate::store::{Moment, Store, micros, moment, query, query_as, query_scalar, unknown};

/// Request that another moderator reviews a decision.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// Id of the appeal.
    pub id: i64,
    /// Decision that the appeal is about.
    pub decision: Option<i64>,
    /// Report whose author appeals.
    pub report: Option<i64>,
    /// Ban that the appeal is about.
    pub ban: Option<i64>,
    /// Address that the answer is mailed to.
    pub email: Option<String>,
    /// Text of the appellant.
    pub text: String,
    /// Time at which the appeal was sent.
    pub made_at: Timestamp,
    /// Answer of the second moderator.
    pub answered: Option<Answered>,
}

/// Answer of a second moderator to an appeal.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Outcome of the appeal.
    pub outcome: Outcome,
    /// Text of the answer.
    pub answer: String,
    /// Id of the account that answered.
    pub moderator_id: i64,
    /// Name of that account.
    pub moderator: String,
    /// Time of the answer.
    pub at: Timestamp,
}

/// Decision that a mailed link allows the recipient to appeal against.
#[derive(Clone, Debug)]
pub enum Contested {
    /// Removal of a comment of the appellant.
    Removal(Box<DecisionDetails>),
    /// Keeping of a comment that the appellant reported.
    Keeping(Box<DecisionDetails>, Box<Reported>),
    /// Ban of the appellant.
    Ban(Banned),
}

/// Ban, with what its subject may see of it.
#[derive(Clone, Debug)]
pub struct Banned {
    /// Id of the ban.
    pub id: i64,
    /// Stated reason of the ban.
    pub why: String,
    /// Time from which the ban holds.
    pub made_at: Timestamp,
    /// End of the ban; `None` if it is permanent.
    pub ends_at: Option<Timestamp>,
    /// True if the ban was lifted.
    pub lifted: bool,
}

/// Answer to an appeal, to be stored.
#[derive(Clone, Debug)]
pub struct AppealAnswer<'a> {
    /// Id of the appeal.
    pub appeal: i64,
    /// Outcome.
    pub outcome: Outcome,
    /// Text of the answer.
    pub answer: &'a str,
    /// Id of the account that answers.
    pub moderator: i64,
    /// Change that a granted appeal brings about.
    pub undo: Option<Undo<'a>>,
}

/// Decision or ban that a granted appeal undoes.
#[derive(Clone, Debug)]
pub enum Undo<'a> {
    /// The decision that is opposite to the contested one.
    Decision(NewDecision<'a>),
    /// The id of a ban, which is lifted.
    Ban(i64),
}

#[derive(sqlx::FromRow)]
struct AppealRow {
    id: i64,
    decision_id: Option<i64>,
    report_id: Option<i64>,
    ban_id: Option<i64>,
    email: Option<String>,
    text: String,
    made_at: i64,
    outcome: Option<String>,
    answer: Option<String>,
    answered_by: Option<i64>,
    answerer: Option<String>,
    answered_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct BannedRow {
    id: i64,
    why: String,
    made_at: i64,
    ends_at: Option<Moment>,
    lifted_at: Option<i64>,
}

impl TryFrom<AppealRow> for Appeal {
    type Error = Error;

    fn try_from(row: AppealRow) -> Result<Self> {
        let answered = match (row.outcome, row.answer, row.answered_by, row.answered_at) {
            (Some(outcome), Some(answer), Some(by), Some(at)) => {
                let outcome =
                    Outcome::from_code(&outcome).ok_or_else(|| unknown("outcome", &outcome))?;
                let moderator = row.answerer.unwrap_or_default();
                Some(Answered { outcome, answer, moderator_id: by, moderator, at: moment(at)? })
            }
            _ => None,
        };
        Ok(Self {
            id: row.id,
            decision: row.decision_id,
            report: row.report_id,
            ban: row.ban_id,
            email: row.email,
            text: row.text,
            made_at: moment(row.made_at)?,
            answered,
        })
    }
}

impl Contested {
    /// Returns the kind of decision.
    pub fn against(&self) -> Against {
        match self {
            Self::Removal(_) => Against::Removal,
            Self::Keeping(..) => Against::Keeping,
            Self::Ban(_) => Against::Ban,
        }
    }

    /// Returns the decision and its comment, or `None` if it is a ban.
    pub fn details(&self) -> Option<&DecisionDetails> {
        match self {
            Self::Removal(details) | Self::Keeping(details, _) => Some(details),
            Self::Ban(_) => None,
        }
    }

    /// Returns the version of the contested comment, on which an answer is based.
    ///
    /// It is always 1 for a ban, which is lifted only once.
    pub fn version(&self) -> i64 {
        self.details().map_or(1, |details| details.comment.version)
    }

    /// Returns whether the decision no longer holds, so that nothing is left to undo.
    pub fn is_moot(&self, now: Timestamp) -> bool {
        match self {
            Self::Removal(details) => !matches!(details.comment.state, State::Removed(_)),
            Self::Keeping(details, _) => details.comment.state != State::Visible,
            Self::Ban(ban) => ban.lifted || ban.ends_at.is_some_and(|end| end <= now),
        }
    }
}

/// Head of a statement that selects appeals, with the name of the moderator who answered.
const SELECT_APPEALS: &str =
    "SELECT p.id, p.decision_id, p.report_id, p.ban_id, p.email, p.text, p.made_at,
        p.outcome, p.answer, p.answered_by, m.name AS answerer, p.answered_at
    FROM appeals p LEFT JOIN accounts m ON m.id = p.answered_by ";

impl Store {
    /// Returns the decision that a link with these ids allows to appeal against, if it exists.
    pub async fn contested(
        &self,
        decision: Option<i64>,
        report: Option<i64>,
        ban: Option<i64>,
    ) -> Result<Option<Contested>> {
        const BAN: &str = "SELECT id, why, made_at, ends_at, lifted_at FROM bans WHERE id = $1";
        if let Some(decision) = decision {
            let Some(details) = self.decision_details(decision).await? else { return Ok(None) };
            let Some(report) = report else {
                return Ok(Some(Contested::Removal(Box::new(details))));
            };
            let report = self.reported(report).await?;
            return Ok(report.map(|report| Contested::Keeping(Box::new(details), Box::new(report))));
        }
        let Some(ban) = ban else { return Ok(None) };
        let row: Option<BannedRow> =
            query_as(BAN).bind(ban).fetch_optional(&mut self.reader()).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Contested::Ban(Banned {
            id: row.id,
            why: row.why,
            made_at: moment(row.made_at)?,
            ends_at: row.ends_at.map(Timestamp::from),
            lifted: row.lifted_at.is_some(),
        })))
    }

    /// Stores an appeal.
    ///
    /// A link that was used before changes nothing. Only one appeal against a ban is open at a
    /// time: returns false for another one.
    pub async fn object(
        &self,
        token: &Token,
        ticket: &EmailToken,
        text: &str,
        now: Timestamp,
    ) -> Result<bool> {
        // Of two appeals at the same moment, the second waits here.
        const TAKE_TURNS: &str = "UPDATE bans SET kind = kind WHERE id = $1";
        const KEEP: &str =
            "INSERT INTO appeals (ticket, decision_id, report_id, ban_id, email, text, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ticket) DO NOTHING RETURNING id";
        const IS_KEPT: &str = "SELECT COUNT(*) FROM appeals WHERE ticket = $1";
        const ABOUT: &str = "SELECT comment_id FROM decisions WHERE id = $1";
        self.write(|mut tx| async move {
            let mut others: i64 = 0;
            if let Some(ban) = ticket.ban {
                query(TAKE_TURNS).bind(ban).execute(&mut tx).await?;
                others = query_scalar(Self::OPEN_AGAINST).bind(ban).fetch_one(&mut tx).await?;
            }
            if others > 0 {
                let own: i64 =
                    query_scalar(IS_KEPT).bind(token.hash().as_slice()).fetch_one(&mut tx).await?;
                return Ok(tx.roll_back(own > 0));
            }
            let kept: Option<i64> = query_scalar(KEEP)
                .bind(token.hash().as_slice())
                .bind(ticket.decision)
                .bind(ticket.report)
                .bind(ticket.ban)
                .bind(ticket.email.as_deref())
                .bind(text)
                .bind(micros(now))
                .fetch_optional(&mut tx)
                .await?;
            let Some(appeal) = kept else { return Ok(tx.roll_back(true)) };
            announced(&Event::Appealed { appeal }, now)?.execute(&mut tx).await?;
            let comment: Option<i64> =
                query_scalar(ABOUT).bind(ticket.decision).fetch_optional(&mut tx).await?;
            if let Some(comment) = comment {
                announced(&Event::Waits { comment }, now)?.execute(&mut tx).await?;
            }
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const OPEN_AGAINST: &str =
        "SELECT COUNT(*) FROM appeals WHERE ban_id = $1 AND outcome IS NULL";

    /// Returns the appeal that a link was used for.
    pub async fn appeal_by(&self, token: &Token) -> Result<Option<Appeal>> {
        const APPEAL: &str = concat!(SELECT_APPEALS, "WHERE p.ticket = $1");
        let row: Option<AppealRow> = query_as(APPEAL)
            .bind(token.hash().as_slice())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Appeal::try_from).transpose()
    }

    /// Returns the appeal with this id, if it is about a comment in the scope.
    ///
    /// A ban holds for the whole board, so that an appeal against one is in no narrower scope.
    pub async fn appeal(&self, scope: Scope, id: i64) -> Result<Option<Appeal>> {
        const APPEAL: &str = concat!(
            SELECT_APPEALS,
            "WHERE p.id = $1 AND ($2 = 0 OR EXISTS (SELECT d.id FROM decisions d
                WHERE d.id = p.decision_id AND ",
            comment_in_sites!("d.comment_id", "$2"),
            "))"
        );
        let row: Option<AppealRow> = query_as(APPEAL)
            .bind(id)
            .bind(scope.account())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Appeal::try_from).transpose()
    }

    /// Stores an answer and what it undoes.
    ///
    /// Returns false, and changes nothing, if the appeal was answered already. Returns
    /// `Error::Forbidden` if the moderator wrote the comment, made the appeal or took the decision
    /// while a colleague can answer.
    pub async fn answer_appeal(&self, answer: &AppealAnswer<'_>, now: Timestamp) -> Result<bool> {
        const ANSWER: &str =
            "UPDATE appeals SET outcome = $2, answer = $3, answered_by = $4, answered_at = $5
            WHERE id = $1 AND outcome IS NULL";
        const LIFT: &str =
            "UPDATE bans SET lifted_by = $2, lifted_at = $3 WHERE id = $1 AND lifted_at IS NULL";
        self.write(|mut tx| async move {
            let answered = query(ANSWER)
                .bind(answer.appeal)
                .bind(answer.outcome.code())
                .bind(answer.answer)
                .bind(answer.moderator)
                .bind(micros(now))
                .execute(&mut tx)
                .await?;
            if answered == 0 {
                return Ok(tx.roll_back(false));
            }
            recuse(&mut tx, Self::INVOLVED_IN_APPEAL, answer.appeal, answer.moderator, false)
                .await?;
            let mut decided = None;
            match &answer.undo {
                None => {}
                Some(Undo::Ban(ban)) => {
                    query(LIFT)
                        .bind(ban)
                        .bind(answer.moderator)
                        .bind(micros(now))
                        .execute(&mut tx)
                        .await?;
                    let (by, number) = (Some(answer.moderator), Some(ban.to_string()));
                    log_staff(&mut tx, StaffDeed::Lift, by, None, number.as_deref(), now).await?;
                }
                Some(Undo::Decision(new)) => {
                    let Some(done) = decide(&mut tx, new, now, None).await? else {
                        return Ok(tx.roll_back(false));
                    };
                    for (article, difference) in differences(std::slice::from_ref(&done)) {
                        count(&mut tx, article, difference).await?;
                    }
                    decided = Some(done.id);
                }
            }
            announced(&Event::AppealAnswered { appeal: answer.appeal }, now)?
                .execute(&mut tx)
                .await?;
            seal(&mut tx, decided.as_slice()).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const UNDID: &str = "SELECT id FROM decisions
        WHERE comment_id = $1 AND made_at = $2 AND route = 'appeal' AND decision = $3";

    /// Returns the decision by which a granted appeal undid this one.
    pub async fn undid(
        &self,
        contested: &DecisionDetails,
        answered_at: Timestamp,
    ) -> Result<Option<DecisionDetails>> {
        let opposite =
            if matches!(contested.decision, Decision::Remove(_)) { "restore" } else { "remove" };
        let id: Option<i64> = query_scalar(Self::UNDID)
            .bind(contested.comment.id)
            .bind(micros(answered_at))
            .bind(opposite)
            .fetch_optional(&mut self.reader())
            .await?;
        match id {
            Some(id) => self.decision_details(id).await,
            None => Ok(None),
        }
    }
}
