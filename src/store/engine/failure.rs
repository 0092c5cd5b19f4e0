//! Database failures that neither the statement nor the user caused.
//!
//! Their cause is the disk or the memory of the database, or others that use it.

/// Kind of such a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Failure {
    /// The database is occupied by others; a retry after a moment may succeed.
    Busy,
    /// The disk, the memory or the file has failed; statements succeed again once that is repaired.
    Unavailable,
}

/// Returns the kind of failure that an error reports, if it is one of these.
///
/// SQLite returns result codes (<https://sqlite.org/rescode.html>), of which the lowest eight bits
/// are the kind; PostgreSQL returns SQLSTATEs (its documentation, appendix A).
pub(in crate::store) fn of(error: &sqlx::Error) -> Option<Failure> {
    let error = error.as_database_error()?;
    let code = error.code()?;
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return of_sqlite(code.parse().ok()?);
    }
    match &*code {
        // Lock not available, statement timed out, too many connections.
        "55P03" | "57014" | "53300" => Some(Failure::Busy),
        // Disk full, out of memory, input/output error.
        "53100" | "53200" | "58030" => Some(Failure::Unavailable),
        _ => None,
    }
}

fn of_sqlite(code: u32) -> Option<Failure> {
    match (code, code & 0xff) {
        // Busy, locked, interrupted.
        (_, 5 | 6 | 9) => Some(Failure::Busy),
        // Rolled back while a statement ran; a commit refused on a connection that had rolled back;
        // out of memory, read-only, input/output error, full, cannot open.
        (516 | 531, _) | (_, 7 | 8 | 10 | 13 | 14) => Some(Failure::Unavailable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extended_codes_are_of_the_kind_of_their_lowest_bits() {
        assert_eq!(of_sqlite(5), Some(Failure::Busy));
        assert_eq!(of_sqlite(517), Some(Failure::Busy), "a snapshot that is too old");
        assert_eq!(of_sqlite(1034), Some(Failure::Unavailable), "a flush that failed");
        assert_eq!(of_sqlite(2067), None, "a unique constraint");
        assert_eq!(of_sqlite(516), Some(Failure::Unavailable));
        assert_eq!(of_sqlite(4), None, "a statement that aborted itself");
    }
}
