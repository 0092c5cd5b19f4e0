//! Letters about accounts and addresses: links that prove whose they are.

use super::tell::Told;
use crate::app::App;
use crate::error::Result;
use crate::notify::Event;

/// Who is told of an event, and what.
pub(super) async fn told(_app: &App, _event: &Event) -> Result<Told> {
    Ok(Told::default())
}
