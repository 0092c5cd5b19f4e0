//! Plan of an import: which records become new rows, and in which order.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Executor};

use super::staging::{StagedAddress, Staging};
use crate::error::Result;
use crate::store::{Store, micros, query_as, query_scalar};

/// Number of keys looked up at once.
const LOOKED_UP: i64 = 500;

/// Thread whose place on the board is not known yet.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenThread {
    /// Number in the staging database.
    pub id: i64,
    /// Key in the other system.
    pub key: String,
    /// Host of its main address.
    pub host: Option<String>,
    /// Path of its main address.
    pub path: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Article of the file in JSON, if it has one.
    pub article: Option<String>,
    /// Number of its comments that are visible, held or removed.
    pub comments: i64,
}

/// Place of a thread on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Article that exists, by its number.
    Article(i64),
    /// Own page that exists, by its number.
    Page(i64),
    /// Article to be made.
    NewArticle,
    /// Own page to be made.
    NewPage,
    /// Page of a site that exists, by its number.
    SitePage(i64),
    /// Page of a site to be made.
    NewSitePage,
    /// No place: its comments do not come along.
    None,
}

impl Target {
    fn columns(self) -> (&'static str, Option<i64>, bool) {
        match self {
            Self::Article(id) => ("article", Some(id), false),
            Self::Page(id) => ("page", Some(id), false),
            Self::NewArticle => ("article", None, true),
            Self::NewPage => ("page", None, true),
            Self::SitePage(id) => ("site", Some(id), false),
            Self::NewSitePage => ("site", None, true),
            Self::None => ("none", None, false),
        }
    }
}

/// Joins threads of one address: the one with an article, else the first.
const JOIN: &str = "UPDATE threads SET main = CASE
    WHEN article IS NOT NULL OR path IS NULL THEN id
    ELSE COALESCE(
        (SELECT a.thread FROM addresses a JOIN threads t ON t.id = a.thread
            WHERE a.path = threads.path AND a.host = threads.host AND t.article IS NOT NULL),
        (SELECT MIN(o.id) FROM threads o WHERE o.path = threads.path AND o.host = threads.host
            AND o.article IS NULL))
    END";
const OF_THREADS: &str = "UPDATE comments SET thread_id =
    (SELECT t.main FROM threads t WHERE t.key = comments.thread)";
const PARENTS: &str = "UPDATE comments SET parent_id =
    (SELECT p.id FROM comments p WHERE p.key = comments.parent AND p.id <> comments.id
        AND p.thread_id = comments.thread_id)
    WHERE parent IS NOT NULL";
const ORPHANS: &str = "INSERT INTO notices (what, about, detail)
    SELECT 'comment ' || key, 'parent-missing', parent FROM comments
    WHERE parent IS NOT NULL AND parent_id IS NULL";
/// A comment without a name or an address has those of the person.
const NAMES: &str = "UPDATE comments SET
        name = COALESCE(comments.name, p.name),
        email = CASE WHEN comments.name IS NULL THEN COALESCE(comments.email, p.email)
            ELSE comments.email END,
        email_key = CASE WHEN comments.name IS NULL THEN COALESCE(comments.email_key, p.email_key)
            ELSE comments.email_key END
    FROM persons p
    WHERE p.key = comments.person AND comments.state <> 'removed'
        AND (comments.name IS NULL OR comments.email IS NULL)";
const NAMELESS: &str = "UPDATE comments SET name = ? WHERE name IS NULL AND state <> 'removed'";
/// Times that are missing or in the future become that of the article.
const TIMES_TOLD: &str = "INSERT INTO notices (what, about, detail)
    SELECT 'comment ' || key, 'time', '' FROM comments WHERE posted_at IS NULL OR posted_at > ?";
const TIMES: &str = "UPDATE comments SET posted_at = COALESCE(
        (SELECT COALESCE(t.published_at, t.made_at) FROM threads t WHERE t.id = comments.thread_id
            AND COALESCE(t.published_at, t.made_at) <= ?1),
        (SELECT MIN(o.posted_at) FROM comments o WHERE o.thread_id = comments.thread_id
            AND o.posted_at <= ?1),
        (SELECT MIN(o.posted_at) FROM comments o WHERE o.posted_at <= ?1),
        0)
    WHERE posted_at IS NULL OR posted_at > ?1";
/// Walks from the beginnings of threads to the answers. `at` is never before that of the parent.
///
/// The walk carries the number of the first comment: that in the staging database, or that on the
/// board if the first one is there already.
const WALK: &str = "CREATE TEMP TABLE walked AS
    WITH RECURSIVE walked (id, at, level, root, root_there) AS (
        SELECT id, posted_at, 0, CASE WHEN there IS NULL THEN id END, there_root
            FROM comments WHERE parent_id IS NULL
        UNION ALL
        SELECT c.id, MAX(c.posted_at, w.at), w.level + 1,
            CASE WHEN c.there IS NULL THEN w.root END, COALESCE(c.there_root, w.root_there)
            FROM walked w JOIN comments c ON c.parent_id = w.id
    )
    SELECT id, at, level, root, root_there FROM walked";
