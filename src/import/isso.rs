//! Database of Isso (0.10 to 0.14), an SQLite file.
//!
//! The file is only read: as an unchangeable one, or as a copy if a write-ahead log lies beside it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use futures_util::TryStreamExt;
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Row, SqliteConnection};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::record::{Author, Comment, LeftOut, Reason, State, Text, Thread};
use super::{Format, ReadError, ReadOptions, Reader, Record, Sink, Source};
use crate::locale::Message;

/// Reader of the format.
pub(super) const READER: Reader = Reader { format: Format::Isso, recognizes, read };

/// First bytes of every SQLite database (<https://sqlite.org/fileformat.html>, 1.3.1).
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Greatest number of bytes of a text or a name: more than any comment, less than would fill the
/// memory.
const VALUE_MAX: u32 = 4 << 20;
/// Number of rows that wait for being read.
const ROWS_AT_ONCE: usize = 4;

/// Columns of threads, in the order of [`thread`].
const THREADS: [Column; 3] = [Column::text("id"), Column::text("uri"), Column::text("title")];
/// Columns of comments, in the order of [`comment`].
const COMMENTS: [Column; 9] = [
    Column::text("id"),
    Column::text("tid"),
    Column::text("parent"),
    Column { name: "created", cast: "REAL" },
    Column { name: "mode", cast: "INTEGER" },
    Column::text("author"),
    Column::text("email"),
    Column::text("text"),
    Column { name: "likes", cast: "INTEGER" },
];

/// Column that is read if the table has it: older versions have fewer.
struct Column {
    name: &'static str,
    /// Type it is read as, whatever is stored in the row.
    cast: &'static str,
}

impl Column {
    const fn text(name: &'static str) -> Self {
        Self { name, cast: "TEXT" }
    }
}

fn recognizes(source: &Source) -> bool {
    source.start().starts_with(MAGIC)
}

fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Result<(), ReadError> {
    if !recognizes(source) {
        return Err(other_format());
    }
    let mut database = Database::open(source)?;
    let (threads, comments) = (database.columns("threads")?, database.columns("comments")?);
    let is_there = |columns: &BTreeSet<String>, needed: &[&str]| {
        needed.iter().all(|name| columns.contains(*name))
    };
    if !is_there(&threads, &["id", "uri"]) || !is_there(&comments, &["id", "tid", "text"]) {
        return Err(other_format());
    }
    let mut take = |what: &str, record: Result<Record, sqlx::Error>| {
        sink.take(match record {
            Ok(record) => record,
            Err(_) if options.skip_broken => {
                Record::LeftOut(LeftOut { what: what.to_owned(), reason: Reason::Broken })
            }
            Err(error) => return Err(damaged(&error)),
        })
    };
    database.rows("threads", &THREADS, &threads, &mut |row| take("thread", thread(row)))?;
    database.rows("comments", &COMMENTS, &comments, &mut |row| take("comment", comment(row)))
}

fn thread(row: &SqliteRow) -> Result<Record, sqlx::Error> {
    Ok(Record::Thread(Thread {
        key: row.try_get_unchecked::<Option<String>, _>(0)?.unwrap_or_default(),
        addresses: row.try_get_unchecked::<Option<String>, _>(1)?.into_iter().collect(),
        title: filled(row.try_get_unchecked(2)?),
        ..Thread::default()
    }))
}

fn comment(row: &SqliteRow) -> Result<Record, sqlx::Error> {
    let key: String = row.try_get_unchecked(0)?;
    let text: Option<String> = row.try_get_unchecked(7)?;
    let state = match row.try_get_unchecked::<Option<i64>, _>(4)? {
        Some(1) => State::Visible,
        Some(2) => State::Held,
        Some(4) => State::Removed,
        _ => {
            let what = format!("comment {key}");
            return Ok(Record::LeftOut(LeftOut { what, reason: Reason::OtherKind }));
        }
    };
    // The file keeps the name and the address of a removed comment.
    let (author, text) = if state == State::Removed {
        (Author::default(), String::new())
    } else {
        let name: Option<String> = row.try_get_unchecked(5)?;
        let email: Option<String> = row.try_get_unchecked(6)?;
        let author = Author {
            person: None,
            name: filled(name.map(|name| unescaped(&name))),
            email: filled(email).filter(|email| email_address::EmailAddress::is_valid(email)),
        };
        // A comment has a text: it is missing only if it is longer than may be read.
        (author, text.ok_or_else(|| sqlx::Error::ColumnNotFound("text".to_owned()))?)
    };
    Ok(Record::Comment(Comment {
        key,
        thread: row.try_get_unchecked::<Option<String>, _>(1)?.unwrap_or_default(),
        parent: row.try_get_unchecked(2)?,
        author,
        posted_at: row.try_get_unchecked::<Option<f64>, _>(3)?.and_then(posted_at),
        state,
        text: Text::Markdown(text),
        useful: row
            .try_get_unchecked::<Option<i64>, _>(8)?
            .map_or(0, |likes| u32::try_from(likes.max(0)).unwrap_or(u32::MAX)),
    }))
}

