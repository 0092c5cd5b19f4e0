//! Captcha challenges: the expected answer, the holder it is for, and whether it was solved.
//!
//! The holder is a browser, by its visitor cookie, or a form without one, by its own token
//! ([`crate::captcha::Challenge`]).
//!
//! An answer is compared once: the statement that finds the challenge also consumes it, so two
//! posts can't share one.

use jiff::Timestamp;

use super::counters::{Counter, counted};
use crate::captcha::MAX_LIVE;
use crate::error::Result;
use crate::store::comments::Code;
use crate::store::{Store, Tx, micros, query, query_as, query_scalar, unknown};

/// Kind of a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Picture with letters to read.
    Picture,
    /// Sound with digits to hear.
    Sound,
}

/// Parameters of a sound, by which it is generated again for a browser that requests part of it.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// Query string of the address at which it was requested.
    pub address: &'a str,
    /// Random bytes that it was generated with.
    pub seed: &'a [u8; 32],
}

/// Result of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It matched a live challenge, which is solved now and can be spent.
    Right,
    /// It matched no live challenge; all that were live are spent.
    Wrong,
    /// It matched a challenge that was issued too recently to have been read.
    ///
    /// All challenges that were live are spent.
    Hasty,
    /// There was nothing to answer: too old, already used, or never issued.
    Nothing,
}

/// Period in which a challenge must have been made to be compared with an answer.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// Time before which a challenge was made too long ago and has expired.
    pub after: Timestamp,
    /// Time after which a challenge was made too recently to have been read.
    pub before: Timestamp,
}

/// Spends the challenge that pays for an action.
///
/// Returns `None` if the code was accepted, which the caller still has to count, and otherwise the
/// reason for the refusal.
pub(in crate::store) async fn pay(
    tx: &mut Tx,
    code: &Code<'_>,
    now: Timestamp,
) -> Result<Option<Answer>> {
    let holder = code.holder.as_slice();
    let (made_after, made_before) = (micros(code.live.after), micros(code.live.before));
    let paid = query(Store::PAY)
        .bind(holder)
        .bind(code.answer)
        .bind(made_after)
        .bind(MAX_LIVE)
        .bind(made_before)
        .execute(tx)
        .await?;
    Ok(if paid > 0 {
        None
    } else if code.answer.is_empty() {
        Some(Answer::Nothing)
    } else {
        Some(fail(tx, holder, code.answer, made_after, now).await?)
    })
}

/// Spends all live challenges of a holder after a wrong answer, and returns the result.
async fn fail(
    tx: &mut Tx,
    holder: &[u8],
    answer: &str,
    made_after: i64,
    now: Timestamp,
) -> Result<Answer> {
    let meant: i64 =
        query_scalar(Store::MEANT).bind(holder).bind(made_after).bind(answer).fetch_one(tx).await?;
    let spent = query(Store::SPEND_ALL).bind(holder).bind(made_after).execute(tx).await?;
    let (answer, counter) = match (meant, spent) {
        (_, 0) => (Answer::Nothing, Counter::Failed),
        (0, _) => (Answer::Wrong, Counter::Failed),
        _ => (Answer::Hasty, Counter::Hasty),
    };
    counted(counter, now).execute(tx).await?;
    Ok(answer)
}

impl Store {
    /// Returns the secret of this installation; stores `fresh` as the secret if there is none.
    pub async fn secret(&self, fresh: &[u8; 32]) -> Result<[u8; 32]> {
        const MAKE: &str =
            "INSERT INTO installation (id, secret) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
        const LOOK: &str = "SELECT secret FROM installation WHERE id = 1";
        let secret: Vec<u8> = self
            .write(|mut tx| async move {
                query(MAKE).bind(fresh.as_slice()).execute(&mut tx).await?;
                let secret = query_scalar(LOOK).fetch_one(&mut tx).await?;
                Ok(tx.commit(secret))
            })
            .await?;
        secret.try_into().map_err(|_| unknown("secret", "of another length"))
    }

    /// Makes two requests of one browser wait for each other.
    ///
    /// PostgreSQL needs this. SQLite has one writer and doesn't, but it costs little there.
    pub(in crate::store) const TAKE_TURNS: &str =
        "UPDATE challenges SET visitor = visitor WHERE visitor = $1";
    pub(in crate::store) const EVICT: &str =
        "DELETE FROM challenges WHERE visitor = $1 AND NOT solved AND id NOT IN
        (SELECT id FROM challenges WHERE visitor = $1 AND NOT solved ORDER BY id DESC LIMIT $2)";

    /// Stores a challenge for a visitor.
    ///
    /// A visitor has at most [`MAX_LIVE`] unsolved challenges; the oldest beyond that are deleted.
    pub async fn add_challenge(
        &self,
        visitor: &[u8; 32],
        kind: Kind,
        answer: &str,
        now: Timestamp,
    ) -> Result<()> {
        self.add_made_challenge(visitor, kind, (answer, None), now).await
    }

