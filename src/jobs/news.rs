//! Letters that can be unsubscribed from: answers for commenters, what waits for moderators.

use super::tell::Told;
use crate::app::App;
use crate::error::Result;
use crate::notify::Event;

/// Who is told of an event, and what.
pub(super) async fn told(_app: &App, _event: &Event) -> Result<Told> {
    Ok(Told::default())
}
