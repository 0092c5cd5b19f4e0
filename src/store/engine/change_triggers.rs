//! Triggers that record which pages a change of the database concerns.
//!
//! A database records changes itself, so that no statement can forget to. [`WATCHED`] is the one
//! list of what pages are made of: the triggers of a SQLite connection are generated from it, and a
//! test compares it with the triggers of PostgreSQL, which its migrations create.

use std::fmt::Write;

use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::cache::invalidation::{Changes, SESSIONS};

/// Change of a row that pages show.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// Table of the row.
    pub table: &'static str,
    /// Change of the row.
    pub event: RowEvent,
    /// Condition in SQL on `old` and `new`; `None` for every row.
    pub when: Option<&'static str>,
    /// Pages that the change concerns.
    pub pages: Pages,
}

/// Kind of change of a row.
#[derive(Clone, Copy, Debug)]
pub enum RowEvent {
    /// The row is inserted.
    Insert,
    /// One of these columns is written; any column if there are none.
    Update(&'static [&'static str]),
    /// The row is deleted.
    Delete,
}

/// Pages that a change concerns.
#[derive(Clone, Copy, Debug)]
pub enum Pages {
    /// Pages of the article with the number in this column, and lists of articles.
    OfArticle(&'static str),
    /// The same, but pages made before show nothing that is gone: they only lack new comments.
    LackingComments(&'static str),
    /// All pages.
    All,
    /// None, but sessions that nodes know.
    Sessions,
}

/// Condition on an update of an article that only counts new comments.
macro_rules! counts_more {
    () => {
        "new.version = old.version AND new.visible_comments >= old.visible_comments
            AND new.threads >= old.threads
            AND new.visible_comments + new.threads > old.visible_comments + old.threads"
    };
}

const fn watched(table: &'static str, event: RowEvent, pages: Pages) -> Watched {
    Watched { table, event, when: None, pages }
}

/// Every change of the database that a page may show.
///
/// A table that pages show nothing of is in [`NOT_SHOWN`].
pub const WATCHED: &[Watched] = &[
    Watched {
        when: Some("new.state = 'visible'"),
        ..watched("comments", RowEvent::Insert, Pages::LackingComments("new.article_id"))
    },
    Watched {
        when: Some("new.state = 'removed'"),
        ..watched("comments", RowEvent::Insert, Pages::OfArticle("new.article_id"))
    },
    watched(
        "comments",
        RowEvent::Update(&[
            "parent_id",
            "root_id",
            "account_id",
            "name",
            "email",
            "html",
            "state",
            "reason",
            "shown_at",
            "useful",
            "featured_at",
        ]),
        Pages::OfArticle("new.article_id"),
    ),
    watched("articles", RowEvent::Insert, Pages::OfArticle("new.id")),
    Watched {
        when: Some(counts_more!()),
        ..watched("articles", RowEvent::Update(&[]), Pages::LackingComments("new.id"))
    },
    Watched {
        when: Some(concat!("NOT (", counts_more!(), ")")),
        ..watched("articles", RowEvent::Update(&[]), Pages::OfArticle("new.id"))
    },
    // Articles are named on pages of other articles.
    Watched {
        when: Some(
            "old.slug <> new.slug OR old.title <> new.title
                OR old.published_at IS NOT new.published_at",
        ),
        ..watched("articles", RowEvent::Update(&["slug", "title", "published_at"]), Pages::All)
    },
    watched("articles", RowEvent::Delete, Pages::All),
    watched(
        "accounts",
        RowEvent::Update(&["name", "email", "role", "left_at", "slug"]),
        Pages::All,
    ),
    watched("rules", RowEvent::Insert, Pages::All),
    watched("rules", RowEvent::Update(&[]), Pages::All),
    watched("bans", RowEvent::Insert, Pages::All),
    watched("bans", RowEvent::Update(&[]), Pages::All),
    watched("categories", RowEvent::Update(&[]), Pages::All),
    watched("categories", RowEvent::Delete, Pages::All),
    watched("article_categories", RowEvent::Insert, Pages::OfArticle("new.article_id")),
    watched("article_categories", RowEvent::Delete, Pages::OfArticle("old.article_id")),
    watched("pictures", RowEvent::Insert, Pages::All),
    watched("pictures", RowEvent::Update(&[]), Pages::All),
    watched("pictures", RowEvent::Delete, Pages::All),
    watched("text_versions", RowEvent::Insert, Pages::All),
    watched("static_pages", RowEvent::Insert, Pages::All),
    watched("static_pages", RowEvent::Update(&[]), Pages::All),
    watched("static_pages", RowEvent::Delete, Pages::All),
    watched("navigation", RowEvent::Insert, Pages::All),
    watched("navigation", RowEvent::Update(&[]), Pages::All),
    watched("navigation", RowEvent::Delete, Pages::All),
    watched("sites", RowEvent::Insert, Pages::All),
    watched("sites", RowEvent::Update(&[]), Pages::All),
    watched("sites", RowEvent::Delete, Pages::All),
    watched("site_origins", RowEvent::Insert, Pages::All),
    watched("site_origins", RowEvent::Update(&[]), Pages::All),
    watched("site_origins", RowEvent::Delete, Pages::All),
    watched("settings", RowEvent::Insert, Pages::All),
    watched("settings", RowEvent::Update(&[]), Pages::All),
    watched("avatars", RowEvent::Insert, Pages::All),
    watched("avatars", RowEvent::Update(&[]), Pages::All),
    watched("avatars", RowEvent::Delete, Pages::All),
    // The page of a follower says so.
    watched("follows", RowEvent::Insert, Pages::OfArticle("new.article_id")),
    watched("follows", RowEvent::Update(&["stopped_at"]), Pages::OfArticle("new.article_id")),
    watched("follows", RowEvent::Delete, Pages::OfArticle("old.article_id")),
    watched(
        "sessions",
        RowEvent::Update(&["token", "account_id", "opened_at", "half"]),
        Pages::Sessions,
    ),
    watched("sessions", RowEvent::Delete, Pages::Sessions),
    watched("moderator_sites", RowEvent::Insert, Pages::Sessions),
    watched("moderator_sites", RowEvent::Delete, Pages::Sessions),
];

/// Tables that no cached page shows anything of.
pub const NOT_SHOWN: &[&str] = &[
    // Files of a picture never change, and come into being and go with it.
    "picture_files",
    // Read when an address has no article: such an answer is not cached.
    "article_slugs",
    "merged_categories",
    // Read when an address has no page, and when an import runs.
    "old_addresses",
    "imported",
    "imports",
    "import_origins",
    // Each of their rows comes and goes with a change of its page.
    "static_page_versions",
    "static_page_slugs",
    // Pages of accounts, editors and moderators, which are not cached.
    "site_keys",
    "api_tokens",
    "invitations",
    "article_versions",
    "article_drafts",
    "draft_links",
    "article_presence",
    "decisions",
    "decision_seals",
    "decision_chain",
    "score_lessons",
    "findings",
    "reports",
    "notes",
    "appeals",
    "claims",
    "recovery_codes",
    "passkeys",
    "login_providers",
    "login_identities",
    "site_tokens",
    "ceremonies",
    "staff_log",
    "erasures",
    "known_browsers",
    "unsent_forms",
    // Rate limits, codes, and what is known of guests.
    "challenges",
    "tallies",
    "repeats",
    "echoes",
    "mailboxes",
    "proofs",
    // Their numbers are shown by way of the column `useful` of a comment.
    "useful",
    // The counts beside the share buttons may be out of date for a while.
    "shares",
    "share_marks",
    // Numbers for editors.
    "article_views",
    // E-mail.
    "tickets",
    "events",
    "outbox",
    // Requests to other programs.
    "webhooks",
    "webhook_deliveries",
    "publications",
    // The database itself.
    "outdated",
    "installation",
];

/// Returns the statements that create the triggers of a SQLite connection.
///
/// They insert numbers into a temporary table, which [`Changes::told`] reads.
fn statements() -> String {
    let mut sql = "PRAGMA temp_store = MEMORY;
        CREATE TEMP TABLE IF NOT EXISTS changed (article INTEGER NOT NULL);"
        .to_owned();
    for (number, Watched { table, event, when, pages }) in WATCHED.iter().enumerate() {
        let event = match event {
            RowEvent::Insert => "INSERT".to_owned(),
            RowEvent::Update([]) => "UPDATE".to_owned(),
            RowEvent::Update(columns) => format!("UPDATE OF {}", columns.join(", ")),
            RowEvent::Delete => "DELETE".to_owned(),
        };
        let when = when.map(|when| format!("WHEN {when}")).unwrap_or_default();
        let article = match pages {
            Pages::OfArticle(column) => (*column).to_owned(),
            Pages::LackingComments(column) => format!("-{column}"),
            Pages::All => "0".to_owned(),
            Pages::Sessions => SESSIONS.to_string(),
        };
        write!(
            sql,
            "CREATE TEMP TRIGGER IF NOT EXISTS watched_{number} AFTER {event} ON main.{table} {when}
                BEGIN INSERT INTO changed VALUES ({article}); END;"
        )
        .expect("a String takes everything");
    }
    sql
}

/// Creates the triggers on a connection.
pub(in crate::store) async fn note_changes(
    connection: &mut SqliteConnection,
) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements())).execute(connection).await.map(drop)
}

/// Returns the changes recorded since the last call, and clears them.
pub(in crate::store) async fn noted(
    tx: &mut Transaction<'static, Sqlite>,
) -> Result<Changes, sqlx::Error> {
    const NOTED: &str = "DELETE FROM temp.changed RETURNING article";
    Ok(Changes::told(sqlx::query_scalar::<_, i64>(NOTED).fetch_all(&mut **tx).await?))
}
