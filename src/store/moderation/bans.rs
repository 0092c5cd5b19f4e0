//! Bans.

use constcat::concat;
use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::moderation::ban::{Ban, Kind};
use crate::notify::Event;
use crate::security::token::{Purpose, Token};
use crate::store::accounts::staff_log::{StaffDeed, log_staff};
use crate::store::mail::events::announced;
use crate::store::{Moment, Store, Tx, micros, query, query_as, query_scalar, unknown};

/// Ban to be stored.
#[derive(Clone, Debug)]
pub struct NewBan {
    /// Property that the ban matches on.
    pub kind: Kind,
    /// Value of that property, as it is stored.
    pub value: String,
    /// Reason.
    pub why: String,
    /// Id of the account that decided.
    pub made_by: i64,
    /// End of the ban; `None` if it is permanent.
    pub ends_at: Option<Timestamp>,
}

/// Link to an appeal against a ban, as it is shown on a page.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "a token is not to be written anywhere")]
pub struct BanLink<'a> {
    /// Token of the link: the same for the same ban and network.
    pub token: &'a Token,
    /// Banned account, if it is logged in, and the address that the answer is mailed to.
    pub account: Option<(i64, &'a str)>,
}

/// Stores a link to an appeal against a ban, or extends it if it has expired.
///
/// Returns whether the link is new or had expired.
async fn renew(
    tx: &mut Tx,
    ban: i64,
    token: &Token,
    account: Option<i64>,
    email: Option<&str>,
    now: Timestamp,
) -> Result<bool> {
    let renewed = query(Store::RENEW)
        .bind(token.hash().as_slice())
        .bind(account)
        .bind(ban)
        .bind(email)
        .bind(micros(now + Purpose::Appeal.lifetime()))
        .bind(micros(now))
        .execute(tx)
        .await?;
    Ok(renewed > 0)
}

#[derive(sqlx::FromRow)]
struct BanRow {
    id: i64,
    kind: String,
    value: Option<String>,
    proved: bool,
    why: String,
    moderator: String,
    made_at: Moment,
    ends_at: Option<Moment>,
    lifted_at: Option<Moment>,
}

impl TryFrom<BanRow> for Ban {
    type Error = Error;

    fn try_from(row: BanRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("kind of ban", &row.kind))?,
            value: row.value,
            proved: row.proved,
            why: row.why,
            moderator: row.moderator,
            made_at: row.made_at.into(),
            ends_at: row.ends_at.map(Timestamp::from),
            lifted_at: row.lifted_at.map(Timestamp::from),
        })
    }
}

/// Head of a statement that selects bans, with the name of the moderator.
const SELECT_BANS: &str =
    "SELECT b.id, b.kind, b.value, b.proved, b.why, a.name AS moderator, b.made_at,
        b.ends_at, b.lifted_at
    FROM bans b JOIN accounts a ON a.id = b.made_by ";

impl Store {
    pub(in crate::store) const RENEW: &str =
        "INSERT INTO tickets (hash, purpose, account_id, ban_id, email, ends_at)
        VALUES ($1, 'appeal', $2, $3, $4, $5)
        ON CONFLICT (hash) DO UPDATE SET ends_at = excluded.ends_at WHERE tickets.ends_at <= $6";

    /// Returns the bans that are neither lifted nor over, in ascending order of id.
    pub async fn bans_in_force(&self, now: Timestamp) -> Result<Vec<Ban>> {
        const IN_FORCE: &str = concat!(
            SELECT_BANS,
            "WHERE b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1)
                AND b.value IS NOT NULL ORDER BY b.id"
        );
        let rows: Vec<BanRow> =
            query_as(IN_FORCE).bind(micros(now)).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Ban::try_from).collect()
    }

    /// Returns the latest 200 bans, those in force first.
    pub async fn bans(&self, now: Timestamp) -> Result<Vec<Ban>> {
        const LATEST: &str = concat!(
            SELECT_BANS,
            "ORDER BY (CASE WHEN b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1)
                THEN 0 ELSE 1 END), b.id DESC LIMIT 200"
        );
        let rows: Vec<BanRow> =
            query_as(LATEST).bind(micros(now)).fetch_all(&mut self.reader()).await?;
        rows.into_iter().map(Ban::try_from).collect()
    }

    /// Stores a ban, unless the same ban is in force already; returns its id in both cases.
    pub async fn ban(&self, new: &NewBan, now: Timestamp) -> Result<i64> {
        const SAME: &str =
            "SELECT id FROM bans WHERE kind = $1 AND value = $2 AND lifted_at IS NULL
            AND (ends_at IS NULL OR ends_at > $3) AND COALESCE(ends_at, 0) = COALESCE($4, 0)";
        const BAN: &str = "INSERT INTO bans (kind, value, why, made_by, made_at, ends_at, proved)
            VALUES ($1, $2, $3, $4, $5, $6,
                $1 <> 'email' OR EXISTS (SELECT 1 FROM accounts a WHERE a.email_key = $2)
                OR EXISTS (SELECT 1 FROM mailboxes m
                    WHERE m.email_key = $2 AND m.confirmed_at IS NOT NULL)) RETURNING id";
        let ends_at = new.ends_at.map(micros);
        self.write(|mut tx| async move {
            let same: Option<i64> = query_scalar(SAME)
                .bind(new.kind.code())
                .bind(&new.value)
                .bind(micros(now))
                .bind(ends_at)
                .fetch_optional(&mut tx)
                .await?;
            if let Some(id) = same {
                return Ok(tx.commit(id));
            }
            let id: i64 = query_scalar(BAN)
                .bind(new.kind.code())
                .bind(&new.value)
                .bind(&new.why)
                .bind(new.made_by)
                .bind(micros(now))
                .bind(ends_at)
                .fetch_one(&mut tx)
                .await?;
            let (by, number) = (Some(new.made_by), Some(id.to_string()));
            log_staff(&mut tx, StaffDeed::Ban, by, None, number.as_deref(), now).await?;
            Ok(tx.commit(id))
        })
        .await
    }

    /// Lifts a ban; returns false if no ban with this id is in force.
    pub async fn lift_ban(&self, id: i64, moderator: i64, now: Timestamp) -> Result<bool> {
        const LIFT: &str = "UPDATE bans SET lifted_by = $2, lifted_at = $3
            WHERE id = $1 AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > $3)";
        let changed = self
            .write(|mut tx| async move {
                let changed =
                    query(LIFT).bind(id).bind(moderator).bind(micros(now)).execute(&mut tx).await?;
                if changed > 0 {
                    let number = Some(id.to_string());
                    log_staff(
                        &mut tx,
                        StaffDeed::Lift,
                        Some(moderator),
                        None,
                        number.as_deref(),
                        now,
                    )
                    .await?;
                }
                Ok(tx.commit(changed))
            })
            .await?;
        Ok(changed > 0)
    }

    /// Stores the links by which a banned person may appeal, unless they exist.
    ///
    /// A link that has expired is extended. If the mailed link is new, an e-mail to that address is
    /// queued.
    pub async fn let_object(
        &self,
        ban: i64,
        link: &BanLink<'_>,
        mailed: Option<(&Token, &str)>,
        now: Timestamp,
    ) -> Result<()> {
        let (account, email) = link.account.unzip();
        self.write(|mut tx| async move {
            let _ = renew(&mut tx, ban, link.token, account, email, now).await?;
            if let Some((token, email)) = mailed
                && renew(&mut tx, ban, token, None::<i64>, Some(email), now).await?
            {
                announced(&Event::Banned { ban, email: email.to_owned() }, now)?
                    .execute(&mut tx)
                    .await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }
}
