//! Providers of OpenID Connect as rows. Their secrets are encrypted before they come here.

use constcat::concat;
use jiff::Timestamp;

use super::staff_log::{StaffDeed, log_staff};
use crate::account::login_provider::{LoginProvider, PROVIDERS_MAX, ProviderSettings, RoleClaim};
use crate::error::Result;
use crate::store::{Store, Tx, micros, query, query_as, query_scalar};

/// Part of the settings in the staff log.
const PART: &str = "login";

#[derive(sqlx::FromRow)]
struct ProviderRow {
    id: i64,
    name: String,
    issuer: String,
    client_id: String,
    scopes: String,
    origins: String,
    is_on: bool,
    may_register: bool,
    trusts_factors: bool,
    claim: String,
    moderator_value: String,
    editor_value: String,
    admin_value: String,
    secrets: i64,
}

impl From<ProviderRow> for LoginProvider {
    fn from(row: ProviderRow) -> Self {
        Self {
            id: row.id,
            has_secret: row.secrets > 0,
            settings: ProviderSettings {
                name: row.name,
                issuer: row.issuer,
                client_id: row.client_id,
                scopes: row.scopes,
                origins: row.origins,
                is_on: row.is_on,
                may_register: row.may_register,
                trusts_factors: row.trusts_factors,
                roles: RoleClaim {
                    claim: row.claim,
                    moderator: row.moderator_value,
                    editor: row.editor_value,
                    admin: row.admin_value,
                },
            },
        }
    }
}

/// Change of the client secret of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretChange {
    /// It stays.
    Keep,
    /// It is removed.
    Remove,
    /// It is replaced by this one, which is encrypted.
    Replace(Vec<u8>),
}

/// Head of a statement that selects providers.
const SELECT_PROVIDERS: &str = "SELECT id, name, issuer, client_id, scopes, origins, is_on,
        may_register, trusts_factors, claim, moderator_value, editor_value, admin_value,
        CASE WHEN secret IS NULL THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END AS secrets
    FROM login_providers ";

impl Store {
    /// Returns all providers in the order in which they were added.
    pub async fn login_providers(&self) -> Result<Vec<LoginProvider>> {
        const ALL: &str = concat!(SELECT_PROVIDERS, "ORDER BY id");
        let rows: Vec<ProviderRow> = query_as(ALL).fetch_all(&mut self.reader()).await?;
        Ok(rows.into_iter().map(LoginProvider::from).collect())
    }

    /// Returns the provider with this number.
    pub async fn login_provider(&self, id: i64) -> Result<Option<LoginProvider>> {
        const ONE: &str = concat!(SELECT_PROVIDERS, "WHERE id = $1");
        let row: Option<ProviderRow> =
            query_as(ONE).bind(id).fetch_optional(&mut self.reader()).await?;
        Ok(row.map(LoginProvider::from))
    }

    /// Returns the encrypted client secret of a provider.
    pub async fn provider_secret(&self, id: i64) -> Result<Option<Vec<u8>>> {
        const SECRET: &str = "SELECT secret FROM login_providers WHERE id = $1";
        let secret: Option<Option<Vec<u8>>> =
            query_scalar(SECRET).bind(id).fetch_optional(&mut self.reader()).await?;
        Ok(secret.flatten())
    }

    /// Returns the encrypted client secret of each provider that has one, with number and name.
    pub async fn provider_secrets(&self) -> Result<Vec<(i64, String, Vec<u8>)>> {
        const ALL: &str =
            "SELECT id, name, secret FROM login_providers WHERE secret IS NOT NULL ORDER BY id";
        Ok(query_as(ALL).fetch_all(&mut self.reader()).await?)
    }

    /// Replaces the encryption of a client secret.
    ///
    /// Returns `false` if the stored value is no longer `old`.
    pub async fn rewrite_provider_secret(&self, id: i64, old: &[u8], new: &[u8]) -> Result<bool> {
        const REWRITE: &str =
            "UPDATE login_providers SET secret = $3 WHERE id = $1 AND secret = $2";
        Ok(self.execute(query(REWRITE).bind(id).bind(old).bind(new)).await? > 0)
    }

