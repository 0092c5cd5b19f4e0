//! Notes of moderators for each other as rows: about a case, or about the author of a comment.
//!
//! A note about an author is found from each of their comments and is deleted when they delete
//! their account.

use constcat::concat;
use jiff::Timestamp;

use crate::account::Scope;
use crate::error::Result;
use crate::moderation::NoteAbout;
use crate::store::sites::scope::comment_in_sites;
use crate::store::{Store, micros, moment, query, query_as};

/// Note of a moderator.
#[derive(Clone, Debug)]
pub struct Note {
    /// Comment at which it was written.
    pub comment: i64,
    /// Name of the moderator.
    pub moderator: String,
    /// Text of the note.
    pub body: String,
    /// Time at which it was written.
    pub made_at: Timestamp,
}

type NoteRow = (i64, String, String, i64);

/// Head of a statement that selects notes; a condition follows.
const SELECT_NOTES: &str = "SELECT n.comment_id, m.name, n.body, n.made_at
    FROM notes n JOIN accounts m ON m.id = n.account_id WHERE ";
/// Condition that the comment of a note, and the one that was asked about, are in a scope.
const WITHIN: &str = concat!(
    " AND ($2 = 0 OR (",
    comment_in_sites!("n.comment_id", "$2"),
    " AND ",
    comment_in_sites!("$1", "$2"),
    "))"
);
/// End of a statement that begins with `SELECT_NOTES`.
const LATEST_50: &str = " ORDER BY n.id DESC LIMIT 50";

impl Store {
    pub(in crate::store) const NOTES_OF_CASE: &str =
        concat!(SELECT_NOTES, "n.comment_id = $1 AND n.about = 'case'", WITHIN, LATEST_50);
    pub(in crate::store) const NOTES_OF_PERSON: &str = concat!(
        SELECT_NOTES,
        "n.about = 'person' AND n.comment_id IN (
            SELECT id FROM (SELECT o.id FROM comments o
                WHERE o.account_id = (SELECT w.account_id FROM comments w WHERE w.id = $1)
                ORDER BY o.id DESC LIMIT 1000) e
            UNION ALL
            SELECT id FROM (SELECT o.id FROM comments o
                WHERE o.browser = (SELECT w.browser FROM comments w WHERE w.id = $1)
                ORDER BY o.id DESC LIMIT 1000) e
            UNION ALL
            SELECT id FROM (SELECT o.id FROM comments o
                WHERE o.proved AND o.email_key =
                    (SELECT w.email_key FROM comments w WHERE w.proved AND w.id = $1)
                ORDER BY o.id DESC LIMIT 1000) e
            UNION ALL
            SELECT id FROM comments WHERE id = $1
        )",
        WITHIN,
        LATEST_50
    );

    /// Returns the 50 latest notes about a case or about the author of that comment.
    ///
    /// Notes about an author are searched for at the author's last 1,000 comments. Those at
    /// comments out of the scope are left out.
    pub async fn notes(&self, scope: Scope, comment: i64, about: NoteAbout) -> Result<Vec<Note>> {
        let statement = match about {
            NoteAbout::Case => Self::NOTES_OF_CASE,
            NoteAbout::Commenter => Self::NOTES_OF_PERSON,
        };
        let rows: Vec<NoteRow> = query_as(statement)
            .bind(comment)
            .bind(scope.account())
            .fetch_all(&mut self.reader())
            .await?;
        let note = |(comment, moderator, body, made_at): NoteRow| {
            Ok(Note { comment, moderator, body, made_at: moment(made_at)? })
        };
        rows.into_iter().map(note).collect()
    }

    /// Stores a note, unless this moderator wrote the same text there already.
    ///
    /// Stores nothing at a comment out of the scope.
    pub async fn add_note(
        &self,
        scope: Scope,
        comment: i64,
        about: NoteAbout,
        (moderator, body): (i64, &str),
        now: Timestamp,
    ) -> Result<()> {
        const ADD: &str = concat!(
            "INSERT INTO notes (comment_id, about, account_id, body, made_at)
            SELECT $1, $2, $3, $4, $5
            WHERE NOT EXISTS (SELECT 1 FROM notes n
                WHERE n.comment_id = $1 AND n.about = $2 AND n.account_id = $3 AND n.body = $4)
            AND ($6 = 0 OR ",
            comment_in_sites!("$1", "$6"),
            ")"
        );
        let add = query(ADD)
            .bind(comment)
            .bind(about.code())
            .bind(moderator)
            .bind(body)
            .bind(micros(now))
            .bind(scope.account());
        self.execute(add).await.map(drop)
    }
}
