//! Revocation of access to an account whose credentials or address change.
//!
//! It ends its sessions, the links in e-mails that change the account, and the requests for such
//! links that the worker has not read yet. Every transaction that changes the owner, the password
//! or the address of an account does so.

use crate::error::{Error, Result};
use crate::store::{Tx, query, query_scalar};

/// Locks the row of an account until the transaction ends.
///
/// With several writers (PostgreSQL) two transactions that change one account do not see what the
/// other has not committed. No value changes, so no cache is invalidated.
pub(in crate::store) const LOCK_ACCOUNT: &str =
    "UPDATE accounts SET password = password WHERE id = $1";
/// Number of sessions with this token by which an account may act.
///
/// A session that still waits for the second factor (`half`) does not count.
pub(in crate::store) const OPEN_SESSION: &str =
    "SELECT COUNT(*) FROM sessions WHERE token = $1 AND account_id = $2 AND NOT half";
/// Deletes the browsers that logged in to an account before.
pub(in crate::store) const FORGET_BROWSERS: &str =
    "DELETE FROM known_browsers WHERE account_id = $1";
/// Deletes the sessions of an account, except the one with token `$2`.
pub(in crate::store) const END_SESSIONS: &str =
    "DELETE FROM sessions WHERE account_id = $1 AND token <> $2";
/// Deletes the links that give an account another password or address.
///
/// A link for an appeal gives no access to an account and stays.
pub(in crate::store) const END_LINKS: &str =
    "DELETE FROM tickets WHERE account_id = $1 AND purpose IN ('reset', 'email')";
/// Deletes requests that would become such a link.
///
/// The worker stores a link only if its request still exists.
pub(in crate::store) const END_REQUESTS: &str = "DELETE FROM events WHERE body LIKE $1";

/// Deletes every link, and every request for a link, that would change an account.
pub(in crate::store) async fn end_links(tx: &mut Tx, account: i64) -> Result<()> {
    // The requests first: if a worker is making a link from a request, this statement waits for its
    // transaction and the next one finds the link.
    query(END_REQUESTS).bind(requests_of(account)).execute(tx).await?;
    query(END_LINKS).bind(account).execute(tx).await?;
    Ok(())
}

/// Locks an account, and fails with [`Error::SessionEnded`] if the session of a request has ended.
///
/// A session that was ended while its request was under way, or while the password was hashed,
/// thus changes nothing. `None` is the command line, which has no session and is always accepted.
pub(in crate::store) async fn in_session(
    tx: &mut Tx,
    account: i64,
    session: Option<&[u8; 32]>,
) -> Result<()> {
    query(LOCK_ACCOUNT).bind(account).execute(tx).await?;
    let Some(session) = session else { return Ok(()) };
    let open: i64 =
        query_scalar(OPEN_SESSION).bind(session.as_slice()).bind(account).fetch_one(tx).await?;
    if open > 0 { Ok(()) } else { Err(Error::SessionEnded) }
}

/// Ends the sessions of an account except `kept`, and deletes its links and requests for links.
pub(in crate::store) async fn end_access(
    tx: &mut Tx,
    account: i64,
    kept: Option<&[u8; 32]>,
) -> Result<()> {
    query(LOCK_ACCOUNT).bind(account).execute(tx).await?;
    query(END_SESSIONS)
        .bind(account)
        .bind(kept.map_or(&[][..], |session| session.as_slice()))
        .execute(tx)
        .await?;
    end_links(tx, account).await
}

/// Returns the `LIKE` pattern of the events in which an account asks for another address.
pub(in crate::store) fn requests_of(account: i64) -> String {
    format!("{{\"EmailChange\":{{\"account\":{account},%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Event;

    fn is_found(event: &Event, account: i64) -> bool {
        let body = crate::store::mail::events::written(event).unwrap();
        body.starts_with(requests_of(account).trim_end_matches('%'))
    }

    #[test]
    fn a_request_for_another_address_is_found_by_its_account() {
        let event = Event::EmailChange { account: 12, email: "nieuw@post.example".to_owned() };
        assert!(is_found(&event, 12));
        assert!(!is_found(&event, 1) && !is_found(&event, 2));
        assert!(!is_found(&Event::PasswordChanged { account: 12 }, 12));
    }
}
