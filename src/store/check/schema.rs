//! Check of tables, columns, indexes and triggers.
//!
//! They are compared with those the migrations create in an empty database.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{Check, Finding, Remedy, Rows};
use crate::error::Result;
use crate::store::engine::open;
use crate::store::{Store, query, query_as};

/// PostgreSQL schema that is created for the comparison and never committed.
const SCRATCH: &str = "weerwoord_check";

/// Object created by a migration.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Object {
    kind: String,
    name: String,
    of: String,
    definition: String,
}

type Objects = BTreeMap<(String, String), Object>;

impl Check<'_> {
    /// Compares the objects of the database, and recreates indexes and triggers if asked to.
    pub(super) async fn schema(&mut self) -> Result<()> {
        self.tell("tables", 0, 1);
        let (made, there) = match self.store {
            Store::Sqlite { read, .. } => {
                let mut connection = read.acquire().await?;
                (migrated_sqlite().await?, of_sqlite(&mut connection).await?)
            }
            Store::Postgres(server) => {
                let mut connection = server.pool().acquire().await?;
                let Some(made) = migrated_postgres(&mut connection).await? else {
                    tracing::warn!(
                        "this user may not make a schema, so that tables, indexes and triggers \
                         were not compared"
                    );
                    return Ok(());
                };
                (made, of_postgres(&mut connection, None).await?)
            }
        };
        for (key, object) in &made {
            match there.get(key) {
                None => self.not_as_made(object, "missing").await,
                Some(other) if other != object => self.not_as_made(object, "altered").await,
                Some(_) => {}
            }
        }
        for (_, object) in there.iter().filter(|(key, _)| !made.contains_key(*key)) {
            let what = format!("{} that no migration makes", object.kind);
            let remedy = Remedy::ByHand("Drop it, unless you know what it is for.");
            self.findings.push(Finding::new(&object.of, &what, Rows::named(&object.name), remedy));
        }
        Ok(())
    }

    async fn not_as_made(&mut self, object: &Object, how: &str) {
        let is_sqlite = matches!(self.store, Store::Sqlite { .. });
        let drop = match (object.kind.as_str(), is_sqlite) {
            ("index", _) => Some(format!("DROP INDEX IF EXISTS \"{}\"", object.name)),
            ("trigger", true) => Some(format!("DROP TRIGGER IF EXISTS \"{}\"", object.name)),
            ("trigger", false) => {
                Some(format!("DROP TRIGGER IF EXISTS \"{}\" ON \"{}\"", object.name, object.of))
            }
            // Functions are replaced and not dropped, because triggers depend on them.
            ("function", _) => Some("SELECT 1".to_owned()),
            _ => None,
        };
        let remedy = match (drop, self.mend) {
            (None, _) => Remedy::ByHand(super::RESTORE),
            (Some(_), false) => Remedy::Mendable,
            (Some(drop), true) => match self.make(&drop, &object.definition).await {
                Ok(()) => Remedy::Mended,
                Err(_) => Remedy::ByHand(
                    "It could not be made, since rows or other objects are in its way.",
                ),
            },
        };
        let what = format!("{} that is {how}", object.kind);
        self.findings.push(Finding::new(&object.of, &what, Rows::named(&object.name), remedy));
    }

    async fn make(&self, drop: &str, definition: &str) -> Result<()> {
        self.store
            .write(|mut tx| async move {
                for statement in [drop, definition] {
                    query(AssertSqlSafe(statement.to_owned())).execute(&mut tx).await?;
                }
                Ok(tx.commit(()))
            })
            .await
    }
}

async fn migrated_sqlite() -> Result<Objects> {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await?;
    for migration in open::SQLITE_MIGRATIONS.iter() {
        sqlx::raw_sql(migration.sql.clone()).execute(&mut connection).await?;
    }
    of_sqlite(&mut connection).await
}

