//! Appeals as rows: one a link, answered once, with what a granted one undoes in the same transaction.

use jiff::Timestamp;

use super::decisions::{Done, Found, count, differences, rule, urgency};
use super::events::announce;
use super::recusal::recuse;
use super::seals::seal;
use super::staff_log::{StaffDeed, log_staff};
use super::{Reported, Ruled, Ruling, Store, Ticket, micros, moment, read, unknown, write};
use crate::appeal::{Against, Outcome};
use crate::comment::State;
use crate::error::{Error, Result};
use crate::moderation::Decision;
use crate::notify::Event;
use crate::ticket::Token;

/// Somebody asks another moderator to look again.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// Its number.
    pub id: i64,
    /// The decision it is about.
    pub decision: Option<i64>,
    /// The report whose writer appeals.
    pub report: Option<i64>,
    /// The ban it is about.
    pub ban: Option<i64>,
    /// Where its writer hears of it.
    pub email: Option<String>,
    /// What they bring against the decision.
    pub text: String,
    /// When it was sent.
    pub made_at: Timestamp,
    /// What the second moderator found.
    pub answered: Option<Answered>,
}

/// What a second moderator found.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Who was right.
    pub outcome: Outcome,
    /// In which words.
    pub answer: String,
    /// Whose account answered.
    pub moderator_id: i64,
    /// The name of that account.
    pub moderator: String,
    /// When.
    pub at: Timestamp,
}

/// What a link by mail lets somebody appeal against.
#[derive(Clone, Debug)]
pub enum Contested {
    /// A comment of theirs was removed.
    Removal(Box<Ruled>),
    /// A comment they reported stays.
    Keeping(Box<Ruled>, Box<Reported>),
    /// They are banned.
    Ban(Banned),
}

/// A ban, as who appeals against it may know it.
#[derive(Clone, Debug)]
pub struct Banned {
    /// The ban.
    pub id: i64,
    /// What it says of why.
    pub why: String,
    /// Since when.
    pub made_at: Timestamp,
    /// Until when, unless for good.
    pub ends_at: Option<Timestamp>,
    /// Whether it was lifted.
    pub lifted: bool,
}

/// An answer about to be kept.
#[derive(Clone, Debug)]
pub struct AppealAnswer<'a> {
    /// Which appeal it answers.
    pub appeal: i64,
    /// What was found.
    pub outcome: Outcome,
    /// In which words.
    pub answer: &'a str,
    /// Whose account answers.
    pub moderator: i64,
    /// What it undoes.
    pub undo: Option<Undo<'a>>,
}

/// What a granted appeal undoes.
#[derive(Clone, Debug)]
pub enum Undo<'a> {
    /// A decision, by its opposite.
    Decision(Ruling<'a>),
    /// A ban, by lifting it.
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
    ends_at: Option<i64>,
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
    /// What kind of decision it is.
    pub fn against(&self) -> Against {
        match self {
            Self::Removal(_) => Against::Removal,
            Self::Keeping(..) => Against::Keeping,
            Self::Ban(_) => Against::Ban,
        }
    }

    /// The decision and its comment, unless it is a ban.
    pub fn ruled(&self) -> Option<&Ruled> {
        match self {
            Self::Removal(ruled) | Self::Keeping(ruled, _) => Some(ruled),
            Self::Ban(_) => None,
        }
    }

    /// Counts what happens to it, so that who answers says what they looked at. A ban is lifted once.
    pub fn version(&self) -> i64 {
        self.ruled().map_or(1, |ruled| ruled.comment.version)
    }

    /// Whether what was decided holds no longer, so that nothing is left to undo.
    pub fn is_moot(&self, now: Timestamp) -> bool {
        match self {
            Self::Removal(ruled) => !matches!(ruled.comment.state, State::Removed(_)),
            Self::Keeping(ruled, _) => ruled.comment.state != State::Visible,
            Self::Ban(ban) => ban.lifted || ban.ends_at.is_some_and(|end| end <= now),
        }
    }
}

macro_rules! appeals {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.decision_id, p.report_id, p.ban_id, p.email, p.text, p.made_at, p.outcome, p.answer, p.answered_by,
                m.name AS answerer, p.answered_at
            FROM appeals p LEFT JOIN accounts m ON m.id = p.answered_by ",
            $rest
        )
    };
}

