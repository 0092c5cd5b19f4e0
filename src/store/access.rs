//! The end of what an account opened or asked for before it changed: its sessions, the links by mail that change it, and
//! the requests for such links that the worker has not read yet. Every statement that changes whose an account is ends so.

/// Lets a transaction wait for whoever else changes an account: with several writers (PostgreSQL) neither sees what the other
/// has not committed. Nothing is changed, so nobody is told.
pub(super) const LOCK_ACCOUNT: &str = "UPDATE accounts SET password = password WHERE id = $1";
/// Sessions by which an account may act: half of one is none.
pub(super) const OPEN_SESSION: &str =
    "SELECT COUNT(*) FROM sessions WHERE token = $1 AND account_id = $2 AND NOT half";
/// Browsers that an account logged in from before.
pub(super) const FORGET_BROWSERS: &str = "DELETE FROM known_browsers WHERE account_id = $1";
/// Sessions of an account; `$2` is the one that stays.
pub(super) const END_SESSIONS: &str = "DELETE FROM sessions WHERE account_id = $1 AND token <> $2";
/// Links that give an account another password or address. A link by which somebody appeals is no way into an account.
pub(super) const END_LINKS: &str =
    "DELETE FROM tickets WHERE account_id = $1 AND purpose IN ('reset', 'email')";
/// Requests that would become such a link. The worker keeps a link only if its request is still there.
pub(super) const END_REQUESTS: &str = "DELETE FROM events WHERE body LIKE $1";

/// Ends every link and request for a link that would change an account, in an open transaction of either database.
macro_rules! end_links {
    ($tx:ident, $account:expr) => {{
        let account: i64 = $account;
        // In this order: where a worker is making a link of a request, this waits for it and then finds the link.
        sqlx::query($crate::store::access::END_REQUESTS)
            .bind($crate::store::access::requests_of(account))
            .execute(&mut *$tx)
            .await?;
        sqlx::query($crate::store::access::END_LINKS).bind(account).execute(&mut *$tx).await?;
    }};
}
pub(super) use end_links;

/// Refuses what is asked in a session that has ended meanwhile, in an open transaction of either database: whoever was put out
/// while their request was on its way, or their password was hashed, changes nothing any more. The command line, which has no
/// session, is let through. `in_session!(tx, account, session)`.
macro_rules! in_session {
    ($tx:ident, $account:expr, $session:expr) => {{
        let account: i64 = $account;
        let session: Option<&[u8; 32]> = $session;
        sqlx::query($crate::store::access::LOCK_ACCOUNT).bind(account).execute(&mut *$tx).await?;
        if let Some(session) = session {
            let open: i64 = sqlx::query_scalar($crate::store::access::OPEN_SESSION)
                .bind(session.as_slice())
                .bind(account)
                .fetch_one(&mut *$tx)
                .await?;
            if open == 0 {
                return Err($crate::error::Error::SessionEnded);
            }
        }
    }};
}
pub(super) use in_session;

/// Ends the sessions of an account but `kept`, and every link and request for a link that would change it, in an open
/// transaction of either database: `end_access!(tx, account, kept)` with `Option<&[u8; 32]>` for the session that stays.
macro_rules! end_access {
    ($tx:ident, $account:expr, $kept:expr) => {{
        let account: i64 = $account;
        let kept: Option<&[u8; 32]> = $kept;
        sqlx::query($crate::store::access::LOCK_ACCOUNT).bind(account).execute(&mut *$tx).await?;
        sqlx::query($crate::store::access::END_SESSIONS)
            .bind(account)
            .bind(kept.map_or(&[][..], |session| session.as_slice()))
            .execute(&mut *$tx)
            .await?;
        $crate::store::access::end_links!($tx, account);
    }};
}
pub(super) use end_access;

/// The pattern of the events in which an account asks for another address.
pub(super) fn requests_of(account: i64) -> String {
    format!("{{\"EmailChange\":{{\"account\":{account},%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Event;

    fn is_found(event: &Event, account: i64) -> bool {
        let body = crate::store::events::written(event).unwrap();
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
