//! Comments: reading and posting them.

pub(super) mod alike;
mod echoes;
pub(super) mod export;
pub(super) mod featured;
pub(super) mod follows;
pub(super) mod guests;
pub(super) mod identity;
pub(super) mod mentions;
mod place;
mod rows;
pub(super) mod surroundings;
pub(super) mod threads;
pub(super) mod useful;

pub use alike::{ALIKE_MAX, AlikeCounts, Likeness};
pub use export::{ExportedComment, ExportedState};
pub use featured::{FEATURED_MAX, Featuring};
pub use follows::{FollowNews, Followed, NEWS_MAX};
pub use identity::Namesake;
pub use mentions::MentionNews;
pub use place::Place;
pub use surroundings::Neighbour;
pub use useful::{Marked, Voter};

use constcat::concat;
use jiff::Timestamp;

use echoes::echoed;
pub(super) use rows::CommentRow;

use super::limits::challenges::{Answer, Live, pay};
use super::limits::counters::{Counter, counted};
use super::mail::events::announced;
use super::sites::pages::{NewPage, found_or_made};
use super::webhooks::events::told_of_comment;
use super::{Returned, Statement, Store, Tx, micros, query, query_as, query_scalar};
use crate::account::Email;
use crate::comment::{
    Brake, Comment, Entry, Hold, REPEAT_WINDOW, Signature, State, link_key, names_somebody,
    text_key,
};
use crate::error::{Error, Result};
use crate::moderation;
use crate::notify::Event;
use crate::webhook::EventKind;

/// Article that a comment is posted on.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// Article or page with this id.
    Article(i64),
    /// Page that may have no comment yet, and then comes into being.
    Page(NewPage<'a>),
}

/// Comment to be stored.
#[derive(Clone, Debug)]
pub struct NewComment<'a> {
    /// Article that it is posted on.
    pub article: Target<'a>,
    /// Id of the comment that it answers.
    pub parent: Option<i64>,
    /// Author and text.
    pub entry: &'a Entry,
    /// Reason for which it is hidden from readers for now; `None` if it is visible at once.
    pub hold: Option<Hold>,
    /// Check that held it, if no rule of the board matched.
    pub brake: Option<Brake>,
    /// Matches of the rules of the board: the id of the rule, and the text that matched.
    pub findings: &'a [(i64, String)],
    /// Network it came from, erased after 30 days.
    pub network: Option<&'a str>,
    /// Browser of a guest, by the hash of its visitor cookie.
    pub browser: Option<&'a [u8; 32]>,
    /// True if the author wants an e-mail about answers.
    pub notify: bool,
    /// Sketches that it has in common with near-duplicates (min-wise hashing).
    pub sketches: Option<[i64; 4]>,
    /// Likelihood that a moderator removes it, in per mille.
    pub score: i64,
    /// Fingerprints that it has in common with a repeat of the same post.
    pub fingerprints: Vec<[u8; 32]>,
    /// Answer to a challenge, if one is required.
    pub code: Option<Code<'a>>,
    /// Token of the site that names the author, if one does: its mark, and the time after which it
    /// is refused anyway.
    pub site_token: Option<(&'a [u8; 32], Timestamp)>,
}

impl NewComment<'_> {
    /// Returns the events to queue once it is stored with this id.
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
        // Confirming the comment by its link also confirms the address.
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

/// Answer to a challenge.
#[derive(Clone, Copy, Debug)]
pub struct Code<'a> {
    /// Hash of the visitor cookie, or that of a form without one.
    pub holder: &'a [u8; 32],
    /// Answer, normalised; a challenge that was solved before is accepted whatever the answer is.
    pub answer: &'a str,
    /// Period in which the challenges it is compared with were made.
    pub live: Live,
    /// Fingerprint of a repeat by this holder, looked up before the answer is compared.
    pub repeat: [u8; 32],
}

/// Result of posting a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The comment is on disk, with this id.
    ///
    /// The second value is the number of the thread that begins with it, if it is visible and
    /// answers no other comment.
    New(i64, Option<i64>),
    /// The same comment was posted before, with this id.
    Repeat(i64),
    /// The answer to the challenge was refused; a wrong one has spent all live challenges.
    Unpaid(Answer),
    /// The token of the site was used before.
    TokenUsed,
}