/// Comments in a circle of answers are reached from no beginning.
const CIRCLES_TOLD: &str = "INSERT INTO notices (what, about, detail)
    SELECT 'comment ' || key, 'parent-missing', parent FROM comments
    WHERE id NOT IN (SELECT id FROM walked)";
const CIRCLES: &str = "UPDATE comments SET parent_id = NULL
    WHERE id NOT IN (SELECT id FROM walked)";
/// Removed comments stay as tombstones if something under them stays.
const KEEP: &str = "UPDATE comments SET kept = 1 WHERE state <> 'removed' OR there IS NOT NULL";
const KEEP_ALL: &str = "UPDATE comments SET kept = 1";
const KEEP_TOMBSTONES: &str = "UPDATE comments SET kept = 1 WHERE kept = 0 AND id IN (
    WITH RECURSIVE above (id) AS (
        SELECT parent_id FROM comments WHERE kept = 1 AND parent_id IS NOT NULL
        UNION
        SELECT c.parent_id FROM above a JOIN comments c ON c.id = a.id
            WHERE c.parent_id IS NOT NULL
    ) SELECT id FROM above)";
const GONE: &str = "INSERT INTO left_out (what, reason)
    SELECT 'comment ' || key, 'removed' FROM comments WHERE kept = 0";
/// Order of the new comments: by time, parents first, then by their old number.
const RANK: &str = "CREATE TABLE plan AS
    SELECT ROW_NUMBER() OVER (ORDER BY w.at, w.level,
            CASE WHEN c.key NOT GLOB '*[^0-9]*' THEN CAST(c.key AS INTEGER) ELSE 0 END, c.id)
        AS rank, c.id AS comment, w.root AS root, w.root_there AS root_there
    FROM walked w JOIN comments c ON c.id = w.id WHERE c.kept = 1 AND c.there IS NULL";

impl Staging {
    /// Gives comments without a name that of the person who wrote them, or this one.
    pub async fn name_authors(&mut self, anonymous: &str) -> Result<()> {
        self.db.execute(NAMES).await?;
        sqlx::query(NAMELESS).bind(anonymous).execute(&mut self.db).await?;
        Ok(())
    }

    /// Joins the threads of one address, and leaves out the comments of no thread.
    pub async fn join_threads(&mut self) -> Result<()> {
        self.db.execute(JOIN).await?;
        self.db.execute(OF_THREADS).await?;
        self.leave_out_comments("thread_id IS NULL", "no-thread").await?;
        self.db.execute("CREATE INDEX comments_thread ON comments (thread_id, posted_at)").await?;
        Ok(())
    }

    /// Returns the most frequent host of the threads, the first in the alphabet of several.
    pub async fn most_frequent_host(&mut self) -> Result<Option<String>> {
        let host = "SELECT host FROM threads WHERE host <> '' GROUP BY host
            ORDER BY COUNT(*) DESC, host LIMIT 1";
        Ok(sqlx::query_scalar(host).fetch_optional(&mut self.db).await?)
    }

    /// Returns the hosts of the threads, up to ten.
    pub async fn hosts(&mut self) -> Result<Vec<String>> {
        let hosts = "SELECT DISTINCT host FROM threads WHERE host <> '' ORDER BY host LIMIT 10";
        Ok(sqlx::query_scalar(hosts).fetch_all(&mut self.db).await?)
    }

    /// Returns a batch of the threads that have a place of their own, after a number.
    pub async fn open_threads(&mut self, after: i64) -> Result<Vec<OpenThread>> {
        let threads = "SELECT t.id, t.key, t.host, t.path, t.title, t.article,
                (SELECT COUNT(*) FROM comments c WHERE c.thread_id = t.id) AS comments
            FROM threads t WHERE t.main = t.id AND t.id > ? ORDER BY t.id LIMIT ?";
        let threads = sqlx::query_as(threads).bind(after).bind(LOOKED_UP);
        Ok(threads.fetch_all(&mut self.db).await?)
    }

    /// Returns the addresses of a thread, the main one first.
    pub async fn addresses_of(&mut self, thread: i64) -> Result<Vec<StagedAddress>> {
        let addresses =
            "SELECT a.host, a.path, a.url FROM addresses a JOIN threads t ON t.id = a.thread
            WHERE t.main = ?
            ORDER BY t.id = t.main DESC, (a.host, a.path) = (t.host, t.path) DESC, a.path";
        Ok(sqlx::query_as(addresses).bind(thread).fetch_all(&mut self.db).await?)
    }

    /// Sets the place of a thread.
    pub async fn place_thread(&mut self, thread: i64, target: Target) -> Result<()> {
        let (kind, id, is_new) = target.columns();
        sqlx::query("UPDATE threads SET target = ?, new_id = ?, is_new = ? WHERE id = ?")
            .bind(kind)
            .bind(id)
            .bind(is_new)
            .bind(thread)
            .execute(&mut self.db)
            .await?;
        Ok(())
    }

