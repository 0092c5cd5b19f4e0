//! Invitations to the staff, one for each address.
//!
//! The link in the e-mail is an e-mail token that is deleted with its invitation. Acceptance is in
//! `acceptance`.

use constcat::concat;
use jiff::{SignedDuration, Timestamp};

use super::Owner;
use super::access::in_session;
use super::staff_log::{StaffDeed, log_staff};
use crate::account::{Email, Name, Role};
use crate::error::{Error, Result};
use crate::notify::Event;
use crate::security::token::Purpose;
use crate::store::mail::events::announced;
use crate::store::{Moment, Store, Tx, is_taken, micros, query, query_as, query_scalar, unknown};

/// Time for which an expired invitation is listed, so that it can be sent again.
pub(in crate::store) const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Invitation to be made.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Name of the person.
    pub name: Name,
    /// Address that the link is sent to.
    pub email: Email,
    /// Role offered.
    pub role: Role,
}

/// Reason for which nobody was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRefused {
    /// The address has an invitation that has not expired.
    Invited,
    /// The address has an account with this role or a higher one.
    Staff,
}

/// Invitation that has not been accepted.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Number of the invitation.
    pub id: i64,
    /// Name of the person.
    pub name: Name,
    /// Address that the link is sent to.
    pub email: Email,
    /// Role offered.
    pub role: Role,
    /// Account of the administrator who invited.
    pub invited_by: i64,
    /// Name of that administrator.
    pub inviter: String,
    /// Time at which it expires.
    pub ends_at: Timestamp,
}

/// Invitation in the list, with the state of its e-mail.
#[derive(Clone, Debug)]
pub struct InvitationEntry {
    /// The invitation.
    pub invitation: Invitation,
    /// State of the last e-mail with its link.
    pub delivery: Delivery,
}

/// State of an e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It has not been tried yet.
    Waiting,
    /// It failed and will be tried again.
    Retried,
    /// It failed for good.
    Failed,
    /// The mail server took it at this time.
    Sent(Timestamp),
}

#[derive(sqlx::FromRow)]
pub(in crate::store) struct InvitationRow {
    id: i64,
    name: String,
    email: String,
    role: String,
    invited_by: i64,
    inviter: String,
    ends_at: Moment,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    invitation: InvitationRow,
    mail_sent_at: Option<Moment>,
    mail_given_up_at: Option<Moment>,
    mail_tries: Option<i64>,
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = Error;

    fn try_from(row: InvitationRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: Name::stored(row.name),
            email: Email::stored(row.email),
            role: Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?,
            invited_by: row.invited_by,
            inviter: row.inviter,
            ends_at: row.ends_at.into(),
        })
    }
}

impl Invitation {
    /// Returns whether the invitation has expired.
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.ends_at <= now
    }
}

/// Columns of an invitation.
pub(super) const COLUMNS: &str =
    "i.id, i.name, i.email, i.role, i.invited_by, a.name AS inviter, i.ends_at";
/// Invitations with the administrator who made them.
pub(super) const FROM: &str = " FROM invitations i JOIN accounts a ON a.id = i.invited_by
        AND a.role = 'admin' AND a.left_at IS NULL ";

/// Returns the details of an invitation for the staff log.
pub(super) fn detail(id: i64, role: &str) -> String {
    format!("{id} {role}")
}

/// Deletes the invitations by an administrator whose role or account ends.
///
/// `by` is the account that ends it, or `None` for the command line.
pub(in crate::store) async fn end_invitations_of(
    tx: &mut Tx,
    inviter: i64,
    by: Option<i64>,
    now: Timestamp,
) -> Result<()> {
    const END: &str = "DELETE FROM invitations WHERE invited_by = $1 RETURNING id, role";
    let ended: Vec<(i64, String)> = query_as(END).bind(inviter).fetch_all(tx).await?;
    for (id, role) in ended {
        let deed = StaffDeed::InvitationEnded;
        log_staff(tx, deed, by, None, Some(&detail(id, &role)), now).await?;
    }
    Ok(())
}