/// Returns a time in seconds; `None` for zero and for times out of reach.
fn posted_at(seconds: f64) -> Option<Timestamp> {
    #[expect(clippy::cast_possible_truncation, reason = "what is out of reach becomes no time")]
    let micros = (seconds * 1e6).round() as i64;
    Timestamp::from_microsecond(micros).ok().filter(|_| micros > 0)
}

/// Decodes the entities that Isso writes into a name, once.
fn unescaped(name: &str) -> String {
    // The ampersand is the last, so that nothing is decoded twice.
    name.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Open database.
struct Database {
    connection: SqliteConnection,
    /// Runtime of the connection alone: the receiver of the records may use that of the program.
    runtime: Runtime,
    /// Folder with the copy.
    _copy: Option<TempDir>,
}

impl Database {
    fn open(source: &Source) -> Result<Self, ReadError> {
        let copy = copy(source)?;
        let options = match &copy {
            Some((_, path)) => SqliteConnectOptions::new().filename(path),
            None => {
                SqliteConnectOptions::new().filename(source.path()).read_only(true).immutable(true)
            }
        };
        let options = options
            .create_if_missing(false)
            .foreign_keys(false)
            .row_buffer_size(ROWS_AT_ONCE)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .disable_statement_logging();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(|error| unreadable(&error))?;
        let mut connection =
            runtime.block_on(options.connect()).map_err(|error| damaged(&error))?;
        let query = sqlx::query("PRAGMA query_only = ON").execute(&mut connection);
        runtime.block_on(query).map_err(|error| damaged(&error))?;
        Ok(Self { connection, runtime, _copy: copy.map(|(folder, _)| folder) })
    }

    /// Returns the names of the stored columns of a table; none if it is a view or is not there.
    ///
    /// Views and computed columns could make the database calculate without end.
    fn columns(&mut self, table: &str) -> Result<BTreeSet<String>, ReadError> {
        const COLUMNS: &str = "SELECT columns.name
            FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
            WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name = $1";
        let names = sqlx::query_scalar(COLUMNS).bind(table).fetch_all(&mut self.connection);
        let names: Vec<String> = self.runtime.block_on(names).map_err(|error| damaged(&error))?;
        Ok(names.into_iter().collect())
    }

    /// Calls `take` for each row of a table.
    fn rows(
        &mut self,
        table: &str,
        columns: &[Column],
        there: &BTreeSet<String>,
        take: &mut dyn FnMut(&SqliteRow) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let columns: Vec<String> = columns
            .iter()
            .map(|Column { name, cast }| if there.contains(*name) { format!(
                "CASE WHEN octet_length({name}) <= {VALUE_MAX} THEN CAST({name} AS {cast}) END"
            ) } else { "NULL".to_owned() })
            .collect();
        // The names are constants of this file.
        let query = AssertSqlSafe(format!("SELECT {} FROM {table}", columns.join(", ")));
        let mut rows = sqlx::query(query).fetch(&mut self.connection);
        // Not within one `block_on`, because `take` may wait for a database too.
        while let Some(row) =
            self.runtime.block_on(rows.try_next()).map_err(|error| damaged(&error))?
        {
            take(&row)?;
        }
        Ok(())
    }
}

/// Copies the file into a folder of its own if it is packed or has a write-ahead log.
fn copy(source: &Source) -> Result<Option<(TempDir, PathBuf)>, ReadError> {
    let is_filled = |path: &Path| path.metadata().is_ok_and(|file| file.len() > 0);
    let log = beside(source.path(), "-wal");
    let has_log = !source.is_packed() && is_filled(&log);
    if !source.is_packed() && is_filled(&beside(source.path(), "-journal")) {
        return Err(ReadError::of_file("import-database-journal"));
    }
    if !source.is_packed() && !has_log {
        return Ok(None);
    }
    let folder = tempfile::Builder::new().prefix("weerwoord-import-").tempdir();
    let folder = folder.map_err(|error| unreadable(&error))?;
    let path = folder.path().join("isso.db");
    let mut to = File::create(&path).map_err(|error| unreadable(&error))?;
    let mut bytes = source.bytes()?;
    io::copy(&mut bytes, &mut to).map_err(|error| bytes.error(error))?;
    if has_log {
        std::fs::copy(&log, beside(&path, "-wal")).map_err(|error| unreadable(&error))?;
    }
    Ok(Some((folder, path)))
}

/// Returns the path of a file that SQLite keeps beside its database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn other_format() -> ReadError {
    ReadError::of_file(Message::with("import-other-format", "system", Format::Isso.system()))
}

