//! List of the tables, for code that copies rows whatever they mean.
//!
//! It gives names, keys and types of columns. The rows themselves are read and written in
//! `rows.rs`.

use anyhow::{Context, anyhow};

use crate::error::Result;
use crate::store::{Store, query, query_as, query_scalar};

/// Table and its key.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the table.
    pub name: &'static str,
    /// Columns that together are unique, in the order in which rows are sorted.
    pub key: &'static [&'static str],
    /// True if the database assigns numbers to its rows and never reuses them.
    pub numbered: bool,
}

impl Table {
    pub(in crate::store) fn quoted(&self) -> String {
        format!("\"{}\"", self.name)
    }
}

const fn numbered(name: &'static str) -> Table {
    Table { name, key: &["id"], numbered: true }
}

const fn keyed(name: &'static str, key: &'static [&'static str]) -> Table {
    Table { name, key, numbered: false }
}

/// All tables of the board in the order in which they are copied: each after those it references.
pub const TABLES: [Table; 71] = [
    numbered("accounts"),
    keyed("sessions", &["token"]),
    numbered("api_tokens"),
    numbered("invitations"),
    numbered("sites"),
    keyed("site_origins", &["origin"]),
    keyed("site_keys", &["site_id"]),
    keyed("moderator_sites", &["account_id", "site_id"]),
    numbered("pictures"),
    keyed("picture_files", &["picture_id", "width", "kind"]),
    numbered("articles"),
    numbered("categories"),
    keyed("article_categories", &["article_id", "category_id"]),
    keyed("article_slugs", &["slug"]),
    keyed("article_versions", &["article_id", "number"]),
    keyed("article_drafts", &["account_id", "article_id"]),
    keyed("draft_links", &["article_id"]),
    keyed("article_presence", &["article_id", "account_id"]),
    keyed("merged_categories", &["slug"]),
    numbered("comments"),
    keyed("repeats", &["fingerprint"]),
    numbered("challenges"),
    numbered("decisions"),
    keyed("decision_seals", &["place"]),
    keyed("decision_chain", &["id"]),
    numbered("score_lessons"),
    keyed("mailboxes", &["email_key"]),
    keyed("proofs", &["browser", "email_key"]),
    keyed("follows", &["article_id", "email_key"]),
    numbered("bans"),
    numbered("rules"),
    keyed("findings", &["comment_id", "rule_id"]),
    numbered("reports"),
    numbered("notes"),
    keyed("tickets", &["hash"]),
    numbered("appeals"),
    keyed("claims", &["comment_id"]),
    keyed("recovery_codes", &["account_id", "hash"]),
    numbered("passkeys"),
    numbered("login_providers"),
    numbered("login_identities"),
    keyed("site_tokens", &["mark"]),
    keyed("ceremonies", &["browser"]),
    keyed("unsent_forms", &["browser"]),
    numbered("events"),
    numbered("outbox"),
    INSTALLATION,
    keyed("tallies", &["hour", "what"]),
    keyed("echoes", &["comment_id"]),
    keyed("useful", &["comment_id", "voter"]),
    keyed("shares", &["article_id", "network"]),
    keyed("share_marks", &["mark"]),
    keyed("article_views", &["day", "article_id"]),
    numbered("text_versions"),
    keyed("settings", &["id"]),
    numbered("static_pages"),
    keyed("static_page_versions", &["page_id", "number"]),
    keyed("static_page_slugs", &["slug"]),
    keyed("navigation", &["area", "position"]),
    keyed("avatars", &["account_id"]),
    keyed("known_browsers", &["account_id", "browser"]),
    numbered("staff_log"),
    keyed("outdated", &["what"]),
    numbered("erasures"),
    numbered("import_origins"),
    numbered("imports"),
    keyed("imported", &["origin_id", "kind", "old_key"]),
    keyed("old_addresses", &["path", "host"]),
    numbered("webhooks"),
    numbered("webhook_deliveries"),
    keyed("publications", &["article_id"]),
];

/// Table with the secret of a board, which identifies the board.
pub const INSTALLATION: Table = keyed("installation", &["id"]);

/// Tables that are neither copied nor exported.
///
/// They hold migrations, marks of a copy, the description of a backup, rate limits, committed writes, and indexes and figures,
/// which are derived from other tables.
pub const NOT_OF_THE_BOARD: [&str; 10] = [
    "_sqlx_migrations",
    "_move",
    "_backup",
    "_backup_files",
    "buckets",
    "committed_writes",
    "comment_index",
    "article_index",
    "unindexed",
    "period_figures",
];

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Holds {
    Number,
    /// Boolean, which SQLite stores as a number.
    Flag,
    Text,
    Bytes,
}

impl Holds {
    /// Returns the type with this name in either database.
    fn of(kind: &str) -> Option<Self> {
        Some(match kind.to_ascii_lowercase().as_str() {
            "integer" | "bigint" => Self::Number,
            "boolean" => Self::Flag,
            "text" => Self::Text,
            "blob" | "bytea" => Self::Bytes,
            _ => return None,
        })
    }
}

/// Column as defined in one of the two databases.
#[derive(Clone, Debug)]
pub(in crate::store) struct Column {
    pub(in crate::store) name: String,
    pub(in crate::store) holds: Holds,
}

impl Column {
    pub(in crate::store) fn quoted(&self) -> String {
        format!("\"{}\"", self.name)
    }
}

/// Columns of a table to read or write, as defined in one of the two databases.
#[derive(Clone, Debug)]
pub struct Layout {
    pub(in crate::store) table: &'static Table,
    pub(in crate::store) columns: Vec<Column>,
    pub(in crate::store) key: Vec<Column>,
}

impl Layout {
    /// Returns the names of the columns, in the order of the values in a row.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// Returns a layout of these columns alone, in this order.
    ///
    /// `None` if one of them does not exist.
    pub fn only(&self, names: &[&str]) -> Option<Self> {
        let named = |name: &&str| self.columns.iter().find(|column| column.name == **name).cloned();
        Some(Self { columns: names.iter().map(named).collect::<Option<_>>()?, ..self.clone() })
    }

    /// Returns a layout of the key's columns alone.
    pub fn key(&self) -> Self {
        Self { columns: self.key.clone(), ..self.clone() }
    }
}

impl Store {
    /// Returns the one of two texts that is in the dialect of this database.
    fn dialect(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        if matches!(self, Self::Sqlite { .. }) { sqlite } else { postgres }
    }

    /// Returns the names of all tables in the database, including those not copied.
    pub async fn tables(&self) -> Result<Vec<String>> {
        const SQLITE: &str = "SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type IN ('table', 'virtual')
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
        const POSTGRES: &str = "SELECT CAST(tablename AS TEXT) FROM pg_tables
            WHERE schemaname = current_schema() ORDER BY 1";
        let names = query_scalar(self.dialect(SQLITE, POSTGRES));
        Ok(names.fetch_all(&mut self.reader()).await?)
    }

    /// Returns all columns of a table, in the order in which they were created.
    ///
    /// Fails if a column has an unknown type or the key is incomplete.
    pub async fn layout(&self, table: &'static Table) -> Result<Layout> {
        const SQLITE: &str = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
        const POSTGRES: &str = "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT)
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
        let columns = query_as(self.dialect(SQLITE, POSTGRES)).bind(table.name);
        let found: Vec<(String, String)> = columns.fetch_all(&mut self.reader()).await?;
        let column = |(name, kind): (String, String)| match Holds::of(&kind) {
            Some(holds) => Ok(Column { name, holds }),
            None => {
                Err(anyhow!("{}.{name} is of a kind that cannot be copied: {kind}", table.name))
            }
        };
        let columns: Vec<Column> = found.into_iter().map(column).collect::<Result<_, _>>()?;
        let of_key = |name: &&str| columns.iter().find(|column| column.name == **name).cloned();
        let key: Option<Vec<Column>> = table.key.iter().map(of_key).collect();
        let key = key.with_context(|| {
            format!("the table {} is not the one this version knows", table.name)
        })?;
        Ok(Layout { table, columns, key })
    }

    /// Returns the highest number a row of this table ever had, even if that row was deleted.
    pub async fn highest_number(&self, table: &Table) -> Result<i64> {
        const SQLITE: &str = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = $1";
        const POSTGRES: &str = "SELECT COALESCE(
            pg_sequence_last_value(CAST(pg_get_serial_sequence($1, 'id') AS regclass)), 0)";
        let given = query_scalar(self.dialect(SQLITE, POSTGRES)).bind(table.name);
        let given: i64 = given.fetch_one(&mut self.reader()).await?;
        let highest = format!("SELECT COALESCE(MAX(id), 0) FROM {}", table.quoted());
        // The name is one of `TABLES`.
        let highest: i64 =
            query_scalar(sqlx::AssertSqlSafe(highest)).fetch_one(&mut self.reader()).await?;
        Ok(given.max(highest))
    }

    /// Makes the next row of this table get a number above `number`.
    pub async fn number_above(&self, table: &Table, number: i64) -> Result<()> {
        const FORGET: &str = "DELETE FROM sqlite_sequence WHERE name = $1";
        const REMEMBER: &str = "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)";
        const SET: &str = "SELECT setval(pg_get_serial_sequence($1, 'id'), $2)";
        if number == 0 {
            return Ok(());
        }
        match self {
            Self::Sqlite { writer, .. } => {
                let mut tx = writer.pool().begin_with("BEGIN IMMEDIATE").await?;
                query(FORGET).bind(table.name).execute(&mut *tx).await?;
                query(REMEMBER).bind(table.name).bind(number).execute(&mut *tx).await?;
                tx.commit().await?;
            }
            Self::Postgres(server) => {
                let set = query(SET).bind(table.name).bind(number);
                set.execute(&mut *server.pool().acquire().await?).await?;
            }
        }
        Ok(())
    }

    /// Returns the identification of the board that is being copied into this database.
    ///
    /// `None` if there is no such copy.
    pub async fn filled_from(&self) -> Result<Option<String>> {
        const SOURCE: &str = "SELECT source FROM _move";
        if !self.tables().await?.iter().any(|table| table == "_move") {
            return Ok(None);
        }
        Ok(query_scalar(SOURCE).fetch_optional(&mut self.reader()).await?)
    }

    /// Marks this database as an unfinished copy. No board runs on it until [`Store::end_filling`].
    pub async fn begin_filling(&self, source: &str) -> Result<()> {
        const MAKE: &str = "CREATE TABLE _move (source TEXT NOT NULL)";
        const NOTE: &str = "INSERT INTO _move (source) VALUES ($1)";
        self.write(|mut tx| async move {
            query(MAKE).execute(&mut tx).await?;
            query(NOTE).bind(source).execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Removes the mark, once the copy is complete.
    pub async fn end_filling(&self) -> Result<()> {
        const DROP: &str = "DROP TABLE _move";
        self.write(|mut tx| async move {
            query(DROP).execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}
