//! Ending one's own sessions, one or all.
//!
//! Requires the password, because anybody at an unattended browser could otherwise lock out the
//! owner; the session of the current browser ends without it.

use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use serde::Deserialize;

use super::check::Guarded;
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::page::{Form, see_other};
use crate::web::session::{Member, no_session_cookie};

#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    session: String,
    #[serde(default)]
    all: String,
    #[serde(default)]
    password: String,
}

/// Handles POST `/account/sessions`: ends one session or all of them.
///
/// A session of another account, or one that has ended, gives the same response as success.
pub(in crate::web) async fn end(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: Ending = form.read()?;
    if typed.all == "1" {
        let again = guarded("identity-sessions", "account-sessions-all", ("all", typed.all));
        if let Some(page) = again.unless_known(&app, &member, &typed.password).await? {
            return Ok(page);
        }
        app.store.log_out_everywhere(member.owner(), app.now()).await?;
        tracing::info!(account = member.account.id, "somebody logged out everywhere");
        return Ok(to_log_in(&app));
    }
    let mut token = [0; 32];
    hex::decode_to_slice(&typed.session, &mut token)
        .map_err(|_| Error::Invalid("error-form".into()))?;
    if member.visitor.session == Some(token) {
        app.store.close_session(&token).await?;
        return Ok(to_log_in(&app));
    }
    let again = guarded("identity-session", "account-session-end", ("session", typed.session));
    if let Some(page) = again.unless_known(&app, &member, &typed.password).await? {
        return Ok(page);
    }
    app.store.close_session_of(member.owner(), &token, app.now()).await?;
    Ok(see_other("/account?done=session"))
}

fn guarded(why: &'static str, button: &'static str, field: (&'static str, String)) -> Guarded {
    Guarded {
        action: "/account/sessions",
        why,
        button,
        back: ("leave-back", "/account"),
        fields: vec![field],
    }
}

/// Redirects to the log-in and deletes the cookie of the session that ended.
fn to_log_in(app: &App) -> Response {
    let mut response = see_other("/login");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(app));
    response
}
