//! Triggers that record changes in a SQLite file.
//!
//! PostgreSQL does the same with triggers of its own.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::cache::invalidation::Changes;

/// Statements that create the triggers of a connection.
///
/// The database records changes itself, so that no statement can forget to: numbers of articles, or
/// 0 for a change that may concern any page.
const WATCH: &str = "
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE IF NOT EXISTS changed (article INTEGER NOT NULL);
    CREATE TEMP TRIGGER IF NOT EXISTS comment_added AFTER INSERT ON main.comments
        WHEN new.state <> 'held'
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS comment_changed
        AFTER UPDATE OF parent_id, root_id, account_id, name, email, html, state, reason, shown_at,
            useful, featured_at ON main.comments
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_added AFTER INSERT ON main.articles
        BEGIN INSERT INTO changed VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_changed AFTER UPDATE ON main.articles
        BEGIN INSERT INTO changed VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_listed
        AFTER UPDATE OF slug, title, published_at ON main.articles
        WHEN old.slug <> new.slug OR old.title <> new.title
            OR old.published_at IS NOT new.published_at
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS article_removed AFTER DELETE ON main.articles
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS person_changed
        AFTER UPDATE OF name, email, role, left_at, slug ON main.accounts
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS rule_added AFTER INSERT ON main.rules
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS rule_changed AFTER UPDATE ON main.rules
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS ban_added AFTER INSERT ON main.bans
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS ban_changed AFTER UPDATE ON main.bans
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS category_changed AFTER UPDATE ON main.categories
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS picture_added AFTER INSERT ON main.pictures
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS picture_changed AFTER UPDATE ON main.pictures
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS picture_removed AFTER DELETE ON main.pictures
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS text_changed AFTER INSERT ON main.text_versions
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS settings_added AFTER INSERT ON main.settings
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS settings_changed AFTER UPDATE ON main.settings
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS category_removed AFTER DELETE ON main.categories
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS filed AFTER INSERT ON main.article_categories
        BEGIN INSERT INTO changed VALUES (new.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS unfiled AFTER DELETE ON main.article_categories
        BEGIN INSERT INTO changed VALUES (old.article_id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS avatar_added AFTER INSERT ON main.avatars
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS avatar_changed AFTER UPDATE ON main.avatars
        BEGIN INSERT INTO changed VALUES (0); END;
    CREATE TEMP TRIGGER IF NOT EXISTS avatar_removed AFTER DELETE ON main.avatars
        BEGIN INSERT INTO changed VALUES (0); END;
";

/// Creates the triggers on a connection.
pub(in crate::store) async fn note_changes(
    connection: &mut SqliteConnection,
) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(WATCH).execute(connection).await.map(drop)
}

/// Returns the changes recorded since the last call, and clears them.
pub(in crate::store) async fn noted(
    tx: &mut Transaction<'static, Sqlite>,
) -> Result<Changes, sqlx::Error> {
    const NOTED: &str = "DELETE FROM temp.changed RETURNING article";
    Ok(Changes::told(sqlx::query_scalar::<_, i64>(NOTED).fetch_all(&mut **tx).await?))
}
