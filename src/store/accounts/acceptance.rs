//! Acceptance of an invitation to the staff, by the link in its e-mail.

use constcat::concat;
use jiff::Timestamp;

use super::access::{end_access, in_session};
use super::invitations::{COLUMNS, FROM, Invitation, InvitationRow, detail};
use super::list::take_turns;
use super::staff_log::{StaffDeed, log_staff};
use super::{AccountTaken, NewAccount, Owner, add, taken};
use crate::account::{Name, Role};
use crate::error::Result;
use crate::security::token::Token;
use crate::store::mail::mailboxes::prove;
use crate::store::{Store, Tx, micros, query, query_as, unknown};

/// Deletes a valid invitation and returns it; `None` if it was accepted or withdrawn meanwhile.
async fn take(tx: &mut Tx, link: &Token, now: Timestamp) -> Result<Option<Invitation>> {
    const DELETE: &str = "DELETE FROM invitations WHERE id = $1";
    // With the lock an inviter loses the role before this transaction or after it.
    take_turns(tx).await?;
    let hash = link.hash();
    let found = query_as(Store::INVITED).bind(hash.as_slice()).bind(micros(now));
    let row: Option<InvitationRow> = found.fetch_optional(tx).await?;
    let Some(row) = row else { return Ok(None) };
    let invitation = Invitation::try_from(row)?;
    let taken = query(DELETE).bind(invitation.id).execute(tx).await?;
    Ok((taken > 0).then_some(invitation))
}

impl Store {
    pub(in crate::store) const INVITED: &str = concat!(
        "SELECT ",
        COLUMNS,
        FROM,
        "JOIN tickets t ON t.invitation_id = i.id
        WHERE t.hash = $1 AND t.purpose = 'invitation' AND t.ends_at > $2 AND i.ends_at > $2"
    );

    /// Returns the invitation that a valid link belongs to.
    pub async fn invitation_by(&self, link: &Token, now: Timestamp) -> Result<Option<Invitation>> {
        let row: Option<InvitationRow> = query_as(Self::INVITED)
            .bind(link.hash().as_slice())
            .bind(micros(now))
            .fetch_optional(&mut self.reader())
            .await?;
        row.map(Invitation::try_from).transpose()
    }

    /// Accepts an invitation with a new account, whose address it proves.
    ///
    /// The invitation decides on address and role, whatever `name` and `password` go with them.
    /// Returns the number of the account, or `None` if the link is not valid any more.
    pub async fn accept_with_new_account(
        &self,
        link: &Token,
        (name, password): (&Name, &str),
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<Result<Option<i64>, AccountTaken>> {
        self.write(|mut tx| async move {
            let Some(invitation) = take(&mut tx, link, now).await? else {
                return Ok(tx.roll_back(Ok(None)));
            };
            let Invitation { id, email, role, .. } = invitation;
            prove(&mut tx, &email, None, chance, now).await?;
            let (name, password) = (name.clone(), password.to_owned());
            let new = NewAccount { name, email, password, role };
            let account = match add(&mut tx, &new, now).await {
                Ok(account) => account,
                Err(error) => return Ok(tx.roll_back(Err(taken(error)?))),
            };
            let (by, code) = (Some(account), role.code());
            log_staff(&mut tx, StaffDeed::Account, by, by, Some(code), now).await?;
            let (deed, detail) = (StaffDeed::InvitationAccepted, detail(id, code));
            log_staff(&mut tx, deed, by, None, Some(&detail), now).await?;
            Ok(tx.commit(Ok(Some(account))))
        })
        .await
    }

    /// Accepts an invitation with the account that has its address, in a session of its owner.
    ///
    /// The account gets the role offered, unless its own is higher, and its other sessions end.
    /// Returns the role it has now, or `None` if the link is not valid any more or the account has
    /// another address.
    pub async fn accept_with_account(
        &self,
        link: &Token,
        owner: Owner<'_>,
        chance: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Role>> {
        const ACCOUNT: &str =
            "SELECT role, email_key FROM accounts WHERE id = $1 AND left_at IS NULL";
        const SET: &str = "UPDATE accounts SET role = $2 WHERE id = $1";
        let Owner { account, session } = owner;
        self.write(|mut tx| async move {
            let Some(invitation) = take(&mut tx, link, now).await? else {
                return Ok(tx.roll_back(None));
            };
            in_session(&mut tx, account, session).await?;
            let found: Option<(String, String)> =
                query_as(ACCOUNT).bind(account).fetch_optional(&mut tx).await?;
            let found = found.filter(|(_, key)| *key == invitation.email.key());
            let Some((code, _)) = found else { return Ok(tx.roll_back(None)) };
            let role = Role::from_code(&code).ok_or_else(|| unknown("role", &code))?;
            prove(&mut tx, &invitation.email, None, chance, now).await?;
            let (offered, by) = (invitation.role, Some(account));
            if role < offered {
                query(SET).bind(account).bind(offered.code()).execute(&mut tx).await?;
                end_access(&mut tx, account, session).await?;
                let change = format!("{code} {}", offered.code());
                log_staff(&mut tx, StaffDeed::Role, by, by, Some(&change), now).await?;
            }
            let (deed, detail) =
                (StaffDeed::InvitationAccepted, detail(invitation.id, offered.code()));
            log_staff(&mut tx, deed, by, None, Some(&detail), now).await?;
            Ok(tx.commit(Some(role.max(offered))))
        })
        .await
    }
}