/// Head of a statement that selects comments with their authors; its conditions follow.
pub(super) const SELECT_COMMENTS: &str = concat!(COMMENT_COLUMNS, COMMENT_TABLES);
/// Head of a statement that selects comments with their authors and more columns, which follow.
pub(super) const COMMENT_COLUMNS: &str =
    "SELECT c.id, c.article_id, c.parent_id, c.account_id, COALESCE(a.name, c.name) AS name,
        COALESCE(a.email, c.email) AS email, a.role, c.html, c.state, c.reason, c.shown_at,
        c.held_for, c.posted_at, c.version, c.useful, v.hash AS avatar ";
/// Tables that follow `COMMENT_COLUMNS`; more joins may follow them.
pub(super) const COMMENT_TABLES: &str =
    " FROM comments c LEFT JOIN accounts a ON a.id = c.account_id
        LEFT JOIN avatars v ON v.account_id = c.account_id ";

const POST: &str = "INSERT INTO comments
        (article_id, parent_id, root_id, account_id, name, email, email_key, body, html, state,
        judged_at, shown_at, posted_at, held_for, network, notify, urgency, browser, proved,
        held_by, text_key, link_key, score, ordinal)
    VALUES ($1, $2, (SELECT COALESCE(p.root_id, p.id) FROM comments p WHERE p.id = $2), $3, $4, $5,
        $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
        EXISTS (SELECT 1 FROM proofs f WHERE f.browser = $17 AND f.email_key = $6), $18, $19,
        $20, $21,
        CASE WHEN $22 THEN COALESCE($23, (SELECT a.threads FROM articles a WHERE a.id = $1)) END)
    RETURNING id";
const FOUND: &str = "INSERT INTO findings (comment_id, rule_id, found) VALUES ($1, $2, $3)";
// Before the comment is inserted, whose thread has the number that this leads to.
const COUNT: &str = "UPDATE articles SET visible_comments = visible_comments + 1,
        threads = threads + CASE WHEN $2 THEN 1 ELSE 0 END
    WHERE id = $1 RETURNING threads";
// Changes no row if there is one younger than an hour; the lock on the row makes two posts at the
// same moment wait for each other.
const CLAIM: &str = "INSERT INTO repeats (fingerprint, comment_id, posted_at) VALUES ($1, $2, $3)
    ON CONFLICT (fingerprint) DO UPDATE
        SET comment_id = excluded.comment_id, posted_at = excluded.posted_at
    WHERE repeats.posted_at <= $4";

/// Number of threads that the statement before returns; in SQLite, the row has it by then.
const THREADS: Returned = Returned { place: 0, later: "NULL" };

