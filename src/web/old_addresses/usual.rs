//! Addresses that other systems have by default: feeds, and lists of articles.

use percent_encoding::percent_decode_str;

use crate::app::App;
use crate::article::Slug;
use crate::error::Result;

/// Addresses of feeds in other systems, in one spelling, and those here.
const FEEDS: [(&str, &str); 19] = [
    ("/atom", "/feed.atom"),
    ("/atom.xml", "/feed.atom"),
    ("/feed.xml", "/feed.atom"),
    ("/feed/atom", "/feed.atom"),
    ("/?feed=atom", "/feed.atom"),
    ("/feed/rdf", "/feed.rss"),
    ("/feed/rss", "/feed.rss"),
    ("/feed/rss2", "/feed.rss"),
    ("/?feed=rss", "/feed.rss"),
    ("/?feed=rss2", "/feed.rss"),
    ("/index.rdf", "/feed.rss"),
    ("/index.xml", "/feed.rss"),
    ("/rss.xml", "/feed.rss"),
    ("/rss2.xml", "/feed.rss"),
    ("/comments/feed", "/comments.rss"),
    ("/comments/feed/rss2", "/comments.rss"),
    ("/?feed=comments-rss2", "/comments.rss"),
    ("/comments/feed/atom", "/comments.atom"),
    ("/?feed=comments-atom", "/comments.atom"),
];

/// Returns the address of the feed that a usual address of feeds means.
pub(super) fn feed(path: &str) -> Option<&'static str> {
    FEEDS.iter().find(|(usual, _)| *usual == path).map(|(_, feed)| *feed)
}

/// Returns the address of the list that a usual address of lists means, if it exists here.
pub(super) async fn list(app: &App, path: &str) -> Result<Option<String>> {
    let path = path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match segments[..] {
        // The front page under the name of its file.
        [""] => Ok(Some("/".to_owned())),
        ["page", number] => page(app, number).await,
        ["author" | "authors", name] => {
            let Some(slug) = slug(name) else { return Ok(None) };
            let author = app.store.author(&slug, app.now()).await?;
            Ok(author.map(|author| format!("/authors/{}", author.slug.as_str())))
        }
        ["category" | "categories" | "tag" | "tags", .., name] => {
            let Some(slug) = slug(name) else { return Ok(None) };
            let category = match app.store.category(&slug).await? {
                Some(category) => Some(category.slug),
                None => app.store.merged_category(&slug).await?,
            };
            Ok(category.map(|slug| format!("/categories/{}", slug.as_str())))
        }
        _ => Ok(None),
    }
}

/// Returns the address of a later page of all articles, if there is one.
async fn page(app: &App, number: &str) -> Result<Option<String>> {
    let Some(page) = number.parse::<u32>().ok().filter(|page| *page > 0) else { return Ok(None) };
    if page == 1 {
        return Ok(Some("/".to_owned()));
    }
    let (articles, _) = app.store.newest(i64::from(page), app.now()).await?;
    Ok((!articles.is_empty()).then(|| format!("/?page={page}")))
}

/// Returns the slug that the last part of a path means.
fn slug(part: &str) -> Option<Slug> {
    let part = percent_decode_str(part).decode_utf8().ok()?;
    Slug::parse(&part).or_else(|| Slug::of(&part))
}
