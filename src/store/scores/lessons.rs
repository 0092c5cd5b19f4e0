//! Lessons: what decisions of moderators taught about comments.
//!
//! The sum over the rows is all that is learnt, whatever their order. A row is never changed: one
//! that takes back an earlier row has its steps, which are subtracted. At most one lesson of a
//! comment is in force. Rows are deleted only with the text they were learnt from, or
//! with its author.

use constcat::concat;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use crate::error::Result;
use crate::score::{Language, Steps, Taught};
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

/// Number of rows after which the oldest are left out of the sum, once for so many.
const FORGOTTEN_AT_ONCE: i64 = 1_000;
/// Number of the newest rows that are in the sum.
const IN_SUM: i64 = 10_000;

/// Lesson to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewLesson {
    /// Lesson as the moderator gave it.
    pub taught: Taught,
    /// Language whose weights it changes.
    pub language: Language,
    /// Likelihood of an insult before the lesson, in per mille.
    pub insult_score: i64,
    /// Likelihood of self-promotion before the lesson, in per mille.
    pub promotion_score: i64,
    /// Change of the weights.
    pub steps: Steps,
}

/// Lesson as a term of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLesson {
    /// Row id.
    pub id: i64,
    /// Text of the comment.
    pub text: String,
    /// Language whose weights it changes.
    pub language: Language,
    /// Change of the weights.
    pub steps: Steps,
    /// Row id of the lesson that it takes back.
    pub undoes: Option<i64>,
}

/// Text of a comment to learn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonText {
    /// Row id of the comment.
    pub comment: i64,
    /// Text as typed.
    pub text: String,
    /// Language of the site, if the comment stands under a page of one.
    pub site_lang: Option<String>,
    /// Lesson of the comment that is in force, which a new one takes back.
    pub in_force: Option<(Taught, Language, Steps)>,
}

/// Numbers that change with every row that comes or goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct LessonMarks {
    /// Greatest row id, or 0.
    pub last: i64,
    /// Number of rows in the sum.
    pub count: i64,
    /// Sum of their ids.
    pub sum: i64,
}

impl LessonMarks {
    /// Returns the row id up to which rows are left out of the sum; the same on every node.
    pub fn floor(self) -> i64 {
        (self.last / FORGOTTEN_AT_ONCE * FORGOTTEN_AT_ONCE - IN_SUM).max(0)
    }
}

#[derive(sqlx::FromRow)]
struct LessonRow {
    id: i64,
    body: String,
    language: String,
    insult_step: i64,
    promotion_step: i64,
    undoes_id: Option<i64>,
}

impl From<LessonRow> for StoredLesson {
    fn from(row: LessonRow) -> Self {
        Self {
            id: row.id,
            text: row.body,
            language: Language::of(&row.language),
            steps: Steps { insult: row.insult_step, promotion: row.promotion_step },
            undoes: row.undoes_id,
        }
    }
}

#[derive(sqlx::FromRow)]
struct TextRow {
    id: i64,
    body: String,
    lang: Option<String>,
    taught: Option<String>,
    language: Option<String>,
    insult_step: Option<i64>,
    promotion_step: Option<i64>,
}

impl From<TextRow> for LessonText {
    fn from(row: TextRow) -> Self {
        let in_force = match (row.taught, row.language, row.insult_step, row.promotion_step) {
            (Some(taught), Some(language), Some(insult), Some(promotion)) => {
                let steps = Steps { insult, promotion };
                Taught::from_code(&taught).map(|taught| (taught, Language::of(&language), steps))
            }
            _ => None,
        };
        Self { comment: row.id, text: row.body, site_lang: row.lang, in_force }
    }
}

/// Head of the statements that insert lessons.
const INSERT: &str = "INSERT INTO score_lessons (comment_id, decision_id, undoes_id, language,
    taught, insult_score, promotion_score, insult_step, promotion_step, made_at) ";
/// Condition on a lesson `l` that nothing took back.
pub(in crate::store) const IN_FORCE: &str =
    "l.undoes_id IS NULL AND NOT EXISTS (SELECT 1 FROM score_lessons u
    WHERE u.comment_id = l.comment_id AND u.undoes_id = l.id)";

