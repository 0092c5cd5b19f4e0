//! People of log-in providers as rows: an issuer, a subject, and the account they have here.

use constcat::concat;
use jiff::Timestamp;

use super::access::in_session;
use super::second_factors::changed;
use super::sessions::FirstFactor;
use super::{AccountRow, AccountTaken, NewAccount, Owner, account_columns, add, taken};
use crate::account::Account;
use crate::error::Result;
use crate::notify::FactorChange;
use crate::store::mail::mailboxes::prove;
use crate::store::{Moment, Statement, Store, Tx, is_taken, micros, query, query_as, query_scalar};

/// Person at a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity<'a> {
    /// Issuer of the provider.
    pub issuer: &'a str,
    /// Number or name of the person there.
    pub subject: &'a str,
}

/// Log-in that belongs to an account.
#[derive(Clone, Debug)]
pub struct JoinedLogin {
    /// Number of the row.
    pub id: i64,
    /// Issuer of the provider.
    pub issuer: String,
    /// Time at which it was joined to the account.
    pub made_at: Timestamp,
    /// Time at which it was last used.
    pub used_at: Option<Timestamp>,
}

/// Outcome of a log-in that is to be joined to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It belongs to the account.
    Done,
    /// It belongs to another account.
    OfAnother,
}

/// Outcome of the removal of a log-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginRemoval {
    /// It is gone.
    Done,
    /// Nothing else would let the owner in.
    LastWay,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    identity: i64,
    #[sqlx(flatten)]
    account: AccountRow,
}

const ADD: &str = "INSERT INTO login_identities (account_id, issuer, subject, made_at, used_at)
    VALUES ($1, $2, $3, $4, $5)";

/// Returns the statement that gives a person at a provider an account.
pub(super) fn joined(
    account: i64,
    identity: Identity<'_>,
    used_at: Option<Timestamp>,
    now: Timestamp,
) -> Statement<'_> {
    query(ADD)
        .bind(account)
        .bind(identity.issuer)
        .bind(identity.subject)
        .bind(micros(now))
        .bind(used_at.map(micros))
}

/// Returns whether a row gives access to an account.
pub(super) async fn is_of(tx: &mut Tx, account: i64, identity: i64) -> Result<bool> {
    const OF: &str =
        "SELECT COUNT(*) FROM login_identities i JOIN accounts a ON a.id = i.account_id
        WHERE i.id = $2 AND a.id = $1 AND a.left_at IS NULL";
    let count: i64 = query_scalar(OF).bind(account).bind(identity).fetch_one(tx).await?;
    Ok(count > 0)
}

impl Store {
    const KNOWN_IDENTITY: &str = concat!(
        "SELECT i.id AS identity, ",
        account_columns!("a"),
        "
        FROM login_identities i JOIN accounts a ON a.id = i.account_id
        WHERE i.issuer = $1 AND i.subject = $2 AND a.left_at IS NULL"
    );

    /// Returns the account of a person at a provider, and the number of the row.
    pub async fn known_identity(&self, who: Identity<'_>) -> Result<Option<(i64, Account)>> {
        let row: Option<KnownRow> = query_as(Self::KNOWN_IDENTITY)
            .bind(who.issuer)
            .bind(who.subject)
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(|row| Ok((row.identity, row.account.try_into()?))).transpose()
    }

    const JOINED_LOGINS: &str = "SELECT id, issuer, made_at, used_at FROM login_identities
        WHERE account_id = $1 ORDER BY id";

