//! Tokens of e-mail links as rows, found by their hash and used once.

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::security::token::{Purpose, Token};
use crate::store::{Moment, Statement, Store, Tx, micros, query, query_as, unknown};

/// Token of an e-mail link. Which fields are set depends on its purpose.
#[derive(Clone, Debug)]
pub struct EmailToken {
    /// Purpose of the link.
    pub purpose: Purpose,
    /// Account it changes.
    pub account: Option<i64>,
    /// Comment it shows.
    pub comment: Option<i64>,
    /// Decision against which it permits an appeal.
    pub decision: Option<i64>,
    /// Report against whose outcome it permits an appeal.
    pub report: Option<i64>,
    /// Ban against which it permits an appeal.
    pub ban: Option<i64>,
    /// Article to follow.
    pub article: Option<i64>,
    /// Invitation to accept.
    pub invitation: Option<i64>,
    /// Name of the account to create.
    pub name: Option<String>,
    /// Address to which it was sent, where that matters.
    pub email: Option<String>,
    /// Password hash of the account to create; empty if it gets none.
    pub password: Option<String>,
    /// Issuer and subject of the person at a provider who gets the account to create.
    pub person: Option<(String, String)>,
    /// Time at which it expires.
    pub ends_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct EmailTokenRow {
    purpose: String,
    account_id: Option<i64>,
    comment_id: Option<i64>,
    decision_id: Option<i64>,
    report_id: Option<i64>,
    ban_id: Option<i64>,
    article_id: Option<i64>,
    invitation_id: Option<i64>,
    name: Option<String>,
    email: Option<String>,
    password: Option<String>,
    issuer: Option<String>,
    subject: Option<String>,
    ends_at: Moment,
}

impl TryFrom<EmailTokenRow> for EmailToken {
    type Error = Error;

    fn try_from(row: EmailTokenRow) -> Result<Self> {
        Ok(Self {
            purpose: Purpose::from_code(&row.purpose)
                .ok_or_else(|| unknown("purpose", &row.purpose))?,
            account: row.account_id,
            comment: row.comment_id,
            decision: row.decision_id,
            report: row.report_id,
            ban: row.ban_id,
            article: row.article_id,
            invitation: row.invitation_id,
            name: row.name,
            email: row.email,
            password: row.password,
            person: row.issuer.zip(row.subject),
            ends_at: row.ends_at.into(),
        })
    }
}

impl EmailToken {
    /// Creates a token for a purpose, with its lifetime and no other field set.
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
            invitation: None,
            name: None,
            email: None,
            password: None,
            person: None,
            ends_at,
        }
    }
}

/// Returns the statement that stores a token.
pub(in crate::store) fn issued<'t>(token: &Token, ticket: &'t EmailToken) -> Statement<'t> {
    query(Store::ISSUE)
        .bind(token.hash().to_vec())
        .bind(ticket.purpose.code())
        .bind(ticket.account)
        .bind(ticket.comment)
        .bind(ticket.decision)
        .bind(ticket.report)
        .bind(ticket.ban)
        .bind(ticket.name.as_deref())
        .bind(ticket.email.as_deref())
        .bind(ticket.password.as_deref())
        .bind(micros(ticket.ends_at))
        .bind(ticket.article)
        .bind(ticket.invitation)
        .bind(ticket.person.as_ref().map(|(issuer, _)| issuer.as_str()))
        .bind(ticket.person.as_ref().map(|(_, subject)| subject.as_str()))
}

/// Spends a token. Returns `false` if it was spent before.
pub(in crate::store) async fn spend(tx: &mut Tx, token: &Token) -> Result<bool> {
    Ok(query(Store::SPEND).bind(token.hash().as_slice()).execute(tx).await? > 0)
}

impl Store {
    pub(in crate::store) const ISSUE: &str =
        "INSERT INTO tickets (hash, purpose, account_id, comment_id,
            decision_id, report_id, ban_id, name, email, password, ends_at, article_id,
            invitation_id, issuer, subject)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    pub(in crate::store) const SPEND: &str = "DELETE FROM tickets WHERE hash = $1";
    pub(in crate::store) const TICKET: &str =
        "SELECT purpose, account_id, comment_id, decision_id, report_id, ban_id, name, email,
            password, ends_at, article_id, invitation_id, issuer, subject
        FROM tickets WHERE hash = $1 AND ends_at > $2";

    /// Returns what a link refers to, if it has not expired. The token remains unused.
    pub async fn email_token(&self, token: &Token, now: Timestamp) -> Result<Option<EmailToken>> {
        let row: Option<EmailTokenRow> = query_as(Self::TICKET)
            .bind(token.hash().as_slice())
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(EmailToken::try_from).transpose()
    }
}