fn damaged(error: &sqlx::Error) -> ReadError {
    ReadError::of_file(Message::with("import-database", "error", error.to_string()))
}

fn unreadable(error: &io::Error) -> ReadError {
    ReadError::of_file(Message::with("import-unreadable", "error", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{options_skipping as options, read, said};

    const SCHEMA: &str = "CREATE TABLE threads
            (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
        CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
            created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR,
            author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0,
            dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL DEFAULT x'', notification INTEGER);
        INSERT INTO threads VALUES (1, '/een/', 'E\u{e9}n & twee'), (2, '/twee?b=1', NULL);";

    /// Makes a database of these statements.
    fn database(folder: &TempDir, statements: &[&str]) -> (PathBuf, SqliteConnection, Runtime) {
        let path = folder.path().join("comments # 50%.db");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let options =
            SqliteConnectOptions::new().filename(&path).create_if_missing(true).foreign_keys(false);
        let mut connection = runtime.block_on(options.connect()).unwrap();
        for statement in statements {
            let statement = sqlx::raw_sql(AssertSqlSafe((*statement).to_owned()));
            runtime.block_on(statement.execute(&mut connection)).unwrap();
        }
        (path, connection, runtime)
    }

    fn read_of(statements: &[&str], skip_broken: bool) -> Result<Vec<Record>, ReadError> {
        let folder = TempDir::new().unwrap();
        let (path, connection, runtime) = database(&folder, statements);
        runtime.block_on(sqlx::Connection::close(connection)).unwrap();
        let before = std::fs::read(&path).unwrap();
        let records = read(&READER, &path, &options(skip_broken));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written");
        records
    }

    #[test]
    fn comments_come_with_what_isso_knows_of_them() {
        let comments = "INSERT INTO comments (tid, id, parent, created, mode, text, author, email,
                likes) VALUES
            (1, 7, NULL, 1679795110.25, 1, '5 < 7 &amp; *x*', 'Jo &amp;amp; &lt;B&gt; &#x27;',
                'jo@post.example', 3),
            (1, 8, 7, 0, 2, '', '', 'geen adres', -1),
            (2, 9, NULL, 1.5, 4, 'Weg', 'Weg', 'weg@post.example', 2),
            (3, 10, NULL, 'niets', 1, 'Los', NULL, NULL, NULL),
            (1, 11, NULL, 1, 3, '?', NULL, NULL, NULL)";
        let trigger = "CREATE TRIGGER remove_stale_threads AFTER DELETE ON comments BEGIN
            DELETE FROM threads; END";
        let records = read_of(&[SCHEMA, comments, trigger], false).unwrap();
        assert_eq!(
            said(&records),
            "thread 1 /een/ \"E\u{e9}n & twee\"\n\
             thread 2 /twee?b=1\n\
             comment 7 in 1 by \"Jo &amp; <B> '\" <jo@post.example> at 2023-03-26T01:45:10.25Z \
             Visible 3 Markdown(\"5 < 7 &amp; *x*\")\n\
             comment 8 in 1 to 7 Held 0 Markdown(\"\")\n\
             comment 9 in 2 at 1970-01-01T00:00:01.5Z Removed 2 Markdown(\"\")\n\
             comment 10 in 3 Visible 0 Markdown(\"Los\")\n\
             left out comment 11 OtherKind"
        );
    }

    #[test]
    fn older_and_newer_tables_are_read() {
        let old = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri TEXT);
            CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, text, created, mode, more BLOB);
            INSERT INTO threads VALUES (1, '/x');
            INSERT INTO comments VALUES (1, 1, 'oud', 1600000000, 1, zeroblob(9))";
        let found = "thread 1 /x\n\
            comment 1 in 1 at 2020-09-13T12:26:40Z Visible 0 Markdown(\"oud\")";
        assert_eq!(said(&read_of(&[old], false).unwrap()), found);
        // A database that had a write-ahead log keeps saying so.
        let marked = read_of(&["PRAGMA journal_mode = WAL", old], false).unwrap();
        assert_eq!(said(&marked), found);
    }

    #[test]
    fn a_database_that_is_in_use_is_read_with_its_log() {
        let folder = TempDir::new().unwrap();
        let statements = [
            "PRAGMA journal_mode = WAL",
            SCHEMA,
            "INSERT INTO comments (tid, id, created, mode,
                text) VALUES (1, 1, 1, 1, 'In het log')",
        ];
        let (path, _connection, _runtime) = database(&folder, &statements);
        let files = || {
            let files = std::fs::read_dir(folder.path()).unwrap();
            let mut files: Vec<_> = files
                .map(|file| file.unwrap().path())
                .map(|file| (std::fs::read(&file).unwrap(), file))
                .collect();
            files.sort();
            files
        };
        let before = files();
        assert_eq!(before.len(), 3, "the log is there");
        let records = read(&READER, &path, &options(false)).unwrap();
        assert!(said(&records).ends_with("Markdown(\"In het log\")"));
        assert!(files() == before, "nothing of the original is written");
    }

    #[test]
    fn packed_databases_are_read() {
        let folder = TempDir::new().unwrap();
        let (path, connection, runtime) = database(&folder, &[SCHEMA]);
        runtime.block_on(sqlx::Connection::close(connection)).unwrap();
        let packed = folder.path().join("comments.db.gz");
        let mut packer = flate2::write::GzEncoder::new(
            File::create(&packed).unwrap(),
            flate2::Compression::default(),
        );
        io::copy(&mut File::open(&path).unwrap(), &mut packer).unwrap();
        packer.finish().unwrap();
        let records = read(&READER, &packed, &options(false)).unwrap();
        assert_eq!(records.len(), 2);
    }

    #[test]
    fn other_files_are_refused() {
        let refused = |statements: &[&str]| read_of(statements, false).unwrap_err().problem.key;
        assert_eq!(refused(&["CREATE TABLE a (b)"]), "import-other-format");
        let view = "CREATE TABLE threads (id, uri);
            CREATE VIEW comments AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n)
                SELECT i AS id, i AS tid, i AS text FROM n";
        assert_eq!(refused(&[view]), "import-other-format");
        let computed = "CREATE TABLE threads (id, uri);
            CREATE TABLE comments (id, tid, text AS (zeroblob(1000000000)))";
        assert_eq!(refused(&[computed]), "import-other-format");

        let folder = TempDir::new().unwrap();
        let path = folder.path().join("isso.db");
        for (bytes, key) in [
            (b"geen database, maar tekst".to_vec(), "import-other-format"),
            ([MAGIC, &[0x10; 4096]].concat(), "import-database"),
        ] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(read(&READER, &path, &options(true)).unwrap_err().problem.key, key);
        }
        std::fs::write(beside(&path, "-journal"), "x").unwrap();
        let error = read(&READER, &path, &options(true)).unwrap_err();
        assert_eq!(error.problem.key, "import-database-journal");
    }

    #[test]
    fn rows_that_cannot_be_read_are_left_out_or_refused() {
        let long = format!(
            "INSERT INTO comments (tid, id, created, mode, text) VALUES
                (1, 1, 1, 1, CAST(zeroblob({}) AS TEXT)), (1, 2, 1, 1, CAST(x'ff' AS TEXT)),
                (1, 3, 1, 1, 'Goed')",
            VALUE_MAX + 1
        );
        let error = read_of(&[SCHEMA, &long], false).unwrap_err();
        assert_eq!(error.problem.key, "import-database");
        let records = said(&read_of(&[SCHEMA, &long], true).unwrap());
        assert!(records.contains("left out comment Broken\nleft out comment Broken\ncomment 3"));
    }
}
