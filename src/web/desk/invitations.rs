//! Invitations to the staff, for administrators: inviting, sending again and withdrawing.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Room, shell_of};
use crate::account::{Email, Name, Role};
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::{Lang, Message};
use crate::store::accounts::{Delivery, InvitationEntry, InvitationRefused, NewInvitation};
use crate::web::page::{FieldErrors, Form, Id, Page, QueryParams, Shell, see_other, spend};
use crate::web::session::Admin;

/// Roles that can be offered.
const OFFERED: [Role; 3] = [Role::Moderator, Role::Editor, Role::Admin];

#[derive(Template)]
#[template(path = "desk/invitations.html")]
struct InvitationsPage {
    t: Lang,
    shell: Shell,
    room: Room,
    typed: InvitationForm,
    errors: FieldErrors,
    done: Option<&'static str>,
    entries: Vec<Entry>,
}

/// Row of the list.
struct Entry {
    id: i64,
    name: String,
    email: String,
    told: Vec<String>,
    /// The last e-mail failed for good.
    has_failed: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct InvitationForm {
    name: String,
    email: String,
    role: String,
}

/// GET `/desk/people/invitations`: shows the form and the invitations.
pub(in crate::web) async fn invitations(
    State(app): State<App>,
    admin: Admin,
    asked: QueryParams,
) -> Result<Response> {
    let done = match asked.text("done") {
        Some("invited" | "again") if app.config.smtp.is_none() => Some("invitation-done-nowhere"),
        Some("invited") => Some("invitation-done"),
        Some("again") => Some("invitation-done-again"),
        Some("withdrawn") => Some("invitation-done-withdrawn"),
        _ => None,
    };
    let page = InvitationsPage::new(&app, &admin, InvitationForm::default(), Vec::new()).await?;
    Ok(Page::personal(InvitationsPage { done, ..page }).into_response())
}

/// POST `/desk/people/invitations`: invites a person.
///
/// Responds with 422 if a field has an error, if the address has an invitation, or if it has an
/// account that needs none.
pub(in crate::web) async fn invite(
    State(app): State<App>,
    admin: Admin,
    form: Form,
) -> Result<Response> {
    let typed: InvitationForm = form.read()?;
    let new = match check(&typed) {
        Ok(new) => new,
        Err(errors) => return refuse(&app, &admin, typed, errors).await,
    };
    within_limit(&app, &new.email).await?;
    let id = match app.store.invite(&new, admin.owner(), app.now()).await? {
        Ok(id) => id,
        Err(refused) => {
            let key = match refused {
                InvitationRefused::Invited => "invitation-email-invited",
                InvitationRefused::Staff => "invitation-email-staff",
            };
            return refuse(&app, &admin, typed, vec![("email", key.into())]).await;
        }
    };
    tracing::info!(invitation = id, admin = admin.account.id, "somebody was invited");
    Ok(see_other("/desk/people/invitations?done=invited#done"))
}

/// POST `/desk/people/invitations/{id}/again`: sends the e-mail again.
pub(in crate::web) async fn invite_again(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    let entries = app.store.invitations().await?;
    let found = entries.into_iter().find(|entry| entry.invitation.id == id);
    let invitation = found.ok_or(Error::NotFound)?.invitation;
    within_limit(&app, &invitation.email).await?;
    if !app.store.send_invitation_again(id, admin.owner(), app.now()).await? {
        return Err(Error::NotFound);
    }
    tracing::info!(invitation = id, admin = admin.account.id, "an invitation was sent again");
    Ok(see_other("/desk/people/invitations?done=again#done"))
}

/// POST `/desk/people/invitations/{id}/withdraw`: deletes an invitation, so that its links end.
pub(in crate::web) async fn withdraw_invitation(
    State(app): State<App>,
    admin: Admin,
    Id(id): Id,
) -> Result<Response> {
    app.store.withdraw_invitation(id, admin.account.id, app.now()).await?;
    tracing::info!(invitation = id, admin = admin.account.id, "an invitation was withdrawn");
    Ok(see_other("/desk/people/invitations?done=withdrawn#done"))
}

/// Counts one e-mail to this address; [`Error::TooMany`] if it got too many links lately.
async fn within_limit(app: &App, email: &Email) -> Result<()> {
    spend(app, &[(LimitedAction::AskLinkEmail, &email.key())]).await?.map_err(Error::TooMany)
}

fn check(typed: &InvitationForm) -> Result<NewInvitation, Vec<(&'static str, Message)>> {
    let name = Name::new(&typed.name);
    let email = Email::new(&typed.email);
    let role = Role::from_code(&typed.role).filter(|role| OFFERED.contains(role));
    match (name, email, role) {
        (Ok(name), Ok(email), Some(role)) => Ok(NewInvitation { name, email, role }),
        (name, email, role) => {
            let name = name.err().map(|key| match key {
                "name-missing" => "invitation-name-missing",
                key => key,
            });
            let email = email.err().map(|key| match key {
                "email-missing" => "invitation-email-missing",
                key => key,
            });
            let errors = [
                name.map(|key| ("name", key.into())),
                email.map(|key| ("email", key.into())),
                role.is_none().then(|| ("role", "people-role-unknown".into())),
            ];
            Err(errors.into_iter().flatten().collect())
        }
    }
}

async fn refuse(
    app: &App,
    admin: &Admin,
    typed: InvitationForm,
    errors: Vec<(&'static str, Message)>,
) -> Result<Response> {
    let page = InvitationsPage::new(app, admin, typed, errors).await?;
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl InvitationsPage {
    async fn new(
        app: &App,
        admin: &Admin,
        typed: InvitationForm,
        errors: Vec<(&'static str, Message)>,
    ) -> Result<Self> {
        let entries = app.store.invitations().await?;
        Ok(Self {
            t: app.lang(),
            shell: shell_of(app, &admin.account).await?,
            room: Room::People,
            typed,
            errors: FieldErrors::new(app.lang(), errors),
            done: None,
            entries: entries.into_iter().map(|entry| Entry::new(app, entry)).collect(),
        })
    }

    fn roles(&self) -> Vec<(&'static str, String)> {
        OFFERED.map(|role| (role.code(), self.t.say(role.label()))).to_vec()
    }
}

impl Entry {
    fn new(app: &App, InvitationEntry { invitation, delivery }: InvitationEntry) -> Self {
        let t = app.lang();
        let dated = |key: &str, date| t.with(key, &[("date", app.calendar.date_time(date).into())]);
        let ends = if invitation.has_ended(app.now()) {
            dated("invitation-ended", invitation.ends_at)
        } else {
            dated("invitation-ends", invitation.ends_at)
        };
        let mail = match delivery {
            Delivery::Waiting => t.say("invitation-mail-waiting"),
            Delivery::Retried => t.say("invitation-mail-retried"),
            Delivery::Failed => t.say("invitation-mail-failed"),
            Delivery::Sent(moment) => dated("invitation-mail-sent", moment),
        };
        let by = t.with("invitation-by", &[("name", invitation.inviter.into())]);
        Self {
            id: invitation.id,
            name: invitation.name.to_string(),
            email: invitation.email.readable(),
            told: vec![t.say(invitation.role.label()), by, ends, mail],
            has_failed: delivery == Delivery::Failed,
        }
    }
}
