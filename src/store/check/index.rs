//! Checks of the search indexes against the texts they are made from.
//!
//! An index contains no text, and those of SQLite and PostgreSQL differ: for SQLite, the positions
//! of all words are summed up for each text; PostgreSQL compares its vectors itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{Check, Invariant, RESTORE, Rows};
use crate::error::Result;
use crate::search::{Document, Stems};
use crate::store::search::indexing::Unindexed;
use crate::store::{Store, query, query_as};

/// Articles compared at once.
const BATCH: i64 = 200;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        table: "comment_index",
        what: "comments that readers see and no search finds",
        find: "SELECT c.id FROM comments c WHERE c.state = 'visible'
            AND NOT EXISTS (SELECT 1 FROM comment_index f WHERE f.rowid = c.id)
            AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'comment' AND u.id = c.id)",
        mend: &["INSERT INTO unindexed (what, id) SELECT 'comment', c.id FROM comments c
            WHERE c.state = 'visible'
            AND NOT EXISTS (SELECT 1 FROM comment_index f WHERE f.rowid = c.id)
            ON CONFLICT (what, id) DO NOTHING"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "article_index",
        what: "articles that no search finds",
        find: "SELECT a.id FROM articles a
            WHERE NOT EXISTS (SELECT 1 FROM article_index f WHERE f.rowid = a.id)
            AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = a.id)",
        mend: &["INSERT INTO unindexed (what, id) SELECT 'article', a.id FROM articles a
            WHERE NOT EXISTS (SELECT 1 FROM article_index f WHERE f.rowid = a.id)
            ON CONFLICT (what, id) DO NOTHING"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "comment_index",
        what: "comments that readers do not see and that are in the index",
        find: "SELECT f.rowid FROM comment_index f
            WHERE NOT EXISTS (SELECT 1 FROM comments c WHERE c.id = f.rowid AND c.state = 'visible')
            AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'comment' AND u.id = f.rowid)",
        mend: &["INSERT INTO unindexed (what, id) SELECT 'comment', f.rowid FROM comment_index f
            WHERE NOT EXISTS (SELECT 1 FROM comments c WHERE c.id = f.rowid AND c.state = 'visible')
            ON CONFLICT (what, id) DO NOTHING"],
        by_hand: RESTORE,
    },
    Invariant {
        table: "article_index",
        what: "articles that are gone and in the index",
        find: "SELECT f.rowid FROM article_index f
            WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = f.rowid)
            AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = f.rowid)",
        mend: &["INSERT INTO unindexed (what, id) SELECT 'article', f.rowid FROM article_index f
            WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = f.rowid)
            ON CONFLICT (what, id) DO NOTHING"],
        by_hand: RESTORE,
    },
];

/// Consistent view of the database at one moment, unaffected by later writes.
pub(super) enum Moment {
    /// Connection that may create temporary tables.
    Sqlite(SqliteConnection),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// Sums of the words in an index, by the number of the text. Empty for PostgreSQL.
pub(super) type Sums = Vec<u64>;

impl Moment {
    pub(super) async fn of(store: &Store) -> Result<Self> {
        const AS_IT_BEGAN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        const WORDS: &str = "PRAGMA temp_store = FILE;
            CREATE VIRTUAL TABLE temp.comment_words USING fts5vocab (main, comment_index, instance);
            CREATE VIRTUAL TABLE temp.article_words USING fts5vocab (main, article_index, instance);
            BEGIN;";
        Ok(match store {
            Store::Sqlite { read, .. } => {
                let options = read.connect_options().as_ref().clone().pragma("query_only", "OFF");
                let mut connection = SqliteConnection::connect_with(&options).await?;
                sqlx::raw_sql(WORDS).execute(&mut connection).await?;
                Self::Sqlite(connection)
            }
            Store::Postgres(server) => Self::Postgres(server.begin(AS_IT_BEGAN).await?),
        })
    }

    /// Sums up the words of an index: `comment` or `article`.
    pub(super) async fn sums(&mut self, what: &str) -> Result<Sums> {
        let Self::Sqlite(connection) = self else { return Ok(Sums::new()) };
        // All positions of a word come in one row: otherwise there would be a row for each word of
        // all texts.
        let places = format!(
            "SELECT term, group_concat(doc || ' ' || (col = 'title') || ' ' || offset, ' ')
            FROM temp.{what}_words GROUP BY term"
        );
        let mut sums = Sums::new();
        let mut words =
            sqlx::query_as::<_, (String, String)>(AssertSqlSafe(places)).fetch(connection);
        while let Some((term, places)) = words.try_next().await? {
            let mut numbers = places.split(' ').filter_map(|number| number.parse::<u64>().ok());
            while let (Some(text), Some(title), Some(place)) =
                (numbers.next(), numbers.next(), numbers.next())
            {
                let Ok(text) = usize::try_from(text) else { continue };
                if sums.len() <= text {
                    sums.resize(text + 1, 0);
                }
                sums[text] = sums[text].wrapping_add(weight(&term, title > 0, place));
            }
        }
        Ok(sums)
    }