async fn of_sqlite(connection: &mut SqliteConnection) -> Result<Objects> {
    // The internal tables of FTS5 are skipped.
    const OBJECTS: &str = "SELECT type AS kind, name, tbl_name AS \"of\",
            COALESCE(sql, '') AS definition
        FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\'
            AND tbl_name NOT IN ('_sqlx_migrations', '_move', '_backup', '_backup_files')";
    let objects: Vec<Object> = query_as(OBJECTS).fetch_all(connection).await?;
    Ok(by_name(objects))
}

/// Runs all migrations in a temporary schema. `None` if this user may not create one.
async fn migrated_postgres(connection: &mut PgConnection) -> Result<Option<Objects>> {
    const NOT_ALLOWED: &str = "42501";
    let mut tx = connection.begin().await?;
    let made = sqlx::raw_sql("CREATE SCHEMA weerwoord_check").execute(&mut *tx).await;
    if let Err(error) = made {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        return if code.as_deref() == Some(NOT_ALLOWED) { Ok(None) } else { Err(error.into()) };
    }
    sqlx::raw_sql("SET LOCAL search_path TO weerwoord_check").execute(&mut *tx).await?;
    for migration in open::POSTGRES_MIGRATIONS.iter() {
        sqlx::raw_sql(migration.sql.clone()).execute(&mut *tx).await?;
    }
    let objects = of_postgres(&mut tx, Some(SCRATCH)).await?;
    tx.rollback().await?;
    Ok(Some(objects))
}

async fn of_postgres(connection: &mut PgConnection, schema: Option<&str>) -> Result<Objects> {
    const OBJECTS: &str = r#"
        WITH place AS (SELECT n.oid, n.nspname AS name FROM pg_namespace n WHERE n.nspname =
            COALESCE($1, current_schema())),
        tables AS (SELECT c.oid, c.relname FROM pg_class c JOIN place p ON p.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relname NOT IN ('_sqlx_migrations', '_move')),
        objects (kind, name, "of", definition) AS (
            SELECT 'table', t.relname, t.relname, '' FROM tables t
            UNION ALL SELECT 'column', t.relname || '.' || a.attname, t.relname,
                format_type(a.atttypid, a.atttypmod) || ' ' ||
                    a.attnotnull || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid),
                        '') || ' ' || CAST(a.attidentity AS TEXT)
                FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT
                    a.attisdropped
                LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
            UNION ALL SELECT 'constraint', t.relname || '.' || o.conname, t.relname,
                pg_get_constraintdef(o.oid)
                FROM tables t JOIN pg_constraint o ON o.conrelid = t.oid
            UNION ALL SELECT 'index', i.relname, t.relname, pg_get_indexdef(x.indexrelid)
                FROM tables t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid =
                    x.indexrelid
                WHERE NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = x.indexrelid)
            UNION ALL SELECT 'trigger', g.tgname, t.relname,
                pg_get_triggerdef(g.oid) || CASE g.tgenabled WHEN 'O' THEN '' ELSE ' -- off' END
                FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
            UNION ALL SELECT 'function', f.proname, '', pg_get_functiondef(f.oid)
                FROM pg_proc f JOIN place p ON p.oid = f.pronamespace
                WHERE NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = f.oid AND e.deptype =
                    'e')
        )
        SELECT CAST(kind AS TEXT) AS kind, CAST(o.name AS TEXT) AS name, CAST("of" AS TEXT) AS "of",
            replace(CAST(definition AS TEXT), p.name || '.', '') AS definition
        FROM objects o CROSS JOIN place p"#;
    let objects: Vec<Object> = query_as(OBJECTS).bind(schema).fetch_all(connection).await?;
    Ok(by_name(objects))
}

fn by_name(objects: Vec<Object>) -> Objects {
    let named = |object: Object| {
        let spaced = object.definition.split_whitespace().collect::<Vec<_>>().join(" ");
        let definition = if object.kind == "function" { object.definition.clone() } else { spaced };
        ((object.kind.clone(), object.name.clone()), Object { definition, ..object })
    };
    objects.into_iter().map(named).collect()
}
