//! Links by mail as rows: known by the hash of what stands in them, used once.

use jiff::Timestamp;

use super::{Store, micros, moment, read, unknown};
use crate::error::{Error, Result};
use crate::ticket::{Purpose, Token};

/// What a link leads to; which of the numbers and texts are there depends on its purpose.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// What it is good for.
    pub purpose: Purpose,
    /// The account it changes.
    pub account: Option<i64>,
    /// The comment it shows.
    pub comment: Option<i64>,
    /// The decision it may be used against.
    pub decision: Option<i64>,
    /// The report whose outcome it may be used against.
    pub report: Option<i64>,
    /// The ban it may be used against.
    pub ban: Option<i64>,
    /// The article that is to be followed.
    pub article: Option<i64>,
    /// The name of the account to make.
    pub name: Option<String>,
    /// The address it was sent to, where that matters.
    pub email: Option<String>,
    /// The hash of the password of the account to make.
    pub password: Option<String>,
    /// Until when it is good.
    pub ends_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct TicketRow {
    purpose: String,
    account_id: Option<i64>,
    comment_id: Option<i64>,
    decision_id: Option<i64>,
    report_id: Option<i64>,
    ban_id: Option<i64>,
    article_id: Option<i64>,
    name: Option<String>,
    email: Option<String>,
    password: Option<String>,
    ends_at: i64,
}

impl TryFrom<TicketRow> for Ticket {
    type Error = Error;

    fn try_from(row: TicketRow) -> Result<Self> {
        Ok(Self {
            purpose: Purpose::from_code(&row.purpose)
                .ok_or_else(|| unknown("purpose", &row.purpose))?,
            account: row.account_id,
            comment: row.comment_id,
            decision: row.decision_id,
            report: row.report_id,
            ban: row.ban_id,
            article: row.article_id,
            name: row.name,
            email: row.email,
            password: row.password,
            ends_at: moment(row.ends_at)?,
        })
    }
}

impl Ticket {
    /// A ticket for a purpose, leading nowhere yet.
    pub fn new(purpose: Purpose, now: Timestamp) -> Self {
        let ends_at = now + purpose.lifetime();
        Self {
            purpose,
            account: None,
            comment: None,
            decision: None,
            report: None,
            ban: None,
            article: None,
            name: None,
            email: None,
            password: None,
            ends_at,
        }
    }
}

/// Keeps a ticket inside a transaction of either database: `issue!(tx, &token, &ticket)`.
macro_rules! issue {
    ($tx:ident, $token:expr, $ticket:expr) => {
        sqlx::query(Self::ISSUE)
            .bind($token.hash().as_slice())
            .bind($ticket.purpose.code())
            .bind($ticket.account)
            .bind($ticket.comment)
            .bind($ticket.decision)
            .bind($ticket.report)
            .bind($ticket.ban)
            .bind($ticket.name.as_deref())
            .bind($ticket.email.as_deref())
            .bind($ticket.password.as_deref())
            .bind(micros($ticket.ends_at))
            .bind($ticket.article)
            .execute(&mut *$tx)
            .await?
    };
}

/// Spends a ticket inside a transaction of either database; says whether it was still there.
macro_rules! spend {
    ($tx:ident, $token:expr) => {
        sqlx::query(Self::SPEND)
            .bind($token.hash().as_slice())
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0
    };
}
pub(super) use {issue, spend};

impl Store {
    pub(super) const ISSUE: &str = "INSERT INTO tickets (hash, purpose, account_id, comment_id, decision_id, report_id, ban_id,
            name, email, password, ends_at, article_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    pub(super) const SPEND: &str = "DELETE FROM tickets WHERE hash = $1";
    pub(super) const TICKET: &str =
        "SELECT purpose, account_id, comment_id, decision_id, report_id, ban_id, name, email,
            password, ends_at, article_id
        FROM tickets WHERE hash = $1 AND ends_at > $2";

    /// What a link leads to, while it is good. Looking spends nothing.
    pub async fn ticket(&self, token: &Token, now: Timestamp) -> Result<Option<Ticket>> {
        let row: Option<TicketRow> = read!(self, |db| {
            sqlx::query_as(Self::TICKET)
                .bind(token.hash().as_slice())
                .bind(micros(now))
                .fetch_optional(db)
                .await?
        });
        row.map(Ticket::try_from).transpose()
    }
}