    /// Returns the texts whose vector in PostgreSQL differs from the given one.
    pub(super) async fn others(
        connection: &mut PgConnection,
        what: &str,
        vectors: &[(i64, String)],
    ) -> Result<Vec<i64>> {
        let statement = format!(
            "SELECT e.id FROM UNNEST($1::BIGINT[], $2::TEXT[]) AS e (id, vector)
            JOIN {what}_index i ON i.rowid = e.id
            WHERE i.words <> CAST(e.vector AS TSVECTOR) ORDER BY e.id"
        );
        let ids: Vec<i64> = vectors.iter().map(|(id, _)| *id).collect();
        let texts: Vec<&str> = vectors.iter().map(|(_, vector)| vector.as_str()).collect();
        Ok(sqlx::query_scalar(AssertSqlSafe(statement))
            .bind(ids)
            .bind(texts)
            .fetch_all(connection)
            .await?)
    }
}

impl Check<'_> {
    /// Compares the index of articles with their texts.
    pub(super) async fn article_index(&mut self) -> Result<()> {
        let Some(mut stems) = self.stems.as_ref().map(Stems::another) else { return Ok(()) };
        let outdated = self.store.outdated_up_to("article").await?;
        let mut moment = Moment::of(self.store).await?;
        let sums = moment.sums("article").await?;
        let (mut others, mut last) = (Vec::new(), 0);
        loop {
            let texts = moment.articles(last).await?;
            let Some(end) = texts.last() else { break };
            last = end.id;
            let mut vectors = Vec::new();
            for text in texts {
                let id = text.id;
                if id <= outdated {
                    continue;
                }
                let Some(document) = text.document(&mut stems)? else { continue };
                match moment {
                    Moment::Sqlite(_) if !is_in(&sums, id, &document) => others.push(id),
                    Moment::Sqlite(_) => {}
                    Moment::Postgres(_) => vectors.push((id, document.vector())),
                }
            }
            if let Moment::Postgres(connection) = &mut moment {
                others.extend(Moment::others(connection, "article", &vectors).await?);
            }
        }
        self.other_words("article", &others).await
    }

    /// Reports the texts for which an index contains other words.
    ///
    /// Queues them for indexing if repairs are asked for.
    pub(super) async fn other_words(&mut self, what: &'static str, others: &[i64]) -> Result<()> {
        const AGAIN: &str =
            "INSERT INTO unindexed (what, id) VALUES ($1, $2) ON CONFLICT (what, id) DO NOTHING";
        let rows = Rows::of(others);
        if self.mend {
            self.store
                .write(|mut tx| async move {
                    for id in others {
                        query(AGAIN).bind(what).bind(id).execute(&mut tx).await?;
                    }
                    Ok(tx.commit(()))
                })
                .await?;
        }
        let remedy = self.mended();
        let (table, what) = match what {
            "article" => ("article_index", "articles of which the index knows other words"),
            _ => ("comment_index", "comments of which the index knows other words"),
        };
        self.found(table, what, rows, remedy);
        Ok(())
    }
}

impl Moment {
    async fn articles(&mut self, after: i64) -> Result<Vec<Unindexed>> {
        const ARTICLES: &str = "SELECT a.id, a.title, a.lead AS intro, a.html,
                CAST(NULL AS BIGINT) AS dated,
                (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac
                    WHERE ac.article_id = a.id) AS categories
            FROM articles a JOIN article_index f ON f.rowid = a.id
            WHERE a.id > $1
                AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = a.id)
            ORDER BY a.id LIMIT $2";
        // With the join, SQLite would scan the index of words and sort all of it.
        const ARTICLES_SQLITE: &str = "SELECT a.id, a.title, a.lead AS intro, a.html,
                CAST(NULL AS BIGINT) AS dated,
                (SELECT string_agg(CAST(ac.category_id AS TEXT), ' ') FROM article_categories ac
                    WHERE ac.article_id = a.id) AS categories
            FROM articles a WHERE a.id > $1
                AND NOT EXISTS (SELECT 1 FROM unindexed u WHERE u.what = 'article' AND u.id = a.id)
                AND EXISTS (SELECT 1 FROM article_index f WHERE f.rowid = a.id)
            ORDER BY a.id LIMIT $2";
        Ok(match self {
            Self::Sqlite(connection) => {
                query_as(ARTICLES_SQLITE).bind(after).bind(BATCH).fetch_all(connection).await?
            }
            Self::Postgres(tx) => {
                query_as(ARTICLES).bind(after).bind(BATCH).fetch_all(&mut **tx).await?
            }
        })
    }
}

/// Returns whether the sums of an index match a text exactly.
pub(super) fn is_in(sums: &Sums, id: i64, document: &Document) -> bool {
    let there = usize::try_from(id).ok().and_then(|id| sums.get(id)).copied().unwrap_or_default();
    there == sum(document)
}

/// Returns the sum of the words of a text.
fn sum(document: &Document) -> u64 {
    let (title, words) = (document.title(), document.words());
    let places = |text: &str, is_title: bool| {
        (0..)
            .zip(text.split(' ').filter(|word| !word.is_empty()))
            .fold(0_u64, |sum, (place, word)| sum.wrapping_add(weight(word, is_title, place)))
    };
    places(&title, true).wrapping_add(places(&words, false))
}

/// Returns the hash of a word at a position.
///
/// Labels, which follow at the end in any order, have the same hash at every position.
fn weight(word: &str, is_title: bool, place: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    if !word.starts_with('§') {
        (is_title, place).hash(&mut hasher);
    }
    hasher.finish()
}
