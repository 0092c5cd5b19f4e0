//! One's own picture: bringing it, taking it away. Both are forms on the page of the account.

use axum::extract::State;
use axum::response::Response;

use super::account::{Refused, refuse};
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::locale::Sentence;
use crate::picture::Purpose;
use crate::web::page::{Upload, see_other};
use crate::web::session::Member;

/// POST `/account/picture`. Who may not comment brings no picture either: it would stand beside what they wrote before.
pub(in crate::web) async fn bring(State(app): State<App>, member: Member, upload: Upload) -> Result<Response> {
    let sent = upload.read()?;
    let refused = |sentence: Sentence| Refused { faults: vec![("file", sentence)], ..Refused::default() };
    if sent.too_large {
        let refused = Refused { too_large: true, ..refused("picture-too-large".into()) };
        return refuse(&app, &member, refused).await;
    }
    let Some(bytes) = sent.file else { return refuse(&app, &member, refused("picture-file-missing".into())).await };
    if is_banned(&app, &member).await? {
        return refuse(&app, &member, refused("account-picture-banned".into())).await;
    }
    match app.gate.take(&[(Deed::Avatar, member.account.id.to_string().as_str())], app.now()).await {
        Ok(permit) => permit.spend(),
        Err(Error::TooMany(wait)) => {
            let sentence = Sentence::with("error-too-many-advice", "wait", app.lang().duration(wait));
            return refuse(&app, &member, Refused { wait: Some(wait), ..refused(sentence) }).await;
        }
        Err(other) => return Err(other),
    }
    let developed = match app.darkroom.develop(bytes, Purpose::Avatar).await? {
        Ok(developed) => developed,
        Err(refusal) => return refuse(&app, &member, refused(refusal.key().into())).await,
    };
    if !app.store.set_avatar(member.account.id, &developed, app.now()).await? {
        return Err(Error::NotFound);
    }
    tracing::info!(account = member.account.id, "somebody chose a picture");
    Ok(see_other("/account?done=picture"))
}

/// POST `/account/picture/remove`. What is gone already is gone.
pub(in crate::web) async fn remove(State(app): State<App>, member: Member) -> Result<Response> {
    app.store.remove_avatar(member.account.id, None).await?;
    tracing::info!(account = member.account.id, "somebody took their picture away");
    Ok(see_other("/account?done=no-picture"))
}

async fn is_banned(app: &App, member: &Member) -> Result<bool> {
    let account = &member.account;
    if account.role.may_moderate() {
        return Ok(false);
    }
    Ok(app.ban_on(Some(&account.email.key()), Some(account.id), &member.visitor.network).await?.is_some())
}
