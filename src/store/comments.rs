//! Comments as rows.

use jiff::Timestamp;

use super::challenges::{Answer, Live, fail, pay};
use super::events::written;
use super::tallies::{Tally, hour};
use super::together::Gather;
use super::{Store, micros, moment, read, unknown, write};
use crate::account::{Email, Name, Role};
use crate::comment::{
    Author, Brake, Comment, ECHO_SHARED, ECHO_WINDOW, Entry, Hold, REPEAT_WINDOW, Signature, State,
    link_key, names_somebody, page_of, text_key,
};
use crate::error::{Error, Result};
use crate::markup::Html;
use crate::moderation;
use crate::notify::Event;
use crate::picture::Avatar;

/// A comment about to be kept.
#[derive(Clone, Debug)]
pub struct NewComment<'a> {
    /// The article it stands under.
    pub article: i64,
    /// The comment it answers.
    pub parent: Option<i64>,
    /// Who says what.
    pub entry: &'a Entry,
    /// What it waits for, when readers are not to see it yet.
    pub hold: Option<Hold>,
    /// What held it, where no rule found anything.
    pub brake: Option<Brake>,
    /// What the rules found in it: the rule, and the words.
    pub findings: &'a [(i64, String)],
    /// The network it came from, forgotten after 30 days.
    pub network: Option<&'a str>,
    /// The browser a guest sent it with, by the hash of its visitor cookie.
    pub browser: Option<&'a [u8; 32]>,
    /// Whether its writer wants to hear of answers.
    pub notify: bool,
    /// What a text that says much the same would share with it.
    pub sketches: Vec<i64>,
    /// What a repeat of it would share with it.
    pub fingerprints: Vec<[u8; 32]>,
    /// The code that pays for it, where one is asked for.
    pub code: Option<Code<'a>>,
}

impl NewComment<'_> {
    /// What somebody may have to be told of once it is kept under this number.
    fn events(&self, comment: i64) -> Vec<Event> {
        let by_guest = matches!(self.entry.signature, Signature::Guest(..));
        let ends_by_mail = self.brake.is_some_and(Brake::ends_by_mail);
        let mut events = match self.hold {
            None if self.parent.is_some() || names_somebody(self.entry.body.html()) => {
                vec![Event::Shown { comment }]
            }
            None => Vec::new(),
            Some(Hold::Email) => vec![Event::AwaitsEmail { comment }],
            Some(_) if ends_by_mail => {
                vec![Event::Waits { comment }, Event::AwaitsEmail { comment }]
            }
            Some(_) => vec![Event::Waits { comment }],
        };
        // The button for the comment proves the address just as well.
        if by_guest
            && self.hold != Some(Hold::Email)
            && !ends_by_mail
            && (self.notify || self.hold == Some(Hold::Approval))
        {
            events.push(Event::AddressUnproved { comment });
        }
        events
    }
}

/// A browser's answer to a code.
#[derive(Clone, Copy, Debug)]
pub struct Code<'a> {
    /// The hash of the visitor cookie.
    pub browser: &'a [u8; 32],
    /// The answer, normalised; a challenge solved before pays whatever it says.
    pub answer: &'a str,
    /// Which challenges it is compared with.
    pub live: Live,
    /// What a repeat from this browser would share with it: recognised before the code is looked at.
    pub repeat: [u8; 32],
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It is on disk, under this number; and the number of the thread that begins with it, if readers see one begin.
    New(i64, Option<i64>),
    /// It was there already, under this number.
    Repeat(i64),
    /// The code pays for nothing, and why; a wrong one has spent all that were live.
    Unpaid(Answer),
}

#[derive(sqlx::FromRow)]
pub(super) struct CommentRow {
    id: i64,
    article_id: i64,
    parent_id: Option<i64>,
    account_id: Option<i64>,
    name: Option<String>,
    email: Option<String>,
    role: Option<String>,
    html: String,
    state: String,
    reason: Option<String>,
    shown_at: Option<i64>,
    held_for: Option<String>,
    posted_at: i64,
    version: i64,
    useful: i64,
    avatar: Option<String>,
}

impl TryFrom<CommentRow> for Comment {
    type Error = Error;

    fn try_from(row: CommentRow) -> Result<Self> {
        let author = match (row.account_id, row.name, row.email) {
            (Some(id), Some(name), Some(email)) => {
                let role = row.role.unwrap_or_default();
                let role = Role::from_code(&role).ok_or_else(|| unknown("role", &role))?;
                let avatar = row.avatar.map(Avatar::stored);
                Author::Member {
                    id,
                    name: Name::stored(name),
                    email: Email::stored(email),
                    role,
                    avatar,
                }
            }
            (None, Some(name), Some(email)) => {
                Author::Guest { name: Name::stored(name), email: Email::stored(email) }
            }
            _ => Author::Former,
        };
        Ok(Self {
            id: row.id,
            article_id: row.article_id,
            parent: row.parent_id,
            author,
            state: State::from_codes(&row.state, row.reason.as_deref())
                .ok_or_else(|| unknown("state", &row.state))?,
            shown: row.shown_at.is_some(),
            held_for: row
                .held_for
                .as_deref()
                .map(|code| Hold::from_code(code).ok_or_else(|| unknown("hold", code)))
                .transpose()?,
            html: Html::stored(row.html).with_directions(),
            posted_at: moment(row.posted_at)?,
            version: row.version,
            useful: row.useful,
        })
    }
}