    /// Leaves out the comments of threads without a place.
    pub async fn leave_out_placeless(&mut self) -> Result<()> {
        let placeless = "thread_id IN (SELECT id FROM threads WHERE target IN ('none', 'page'))";
        self.leave_out_comments(placeless, "no-article").await
    }

    /// Puts the comments into order, parents first, and decides which become tombstones.
    ///
    /// Times after `now` count as missing. With `all_removed` every removed comment becomes a
    /// tombstone, else only those with something under them.
    pub async fn order(&mut self, now: Timestamp, all_removed: bool) -> Result<()> {
        let now = micros(now);
        sqlx::query(TIMES_TOLD).bind(now).execute(&mut self.db).await?;
        sqlx::query(TIMES).bind(now).execute(&mut self.db).await?;
        self.db.execute(PARENTS).await?;
        self.db.execute(ORPHANS).await?;
        self.db.execute("CREATE INDEX comments_parent ON comments (parent_id)").await?;
        self.db.execute(WALK).await?;
        self.db.execute(CIRCLES_TOLD).await?;
        if self.db.execute(CIRCLES).await?.rows_affected() > 0 {
            self.db.execute("DROP TABLE walked").await?;
            self.db.execute(WALK).await?;
        }
        self.db.execute(if all_removed { KEEP_ALL } else { KEEP }).await?;
        self.db.execute(KEEP_TOMBSTONES).await?;
        self.db.execute(GONE).await?;
        self.db.execute(RANK).await?;
        self.db.execute("CREATE UNIQUE INDEX plan_rank ON plan (rank)").await?;
        Ok(())
    }

    async fn leave_out_comments(&mut self, which: &'static str, reason: &str) -> Result<()> {
        let told = format!(
            "INSERT INTO left_out (what, reason) SELECT 'comment ' || key, ? FROM comments
            WHERE {which}"
        );
        sqlx::query(AssertSqlSafe(told)).bind(reason).execute(&mut self.db).await?;
        let dropped = format!("DELETE FROM comments WHERE {which}");
        self.db.execute(AssertSqlSafe(dropped)).await?;
        Ok(())
    }
}

impl Store {
    /// Returns the number of the origin of this name, if anything was imported from it.
    pub async fn import_origin(&self, name: &str) -> Result<Option<i64>> {
        const ORIGIN: &str = "SELECT id FROM import_origins WHERE name = $1";
        Ok(query_scalar(ORIGIN).bind(name).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns the new numbers of old keys of a kind that were imported before.
    pub async fn imported(
        &self,
        origin: i64,
        kind: &str,
        keys: &[String],
    ) -> Result<HashMap<String, i64>> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let places: Vec<String> = (3..keys.len() + 3).map(|place| format!("${place}")).collect();
        let found = format!(
            "SELECT old_key, new_id FROM imported
            WHERE origin_id = $1 AND kind = $2 AND old_key IN ({})",
            places.join(", ")
        );
        let found = query_as::<(String, i64)>(AssertSqlSafe(found)).bind(origin).bind(kind);
        let found = found.bind_all(keys).fetch_all(&mut self.reader()).await?;
        Ok(found.into_iter().collect())
    }

    /// Marks the comments of a plan that were imported before, and returns their number.
    pub async fn mark_imported(&self, staging: &mut Staging, origin: i64) -> Result<u64> {
        let (mut after, mut marked) = (0, 0);
        loop {
            let keys: Vec<(i64, String)> =
                sqlx::query_as("SELECT id, key FROM comments WHERE id > ? ORDER BY id LIMIT ?")
                    .bind(after)
                    .bind(LOOKED_UP)
                    .fetch_all(&mut staging.db)
                    .await?;
            let Some((last, _)) = keys.last() else { return Ok(marked) };
            after = *last;
            for (key, new, root) in self.imported_comments(origin, &keys).await? {
                sqlx::query("UPDATE comments SET there = ?, there_root = ? WHERE key = ?")
                    .bind(new)
                    .bind(root)
                    .bind(key)
                    .execute(&mut staging.db)
                    .await?;
                marked += 1;
            }
        }
    }

    /// Returns old key, number and number of the first comment of those imported before.
    async fn imported_comments(
        &self,
        origin: i64,
        keys: &[(i64, String)],
    ) -> Result<Vec<(String, i64, i64)>> {
        let places: Vec<String> = (2..keys.len() + 2).map(|place| format!("${place}")).collect();
        let found = format!(
            "SELECT i.old_key, c.id, COALESCE(c.root_id, c.id)
            FROM imported i JOIN comments c ON c.id = i.new_id
            WHERE i.origin_id = $1 AND i.kind = 'comment' AND i.old_key IN ({})",
            places.join(", ")
        );
        let found = query_as(AssertSqlSafe(found)).bind(origin);
        let found = found.bind_all(keys.iter().map(|(_, key)| key.as_str()));
        Ok(found.fetch_all(&mut self.reader()).await?)
    }
}
