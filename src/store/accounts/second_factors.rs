//! Second factors as rows.
//!
//! These are recovery codes, passkeys, pending ceremonies, and sessions that lack the second
//! factor. TOTP is in `totp.rs`.
//!
//! Each added or removed factor ends the other sessions of the account and sends mail to its owner.

use jiff::Timestamp;

use super::access::{end_access, end_links, in_session};
use super::staff_log::{StaffDeed, log_staff};
use super::totp::DROP_TOTP;
use super::{AccountRow, account_columns};
use crate::account::Account;
use crate::account::second_factor::recovery_hash;
use crate::error::Result;
use crate::notify::{Event, FactorChange};
use crate::store::mail::events::announced;
use crate::store::{Moment, Store, Tx, is_taken, micros, query, query_as, query_scalar};

/// Second factors of an account.
#[derive(Clone, Debug, Default)]
pub struct Factors {
    /// True if the account has a TOTP secret.
    pub totp: bool,
    /// Number of unused recovery codes.
    pub codes: i64,
    /// Passkeys, oldest first.
    pub passkeys: Vec<PasskeyEntry>,
}

impl Factors {
    /// Returns whether there is a second factor. Recovery codes alone do not count.
    pub fn any(&self) -> bool {
        self.totp || !self.passkeys.is_empty()
    }
}

/// Stored passkey.
#[derive(Clone, Debug)]
pub struct PasskeyEntry {
    /// Number of the row.
    pub id: i64,
    /// Account to which it belongs.
    pub account: i64,
    /// Credential of `WebAuthn` as JSON.
    pub data: String,
    /// Name the owner gave it.
    pub name: String,
    /// Time at which it was added.
    pub made_at: Timestamp,
    /// Time at which it was last used.
    pub used_at: Option<Timestamp>,
}

/// Passkey to store.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Credential ID.
    pub credential: Vec<u8>,
    /// Credential of `WebAuthn` as JSON.
    pub data: String,
    /// Name the owner gave it.
    pub name: String,
}

/// New recovery codes, which replace the old ones.
///
/// The ceremony shows them until the owner has written them down. Both are stored in one
/// transaction.
#[derive(Clone, Debug, Default)]
pub struct NewCodes {
    /// Recovery codes.
    pub codes: Vec<String>,
    /// Key of the ceremony.
    pub ceremony: [u8; 32],
    /// State of the ceremony, which contains the codes.
    pub state: String,
}

/// Account to change, and the session in which its owner does so.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Number of the account.
    pub account: i64,
    /// Hash of the session that stays open, or `None` from the command line.
    pub session: Option<&'a [u8; 32]>,
}

#[derive(sqlx::FromRow)]
struct PasskeyRow {
    id: i64,
    account_id: i64,
    data: String,
    name: String,
    made_at: Moment,
    used_at: Option<Moment>,
}

impl TryFrom<PasskeyRow> for PasskeyEntry {
    type Error = crate::error::Error;

    fn try_from(row: PasskeyRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            account: row.account_id,
            data: row.data,
            name: row.name,
            made_at: row.made_at.into(),
            used_at: row.used_at.map(Timestamp::from),
        })
    }
}

/// Ends the other sessions and the links of an account, and queues mail to its owner.
pub(in crate::store) async fn changed(
    tx: &mut Tx,
    owner: Owner<'_>,
    what: FactorChange,
    now: Timestamp,
) -> Result<()> {
    end_access(tx, owner.account, owner.session).await?;
    let event = Event::FactorChanged { account: owner.account, what };
    announced(&event, now)?.execute(tx).await?;
    Ok(())
}

/// Replaces the recovery codes of an account.
pub(in crate::store) async fn replace_codes(
    tx: &mut Tx,
    account: i64,
    new: &NewCodes,
    now: Timestamp,
) -> Result<()> {
    query(BEGIN_CEREMONY)
        .bind(new.ceremony.as_slice())
        .bind(&new.state)
        .bind(micros(now))
        .execute(tx)
        .await?;
    query(FORGET_CODES).bind(account).execute(tx).await?;
    for code in &new.codes {
        let hash = recovery_hash(code);
        query(ADD_CODE).bind(account).bind(hash.as_slice()).execute(tx).await?;
    }
    Ok(())
}

pub(in crate::store) const FORGET_CODES: &str = "DELETE FROM recovery_codes WHERE account_id = $1";
pub(in crate::store) const ADD_CODE: &str =
    "INSERT INTO recovery_codes (account_id, hash) VALUES ($1, $2)";
