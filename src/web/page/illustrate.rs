//! Pictures and videos in a text, as a page shows them.

use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::picture::{self, Picture};

/// Returns a text with the sizes of these pictures, and with labels on links to videos.
pub fn illustrated(t: Lang, html: &Html, pictures: &[Picture]) -> Html {
    let label = |place: &str| t.with("video-watch", &[("place", place.into())]);
    markup::with_video_labels(&picture::in_text(html, pictures), label)
}