    /// Stores a challenge for a visitor, with the parameters by which it can be generated again.
    ///
    /// A visitor has at most [`MAX_LIVE`] unsolved challenges; the oldest beyond that are deleted.
    pub async fn add_made_challenge(
        &self,
        visitor: &[u8; 32],
        kind: Kind,
        (answer, making): (&str, Option<Making<'_>>),
        now: Timestamp,
    ) -> Result<()> {
        const ADD: &str = "INSERT INTO challenges (visitor, answer, made_at, address, seed)
            VALUES ($1, $2, $3, $4, $5)";
        self.write(|mut tx| async move {
            query(Self::TAKE_TURNS).bind(visitor.as_slice()).execute(&mut tx).await?;
            query(ADD)
                .bind(visitor.as_slice())
                .bind(answer)
                .bind(micros(now))
                .bind(making.map(|making| making.address))
                .bind(making.map(|making| making.seed.as_slice()))
                .execute(&mut tx)
                .await?;
            query(Self::EVICT).bind(visitor.as_slice()).bind(MAX_LIVE).execute(&mut tx).await?;
            let asked = match kind {
                Kind::Picture => Counter::Pictures,
                Kind::Sound => Counter::Sounds,
            };
            counted(asked, now).execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    pub(in crate::store) const SOUND: &str = "SELECT answer, seed FROM challenges
        WHERE visitor = $1 AND address = $2 AND seed IS NOT NULL AND NOT solved AND made_at > $3
        ORDER BY id DESC LIMIT 1";

    /// Returns the answer and the random bytes of the newest live sound requested at an address.
    pub async fn sound(
        &self,
        visitor: &[u8; 32],
        address: &str,
        made_after: Timestamp,
    ) -> Result<Option<(String, [u8; 32])>> {
        let found: Option<(String, Vec<u8>)> = query_as(Self::SOUND)
            .bind(visitor.as_slice())
            .bind(address)
            .bind(micros(made_after))
            .fetch_optional(&mut self.reader())
            .await?;
        let Some((answer, seed)) = found else { return Ok(None) };
        let seed = seed.try_into().map_err(|_| unknown("seed", "of another length"))?;
        Ok(Some((answer, seed)))
    }

    pub(in crate::store) const SOLVE: &str = "UPDATE challenges SET solved = TRUE WHERE id =
        (SELECT id FROM challenges
        WHERE visitor = $1 AND answer = $2 AND NOT solved
            AND made_at > $3 AND made_at <= $5 AND id IN
            (SELECT id FROM challenges WHERE visitor = $1 AND NOT solved ORDER BY id DESC LIMIT $4)
        ORDER BY id LIMIT 1)";
    pub(in crate::store) const PAY: &str =
        "DELETE FROM challenges WHERE id = (SELECT id FROM challenges
        WHERE visitor = $1 AND made_at > $3 AND (solved OR (answer = $2 AND made_at <= $5 AND id IN
            (SELECT id FROM challenges
            WHERE visitor = $1 AND NOT solved ORDER BY id DESC LIMIT $4)))
        ORDER BY solved DESC, id LIMIT 1)";
    pub(in crate::store) const SPEND_ALL: &str =
        "DELETE FROM challenges WHERE visitor = $1 AND NOT solved AND made_at > $2";

    pub(in crate::store) const MEANT: &str = "SELECT COUNT(*) FROM challenges
        WHERE visitor = $1 AND made_at > $2 AND answer = $3 AND NOT solved";

    /// Compares an answer with all live challenges of a visitor.
    ///
    /// A match solves that challenge; any other answer spends all of them.
    pub async fn answer(
        &self,
        visitor: &[u8; 32],
        answer: &str,
        live: Live,
        now: Timestamp,
    ) -> Result<Answer> {
        self.write(|mut tx| async move {
            query(Self::TAKE_TURNS).bind(visitor.as_slice()).execute(&mut tx).await?;
            let solved = query(Self::SOLVE)
                .bind(visitor.as_slice())
                .bind(answer)
                .bind(micros(live.after))
                .bind(MAX_LIVE)
                .bind(micros(live.before))
                .execute(&mut tx)
                .await?;
            let result = if solved > 0 {
                counted(Counter::Solved, now).execute(&mut tx).await?;
                Answer::Right
            } else {
                fail(&mut tx, visitor.as_slice(), answer, micros(live.after), now).await?
            };
            Ok(tx.commit(result))
        })
        .await
    }

    pub(in crate::store) const SOLVED: &str =
        "SELECT COUNT(*) FROM challenges WHERE visitor = $1 AND solved AND made_at > $2";

    /// Returns whether a visitor has a solved challenge that is not spent.
    pub async fn has_solved(&self, visitor: &[u8; 32], made_after: Timestamp) -> Result<bool> {
        let count: i64 = query_scalar(Self::SOLVED)
            .bind(visitor.as_slice())
            .bind(micros(made_after))
            .fetch_one(&mut self.reader())
            .await?;
        Ok(count > 0)
    }
}