/// Takes back the lesson of a comment that is in force.
pub(in crate::store) async fn take_back_lesson(
    tx: &mut Tx,
    comment: i64,
    decision: Option<i64>,
    now: Timestamp,
) -> Result<()> {
    query(Store::TAKE_BACK_LESSON)
        .bind(comment)
        .bind(decision)
        .bind(micros(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Stores the lesson of a decision in place of the one of the same comment that was in force.
pub(in crate::store) async fn teach(
    tx: &mut Tx,
    comment: i64,
    decision: Option<i64>,
    lesson: Option<&NewLesson>,
    now: Timestamp,
) -> Result<()> {
    const TEACH: &str = concat!(INSERT, "VALUES ($1, $2, NULL, $3, $4, $5, $6, $7, $8, $9)");
    take_back_lesson(tx, comment, decision, now).await?;
    if let Some(lesson) = lesson {
        query(TEACH)
            .bind(comment)
            .bind(decision)
            .bind(lesson.language.code())
            .bind(lesson.taught.code())
            .bind(lesson.insult_score)
            .bind(lesson.promotion_score)
            .bind(lesson.steps.insult)
            .bind(lesson.steps.promotion)
            .bind(micros(now))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Brings the lessons of a comment back to what they were before a decision.
///
/// `undoing` is the decision that undoes it.
pub(in crate::store) async fn unteach(
    tx: &mut Tx,
    comment: i64,
    (decision, undoing): (i64, i64),
    now: Timestamp,
) -> Result<()> {
    take_back_lesson(tx, comment, Some(undoing), now).await?;
    query(Store::REINSTATE_LESSON)
        .bind(comment)
        .bind(decision)
        .bind(undoing)
        .bind(micros(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Deletes the lessons of a comment whose text is erased.
pub(in crate::store) const FORGET_LESSONS: &str = "DELETE FROM score_lessons WHERE comment_id = $1";
/// Deletes the lessons of the comments of an account.
pub(in crate::store) const FORGET_LESSONS_OF_ACCOUNT: &str = "DELETE FROM score_lessons
    WHERE comment_id IN (SELECT id FROM comments WHERE account_id = $1)";
/// Deletes the lessons of the comments of guests under an address.
pub(in crate::store) const FORGET_LESSONS_OF_GUEST: &str = "DELETE FROM score_lessons
    WHERE comment_id IN (SELECT id FROM comments WHERE email_key = $1 AND account_id IS NULL)";

impl Store {
    pub(in crate::store) const TAKE_BACK_LESSON: &str = concat!(
        INSERT,
        "SELECT l.comment_id, $2, l.id, l.language, l.taught, l.insult_score, l.promotion_score,
            l.insult_step, l.promotion_step, $3
        FROM score_lessons l WHERE l.comment_id = $1 AND ",
        IN_FORCE
    );
    pub(in crate::store) const REINSTATE_LESSON: &str = concat!(
        INSERT,
        "SELECT l.comment_id, $3, NULL, l.language, l.taught, l.insult_score, l.promotion_score,
            l.insult_step, l.promotion_step, $4
        FROM score_lessons u JOIN score_lessons l ON l.id = u.undoes_id
        WHERE u.comment_id = $1 AND u.decision_id = $2"
    );

    /// Returns the texts of these comments, each with its lesson in force, in the order of the ids.
    ///
    /// Comments that do not exist or were expunged are left out.
    pub async fn lesson_texts(&self, ids: &[i64]) -> Result<Vec<LessonText>> {
        const TEXTS: &str = concat!(
            "SELECT c.id, c.body, s.lang, l.taught, l.language, l.insult_step, l.promotion_step
            FROM comments c LEFT JOIN sites s ON s.id = c.site_id
                LEFT JOIN score_lessons l ON l.comment_id = c.id AND ",
            IN_FORCE,
            " WHERE c.expunged_at IS NULL AND c.id IN ("
        );
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
        let texts = format!("{TEXTS}{}) ORDER BY c.id", places.join(", "));
        let rows: Vec<TextRow> =
            query_as(AssertSqlSafe(texts)).bind_all(ids).fetch_all(&mut self.reader()).await?;
        Ok(rows.into_iter().map(LessonText::from).collect())
    }

    /// Stores what a moderator said of a comment without a decision about it.
    ///
    /// Returns `false`, and changes nothing, if the text is gone or the same was said before.
    pub async fn teach(&self, comment: i64, lesson: &NewLesson, now: Timestamp) -> Result<bool> {
        // The lock on the row makes two lessons about one comment wait for each other.
        const LOCK: &str =
            "UPDATE comments SET score = score WHERE id = $1 AND expunged_at IS NULL";
        const SAID: &str = concat!(
            "SELECT COUNT(*) FROM score_lessons l WHERE l.comment_id = $1 AND l.taught = $2 AND ",
            IN_FORCE
        );
        self.write(|mut tx| async move {
            if query(LOCK).bind(comment).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            let said: i64 = query_scalar(SAID)
                .bind(comment)
                .bind(lesson.taught.code())
                .fetch_one(&mut tx)
                .await?;
            if said > 0 {
                return Ok(tx.roll_back(false));
            }
            teach(&mut tx, comment, None, Some(lesson), now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const LESSON_MARKS: &str =
        "SELECT (SELECT COALESCE(MAX(l.id), 0) FROM score_lessons l) AS last,
            COUNT(*) AS count, CAST(COALESCE(SUM(id), 0) AS BIGINT) AS sum
        FROM score_lessons WHERE id > $1";

    /// Returns the marks of the rows above `floor`.
    pub async fn lesson_marks(&self, floor: i64) -> Result<LessonMarks> {
        Ok(query_as(Self::LESSON_MARKS).bind(floor).fetch_one(&mut self.reader()).await?)
    }

    pub(in crate::store) const LESSON_IDS: &str =
        "SELECT id FROM score_lessons WHERE id > $1 ORDER BY id";

    /// Returns the ids of the rows above `floor`.
    pub async fn lesson_ids(&self, floor: i64) -> Result<Vec<i64>> {
        Ok(query_scalar(Self::LESSON_IDS).bind(floor).fetch_all(&mut self.reader()).await?)
    }

    pub(in crate::store) const LESSONS_FROM: &str =
        "SELECT l.id, c.body, l.language, l.insult_step, l.promotion_step, l.undoes_id
        FROM score_lessons l JOIN comments c ON c.id = l.comment_id
        WHERE l.id >= $1 AND l.id <= $2 ORDER BY l.id";

    /// Returns the lessons from one row id to another, with the texts of their comments.
    pub async fn lessons(&self, first: i64, last: i64) -> Result<Vec<StoredLesson>> {
        let rows: Vec<LessonRow> = query_as(Self::LESSONS_FROM)
            .bind(first)
            .bind(last)
            .fetch_all(&mut self.reader())
            .await?;
        Ok(rows.into_iter().map(StoredLesson::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_lessons_leave_the_sum_a_thousand_at_a_time() {
        let floor = |last| LessonMarks { last, ..LessonMarks::default() }.floor();
        assert_eq!([0, 1, 10_000, 10_999, 11_000, 12_345].map(floor), [0, 0, 0, 0, 1_000, 2_000]);
    }
}
