//! Upload and removal of one's own avatar; both have a form on the account page.

use axum::extract::{Request, State};
use axum::response::Response;

use super::account::{Refused, refuse};
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::Message;
use crate::moderation::ban::Origin;
use crate::picture::Purpose;
use crate::web::page::{Upload, discard, see_other, spend};
use crate::web::session::Member;

/// Handles POST `/account/picture`: stores a new avatar.
///
/// Anybody can have an account, so bans and limits are checked before a file is read into memory.
pub(in crate::web) async fn bring(
    State(app): State<App>,
    member: Member,
    request: Request,
) -> Result<Response> {
    if let Some(refused) = bar(&app, &member).await? {
        discard(request).await;
        return refuse(&app, &member, refused).await;
    }
    let Some(permit) = app.image_processor.member_permit() else {
        discard(request).await;
        return Err(Error::Busy);
    };
    let mut sent = Upload::from_member(&app, request, permit).await.read()?;
    if sent.too_large {
        let refused = Refused { too_large: true, ..because("picture-too-large".into()) };
        return refuse(&app, &member, refused).await;
    }
    let Some(bytes) = sent.file.take() else {
        return refuse(&app, &member, because("picture-file-missing".into())).await;
    };
    let processed = match app.image_processor.process(bytes, Purpose::Avatar).await? {
        Ok(processed) => processed,
        Err(refusal) => return refuse(&app, &member, because(refusal.key().into())).await,
    };
    if !app.store.set_avatar(member.account.id, &processed, app.now()).await? {
        return Err(Error::NotFound);
    }
    tracing::info!(account = member.account.id, "somebody chose a picture");
    Ok(see_other("/account?done=picture"))
}

/// Handles POST `/account/picture/remove`: removes the avatar, if there is one.
pub(in crate::web) async fn remove(State(app): State<App>, member: Member) -> Result<Response> {
    app.store.remove_avatar(member.account.id, None).await?;
    tracing::info!(account = member.account.id, "somebody took their picture away");
    Ok(see_other("/account?done=no-picture"))
}

/// Returns the reason for which a member may not upload an avatar, if there is one.
///
/// This includes a ban, because the avatar would appear beside their earlier comments.
async fn bar(app: &App, member: &Member) -> Result<Option<Refused>> {
    let account = &member.account;
    let key = account.email.key();
    let origin = Origin {
        email: Some(&key),
        account: Some(account.id),
        browser: None,
        network: member.visitor.network.as_str(),
    };
    if !account.role.may_moderate() && app.ban_on(&origin).await?.is_some() {
        return Ok(Some(because("account-picture-banned".into())));
    }
    let who = account.id.to_string();
    Ok(match spend(app, &[(LimitedAction::Avatar, who.as_str())]).await? {
        Ok(()) => None,
        Err(wait) => {
            let sentence =
                Message::with("error-too-many-advice", "wait", app.lang().duration(wait));
            Some(Refused { wait: Some(wait), ..because(sentence) })
        }
    })
}

/// Creates a rejected form with an error beside the file.
fn because(sentence: Message) -> Refused {
    Refused { errors: vec![("file", sentence)], ..Refused::default() }
}
