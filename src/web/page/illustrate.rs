//! Pictures and videos in a text, as a page shows them.

use super::labels;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::picture::{self, Picture};
use crate::static_page;

/// Returns a text with the sizes of these pictures, and with labels on links to videos.
pub fn illustrated(t: Lang, html: &Html, pictures: &[Picture]) -> Html {
    let label = |place: &str| t.with("video-watch", &[("place", place.into())]);
    markup::with_video_labels(&picture::in_text(html, pictures), label)
}

/// Renders the Markdown of a static page as readers see it.
pub async fn static_text(app: &App, body: &str) -> Result<Html> {
    let html = markup::article(&static_page::filled(body, &app.name(), &app.contact().await?));
    let html = markup::typeset(&html.with_directions(), &labels(app.lang())).html;
    let pictures = app.store.pictures(&picture::numbers_in(&html)).await?;
    Ok(illustrated(app.lang(), &html, &pictures))
}