/// Comments with their authors, and what else is asked for, of whatever the rest of the statement chooses.
macro_rules! comments {
    ($rest:expr) => {
        comments!("", "", $rest)
    };
    ($more:literal, $joined:literal, $rest:expr) => {
        concat!(
            "SELECT c.id, c.article_id, c.parent_id, c.account_id, COALESCE(a.name, c.name) AS name,
                COALESCE(a.email, c.email) AS email, a.role, c.html, c.state, c.reason, c.shown_at, c.held_for, c.posted_at, c.version,
                c.useful, v.hash AS avatar ",
            $more,
            " FROM comments c LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN avatars v ON v.account_id = c.account_id ",
            $joined,
            $rest
        )
    };
}
pub(super) use comments;

const POST: &str = "INSERT INTO comments
        (article_id, parent_id, root_id, account_id, name, email, email_key, body, html, state, judged_at, shown_at, posted_at,
        held_for, network, notify, urgency, browser, proved, held_by, text_key, link_key)
    VALUES ($1, $2, (SELECT COALESCE(p.root_id, p.id) FROM comments p WHERE p.id = $2), $3, $4, $5, $6, $7, $8, $9,
        $10, $11, $12, $13, $14, $15, $16, $17,
        EXISTS (SELECT 1 FROM proofs f WHERE f.browser = $17 AND f.email_key = $6), $18, $19, $20)
    RETURNING id";
const FOUND: &str = "INSERT INTO findings (comment_id, rule_id, found) VALUES ($1, $2, $3)";
const ECHO: &str = "INSERT INTO echoes (comment_id, sketch, posted_at) VALUES ($1, $2, $3)";
const COUNT: &str =
    "UPDATE articles SET visible_comments = visible_comments + 1 WHERE id = $1 RETURNING threads";
// A row younger than an hour stands in the way; the database makes two at once wait for each other.
const CLAIM: &str = "INSERT INTO repeats (fingerprint, comment_id, posted_at) VALUES ($1, $2, $3)
    ON CONFLICT (fingerprint) DO UPDATE SET comment_id = excluded.comment_id, posted_at = excluded.posted_at
    WHERE repeats.posted_at <= $4";

/// The row of a comment, among statements for either database.
macro_rules! row_of {
    ($together:ident, $new:expr, $now:expr) => {{
        let (account, name, email, may_moderate) = match &$new.entry.signature {
            Signature::Guest(name, email) => (None, Some(name.as_str()), Some(email), false),
            Signature::Member(id, role) => (Some(*id), None, None, role.may_moderate()),
        };
        let held = $new.hold.is_some();
        $together
            .add(POST)
            .bind($new.article)
            .bind($new.parent)
            .bind(account)
            .bind(name)
            .bind(email.map(Email::as_str))
            .bind(email.map(Email::key))
            .bind($new.entry.body.text())
            .bind($new.entry.body.html().as_str())
            .bind(if held { State::Held } else { State::Visible }.codes().0)
            .bind((may_moderate && !held).then(|| micros($now)))
            .bind((!held).then(|| micros($now)))
            .bind(micros($now))
            .bind($new.hold.map(Hold::code))
            .bind($new.network)
            .bind($new.notify)
            .bind(moderation::urgency(0, false, held, $new.findings.len()))
            .bind($new.browser.filter(|_| account.is_none()).map(<[u8; 32]>::as_slice))
            .bind($new.brake.map(Brake::code))
            .bind(text_key($new.entry.body.text()))
            .bind(link_key($new.entry.body.html().as_str()))
    }};
}

/// What comes with the row of a comment, whose number it needs, among statements for either database.
macro_rules! rest_of {
    ($together:ident, $new:expr, $comment:expr, $fingerprints:expr, $now:expr) => {{
        let held = $new.hold.is_some();
        for fingerprint in $fingerprints {
            let claim = $together.add(CLAIM).bind(fingerprint.as_slice()).bind($comment);
            claim.bind(micros($now)).bind(micros($now - REPEAT_WINDOW));
        }
        if !held {
            $together.add(COUNT).bind($new.article);
        }
        for (rule, found) in $new.findings {
            $together.add(FOUND).bind($comment).bind(rule).bind(found);
        }
        if matches!($new.entry.signature, Signature::Guest(..)) {
            $together
                .add(Self::TALLY)
                .bind(hour($now))
                .bind(if held { Tally::Held } else { Tally::Shown }.code());
        }
        for sketch in &$new.sketches {
            $together.add(ECHO).bind($comment).bind(sketch).bind(micros($now));
        }
        for event in &$new.events($comment) {
            $together.add(Self::ANNOUNCE).bind(written(event)?).bind(micros($now));
        }
    }};
}