    /// Returns the log-ins that belong to an account, oldest first.
    pub async fn joined_logins(&self, account: i64) -> Result<Vec<JoinedLogin>> {
        let rows: Vec<(i64, String, Moment, Option<Moment>)> =
            query_as(Self::JOINED_LOGINS).bind(account).fetch_all(&mut self.reader()).await?;
        let entry = |(id, issuer, made_at, used_at): (i64, String, Moment, Option<Moment>)| {
            let (made_at, used_at) = (made_at.into(), used_at.map(Timestamp::from));
            JoinedLogin { id, issuer, made_at, used_at }
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// Records the use of a log-in.
    pub async fn use_identity(&self, identity: i64, now: Timestamp) -> Result<()> {
        const USE: &str = "UPDATE login_identities SET used_at = $2 WHERE id = $1";
        self.execute(query(USE).bind(identity).bind(micros(now))).await.map(drop)
    }

    /// Joins a person at a provider to the account of this session.
    ///
    /// Ends the other sessions and the links of the account, and queues a mail to its owner.
    /// `name` is that of the provider.
    pub async fn join_identity(
        &self,
        owner: Owner<'_>,
        who: Identity<'_>,
        name: &str,
        now: Timestamp,
    ) -> Result<Joined> {
        let added = self
            .write(|mut tx| async move {
                in_session(&mut tx, owner.account, owner.session).await?;
                match joined(owner.account, who, Some(now), now).execute(&mut tx).await {
                    Err(error) if is_taken(&error, "login_identities.issuer") => {
                        return Ok(tx.roll_back(false));
                    }
                    other => other?,
                };
                let what = FactorChange::LoginAdded { name: name.to_owned() };
                changed(&mut tx, owner, what, now).await?;
                Ok(tx.commit(true))
            })
            .await?;
        let known = if added { None } else { self.known_identity(who).await? };
        let is_own = added || known.is_some_and(|(_, account)| account.id == owner.account);
        Ok(if is_own { Joined::Done } else { Joined::OfAnother })
    }

    /// Removes a log-in from an account, unless it is the last way into it.
    ///
    /// A password, a passkey and another log-in of a provider in use are ways. Ends the other
    /// sessions and the links of the account, and queues a mail to its owner.
    pub async fn remove_identity(
        &self,
        owner: Owner<'_>,
        identity: i64,
        name: &str,
        now: Timestamp,
    ) -> Result<LoginRemoval> {
        const OTHER_WAYS: &str = "SELECT
            (SELECT COUNT(*) FROM accounts WHERE id = $1 AND password <> '')
            + (SELECT COUNT(*) FROM passkeys WHERE account_id = $1)
            + (SELECT COUNT(*) FROM login_identities i WHERE i.account_id = $1 AND i.id <> $2
                AND EXISTS (SELECT 1 FROM login_providers p
                    WHERE p.issuer = i.issuer AND p.is_on))";
        const REMOVE: &str = "DELETE FROM login_identities WHERE id = $2 AND account_id = $1";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            let others: i64 =
                query_scalar(OTHER_WAYS).bind(account).bind(identity).fetch_one(&mut tx).await?;
            if others == 0 {
                return Ok(tx.roll_back(LoginRemoval::LastWay));
            }
            if query(REMOVE).bind(account).bind(identity).execute(&mut tx).await? > 0 {
                let what = FactorChange::LoginRemoved { name: name.to_owned() };
                changed(&mut tx, owner, what, now).await?;
            }
            Ok(tx.commit(LoginRemoval::Done))
        })
        .await
    }

    /// Creates an account without password for a person whom a provider vouches for, address
    /// included.
    ///
    /// Returns the numbers of the account and of the row, or which value is taken.
    pub async fn register_identity(
        &self,
        who: Identity<'_>,
        new: &NewAccount,
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<Result<(i64, i64), AccountTaken>> {
        const ROW: &str = "SELECT id FROM login_identities WHERE issuer = $1 AND subject = $2";
        self.write(|mut tx| async move {
            prove(&mut tx, &new.email, None, chance, now).await?;
            let account = match add(&mut tx, new, now).await {
                Ok(account) => account,
                Err(error) => return Ok(tx.roll_back(Err(taken(error)?))),
            };
            joined(account, who, Some(now), now).execute(&mut tx).await?;
            let row = query_scalar(ROW).bind(who.issuer).bind(who.subject);
            let identity: i64 = row.fetch_one(&mut tx).await?;
            Ok(tx.commit(Ok((account, identity))))
        })
        .await
    }

    /// Opens a session that still lacks the second factor, after a log-in at a provider.
    ///
    /// Returns `false` if the log-in no longer belongs to the account.
    pub async fn open_half_session_by(
        &self,
        token: &[u8; 32],
        account: i64,
        identity: i64,
        now: Timestamp,
    ) -> Result<bool> {
        self.open_half(token, account, FirstFactor::Identity(identity), now).await
    }
}
