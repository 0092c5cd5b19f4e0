//! E-mail with an invitation to the staff.

use super::outgoing::{Outgoing, board, with_link};
use crate::app::App;
use crate::error::Result;
use crate::notify::Letter;
use crate::security::token::Purpose;
use crate::store::accounts::EmailToken;

/// Returns the link by which a person accepts, or nothing if the invitation has ended.
pub(super) async fn compose(app: &App, invitation: i64) -> Result<Outgoing> {
    let Some(invited) = app.store.invitation(invitation, app.now()).await? else {
        return Ok(Outgoing::default());
    };
    let ticket = EmailToken {
        invitation: Some(invitation),
        ..EmailToken::new(Purpose::Invitation, app.now())
    };
    let t = app.lang();
    Ok(with_link(app, invited.email.as_str(), ticket, "/invitations/", |link| {
        let role = t.say(invited.role.label());
        let args = [("name", invited.inviter.into()), board(app), ("role", role.into())];
        Letter::new(t, "mail-invited-subject", &[board(app)])
            .greet(invited.name.as_str())
            .with("mail-invited", &args)
            .button("mail-invited-button", link)
            .small("mail-link-week", &[])
            .small("mail-invited-not-you", &[])
    }))
}