    /// Adds a provider that is not used yet, and returns its number.
    ///
    /// Returns `None` if there are [`PROVIDERS_MAX`] already.
    pub async fn add_login_provider(
        &self,
        settings: &ProviderSettings,
        by: i64,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        const COUNT: &str = "SELECT COUNT(*) FROM login_providers";
        const ADD: &str = "INSERT INTO login_providers (name, issuer, client_id, scopes, origins,
                is_on, may_register, trusts_factors, claim, moderator_value, editor_value,
                admin_value, made_at)
            VALUES ($1, $2, '', $3, '', FALSE, FALSE, FALSE, '', '', '', '', $4) RETURNING id";
        self.write(|mut tx| async move {
            let count: i64 = query_scalar(COUNT).fetch_one(&mut tx).await?;
            if usize::try_from(count).is_ok_and(|count| count >= PROVIDERS_MAX) {
                return Ok(tx.roll_back(None));
            }
            let add = query_scalar(ADD)
                .bind(settings.name.as_str())
                .bind(settings.issuer.as_str())
                .bind(settings.scopes.as_str())
                .bind(micros(now));
            let id: i64 = add.fetch_one(&mut tx).await?;
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(Some(id)))
        })
        .await
    }

    /// Changes the settings of a provider. Returns `false` if it does not exist.
    pub async fn change_login_provider(
        &self,
        id: i64,
        settings: &ProviderSettings,
        secret: &SecretChange,
        by: i64,
        now: Timestamp,
    ) -> Result<bool> {
        self.write(|mut tx| async move {
            if !update(&mut tx, id, settings).await? {
                return Ok(tx.roll_back(false));
            }
            set_secret(&mut tx, id, secret).await?;
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Removes a provider. Its people keep their accounts, and find them again if it is added anew.
    pub async fn remove_login_provider(&self, id: i64, by: i64, now: Timestamp) -> Result<()> {
        const REMOVE: &str = "DELETE FROM login_providers WHERE id = $1";
        self.write(|mut tx| async move {
            if query(REMOVE).bind(id).execute(&mut tx).await? == 0 {
                return Ok(tx.roll_back(()));
            }
            log_staff(&mut tx, StaffDeed::Settings, Some(by), None, Some(PART), now).await?;
            Ok(tx.commit(()))
        })
        .await
    }
}

async fn update(tx: &mut Tx, id: i64, settings: &ProviderSettings) -> Result<bool> {
    const CHANGE: &str = "UPDATE login_providers SET name = $2, issuer = $3, client_id = $4,
            scopes = $5, origins = $6, is_on = $7, may_register = $8, trusts_factors = $9,
            claim = $10, moderator_value = $11, editor_value = $12, admin_value = $13
        WHERE id = $1";
    let ProviderSettings { roles, .. } = settings;
    let change = query(CHANGE)
        .bind(id)
        .bind(settings.name.as_str())
        .bind(settings.issuer.as_str())
        .bind(settings.client_id.as_str())
        .bind(settings.scopes.as_str())
        .bind(settings.origins.as_str())
        .bind(settings.is_on)
        .bind(settings.may_register)
        .bind(settings.trusts_factors)
        .bind(roles.claim.as_str())
        .bind(roles.moderator.as_str())
        .bind(roles.editor.as_str())
        .bind(roles.admin.as_str());
    Ok(change.execute(tx).await? > 0)
}

async fn set_secret(tx: &mut Tx, id: i64, secret: &SecretChange) -> Result<()> {
    const SET: &str = "UPDATE login_providers SET secret = $2 WHERE id = $1";
    let secret = match secret {
        SecretChange::Keep => return Ok(()),
        SecretChange::Remove => None,
        SecretChange::Replace(secret) => Some(secret.as_slice()),
    };
    query(SET).bind(id).bind(secret).execute(tx).await?;
    Ok(())
}
