//! Accounts: registration, log-in, and changes of address and password.

mod acceptance;
pub(super) mod access;
pub(super) mod api_tokens;
pub(super) mod avatars;
pub(super) mod browsers;
pub(super) mod data_export;
pub(super) mod deletion;
pub(super) mod email_tokens;
pub(super) mod first_admin;
pub(super) mod invitations;
pub(super) mod list;
pub(super) mod login_identities;
mod login_providers;
mod names;
pub(super) mod profiles;
pub(super) mod second_factors;
pub(super) mod sessions;
pub(super) mod staff_log;
pub(super) mod totp;
pub(super) mod unsent_forms;

pub use api_tokens::{ApiTokenEntry, NewApiToken, TokenHolder};
pub use data_export::DataExport;
pub use deletion::Obstacle;
pub use email_tokens::EmailToken;
pub use first_admin::{FirstAdmin, FirstAdminRefused};
pub use invitations::{Delivery, Invitation, InvitationEntry, InvitationRefused, NewInvitation};
pub use list::{ACCOUNTS_PER_PAGE, AccountEntry, RoleChange};
pub use login_identities::{Identity, Joined, JoinedLogin, LoginRemoval};
pub use login_providers::SecretChange;
pub use profiles::{MailChoice, Profile};
pub use second_factors::{Factors, NewCodes, NewPasskey, Owner, PasskeyEntry};
pub use sessions::{NewSession, OpenSession, Proof, Session};
pub use staff_log::{StaffDeed, StaffRecord};

use super::mail::events::announced;
use super::mail::mailboxes::prove;
use super::{Store, is_taken, micros, unknown};
use crate::account::{Account, Email, Name, Role, Scope};
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::security::token::Token;
use crate::store::{Tx, query, query_as, query_scalar};
use access::{FORGET_BROWSERS, end_access, in_session};
use api_tokens::END_TOKENS;
use email_tokens::spend;
use jiff::Timestamp;
use login_identities::joined;
use staff_log::log_staff;

/// Account to be created.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name shown beside the member's comments.
    pub name: Name,
    /// Address that e-mails go to.
    pub email: Email,
    /// Hash of the password, in PHC string format; empty for none.
    pub password: String,
    /// Role, which determines the permissions.
    pub role: Role,
}

/// Unique value of a new account that an existing account already has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountTaken {
    /// The name, or one that looks like it.
    Name,
    /// The address.
    Email,
}

/// Account and password hash that a log-in is checked against.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// Hash of its password, in PHC string format; empty if it has none.
    pub password: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: i64,
    name: String,
    email: String,
    role: String,
    is_bound: bool,
}

/// Columns of an [`AccountRow`], of accounts with this alias; see [`Scope`].
macro_rules! account_columns {
    ($a:literal) => {
        std::concat!(
            $a,
            ".id, ",
            $a,
            ".name, ",
            $a,
            ".email, ",
            $a,
            ".role, ",
            $crate::store::sites::scope::is_bound!($a),
            " AS is_bound"
        )
    };
}
pub(in crate::store) use account_columns;

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: Name::stored(row.name),
            email: Email::stored(row.email),
            role: Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?,
            scope: Scope::of(row.id, row.is_bound),
        })
    }
}

#[derive(sqlx::FromRow)]
struct CredentialsRow {
    #[sqlx(flatten)]
    account: AccountRow,
    password: String,
}

const ADD: &str = "INSERT INTO accounts (name, name_key, email, email_key, password, role, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

/// Inserts an account and returns its id.
pub(super) async fn add(tx: &mut Tx, new: &NewAccount, now: Timestamp) -> sqlx::Result<i64> {
    query_scalar(ADD)
        .bind(new.name.as_str())
        .bind(new.name.key())
        .bind(new.email.as_str())
        .bind(new.email.key())
        .bind(&new.password)
        .bind(new.role.code())
        .bind(micros(now))
        .fetch_one(tx)
        .await
}

