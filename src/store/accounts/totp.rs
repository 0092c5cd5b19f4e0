//! TOTP secrets as rows, encrypted by the caller, and the time steps of codes already used.

use jiff::Timestamp;

use super::access::in_session;
use super::second_factors::{FORGET_CODES, NO_FACTOR, NewCodes, Owner, changed, replace_codes};
use crate::error::Result;
use crate::notify::FactorChange;
use crate::store::{Store, query, query_as, query_scalar};

impl Store {
    /// Returns the encrypted TOTP secret of an account.
    pub async fn totp(&self, account: i64) -> Result<Option<Vec<u8>>> {
        const TOTP: &str = "SELECT totp FROM accounts WHERE id = $1 AND totp IS NOT NULL";
        Ok(query_scalar(TOTP).bind(account).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns the encrypted TOTP secrets of all accounts.
    ///
    /// Each comes with the number and the name of the account.
    pub async fn totps(&self) -> Result<Vec<(i64, String, Vec<u8>)>> {
        const ALL: &str = "SELECT id, name, totp FROM accounts WHERE totp IS NOT NULL ORDER BY id";
        Ok(query_as(ALL).fetch_all(&mut self.reader()).await?)
    }

    /// Replaces the encryption of a secret. Returns `false` if the stored value is no longer `old`.
    pub async fn rewrite_totp(&self, account: i64, old: &[u8], new: &[u8]) -> Result<bool> {
        const REWRITE: &str = "UPDATE accounts SET totp = $3 WHERE id = $1 AND totp = $2";
        Ok(self.execute(query(REWRITE).bind(account).bind(old).bind(new)).await? > 0)
    }

    /// Stores an encrypted TOTP secret and new recovery codes.
    ///
    /// `step` is the time step of the code that confirmed the secret. Returns `false` if the
    /// account has a secret already.
    pub async fn set_totp(
        &self,
        owner: Owner<'_>,
        secret: &[u8],
        step: i64,
        codes: &NewCodes,
        now: Timestamp,
    ) -> Result<bool> {
        const SET: &str =
            "UPDATE accounts SET totp = $2, totp_step = $3 WHERE id = $1 AND totp IS NULL";
        self.write(|mut tx| async move {
            in_session(&mut tx, owner.account, owner.session).await?;
            let set = query(SET).bind(owner.account).bind(secret).bind(step);
            if set.execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(false));
            }
            replace_codes(&mut tx, owner.account, codes, now).await?;
            changed(&mut tx, owner, FactorChange::AppAdded, now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Deletes the TOTP secret, and with the last factor also the recovery codes.
    pub async fn drop_totp(&self, owner: Owner<'_>, now: Timestamp) -> Result<()> {
        self.write(|mut tx| async move {
            in_session(&mut tx, owner.account, owner.session).await?;
            if query(DROP_TOTP).bind(owner.account).execute(&mut tx).await? > 0 {
                let without: i64 =
                    query_scalar(NO_FACTOR).bind(owner.account).fetch_one(&mut tx).await?;
                if without > 0 {
                    query(FORGET_CODES).bind(owner.account).execute(&mut tx).await?;
                }
                changed(&mut tx, owner, FactorChange::AppRemoved, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    /// Uses up the code of a time step.
    ///
    /// Returns `false` if this step or a later one was used already.
    pub async fn use_step(&self, account: i64, step: i64) -> Result<bool> {
        const USE: &str = "UPDATE accounts SET totp_step = $2
            WHERE id = $1 AND totp IS NOT NULL AND (totp_step IS NULL OR totp_step < $2)";
        Ok(self.execute(query(USE).bind(account).bind(step)).await? > 0)
    }
}

pub(in crate::store) const DROP_TOTP: &str =
    "UPDATE accounts SET totp = NULL, totp_step = NULL WHERE id = $1 AND totp IS NOT NULL";
