//! Letters about decisions: to authors, to who reported, to who appealed.

use super::tell::Told;
use crate::app::App;
use crate::error::Result;
use crate::notify::Event;

/// Who is told of an event, and what.
pub(super) async fn told(_app: &App, _event: &Event) -> Result<Told> {
    Ok(Told::default())
}