impl Store {
    /// Invites a person, and queues the e-mail with the link. Returns the number of the invitation.
    ///
    /// The same request again changes nothing.
    pub async fn invite(
        &self,
        new: &NewInvitation,
        by: Owner<'_>,
        now: Timestamp,
    ) -> Result<Result<i64, InvitationRefused>> {
        const SAME: &str = "SELECT id FROM invitations WHERE email_key = $1 AND name = $2
            AND role = $3 AND invited_by = $4 AND ends_at > $5";
        const FORGET: &str = "DELETE FROM invitations WHERE email_key = $1 AND ends_at <= $2";
        const ROLE: &str = "SELECT role FROM accounts WHERE email_key = $1 AND left_at IS NULL";
        const INVITE: &str = "INSERT INTO invitations (name, email, email_key, role, invited_by,
                made_at, sent_at, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7) RETURNING id";
        let (key, ends_at) = (&new.email.key(), now + Purpose::Invitation.lifetime());
        self.write(|mut tx| async move {
            in_session(&mut tx, by.account, by.session).await?;
            let same = query_scalar(SAME)
                .bind(key)
                .bind(new.name.as_str())
                .bind(new.role.code())
                .bind(by.account)
                .bind(micros(now));
            if let Some(id) = same.fetch_optional(&mut tx).await? {
                return Ok(tx.roll_back(Ok(id)));
            }
            let role: Option<String> = query_scalar(ROLE).bind(key).fetch_optional(&mut tx).await?;
            if role.and_then(|role| Role::from_code(&role)).is_some_and(|role| role >= new.role) {
                return Ok(tx.roll_back(Err(InvitationRefused::Staff)));
            }
            query(FORGET).bind(key).bind(micros(now)).execute(&mut tx).await?;
            let invited = query_scalar(INVITE)
                .bind(new.name.as_str())
                .bind(new.email.as_str())
                .bind(key)
                .bind(new.role.code())
                .bind(by.account)
                .bind(micros(now))
                .bind(micros(ends_at));
            let id: i64 = match invited.fetch_one(&mut tx).await {
                Ok(id) => id,
                Err(error) if is_taken(&error, "invitations.email_key") => {
                    return Ok(tx.roll_back(Err(InvitationRefused::Invited)));
                }
                Err(error) => return Err(error.into()),
            };
            announced(&Event::Invited { invitation: id }, now)?.execute(&mut tx).await?;
            let (deed, detail) = (StaffDeed::Invitation, detail(id, new.role.code()));
            log_staff(&mut tx, deed, Some(by.account), None, Some(&detail), now).await?;
            Ok(tx.commit(Ok(id)))
        })
        .await
    }

    /// Queues the e-mail again, with another link, and makes the invitation last from now on.
    ///
    /// Links that were sent before stay valid until they expire. Returns `false` if the invitation
    /// does not exist.
    pub async fn send_invitation_again(
        &self,
        id: i64,
        by: Owner<'_>,
        now: Timestamp,
    ) -> Result<bool> {
        const AGAIN: &str = "UPDATE invitations SET sent_at = $2, ends_at = $3 WHERE id = $1
            RETURNING role";
        let ends_at = now + Purpose::Invitation.lifetime();
        self.write(|mut tx| async move {
            in_session(&mut tx, by.account, by.session).await?;
            let again = query_scalar(AGAIN).bind(id).bind(micros(now)).bind(micros(ends_at));
            let role: Option<String> = again.fetch_optional(&mut tx).await?;
            let Some(role) = role else { return Ok(tx.roll_back(false)) };
            announced(&Event::Invited { invitation: id }, now)?.execute(&mut tx).await?;
            let (deed, detail) = (StaffDeed::InvitationAgain, detail(id, &role));
            log_staff(&mut tx, deed, Some(by.account), None, Some(&detail), now).await?;
            Ok(tx.commit(true))
        })
        .await
    }

    /// Deletes an invitation, if it exists.
    pub async fn withdraw_invitation(&self, id: i64, by: i64, now: Timestamp) -> Result<()> {
        const WITHDRAW: &str = "DELETE FROM invitations WHERE id = $1 RETURNING role";
        self.write(|mut tx| async move {
            let role: Option<String> =
                query_scalar(WITHDRAW).bind(id).fetch_optional(&mut tx).await?;
            if let Some(role) = role {
                let (deed, detail) = (StaffDeed::InvitationEnded, detail(id, &role));
                log_staff(&mut tx, deed, Some(by), None, Some(&detail), now).await?;
            }
            Ok(tx.commit(()))
        })
        .await
    }

    pub(in crate::store) const INVITATIONS: &str = concat!(
        "SELECT ",
        COLUMNS,
        ", o.sent_at AS mail_sent_at, o.given_up_at AS mail_given_up_at, o.tries AS mail_tries",
        FROM,
        "LEFT JOIN outbox o ON o.id = (SELECT MAX(m.id) FROM outbox m
            WHERE m.kind = 'invited' AND m.recipient = i.email AND m.made_at >= i.sent_at)
        ORDER BY i.ends_at DESC, i.id DESC"
    );

    /// Returns all invitations with the state of their e-mail, the last to expire first.
    pub async fn invitations(&self) -> Result<Vec<InvitationEntry>> {
        let rows: Vec<EntryRow> = query_as(Self::INVITATIONS).fetch_all(&mut self.reader()).await?;
        let entry = |row: EntryRow| {
            let delivery = match (row.mail_sent_at, row.mail_given_up_at, row.mail_tries) {
                (Some(sent_at), ..) => Delivery::Sent(sent_at.into()),
                (None, Some(_), _) => Delivery::Failed,
                (None, None, Some(1..)) => Delivery::Retried,
                (None, None, _) => Delivery::Waiting,
            };
            Ok(InvitationEntry { invitation: row.invitation.try_into()?, delivery })
        };
        rows.into_iter().map(entry).collect()
    }

    /// Returns the number of invitations that have not expired.
    pub async fn invitation_count(&self, now: Timestamp) -> Result<i64> {
        const COUNT: &str = "SELECT COUNT(*) FROM invitations WHERE ends_at > $1";
        Ok(query_scalar(COUNT).bind(micros(now)).fetch_one(&mut self.reader()).await?)
    }

    /// Returns an invitation that has not expired.
    pub async fn invitation(&self, id: i64, now: Timestamp) -> Result<Option<Invitation>> {
        const ONE: &str = concat!("SELECT ", COLUMNS, FROM, "WHERE i.id = $1 AND i.ends_at > $2");
        let row: Option<InvitationRow> =
            query_as(ONE).bind(id).bind(micros(now)).fetch_optional(&mut self.reader()).await?;
        row.map(Invitation::try_from).transpose()
    }
}
