//! Ceremonies of a program without the feature `passkeys`: none is offered or accepted.

#![expect(clippy::unused_async, reason = "with the feature they wait for the database")]

use serde_json::Value;

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::accounts::PasskeyEntry;
use crate::web::session::{HalfWay, Member, Visitor};

/// Returns `false`.
pub(in crate::web::accounts) fn are_offered(_: &App) -> bool {
    false
}

/// Returns [`Error::NotFound`].
pub(super) async fn registration(_: &App, _: &Member, _: &[u8; 32]) -> Result<Value> {
    Err(Error::NotFound)
}

/// Returns `None`.
pub(super) async fn registered(
    _: &App,
    _: &[u8; 32],
    _: &str,
) -> Result<Option<(Vec<u8>, String)>> {
    Ok(None)
}

/// Returns [`Error::NotFound`].
pub(super) async fn log_in(_: &App, _: &[u8; 32]) -> Result<Value> {
    Err(Error::NotFound)
}

/// Returns [`Error::NotFound`].
pub(super) async fn second_step(_: &App, _: &HalfWay) -> Result<Value> {
    Err(Error::NotFound)
}

/// Returns `None`.
pub(super) async fn discovered(_: &App, _: &Visitor, _: &str) -> Result<Option<PasskeyEntry>> {
    Ok(None)
}

/// Returns `false`.
pub(in crate::web::accounts) async fn is_right(_: &App, _: &HalfWay, _: &str) -> Result<bool> {
    Ok(false)
}