impl Store {
    /// The comment with this number.
    pub async fn comment(&self, id: i64) -> Result<Option<Comment>> {
        const COMMENT: &str = comments!("WHERE c.id = $1");
        let row: Option<CommentRow> =
            read!(self, |db| sqlx::query_as(COMMENT).bind(id).fetch_optional(db).await?);
        row.map(Comment::try_from).transpose()
    }

    pub(super) const PLACE: &str = "SELECT a.slug, COALESCE(r.ordinal, 1) FROM comments c
        JOIN articles a ON a.id = c.article_id JOIN comments r ON r.id = COALESCE(c.root_id, c.id)
        WHERE c.id = $1 AND c.state <> 'held' AND a.published_at <= $2";

    /// Where a comment that readers see stands: the slug of its article and the page of its thread.
    pub async fn place(&self, comment: i64, now: Timestamp) -> Result<Option<(String, i64)>> {
        let found: Option<(String, i64)> = read!(self, |db| sqlx::query_as(Self::PLACE)
            .bind(comment)
            .bind(micros(now))
            .fetch_optional(db)
            .await?);
        Ok(found.map(|(slug, ordinal)| (slug, page_of(ordinal))))
    }

    pub(super) const ECHOES: &str = "SELECT EXISTS (SELECT 1 FROM echoes
        WHERE sketch IN ($1, $2, $3, $4) AND posted_at > $5 GROUP BY comment_id HAVING COUNT(*) >= $6)";

    /// Whether a comment of the last day says much the same: shares most of the four sketches.
    pub async fn has_echo(&self, sketches: &[i64; 4], now: Timestamp) -> Result<bool> {
        let [a, b, c, d] = sketches;
        Ok(read!(self, |db| {
            let found: bool = sqlx::query_scalar(Self::ECHOES)
                .bind(a)
                .bind(b)
                .bind(c)
                .bind(d)
                .bind(micros(now - ECHO_WINDOW))
                .bind(ECHO_SHARED)
                .fetch_one(db)
                .await?;
            found
        }))
    }

    pub(super) const REPEAT: &str =
        "SELECT comment_id FROM repeats WHERE fingerprint = $1 AND posted_at > $2";

    /// The comment that was sent with one of these fingerprints within the last hour.
    pub async fn repeat_of(&self, fingerprint: &[u8; 32], now: Timestamp) -> Result<Option<i64>> {
        Ok(read!(self, |db| {
            sqlx::query_scalar(Self::REPEAT)
                .bind(fingerprint.as_slice())
                .bind(micros(now - REPEAT_WINDOW))
                .fetch_optional(db)
                .await?
        }))
    }

    /// Keeps a comment, unless it is a repeat or its code does not pay for it. When this returns, it is on disk.
    ///
    /// Code and comment are one transaction, and posts of one browser take turns: of the same post sent twice at once the slower
    /// finds the comment of the quicker, and of many guesses sent at once only the first is looked at.
    pub async fn post(&self, new: &NewComment<'_>, now: Timestamp) -> Result<Posted> {
        let since = micros(now - REPEAT_WINDOW);
        // In one order for everybody, or two transactions could each hold what the other waits for.
        let mut fingerprints = new.fingerprints.clone();
        fingerprints.sort_unstable();
        Ok(write!(self, begin_together, |tx| 'post: {
            let mut row = tx.together();
            if let Some(code) = &new.code {
                row.add(Self::TAKE_TURNS).bind(code.browser.as_slice());
                row.add(Self::REPEAT).bind(code.repeat.as_slice()).bind(since);
                if let Some(first) = row.run().await?.last().and_then(|repeat| repeat.number) {
                    break 'post Posted::Repeat(first);
                }
                if let Some(why) = pay!(tx, code, now) {
                    break 'post Posted::Unpaid(why);
                }
                row = tx.together();
                row.add(Self::TALLY).bind(hour(now)).bind(Tally::Solved.code());
                // What follows is undone for a repeat; its code stays spent.
                row.add("SAVEPOINT attempt");
            }
            row_of!(row, new, now);
            let id = row.run().await?.last().and_then(|row| row.number).ok_or(Error::Busy)?;
            let mut rest = tx.together();
            rest_of!(rest, new, id, &fingerprints, now);
            let came = rest.run().await?;
            let mut claims = fingerprints.iter().zip(&came);
            if let Some((fingerprint, _)) = claims.find(|(_, claim)| claim.rows == 0) {
                let first: Option<i64> = sqlx::query_scalar(Self::REPEAT)
                    .bind(fingerprint.as_slice())
                    .bind(since)
                    .fetch_optional(&mut *tx)
                    .await?;
                let repeat = Posted::Repeat(first.ok_or(Error::Busy)?);
                if new.code.is_none() {
                    return Ok(repeat);
                }
                sqlx::query("ROLLBACK TO SAVEPOINT attempt").execute(&mut *tx).await?;
                break 'post repeat;
            }
            // The database gave the thread its number as the row was added: the last there is.
            let threads = came.get(fingerprints.len()).and_then(|count| count.number);
            Posted::New(id, threads.filter(|_| new.parent.is_none() && new.hold.is_none()))
        }))
    }
}