pub(in crate::store) const BEGIN_CEREMONY: &str =
    "INSERT INTO ceremonies (browser, state, made_at) VALUES ($1, $2, $3)
    ON CONFLICT (browser) DO UPDATE SET state = excluded.state, made_at = excluded.made_at";
pub(in crate::store) const NO_FACTOR: &str =
    "SELECT COUNT(*) FROM accounts a WHERE a.id = $1 AND a.totp IS NULL
    AND NOT EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id)";

impl Store {
    pub(in crate::store) const PASSKEYS: &str =
        "SELECT id, account_id, data, name, made_at, used_at FROM passkeys
        WHERE account_id = $1 ORDER BY id";

    /// Returns the second factors of an account.
    pub async fn factors(&self, account: i64) -> Result<Factors> {
        const TOTP: &str = "SELECT COUNT(*) FROM accounts WHERE id = $1 AND totp IS NOT NULL";
        const CODES: &str = "SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1";
        let (totp, codes, passkeys): (i64, i64, Vec<PasskeyRow>) = {
            let mut db = self.reader();
            (
                query_scalar(TOTP).bind(account).fetch_one(&mut db).await?,
                query_scalar(CODES).bind(account).fetch_one(&mut db).await?,
                query_as(Self::PASSKEYS).bind(account).fetch_all(&mut db).await?,
            )
        };
        let passkeys = passkeys.into_iter().map(PasskeyEntry::try_from).collect::<Result<_>>()?;
        Ok(Factors { totp: totp > 0, codes, passkeys })
    }

    /// Returns whether an account has a second factor.
    pub async fn has_second_factor(&self, account: i64) -> Result<bool> {
        let without: i64 =
            query_scalar(NO_FACTOR).bind(account).fetch_one(&mut self.reader()).await?;
        Ok(without == 0)
    }

