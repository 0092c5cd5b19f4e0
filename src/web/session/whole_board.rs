//! Moderators of the whole board, and those who are bound to sites.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;

use super::{Moderator, too_low};
use crate::account::Scope;
use crate::app::App;
use crate::error::{Error, Result};

/// Message key of the refusal of a moderator who is bound to sites.
const WHOLE_BOARD_ONLY: &str = "error-whole-board-only";

/// Moderator of the whole board; one who is bound to sites gets an error.
///
/// For what concerns the whole board: bans, filters, its figures.
#[derive(Clone, Debug)]
pub struct BoardModerator(pub Moderator);

impl FromRequestParts<App> for BoardModerator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let moderator = Moderator::from_request_parts(parts, app).await?;
        if moderator.scope().is_board() {
            return Ok(Self(moderator));
        }
        Err(too_low(app, &moderator.account, &moderator.visitor, WHOLE_BOARD_ONLY).await)
    }
}

impl Moderator {
    /// Returns the part of the board that this moderator decides about.
    ///
    /// Statements about cases take it, so that no handler can forget it.
    pub fn scope(&self) -> Scope {
        self.account.scope
    }

    /// Checks that this moderator decides about the whole board.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] for one who is bound to sites.
    pub fn of_whole_board(&self) -> Result<()> {
        if self.scope().is_board() {
            Ok(())
        } else {
            Err(Error::Forbidden(WHOLE_BOARD_ONLY.into()))
        }
    }
}
