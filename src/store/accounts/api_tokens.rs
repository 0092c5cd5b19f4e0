//! Tokens of the API as rows: the hash, the account and the permissions.

use constcat::concat;
use jiff::Timestamp;

use super::access::in_session;
use super::second_factors::BEGIN_CEREMONY;
use super::staff_log::StaffDeed;
use super::{AccountRow, Owner, account_columns};
use crate::account::Account;
use crate::account::api_token::{Permissions, TOKENS_MAX, TokenName};
use crate::error::Result;
use crate::notify::{Event, FactorChange};
use crate::store::mail::events::announced;
use crate::store::{Moment, Store, Tx, micros, query, query_as, query_scalar};

/// Token to be stored.
#[derive(Clone, Debug)]
pub struct NewApiToken<'a> {
    /// Name that its owner gave it.
    pub name: &'a TokenName,
    /// Permissions that its owner chose.
    pub permissions: &'a Permissions,
    /// Hash of the token.
    pub hash: &'a [u8; 32],
    /// Key of the row that keeps the token until its owner has saved it.
    pub ceremony: [u8; 32],
    /// Encrypted token in that row.
    pub state: String,
}

/// Token as its owner sees it.
#[derive(Clone, Debug)]
pub struct ApiTokenEntry {
    /// Number of the row.
    pub id: i64,
    /// Name that its owner gave it.
    pub name: String,
    /// Permissions that its owner chose; those above the role of the account count for nothing.
    pub permissions: Permissions,
    /// Time at which it was made.
    pub made_at: Timestamp,
    /// Time of last use, to about a quarter of an hour.
    pub used_at: Option<Timestamp>,
}

/// Account on behalf of which a token is used.
#[derive(Clone, Debug)]
pub struct TokenHolder {
    /// The account.
    pub account: Account,
    /// The token.
    pub token: ApiTokenEntry,
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    token_id: i64,
    token_name: String,
    scopes: String,
    token_made_at: Moment,
    used_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    #[sqlx(flatten)]
    account: AccountRow,
    #[sqlx(flatten)]
    token: TokenRow,
}

impl From<TokenRow> for ApiTokenEntry {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.token_id,
            name: row.token_name,
            permissions: Permissions::stored(&row.scopes),
            made_at: row.token_made_at.into(),
            used_at: row.used_at.map(Timestamp::from),
        }
    }
}

/// Deletes the tokens of an account.
pub(in crate::store) const END_TOKENS: &str = "DELETE FROM api_tokens WHERE account_id = $1";

impl Store {
    /// Stores a token and queues mail to its owner.
    ///
    /// Returns `false` if the account has [`TOKENS_MAX`] tokens already.
    pub async fn add_api_token(
        &self,
        owner: Owner<'_>,
        new: &NewApiToken<'_>,
        now: Timestamp,
    ) -> Result<bool> {
        const COUNT: &str = "SELECT COUNT(*) FROM api_tokens WHERE account_id = $1";
        const ADD: &str = "INSERT INTO api_tokens (account_id, name, scopes, hash, made_at)
            VALUES ($1, $2, $3, $4, $5) RETURNING id";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            let count: i64 = query_scalar(COUNT).bind(account).fetch_one(&mut tx).await?;
            if usize::try_from(count).is_ok_and(|count| count >= TOKENS_MAX) {
                return Ok(tx.roll_back(false));
            }
            let id: i64 = query_scalar(ADD)
                .bind(account)
                .bind(new.name.as_str())
                .bind(new.permissions.codes())
                .bind(new.hash.as_slice())
                .bind(micros(now))
                .fetch_one(&mut tx)
                .await?;
            query(BEGIN_CEREMONY)
                .bind(new.ceremony.as_slice())
                .bind(&new.state)
                .bind(micros(now))
                .execute(&mut tx)
                .await?;
            log(&mut tx, StaffDeed::Token, account, id, now).await?;
            let what = FactorChange::TokenMade { name: new.name.as_str().to_owned() };
            announced(&Event::FactorChanged { account, what }, now)?.execute(&mut tx).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    pub(in crate::store) const API_TOKENS_OF: &str = "SELECT id AS token_id, name AS token_name,
            scopes, made_at AS token_made_at, used_at
        FROM api_tokens WHERE account_id = $1 AND COALESCE(used_at, made_at) > $2 ORDER BY id DESC";

    /// Returns the tokens of an account that were made or used after a time, newest first.
    pub async fn api_tokens_of(
        &self,
        account: i64,
        used_after: Timestamp,
    ) -> Result<Vec<ApiTokenEntry>> {
        let rows: Vec<TokenRow> = query_as(Self::API_TOKENS_OF)
            .bind(account)
            .bind(micros(used_after))
            .fetch_all(&mut self.reader())
            .await?;
        Ok(rows.into_iter().map(ApiTokenEntry::from).collect())
    }

    pub(in crate::store) const API_TOKEN: &str = concat!(
        "SELECT ",
        account_columns!("a"),
        ", t.id AS token_id, t.name AS token_name, t.scopes, t.made_at AS token_made_at, t.used_at
        FROM api_tokens t JOIN accounts a ON a.id = t.account_id
        WHERE t.hash = $1 AND COALESCE(t.used_at, t.made_at) > $2 AND a.left_at IS NULL"
    );

    /// Returns the token with this hash and its account, if it was made or used after a time.
    pub async fn api_token(
        &self,
        hash: &[u8; 32],
        used_after: Timestamp,
    ) -> Result<Option<TokenHolder>> {
        let row: Option<HolderRow> = query_as(Self::API_TOKEN)
            .bind(hash.as_slice())
            .bind(micros(used_after))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(|row| Ok(TokenHolder { account: row.account.try_into()?, token: row.token.into() }))
            .transpose()
    }

    /// Records the use of a token.
    pub async fn touch_api_token(&self, id: i64, now: Timestamp) -> Result<()> {
        const TOUCH: &str = "UPDATE api_tokens SET used_at = $2 WHERE id = $1";
        self.execute(query(TOUCH).bind(id).bind(micros(now))).await.map(drop)
    }

    /// Deletes a token of this owner; one of another account is left alone.
    pub async fn revoke_api_token(&self, owner: Owner<'_>, id: i64, now: Timestamp) -> Result<()> {
        const REVOKE: &str = "DELETE FROM api_tokens WHERE id = $1 AND account_id = $2";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            if query(REVOKE).bind(id).bind(account).execute(&mut tx).await? > 0 {
                log(&mut tx, StaffDeed::TokenRevoked, account, id, now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}

/// Writes a row of the staff log, if the account belongs to staff.
async fn log(tx: &mut Tx, deed: StaffDeed, account: i64, id: i64, now: Timestamp) -> Result<()> {
    const LOG: &str = "INSERT INTO staff_log (made_at, kind, account_id, detail)
        SELECT $1, $2, id, $4 FROM accounts WHERE id = $3 AND role <> 'member'";
    query(LOG)
        .bind(micros(now))
        .bind(deed.code())
        .bind(account)
        .bind(id.to_string())
        .execute(tx)
        .await?;
    Ok(())
}