impl NewComment<'_> {
    /// Returns whether a thread begins with it that readers see.
    fn begins_thread(&self) -> bool {
        self.parent.is_none() && self.hold.is_none()
    }

    /// Returns the statement that counts it, if readers see it.
    fn counted(&self, article: i64) -> Option<Statement<'static>> {
        let count = || query(COUNT).bind(article).bind(self.begins_thread());
        self.hold.is_none().then(count)
    }

    /// Returns the statement that inserts the row.
    fn row(&self, article: i64, now: Timestamp) -> Statement<'_> {
        let (account, name, email, may_moderate) = match &self.entry.signature {
            Signature::Guest(name, email) => (None, Some(name.as_str()), Some(email), false),
            Signature::Member(id, role) => (Some(*id), None, None, role.may_moderate()),
        };
        let held = self.hold.is_some();
        query(POST)
            .bind(article)
            .bind(self.parent)
            .bind(account)
            .bind(name)
            .bind(email.map(Email::as_str))
            .bind(email.map(Email::key))
            .bind(self.entry.body.text())
            .bind(self.entry.body.html().as_str())
            .bind(if held { State::Held } else { State::Visible }.codes().0)
            .bind((may_moderate && !held).then(|| micros(now)))
            .bind((!held).then(|| micros(now)))
            .bind(micros(now))
            .bind(self.hold.map(Hold::code))
            .bind(self.network)
            .bind(self.notify)
            .bind(moderation::urgency(0, false, held, self.findings.len(), self.score))
            .bind(self.browser.filter(|_| account.is_none()).map(<[u8; 32]>::as_slice))
            .bind(self.brake.map(Brake::code))
            .bind(text_key(self.entry.body.text()))
            .bind(link_key(self.entry.body.html().as_str()))
            .bind(self.score)
            .bind(self.begins_thread())
            .bind(self.hold.is_none().then_some(THREADS))
    }

    /// Returns the statements that store it.
    ///
    /// One counts it, if readers see it, one inserts it, and then come those that need its id, of
    /// which the first claim its fingerprints.
    fn statements<'s>(
        &'s self,
        article: i64,
        fingerprints: &'s [[u8; 32]],
        now: Timestamp,
    ) -> Vec<Statement<'s>> {
        let held = self.hold.is_some();
        let mut all: Vec<Statement<'_>> = self.counted(article).into_iter().collect();
        let comment = Returned { place: all.len(), later: "(SELECT MAX(id) FROM comments)" };
        all.push(self.row(article, now));
        let claim = |fingerprint: &'s [u8; 32]| {
            let claim = query(CLAIM).bind(fingerprint.as_slice()).bind(comment);
            claim.bind(micros(now)).bind(micros(now - REPEAT_WINDOW))
        };
        all.extend(fingerprints.iter().map(claim));
        for (rule, found) in self.findings {
            all.push(query(FOUND).bind(comment).bind(rule).bind(found));
        }
        if matches!(self.entry.signature, Signature::Guest(..)) {
            all.push(counted(if held { Counter::Held } else { Counter::Shown }, now));
        }
        all.extend(self.sketches.map(|sketches| echoed(comment, sketches, now)));
        let kind = if held { EventKind::CommentHeld } else { EventKind::CommentShown };
        let reason = self.brake.map(Brake::code).or(self.hold.map(Hold::code));
        all.push(told_of_comment(kind, comment, reason, now));
        all
    }
}

/// Comment with the slug of its article.
#[derive(sqlx::FromRow)]
struct OwnRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    article_slug: String,
}

impl Store {
    /// Returns the comment with this id.
    pub async fn comment(&self, id: i64) -> Result<Option<Comment>> {
        const COMMENT: &str = concat!(SELECT_COMMENTS, "WHERE c.id = $1");
        let row: Option<CommentRow> =
            query_as(COMMENT).bind(id).fetch_optional(&mut self.reader()).await?;
        row.map(Comment::try_from).transpose()
    }

    pub(in crate::store) const OWN: &str = concat!(
        COMMENT_COLUMNS,
        ", s.slug AS article_slug",
        COMMENT_TABLES,
        "JOIN articles s ON s.id = c.article_id
        WHERE c.account_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3"
    );

