//! Copy of all data stored about one member, for download (GDPR, articles 15 and 20).
//!
//! Contains no secrets: no password hash, no keys.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Serialize, Serializer};

use crate::account::Account;
use crate::error::{Error, Result};
use crate::store::{Store, moment, query_as};

/// All data about one member, in the order of the downloaded file.
#[derive(Debug, Serialize)]
pub struct DataExport {
    account: OwnAccount,
    picture: Option<OwnPicture>,
    passkeys: Vec<OwnPasskey>,
    logins: Vec<OwnLogin>,
    sessions: Vec<OwnSession>,
    tokens: Vec<OwnToken>,
    comments: Vec<OwnComment>,
    reports: Vec<OwnReport>,
    appeals: Vec<OwnAppeal>,
    followed: Vec<OwnFollow>,
    decisions: Vec<OwnDecision>,
    letters: Vec<OwnLetter>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
struct OwnAccount {
    name: String,
    email: String,
    role: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    second_factor: bool,
    keys_on: bool,
    digest: String,
    mail_about_answers: bool,
    mail_about_mentions: bool,
    #[serde(serialize_with = "as_moment_or_null")]
    email_confirmed_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnPicture {
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    /// WebP file; the smaller size is made from the same source.
    #[serde(serialize_with = "as_base64")]
    file: Vec<u8>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnPasskey {
    name: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    used_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnLogin {
    issuer: String,
    subject: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    used_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnSession {
    device: String,
    #[serde(serialize_with = "as_moment")]
    opened_at: i64,
    #[serde(serialize_with = "as_moment")]
    used_at: i64,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnToken {
    name: String,
    scopes: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    used_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnComment {
    id: i64,
    article: String,
    article_slug: String,
    answers: Option<i64>,
    text: String,
    state: String,
    reason: Option<String>,
    #[serde(serialize_with = "as_moment")]
    posted_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    shown_at: Option<i64>,
    network: Option<String>,
    mail_about_answers: bool,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnReport {
    comment: i64,
    reason: String,
    explanation: String,
    name: Option<String>,
    email: Option<String>,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    decision: Option<String>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnAppeal {
    comment: Option<i64>,
    text: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    outcome: Option<String>,
    answer: Option<String>,
    #[serde(serialize_with = "as_moment_or_null")]
    answered_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnFollow {
    article: String,
    article_slug: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    stopped_at: Option<i64>,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnDecision {
    comment: i64,
    decision: String,
    reason: Option<String>,
    note: Option<String>,
    route: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
}

#[derive(Debug, Serialize, sqlx::FromRow)]
struct OwnLetter {
    subject: String,
    #[serde(serialize_with = "as_moment")]
    made_at: i64,
    #[serde(serialize_with = "as_moment_or_null")]
    sent_at: Option<i64>,
}

const ACCOUNT: &str = "SELECT a.name, a.email, a.role, a.made_at,
        (a.totp IS NOT NULL
            OR EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id)) AS second_factor,
        a.keys_on, a.digest, COALESCE(NOT m.answers_off, TRUE) AS mail_about_answers,
        COALESCE(NOT m.mentions_off, TRUE) AS mail_about_mentions,
        m.confirmed_at AS email_confirmed_at
    FROM accounts a LEFT JOIN mailboxes m ON m.email_key = a.email_key WHERE a.id = $1";
const PICTURE: &str = "SELECT made_at, large AS file FROM avatars WHERE account_id = $1";
const PASSKEYS: &str =
    "SELECT name, made_at, used_at FROM passkeys WHERE account_id = $1 ORDER BY id";
const LOGINS: &str = "SELECT issuer, subject, made_at, used_at FROM login_identities
    WHERE account_id = $1 ORDER BY id";
const SESSIONS: &str =
    "SELECT device, opened_at, used_at FROM sessions WHERE account_id = $1 ORDER BY opened_at";
const TOKENS: &str =
    "SELECT name, scopes, made_at, used_at FROM api_tokens WHERE account_id = $1 ORDER BY id";
const COMMENTS: &str = "SELECT c.id, t.title AS article, t.slug AS article_slug,
        c.parent_id AS answers, c.body AS text, c.state,
        c.reason, c.posted_at, c.shown_at, c.network, c.notify AS mail_about_answers
    FROM comments c JOIN articles t ON t.id = c.article_id WHERE c.account_id = $1 ORDER BY c.id";
const REPORTS: &str = "SELECT r.comment_id AS comment, r.reason, r.explanation, r.name, r.email,
        r.made_at, d.decision
    FROM reports r LEFT JOIN decisions d ON d.id = r.decision_id WHERE r.account_id = $1
    ORDER BY r.id";
// A comment's author may appeal as its author, or as the reporter of another comment.
const APPEALS: &str = "SELECT d.comment_id AS comment, p.text, p.made_at, p.outcome, p.answer,
        p.answered_at
    FROM appeals p LEFT JOIN decisions d ON d.id = p.decision_id
    LEFT JOIN comments c ON c.id = d.comment_id
    LEFT JOIN reports r ON r.id = p.report_id
    WHERE p.email = $2 OR r.account_id = $1 OR (p.report_id IS NULL AND c.account_id = $1)
    ORDER BY p.id";
const FOLLOWED: &str = "SELECT t.title AS article, t.slug AS article_slug, f.made_at, f.stopped_at
    FROM follows f JOIN articles t ON t.id = f.article_id WHERE f.email_key = $1
    ORDER BY f.made_at, t.id";
const DECISIONS: &str = "SELECT comment_id AS comment, decision, reason, note, route, made_at
    FROM decisions WHERE account_id = $1 ORDER BY id";
const LETTERS: &str =
    "SELECT subject, made_at, sent_at FROM outbox WHERE recipient = $1 ORDER BY id";

impl Store {
    /// Returns all data about one member.
    ///
    /// Fails with [`Error::NotFound`] if the account does not exist.
    pub async fn data_export(&self, account: &Account) -> Result<DataExport> {
        let (id, email) = (account.id, account.email.as_str());
        let mut db = self.reader();
        Ok(DataExport {
            account: query_as(ACCOUNT)
                .bind(id)
                .fetch_optional(&mut db)
                .await?
                .ok_or(Error::NotFound)?,
            picture: query_as(PICTURE).bind(id).fetch_optional(&mut db).await?,
            passkeys: query_as(PASSKEYS).bind(id).fetch_all(&mut db).await?,
            logins: query_as(LOGINS).bind(id).fetch_all(&mut db).await?,
            sessions: query_as(SESSIONS).bind(id).fetch_all(&mut db).await?,
            tokens: query_as(TOKENS).bind(id).fetch_all(&mut db).await?,
            comments: query_as(COMMENTS).bind(id).fetch_all(&mut db).await?,
            reports: query_as(REPORTS).bind(id).fetch_all(&mut db).await?,
            appeals: query_as(APPEALS).bind(id).bind(email).fetch_all(&mut db).await?,
            followed: query_as(FOLLOWED).bind(account.email.key()).fetch_all(&mut db).await?,
            decisions: query_as(DECISIONS).bind(id).fetch_all(&mut db).await?,
            letters: query_as(LETTERS).bind(email).fetch_all(&mut db).await?,
        })
    }
}

/// Serializes a time in microseconds as a string such as "2026-11-20T08:12:00Z".
fn as_moment<S: Serializer>(micros: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    let moment = moment(*micros).map_err(serde::ser::Error::custom)?;
    serializer.collect_str(&moment)
}

fn as_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64_STANDARD.encode(bytes))
}

#[expect(clippy::ref_option, reason = "serde hands a field by reference")]
fn as_moment_or_null<S: Serializer>(
    micros: &Option<i64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match micros {
        Some(micros) => as_moment(micros, serializer),
        None => serializer.serialize_none(),
    }
}