impl Store {
    /// What somebody with these numbers on their link appeals against; `None` when they lead nowhere.
    pub async fn contested(
        &self,
        decision: Option<i64>,
        report: Option<i64>,
        ban: Option<i64>,
    ) -> Result<Option<Contested>> {
        const BAN: &str = "SELECT id, why, made_at, ends_at, lifted_at FROM bans WHERE id = $1";
        if let Some(decision) = decision {
            let Some(ruled) = self.ruled(decision).await? else { return Ok(None) };
            let Some(report) = report else { return Ok(Some(Contested::Removal(Box::new(ruled)))) };
            let report = self.reported(report).await?;
            return Ok(report.map(|report| Contested::Keeping(Box::new(ruled), Box::new(report))));
        }
        let Some(ban) = ban else { return Ok(None) };
        let row: Option<BannedRow> =
            read!(self, |db| sqlx::query_as(BAN).bind(ban).fetch_optional(db).await?);
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Contested::Ban(Banned {
            id: row.id,
            why: row.why,
            made_at: moment(row.made_at)?,
            ends_at: row.ends_at.map(moment).transpose()?,
            lifted: row.lifted_at.is_some(),
        })))
    }

    /// Keeps an appeal. A link that was used before changes nothing; against a ban one appeal is
    /// open at a time, and false is returned for another.
    pub async fn object(
        &self,
        token: &Token,
        ticket: &Ticket,
        text: &str,
        now: Timestamp,
    ) -> Result<bool> {
        // Two that come at once wait for each other here.
        const TAKE_TURNS: &str = "UPDATE bans SET kind = kind WHERE id = $1";
        const KEEP: &str =
            "INSERT INTO appeals (ticket, decision_id, report_id, ban_id, email, text, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ticket) DO NOTHING RETURNING id";
        const IS_KEPT: &str = "SELECT COUNT(*) FROM appeals WHERE ticket = $1";
        const ABOUT: &str = "SELECT comment_id FROM decisions WHERE id = $1";
        Ok(write!(self, |tx| {
            let mut others: i64 = 0;
            if let Some(ban) = ticket.ban {
                sqlx::query(TAKE_TURNS).bind(ban).execute(&mut *tx).await?;
                others =
                    sqlx::query_scalar(Self::OPEN_AGAINST).bind(ban).fetch_one(&mut *tx).await?;
            }
            if others > 0 {
                let own: i64 = sqlx::query_scalar(IS_KEPT)
                    .bind(token.hash().as_slice())
                    .fetch_one(&mut *tx)
                    .await?;
                return Ok(own > 0);
            }
            let kept: Option<i64> = sqlx::query_scalar(KEEP)
                .bind(token.hash().as_slice())
                .bind(ticket.decision)
                .bind(ticket.report)
                .bind(ticket.ban)
                .bind(ticket.email.as_deref())
                .bind(text)
                .bind(micros(now))
                .fetch_optional(&mut *tx)
                .await?;
            let Some(appeal) = kept else { return Ok(true) };
            announce!(tx, &Event::Appealed { appeal }, now);
            let comment: Option<i64> =
                sqlx::query_scalar(ABOUT).bind(ticket.decision).fetch_optional(&mut *tx).await?;
            if let Some(comment) = comment {
                announce!(tx, &Event::Waits { comment }, now);
            }
            true
        }))
    }

    pub(super) const OPEN_AGAINST: &str =
        "SELECT COUNT(*) FROM appeals WHERE ban_id = $1 AND outcome IS NULL";

    /// The appeal that a link was used for.
    pub async fn appeal_by(&self, token: &Token) -> Result<Option<Appeal>> {
        const APPEAL: &str = appeals!("WHERE p.ticket = $1");
        let row: Option<AppealRow> = read!(self, |db| sqlx::query_as(APPEAL)
            .bind(token.hash().as_slice())
            .fetch_optional(db)
            .await?);
        row.map(Appeal::try_from).transpose()
    }

    /// The appeal with this number.
    pub async fn appeal(&self, id: i64) -> Result<Option<Appeal>> {
        const APPEAL: &str = appeals!("WHERE p.id = $1");
        let row: Option<AppealRow> =
            read!(self, |db| sqlx::query_as(APPEAL).bind(id).fetch_optional(db).await?);
        row.map(Appeal::try_from).transpose()
    }

    /// Keeps an answer and what it undoes; false when somebody else was first, and then nothing changes. Refuses one by who wrote the
    /// comment, appeals or decided, while a colleague can answer.
    pub async fn answer_appeal(&self, answer: &AppealAnswer<'_>, now: Timestamp) -> Result<bool> {
        const ANSWER: &str =
            "UPDATE appeals SET outcome = $2, answer = $3, answered_by = $4, answered_at = $5
            WHERE id = $1 AND outcome IS NULL";
        const LIFT: &str =
            "UPDATE bans SET lifted_by = $2, lifted_at = $3 WHERE id = $1 AND lifted_at IS NULL";
        Ok(write!(self, |tx| {
            let answered = sqlx::query(ANSWER)
                .bind(answer.appeal)
                .bind(answer.outcome.code())
                .bind(answer.answer)
                .bind(answer.moderator)
                .bind(micros(now))
                .execute(&mut *tx)
                .await?;
            if answered.rows_affected() == 0 {
                return Ok(false);
            }
            recuse!(tx, Self::INVOLVED_IN_APPEAL, answer.appeal, answer.moderator, false);
            let mut decided = None;
            match &answer.undo {
                None => {}
                Some(Undo::Ban(ban)) => {
                    sqlx::query(LIFT)
                        .bind(ban)
                        .bind(answer.moderator)
                        .bind(micros(now))
                        .execute(&mut *tx)
                        .await?;
                    let (by, number) = (Some(answer.moderator), Some(ban.to_string()));
                    log_staff!(tx, StaffDeed::Lift, by, None::<i64>, number, now);
                }
                Some(Undo::Decision(ruling)) => {
                    let Some(done) = rule!(tx, ruling, now) else { return Ok(false) };
                    for (article, difference) in differences(std::slice::from_ref(&done)) {
                        count!(tx, article, difference);
                    }
                    decided = Some(done.id);
                }
            }
            announce!(tx, &Event::AppealAnswered { appeal: answer.appeal }, now);
            seal!(tx, decided.iter().copied());
            true
        }))
    }

    pub(super) const UNDID: &str = "SELECT id FROM decisions WHERE comment_id = $1 AND made_at = $2 AND route = 'appeal' AND decision = $3";

    /// The decision by which a granted appeal undid this one.
    pub async fn undid(&self, contested: &Ruled, answered_at: Timestamp) -> Result<Option<Ruled>> {
        let opposite =
            if matches!(contested.decision, Decision::Remove(_)) { "restore" } else { "remove" };
        let id: Option<i64> = read!(self, |db| {
            sqlx::query_scalar(Self::UNDID)
                .bind(contested.comment.id)
                .bind(micros(answered_at))
                .bind(opposite)
                .fetch_optional(db)
                .await?
        });
        match id {
            Some(id) => self.ruled(id).await,
            None => Ok(None),
        }
    }
}