    /// Returns comments of an account before a row id, newest first, with the slugs of their
    /// articles.
    pub async fn comments_of(
        &self,
        account: i64,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<(Comment, String)>> {
        let rows: Vec<OwnRow> = query_as(Self::OWN)
            .bind(account)
            .bind(before.unwrap_or(i64::MAX))
            .bind(limit)
            .fetch_all(&mut self.reader())
            .await?;
        rows.into_iter().map(|row| Ok((row.comment.try_into()?, row.article_slug))).collect()
    }

    pub(super) const REPEAT: &str =
        "SELECT comment_id FROM repeats WHERE fingerprint = $1 AND posted_at > $2";

    /// Returns the comment that was posted with this fingerprint within the last hour.
    pub async fn repeat_of(&self, fingerprint: &[u8; 32], now: Timestamp) -> Result<Option<i64>> {
        Ok(query_scalar(Self::REPEAT)
            .bind(fingerprint.as_slice())
            .bind(micros(now - REPEAT_WINDOW))
            .fetch_optional(&mut self.reader())
            .await?)
    }

    /// Stores a comment, unless it is a repeat or its challenge is not solved.
    ///
    /// When this returns, the comment is on disk.
    ///
    /// The challenge and the comment are handled in one transaction, and posts of one browser wait
    /// for each other: of two identical posts at the same moment the second finds the comment of
    /// the first, and of many guesses at the same moment only the first is compared.
    pub async fn post(&self, new: &NewComment<'_>, now: Timestamp) -> Result<Posted> {
        let since = micros(now - REPEAT_WINDOW);
        // Always in the same order; otherwise two transactions could each hold a lock that the
        // other waits for.
        let mut fingerprints = new.fingerprints.clone();
        fingerprints.sort_unstable();
        let fingerprints = &fingerprints;
        self.write_together(|mut tx| async move {
            let mut row = Vec::new();
            if let Some(token) = new.site_token
                && !use_site_token(&mut tx, token).await?
            {
                let first = posted_before(&mut tx, &new.fingerprints, since).await?;
                return Ok(tx.roll_back(first.map_or(Posted::TokenUsed, Posted::Repeat)));
            }
            if let Some(code) = &new.code {
                let turns = query(Self::TAKE_TURNS).bind(code.holder.as_slice());
                let repeat = query(Self::REPEAT).bind(code.repeat.as_slice()).bind(since);
                let found = tx.run_all(vec![turns, repeat]).await?;
                if let Some(first) = found.last().and_then(|repeat| repeat.number) {
                    return Ok(tx.commit(Posted::Repeat(first)));
                }
                if let Some(why) = pay(&mut tx, code, now).await? {
                    return Ok(tx.commit(Posted::Unpaid(why)));
                }
                // For a repeat everything after this savepoint is rolled back; its challenge stays
                // spent.
                row = vec![counted(Counter::Solved, now), query("SAVEPOINT attempt")];
            }
            let article = match new.article {
                Target::Article(id) => id,
                Target::Page(page) => {
                    tx.run_all(std::mem::take(&mut row)).await?;
                    found_or_made(&mut tx, page, now).await?
                }
            };
            tx.run_all(row).await?;
            let stored = tx.run_as_one(new.statements(article, fingerprints, now)).await?;
            let (counted, stored) = stored.split_at(usize::from(new.hold.is_none()));
            let id = stored.first().and_then(|row| row.number).ok_or(Error::Busy)?;
            let mut claims = fingerprints.iter().zip(&stored[1..]);
            if let Some((fingerprint, _)) = claims.find(|(_, claim)| claim.rows == 0) {
                let first = posted_before(&mut tx, &[*fingerprint], since).await?;
                let repeat = Posted::Repeat(first.ok_or(Error::Busy)?);
                if new.code.is_none() {
                    return Ok(tx.roll_back(repeat));
                }
                query("ROLLBACK TO SAVEPOINT attempt").execute(&mut tx).await?;
                return Ok(tx.commit(repeat));
            }
            let events: Result<Vec<_>> =
                new.events(id).iter().map(|event| announced(event, now)).collect();
            tx.run_all(events?).await?;
            let threads = counted.first().and_then(|count| count.number);
            Ok(tx.commit(Posted::New(id, threads.filter(|_| new.begins_thread()))))
        })
        .await
    }
}

/// Returns the comment with the first of these fingerprints, if it was posted since then.
async fn posted_before(tx: &mut Tx, fingerprints: &[[u8; 32]], since: i64) -> Result<Option<i64>> {
    let Some(fingerprint) = fingerprints.first() else { return Ok(None) };
    let repeat = query_scalar(Store::REPEAT).bind(fingerprint.as_slice()).bind(since);
    Ok(repeat.fetch_optional(tx).await?)
}

/// Marks a token of a site as used. Returns `false` if it was used before.
///
/// The mark is forgotten when the token is refused by its time.
async fn use_site_token(tx: &mut Tx, (mark, ends_at): (&[u8; 32], Timestamp)) -> Result<bool> {
    const USE: &str = "INSERT INTO site_tokens (mark, ends_at) VALUES ($1, $2)
        ON CONFLICT (mark) DO NOTHING";
    Ok(query(USE).bind(mark.as_slice()).bind(micros(ends_at)).execute(tx).await? > 0)
}
