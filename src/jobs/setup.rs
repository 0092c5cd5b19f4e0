//! Link for the first administrator: logged at start, and valid while the process runs and the
//! board has no administrator.

use std::time::Duration;

use crate::app::App;
use crate::error::Result;
use crate::security::token::Token;

/// Time between two extensions of the link: half the lifetime of its purpose.
const EXTENSION: Duration = Duration::from_hours(1);

/// Logs the link, and extends it until the board has an administrator or the task is aborted.
///
/// Only the operator reads the log. The token is in the memory of this process alone.
pub async fn offer_setup(app: App) {
    let token = Token::new(app.chance());
    let mut clock = tokio::time::interval(EXTENSION);
    let mut is_told = false;
    loop {
        clock.tick().await;
        match extend_setup_link(&app, &token).await {
            Ok(None) => return,
            Ok(Some(link)) if !is_told => {
                tracing::warn!(
                    link,
                    "this board has no administrator yet: open this link to become it"
                );
                is_told = true;
            }
            Ok(Some(_)) => {}
            Err(error) => {
                tracing::warn!(%error, "the link for the first administrator was not extended");
            }
        }
    }
}

/// Makes the link with this token valid from now on and returns its URL.
///
/// Returns `None` if the board has an administrator.
pub async fn extend_setup_link(app: &App, token: &Token) -> Result<Option<String>> {
    let is_open = app.store.keep_setup_link(token, app.now()).await?;
    Ok(is_open.then(|| format!("{}/setup/{}", app.config.public_url, token.text())))
}
