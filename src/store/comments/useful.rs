//! Marks of useful comments as rows. The counter is a column of the comment.

use jiff::Timestamp;

use crate::comment::State;
use crate::error::Result;
use crate::store::{Store, micros, query, query_as};

/// Reader who marks a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voter {
    /// Member, by the number of the account.
    Member(i64),
    /// Browser, by the hash of its visitor cookie.
    Browser([u8; 32]),
}

/// Outcome of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// The mark was set.
    Useful,
    /// The mark had been set and was removed.
    NoMore,
    /// Members cannot mark their own comments.
    Own,
    /// Readers do not see the comment.
    Gone,
}

impl Voter {
    /// Returns a unique key: account numbers have eight bytes, hashes 32.
    fn key(&self) -> Vec<u8> {
        match self {
            Self::Member(account) => account.to_be_bytes().to_vec(),
            Self::Browser(hash) => hash.to_vec(),
        }
    }

    fn account(&self) -> Option<i64> {
        match self {
            Self::Member(account) => Some(*account),
            Self::Browser(_) => None,
        }
    }
}

impl Store {
    /// Marks a comment as useful, or removes the mark.
    pub async fn mark_useful(&self, comment: i64, voter: &Voter, now: Timestamp) -> Result<Marked> {
        const WHOSE: &str = "SELECT state, account_id FROM comments WHERE id = $1";
        const UNMARK: &str = "DELETE FROM useful WHERE comment_id = $1 AND voter = $2";
        const MARK: &str =
            "INSERT INTO useful (comment_id, voter, account_id, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (comment_id, voter) DO NOTHING";
        const COUNT: &str = "UPDATE comments SET useful = useful + $2 WHERE id = $1";
        let (key, account) = (&voter.key(), voter.account());
        self.write(|mut tx| async move {
            let found: Option<(String, Option<i64>)> =
                query_as(WHOSE).bind(comment).fetch_optional(&mut tx).await?;
            match found {
                Some((_, author)) if account.is_some() && author == account => {
                    return Ok(tx.roll_back(Marked::Own));
                }
                Some((state, _)) if state == State::Visible.codes().0 => {}
                _ => return Ok(tx.roll_back(Marked::Gone)),
            }
            let unmarked = query(UNMARK).bind(comment).bind(key).execute(&mut tx).await? > 0;
            let marked = !unmarked
                && query(MARK)
                    .bind(comment)
                    .bind(key)
                    .bind(account)
                    .bind(micros(now))
                    .execute(&mut tx)
                    .await?
                    > 0;
            let change = i64::from(marked) - i64::from(unmarked);
            query(COUNT).bind(comment).bind(change).execute(&mut tx).await?;
            Ok(tx.commit(if unmarked { Marked::NoMore } else { Marked::Useful }))
        })
        .await
    }
}