impl Store {
    /// Creates an account and returns its id, or which of its unique values is taken.
    pub async fn add_account(
        &self,
        new: &NewAccount,
        now: Timestamp,
    ) -> Result<Result<i64, AccountTaken>> {
        self.write(|mut tx| async move {
            let id = match add(&mut tx, new, now).await {
                Ok(id) => id,
                Err(error) => return Ok(tx.roll_back(Err(taken(error)?))),
            };
            if new.role > Role::Member {
                let (deed, role) = (StaffDeed::Account, Some(new.role.code()));
                log_staff(&mut tx, deed, None, Some(id), role, now).await?;
            }
            Ok(tx.commit(Ok(id)))
        })
        .await
    }

    /// Creates the account that a link was mailed for, and marks its address as confirmed.
    ///
    /// `who` is the person at a provider who gets it, if one asked for it by a log-in there.
    /// Returns the id of the account, or `None` if the link was used already.
    pub async fn register(
        &self,
        link: &Token,
        new: &NewAccount,
        who: Option<Identity<'_>>,
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<Result<Option<i64>, AccountTaken>> {
        self.write(|mut tx| async move {
            if !spend(&mut tx, link).await? {
                return Ok(tx.roll_back(Ok(None)));
            }
            prove(&mut tx, &new.email, None, chance, now).await?;
            let id = match add(&mut tx, new, now).await {
                Ok(id) => id,
                Err(error) => return Ok(tx.roll_back(Err(taken(error)?))),
            };
            if let Some(who) = who {
                match joined(id, who, None, now).execute(&mut tx).await {
                    // The person got an account in the meantime: the link is as good as used.
                    Err(error) if is_taken(&error, "login_identities.issuer") => {
                        return Ok(tx.roll_back(Ok(None)));
                    }
                    other => other?,
                };
            }
            Ok(tx.commit(Ok(Some(id))))
        })
        .await
    }

    /// Gives an account the address that a link was mailed to.
    ///
    /// Ends the sessions of the account and every other link, forgets its known browsers, moves its
    /// followed articles to the new address, and queues a notice to the previous address. Returns
    /// `None` if the link was used already, or if the account no longer exists.
    pub async fn change_email(
        &self,
        link: &Token,
        account: i64,
        email: &Email,
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<Result<Option<()>, AccountTaken>> {
        const OLD: &str = "SELECT email FROM accounts WHERE id = $1 AND left_at IS NULL";
        const CHANGE: &str = "UPDATE accounts SET email = $2, email_key = $3 WHERE id = $1";
        const FOLLOWS_TWICE: &str = "DELETE FROM follows WHERE email_key = $1
            AND article_id IN (SELECT f.article_id FROM follows f WHERE f.email_key = $2)";
        const FOLLOWS_ON: &str = "UPDATE follows SET email_key = $2 WHERE email_key = $1";
        self.write(|mut tx| async move {
            if !spend(&mut tx, link).await? {
                return Ok(tx.roll_back(Ok(None)));
            }
            let old: Option<String> =
                query_scalar(OLD).bind(account).fetch_optional(&mut tx).await?;
            let Some(old) = old else { return Ok(tx.roll_back(Ok(None))) };
            prove(&mut tx, email, None, chance, now).await?;
            let changed = query(CHANGE)
                .bind(account)
                .bind(email.as_str())
                .bind(email.key())
                .execute(&mut tx)
                .await;
            if let Err(error) = changed {
                return Ok(tx.roll_back(Err(taken(error)?)));
            }
            let old_key = Email::stored(old.clone()).key();
            for statement in [FOLLOWS_TWICE, FOLLOWS_ON] {
                query(statement).bind(&old_key).bind(email.key()).execute(&mut tx).await?;
            }
            end_access(&mut tx, account, None).await?;
            query(FORGET_BROWSERS).bind(account).execute(&mut tx).await?;
            announced(&Event::EmailChanged { account, old }, now)?.execute(&mut tx).await?;
            Ok(tx.commit(Ok(Some(()))))
        })
        .await
    }

    /// Sets the password of an account by means of a mailed link.
    ///
    /// Ends the sessions of the account, its tokens and every other link. Returns false if the link was used
    /// already.
    pub async fn reset_password(
        &self,
        link: &Token,
        account: i64,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool> {
        const SET: &str = "UPDATE accounts SET password = $2 WHERE id = $1 AND left_at IS NULL";
        self.write(|mut tx| async move {
            if !spend(&mut tx, link).await? {
                return Ok(tx.roll_back(false));
            }
            query(SET).bind(account).bind(hash).execute(&mut tx).await?;
            end_access(&mut tx, account, None).await?;
            query(END_TOKENS).bind(account).execute(&mut tx).await?;
            query(FORGET_BROWSERS).bind(account).execute(&mut tx).await?;
            announced(&Event::PasswordChanged { account }, now)?.execute(&mut tx).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Returns the account with this id.
    pub async fn account_by_id(&self, id: i64) -> Result<Option<Account>> {
        const BY_ID: &str = concat!(
            "SELECT ",
            account_columns!("a"),
            " FROM accounts a WHERE a.id = $1 AND a.left_at IS NULL"
        );
        let row: Option<AccountRow> =
            query_as(BY_ID).bind(id).fetch_optional(&mut self.reader()).await?;
        row.map(Account::try_from).transpose()
    }

    /// Queues an event for the worker, for actions that write nothing else.
    pub async fn announce(&self, event: &Event, now: Timestamp) -> Result<()> {
        self.execute(announced(event, now)?).await.map(drop)
    }

    pub(super) const CREDENTIALS: &str = concat!(
        "SELECT ",
        account_columns!("a"),
        ", a.password FROM accounts a WHERE a.email_key = $1 AND a.left_at IS NULL"
    );

    /// Returns the account with this address and the hash of its password.
    pub async fn credentials(&self, email: &Email) -> Result<Option<Credentials>> {
        let row: Option<CredentialsRow> = query_as(Self::CREDENTIALS)
            .bind(email.key())
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(|row| Ok(Credentials { account: row.account.try_into()?, password: row.password }))
            .transpose()
    }

    /// Returns the hash of the password of an account, or `None` if the account no longer exists.
    pub async fn password(&self, account: i64) -> Result<Option<String>> {
        const PASSWORD: &str = "SELECT password FROM accounts WHERE id = $1 AND left_at IS NULL";
        Ok(query_scalar(PASSWORD).bind(account).fetch_optional(&mut self.reader()).await?)
    }

    /// Returns whether an account has a password; one that was made by a log-in at a provider may
    /// have none.
    pub async fn has_password(&self, account: i64) -> Result<bool> {
        Ok(self.password(account).await?.is_some_and(|hash| !hash.is_empty()))
    }

    /// Queues a request for another address, to which the worker mails a link.
    pub async fn ask_for_address(
        &self,
        owner: Owner<'_>,
        email: &Email,
        now: Timestamp,
    ) -> Result<()> {
        let Owner { account, session } = owner;
        let asked = &Event::EmailChange { account, email: email.as_str().to_owned() };
        self.write(|mut tx| async move {
            in_session(&mut tx, account, session).await?;
            announced(asked, now)?.execute(&mut tx).await?;
            Ok(tx.commit(()))
        })
        .await
    }

    /// Returns the account with this address.
    pub async fn account(&self, email: &Email) -> Result<Option<Account>> {
        Ok(self.credentials(email).await?.map(|found| found.account))
    }

    /// Returns all accounts, by role and then by name, without those whose owner has left.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        const EVERYBODY: &str = concat!(
            "SELECT ",
            account_columns!("a"),
            " FROM accounts a WHERE a.left_at IS NULL ORDER BY a.role, a.name_key"
        );
        let rows: Vec<AccountRow> = query_as(EVERYBODY).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// Returns all accounts that may write articles, by name.
    pub async fn writers(&self) -> Result<Vec<Account>> {
        const WRITERS: &str = concat!(
            "SELECT ",
            account_columns!("a"),
            " FROM accounts a
            WHERE a.role IN ('editor', 'admin') AND a.left_at IS NULL ORDER BY a.name_key"
        );
        let rows: Vec<AccountRow> = query_as(WRITERS).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Account::try_from).collect()
    }
}

/// Returns which unique value the database refused a new account for; passes on any other error.
fn taken(error: sqlx::Error) -> Result<AccountTaken> {
    if is_taken(&error, "accounts.name_key") {
        Ok(AccountTaken::Name)
    } else if is_taken(&error, "accounts.email_key") {
        Ok(AccountTaken::Email)
    } else {
        Err(error.into())
    }
}
