//! Ending one's own sessions, one or all.

use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use serde::Deserialize;

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
}

/// POST `/account/sessions`. A session of somebody else is not found, and one that has ended stays so: the answer is the same.
pub(in crate::web) async fn end(
    State(app): State<App>,
    member: Member,
    form: Form,
) -> Result<Response> {
    let typed: Ending = form.read()?;
    if typed.all == "1" {
        app.store.close_all_sessions(member.account.id).await?;
        return Ok(to_log_in(&app));
    }
    let mut token = [0; 32];
    hex::decode_to_slice(&typed.session, &mut token)
        .map_err(|_| Error::Invalid("error-form".into()))?;
    app.store.close_session_of(member.account.id, &token).await?;
    if member.visitor.session == Some(token) {
        return Ok(to_log_in(&app));
    }
    Ok(see_other("/account?done=session"))
}

/// On to log in again, for a browser whose own session ended.
fn to_log_in(app: &App) -> Response {
    let mut response = see_other("/login");
    response.headers_mut().append(header::SET_COOKIE, no_session_cookie(app));
    response
}