    /// Deletes all second factors of an account and ends all its sessions.
    pub async fn drop_factors(&self, account: i64, now: Timestamp) -> Result<()> {
        const DROP_PASSKEYS: &str = "DELETE FROM passkeys WHERE account_id = $1";
        let owner = Owner { account, session: None };
        self.write(|mut tx| async move {
            query(DROP_TOTP).bind(account).execute(&mut tx).await?;
            query(FORGET_CODES).bind(account).execute(&mut tx).await?;
            query(DROP_PASSKEYS).bind(account).execute(&mut tx).await?;
            log_staff(&mut tx, StaffDeed::SecondFactor, None, Some(account), None, now).await?;
            changed(&mut tx, owner, FactorChange::AllRemoved, now).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Uses up a recovery code. Returns `false` if the account has none with this hash.
    pub async fn use_recovery_code(&self, account: i64, hash: &[u8; 32]) -> Result<bool> {
        const USE: &str = "DELETE FROM recovery_codes WHERE account_id = $1 AND hash = $2";
        Ok(self.execute(query(USE).bind(account).bind(hash.as_slice())).await? > 0)
    }

    /// Replaces the recovery codes of an account.
    ///
    /// Invalidates its links and queues mail to its owner.
    pub async fn replace_recovery_codes(
        &self,
        owner: Owner<'_>,
        codes: &NewCodes,
        now: Timestamp,
    ) -> Result<()> {
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            replace_codes(&mut tx, account, codes, now).await?;
            end_links(&mut tx, account).await?;
            announced(&Event::FactorChanged { account, what: FactorChange::NewCodes }, now)?
                .execute(&mut tx)
                .await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Stores a new passkey, with recovery codes if it is the first factor.
    ///
    /// Returns `false` if its credential is already stored.
    pub async fn add_passkey(
        &self,
        owner: Owner<'_>,
        new: &NewPasskey,
        codes: Option<&NewCodes>,
        now: Timestamp,
    ) -> Result<bool> {
        const ADD: &str = "INSERT INTO passkeys (account_id, credential, data, name, made_at)
            VALUES ($1, $2, $3, $4, $5)";
        self.write(|mut tx| async move {
            in_session(&mut tx, owner.account, owner.session).await?;
            let added = query(ADD)
                .bind(owner.account)
                .bind(new.credential.as_slice())
                .bind(&new.data)
                .bind(&new.name)
                .bind(micros(now))
                .execute(&mut tx)
                .await;
            match added {
                Err(error) if is_taken(&error, "credential") => return Ok(tx.roll_back(false)),
                other => other?,
            };
            if let Some(codes) = codes {
                replace_codes(&mut tx, owner.account, codes, now).await?;
            }
            let what = FactorChange::PasskeyAdded { name: new.name.clone() };
            changed(&mut tx, owner, what, now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Deletes a passkey, and with the last factor also the recovery codes.
    pub async fn drop_passkey(&self, owner: Owner<'_>, id: i64, now: Timestamp) -> Result<()> {
        const DROP: &str = "DELETE FROM passkeys WHERE id = $1 AND account_id = $2 RETURNING name";
        self.write(|mut tx| async move {
            in_session(&mut tx, owner.account, owner.session).await?;
            let dropped = query_scalar(DROP).bind(id).bind(owner.account);
            let name: Option<String> = dropped.fetch_optional(&mut tx).await?;
            if let Some(name) = name {
                let without: i64 =
                    query_scalar(NO_FACTOR).bind(owner.account).fetch_one(&mut tx).await?;
                if without > 0 {
                    query(FORGET_CODES).bind(owner.account).execute(&mut tx).await?;
                }
                changed(&mut tx, owner, FactorChange::PasskeyRemoved { name }, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    pub(in crate::store) const PASSKEY: &str =
        "SELECT id, account_id, data, name, made_at, used_at FROM passkeys WHERE credential = $1";

    /// Returns the passkey with this credential ID.
    pub async fn passkey(&self, credential: &[u8]) -> Result<Option<PasskeyEntry>> {
        let row: Option<PasskeyRow> =
            query_as(Self::PASSKEY).bind(credential).fetch_optional(&mut self.reader()).await?;
        row.map(PasskeyEntry::try_from).transpose()
    }

    /// Records the use of a passkey and its changed credential data.
    pub async fn use_passkey(&self, id: i64, data: &str, now: Timestamp) -> Result<()> {
        const USE: &str = "UPDATE passkeys SET data = $2, used_at = $3 WHERE id = $1";
        self.execute(query(USE).bind(id).bind(data).bind(micros(now))).await.map(drop)
    }

    /// Stores the state of a ceremony for this browser, in place of an earlier one.
    pub async fn begin_ceremony(
        &self,
        browser: &[u8; 32],
        state: &str,
        now: Timestamp,
    ) -> Result<()> {
        let begin = query(BEGIN_CEREMONY).bind(browser.as_slice()).bind(state).bind(micros(now));
        self.execute(begin).await.map(drop)
    }

    pub(in crate::store) const CEREMONY: &str =
        "SELECT state FROM ceremonies WHERE browser = $1 AND made_at > $2";

    /// Returns the state of this browser's ceremony, if it began after `made_after`.
    ///
    /// The ceremony goes on.
    pub async fn ceremony(
        &self,
        browser: &[u8; 32],
        made_after: Timestamp,
    ) -> Result<Option<String>> {
        Ok(query_scalar(Self::CEREMONY)
            .bind(browser.as_slice())
            .bind(micros(made_after))
            .fetch_optional(&mut self.reader())
            .await?)
    }

    /// Ends this browser's ceremony and returns its state, if it began after `made_after`.
    ///
    /// Of concurrent calls only the first gets it.
    pub async fn end_ceremony(
        &self,
        browser: &[u8; 32],
        made_after: Timestamp,
    ) -> Result<Option<String>> {
        const END: &str =
            "DELETE FROM ceremonies WHERE browser = $1 AND made_at > $2 RETURNING state";
        self.write(|mut tx| async move {
            let state = query_scalar(END)
                .bind(browser.as_slice())
                .bind(micros(made_after))
                .fetch_optional(&mut tx)
                .await?;
            Ok(tx.commit(state))
        })
        .await
    }

    pub(in crate::store) const HALF_SESSION: &str = concat!(
        "SELECT ",
        account_columns!("a"),
        " FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token = $1 AND s.half = $3 AND s.opened_at > $2 AND a.left_at IS NULL"
    );

    /// Returns the account of a session that still lacks the second factor.
    ///
    /// `None` unless the session was opened after the given time.
    pub async fn half_session(
        &self,
        token: &[u8; 32],
        opened_after: Timestamp,
    ) -> Result<Option<Account>> {
        let row: Option<AccountRow> = query_as(Self::HALF_SESSION)
            .bind(token.as_slice())
            .bind(micros(opened_after))
            .bind(true)
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Account::try_from).transpose()
    }
}
