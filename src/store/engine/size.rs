//! Size of the database, and the clock of its server, for monitoring.

use jiff::{SignedDuration, Timestamp};

use crate::error::Result;
use crate::store::{Store, moment, query_as, query_scalar};

/// Size of a database in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Bytes of the database, without its log.
    pub bytes: i64,
    /// Bytes in free pages of the file; `None` for PostgreSQL.
    pub free: Option<i64>,
    /// Bytes of the write-ahead log beside the file; `None` for PostgreSQL.
    pub log: Option<u64>,
}

impl Store {
    /// Returns the size of the database, without reading its tables.
    pub async fn size(&self) -> Result<Size> {
        // Each database knows its size in another way.
        const SQLITE: &str = "SELECT c.page_count * s.page_size AS bytes,
                f.freelist_count * s.page_size AS free
            FROM pragma_page_count() c, pragma_freelist_count() f, pragma_page_size() s";
        const POSTGRES: &str = "SELECT pg_database_size(current_database())";
        match self {
            Self::Sqlite { writer, .. } => {
                let (bytes, free): (i64, i64) =
                    query_as(SQLITE).fetch_one(&mut self.reader()).await?;
                Ok(Size { bytes, free: Some(free), log: Some(writer.file().log_bytes()) })
            }
            Self::Postgres(_) => {
                let bytes = query_scalar(POSTGRES).fetch_one(&mut self.reader()).await?;
                Ok(Size { bytes, free: None, log: None })
            }
        }
    }

    /// Returns how far the clock of this node is ahead of that of the database server.
    ///
    /// `None` for SQLite, which has no other clock. `now` is called right after the server
    /// answered.
    pub async fn clock_offset(
        &self,
        now: impl Fn() -> Timestamp + Send,
    ) -> Result<Option<SignedDuration>> {
        const THERE: &str =
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        let Self::Postgres(_) = self else { return Ok(None) };
        let there: i64 = query_scalar(THERE).fetch_one(&mut self.reader()).await?;
        Ok(Some(now().duration_since(moment(there)?)))
    }
}
