//! One's own picture: bringing it, taking it away. Both are forms on the page of the account.

use axum::extract::{Request, State};
use axum::response::Response;

use super::account::{Refused, refuse};
use crate::app::App;
use crate::ban::Origin;
use crate::error::{Error, Result};
use crate::limits::Deed;
use crate::locale::Sentence;
use crate::picture::Purpose;
use crate::web::page::{Upload, discard, see_other};
use crate::web::session::Member;

/// POST `/account/picture`. Anybody may have an account, so what stands in the way is told before a file is kept in memory.
pub(in crate::web) async fn bring(
    State(app): State<App>,
    member: Member,
    request: Request,
) -> Result<Response> {
    if let Some(refused) = bar(&app, &member).await? {
        discard(request).await;
        return refuse(&app, &member, refused).await;
    }
    let Some(place) = app.darkroom.place() else {
        discard(request).await;
        return Err(Error::Busy);
    };
    let mut sent = Upload::from_member(&app, request, place).await.read()?;
    if sent.too_large {
        let refused = Refused { too_large: true, ..because("picture-too-large".into()) };
        return refuse(&app, &member, refused).await;
    }
    let Some(bytes) = sent.file.take() else {
        return refuse(&app, &member, because("picture-file-missing".into())).await;
    };
    let developed = match app.darkroom.develop(bytes, Purpose::Avatar).await? {
        Ok(developed) => developed,
        Err(refusal) => return refuse(&app, &member, because(refusal.key().into())).await,
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

/// Why no picture is taken from somebody now, if there is a reason. Who may not comment brings none either: it would stand beside what
/// they wrote before.
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
    match app.gate.take(&[(Deed::Avatar, account.id.to_string().as_str())], app.now()).await {
        Ok(permit) => {
            permit.spend();
            Ok(None)
        }
        Err(Error::TooMany(wait)) => {
            let sentence =
                Sentence::with("error-too-many-advice", "wait", app.lang().duration(wait));
            Ok(Some(Refused { wait: Some(wait), ..because(sentence) }))
        }
        Err(other) => Err(other),
    }
}

/// The form again, with this beside the file.
fn because(sentence: Sentence) -> Refused {
    Refused { faults: vec![("file", sentence)], ..Refused::default() }
}
