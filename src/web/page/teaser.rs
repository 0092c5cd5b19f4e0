//! View of an article in a list.

use crate::app::App;
use crate::article::{Category, Slug, Teaser};
use crate::error::Result;
use crate::locale::{Calendar, Lang};
use crate::markup::{self, Html};
use crate::picture::{Picture, Place};

/// Article as a list shows it.
pub(in crate::web) struct TeaserView {
    pub(in crate::web) slug: Slug,
    pub(in crate::web) title: String,
    pub(in crate::web) lead: String,
    pub(in crate::web) author: String,
    pub(in crate::web) author_slug: Option<Slug>,
    pub(in crate::web) categories: Vec<Category>,
    /// Time of publication in ISO 8601 and in words.
    pub(in crate::web) published: Option<(String, String)>,
    pub(in crate::web) picture: Option<Html>,
    pub(in crate::web) comments: i64,
    /// Text of the link to the comments: "18 reacties op ‘Van wie is het gesprek?’".
    pub(in crate::web) comments_line: String,
}

impl TeaserView {
    /// Creates the view with the article's picture in the size for this place.
    pub(in crate::web) fn new(
        t: Lang,
        calendar: &Calendar,
        article: Teaser,
        pictures: &[Picture],
        place: Place,
    ) -> Self {
        let picture = pictures.iter().find(|picture| article.picture == Some(picture.id));
        let count = t.with("teaser-comments", &[("count", article.comments.into())]);
        let on = t.with("teaser-on", &[("title", article.title.as_str().into())]);
        let dated = |moment| (calendar.machine(moment), calendar.date(moment));
        Self {
            picture: picture.and_then(|picture| picture.html(place, None).ok()),
            published: article.published.map(dated),
            comments: article.comments,
            comments_line: format!("{count} {on}"),
            slug: article.slug,
            title: article.title,
            lead: markup::shorten(&article.lead, room(place)),
            author: article.author,
            author_slug: article.author_slug,
            categories: article.categories,
        }
    }
}

/// Returns the maximum length in characters of an introduction in a list.
fn room(place: Place) -> usize {
    match place {
        Place::Story => 280,
        Place::Card => 180,
        _ => 150,
    }
}

/// Returns the lead pictures of these articles.
pub(in crate::web) async fn pictures_of(app: &App, articles: &[Teaser]) -> Result<Vec<Picture>> {
    let ids: Vec<i64> = articles.iter().filter_map(|article| article.picture).collect();
    app.store.pictures(&ids).await
}
